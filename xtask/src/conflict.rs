//! Conflicts that a merge left in a file.

use crate::report::{Finding, Place};

/// The first conflict in a text. Without this a half-merged file is told as whatever its own
/// syntax makes of the marker.
pub(crate) fn find(file: &str, text: &str, help: &str) -> Option<Finding> {
    let line = text.lines().position(|line| line.starts_with("<<<<<<< "))? + 1;
    let message = "unresolved merge conflict";
    Some(Finding::new(file, message, help).at(Place { line, column: 1 }))
}
