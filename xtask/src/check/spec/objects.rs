//! The objects of the document, as opposed to maps of names and to data.

use serde_json::{Map, Value};

use crate::pointer;

/// Keys whose value is a map of names, which mean nothing by themselves.
const NAMES: &[&str] = &[
    "callbacks", "content", "examples", "headers", "links", "parameters", "paths", "properties", "requestBodies",
    "responses", "schemas", "securitySchemes",
];

/// Keys whose value is data, whatever it looks like.
const DATA: &[&str] = &["default", "enum", "example", "value"];

/// Every object that `OpenAPI` gives a meaning to, with its pointer.
pub(in crate::check) fn objects(document: &Value) -> Vec<(String, &Map<String, Value>)> {
    let (mut objects, mut rest) = (Vec::new(), vec![(String::new(), document)]);
    while let Some((at, value)) = rest.pop() {
        match value {
            Value::Array(elements) => {
                let elements = elements.iter().enumerate();
                rest.extend(elements.map(|(number, element)| (pointer::join(&at, &number.to_string()), element)));
            }
            Value::Object(object) => {
                for (key, child) in object.iter().filter(|(key, _)| is_structure(key)) {
                    let below = pointer::join(&at, key);
                    match child.as_object().filter(|_| NAMES.contains(&key.as_str())) {
                        Some(named) => {
                            let named = named.iter();
                            rest.extend(named.map(|(name, child)| (pointer::join(&below, name), child)));
                        }
                        None => rest.push((below, child)),
                    }
                }
                objects.push((at, object));
            }
            _ => {}
        }
    }
    objects
}

fn is_structure(key: &str) -> bool {
    !key.starts_with("x-") && !DATA.contains(&key)
}
