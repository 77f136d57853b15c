//! Findings as a person reads them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::ops::Range;
use std::{env, iter};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use annotate_snippets::{level, normalize_untrusted_str};

use super::{Excerpt, Finding, Place, Spot, github};

/// All findings, and their number in the last line.
pub(crate) fn render(findings: &BTreeSet<Finding>) -> String {
    let renderer = renderer();
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{}\n", renderer.render(&[finding.group()]));
    }
    if env::var_os("GITHUB_ACTIONS").is_some() {
        for finding in findings {
            let _ = writeln!(text, "{}", github::annotation(finding));
        }
    }
    let _ = match findings.len() {
        1 => writeln!(text, "1 finding"),
        number => writeln!(text, "{number} findings"),
    };
    text
}

fn renderer() -> Renderer {
    let coloured = io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    if coloured { Renderer::styled() } else { Renderer::plain() }
}

impl Finding {
    fn group(&self) -> Group<'_> {
        let group = Group::with_title(Level::ERROR.primary_title(&self.message));
        let group = iter::once(&self.spot).chain(&self.others).fold(group, |group, spot| spot.show(group));
        group.element(level::HELP.message(clean(&self.help)))
    }
}

impl Spot {
    fn show<'a>(&'a self, group: Group<'a>) -> Group<'a> {
        match &self.excerpt {
            Excerpt::Lines { first, text } => group.element(
                Snippet::source(text)
                    .line_start(*first)
                    .path(&self.file)
                    .fold(false)
                    .annotation(AnnotationKind::Primary.span(self.word(*first, text))),
            ),
            Excerpt::Nothing => group.element(self.origin()),
            Excerpt::Diff(diff) => {
                group.element(self.origin()).element(level::NOTE.with_name("diff").message(clean(diff)))
            }
        }
    }

    fn origin(&self) -> Origin<'_> {
        let Place { line, column } = self.place;
        Origin::path(clean(&self.file)).line(line).char_column(column)
    }

    /// The word at the place, as bytes of an excerpt that begins with the line `first`.
    fn word(&self, first: usize, text: &str) -> Range<usize> {
        let Place { line, column } = self.place;
        let before = text.split_inclusive('\n').take(line.saturating_sub(first));
        let start: usize = before.map(str::len).sum();
        let rest = text[start..].lines().next().unwrap_or("");
        let offset = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
        let width = rest[offset..].find([' ', ':', ',']).unwrap_or(rest.len() - offset);
        start + offset..start + offset + width
    }
}

/// The renderer keeps control characters out of titles and snippets, but not out of the rest.
fn clean(text: &str) -> String {
    text.lines().map(normalize_untrusted_str).collect::<Vec<_>>().join("\n")
}
