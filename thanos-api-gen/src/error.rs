//! What is wrong with a spec, and where.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

/// One thing that is wrong with a spec: where, what, and the edit that mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    help: String,
}

impl Finding {
    pub(crate) fn new(at: impl Into<Place>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let Place { line, column } = at.into();
        Self { line, column, message: message.into(), help: help.into() }
    }

    /// The line in the spec, counted from 1, where the finding has one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The column in that line in characters, counted from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.column
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The edit that mends it, in one line.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }

    fn render(&self, spec: &str, name: &str) -> String {
        let mut report = Level::ERROR
            .primary_title(self.message())
            .elements(self.line.zip(self.column).map(|(line, column)| mark(spec, name, line, column)));
        report = report.element(Level::HELP.message(self.help()));
        Renderer::plain().render(&[report]).clone()
    }
}

fn mark<'a>(
    spec: &'a str,
    name: &'a str,
    line: usize,
    column: usize,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    Snippet::source(spec).path(name).annotation(AnnotationKind::Primary.span(word(spec, line, column)))
}

/// The bytes of the word that starts at a line and column: a place alone would be marked by nothing.
fn word(spec: &str, line: usize, column: usize) -> Range<usize> {
    let start = spec.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>().min(spec.len());
    let text = spec[start..].lines().next().unwrap_or_default();
    let from = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let length = text[from..].find([' ', ':', ',', '}', ']']).filter(|&length| length > 0).unwrap_or(text.len() - from);
    start + from..start + from + length
}

/// A line and a column, both counted from 1, or nowhere in particular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: Option<usize>,
    /// The column, in characters.
    pub column: Option<usize>,
}

impl From<serde_saphyr::Location> for Place {
    fn from(location: serde_saphyr::Location) -> Self {
        let known = |number: u64| usize::try_from(number).ok().filter(|&number| number > 0);
        Self { line: known(location.line()), column: known(location.column()) }
    }
}

/// Why a spec cannot be generated from: everything that was found, in the order of the lines.
///
/// Its `Display` shows each finding with the lines of the spec around it.
#[derive(Clone, Debug)]
pub struct Error {
    findings: Vec<Finding>,
    spec: String,
}

impl Error {
    pub(crate) fn new(spec: &str, mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| (finding.line, finding.column));
        findings.dedup();
        Self { findings, spec: spec.to_owned() }
    }

    /// Everything that was found, in the order of the lines; at least one.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings as text for a person, with `name` as the name of the spec's file.
    #[must_use]
    pub fn render(&self, name: &str) -> String {
        let reports: Vec<String> = self.findings.iter().map(|finding| finding.render(&self.spec, name)).collect();
        reports.join("\n\n")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render("spec"))
    }
}

impl std::error::Error for Error {}
