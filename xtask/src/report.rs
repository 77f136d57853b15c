//! Findings: what does not hold, where, and what mends it.

mod github;
mod render;

use std::collections::BTreeSet;

pub(crate) use render::render;

/// What a command that could run came to.
pub(crate) enum Outcome {
    /// All is well; the lines that say so.
    Holds(String),
    /// It is not, as these lines say.
    Falls(String),
    /// In the order of files and lines, each once.
    Findings(BTreeSet<Finding>),
}

/// One thing that does not hold. The fields stand in the order in which findings are sorted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    spot: Spot,
    message: String,
    help: String,
    others: Vec<Spot>,
}

/// A place in a file, and what is shown of it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    file: String,
    place: Place,
    excerpt: Excerpt,
}

/// A line and a column (in characters), both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Excerpt {
    Nothing,
    Lines { first: usize, text: String },
    Diff(String),
}

impl Finding {
    /// What is wrong with a file, and the edit or command that mends it, each in one line. The
    /// place is the file's beginning unless [`Finding::at`] tells another.
    pub(crate) fn new(file: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            spot: Spot::new(file, Place { line: 1, column: 1 }),
            message: message.into(),
            help: help.into(),
            others: Vec::new(),
        }
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.spot.place = place;
        self
    }

    pub(crate) fn at_spot(mut self, spot: Spot) -> Self {
        self.spot = spot;
        self
    }

    /// Names further places that the finding is about.
    pub(crate) fn and(mut self, others: Vec<Spot>) -> Self {
        self.others = others;
        self
    }

    pub(crate) fn line(&self) -> usize {
        self.spot.place.line
    }

    pub(crate) fn is_on_the_line_of(&self, other: &Self) -> bool {
        self.spot.file == other.spot.file && self.line() == other.line()
    }

    /// Shows the lines around the finding's place. Not for samples: they may hold a password.
    pub(crate) fn showing(mut self, text: &str) -> Self {
        self.spot = self.spot.showing(text);
        self
    }

    pub(crate) fn showing_diff(mut self, diff: String) -> Self {
        self.spot.excerpt = Excerpt::Diff(diff);
        self
    }
}

impl Spot {
    pub(crate) fn new(file: &str, place: Place) -> Self {
        Self { file: file.to_owned(), place, excerpt: Excerpt::Nothing }
    }

    /// With the lines around it, under the same rule as [`Finding::showing`].
    pub(crate) fn showing(mut self, text: &str) -> Self {
        let first = self.place.line.saturating_sub(1).max(1);
        let lines: Vec<_> = text.split('\n').skip(first - 1).take(self.place.line + 2 - first).collect();
        self.excerpt = Excerpt::Lines { first, text: lines.join("\n") };
        self
    }
}

impl Place {
    /// Where the next character stands after this text.
    pub(crate) fn after(text: &str) -> Self {
        let last_line = text.rsplit('\n').next().unwrap_or("");
        Self { line: text.matches('\n').count() + 1, column: last_line.chars().count() + 1 }
    }
}
