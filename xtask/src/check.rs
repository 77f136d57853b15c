//! `check`: proves that spec, samples and generated code agree, and never writes.
//!
//! Here stand the proofs that need no compiling. A proof answers with its findings; that a file
//! cannot be read is no finding and ends the check.

mod freshness;
mod samples;

use std::collections::BTreeSet;

use crate::report::Outcome;
use crate::spec;
use crate::tree::{CLIENT, Failure, SPEC, Tree};

pub(crate) fn run(tree: &Tree) -> Result<Outcome, Failure> {
    let mut findings = BTreeSet::from_iter(samples::unreadable(tree)?);
    findings.extend(freshness::strays(tree)?);
    match spec::generate(tree)? {
        Ok(generated) => {
            findings.extend(samples::incomplete(tree, &generated.operations)?);
            findings.extend(freshness::outdated(tree, &generated.client)?);
        }
        // What samples and code there should be is unknown until the spec is mended.
        Err(refused) => findings.extend(refused),
    }
    if findings.is_empty() {
        return Ok(Outcome::Holds(format!("{CLIENT} and the samples are what {SPEC} asks for")));
    }
    Ok(Outcome::Findings(findings))
}
