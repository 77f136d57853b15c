//! The text of a spec as a tree in which every key and value knows its place.

use crate::error::{Error, Finding, Place};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::{Number, Value};
use serde_saphyr::{Options, Spanned};
use std::fmt;

/// A value of the spec, and where it stands: a mapping or list that has a key stands where its key does, since its
/// own text may begin lines below.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Scalar(Value),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key of a mapping with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where the key stands.
    pub place: Place,
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Node,
}

/// Reads YAML 1.2, and so JSON: `on`, `no` and the like are text, as tools for `OpenAPI` read them.
///
/// # Errors
///
/// One finding with its place, if the text is empty, is not YAML, or is YAML that unfolds beyond all measure.
pub fn parse(spec: &str) -> Result<Node, Error> {
    let one = |finding| Error::new(spec, vec![finding]);
    if spec.trim().is_empty() {
        let help = "write an OpenAPI 3.0 document";
        return Err(one(Finding::new(Place::default(), "the spec is empty", help)));
    }
    let options = options();
    serde_saphyr::from_str_with_options(spec, options).map_err(|error| {
        let place = error.location().map(Place::from).unwrap_or_default();
        let message = error.without_snippet().to_string();
        let message = message.lines().next().unwrap_or_default();
        // The place is told once, by the finding.
        let message = message.split(" at line ").next().unwrap_or_default();
        let help = if matches!(error.without_snippet(), serde_saphyr::Error::Budget { .. }) { TOO_MUCH } else { HELP };
        one(Finding::new(place, format!("not YAML that can be read: {message}"), help))
    })
}

const HELP: &str = "correct the YAML here; indentation is by spaces, and a key stands once in a mapping";

const TOO_MUCH: &str = "make the document smaller or flatter, and repeat less by aliases";

/// As many values as a description of 20 MB has; progenitor would need minutes for it.
const NODES: usize = 2_000_000;

/// Deeper than any description of an API, and shallow enough for the stack of a thread.
const DEPTH: usize = 40;

fn options() -> Options {
    let mut options = Options::default();
    if let Some(budget) = &mut options.budget {
        budget.max_depth = DEPTH;
        budget.max_nodes = NODES;
        budget.max_events = 4 * NODES;
    }
    options.strict_booleans = true;
    options.with_snippet = false;
    options
}

impl Node {
    /// The value of a key, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The entries of a mapping, in the order of the text; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The elements of a list; none for anything else.
    #[must_use]
    pub fn elements(&self) -> &[Node] {
        match &self.content {
            Content::List(elements) => elements,
            _ => &[],
        }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if this is one.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        match &self.content {
            Content::Scalar(Value::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    /// Whether this is a mapping.
    #[must_use]
    pub fn is_map(&self) -> bool {
        matches!(self.content, Content::Map(_))
    }

    /// Whether this is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.content, Content::List(_))
    }

    /// The value without its places.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match &self.content {
            Content::Scalar(value) => value.clone(),
            Content::List(elements) => elements.iter().map(Self::to_json).collect(),
            Content::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect(),
        }
    }
}

/// Keys stay in the order of the text, whatever `serde_json` was told to do with those of a [`Value`].
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.content {
            Content::Scalar(value) => value.serialize(serializer),
            Content::List(elements) => serializer.collect_seq(elements),
            Content::Map(entries) => serializer.collect_map(entries.iter().map(|entry| (&entry.key, &entry.value))),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Content>::deserialize(deserializer)?;
        Ok(Self { place: spanned.referenced.into(), content: spanned.value })
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

/// By hand, because derived untagged enumerations lose the places below them.
struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has too")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Content, E> {
        Ok(Content::Scalar(Value::Null))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Content, E> {
        Ok(Content::Scalar(value.into()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Content, E> {
        Ok(Content::Scalar(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Content, E> {
        Ok(Content::Scalar(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Content, E> {
        Number::from_f64(value)
            .map(|number| Content::Scalar(number.into()))
            .ok_or_else(|| E::custom("a number that JSON does not have"))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Content, E> {
        Ok(Content::Scalar(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Content, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = access.next_element()? {
            elements.push(element);
        }
        Ok(Content::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Content, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, mut value)) = access.next_entry::<Spanned<String>, Node>()? {
            let place = key.referenced.into();
            if !matches!(value.content, Content::Scalar(_)) {
                value.place = place;
            }
            entries.push(Entry { place, key: key.value, value });
        }
        Ok(Content::Map(entries))
    }
}
