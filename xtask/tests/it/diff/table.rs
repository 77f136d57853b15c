//! The table: pairs of specs, and what their change asks for.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use thanos_api_gen::yaml;

pub(crate) const BASE: &str = include_str!("base.yaml");

/// One pair. What its fields mean stands at the top of the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) name: String,
    #[serde(default)]
    replace: BTreeMap<String, String>,
    document: Option<Value>,
    schemas: Option<Value>,
    #[serde(default, deserialize_with = "there")]
    list: Option<Value>,
    #[serde(default, deserialize_with = "there")]
    put: Option<Value>,
    #[serde(default, deserialize_with = "there")]
    drop: Option<Value>,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    optional: Vec<String>,
    pub(crate) told: Vec<String>,
    pub(crate) but: Option<String>,
    pub(crate) new: Option<String>,
}

/// A null that is written is one that removes.
fn there<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

pub(crate) fn rows() -> Vec<Row> {
    let table = yaml::parse(include_str!("table.yaml")).unwrap().to_json();
    serde_json::from_value(table).unwrap()
}

impl Row {
    /// The same pair with another verdict.
    pub(crate) fn told_otherwise(&self, told: Vec<String>) -> Self {
        Self { told, ..self.clone() }
    }

    /// The new spec.
    pub(crate) fn spec(&self) -> Value {
        let text = self.replace.iter().fold(BASE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{}: nothing is {from:?}", self.name);
            text.replace(from, to)
        });
        let mut spec = yaml::parse(&text).unwrap().to_json();
        for (at, patch) in [
            (json!({}), &self.document),
            (json!({"components": {"schemas": {}}}), &self.schemas),
            (json!({"paths": {"/things/": {"get": {}}}}), &self.list),
            (json!({"paths": {"/things/{shelf}/{name}/": {"put": {}}}}), &self.put),
            (json!({"paths": {"/things/{shelf}/{name}/": {"delete": {}}}}), &self.drop),
        ] {
            if let Some(patch) = patch {
                merge(&mut spec, &within(at, patch));
            }
        }
        for name in &self.optional {
            let (list, name) = required(&mut spec, name);
            list.retain(|listed| listed != name);
        }
        for name in &self.required {
            let (list, name) = required(&mut spec, name);
            list.push(name.into());
        }
        spec
    }
}

/// A patch at the innermost place of an object that has one key at most at each level.
fn within(at: Value, patch: &Value) -> Value {
    match at {
        Value::Object(entries) if !entries.is_empty() => {
            entries.into_iter().map(|(key, value)| (key, within(value, patch))).collect()
        }
        _ => patch.clone(),
    }
}

/// As RFC 7396 merges.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (key, value) in patch {
        if value.is_null() {
            target.as_object_mut().unwrap().remove(key);
        } else {
            merge(&mut target[key], value);
        }
    }
}

/// What a schema requires, and the name of a property of it.
fn required<'s, 'n>(spec: &'s mut Value, property: &'n str) -> (&'s mut Vec<Value>, &'n str) {
    let (schema, name) = property.split_once('.').unwrap();
    (spec["components"]["schemas"][schema]["required"].as_array_mut().unwrap(), name)
}
