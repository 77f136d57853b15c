//! The generated types hold what the samples hold, whatever the operations are.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use thanos_api::check;
use thanos_api::uuid::Uuid;

/// The samples of the repository: operation, part, and text.
fn samples() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/samples");
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let sample = |name: String| {
        let mut parts = name.split('.');
        let (operation, part) = (parts.next().unwrap().to_owned(), parts.next().unwrap().to_owned());
        (operation, part, fs::read_to_string(folder.join(&name)).unwrap())
    };
    names.map(sample).collect()
}

#[test]
fn every_sample_decodes_and_encodes_back_to_the_same_json() {
    let samples = samples();
    assert!(!samples.is_empty());
    for (operation, name, text) in samples {
        let part = check::parts().iter().find(|part| part.operation == operation && part.name == name);
        let part = part.unwrap_or_else(|| panic!("the client has no {operation}.{name}"));
        let sent: Value = serde_json::from_str(&text).unwrap();
        let kept = (part.recode)(text.as_bytes()).unwrap();
        assert!(same(&kept, &sent), "{operation}.{name}: {kept:#} instead of {sent:#}");
    }
}

/// Whether two values mean the same: a type keeps what a sample says, not how it is spelled.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        // The integers beyond 2^53 are no different numbers as `f64`.
        (Value::Number(one), Value::Number(other)) if one.is_f64() || other.is_f64() => one.as_f64() == other.as_f64(),
        (Value::String(one), Value::String(other)) => {
            one == other || Uuid::parse_str(one).is_ok_and(|uuid| Uuid::parse_str(other) == Ok(uuid))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        // An optional property is as good as absent when it is null.
        (Value::Object(one), Value::Object(other)) => {
            let value = |object: &Map<String, Value>, key| object.get(key).cloned().unwrap_or_default();
            one.keys().chain(other.keys()).all(|key| same(&value(one, key), &value(other, key)))
        }
        _ => one == other,
    }
}

#[test]
fn values_are_the_same_by_meaning() {
    const UPPER: &str = "5A3E8C0E-8B9F-4D5C-9D6B-6C7A1F0E2B3D";
    let lower = UPPER.to_lowercase();
    for (one, other) in [
        (json!([1, -2, 5e300]), json!([1.0, -2.0, 5e300])),
        (json!({"a": null, "b": 1}), json!({"b": 1, "c": null})),
        (json!([UPPER, lower]), json!([lower.replace('-', ""), format!("urn:uuid:{lower}")])),
        (json!({"a": [{"b": null}]}), json!({"a": [{}]})),
    ] {
        assert!(same(&one, &other) && same(&other, &one), "{one} {other}");
    }
    for (one, other) in [
        (json!(1), json!(1.5)),
        (json!(9_007_199_254_740_993_u64), json!(9_007_199_254_740_992_u64)),
        (json!({"a": 1}), json!({})),
        (json!({"a": 0}), json!({"a": null})),
        (json!([null]), json!([])),
        (json!("A"), json!("a")),
        (json!(UPPER), json!(UPPER.replace('5', "6"))),
    ] {
        assert!(!same(&one, &other) && !same(&other, &one), "{one} {other}");
    }
}

#[test]
fn every_part_has_a_sample_and_refuses_what_is_none() {
    let known: BTreeSet<_> = samples().into_iter().map(|(operation, name, _)| (operation, name)).collect();
    for part in check::parts() {
        assert!(known.contains(&(part.operation.to_owned(), part.name.to_owned())));
        // Unfinished, so that it is refused whatever the part is.
        let refused = (part.recode)(b"[\"hunter2\"").unwrap_err();
        assert!(!refused.cause.contains("hunter2"), "{}", refused.cause);
    }
}

#[test]
fn every_component_has_a_schema_of_its_own() {
    let mut generator = schemars::generate::SchemaSettings::openapi3().into_generator();
    let schemas: Vec<_> = check::components().iter().map(|component| (component.schema)(&mut generator)).collect();
    assert!(!schemas.is_empty());
    assert!(schemas.iter().all(|schema| schema.as_object().is_some_and(|object| !object.is_empty())));
    let defined = generator.take_definitions(true);
    for component in check::components() {
        // A list that is shared has no name among the types, and stands in place.
        let inline = schemas.iter().filter(|schema| schema.get("$ref").is_none()).count();
        assert!(defined.contains_key(component.name) || inline > 0, "{}", component.name);
    }
}
