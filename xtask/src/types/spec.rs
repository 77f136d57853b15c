//! The spec as a tree of schemas that have names and places.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use thanos_api_gen::Place;
use thanos_api_gen::yaml::{self, Entry, Node};

pub(crate) const FILE: &str = "openapi/thanos.yaml";
const REFERENCE: &str = "#/components/";
const DOCUMENTATION: &str = "x-documentation-only";

pub(crate) struct Spec {
    pub(crate) root: Node,
}

/// A schema's place in the text, and what a reader calls it: `Person.email`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) label: String,
}

/// A schema as it stands somewhere, with what it refers to looked up.
#[derive(Clone)]
pub(crate) struct Schema<'a> {
    pub(crate) spot: Spot,
    /// The name by which the schema's own properties are called.
    pub(crate) owner: String,
    pub(crate) node: &'a Node,
    /// The component that is referred to, if the schema does not stand inline.
    pub(crate) component: Option<&'a str>,
}

impl Spot {
    pub(crate) fn new(label: impl Into<String>, place: Place) -> Self {
        Self { line: place.line.unwrap_or(1), column: place.column.unwrap_or(1), label: label.into() }
    }
}

impl Spec {
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(root.join(FILE)).map_err(|cause| format!("cannot read {FILE}: {cause}"))?;
        let root = yaml::parse(&text.replace("\r\n", "\n")).map_err(|error| error.render(FILE))?;
        Ok(Self { root })
    }

    /// The named schemas, in the order of the text.
    pub(crate) fn components(&self) -> &[Entry] {
        self.root.get("components").and_then(|components| components.get("schemas")).map_or(&[], Node::entries)
    }

    pub(crate) fn component(&self, name: &str) -> Option<Schema<'_>> {
        let entry = self.components().iter().find(|entry| entry.key == name)?;
        let spot = Spot::new(&entry.key, entry.place);
        Some(Schema { spot, owner: entry.key.clone(), node: &entry.value, component: Some(&entry.key) })
    }

    /// The schema at a place, which keeps the place's name even where it refers to a component.
    pub(crate) fn schema<'a>(&'a self, spot: Spot, node: &'a Node) -> Schema<'a> {
        match reference(node).and_then(|name| self.component(name)) {
            Some(component) => Schema { spot, ..component },
            None => Schema { owner: spot.label.clone(), spot, node, component: None },
        }
    }

    /// A schema that has no name of its own: an element of a list, or a value of a map.
    pub(crate) fn part<'a>(&'a self, owner: &str, node: &'a Node) -> Schema<'a> {
        let component = reference(node).and_then(|name| self.component(name));
        component.unwrap_or_else(|| self.schema(Spot::new(format!("{owner}[]"), node.place), node))
    }

    /// What a node says, or what it refers to says.
    pub(crate) fn resolved<'a>(&'a self, node: &'a Node) -> &'a Node {
        let path = node.get("$ref").and_then(Node::text).and_then(|text| text.strip_prefix(REFERENCE));
        let Some((kind, name)) = path.and_then(|path| path.split_once('/')) else { return node };
        let components = self.root.get("components").and_then(|components| components.get(kind));
        components.and_then(|components| components.get(name)).unwrap_or(node)
    }

    /// The document without what it says itself is documentation only: what the types answer for.
    pub(crate) fn enforced(&self) -> Value {
        let mut document = self.root.to_json();
        strip(&mut document);
        document
    }
}

impl<'a> Schema<'a> {
    /// A keyword that the types answer for.
    pub(crate) fn keyword(&self, name: &str) -> Option<&'a Node> {
        self.node.get(name).filter(|_| !self.documented().any(|keyword| keyword == name))
    }

    pub(crate) fn text(&self, keyword: &str) -> &'a str {
        self.keyword(keyword).and_then(Node::text).unwrap_or("")
    }

    /// The keywords that are documentation only.
    pub(crate) fn documented(&self) -> impl Iterator<Item = &'a str> {
        self.node.get(DOCUMENTATION).map_or(&[][..], Node::elements).iter().filter_map(Node::text)
    }

    pub(crate) fn nullable(&self) -> bool {
        self.node.get("nullable").and_then(Node::boolean) == Some(true)
    }

    pub(crate) fn required(&self) -> BTreeSet<&'a str> {
        self.node.get("required").map_or(&[][..], Node::elements).iter().filter_map(Node::text).collect()
    }

    pub(crate) fn properties(&self) -> &'a [Entry] {
        self.node.get("properties").map_or(&[], Node::entries)
    }

    /// The schema of a property.
    pub(crate) fn property(&self, spec: &'a Spec, entry: &'a Entry) -> Schema<'a> {
        spec.schema(Spot::new(format!("{}.{}", self.owner, entry.key), entry.place), &entry.value)
    }
}

pub(crate) fn reference(node: &Node) -> Option<&str> {
    node.get("$ref").and_then(Node::text)?.strip_prefix("#/components/schemas/")
}

fn strip(node: &mut Value) {
    match node {
        Value::Array(elements) => elements.iter_mut().for_each(strip),
        Value::Object(entries) => {
            if let Some(Value::Array(keywords)) = entries.remove(DOCUMENTATION) {
                for keyword in keywords.iter().filter_map(Value::as_str) {
                    entries.remove(keyword);
                }
            }
            entries.values_mut().for_each(strip);
        }
        _ => {}
    }
}
