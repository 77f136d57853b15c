//! The spec is whole: nothing in it is dropped in silence, points nowhere, or is used by nothing.
//!
//! The generator looks at what the client is made of and refuses it by itself; here the rest of the document is
//! looked at as well.

mod objects;
mod unused;

pub(super) use objects::objects;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::pointer;
use crate::report::Finding;
use crate::spec::Spec;

pub(super) fn findings(spec: &Spec) -> Vec<Finding> {
    let mut findings = lost(spec);
    let unresolved = unresolved(spec);
    // What a reference failed to name may be any of the parts that are unused.
    findings.extend(if unresolved.is_empty() { unused::findings(spec) } else { unresolved });
    findings
}

fn unresolved(spec: &Spec) -> Vec<Finding> {
    let objects = objects(&spec.document);
    let references = objects.iter().filter(|(_, object)| object.get("$ref").is_some());
    let broken = references.filter(|(at, _)| spec.resolve(at) == *at || spec.get(&spec.resolve(at)).is_none());
    let finding = |(at, _): &(String, _)| {
        let help = "add the component, or correct the name";
        spec.finding(&pointer::join(at, "$ref"), "the `$ref` names nothing in this document", help)
    };
    broken.map(finding).collect()
}

/// The findings on keys that the model of `OpenAPI` 3.0 does not know and so drops.
fn lost(spec: &Spec) -> Vec<Finding> {
    let model = serde_json::from_value::<OpenAPI>(spec.document.clone()).and_then(serde_json::to_value);
    let mut lost = Vec::new();
    // A document that the model does not take at all is refused by the generator.
    if let Ok(model) = model {
        compare(&spec.document, &model, "", &mut lost);
    }
    let finding = |at: String| {
        let help = "correct its name, or remove it";
        spec.finding(&at, "this key is not known to OpenAPI 3.0 here, so it would be dropped", help)
    };
    lost.into_iter().map(finding).collect()
}

fn compare(text: &Value, model: &Value, at: &str, lost: &mut Vec<String>) {
    match (text, model) {
        (Value::Object(text), Value::Object(model)) => {
            for (key, value) in text {
                let at = pointer::join(at, key);
                match model.get(key) {
                    Some(kept) => compare(value, kept, &at, lost),
                    None if is_default(value) => {}
                    None => lost.push(at),
                }
            }
        }
        (Value::Array(text), Value::Array(model)) => {
            for (number, (value, kept)) in text.iter().zip(model).enumerate() {
                compare(value, kept, &pointer::join(at, &number.to_string()), lost);
            }
        }
        _ => {}
    }
}

/// What the model does not write because its absence means the same, such as `nullable: false`.
fn is_default(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(elements) => elements.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}
