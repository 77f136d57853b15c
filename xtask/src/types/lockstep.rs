//! Validator and types judge every mutation, and have to agree.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::Value;

use crate::schema;
use crate::types::finding::Finding;
use crate::types::mutations::{self, Kind, Meaning, Mutation};
use crate::types::rules::{Rule, Taker};
use crate::types::same::first_loss;
use crate::types::samples::Sample;
use crate::types::sites::{self, Site};
use crate::types::spec::{Spec, Spot};

/// What validator and types said of a mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    BothTake,
    BothRefuse,
    TypesAloneTake,
    TypesAloneRefuse,
    /// Both take it, or a rule has the types take it, but they make something else of it.
    Changed,
}

/// What was judged alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Case {
    pub(crate) spot: Spot,
    pub(crate) keyword: Option<&'static str>,
    pub(crate) kind: Kind,
    pub(crate) rule: Option<Rule>,
    pub(crate) verdict: Verdict,
}

#[derive(Default)]
pub(crate) struct Verdicts {
    /// How often a case came up.
    pub(crate) cases: BTreeMap<Case, usize>,
    /// The keywords at each place that was tried.
    pub(crate) keywords: BTreeMap<Spot, BTreeMap<String, Standing>>,
}

/// What the spec says of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    Enforced,
    Documented,
}

pub(crate) fn judge(spec: &Spec, sample: &Sample, verdicts: &mut Verdicts) -> Result<(), String> {
    let document = spec.enforced();
    let validator = schema::validator(&document, &sample.pointer)
        .map_err(|_| format!("the validator cannot read the schema at {}", sample.pointer))?;
    let completed = sites::completed(spec, &sample.schema, &sample.value);
    let taken = validator.is_valid(&completed) && (sample.part.recode)(completed.to_string().as_bytes()).is_ok();
    let further = (completed != sample.value && taken).then_some(completed);

    for base in [&sample.value].into_iter().chain(&further) {
        for site in sites::find(spec, &sample.schema, base) {
            verdicts.keywords.entry(site.schema.spot.clone()).or_insert_with(|| keywords(&site));
            for mutation in mutations::of(&site, base) {
                let rule = Rule::of(mutation.kind, &site);
                let case = Case {
                    spot: site.schema.spot.clone(),
                    keyword: mutation.kind.keyword(&site),
                    kind: mutation.kind,
                    rule,
                    verdict: verdict(&validator, sample, base, &mutation, rule),
                };
                *verdicts.cases.entry(case).or_insert(0) += 1;
            }
        }
    }
    Ok(())
}

fn keywords(site: &Site) -> BTreeMap<String, Standing> {
    let written = ["type", "format", "enum", "nullable", "additionalProperties"].into_iter();
    let written = written.filter(|keyword| site.schema.keyword(keyword).is_some());
    let required = site.property.iter().filter(|property| property.required).map(|_| "required");
    let enforced = required.chain(written).map(|keyword| (keyword.to_owned(), Standing::Enforced));
    let documented = site.schema.documented().map(|keyword| (keyword.to_owned(), Standing::Documented));
    enforced.chain(documented).collect()
}

fn verdict(validator: &Validator, sample: &Sample, base: &Value, mutation: &Mutation, rule: Option<Rule>) -> Verdict {
    // Text that is no JSON to the validator is refused: a number beyond all bounds.
    let sent = serde_json::from_str::<Value>(&mutation.text).ok();
    let valid = sent.as_ref().is_some_and(|sent| validator.is_valid(sent));
    let Ok(back) = (sample.part.recode)(mutation.text.as_bytes()) else {
        return if valid { Verdict::TypesAloneRefuse } else { Verdict::BothRefuse };
    };
    let is_same = || first_loss(base, &back).is_none();
    let is_literal = || sent.as_ref().is_some_and(|sent| first_loss(sent, &back).is_none());
    let is_kept = match mutation.meaning {
        Meaning::Same => is_same(),
        Meaning::Literal => is_literal(),
        Meaning::Either => is_same() || is_literal(),
        Meaning::Unclear => true,
    };
    match valid {
        // A rule allows to take a value, not to lose it.
        _ if !is_kept && (valid || rule.is_some()) => Verdict::Changed,
        true => Verdict::BothTake,
        false => Verdict::TypesAloneTake,
    }
}

impl Case {
    /// Whether a rule explains the difference.
    pub(crate) fn is_by_rule(&self) -> bool {
        match self.verdict {
            Verdict::TypesAloneTake => self.rule.is_some_and(|rule| rule.taker() == Taker::Types),
            Verdict::TypesAloneRefuse => self.rule.is_some_and(|rule| rule.taker() == Taker::Spec),
            _ => false,
        }
    }
}

/// One finding for each place and each way to differ, and one for each rule that never applied at a place.
pub(crate) fn findings(verdicts: &Verdicts) -> Vec<Finding> {
    let mut differences: BTreeMap<(&Spot, Verdict), BTreeSet<Kind>> = BTreeMap::new();
    let mut rules: BTreeMap<(&Spot, Rule), bool> = BTreeMap::new();
    for case in verdicts.cases.keys() {
        let agree = matches!(case.verdict, Verdict::BothTake | Verdict::BothRefuse);
        if !agree && !case.is_by_rule() {
            differences.entry((&case.spot, case.verdict)).or_default().insert(case.kind);
        }
        if let Some(rule) = case.rule {
            *rules.entry((&case.spot, rule)).or_default() |= case.is_by_rule();
        }
    }
    let differences = differences.into_iter().map(|((spot, verdict), kinds)| {
        let words: Vec<_> = kinds.into_iter().map(Kind::words).collect();
        Finding::new(spot, &told(verdict, &words.join(", ")))
    });
    let idle = rules.into_iter().filter(|(_, applied)| !applied).map(|((spot, rule), _)| {
        let rule = rule.name();
        Finding::new(spot, &format!("the rule \"{rule}\" never applies, although this is a place for it"))
    });
    differences.chain(idle).collect()
}

fn told(verdict: Verdict, kinds: &str) -> String {
    match verdict {
        Verdict::TypesAloneTake => format!("the types take what the spec refuses: {kinds}"),
        Verdict::TypesAloneRefuse => format!("the types refuse what the spec allows: {kinds}"),
        Verdict::Changed | Verdict::BothTake | Verdict::BothRefuse => {
            format!("the types take but do not keep: {kinds}")
        }
    }
}
