use serde_json::{Value, json};
use thanos_api_gen::yaml;

use super::compare;
use crate::pointer;

/// A spec with one of each thing, which the table of verdicts has as its base.
const SPEC: &str = include_str!("../../../tests/it/diff/base.yaml");

/// The pointers of everything in a value.
fn pointers(value: &Value, at: &str, pointers: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(elements) => elements.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, value) in children {
        let at = pointer::join(at, &key);
        self::pointers(value, &at, pointers);
        pointers.push(at);
    }
}

/// A spec without what stands at a pointer.
fn without(spec: &Value, at: &str) -> Value {
    let mut spec = spec.clone();
    let (parent, _) = at.rsplit_once('/').unwrap();
    let key = pointer::segments(at).last().unwrap();
    match spec.pointer_mut(parent).unwrap() {
        Value::Object(entries) => drop(entries.remove(&key)),
        Value::Array(elements) => drop(elements.remove(key.parse().unwrap())),
        _ => {}
    }
    spec
}

/// The same with something else at a pointer, if what stands there has no parts.
fn with_other(spec: &Value, at: &str) -> Option<Value> {
    let mut spec = spec.clone();
    let value = spec.pointer_mut(at).unwrap();
    *value = match value {
        Value::String(text) => json!(format!("{text}x")),
        Value::Bool(value) => json!(!*value),
        Value::Number(_) => json!(77),
        Value::Object(_) | Value::Array(_) | Value::Null => return None,
    };
    Some(spec)
}

/// The same with an extension in the object at a pointer.
fn with_extension(spec: &Value, at: &str) -> Option<Value> {
    let mut spec = spec.clone();
    let object = spec.pointer_mut(at)?.as_object_mut()?;
    object.insert("x-new".to_owned(), json!(1));
    Some(spec)
}

#[test]
fn no_difference_between_two_specs_is_passed_over() {
    let spec = yaml::parse(SPEC).unwrap();
    assert!(compare(&spec, &spec, "base").is_empty());
    let document = spec.to_json();
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    for at in &all {
        let edits = [Some(without(&document, at)), with_other(&document, at), with_extension(&document, at)];
        for edited in edits.into_iter().flatten() {
            let edited = yaml::parse(&edited.to_string()).unwrap();
            assert!(
                !compare(&spec, &edited, "base").is_empty(),
                "{at} is gone or changed, or has something more in it"
            );
            assert!(!compare(&edited, &spec, "base").is_empty(), "{at} is new or changed, or has something less in it");
        }
    }
    assert!(all.len() > 200, "{}", all.len());
}
