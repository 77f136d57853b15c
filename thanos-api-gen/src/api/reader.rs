//! Reading with refusal: what is not known at a place is a finding there.

use crate::error::{Finding, Place};
use crate::yaml::{Entry, Node};

/// The document, and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    pub(super) root: &'a Node,
    pub(super) findings: Vec<Finding>,
}

/// Whether a key is an extension, which `OpenAPI` allows in every object.
pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

/// What the value of a key is, as far as it is the same wherever `OpenAPI` has the key.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    Boolean,
    List,
}

fn shape(key: &str) -> Option<Shape> {
    Some(match key {
        "description" | "title" | "summary" | "operationId" | "name" | "in" | "url" | "format" | "pattern"
        | "termsOfService" | "version" | "email" | "style" => Shape::Text,
        "nullable" | "deprecated" | "explode" | "uniqueItems" | "readOnly" | "writeOnly" | "exclusiveMinimum"
        | "exclusiveMaximum" => Shape::Boolean,
        "enum" | "tags" | "servers" | "security" => Shape::List,
        _ => return None,
    })
}

impl Shape {
    fn is_of(self, node: &Node) -> bool {
        match self {
            Self::Text => node.text().is_some(),
            Self::Boolean => node.boolean().is_some(),
            Self::List => node.is_list(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Boolean => "true or false",
            Self::List => "a list",
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn refuse(&mut self, at: Place, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(at, message, help));
    }

    /// Refuses every key of an object that is not known there.
    pub(super) fn keys(&mut self, node: &Node, what: &str, known: &[&str]) {
        if !node.is_map() {
            self.refuse(node.place, format!("{what} must be a mapping"), "write it as `key: value` lines");
        }
        for Entry { place, key, value } in node.entries() {
            if let Some(shape) = shape(key).filter(|shape| !shape.is_of(value)) {
                self.refuse(value.place, format!("`{key}` must be {}", shape.name()), "correct the value");
            }
            if !known.contains(&key.as_str()) && !is_extension(key) {
                let message = format!("`{key}` is not known in {what}");
                let help = format!("remove it, or correct its name; known here: {}", known.join(", "));
                self.refuse(*place, message, help);
            }
        }
    }

    /// The value of a key that must be there.
    pub(super) fn required(&mut self, node: &'a Node, what: &str, key: &str) -> Option<&'a Node> {
        let value = node.get(key);
        if value.is_none() {
            self.refuse(node.place, format!("{what} has no `{key}`"), format!("add `{key}`"));
        }
        value
    }

    /// The text of a key that must be there.
    pub(super) fn required_text(&mut self, node: &'a Node, what: &str, key: &str) -> Option<&'a str> {
        self.required(node, what, key)?.text()
    }

    /// The value of a key that may be true or false, and is false when it is not there.
    pub(super) fn flag(&mut self, node: &Node, key: &str) -> bool {
        let Some(value) = node.get(key) else { return false };
        if value.boolean().is_none() {
            self.refuse(value.place, format!("`{key}` must be true or false"), "write `true` or `false`");
        }
        value.boolean() == Some(true)
    }

    /// The object itself, or what its `$ref` names among the components of a kind.
    pub(super) fn resolve(&mut self, node: &'a Node, kind: &str) -> Option<&'a Node> {
        match node.get("$ref") {
            None => Some(node),
            Some(_) => self.referred(node, kind).map(|entry| &entry.value),
        }
    }

    /// The component that a `$ref` names.
    pub(super) fn referred(&mut self, node: &'a Node, kind: &str) -> Option<&'a Entry> {
        let reference = node.get("$ref")?;
        for entry in node.entries().iter().filter(|entry| entry.key != "$ref") {
            let message = format!("OpenAPI 3.0 drops `{}` beside a `$ref`", entry.key);
            self.refuse(entry.place, message, "write it on the component that the `$ref` names");
        }
        let found = reference
            .text()
            .and_then(|text| text.strip_prefix("#/components/")?.strip_prefix(kind)?.strip_prefix('/'))
            .and_then(|name| self.components(kind).iter().find(|entry| entry.key == name));
        match found {
            None => {
                let help = format!("add the component, or correct the name: `#/components/{kind}/NAME`");
                self.refuse(reference.place, format!("the `$ref` names no component among `{kind}`"), help);
                None
            }
            Some(entry) if entry.value.get("$ref").is_some() => {
                let help = "name the component that the other one refers to";
                self.refuse(reference.place, "the `$ref` names a component that is only a `$ref` itself", help);
                None
            }
            found => found,
        }
    }

    /// The components of a kind.
    pub(super) fn components(&self, kind: &str) -> &'a [Entry] {
        let components = self.root.get("components").and_then(|components| components.get(kind));
        components.map(Node::entries).unwrap_or_default()
    }
}
