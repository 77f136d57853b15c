//! `check`: proves that spec, samples and generated code agree, and never writes.
//!
//! A proof answers with its findings; that a file cannot be read is no finding and ends the check. What needs
//! compiling comes last, and only once all the rest holds: types made of other code or judged by broken samples
//! would prove nothing.

mod spec;

mod agreement;
mod samples;
mod types;

mod freshness;
mod origin;

mod against;

use std::collections::BTreeSet;

use thanos_api_gen::OperationSummary;

use crate::report::{Finding, Outcome};
use crate::spec::{self as text, Spec};
use crate::tree::{CLIENT, Failure, SPEC, Tree};

pub(crate) use against::{Against, run as against};

/// How far the check goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// What needs no compiling.
    Text,
    /// Everything.
    Types,
    /// Everything, and it says of each property and keyword what was proved.
    Explained,
}

pub(crate) fn run(tree: &Tree, depth: Depth) -> Result<Outcome, Failure> {
    let mut findings = in_text(tree)?;
    let mut ledger = Vec::new();
    if findings.is_empty() && depth != Depth::Text {
        let answer = types::prove(tree)?;
        findings.extend(answer.findings);
        ledger = answer.ledger;
    }
    if !findings.is_empty() {
        return Ok(Outcome::Findings(findings));
    }
    let what = if depth == Depth::Text { " and" } else { ", its compiled types and" };
    let summary = format!("{CLIENT}{what} the samples are what {SPEC} asks for");
    let explained = ledger.into_iter().filter(|_| depth == Depth::Explained);
    Ok(Outcome::Holds(explained.chain([summary]).collect::<Vec<_>>().join("\n")))
}

fn in_text(tree: &Tree) -> Result<BTreeSet<Finding>, Failure> {
    let mut findings = BTreeSet::from_iter(samples::unreadable(tree)?);
    findings.extend(freshness::strays(tree)?);
    let spec = Spec::read(tree)?;
    let refused = match text::generate(tree)? {
        Ok(generated) => {
            findings.extend(samples::incomplete(tree, &generated.operations)?);
            findings.extend(freshness::outdated(tree, &generated.client, spec.as_ref())?);
            Vec::new()
        }
        // What samples and code there should be is unknown until the spec is mended.
        Err(refused) => refused,
    };
    if let Some(spec) = spec {
        let is_told = |finding: &Finding| refused.iter().any(|refusal| refusal.is_on_the_line_of(finding));
        findings.extend(spec::findings(&spec).into_iter().filter(|finding| !is_told(finding)));
        findings.extend(agreement::findings(tree, &spec, &refused)?);
    }
    findings.extend(refused);
    Ok(findings)
}

/// The operations of a spec that is whole and that the code was made from, or what is wrong with either: without that
/// nobody can judge by them. Samples may still lag behind.
fn spec_and_code(tree: &Tree) -> Result<Result<Vec<OperationSummary>, BTreeSet<Finding>>, Failure> {
    let spec = Spec::read(tree)?;
    let generated = match text::generate(tree)? {
        Ok(generated) => generated,
        Err(refused) => return Ok(Err(refused.into_iter().collect())),
    };
    let mut findings: BTreeSet<_> = spec.iter().flat_map(spec::findings).collect();
    findings.extend(freshness::outdated(tree, &generated.client, spec.as_ref())?);
    Ok(if findings.is_empty() { Ok(generated.operations) } else { Err(findings) })
}
