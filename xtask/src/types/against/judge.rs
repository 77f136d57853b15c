//! The two judges of each element, and what they say in our words: their own would quote values.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use thanos_api::check::{Break, Part};

use super::Answer;
use super::places::{Child, Id, Place, Places, ROOT};
use super::shape::kind;
use super::tally::{Count, Kind, Tally};
use crate::schema;
use crate::types::spec::Spec;

pub(crate) struct Judge<'a> {
    validator: Rc<Validator>,
    part: &'static Part,
    is_list: bool,
    places: Places<'a>,
    tally: Tally<'a>,
    refused: Refused,
    /// The element at hand, as the types take it.
    text: Vec<u8>,
}

/// How many elements there were, and by whom they were refused.
#[derive(Clone, Copy, Default)]
pub(crate) struct Refused {
    pub(crate) elements: u64,
    pub(crate) by_spec: u64,
    pub(crate) by_types: u64,
}

/// What has come out of judging a whole answer.
pub(crate) struct Verdict<'a> {
    pub(crate) is_list: bool,
    pub(crate) places: Vec<Place<'a>>,
    pub(crate) rows: Vec<(Id, Kind, Count)>,
    pub(crate) tally: Tally<'a>,
    pub(crate) refused: Refused,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(spec: &'a Spec, answer: &Answer<'a>) -> Result<Self, String> {
        let validator = schema::validator(&spec.root.to_json(), &answer.pointer)
            .map_err(|_| format!("the validator cannot read the schema at {}", answer.pointer))?;
        let path = if answer.is_list { "/*" } else { "" };
        Ok(Self {
            validator: Rc::new(validator),
            part: answer.part,
            is_list: answer.is_list,
            places: Places::new(spec, path, answer.schema.clone()),
            tally: Tally::default(),
            refused: Refused::default(),
            text: Vec::new(),
        })
    }

    pub(crate) fn element(&mut self, text: &[u8]) {
        match str::from_utf8(text).map_err(|_| "text that is not UTF-8".to_owned()).and_then(parse) {
            Ok(value) => {
                self.walk(ROOT, &value);
                let told = if self.validator.is_valid(&value) { BTreeSet::new() } else { self.validate(&value) };
                self.refused.by_spec += u64::from(!told.is_empty());
                self.decode(text, &told);
            }
            Err(cause) => {
                self.refused.by_spec += 1;
                self.tally.count(ROOT, Kind::Text(cause), self.refused.elements);
                self.decode(text, &BTreeSet::from([ROOT]));
            }
        }
        self.refused.elements += 1;
    }

    /// The list itself is broken after its whole elements.
    pub(crate) fn broken(&mut self, end: &Break) {
        let told = format!("{}, at byte {}", end.what, end.offset);
        self.tally.count(ROOT, Kind::Text(told), self.refused.elements);
    }

    pub(crate) fn verdict(self) -> Verdict<'a> {
        let rows = self.tally.rows(self.places.all());
        let Self { is_list, places, tally, refused, .. } = self;
        Verdict { is_list, places: places.into_all(), rows, tally, refused }
    }

    /// Looks for what no validator tells: properties that no schema describes.
    fn walk(&mut self, at: Id, value: &Value) {
        match value {
            Value::Object(entries) => {
                self.places.count_object(at);
                for (key, value) in entries {
                    match self.places.property(at, key) {
                        Child::Known(id) => self.walk(id, value),
                        Child::Free => {}
                        Child::Unknown => {
                            if let Some(component) = self.places.component(at) {
                                self.tally.unknown((at, component), (key, value), self.refused.elements);
                            }
                        }
                    }
                }
            }
            Value::Array(elements) => {
                if let Some(id) = self.places.part(at, "items") {
                    for element in elements {
                        self.walk(id, element);
                    }
                }
            }
            _ => {}
        }
    }

    /// Counts what the validator refuses, and gives the places.
    fn validate(&mut self, value: &Value) -> BTreeSet<Id> {
        let validator = Rc::clone(&self.validator);
        let mut errors: BTreeMap<String, Vec<ValidationError>> = BTreeMap::new();
        for error in validator.iter_errors(value) {
            errors.entry(error.instance_path().as_str().to_owned()).or_default().push(error);
        }
        let mut told = BTreeSet::new();
        for (path, errors) in errors {
            let at = self.places.at(&path);
            told.insert(at);
            // A value of another type may break every other keyword as well.
            let of_type = errors.iter().find(|error| matches!(error.kind(), ValidationErrorKind::Type { .. }));
            for error in of_type.map_or(&errors[..], std::slice::from_ref) {
                self.refuse(at, error);
            }
        }
        told
    }

    fn refuse(&mut self, at: Id, error: &ValidationError) {
        let index = self.refused.elements;
        let component = self.places.all()[at].schema.component;
        let told = match (error.kind(), error.instance().as_ref()) {
            // Told as unknown already.
            (ValidationErrorKind::AdditionalProperties { .. }, _) => return,
            (ValidationErrorKind::Required { property }, _) => {
                Kind::Missing(property.as_str().unwrap_or_default().to_owned())
            }
            (_, Value::Null) => Kind::Null,
            (ValidationErrorKind::Enum { .. }, value) => {
                if let (Some(component), Some(text)) = (component, value.as_str()) {
                    self.tally.unlisted(component, text);
                }
                Kind::Unlisted
            }
            (_, value) => Kind::Mismatch(kind(value), keyword(error)),
        };
        self.tally.count(at, told, index);
    }

    /// Counts what the types refuse, unless the validator has objected to the same place.
    fn decode(&mut self, text: &[u8], told: &BTreeSet<Id>) {
        self.text.clear();
        let [before, after]: [&[u8]; 2] = if self.is_list { [b"[", b"]"] } else { [b"", b""] };
        for part in [before, text, after] {
            self.text.extend_from_slice(part);
        }
        let Err(refused) = (self.part.recode)(&self.text) else { return };
        self.refused.by_types += 1;
        let path = refused.path.unwrap_or_default();
        let path = if self.is_list { path.strip_prefix("/0").unwrap_or(&path) } else { &path };
        let at = self.places.at(path);
        if !told.contains(&at) {
            // Where it stands is told by the place, in which no index stands.
            let cause = refused.cause.split(" at /").next().unwrap_or_default().to_owned();
            self.tally.count(at, Kind::Refused(cause), self.refused.elements);
        }
    }
}

impl Verdict<'_> {
    /// Whether something is refused. What the spec does not describe it does not forbid either.
    pub(crate) fn contradicts(&self) -> bool {
        self.rows.iter().any(|(at, kind, _)| self.is_contradiction(*at, kind))
    }

    pub(crate) fn is_contradiction(&self, at: Id, kind: &Kind) -> bool {
        !matches!(kind, Kind::Unknown(_)) || self.places[at].is_closed()
    }
}

/// Not by a generic function of `serde_json`, which would be compiled here and without optimization.
fn parse(text: &str) -> Result<Value, String> {
    text.parse().map_err(|error: serde_json::Error| {
        let position = format!(" at line {} column {}", error.line(), error.column());
        let cause = error.to_string();
        format!("malformed JSON: {}", cause.strip_suffix(&position).unwrap_or(&cause))
    })
}

/// The keyword that was broken. The bounds of a number's format stand in a schema of their own.
fn keyword(error: &ValidationError) -> String {
    let path = error.schema_path().as_str();
    let is_bound = path.contains("/allOf/");
    if is_bound { "format".to_owned() } else { path.rsplit('/').next().unwrap_or_default().to_owned() }
}
