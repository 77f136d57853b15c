//! What a schema is in Rust, and which values it stands for.

use std::collections::BTreeSet;

use thanos_api_gen::yaml::Node;

use super::side::{Side, reference};

/// A schema as the generator takes it.
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    Text,
    Uuid,
    Secret,
    Enumeration(&'a [Node]),
    Int32,
    Int64,
    Double,
    Boolean,
    List(&'a Node),
    /// The schema of all values, if there is one.
    Map(Option<&'a Node>),
    Object(&'a Node),
    Component(&'a str),
    /// What the generator would refuse.
    Unclear,
}

/// A schema at a place, which may be left empty.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) node: &'a Node,
    pub(super) required: bool,
}

/// Who has to make sense of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// The compiled types: enumerations are open, and null for an optional property is its absence.
    Types,
    /// The server, which keeps to the spec.
    Server,
}

pub(super) fn kind(node: &Node) -> Kind<'_> {
    if let Some(name) = reference(node) {
        return Kind::Component(name);
    }
    let text = |key: &str| enforced(node, key).and_then(Node::text);
    match (text("type"), text("format")) {
        (Some("string"), _) if enforced(node, "enum").is_some() => {
            Kind::Enumeration(node.get("enum").map_or(&[], Node::elements))
        }
        (Some("string"), Some("uuid")) => Kind::Uuid,
        (Some("string"), Some("password")) => Kind::Secret,
        (Some("string"), _) => Kind::Text,
        (Some("integer"), Some("int32")) => Kind::Int32,
        (Some("integer"), _) => Kind::Int64,
        (Some("number"), _) => Kind::Double,
        (Some("boolean"), _) => Kind::Boolean,
        (Some("array"), _) => node.get("items").map_or(Kind::Unclear, Kind::List),
        (Some("object"), _) if node.get("properties").is_some() || is_closed(node) => Kind::Object(node),
        (Some("object"), _) => Kind::Map(node.get("additionalProperties").filter(|values| values.is_map())),
        _ => Kind::Unclear,
    }
}

/// A keyword that the spec does not call documentation.
fn enforced<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let documented = node.get("x-documentation-only").map_or(&[][..], Node::elements);
    node.get(key).filter(|_| !documented.iter().any(|name| name.text() == Some(key)))
}

pub(super) fn is_closed(node: &Node) -> bool {
    node.get("additionalProperties").and_then(Node::boolean) == Some(false)
}

pub(super) fn is_nullable(node: &Node) -> bool {
    node.get("nullable").and_then(Node::boolean) == Some(true)
}

/// The type of a schema, with components as the types that `named` gives.
pub(super) fn rust(node: &Node, named: &dyn Fn(&str) -> String) -> String {
    let inner = |node: &Node| Held { node, required: true }.rust(named);
    match kind(node) {
        Kind::Text | Kind::Enumeration(_) => "String".to_owned(),
        Kind::Uuid => "Uuid".to_owned(),
        Kind::Secret => "Password".to_owned(),
        Kind::Int32 => "i32".to_owned(),
        Kind::Int64 => "i64".to_owned(),
        Kind::Double => "f64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::List(items) => format!("Vec<{}>", inner(items)),
        Kind::Map(Some(values)) => format!("HashMap<String, {}>", inner(values)),
        Kind::Map(None) => "Map<String, Value>".to_owned(),
        Kind::Component(name) => named(name),
        Kind::Object(_) | Kind::Unclear => "a type of its own".to_owned(),
    }
}

impl Held<'_> {
    pub(super) fn rust(self, named: &dyn Fn(&str) -> String) -> String {
        let inner = rust(self.node, named);
        if self.required && !is_nullable(self.node) { inner } else { format!("Option<{inner}>") }
    }
}

