//! `check`: proves that spec, samples and generated code agree, and never writes.
//!
//! Here stand the proofs that need no compiling. A proof answers with its findings; that a file
//! cannot be read is no finding and ends the check.

mod spec;

mod agreement;
mod samples;

mod freshness;

use std::collections::BTreeSet;

use crate::report::{Finding, Outcome};
use crate::spec::{self as text, Spec};
use crate::tree::{CLIENT, Failure, SPEC, Tree};

pub(crate) fn run(tree: &Tree) -> Result<Outcome, Failure> {
    let mut findings = BTreeSet::from_iter(samples::unreadable(tree)?);
    findings.extend(freshness::strays(tree)?);
    let refused = match text::generate(tree)? {
        Ok(generated) => {
            findings.extend(samples::incomplete(tree, &generated.operations)?);
            findings.extend(freshness::outdated(tree, &generated.client)?);
            Vec::new()
        }
        // What samples and code there should be is unknown until the spec is mended.
        Err(refused) => refused,
    };
    if let Some(spec) = Spec::read(tree)? {
        let is_told = |finding: &Finding| refused.iter().any(|refusal| refusal.is_on_the_line_of(finding));
        findings.extend(spec::findings(&spec).into_iter().filter(|finding| !is_told(finding)));
        findings.extend(agreement::findings(tree, &spec, &refused)?);
    }
    findings.extend(refused);
    if findings.is_empty() {
        return Ok(Outcome::Holds(format!("{CLIENT} and the samples are what {SPEC} asks for")));
    }
    Ok(Outcome::Findings(findings))
}
