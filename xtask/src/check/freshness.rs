//! The committed code is what the generator makes now, and nothing lies beside it.

use std::time::Duration;

use similar::TextDiff;

use super::origin;
use crate::conflict;
use crate::report::{Finding, Place};
use crate::spec::Spec;
use crate::tree::{self, CLIENT, Failure, GENERATED, NOT_TEXT, SPEC, Tree};

const REGENERATE: &str = "run `cargo xtask generate`";
const DIFF_LINES: usize = 40;

/// The findings on files beside the generated one.
pub(super) fn strays(tree: &Tree) -> Result<Vec<Finding>, Failure> {
    let names = tree.names(GENERATED)?;
    let files = names.iter().map(|name| format!("{GENERATED}/{name}"));
    let message = "this file lies where only generated code belongs";
    let help = "move it elsewhere, or delete it";
    Ok(files.filter(|file| file != CLIENT).map(|file| Finding::new(&file, message, help)).collect())
}

/// The finding on code that differs from what the generator makes.
pub(super) fn outdated(tree: &Tree, generated: &str, spec: Option<&Spec>) -> Result<Option<Finding>, Failure> {
    Ok(match tree.read_if_there(CLIENT)?.as_deref().map(tree::text) {
        None => Some(Finding::new(CLIENT, "the generated code is missing", REGENERATE)),
        Some(Ok(committed)) if committed == generated => None,
        Some(Ok(committed)) => Some(stale(&committed, generated, spec)),
        Some(Err(place)) => Some(Finding::new(CLIENT, NOT_TEXT, REGENERATE).at(place)),
    })
}

fn stale(committed: &str, generated: &str, spec: Option<&Spec>) -> Finding {
    // The diff of a half-merged file would show both sides of the conflict and its markers.
    if let Some(conflict) = conflict::find(CLIENT, committed, REGENERATE) {
        return conflict.showing(committed);
    }
    let message = format!("the generated code is not what the generator makes of {SPEC} now");
    let place = first_difference(committed, generated);
    let origin = spec.and_then(|spec| Some(spec.spot(&origin::of_line(spec, generated, place.line)?)));
    Finding::new(CLIENT, message, REGENERATE)
        .at(place)
        .and(origin.into_iter().collect())
        .showing_diff(diff(committed, generated))
}

fn first_difference(committed: &str, generated: &str) -> Place {
    let same: usize = committed
        .chars()
        .zip(generated.chars())
        .take_while(|(left, right)| left == right)
        .map(|(character, _)| character.len_utf8())
        .sum();
    Place::after(&committed[..same])
}

fn diff(committed: &str, generated: &str) -> String {
    let diff = TextDiff::configure()
        // Beyond this the diff is cruder, but still right.
        .timeout(Duration::from_secs(1))
        .diff_lines(committed, generated);
    let text =
        diff.unified_diff().header(&format!("{CLIENT} (committed)"), &format!("{CLIENT} (generated)")).to_string();

    let mut lines: Vec<_> = text.lines().take(DIFF_LINES).collect();
    let left_out = text.lines().count() - lines.len();
    let rest = format!("… {left_out} more lines");
    if left_out > 0 {
        lines.push(&rest);
    }
    lines.join("\n")
}
