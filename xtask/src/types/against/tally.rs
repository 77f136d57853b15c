//! Counts of what differs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::formats::Formats;
use super::places::{Id, Place};
use super::shape::Names;

/// Values of an enumeration are kept while they are few and short; many or long ones are no enumeration but data.
const VALUES: usize = 16;
const LENGTH: usize = 64;

/// A way to differ from the spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The text itself is broken.
    Text(String),
    /// A property by its name; none if the name is data.
    Unknown(Option<String>),
    Missing(String),
    Unlisted,
    Null,
    /// A type that was seen, and the keyword that does not allow the value.
    Mismatch(&'static str, String),
    /// What the types alone say.
    Refused(String),
}

/// How many values differ, and the first element that has one.
#[derive(Clone, Copy)]
pub(crate) struct Count {
    pub(crate) values: u64,
    pub(crate) first: u64,
}

/// What the values of an enumeration were that are not listed, as long as they can be told; each with its number.
pub(crate) struct Values(Option<BTreeMap<String, u64>>);

#[derive(Default)]
pub(crate) struct Tally<'a> {
    rows: BTreeMap<(Id, Kind), Count>,
    /// What was seen of properties that a component does not describe.
    pub(crate) names: BTreeMap<&'a str, Names>,
    pub(crate) values: BTreeMap<&'a str, Values>,
    pub(crate) formats: Formats,
}

impl<'a> Tally<'a> {
    pub(crate) fn count(&mut self, at: Id, kind: Kind, index: u64) {
        self.rows.entry((at, kind)).or_insert(Count { values: 0, first: index }).values += 1;
    }

    pub(crate) fn unknown(&mut self, (at, component): (Id, &'a str), (key, value): (&str, &Value), index: u64) {
        let may_be_told = self.names.entry(component).or_default().see_one(key, value, &self.formats);
        self.count(at, Kind::Unknown(may_be_told.then(|| key.to_owned())), index);
    }

    pub(crate) fn unlisted(&mut self, component: &'a str, value: &str) {
        self.values.entry(component).or_insert(Values(Some(BTreeMap::new()))).see(value);
    }

    /// What was counted, in the order of places; names that turned out to be data are left out.
    pub(crate) fn rows(&self, places: &[Place<'a>]) -> Vec<(Id, Kind, Count)> {
        let is_data = |at: Id| {
            let names = places[at].schema.component.and_then(|component| self.names.get(component));
            names.is_some_and(|names| names.told().is_none())
        };
        let mut rows: BTreeMap<(Id, Kind), Count> = BTreeMap::new();
        for ((at, kind), count) in &self.rows {
            let kind = match kind {
                Kind::Unknown(_) if is_data(*at) => Kind::Unknown(None),
                kind => kind.clone(),
            };
            let row = rows.entry((*at, kind)).or_insert(Count { values: 0, first: count.first });
            *row = Count { values: row.values + count.values, first: row.first.min(count.first) };
        }
        rows.into_iter().map(|((at, kind), count)| (at, kind, count)).collect()
    }
}

impl Values {
    fn see(&mut self, value: &str) {
        let is_short = value.chars().count() <= LENGTH && !value.contains(char::is_control);
        if let Some(values) = self.0.as_mut().filter(|_| is_short) {
            *values.entry(value.to_owned()).or_default() += 1;
            if values.len() > VALUES {
                self.0 = None;
            }
        } else {
            self.0 = None;
        }
    }

    /// The values that were seen more than once, unless there are too many or too long ones.
    pub(crate) fn told(&self) -> BTreeSet<&str> {
        let values = self.0.iter().flatten().filter(|(_, number)| **number > 1);
        values.map(|(value, _)| value.as_str()).collect()
    }
}
