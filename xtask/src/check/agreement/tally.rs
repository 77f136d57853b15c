//! What samples and examples show of each schema.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::bodies::Shown;
use crate::pointer;
use crate::spec::Spec;

/// Schemas and properties are named by their pointers in the spec.
#[derive(Default)]
pub(super) struct Tally {
    /// How many values a schema has described.
    pub(super) met: BTreeMap<String, usize>,
    /// The values of samples, where the schema is a boolean or an enumeration.
    pub(super) values: BTreeMap<String, BTreeSet<String>>,
    /// How many objects of samples a schema has described, and how many of them have a property.
    pub(super) objects: BTreeMap<String, usize>,
    /// Properties that the schema of their object does not describe, although it does not say that there are more:
    /// that schema, the property's key, and the number of what shows it with the pointer within.
    pub(super) undescribed: Vec<(String, String, (usize, String))>,
}

pub(super) fn of(spec: &Spec, shown: &[Shown]) -> Tally {
    let mut tally = Tally::default();
    for (number, shown) in shown.iter().enumerate() {
        Walk { spec, number, sample: shown.is_sample(), tally: &mut tally }.value(&shown.schema, &shown.value, "");
    }
    tally
}

struct Walk<'a> {
    spec: &'a Spec,
    number: usize,
    sample: bool,
    tally: &'a mut Tally,
}

impl Walk<'_> {
    fn value(&mut self, schema: &str, value: &Value, at: &str) {
        let schema = self.spec.resolve(schema);
        let Some(keywords) = self.spec.get(&schema) else { return };
        if !value.is_null() {
            *self.tally.met.entry(schema.clone()).or_default() += 1;
        }
        if self.sample && (value.is_boolean() || keywords.get("enum").is_some()) {
            self.tally.values.entry(schema.clone()).or_default().insert(value.to_string());
        }
        match value {
            Value::Object(entries) if keywords.get("type").is_some_and(|kind| kind == "object") => {
                self.count(&schema);
                for (key, value) in entries {
                    self.property(&schema, keywords, (key, value), &pointer::join(at, key));
                }
            }
            Value::Array(elements) => {
                let schema = pointer::join(&schema, "items");
                for (number, element) in elements.iter().enumerate() {
                    self.value(&schema, element, &pointer::join(at, &number.to_string()));
                }
            }
            _ => {}
        }
    }

    fn property(&mut self, schema: &str, keywords: &Value, (key, value): (&str, &Value), at: &str) {
        let properties = keywords.get("properties");
        if properties.is_some_and(|properties| properties.get(key).is_some()) {
            let property = pointer::join(&pointer::join(schema, "properties"), key);
            self.count(&property);
            self.value(&property, value, at);
        } else if let Some(more) = keywords.get("additionalProperties") {
            if more.is_object() {
                self.value(&pointer::join(schema, "additionalProperties"), value, at);
            }
        } else if properties.is_some() {
            self.tally.undescribed.push((schema.to_owned(), key.to_owned(), (self.number, at.to_owned())));
        }
    }

    fn count(&mut self, at: &str) {
        if self.sample {
            *self.tally.objects.entry(at.to_owned()).or_default() += 1;
        }
    }
}
