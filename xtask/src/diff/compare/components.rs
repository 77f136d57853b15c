//! The named schemas.

use thanos_api_gen::type_name;
use thanos_api_gen::yaml::{Entry, Node};

use super::super::change::{Step, Urgency};
use super::super::kind::{Held, Kind, kind};
use super::super::side::{Reach, is_shared};
use super::Comparison;
use super::places::Subject;

/// What becomes of a schema that has a name.
#[derive(PartialEq, Eq)]
enum Form {
    Struct,
    Enumeration,
    /// A type around another one.
    Wrapper,
}

/// A shared list is a `Shared` of its elements wherever it stands.
fn has_type(entry: &Entry) -> bool {
    !is_shared(&entry.value) || entry.value.get("items").is_none()
}

fn form(schema: &Node) -> Form {
    match kind(schema) {
        Kind::Object(_) => Form::Struct,
        Kind::Enumeration(_) => Form::Enumeration,
        _ => Form::Wrapper,
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn schemas(&mut self) {
        for old in self.old.components("schemas") {
            match self.new.schema(self.renamed(&old.key)) {
                Some(new) => self.schema(old, new),
                None => self.gone(old),
            }
        }
        for new in self.new.components("schemas") {
            let is_old = self.old.schema(&new.key).is_some() || self.renames.values().any(|name| *name == new.key);
            if !is_old && has_type(new) {
                let text = format!("`types::{}` is new", type_name(&new.key));
                self.add(new.place, Step::Minor, Urgency::None, text);
            } else if !is_old {
                let text = format!("the list `{}` is new: what it means is told where it is used", new.key);
                self.add(new.place, Step::Patch, Urgency::None, text);
            }
        }
    }

    fn gone(&mut self, old: &Entry) {
        let place = ["components", "schemas"].iter().try_fold(self.new.root, |node, key| node.get(key));
        let place = place.map_or(self.new.root.place, |schemas| schemas.place);
        let (step, text) = if has_type(old) {
            (Step::Major, format!("`types::{}` is gone; shipped clients go on", type_name(&old.key)))
        } else {
            (Step::Patch, format!("the list `{}` is gone: what it meant is told where it was used", old.key))
        };
        self.add(place, step, Urgency::None, text + &self.stood(old.place));
    }

    fn schema(&mut self, old: &'a Entry, new: &'a Entry) {
        let (was, is) = (type_name(&old.key), type_name(&new.key));
        if old.key != new.key {
            let (step, source) = if was != is && has_type(old) {
                (Step::Major, format!("`types::{was}` is gone; "))
            } else {
                (Step::Patch, String::new())
            };
            let text = format!("`{}` is renamed to `{}`: {source}shipped clients go on", old.key, new.key);
            self.add(new.place, step, Urgency::None, text);
        }
        let reach = self.reach(old, new);
        let [then, now] = [old, new].map(|entry| Held { node: &entry.value, required: true });
        let subject = Subject { spec: new.key.clone(), rust: format!("types::{is}"), place: new.place, reach };
        match (form(&old.value), form(&new.value)) {
            (Form::Struct, Form::Struct) => self.object(&subject, old, new),
            (Form::Enumeration, Form::Enumeration) => self.enumeration(&subject, &old.value, new),
            (Form::Wrapper, Form::Wrapper) => self.held(&subject, then, now),
            _ => {
                let shipped = self.shipped(reach, then, now);
                let text = format!("`types::{is}` is another kind of type; {shipped}");
                self.add(new.place, Step::Major, shipped.urgency(), text);
                self.prose(&subject.spec, &old.value, &new.value);
            }
        }
        self.shared(&subject, &old.value, &new.value);
    }

    /// Both ways that a schema travels, then or now.
    fn reach(&self, old: &Entry, new: &Entry) -> Reach {
        let (was, is) = (self.old.reach(&old.key), self.new.reach(&new.key));
        Reach { sent: was.sent && is.sent, received: was.received && is.received }
    }

    fn shared(&mut self, subject: &Subject, old: &Node, new: &Node) {
        let Subject { rust, place, .. } = subject;
        let (step, text) = match (is_shared(old), is_shared(new)) {
            (true, false) => (Step::Major, format!("`{rust}` stands no longer in a `Shared`; shipped clients go on")),
            (false, true) => (Step::Major, format!("`{rust}` stands in a `Shared` now; shipped clients go on")),
            _ if old.get("x-shared").is_some() != new.get("x-shared").is_some() => {
                (Step::Patch, format!("`x-shared` of `{rust}` is written otherwise"))
            }
            _ => return,
        };
        let place = new.get("x-shared").map_or(*place, |mark| mark.place);
        self.add(place, step, Urgency::None, text);
    }

    /// A shipped client takes any value, but one that it was made for and that never comes is a case it waits for.
    fn enumeration(&mut self, subject: &Subject, old: &'a Node, new: &'a Entry) {
        let (was, is) = (values(old), values(&new.value));
        let list = new.value.get("enum").map_or(new.place, |list| list.place);
        let (called, name) = (self.new.called(&new.key), type_name(&new.key));
        for (text, node) in &was {
            let variant = type_name(text);
            if !is.iter().any(|(value, _)| type_name(value) == variant) {
                let stood = self.stood(node.place);
                let text =
                    format!("`{called}` lost {text:?}: `{name}::{variant}` is gone; shipped clients go on{stood}");
                self.add(list, Step::Major, subject.reach.urgency(), text);
            }
        }
        for (text, node) in &is {
            let variant = type_name(text);
            match was.iter().find(|(value, _)| type_name(value) == variant) {
                None => {
                    let text =
                        format!("`{called}` has {text:?} too: `{name}::{variant}` is new; shipped clients go on");
                    self.add(node.place, Step::Minor, Urgency::None, text);
                }
                Some((before, _)) if before != text => {
                    let how = "shipped clients take it for a value that is not listed";
                    let text = format!("`{name}::{variant}` is written {text:?} instead of {before:?}; {how}");
                    self.add(node.place, Step::Patch, subject.reach.urgency(), text);
                }
                Some(_) => {}
            }
        }
        let order = |these: &[(&str, &Node)], those: &[(&str, &Node)]| -> Vec<String> {
            let common = these.iter().filter(|(text, _)| those.iter().any(|(other, _)| other == text));
            common.map(|(text, _)| (*text).to_owned()).collect()
        };
        if order(&was, &is) != order(&is, &was) {
            self.add(list, Step::Patch, Urgency::None, format!("the values of `{called}` stand in another order"));
        }
        self.prose(&subject.spec, old, &new.value);
    }
}

/// The values of an enumeration with their texts.
fn values(schema: &Node) -> Vec<(&str, &Node)> {
    let list = schema.get("enum").map_or(&[][..], Node::elements);
    list.iter().filter_map(|node| Some((node.text()?, node))).collect()
}
