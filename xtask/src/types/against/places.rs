//! The places of an answer's values: each a schema at a JSON path in which `*` stands for every index, and for every
//! key of a map.

use std::collections::BTreeMap;

use thanos_api_gen::yaml::Node;

use crate::types::samples::escaped;
use crate::types::spec::{Schema, Spec};

pub(crate) type Id = usize;

pub(crate) struct Place<'a> {
    pub(crate) path: String,
    pub(crate) schema: Schema<'a>,
    /// The property that the place is, of the place above it.
    pub(crate) key: Option<&'a str>,
    pub(crate) above: Option<Id>,
    /// How many objects have stood here.
    pub(crate) objects: u64,
    properties: BTreeMap<&'a str, Option<Id>>,
    part: Option<Id>,
}

/// What a key of an object is to the schema.
pub(crate) enum Child {
    Known(Id),
    /// Anything may be there.
    Free,
    Unknown,
}

pub(crate) struct Places<'a> {
    spec: &'a Spec,
    all: Vec<Place<'a>>,
}

pub(crate) const ROOT: Id = 0;

impl<'a> Places<'a> {
    pub(crate) fn new(spec: &'a Spec, path: &str, schema: Schema<'a>) -> Self {
        Self { spec, all: vec![Place::new(path.to_owned(), schema, None, None)] }
    }

    pub(crate) fn all(&self) -> &[Place<'a>] {
        &self.all
    }

    pub(crate) fn into_all(self) -> Vec<Place<'a>> {
        self.all
    }

    pub(crate) fn count_object(&mut self, at: Id) {
        self.all[at].objects += 1;
    }

    pub(crate) fn property(&mut self, at: Id, key: &str) -> Child {
        let place = &self.all[at];
        let Some((&key, &id)) = place.properties.get_key_value(key) else {
            return match place.schema.node.get("additionalProperties") {
                Some(others) if others.is_map() => {
                    self.part(at, "additionalProperties").map_or(Child::Free, Child::Known)
                }
                Some(others) if others.boolean() == Some(true) => Child::Free,
                None if place.properties.is_empty() => Child::Free,
                _ => Child::Unknown,
            };
        };
        if let Some(id) = id {
            return Child::Known(id);
        }
        let entry = place.schema.properties().iter().find(|entry| entry.key == key);
        let Some(entry) = entry else { return Child::Unknown };
        let (schema, path) = (place.schema.property(self.spec, entry), format!("{}/{}", place.path, escaped(key)));
        let id = self.add(at, schema, Some(key), path);
        self.all[at].properties.insert(key, Some(id));
        Child::Known(id)
    }

    /// The elements of a list, or the values of a map.
    pub(crate) fn part(&mut self, at: Id, keyword: &str) -> Option<Id> {
        let place = &self.all[at];
        if place.part.is_none() {
            let schema = self.spec.part(&place.schema.owner, place.schema.node.get(keyword)?);
            let path = format!("{}/*", place.path);
            let id = self.add(at, schema, None, path);
            self.all[at].part = Some(id);
        }
        self.all[at].part
    }

    /// A schema within itself within itself has no place of its own, or there would be no end of places.
    fn add(&mut self, above: Id, schema: Schema<'a>, key: Option<&'a str>, path: String) -> Id {
        let around = std::iter::successors(Some(above), |&id| self.all[id].above);
        let mut same =
            around.filter(|&id| schema.component.is_some() && self.all[id].schema.component == schema.component);
        if let (Some(nearest), Some(_)) = (same.next(), same.next()) {
            return nearest;
        }
        self.all.push(Place::new(path, schema, key, Some(above)));
        self.all.len() - 1
    }

    /// The place of a JSON pointer within the answer, or the innermost around it.
    pub(crate) fn at(&mut self, pointer: &str) -> Id {
        let mut at = ROOT;
        for step in pointer.split('/').skip(1) {
            let key = step.replace("~1", "/").replace("~0", "~");
            at = match self.property(at, &key) {
                Child::Known(id) => id,
                Child::Free | Child::Unknown => match self.part(at, "items") {
                    Some(id) => id,
                    None => break,
                },
            };
        }
        at
    }

    /// The nearest component around a place, or the place's own.
    pub(crate) fn component(&self, at: Id) -> Option<&'a str> {
        let place = &self.all[at];
        place.schema.component.or_else(|| self.component(place.above?))
    }
}

impl<'a> Place<'a> {
    fn new(path: String, schema: Schema<'a>, key: Option<&'a str>, above: Option<Id>) -> Self {
        let properties = schema.properties().iter().map(|entry| (entry.key.as_str(), None)).collect();
        Self { path, schema, key, above, objects: 0, properties, part: None }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.schema.node.get("additionalProperties").and_then(Node::boolean) == Some(false)
    }
}
