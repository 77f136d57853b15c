//! What values look like that no schema describes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::formats::Formats;

/// As many names may stand in the objects of one place. What has more is no object with properties but a map, and
/// what stands in it as keys is data.
const NAMES: usize = 32;

/// What was seen at one place.
#[derive(Default)]
pub(crate) struct Shape {
    /// How often each type was seen; a text by its format if it has one.
    pub(crate) kinds: BTreeMap<&'static str, u64>,
    pub(crate) properties: Names,
    pub(crate) elements: Option<Box<Shape>>,
}

/// The properties of objects by their names, as far as those are no data.
#[derive(Default)]
pub(crate) struct Names {
    known: BTreeMap<String, Shape>,
    /// Whether some name was data.
    pub(crate) others: bool,
}

impl Shape {
    pub(crate) fn see(&mut self, value: &Value, formats: &Formats) {
        let kind = match value {
            Value::String(_) => formats.of(value).unwrap_or("string"),
            other => kind(other),
        };
        *self.kinds.entry(kind).or_default() += 1;
        match value {
            Value::Object(entries) => self.properties.see(entries, formats),
            Value::Array(values) => {
                let elements = self.elements.get_or_insert_default();
                for value in values {
                    elements.see(value, formats);
                }
            }
            _ => {}
        }
    }

    pub(crate) fn count(&self) -> u64 {
        self.kinds.values().sum()
    }
}

impl Names {
    fn see(&mut self, entries: &Map<String, Value>, formats: &Formats) {
        for (name, value) in entries {
            self.see_one(name, value, formats);
        }
    }

    /// Whether the name may be told.
    pub(crate) fn see_one(&mut self, name: &str, value: &Value, formats: &Formats) -> bool {
        let may_be_told = self.known.contains_key(name) || (is_name(name) && self.known.len() <= NAMES);
        if may_be_told {
            self.known.entry(name.to_owned()).or_default().see(value, formats);
        } else {
            self.others = true;
        }
        may_be_told
    }

    /// None if there are so many that they are data.
    pub(crate) fn told(&self) -> Option<&BTreeMap<String, Shape>> {
        (self.known.len() <= NAMES).then_some(&self.known)
    }
}

/// The type of a value, as schemas call it.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Whether a key looks like a name that a programmer gave, and not like a uuid, an address or a sentence.
fn is_name(key: &str) -> bool {
    let inner = key.trim_start_matches(['_', '$', '@']);
    let is_part = |character: char| character.is_alphanumeric() || "_-.:".contains(character);
    inner.starts_with(char::is_alphabetic)
        && inner.chars().all(is_part)
        && key.chars().count() <= 64
        && key.chars().filter(char::is_ascii_digit).count() <= 4
}
