//! The spec, and what the generator makes of it or finds wrong with it.

use thanos_api_gen::Generated;

use crate::conflict;
use crate::report::{Finding, Place};
use crate::tree::{self, Failure, NOT_TEXT, SPEC, Tree};

pub(crate) fn generate(tree: &Tree) -> Result<Result<Generated, Vec<Finding>>, Failure> {
    Ok(match tree::text(&tree.read(SPEC)?) {
        Ok(text) => from_text(&text),
        Err(place) => Err(vec![Finding::new(SPEC, NOT_TEXT, "save it as UTF-8").at(place)]),
    })
}

fn from_text(text: &str) -> Result<Generated, Vec<Finding>> {
    if let Some(conflict) = conflict::find(SPEC, text, "resolve it") {
        return Err(vec![conflict.showing(text)]);
    }
    thanos_api_gen::generate(text)
        .map_err(|error| error.findings().iter().map(|refusal| finding(refusal, text)).collect())
}

fn finding(refusal: &thanos_api_gen::Finding, text: &str) -> Finding {
    let place = Place { line: refusal.line().unwrap_or(1), column: refusal.column().unwrap_or(1) };
    Finding::new(SPEC, refusal.message(), refusal.help()).at(place).showing(text)
}
