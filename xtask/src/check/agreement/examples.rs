//! The examples of bodies in the spec are the data of the sample files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::bodies::{Body, Shown};
use crate::pointer;
use crate::report::{Finding, Place};
use crate::spec::Spec;

/// The findings on examples that differ from the file of the same body. What is found at the `told` places already
/// is not told again.
pub(super) fn findings(spec: &Spec, bodies: &[Body], samples: &[Shown], told: &BTreeSet<Place>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for body in bodies {
        let named = spec.get(&format!("{}/examples", body.media)).and_then(Value::as_object).into_iter().flatten();
        let named = named.map(|(name, _)| {
            let example = spec.resolve(&pointer::join(&format!("{}/examples", body.media), name));
            (format!("{example}/value"), body.named_sample(name))
        });
        for (example, file) in named.chain([(format!("{}/example", body.media), body.sample())]) {
            let Some(value) = spec.get(&example) else { continue };
            let Some(sample) = samples.iter().find(|sample| sample.is_file(&file)) else { continue };
            let mut differences = Vec::new();
            compare(value, &sample.value, "", &mut differences);
            for at in differences.into_iter().filter(|at| !told.contains(&spec.place(&format!("{example}{at}")))) {
                let message = format!("the example differs here from {file}");
                findings.push(
                    spec.finding(&format!("{example}{at}"), message, "make both the same")
                        .and(vec![sample.spot(spec, &at)]),
                );
            }
        }
    }
    findings
}

/// The pointers at which two values differ, as deep as possible. What only one of them has differs too.
fn compare(example: &Value, sample: &Value, at: &str, differences: &mut Vec<String>) {
    match (example, sample) {
        (Value::Object(example), Value::Object(sample)) => {
            let missing = sample.iter().filter(|(key, _)| !example.contains_key(*key));
            differences.extend(missing.map(|(key, _)| pointer::join(at, key)));
            for (key, value) in example {
                let at = pointer::join(at, key);
                compare(value, sample.get(key).unwrap_or(&Value::Null), &at, differences);
            }
        }
        (Value::Array(example), Value::Array(sample)) => {
            for number in 0..example.len().max(sample.len()) {
                let at = pointer::join(at, &number.to_string());
                match (example.get(number), sample.get(number)) {
                    (Some(example), Some(sample)) => compare(example, sample, &at, differences),
                    _ => differences.push(at),
                }
            }
        }
        _ if example == sample => {}
        _ => differences.push(at.to_owned()),
    }
}
