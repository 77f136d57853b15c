//! `diff`: what the spec's changes since a release do to callers. It answers two questions: does their source still
//! compile (the version step), and does a shipped binary still work (the urgency).
//!
//! Two specs are compared as texts with places. What they make of the same generator is a net below: an item of the
//! generated code that goes or changes without a word from the comparison is told as well. What another generator
//! makes of the same spec shows between the code of the release and what would be generated now.

mod base;
mod version;

mod change;
mod kind;
mod side;

mod compare;

mod code;
mod items;

mod lines;

use std::ffi::OsStr;

use thanos_api_gen::yaml::{self, Node};

use crate::report::{Outcome, Place};
use crate::spec;
use crate::tree::{self, Failure, SPEC, Tree};

use base::{Base, Release};
use change::{Change, Changes, Step, Urgency};
pub(crate) use lines::Format;

/// Compares with a file, a git revision, or the last release tag.
pub(crate) fn run(tree: &Tree, named: Option<&OsStr>, format: Format) -> Result<Outcome, Failure> {
    let base = Base::read(tree, named)?;
    let Ok(client) = spec::generate(tree)? else {
        return Err(Failure::new(format!(
            "{SPEC} is one that nothing is generated from; `cargo xtask check` tells why"
        )));
    };
    let spec = tree::text(&tree.read(SPEC)?).unwrap_or_default();
    let changes = changes(&base, &spec, &client.client)?;

    let counts = lines::counts(&changes);
    let Some(Release { version, .. }) = &base.release else {
        let summary = format!("{counts}; a file has no version to judge Cargo.toml's by");
        return Ok(Outcome::Holds(format.tell(&changes, &summary)));
    };
    let stated = base::stated(tree)?;
    let needed = version::next(version, changes.iter().map(|change| change.step).max());
    let summary = format!("{version} -> {needed}: {counts}; Cargo.toml says {stated}");
    let told = format.tell(&changes, &summary);
    Ok(if version::suffices(&stated, version, &needed) { Outcome::Holds(told) } else { Outcome::Falls(told) })
}

/// Every change since the base, given the present spec and the code that is generated from it.
fn changes(base: &Base, spec: &str, client: &str) -> Result<Changes, Failure> {
    let unreadable = |error: thanos_api_gen::Error| {
        let why = error.findings().first().map_or_else(String::new, |finding| finding.message().to_owned());
        Failure::new(format!("{SPEC} of {} cannot be read: {why}", base.name))
    };
    let old = yaml::parse(&base.spec).map_err(unreadable)?;
    let new = yaml::parse(spec).map_err(unreadable)?;
    let mut changes = compare::compare(&old, &new, &base.name);
    match thanos_api_gen::generate(&base.spec) {
        Ok(generated) => {
            changes.extend(code::of_specs(&generated.client, client, &changes)?);
            if let Some(release) = &base.release {
                changes.extend(code::of_generator(&base.name, &release.client, &generated.client)?);
            }
        }
        Err(error) => {
            let why = error.findings().first().map_or_else(String::new, |finding| finding.message().to_owned());
            let text = format!("unknown change: the generator refuses the spec of {} now: {why}", base.name);
            changes.insert(at_the_top(Step::Major, text));
        }
    }
    let in_order = |node: &Node| serde_json::to_string(node).ok();
    if changes.is_empty() && old.to_json() != new.to_json() {
        changes.insert(at_the_top(Step::Major, "unknown change: the documents differ".to_owned()));
    } else if changes.is_empty() && in_order(&old) != in_order(&new) {
        changes.insert(at_the_top(Step::Patch, "the spec is written in another order".to_owned()));
    }
    Ok(changes)
}

fn at_the_top(step: Step, text: String) -> Change {
    Change { file: SPEC, place: Place { line: 1, column: 1 }, step, urgency: Urgency::None, text }
}
