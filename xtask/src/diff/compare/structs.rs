//! Schemas that become structs. Properties are told apart by their names in Rust.

use thanos_api_gen::yaml::{Entry, Node};
use thanos_api_gen::{type_name, variable_name};

use super::super::change::{Shipped, Step, Urgency};
use super::super::kind::{held, is_closed, is_required};
use super::super::side::Reach;
use super::Comparison;
use super::places::Subject;

impl<'a> Comparison<'a> {
    pub(super) fn object(&mut self, subject: &Subject, old: &'a Entry, new: &'a Entry) {
        for was in properties(&old.value) {
            if same(&new.value, was).is_none() {
                self.lost(subject, old, new, was);
            }
        }
        for is in properties(&new.value) {
            match same(&old.value, is) {
                Some(was) => self.property(subject, (&old.value, was), (&new.value, is)),
                None => self.added(subject, old, new, is),
            }
        }
        self.openness(subject, &old.value, &new.value);
        self.exhaustiveness(old, new);
        self.order(subject, &old.value, &new.value);
        self.prose(&subject.spec, &old.value, &new.value);
    }

    fn lost(&mut self, subject: &Subject, old: &Entry, new: &Entry, was: &Entry) {
        let shipped = match subject.reach {
            Reach { received: true, .. } if is_required(&old.value, &was.key) => Shipped::Stumble,
            Reach { sent: true, .. } if is_closed(&new.value) => Shipped::AreRefused,
            _ => Shipped::GoOn,
        };
        let place = new.value.get("properties").map_or(new.place, |properties| properties.place);
        let (spec, rust, stood) = (&subject.spec, &subject.rust, self.stood(was.place));
        let (key, field) = (&was.key, variable_name(&was.key));
        let text = format!("`{spec}.{key}` is gone: so is `{rust}::{field}`; {shipped}{stood}");
        self.add(place, Step::Major, shipped.urgency(), text);
    }

    fn added(&mut self, subject: &Subject, old: &Entry, new: &Entry, is: &Entry) {
        let Some(held) = held(&new.value, &is.key) else { return };
        let shipped = match subject.reach {
            Reach { received: true, .. } if is_closed(&old.value) => Shipped::Stumble,
            Reach { sent: true, .. } if held.required => Shipped::AreRefused,
            _ => Shipped::GoOn,
        };
        let (spec, rust, key, field) = (&subject.spec, &subject.rust, &is.key, variable_name(&is.key));
        // A struct that can be built and taken apart outside names all its fields there.
        let (step, how) = if self.old.reach(&old.key).only_received() {
            (Step::Minor, "")
        } else {
            (Step::Major, ", which every literal has to name")
        };
        let kind = self.new_rust(held);
        let text = format!("`{spec}.{key}` is new: `{rust}::{field}` is `{kind}`{how}; {shipped}");
        self.add(is.place, step, shipped.urgency(), text);
    }

    fn property(&mut self, subject: &Subject, (old, was): (&'a Node, &'a Entry), (new, is): (&'a Node, &'a Entry)) {
        let spec = format!("{}.{}", subject.spec, is.key);
        let rust = format!("{}::{}", subject.rust, variable_name(&is.key));
        if was.key != is.key {
            let text = format!("`{spec}` was `{}`: `{rust}` stays; shipped clients do not find it", was.key);
            self.add(is.place, Step::Patch, subject.reach.urgency(), text);
        }
        let subject = Subject { spec, rust, place: is.place, reach: subject.reach };
        if let (Some(then), Some(now)) = (held(old, &was.key), held(new, &is.key)) {
            self.held(&subject, then, now);
        }
    }

    /// Whether there may be other properties than those described.
    fn openness(&mut self, subject: &Subject, old: &Node, new: &Node) {
        let key = "additionalProperties";
        let (was, is) = (old.get(key).map(Node::to_json), new.get(key).map(Node::to_json));
        if was == is {
            return;
        }
        let shipped = match subject.reach {
            Reach { received: true, .. } if is_closed(old) && !is_closed(new) => Shipped::Stumble,
            _ => Shipped::GoOn,
        };
        let how = if is_closed(new) { "has no other properties" } else { "may have other properties" };
        let text = format!("`{}` {how} now; {shipped}", subject.spec);
        let place = new.get(key).map_or(subject.place, |node| node.place);
        self.add(place, Step::Patch, shipped.urgency(), text);
    }

    /// What is only received cannot be built by a literal.
    fn exhaustiveness(&mut self, old: &Entry, new: &Entry) {
        let name = type_name(&new.key);
        let (was, is) = (self.old.reach(&old.key).only_received(), self.new.reach(&new.key).only_received());
        let (step, text) = match (was, is) {
            (false, true) => {
                (Step::Major, format!("`types::{name}` is only received now: no literal builds it any more"))
            }
            (true, false) => {
                (Step::Minor, format!("`types::{name}` is no longer what is only received: a literal builds it"))
            }
            _ => return,
        };
        self.add(new.place, step, Urgency::None, format!("{text}; shipped clients go on"));
    }

    fn order(&mut self, subject: &Subject, old: &Node, new: &Node) {
        let list = |node: &Node| node.get("required").map(Node::to_json);
        if list(old) != list(new) && sorted(old) == sorted(new) {
            let place = new.get("required").map_or(subject.place, |list| list.place);
            let text = format!("`required` of `{}` is written in another order", subject.spec);
            self.add(place, Step::Patch, Urgency::None, text);
        }
    }
}

fn properties(object: &Node) -> &[Entry] {
    object.get("properties").map_or(&[], Node::entries)
}

/// The property of another object that is the same field in Rust.
fn same<'a>(object: &'a Node, property: &Entry) -> Option<&'a Entry> {
    properties(object).iter().find(|other| variable_name(&other.key) == variable_name(&property.key))
}

fn sorted(object: &Node) -> Vec<&str> {
    let mut names: Vec<_> =
        object.get("required").map_or(&[][..], Node::elements).iter().filter_map(Node::text).collect();
    names.sort_unstable();
    names
}
