//! `check --against`: what a real answer says of the spec.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;
use thanos_api_gen::OperationSummary;

use super::types;
use crate::report::Outcome;
use crate::tree::{Failure, SPEC, Tree};

/// What is judged, and as what.
#[derive(Debug)]
pub(crate) struct Against {
    pub(crate) file: PathBuf,
    /// An operationId, needed where neither the file's name nor the spec leaves one.
    pub(crate) operation: Option<String>,
    /// Where YAML is written; `-` is stdout.
    pub(crate) suggest: Option<PathBuf>,
}

const STDOUT: &str = "-";

pub(crate) fn run(tree: &Tree, against: &Against) -> Result<Outcome, Failure> {
    let file = &against.file;
    refuse_unreadable(file)?;
    let suggest = against.suggest.as_deref();
    if let Some(path) = suggest.filter(|path| path.exists()) {
        return Err(taken(path));
    }
    let operations = match super::spec_and_code(tree)? {
        Ok(operations) => operations,
        Err(findings) => return Ok(Outcome::Findings(findings)),
    };
    let operation = choose(&operations, against)?;
    let status = operation.success.to_string();
    let answer = match types::judge(tree, file, (&operation.id, &status))? {
        Ok(answer) => answer,
        Err(finding) => return Ok(Outcome::Findings([finding].into())),
    };
    if let Some(failure) = answer["failure"].as_str() {
        return Err(Failure::new(failure));
    }
    let text = |key: &str| answer[key].as_str().ok_or_else(|| Failure::new("judging the answer broke off"));
    let mut told = text("told")?.to_owned();
    match suggest {
        Some(path) if path == Path::new(STDOUT) => told = format!("{told}\n\n{}", text("suggestion")?.trim_end()),
        Some(path) => write(path, text("suggestion")?)?,
        None => {}
    }
    Ok(if answer["contradicts"] == Value::Bool(true) { Outcome::Falls(told) } else { Outcome::Holds(told) })
}

/// Before anything is built. A pipe is looked at once, when it is judged.
fn refuse_unreadable(file: &Path) -> Result<(), Failure> {
    let cannot = |cause: std::io::Error| Failure::new(format!("cannot read {}: {cause}", file.display()));
    let data = fs::metadata(file).map_err(cannot)?;
    if data.is_dir() {
        return Err(Failure::new(format!("{} is a folder; name the file that holds the answer", file.display())));
    }
    if data.is_file() {
        File::open(file).map_err(cannot)?;
    }
    Ok(())
}

/// The operation whose answer the file is: the one that was asked for, or that the file is named after as samples
/// are, or the only one that there is.
fn choose<'a>(operations: &'a [OperationSummary], against: &Against) -> Result<&'a OperationSummary, Failure> {
    let answering: Vec<_> = operations.iter().filter(|operation| operation.json).collect();
    let name = against.file.file_name().unwrap_or_default().to_string_lossy();
    let is_named =
        |operation: &&&OperationSummary| name.starts_with(&format!("{}.{}.", operation.id, operation.success));
    let found = match (&against.operation, &answering[..]) {
        (Some(id), _) => answering.iter().find(|operation| operation.id == *id),
        (None, [only]) => Some(only),
        (None, _) => answering.iter().find(is_named),
    };
    found.copied().ok_or_else(|| {
        let ids: Vec<_> = answering.iter().map(|operation| operation.id.as_str()).collect();
        let ids = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
        Failure::new(match &against.operation {
            Some(id) => format!("{SPEC} has no operation `{id}` that answers with JSON; there is: {ids}"),
            None => format!("{name} may be the answer of several operations; add --operation with one of: {ids}"),
        })
    })
}

fn write(path: &Path, yaml: &str) -> Result<(), Failure> {
    let cannot = |cause: std::io::Error| match cause.kind() {
        ErrorKind::AlreadyExists => taken(path),
        _ => Failure::new(format!("cannot write {}: {cause}", path.display())),
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot)?;
    file.write_all(yaml.as_bytes()).map_err(cannot)
}

/// A suggestion never takes the place of anything, such as the spec itself.
fn taken(path: &Path) -> Failure {
    Failure::new(format!("{} is there already; name a new file, or - for stdout", path.display()))
}
