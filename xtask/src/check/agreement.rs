//! Spec and samples agree, in both directions.

mod bodies;
mod tally;

mod clashes;
mod coverage;
mod examples;

use std::collections::BTreeSet;

use crate::report::Finding;
use crate::spec::Spec;
use crate::tree::{Failure, Tree};

use bodies::{Body, Origin};
use clashes::Clash;

/// All findings on samples and examples, given what the generator refuses in the spec: what stands there is unknown,
/// so nothing is held against it.
pub(super) fn findings(tree: &Tree, spec: &Spec, refused: &[Finding]) -> Result<Vec<Finding>, Failure> {
    let bodies = bodies::bodies(spec);
    let (samples, unread) = bodies::samples(tree, &bodies)?;
    let mut shown = samples;
    let number_of_samples = shown.len();
    shown.extend(bodies::examples(spec));

    let tally = tally::of(spec, &shown);
    let is_refused = |schema: &str| refused.iter().any(|refusal| spec.spans(schema, refusal.line()));
    let (mut clashes, unclear) = clashes::judge(spec, &shown, &tally);
    clashes.retain(|clash, _| !is_refused(&clash.schema));

    let mut findings = if refused.is_empty() { unclear } else { Vec::new() };
    findings.extend(clashes::findings(spec, &shown, &tally, &clashes));
    let clashing = clashes.values().flatten().filter_map(|(number, at)| match &shown[*number].origin {
        Origin::Example(example) => Some(spec.place(&format!("{example}{at}"))),
        Origin::Sample { .. } => None,
    });
    let told: BTreeSet<_> = clashing.collect();
    findings.extend(examples::findings(spec, &bodies, &shown[..number_of_samples], &told));
    if unread.is_empty() {
        let is_wrong = |schema: &str| is_refused(schema) || clashes.keys().any(|clash: &Clash| clash.hides(schema));
        let schemas = bodies.iter().map(Body::schema).collect();
        findings.extend(coverage::findings(spec, &tally, schemas, is_wrong));
    }
    Ok(findings)
}
