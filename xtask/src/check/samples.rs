//! Every operation has its samples, and every sample is JSON and belongs to an operation.
//!
//! A sample is named `<operationId>.<request|status>.json`, further ones of the same body
//! `<operationId>.<request|status>.<name>.json`. No finding shows a sample's text: it may hold a
//! password.

use thanos_api_gen::OperationSummary;

use crate::conflict;
use crate::json;
use crate::report::{Finding, Place};
use crate::tree::{self, Failure, NOT_TEXT, SAMPLES, SPEC, Tree};

const SUFFIX: &str = ".json";
const SHAPE: &str = "move it elsewhere, or name it <operationId>.<request|status>[.<name>].json";
const RENAME: &str = "rename the sample after what it shows, delete it, or describe that body in the spec";

/// The findings on samples that do not read as JSON, whatever they belong to.
pub(super) fn unreadable(tree: &Tree) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for name in tree.names(SAMPLES)? {
        if name.strip_suffix(SUFFIX).is_none() {
            continue;
        }
        let file = format!("{SAMPLES}/{name}");
        findings.extend(match tree::text(&tree.read(&file)?) {
            Ok(text) => match not_json(&file, &text) {
                None => doubles(&file, &text),
                finding => finding.into_iter().collect(),
            },
            Err(place) => vec![Finding::new(&file, NOT_TEXT, "save it as UTF-8").at(place)],
        });
    }
    Ok(findings)
}

fn doubles(file: &str, text: &str) -> Vec<Finding> {
    let message = "the key of this value stands twice in its object: readers differ in which value they take";
    let finding = |place| Finding::new(file, message, "remove one of them").at(place);
    json::doubles(text).into_iter().map(finding).collect()
}

fn not_json(file: &str, text: &str) -> Option<Finding> {
    let error = serde_json::from_str::<serde_json::Value>(text).err()?;
    if let Some(conflict) = conflict::find(file, text, "resolve it") {
        return Some(conflict);
    }
    let (line, column) = (error.line(), error.column());
    let cause = error.to_string();
    let cause = cause.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&cause);
    let message = format!("the sample is not JSON: {cause}");
    Some(Finding::new(file, message, "correct the JSON").at(place(text, line, column)))
}

/// `serde_json` counts columns in bytes, and has a column 0 where a line has not begun yet.
fn place(text: &str, line: usize, column: usize) -> Place {
    let text = text.split('\n').nth(line.saturating_sub(1)).unwrap_or("");
    let before = text.char_indices().take_while(|(start, _)| start + 1 < column).count();
    Place { line: line.max(1), column: before + 1 }
}

/// The findings on samples that are missing or that no operation asks for.
pub(super) fn incomplete(tree: &Tree, operations: &[OperationSummary]) -> Result<Vec<Finding>, Failure> {
    let names = tree.names(SAMPLES)?;
    let astray = names.iter().filter_map(|name| astray(name, operations));
    let missing = operations.iter().flat_map(|operation| missing(&names, operation));
    Ok(astray.chain(missing).collect())
}

fn missing(names: &[String], operation: &OperationSummary) -> Vec<Finding> {
    let bodies = bodies(operation).map(|(id, body)| (format!("{id}.{body}.json"), body));
    let missing = bodies.filter(|(name, _)| !names.contains(name));
    let finding = |(name, body)| {
        let message = format!("the sample of `{}` for its {body} is missing", operation.id);
        let help = format!("write the body to {SAMPLES}/{name}");
        let place = Place { line: operation.line, column: operation.column };
        Finding::new(SPEC, message, help).at(place)
    };
    missing.map(finding).collect()
}

/// The bodies that an operation has, each as the id and the second part of a sample's name.
fn bodies(operation: &OperationSummary) -> impl Iterator<Item = (&str, String)> {
    let request = operation.request.then(|| "request".to_owned());
    let success = operation.json.then(|| operation.success.to_string());
    request.into_iter().chain(success).map(|body| (operation.id.as_str(), body))
}

fn astray(name: &str, operations: &[OperationSummary]) -> Option<Finding> {
    let file = format!("{SAMPLES}/{name}");
    let finding = |message: String, help: &str| Some(Finding::new(&file, message, help));

    let stem = name.strip_suffix(SUFFIX).and_then(|stem| stem.split_once('.'));
    let Some((id, body)) = stem else {
        return finding("this file is no sample".to_owned(), SHAPE);
    };
    let body = body.split_once('.').map_or(body, |(body, _)| body);
    let Some(operation) = operations.iter().find(|operation| operation.id == id) else {
        return finding(format!("{SPEC} has no operationId `{id}`"), RENAME);
    };
    if bodies(operation).any(|(_, known)| known == body) {
        return None;
    }
    let message = match body {
        "request" => format!("the request of `{id}` has no body"),
        _ if body == operation.success.to_string() => {
            format!("the answer {body} of `{id}` has no body")
        }
        _ => format!("`{body}` is neither `request` nor the status of a success of `{id}`"),
    };
    finding(message, RENAME)
}
