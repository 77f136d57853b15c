//! Schemas where they stand: in a property, a parameter, a list, or a component that is no object.

use thanos_api_gen::Place;
use thanos_api_gen::yaml::Node;

use super::super::change::{Shipped, Step};
use super::super::kind::{Held, Reader, is_nullable};
use super::super::side::Reach;
use super::renames::shape;
use super::{Comparison, Known};

/// Keywords of a schema that its type does not enforce.
pub(super) const PROSE: &[&str] = &[
    "title", "description", "example", "externalDocs", "deprecated", "default", "readOnly", "writeOnly",
    "minProperties", "maxProperties", "minItems", "maxItems", "uniqueItems", "pattern", "minLength", "maxLength",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
];

/// Keywords that are compared by [`Comparison::held`] or by who calls it.
const JUDGED: &[&str] = &[
    "$ref", "type", "format", "nullable", "enum", "items", "properties", "required", "additionalProperties",
    "x-documentation-only", "x-shared",
];

/// What a comparison of two schemas is about.
pub(super) struct Subject {
    /// The name in the spec.
    pub(super) spec: String,
    /// The name in Rust.
    pub(super) rust: String,
    pub(super) place: Place,
    pub(super) reach: Reach,
}

impl<'a> Comparison<'a> {
    /// Compares what may stand at a place before and now.
    pub(super) fn held(&mut self, subject: &Subject, old: Held<'a>, new: Held<'a>) {
        let (was, is) = (self.old_rust(old), self.new_rust(new));
        let shipped = self.shipped(subject.reach, old, new);
        if was != is || shipped != Shipped::GoOn || self.is_written_otherwise(old, new) {
            let (step, otherwise, source) = if was == is {
                (Step::Patch, "is written otherwise", String::new())
            } else {
                (Step::Major, "is of another type now", format!("`{}` is `{is}`, was `{was}`; ", subject.rust))
            };
            let difference = difference(old, new).unwrap_or(otherwise.to_owned());
            let text = format!("`{}` {difference}: {source}{shipped}", subject.spec);
            self.add(subject.place, step, shipped.urgency(), text);
        }
        self.prose(&subject.spec, old.node, new.node);
    }

    /// What becomes of shipped clients where one schema stood and another one stands.
    pub(super) fn shipped(&self, reach: Reach, old: Held<'a>, new: Held<'a>) -> Shipped {
        let (was, is) = ((&self.old, old), (&self.new, new));
        if reach.received && !Reader::Types.takes(was, is, &|old, new| self.is_same(old, new)) {
            Shipped::Stumble
        } else if reach.sent && !Reader::Server.takes(is, was, &|new, old| self.is_same(old, new)) {
            Shipped::AreRefused
        } else {
            Shipped::GoOn
        }
    }

    fn is_written_otherwise(&self, old: Held, new: Held) -> bool {
        let named = |name: &str| self.renamed(name).to_owned();
        shape(old.node, &named) != shape(new.node, &str::to_owned) || old.required != new.required
    }

    /// Compares what no type depends on, and what nothing is known of.
    pub(super) fn prose(&mut self, what: &str, old: &Node, new: &Node) {
        self.rest(&format!("`{what}`"), old, new, &Known { judged: JUDGED, prose: PROSE });
        for key in ["items", "additionalProperties"] {
            if let (Some(old), Some(new)) = (old.get(key), new.get(key)) {
                self.prose(&format!("{what}[]"), old, new);
            }
        }
    }
}

fn difference(old: Held, new: Held) -> Option<String> {
    let mut differences = Vec::new();
    if old.required != new.required {
        differences.push(if new.required { "is required now" } else { "is optional now" });
    }
    if is_nullable(old.node) != is_nullable(new.node) {
        differences.push(if is_nullable(new.node) { "may be null now" } else { "is never null now" });
    }
    (!differences.is_empty()).then(|| differences.join(" and "))
}
