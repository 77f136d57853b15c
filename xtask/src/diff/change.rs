//! One change, and what it asks for.

use std::collections::BTreeSet;
use std::fmt;

use thanos_api_gen::Place;

use crate::report::Place as Spot;
use crate::tree::{CLIENT, SPEC};

/// What callers' source asks of the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Patch,
    Minor,
    /// Source that compiled may not any more.
    Major,
}

/// What a change does to programs that are out already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Urgency {
    None,
    /// They break, or do something else than they should.
    Urgent,
}

/// The fields stand in the order in which changes are sorted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Change {
    pub(crate) file: &'static str,
    pub(crate) place: Spot,
    pub(crate) step: Step,
    pub(crate) urgency: Urgency,
    /// What it means to a caller, in one line; names stand in backticks.
    pub(crate) text: String,
}

/// In the order of files and lines, each once.
pub(crate) type Changes = BTreeSet<Change>;

impl Change {
    /// A change that is seen in the spec.
    pub(crate) fn new(place: Place, step: Step, urgency: Urgency, text: impl Into<String>) -> Self {
        Self { file: SPEC, place: place.into(), step, urgency, text: text.into() }
    }

    /// A change that only the generated code shows.
    pub(crate) fn of_code(line: usize, step: Step, text: impl Into<String>) -> Self {
        let place = Spot { line, column: 1 };
        Self { file: CLIENT, place, step, urgency: Urgency::None, text: text.into() }
    }
}

/// What becomes of programs that are out, where values travel as they were described before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shipped {
    GoOn,
    /// They cannot read an answer.
    Stumble,
    /// The server refuses what they send.
    AreRefused,
}

impl Shipped {
    pub(crate) fn urgency(self) -> Urgency {
        match self {
            Self::GoOn => Urgency::None,
            Self::Stumble | Self::AreRefused => Urgency::Urgent,
        }
    }
}

impl fmt::Display for Shipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::GoOn => "shipped clients go on",
            Self::Stumble => "shipped clients cannot read it",
            Self::AreRefused => "the server refuses what shipped clients send",
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl fmt::Display for Urgency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "",
            Self::Urgent => "urgent",
        })
    }
}
