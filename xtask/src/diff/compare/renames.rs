//! Schemas that have the same shape under another name.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use thanos_api_gen::yaml::{Entry, Node};

use super::super::side::{Side, reference};
use super::places::PROSE;

/// From the old name to the new one. What two schemas refer to may have been renamed itself, so the search goes on
/// until it finds no more.
pub(super) fn of_schemas<'a>(old: &Side<'a>, new: &Side<'a>) -> BTreeMap<&'a str, &'a str> {
    let mut renames = BTreeMap::new();
    while let Some((from, to)) = next(old, new, &renames) {
        renames.insert(from, to);
    }
    renames
}

fn next<'a>(old: &Side<'a>, new: &Side<'a>, renames: &BTreeMap<&'a str, &'a str>) -> Option<(&'a str, &'a str)> {
    let gone = |entry: &&Entry| new.schema(&entry.key).is_none() && !renames.contains_key(entry.key.as_str());
    let is_new = |entry: &&Entry| old.schema(&entry.key).is_none() && !renames.values().any(|name| *name == entry.key);
    old.components("schemas").iter().filter(gone).find_map(|from| {
        let named = |to: &Entry, name: &str| match renames.get(name) {
            _ if name == from.key => to.key.clone(),
            Some(name) => (*name).to_owned(),
            None => name.to_owned(),
        };
        let is_same = |to: &&Entry| shape(&from.value, &|name| named(to, name)) == shape(&to.value, &str::to_owned);
        let to = new.components("schemas").iter().filter(is_new).find(is_same)?;
        Some((from.key.as_str(), to.key.as_str()))
    })
}

/// A schema without its prose and how its values are kept, and with the names that it refers to as `named` gives them.
pub(super) fn shape(schema: &Node, named: &dyn Fn(&str) -> String) -> Value {
    if let Some(name) = reference(schema) {
        return named(name).into();
    }
    let mut shape = Map::new();
    let is_apart = |key: &str| PROSE.contains(&key) || key == "x-shared";
    for Entry { key, value, .. } in schema.entries().iter().filter(|entry| !is_apart(&entry.key)) {
        let value = match key.as_str() {
            "properties" => {
                let properties = value.entries().iter();
                properties.map(|entry| (entry.key.clone(), self::shape(&entry.value, named))).collect()
            }
            "items" | "additionalProperties" if value.is_map() => self::shape(value, named),
            "required" => {
                let mut sorted: Vec<_> = value.elements().iter().filter_map(Node::text).collect();
                sorted.sort_unstable();
                sorted.into()
            }
            _ => value.to_json(),
        };
        shape.insert(key.clone(), value);
    }
    shape.into()
}
