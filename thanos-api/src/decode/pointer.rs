//! Where in a JSON text: as a JSON pointer (RFC 6901), and as what may be printed of it.

use std::fmt::Write;

use serde_path_to_error::{Path, Segment};

/// One step from a value to a value within it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step<'p> {
    Index(usize),
    Key(&'p str),
}

/// The way to the place of an error, as far as it can be told.
pub(super) fn steps(path: &Path) -> Vec<Step<'_>> {
    path.iter()
        .map_while(|segment| match segment {
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Map { key } | Segment::Enum { variant: key } => Some(Step::Key(key)),
            Segment::Unknown => None,
        })
        .collect()
}

/// The JSON pointer of the place.
pub(super) fn exact(steps: &[Step<'_>]) -> String {
    let mut pointer = String::new();
    for step in steps {
        push(&mut pointer, *step);
    }
    pointer
}

/// The pointer for a message: its first `known` steps, and `…` for what comes after.
pub(super) fn shown(steps: &[Step<'_>], known: usize) -> String {
    let mut pointer = exact(&steps[..known]);
    if known < steps.len() {
        pointer.push_str("/…");
    }
    pointer
}

fn push(pointer: &mut String, step: Step<'_>) {
    pointer.push('/');
    match step {
        // Writing to a String does not fail.
        Step::Index(index) => _ = write!(pointer, "{index}"),
        Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
    }
}
