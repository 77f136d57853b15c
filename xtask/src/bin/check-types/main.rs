//! The proofs that need the client's compiled types. `cargo xtask check` builds and starts this program, whose only
//! argument is the root of the tree; it tells each finding and each line of the ledger as a line of JSON.
//!
//! Data flows one way: the spec and its samples give the places of values (`sites`), each place gives mutations,
//! validator and types judge each mutation (`lockstep`), and the verdicts give findings and the ledger.

#[path = "../../schema.rs"]
mod schema;

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

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

fn main() -> ExitCode {
    let root = env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    match run(&root) {
        Ok(lines) => {
            for line in lines {
                println!("{line}");
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(root: &Path) -> Result<Vec<serde_json::Value>, String> {
    // Builds of two trees into one target folder replace each other's programs.
    if thanos_api::check::TREE.is_some_and(|tree| Path::new(tree) != root) {
        return Err("another tree was built into the same target folder meanwhile; run this again".to_owned());
    }
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
