//! Together the samples show every value of an enumeration, both booleans, and an optional property's absence.

use std::collections::BTreeSet;

use serde_json::Value;

use super::tally::Tally;
use crate::pointer;
use crate::report::Finding;
use crate::spec::Spec;

const SHOW: &str = "show it in a sample: in one that there is, or in <operationId>.<request|status>.<name>.json";

/// What no sample shows of the given schemas and all that they lead to, except below those that are told to be wrong:
/// what is shown there is unknown until they are mended.
pub(super) fn findings(
    spec: &Spec,
    tally: &Tally,
    schemas: Vec<String>,
    is_wrong: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let (mut findings, mut seen, mut schemas) = (Vec::new(), BTreeSet::new(), schemas);
    while let Some(schema) = schemas.pop() {
        let schema = spec.resolve(&schema);
        let Some(keywords) = spec.get(&schema) else { continue };
        if is_wrong(&schema) || !seen.insert(schema.clone()) {
            continue;
        }
        findings.extend(unshown(spec, tally, &schema, keywords));
        for key in ["items", "additionalProperties"] {
            schemas.extend(keywords.get(key).filter(|below| below.is_object()).map(|_| pointer::join(&schema, key)));
        }
        for (key, _) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let property = pointer::join(&pointer::join(&schema, "properties"), key);
            findings.extend(never_absent(spec, tally, &schema, keywords, key, &property));
            schemas.push(property);
        }
    }
    findings
}

fn unshown(spec: &Spec, tally: &Tally, schema: &str, keywords: &Value) -> Vec<Finding> {
    let is_shown = |value: &Value| tally.values.get(schema).is_some_and(|shown| shown.contains(&value.to_string()));
    let listed = keywords.get("enum").and_then(Value::as_array);
    if let Some(listed) = listed {
        let unshown = listed.iter().enumerate().filter(|(_, value)| !value.is_null() && !is_shown(value));
        let finding =
            |(number, _)| spec.finding(&format!("{schema}/enum/{number}"), "no sample shows this value", SHOW);
        return unshown.map(finding).collect();
    }
    let booleans = if keywords.get("type").is_some_and(|kind| kind == "boolean") { &[true, false][..] } else { &[] };
    let unshown: Vec<_> =
        booleans.iter().filter(|value| !is_shown(&Value::Bool(**value))).map(bool::to_string).collect();
    if unshown.is_empty() {
        return Vec::new();
    }
    vec![spec.finding(schema, format!("no sample shows this as `{}`", unshown.join("` or `")), SHOW)]
}

fn never_absent(
    spec: &Spec,
    tally: &Tally,
    schema: &str,
    keywords: &Value,
    key: &str,
    property: &str,
) -> Option<Finding> {
    let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
    let objects = tally.objects.get(schema)?;
    let always = tally.objects.get(property)? == objects;
    (always && !required.into_iter().any(|name| name == key)).then(|| {
        let help = "add it to `required`, or show it absent in a sample";
        spec.finding(property, format!("`{key}` is optional, but no sample is without it"), help)
    })
}
