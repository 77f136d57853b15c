//! Two specs, compared part by part. Each part is read by the keys that are known for it; a difference under any
//! other key is a change of unknown meaning, so that none is passed over.

mod components;
mod document;
mod operations;
mod parameters;
mod places;
mod renames;
mod structs;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;

use std::collections::BTreeMap;

use thanos_api_gen::Place;
use thanos_api_gen::yaml::{Entry, Node};

use super::change::{Change, Changes, Step, Urgency};
use super::kind::Held;
use super::side::Side;

/// Every change between two specs. `base` is what the older one is called.
pub(super) fn compare(old: &Node, new: &Node, base: &str) -> Changes {
    let (old, new) = (Side::new(old), Side::new(new));
    let renames = renames::of_schemas(&old, &new);
    let mut comparison = Comparison { old, new, base, renames, changes: Changes::new() };
    comparison.document();
    comparison.operations();
    comparison.schemas();
    comparison.changes
}

struct Comparison<'a> {
    old: Side<'a>,
    new: Side<'a>,
    base: &'a str,
    /// From the old name of a schema to its new one.
    renames: BTreeMap<&'a str, &'a str>,
    changes: Changes,
}

/// The keys of an object that a comparison knows.
struct Known<'k> {
    /// Those that are compared by themselves.
    judged: &'k [&'k str],
    /// Those that neither a type nor a request depends on.
    prose: &'k [&'k str],
}

impl Comparison<'_> {
    fn add(&mut self, place: Place, step: Step, urgency: Urgency, text: impl Into<String>) {
        self.changes.insert(Change::new(place, step, urgency, text));
    }

    /// Where something stood that has no place in the new text any more.
    fn stood(&self, place: Place) -> String {
        place.line.map_or_else(String::new, |line| format!(" (line {line} of {})", self.base))
    }

    /// The new name of a schema.
    fn renamed<'n>(&'n self, old: &'n str) -> &'n str {
        self.renames.get(old).copied().unwrap_or(old)
    }

    fn is_same(&self, old: &str, new: &str) -> bool {
        self.renamed(old) == new
    }

    /// An old type as it would be called now.
    fn old_rust(&self, held: Held) -> String {
        held.rust(&|name| self.old.type_of(name, &|name| self.renamed(name).to_owned()))
    }

    fn new_rust(&self, held: Held) -> String {
        held.rust(&|name| self.new.type_of(name, &str::to_owned))
    }

    /// What every spec has that the generator takes, on both sides. Nothing can be said where one side lacks it.
    fn both<T>(&mut self, what: &str, place: Place, (old, new): (Option<T>, Option<T>)) -> Option<(T, T)> {
        if old.is_some() != new.is_some() {
            let how = if new.is_some() { "is new" } else { "is gone" };
            self.add(place, Step::Major, Urgency::None, format!("unknown change: {what} {how}"));
        }
        old.zip(new)
    }

    /// Compares all keys that are not judged elsewhere.
    fn rest(&mut self, what: &str, old: &Node, new: &Node, known: &Known) {
        let gone = old.entries().iter().filter(|entry| new.get(&entry.key).is_none());
        for entry in gone {
            self.key(what, entry, new.place, known, "is gone");
        }
        for entry in new.entries() {
            match old.get(&entry.key) {
                None => self.key(what, entry, entry.place, known, "is new"),
                Some(value) if value.to_json() != entry.value.to_json() => {
                    self.key(what, entry, entry.place, known, "changed");
                }
                Some(_) => {}
            }
        }
    }

    fn key(&mut self, what: &str, entry: &Entry, place: Place, known: &Known, how: &str) {
        let key = entry.key.as_str();
        if known.judged.contains(&key) {
            return;
        }
        let stood = if how == "is gone" { self.stood(entry.place) } else { String::new() };
        if known.prose.contains(&key) {
            let meaning = match key {
                "security" => "where the token goes is told at the scheme",
                _ => "no type and no request depends on it",
            };
            let text = format!("`{key}` of {what} {how}: {meaning}{stood}");
            self.add(place, Step::Patch, Urgency::None, text);
        } else {
            self.add(place, Step::Major, Urgency::None, format!("unknown change: `{key}` of {what} {how}{stood}"));
        }
    }
}
