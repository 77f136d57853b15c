//! What a schema of `OpenAPI` 3.0 means, value by value.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};

use super::validator;

/// Values that a schema describes, and values that it does not.
#[track_caller]
fn judges(schema: &Value, valid: &[Value], invalid: &[Value]) {
    let components = json!({"Name": {"type": "string", "maxLength": 3}, "Node": {
        "type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}, "additionalProperties": false,
    }});
    let document = json!({"components": {"schemas": components}, "paths": {"/a/{b}": {"schema": schema}}});
    let validator = validator(&document, "/paths/~1a~1{b}/schema").unwrap();
    for value in valid {
        assert!(validator.is_valid(value), "{schema} refuses {value}");
    }
    for value in invalid {
        assert!(!validator.is_valid(value), "{schema} takes {value}");
    }
}

#[test]
fn null_is_allowed_where_the_type_is_nullable_and_nowhere_else() {
    judges(&json!({"type": "string"}), &[json!("")], &[json!(null), json!(1)]);
    judges(&json!({"type": "string", "nullable": false}), &[json!("")], &[json!(null)]);
    judges(&json!({"type": "string", "nullable": true}), &[json!(""), json!(null)], &[json!(1), json!(false)]);
    judges(&json!({"type": "string", "format": "uuid", "nullable": true}), &[json!(null)], &[json!("")]);
    judges(&json!({"type": "string", "enum": ["a"], "nullable": true}), &[json!("a"), json!(null)], &[json!("b")]);
    judges(&json!({"type": "string", "enum": ["a", null], "nullable": true}), &[json!(null)], &[json!("b")]);
    judges(&json!({"enum": ["a"], "nullable": true}), &[json!("a")], &[json!(null)]);
    let inner = json!({"type": "array", "items": {"type": "integer", "nullable": true}});
    judges(&inner, &[json!([null, 1])], &[json!(null), json!([""])]);
    let inner = json!({"type": "object", "properties": {"a": {"type": "object", "nullable": true}}});
    judges(&inner, &[json!({"a": null}), json!({"a": {}}), json!({})], &[json!({"a": 1}), json!(null)]);
}

#[test]
fn an_exclusive_bound_is_a_mark_beside_the_bound() {
    judges(&json!({"type": "integer", "minimum": 3, "exclusiveMinimum": true}), &[json!(4)], &[json!(3)]);
    judges(&json!({"type": "integer", "minimum": 3, "exclusiveMinimum": false}), &[json!(3)], &[json!(2)]);
    judges(&json!({"type": "number", "maximum": 3, "exclusiveMaximum": true}), &[json!(2.9)], &[json!(3)]);
    judges(&json!({"type": "number", "exclusiveMaximum": true}), &[json!(1e300)], &[]);
}

#[test]
fn formats_are_asserted() {
    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let simple = uuid.replace('-', "");
    let others = [json!(simple), json!(format!("{{{uuid}}}")), json!(format!("urn:uuid:{uuid}")), json!("")];
    judges(&json!({"type": "string", "format": "uuid"}), &[json!(uuid)], &others);
    judges(&json!({"type": "string", "format": "date-time"}), &[json!("2020-01-02T03:04:05Z")], &[json!("2020-01-02")]);
    judges(&json!({"type": "string", "format": "password"}), &[json!("")], &[]);
    let (min, max) = (i64::from(i32::MIN), i64::from(i32::MAX));
    judges(
        &json!({"type": "integer", "format": "int32"}),
        &[json!(min), json!(max)],
        &[json!(min - 1), json!(max + 1)],
    );
    judges(&json!({"type": "integer", "format": "int64"}), &[json!(i64::MIN), json!(i64::MAX)], &[json!(u64::MAX)]);
    judges(&json!({"type": "integer", "format": "int32", "maximum": 5}), &[json!(5)], &[json!(6)]);
}

#[test]
fn references_stand_alone_and_lead_to_components() {
    let name = json!({"$ref": "#/components/schemas/Name"});
    judges(&name, &[json!("abc")], &[json!("abcd"), json!(null)]);
    judges(&json!({"$ref": name["$ref"], "nullable": true, "maxLength": 1}), &[json!("abc")], &[json!(null)]);
    judges(&json!({"type": "array", "items": name}), &[json!(["a"]), json!([])], &[json!([1])]);
    let node = json!({"$ref": "#/components/schemas/Node"});
    judges(&node, &[json!({"next": {"next": {}}})], &[json!({"next": {"next": 1}}), json!({"last": {}})]);
}

#[test]
fn more_properties_are_as_the_schema_says() {
    let with = |more: Value| json!({"type": "object", "properties": {"a": {}}, "additionalProperties": more});
    judges(&json!({"type": "object"}), &[json!({"b": 1})], &[]);
    judges(&with(json!(true)), &[json!({"b": 1})], &[]);
    judges(&with(json!(false)), &[json!({"a": 1})], &[json!({"b": 1})]);
    let nullable = json!({"type": "string", "nullable": true});
    judges(&with(nullable), &[json!({"a": 1, "b": null, "c": ""})], &[json!({"b": 1})]);
}

#[test]
fn properties_may_be_called_like_keywords() {
    let properties = json!({"nullable": {"type": "string"}, "example": {"type": "integer"}, "x-a": {"type": "integer"},
        "exclusiveMinimum": {"type": "boolean"}});
    let schema = json!({"type": "object", "properties": properties, "x-const": 1, "example": {"nullable": true}});
    judges(&schema, &[json!({"nullable": "", "example": 1})], &[json!({"nullable": null}), json!({"x-a": ""})]);
}

#[test]
fn what_is_no_schema_is_refused() {
    let document = json!({"a": {"type": "strin"}, "b": {"pattern": "("}, "c": {"$ref": "#/components/schemas/No"}});
    for pointer in ["/a", "/b", "/c", "/d"] {
        assert!(validator(&document, pointer).is_err(), "{pointer}");
    }
}
