//! What the proofs have shown about each property and keyword, told from the verdicts alone.

use std::collections::BTreeMap;

use crate::types::lockstep::{Standing, Verdict, Verdicts};
use crate::types::rules::{Rule, Taker};
use crate::types::spec::{FILE, Spot};

/// What became of the mutations that put one keyword at one place to the test.
#[derive(Default)]
struct Tally {
    refused: usize,
    kept: usize,
    rules: BTreeMap<Rule, usize>,
}

/// The ledger's lines, in the order of the spec, and last the rules with their reasons.
pub(crate) fn lines(verdicts: &Verdicts) -> Vec<String> {
    let mut tallies: BTreeMap<(&Spot, &str), Tally> = BTreeMap::new();
    let mut rules: BTreeMap<Rule, usize> = BTreeMap::new();
    for (case, number) in &verdicts.cases {
        let tally = tallies.entry((&case.spot, case.keyword.unwrap_or(""))).or_default();
        match case.rule.filter(|_| case.is_by_rule()) {
            Some(rule) => {
                *rules.entry(rule).or_default() += number;
                *tally.rules.entry(rule).or_default() += number;
            }
            None if case.verdict == Verdict::BothRefuse => tally.refused += number,
            None if case.verdict == Verdict::BothTake => tally.kept += number,
            None => {}
        }
    }
    let mut rows = Vec::new();
    for (spot, keywords) in &verdicts.keywords {
        for (keyword, standing) in keywords {
            let proof = match standing {
                Standing::Documented => "documented only".to_owned(),
                Standing::Enforced => tallies.get(&(spot, keyword.as_str())).map_or_else(String::new, Tally::told),
            };
            rows.push([format!("{FILE}:{}", spot.line), spot.label.clone(), keyword.clone(), proof]);
        }
    }
    let reasons = rules.iter().map(|(rule, number)| format!("{} ({number} mutations): {}", rule.name(), rule.reason()));
    aligned(&rows).into_iter().chain(reasons).collect()
}

impl Tally {
    fn told(&self) -> String {
        let is_taken = |rule: &Rule| rule.taker() == Taker::Types;
        let rules = self.rules.iter().map(|(rule, number)| {
            let word = if is_taken(rule) { "taken" } else { "refused" };
            format!("{number} {word} by rule: {}", rule.name())
        });
        let kept = (self.kept > 0).then(|| format!("{} kept", self.kept));
        let details: Vec<_> = kept.into_iter().chain(rules).collect();
        let verdict = match self.refused {
            0 if self.rules.keys().any(is_taken) => "lenient on reading".to_owned(),
            0 => return details.join("; "),
            number => format!("enforced ({number} mutations refused)"),
        };
        if details.is_empty() { verdict } else { format!("{verdict}; {}", details.join("; ")) }
    }
}

fn aligned(rows: &[[String; 4]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [file, label, keyword] = [0, 1, 2].map(width);
    let line = |[at, name, word, proof]: &[String; 4]| {
        let proof = if proof.is_empty() { "no value hangs on it; the type's schema has it" } else { proof };
        format!("{at:file$}  {name:label$}  {word:keyword$}  {proof}")
    };
    rows.iter().map(line).collect()
}
