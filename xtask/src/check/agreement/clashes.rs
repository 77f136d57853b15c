//! Samples and examples hold what their schema describes: they are valid under it by an independent validator, and
//! have nothing beside.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::bodies::Shown;
use super::tally::Tally;
use crate::pointer;
use crate::report::Finding;
use crate::schema;
use crate::spec::Spec;
use crate::tree::SPEC;

/// What a schema and some values disagree on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clash {
    /// The pointer of the schema.
    pub(super) schema: String,
    /// The pointer of what says otherwise than the values.
    said: String,
    /// What the values have.
    held: String,
}

impl Clash {
    /// Whether it leaves open what a schema's values show. An enumeration's values show what they show.
    pub(super) fn hides(&self, schema: &str) -> bool {
        self.schema == schema && !self.said.ends_with("/enum")
    }
}

/// For each clash the values that have it: the number of what is shown, and the pointer within.
pub(super) type Clashes = BTreeMap<Clash, BTreeSet<(usize, String)>>;

const HELP: &str = "correct what the spec says here, or the values";

/// All clashes, and the findings on schemas that the validator cannot make sense of.
pub(super) fn judge(spec: &Spec, shown: &[Shown], tally: &Tally) -> (Clashes, Vec<Finding>) {
    let (mut clashes, mut unclear) = (Clashes::new(), Vec::new());
    for (schema, key, (number, at)) in &tally.undescribed {
        let held = format!("`{key}`, which the schema does not describe");
        let clash = Clash { schema: schema.clone(), said: pointer::join(schema, "properties"), held };
        clashes.entry(clash).or_default().insert((*number, at.clone()));
    }
    let mut validators = BTreeMap::new();
    for (number, shown) in shown.iter().enumerate() {
        let validator =
            validators.entry(&shown.schema).or_insert_with(|| schema::validator(&spec.document, &shown.schema));
        match validator {
            Ok(validator) => {
                for error in validator.iter_errors(&shown.value) {
                    let value = (number, error.instance_path().as_str().to_owned());
                    for clash in translate(spec, &shown.schema, &error) {
                        clashes.entry(clash).or_default().insert(value.clone());
                    }
                }
            }
            Err(error) => unclear.push(not_a_schema(spec, &shown.schema, error)),
        }
    }
    (clashes, unclear)
}

fn not_a_schema(spec: &Spec, schema: &str, error: &ValidationError<'_>) -> Finding {
    let at = absolute(schema, error.instance_path().as_str());
    let help = "compare it with the OpenAPI 3.0 specification";
    spec.finding(&at, "this schema judges no value: a keyword of it cannot be understood", help)
}

/// The pointer in the document of a pointer that the validator gives.
fn absolute(schema: &str, path: &str) -> String {
    if path.starts_with("/components/") { path.to_owned() } else { format!("{schema}{path}") }
}

/// An error of the validator in our words, since its own print the value.
fn translate(spec: &Spec, schema: &str, error: &ValidationError<'_>) -> Vec<Clash> {
    let said = absolute(schema, error.schema_path().as_str());
    // The bounds of a format stand only in the translation, as a schema of their own.
    let format = said.rsplit_once("/allOf/").map(|(schema, _)| format!("{schema}/format"));
    let said = format.filter(|_| spec.get(&said).is_none()).unwrap_or(said);
    let (schema, keyword) = said.rsplit_once('/').unwrap_or_default();
    let clash = |said: &str, held| Clash { schema: schema.to_owned(), said: said.to_owned(), held };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let names = spec.get(&said).and_then(Value::as_array).into_iter().flatten();
            let number = names.enumerate().find(|(_, name)| *name == property).map_or(0, |(number, _)| number);
            let name = property.as_str().unwrap_or_default();
            vec![clash(&pointer::join(&said, &number.to_string()), format!("no `{name}`, which is required"))]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|key| clash(&said, format!("`{key}`, although the schema is closed to what it does not describe")))
            .collect(),
        _ => {
            let value = spec.get(&said).filter(|value| !value.is_array() && !value.is_object());
            let value = value.map(|value| match value {
                Value::String(text) => format!(": {text}"),
                other => format!(": {other}"),
            });
            vec![clash(&said, format!("a value that `{keyword}{}` does not allow", value.unwrap_or_default()))]
        }
    }
}

/// One finding for each clash: at the value if it is the only one of its schema that differs, at the spec if not.
pub(super) fn findings(spec: &Spec, shown: &[Shown], tally: &Tally, clashes: &Clashes) -> Vec<Finding> {
    let finding = |(clash, values): (&Clash, &BTreeSet<(usize, String)>)| {
        let spots = values.iter().take(SPOTS).map(|(number, at)| shown[*number].spot(spec, at));
        let met = tally.met.get(&clash.schema).copied().unwrap_or_default();
        if values.len() == 1 && met > 1 {
            let mut spots: Vec<_> = spots.chain([spec.spot(&clash.said)]).collect();
            let message = format!("this disagrees with the spec: {}", clash.held);
            let help = "correct the value, or what the spec says";
            return Finding::new(SPEC, message, help).at_spot(spots.remove(0)).and(spots);
        }
        let message = match values.len() {
            1 => format!("a sample or example disagrees with this: {}", clash.held),
            number => format!("samples and examples disagree with this in {number} places: {}", clash.held),
        };
        spec.finding(&clash.said, message, HELP).and(spots.collect())
    };
    clashes.iter().map(finding).collect()
}

/// As many values are pointed to by one finding.
const SPOTS: usize = 5;
