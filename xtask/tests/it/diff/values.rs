//! Values that fit a schema: the least that it asks for, and the most that it knows.

use serde_json::{Map, Value, json};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Least,
    Most,
}

pub(crate) fn value(spec: &Value, schema: &Value, extent: Extent) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return value(spec, spec.pointer(&reference[1..]).unwrap(), extent);
    }
    let least = extent == Extent::Least;
    if least && schema["nullable"] == true {
        return Value::Null;
    }
    let [format, kind] = ["format", "type"].map(|key| schema[key].as_str().unwrap_or_default());
    match (kind, format) {
        ("string", _) if schema["enum"].is_array() => {
            let listed = schema["enum"].as_array().unwrap();
            if least { listed[0].clone() } else { listed[listed.len() - 1].clone() }
        }
        ("string", "uuid") => json!("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        ("string", _) => json!("some text"),
        ("integer", "int32") => json!(if least { i32::MIN } else { i32::MAX }),
        ("integer", _) => json!(if least { 0 } else { i64::MAX }),
        ("number", _) => json!(if least { 2.0 } else { 2.5 }),
        ("boolean", _) => json!(!least),
        ("array", _) => json!([value(spec, &schema["items"], extent)]),
        ("object", _) => object(spec, schema, extent),
        other => panic!("no value for {other:?}"),
    }
}

fn object(spec: &Value, schema: &Value, extent: Extent) -> Value {
    let mut object = Map::new();
    let is_required =
        |key: &String| schema["required"].as_array().is_some_and(|names| names.iter().any(|name| name == key));
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        if extent == Extent::Most || is_required(key) {
            object.insert(key.clone(), value(spec, property, extent));
        }
    }
    if extent == Extent::Most && schema["additionalProperties"] != false {
        object.insert("unlisted".to_owned(), json!("nothing is said of this"));
    }
    object.into()
}
