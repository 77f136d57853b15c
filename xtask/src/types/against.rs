//! A captured answer of any size, judged element by element by validator and types.
//!
//! What differs is counted by JSON path. A value is never told: not here, and in the suggestion only what an
//! enumeration would have to list.

mod formats;
mod places;
mod shape;

mod tally;

mod judge;

mod progress;
mod report;
mod suggestion;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};
use thanos_api::check::{self, Part};

use crate::types::samples::described;
use crate::types::spec::{Schema, Spec, Spot, reference};
use judge::Judge;
use progress::Progress;

/// As much is held of an answer that is no list: what the client holds of one element.
const WHOLE: u64 = 16 << 20;

/// Judges a file as the answer that has this status of an operation.
pub(crate) fn judge(root: &Path, file: &Path, (operation, status): (&str, &str)) -> Result<Value, String> {
    super::refuse_another_tree(root)?;
    let spec = Spec::read(root)?;
    let answer = Answer::find(&spec, operation, status)?;
    let cannot = |cause: std::io::Error| format!("cannot read {}: {cause}", file.display());
    let mut source = Progress::new(File::open(file).map_err(cannot)?);
    let mut judge = Judge::new(&spec, &answer)?;
    if answer.is_list {
        let end = check::elements(&mut source, |text| judge.element(text)).map_err(cannot)?;
        if let Err(end) = end {
            judge.broken(&end);
        }
    } else {
        let mut text = Vec::new();
        source.by_ref().take(WHOLE + 1).read_to_end(&mut text).map_err(cannot)?;
        if text.len() as u64 > WHOLE {
            return Err(format!("{} is larger than the 16 MiB that one object may have", file.display()));
        }
        judge.element(&text);
    }
    drop(source);
    let verdict = judge.verdict();
    let name = format!("{operation}.{status}");
    Ok(json!({
        "told": report::told(&spec, &verdict, file, &name),
        "contradicts": verdict.contradicts(),
        "suggestion": suggestion::yaml(&spec, &verdict, &name),
    }))
}

/// What the spec and the client have for an answer.
struct Answer<'a> {
    part: &'static Part,
    is_list: bool,
    /// Of an element if it is a list, or else of the whole.
    schema: Schema<'a>,
    pointer: String,
}

impl<'a> Answer<'a> {
    fn find(spec: &'a Spec, operation: &str, status: &str) -> Result<Self, String> {
        let part = check::parts().iter().find(|part| part.operation == operation && part.name == status);
        let part = part.ok_or_else(|| format!("the client has no type for {operation}.{status}"))?;
        let (pointer, node) = described(spec, operation, status).ok_or("the answer has no schema")?;
        let schema = spec.schema(Spot::new(format!("{operation}.{status}"), node.place), node);
        let pointer = reference(node).map_or(pointer, |name| format!("/components/schemas/{name}"));
        Ok(match schema.node.get("items") {
            Some(items) => {
                let schema = spec.part(&schema.owner, items);
                Self { part, is_list: true, schema, pointer: format!("{pointer}/items") }
            }
            None => Self { part, is_list: false, schema, pointer },
        })
    }
}
