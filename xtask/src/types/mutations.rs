//! One step away from a sample: what else could stand at a place.

mod texts;

use serde_json::{Map, Value, json};

use crate::types::sites::Site;

/// What was done to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Dropped,
    Doubled,
    Unknown,
    Positional,
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
    Listed,
    Unlisted,
    Empty,
    Huge,
    Odd,
    BrokenUuid,
    OtherUuid,
    Edge,
    Whole,
    Fraction,
    Beyond,
    Emptied,
    Lengthened,
}

pub(crate) struct Mutation {
    pub(crate) kind: Kind,
    /// The whole JSON text.
    pub(crate) text: String,
    /// What a type that takes the text has to make of it.
    pub(crate) meaning: Meaning,
}

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The same as the text that was mutated, in another way.
    Same,
    /// What its JSON says.
    Literal,
    /// One or the other: a type that keeps unknown properties is as good as one that ignores them.
    Either,
    /// Nothing that could be compared.
    Unclear,
}

impl Kind {
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Dropped => "its absence",
            Self::Doubled => "its key twice",
            Self::Unknown => "an unknown property",
            Self::Positional => "an array for the object",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::List => "a list",
            Self::Object => "an object",
            Self::Listed => "a listed value",
            Self::Unlisted => "a value that is not listed",
            Self::Empty => "an empty text",
            Self::Huge => "a huge text",
            Self::Odd => "a text with escapes",
            Self::BrokenUuid => "a broken uuid",
            Self::OtherUuid => "another spelling of the uuid",
            Self::Edge => "a number at an edge",
            Self::Whole => "an integer with a fraction of zero",
            Self::Fraction => "a fraction",
            Self::Beyond => "an integer beyond 64 bits",
            Self::Emptied => "an empty list",
            Self::Lengthened => "a longer list",
        }
    }

    /// The keyword that the mutation puts to the test, if there is one.
    pub(crate) fn keyword(self, site: &Site) -> Option<&'static str> {
        match self {
            Self::Dropped => Some("required"),
            Self::Doubled => None,
            Self::Unknown => Some("additionalProperties"),
            Self::Listed | Self::Unlisted if site.schema.text("type") == "string" => Some("enum"),
            Self::BrokenUuid | Self::OtherUuid | Self::Edge | Self::Beyond => Some("format"),
            Self::Null if site.schema.nullable() => Some("nullable"),
            _ => Some("type"),
        }
    }
}

/// Every mutation of one value.
pub(crate) fn of(site: &Site, sample: &Value) -> Vec<Mutation> {
    let Some(value) = sample.pointer(&site.pointer) else { return Vec::new() };
    let mut mutations = Vec::new();
    let mut add = |kind, meaning, pointer: &str, raw: &str| {
        mutations.push(Mutation { kind, text: splice(sample, pointer, raw), meaning });
    };
    for (kind, meaning, raw) in texts::of(&site.schema, value) {
        add(kind, meaning, &site.pointer, &raw);
    }
    if let Value::Object(entries) = value {
        let unknown = [("x-unknown".to_owned(), json!([null, {"x": 1.5}]))];
        let entries = entries.iter().map(|(key, value)| (key.clone(), value.clone())).chain(unknown);
        add(Kind::Unknown, Meaning::Either, &site.pointer, &Value::Object(entries.collect()).to_string());
    }
    if let Some(property) = &site.property
        && let Some(Value::Object(entries)) = sample.pointer(&property.parent)
    {
        let mut rest = entries.clone();
        rest.remove(&property.key);
        add(Kind::Dropped, Meaning::Literal, &property.parent, &Value::Object(rest).to_string());
        add(Kind::Doubled, Meaning::Same, &property.parent, &doubled(entries, &property.key, value));
    }
    mutations
}

/// An object's text in which one key stands twice, which no [`Value`] can hold.
fn doubled(entries: &Map<String, Value>, key: &str, value: &Value) -> String {
    let text = Value::Object(entries.clone()).to_string();
    format!("{{{}:{value},{}", Value::from(key), &text[1..])
}

/// The sample's text with another text in place of one value.
fn splice(sample: &Value, pointer: &str, raw: &str) -> String {
    const MARK: &str = "the place of a mutation";
    let mut marked = sample.clone();
    if let Some(value) = marked.pointer_mut(pointer) {
        *value = MARK.into();
    }
    marked.to_string().replacen(&format!("\"{MARK}\""), raw, 1)
}
