//! Which format a text has.

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

/// The formats that are looked for. The types know only the first; the rest would be documentation.
const NAMES: [&str; 3] = ["uuid", "date-time", "date"];

pub(crate) struct Formats(Vec<(&'static str, Validator)>);

impl Default for Formats {
    fn default() -> Self {
        let validator = |name| {
            let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
            Some((name, options.build(&json!({"format": name})).ok()?))
        };
        Self(NAMES.into_iter().filter_map(validator).collect())
    }
}

impl Formats {
    pub(crate) fn of(&self, text: &Value) -> Option<&'static str> {
        self.0.iter().find(|(_, validator)| validator.is_valid(text)).map(|(name, _)| *name)
    }
}