impl Reader {
    /// Whether whoever knows one schema can read every value that fits another one. `same` tells of two components
    /// whether they are one: what changed within is judged there.
    pub(super) fn takes<'a>(
        self,
        (mine, held): (&Side<'a>, Held<'a>),
        (theirs, sent): (&Side<'a>, Held<'a>),
        same: &dyn Fn(&str, &str) -> bool,
    ) -> bool {
        Reading { reader: self, mine, theirs, same, open: BTreeSet::new() }.held(held, sent)
    }
}

struct Reading<'r, 'a> {
    reader: Reader,
    mine: &'r Side<'a>,
    theirs: &'r Side<'a>,
    same: &'r dyn Fn(&str, &str) -> bool,
    /// The pairs of components that are being compared, so that recursion ends.
    open: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Reading<'_, 'a> {
    fn held(&mut self, mine: Held<'a>, theirs: Held<'a>) -> bool {
        let absent = theirs.required || !mine.required;
        let types = self.reader == Reader::Types;
        // The types leave out what is optional and empty.
        let may_be_null = is_nullable(theirs.node) && (types || theirs.required);
        let null = !may_be_null || is_nullable(mine.node) || (types && !mine.required);
        absent && null && self.value(mine.node, theirs.node)
    }

    fn value(&mut self, mine: &'a Node, theirs: &'a Node) -> bool {
        let inner = |node| Held { node, required: true };
        match (kind(mine), kind(theirs)) {
            (Kind::Component(mine), Kind::Component(theirs)) if (self.same)(mine, theirs) => true,
            (Kind::Component(mine), Kind::Component(theirs)) if !self.open.insert((mine, theirs)) => true,
            (Kind::Component(_), _) | (_, Kind::Component(_)) => {
                let (one, other) = (self.mine.resolved(mine), self.theirs.resolved(theirs));
                // What does not resolve would be compared for ever.
                reference(one).is_none() && reference(other).is_none() && self.value(one, other)
            }
            (Kind::Enumeration(mine), Kind::Enumeration(theirs)) if self.reader == Reader::Server => {
                theirs.iter().all(|value| mine.iter().any(|known| known.text() == value.text()))
            }
            (Kind::Enumeration(_), Kind::Text | Kind::Secret) => self.reader == Reader::Types,
            (
                Kind::Text | Kind::Secret | Kind::Enumeration(_),
                Kind::Text | Kind::Secret | Kind::Uuid | Kind::Enumeration(_),
            )
            | (Kind::Uuid, Kind::Uuid)
            | (Kind::Int32, Kind::Int32)
            | (Kind::Int64, Kind::Int32 | Kind::Int64)
            | (Kind::Double, Kind::Int32 | Kind::Int64 | Kind::Double)
            | (Kind::Boolean, Kind::Boolean)
            | (Kind::Map(None), Kind::Map(_) | Kind::Object(_)) => true,
            (Kind::List(mine), Kind::List(theirs)) | (Kind::Map(Some(mine)), Kind::Map(Some(theirs))) => {
                self.held(inner(mine), inner(theirs))
            }
            (Kind::Object(mine), Kind::Object(theirs)) => self.object(mine, theirs),
            _ => false,
        }
    }

    fn object(&mut self, mine: &'a Node, theirs: &'a Node) -> bool {
        let properties = |node: &'a Node| node.get("properties").map_or(&[][..], Node::entries);
        let known = properties(mine).iter().all(|property| match held(theirs, &property.key) {
            None => !is_required(mine, &property.key),
            Some(sent) => held(mine, &property.key).is_some_and(|held| self.held(held, sent)),
        });
        known && (!is_closed(mine) || properties(theirs).iter().all(|property| held(mine, &property.key).is_some()))
    }
}

/// A property of an object, if it has it.
pub(super) fn held<'a>(object: &'a Node, key: &str) -> Option<Held<'a>> {
    let node = object.get("properties")?.get(key)?;
    Some(Held { node, required: is_required(object, key) })
}

pub(super) fn is_required(object: &Node, key: &str) -> bool {
    object.get("required").is_some_and(|names| names.elements().iter().any(|name| name.text() == Some(key)))
}
