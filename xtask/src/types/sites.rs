//! The places of a sample's values, each with the schema that describes it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use thanos_api_gen::yaml::Node;

use crate::types::samples::escaped;
use crate::types::spec::{Schema, Spec};

/// So many values per schema are mutated in each sample: a long list is no better a witness than a short one.
const WITNESSES: usize = 4;

pub(crate) struct Site<'a> {
    pub(crate) schema: Schema<'a>,
    pub(crate) pointer: String,
    pub(crate) property: Option<Property>,
}

/// What a value is to the object around it.
#[derive(Clone)]
pub(crate) struct Property {
    pub(crate) parent: String,
    pub(crate) key: String,
    pub(crate) required: bool,
}

/// Every place of a value that the schema knows, up to [`WITNESSES`] for each schema.
pub(crate) fn find<'a>(spec: &'a Spec, schema: &Schema<'a>, value: &Value) -> Vec<Site<'a>> {
    let mut walk = Walk { spec, seen: BTreeMap::new(), sites: Vec::new() };
    walk.value(schema.clone(), String::new(), None, value);
    walk.sites
}

struct Walk<'a> {
    spec: &'a Spec,
    seen: BTreeMap<crate::types::spec::Spot, usize>,
    sites: Vec<Site<'a>>,
}

impl<'a> Walk<'a> {
    fn value(&mut self, schema: Schema<'a>, pointer: String, property: Option<Property>, value: &Value) {
        let seen = self.seen.entry(schema.spot.clone()).or_insert(0);
        *seen += 1;
        let is_witness = *seen <= WITNESSES;
        match value {
            Value::Object(entries) => self.object(&schema, &pointer, entries),
            Value::Array(elements) => {
                let items = schema.node.get("items").map(|items| self.spec.part(&schema.owner, items));
                for (index, element) in elements.iter().enumerate() {
                    if let Some(items) = &items {
                        self.value(items.clone(), format!("{pointer}/{index}"), None, element);
                    }
                }
            }
            _ => {}
        }
        if is_witness {
            self.sites.push(Site { schema, pointer, property });
        }
    }

    fn object(&mut self, schema: &Schema<'a>, pointer: &str, entries: &Map<String, Value>) {
        let required = schema.required();
        let others = schema.node.get("additionalProperties").filter(|others| others.is_map());
        for (key, value) in entries {
            let step = format!("{pointer}/{}", escaped(key));
            if let Some(entry) = schema.properties().iter().find(|entry| entry.key == *key) {
                let required = required.contains(key.as_str());
                let property = Property { parent: pointer.to_owned(), key: key.clone(), required };
                self.value(schema.property(self.spec, entry), step, Some(property), value);
            } else if let Some(others) = others {
                self.value(self.spec.part(&schema.owner, others), step, None, value);
            }
        }
    }
}

/// The sample with a value made up for each optional property that it lacks and an element for each empty list, so
/// that no schema goes untried.
pub(crate) fn completed(spec: &Spec, schema: &Schema, value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let mut entries = entries.clone();
            for entry in schema.properties() {
                let property = schema.property(spec, entry);
                let value = entries.get(&entry.key).map(|value| completed(spec, &property, value));
                entries.insert(entry.key.clone(), value.unwrap_or_else(|| made_up(spec, &property, &[])));
            }
            Value::Object(entries)
        }
        Value::Array(elements) => match schema.node.get("items").map(|items| spec.part(&schema.owner, items)) {
            Some(items) if elements.is_empty() => json!([made_up(spec, &items, &[])]),
            Some(items) => elements.iter().map(|element| completed(spec, &items, element)).collect(),
            None => value.clone(),
        },
        _ => value.clone(),
    }
}

/// A value of a schema; null where it could not end. Within a component none of the same is made up that may be absent.
fn made_up<'a>(spec: &'a Spec, schema: &Schema<'a>, within: &[&'a str]) -> Value {
    if schema.component.is_some_and(|name| within.contains(&name)) {
        return Value::Null;
    }
    let within: Vec<_> = within.iter().copied().chain(schema.component).collect();
    let made_up = |schema: &Schema<'a>| made_up(spec, schema, &within);
    match schema.text("type") {
        "object" => {
            let required = schema.required();
            let made = schema.properties().iter().map(|entry| (&entry.key, made_up(&schema.property(spec, entry))));
            let there = made.filter(|(key, value)| !value.is_null() || required.contains(key.as_str()));
            there.map(|(key, value)| (key.clone(), value)).collect()
        }
        "array" => {
            let element = schema.node.get("items").map(|items| made_up(&spec.part(&schema.owner, items)));
            element.filter(|element| !element.is_null()).into_iter().collect()
        }
        "boolean" => json!(true),
        "integer" => json!(1),
        "number" => json!(1.5),
        _ if schema.text("format") == "uuid" => json!("0b9f5d1e-7c3a-4e52-9d86-1a2b3c4d5e6f"),
        _ => {
            let listed = schema.keyword("enum").and_then(|list| list.elements().first());
            listed.map_or_else(|| json!("text"), Node::to_json)
        }
    }
}
