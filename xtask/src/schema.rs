//! Schemas of `OpenAPI` 3.0 as JSON Schema, so that an independent validator can judge values by them.

use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Map, Value, json};

/// Compiles the schema that stands at a JSON pointer of an `OpenAPI` document. Formats are asserted.
///
/// The schema paths of its errors begin at that schema, or at the document where they begin with `/components`.
///
/// # Errors
///
/// Nothing stands there, a `$ref` does not resolve, or a keyword's value is none that JSON Schema knows.
pub(crate) fn validator(document: &Value, schema_pointer: &str) -> Result<Validator, ValidationError<'static>> {
    let schema = document.pointer(schema_pointer).ok_or_else(|| ValidationError::schema("there is no such schema"))?;
    let mut schema = translated(schema);
    if let (Value::Object(schema), Some(Value::Object(components))) =
        (&mut schema, document.pointer("/components/schemas"))
    {
        schema.insert("components".to_owned(), json!({"schemas": each(components)}));
    }
    // Older drafts do not know the format uuid, and the newer ones assert formats only on demand.
    jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).build(&schema)
}

/// One schema of `OpenAPI` 3.0 as JSON Schema, its `$ref`s as they are. Every keyword keeps its place.
fn translated(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else { return schema.clone() };
    if let Some(reference) = keywords.get("$ref") {
        return json!({"$ref": reference});
    }
    let mut translation = Map::new();
    for (key, value) in keywords.iter().filter(|(key, _)| !key.starts_with("x-")) {
        let value = match (key.as_str(), value) {
            ("example" | "nullable", _) => continue,
            ("properties", Value::Object(properties)) => each(properties).into(),
            ("items" | "not" | "additionalProperties", value) => translated(value),
            ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => schemas.iter().map(translated).collect(),
            _ => value.clone(),
        };
        translation.insert(key.clone(), value);
    }
    exclude(&mut translation, "exclusiveMinimum", "minimum");
    exclude(&mut translation, "exclusiveMaximum", "maximum");
    bound(&mut translation);
    if keywords.get("nullable") == Some(&Value::Bool(true)) {
        allow_null(&mut translation);
    }
    translation.into()
}

fn each(schemas: &Map<String, Value>) -> Map<String, Value> {
    schemas.iter().map(|(name, schema)| (name.clone(), translated(schema))).collect()
}

/// What is a mark beside the limit in `OpenAPI` 3.0 is the limit itself in JSON Schema.
fn exclude(schema: &mut Map<String, Value>, mark: &str, limit: &str) {
    if let Some(Value::Bool(exclusive)) = schema.get(mark) {
        let exclusive = *exclusive;
        schema.remove(mark);
        if exclusive && let Some(limit) = schema.remove(limit) {
            schema.insert(mark.to_owned(), limit);
        }
    }
}

/// JSON Schema knows no formats of numbers, so their bounds are told beside the schema's own.
fn bound(schema: &mut Map<String, Value>) {
    let bounds = match schema.get("format").and_then(Value::as_str) {
        Some("int32") => json!({"minimum": i32::MIN, "maximum": i32::MAX}),
        Some("int64") => json!({"minimum": i64::MIN, "maximum": i64::MAX}),
        _ => return,
    };
    if let Value::Array(schemas) = schema.entry("allOf").or_insert_with(|| json!([])) {
        schemas.push(bounds);
    }
}

/// `nullable` says something only beside a `type`. The values that an `enum` lists are those other than null.
fn allow_null(schema: &mut Map<String, Value>) {
    if let Some(kind) = schema.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
        if let Some(Value::Array(values)) = schema.get_mut("enum")
            && !values.contains(&Value::Null)
        {
            values.push(Value::Null);
        }
    }
}
