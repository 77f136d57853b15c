//! Findings as annotations, which GitHub shows at the changed lines of a pull request.

use super::{Finding, Place};

/// A workflow command; see "Workflow commands for GitHub Actions" in GitHub's documentation.
pub(super) fn annotation(finding: &Finding) -> String {
    let Place { line, column } = finding.spot.place;
    let file = property(&finding.spot.file);
    let message = data(&format!("{}\nhelp: {}", finding.message, finding.help));
    format!("::error file={file},line={line},col={column}::{message}")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
