//! The places of a sample's values, each with the schema that describes it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use thanos_api_gen::yaml::Node;

use crate::samples::escaped;
use crate::spec::{Schema, Spec};

/// So many values per schema are mutated in each sample: a long list is no better a witness than a short one.
const WITNESSES: usize = 4;

/// Deeper than this no value is made up, and beyond half of it no optional one: a component may refer to itself.
const DEPTH: usize = 8;

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
    seen: BTreeMap<crate::spec::Spot, usize>,
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
                entries.insert(entry.key.clone(), value.unwrap_or_else(|| made_up(spec, &property, DEPTH)));
            }
            Value::Object(entries)
        }
        Value::Array(elements) => match schema.node.get("items").map(|items| spec.part(&schema.owner, items)) {
            Some(items) if elements.is_empty() => json!([made_up(spec, &items, DEPTH)]),
            Some(items) => elements.iter().map(|element| completed(spec, &items, element)).collect(),
            None => value.clone(),
        },
        _ => value.clone(),
    }
}

fn made_up(spec: &Spec, schema: &Schema, depth: usize) -> Value {
    let Some(next) = depth.checked_sub(1) else { return Value::Null };
    let part = |keyword: &str| schema.node.get(keyword).map(|node| spec.part(&schema.owner, node));
    let listed = schema.keyword("enum").and_then(|list| list.elements().first()).map(Node::to_json);
    match schema.text("type") {
        "object" => {
            let required = schema.required();
            let entries = schema.properties().iter();
            let wanted = entries.filter(|entry| depth > DEPTH / 2 || required.contains(entry.key.as_str()));
            wanted.map(|entry| (entry.key.clone(), made_up(spec, &schema.property(spec, entry), next))).collect()
        }
        "array" => {
            part("items").map(|items| made_up(spec, &items, next)).filter(|made| !made.is_null()).into_iter().collect()
        }
        "boolean" => json!(true),
        "integer" => json!(1),
        "number" => json!(1.5),
        _ if schema.text("format") == "uuid" => json!("0b9f5d1e-7c3a-4e52-9d86-1a2b3c4d5e6f"),
        _ => listed.unwrap_or_else(|| json!("text")),
    }
}
