//! What the client's compiled types do, compared with what the spec says.
//!
//! Data flows one way: the spec and its samples give the places of values (`sites`), each place gives mutations,
//! validator and types judge each mutation (`lockstep`), and the verdicts give findings and the ledger.

mod finding;
mod spec;

mod samples;
mod sites;

mod mutations;
mod rules;
mod same;

mod lockstep;
mod roundtrip;

mod derived;
mod ledger;

mod against;

use std::path::Path;

use serde_json::{Value, json};

pub(crate) use against::judge;

/// Each finding and each line of the ledger, as `cargo xtask check` expects them.
pub(crate) fn prove(root: &Path) -> Result<Vec<Value>, String> {
    refuse_another_tree(root)?;
    let spec = spec::Spec::read(root)?;
    let samples = samples::read(root, &spec)?;

    let mut findings = derived::compare(&spec);
    let mut verdicts = lockstep::Verdicts::default();
    for sample in &samples {
        let lost = roundtrip::judge(&spec, sample);
        if lost.is_empty() {
            lockstep::judge(&spec, sample, &mut verdicts)?;
        }
        findings.extend(lost);
    }
    findings.extend(lockstep::findings(&verdicts));

    let findings = findings.iter().map(|finding| json!({"finding": finding.to_json()}));
    let ledger = ledger::lines(&verdicts).into_iter().map(|line| json!({"ledger": line}));
    Ok(findings.chain(ledger).collect())
}

/// Builds of two trees into one target folder replace each other's programs.
fn refuse_another_tree(root: &Path) -> Result<(), String> {
    if thanos_api::check::TREE.is_some_and(|tree| Path::new(tree) != root) {
        return Err("another tree was built into the same target folder meanwhile; run this again".to_owned());
    }
    Ok(())
}
