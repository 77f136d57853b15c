//! What does not hold. Never says a value of a sample: it may be a password.

use serde_json::{Value, json};

use crate::types::spec::Spot;

/// Mends whatever the compiled types do otherwise than the spec says.
pub(crate) const MEND: &str = "mend the type in thanos-api/src, or the rule in thanos-api-gen/src that writes it and \
                               run `cargo xtask generate`";

/// A finding at a place of the spec.
#[derive(Debug)]
pub(crate) struct Finding {
    spot: Spot,
    message: String,
}

impl Finding {
    /// What is wrong with the schema that stands there; the message begins with its name.
    pub(crate) fn new(spot: &Spot, message: &str) -> Self {
        Self { spot: spot.clone(), message: format!("`{}`: {message}", spot.label) }
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "file": crate::types::spec::FILE,
            "line": self.spot.line,
            "column": self.spot.column,
            "message": self.message,
            "help": MEND,
        })
    }
}
