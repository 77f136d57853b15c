//! The proofs that need the client's compiled types: samples pass through them, every mutation of a sample is judged
//! by them as by an independent validator, and the schemas that they derive are the spec's.
//!
//! A program of this package proves it. It links the client, which this one must not: `generate` has to work while
//! the client's code does not compile. So it is built here, and its answer is relayed.

mod build;
mod compiler;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::report::{Finding, Place};
use crate::tree::{self, Failure, SPEC, Tree};

/// What the types proved, or did not.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) findings: Vec<Finding>,
    /// A line per property and keyword.
    pub(super) ledger: Vec<String>,
}

pub(super) fn prove(tree: &Tree) -> Result<Answer, Failure> {
    let program = match build::run(tree)? {
        Ok(program) => program,
        Err(finding) => return Ok(Answer { findings: vec![finding], ..Answer::default() }),
    };
    let output = output(Command::new(program).arg(tree.root()))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("cannot judge the compiled types: {}", told.trim())));
    }
    let spec = tree::text(&tree.read(SPEC)?).unwrap_or_default();
    let mut answer = Answer::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        answer.take(line, &spec).ok_or_else(|| Failure::new("the proof of the compiled types broke off"))?;
    }
    Ok(answer)
}

/// What comes of a file as an answer of an operation, or why the client's code does not compile. The program writes
/// on stderr how far it is.
pub(super) fn judge(tree: &Tree, file: &Path, (id, status): (&str, &str)) -> Result<Result<Value, Finding>, Failure> {
    let program = match build::run(tree)? {
        Ok(program) => program,
        Err(finding) => return Ok(Err(finding)),
    };
    let mut command = Command::new(program);
    command.arg(tree.root()).arg(file).args([id, status]).stderr(Stdio::inherit());
    let output = output(&mut command)?;
    let answer = serde_json::from_slice(&output.stdout);
    answer.map(Ok).map_err(|_| Failure::new(format!("judging {} broke off: {}", file.display(), output.status)))
}

fn output(command: &mut Command) -> Result<Output, Failure> {
    let cannot = |command: &Command, cause| {
        Failure::new(format!("cannot start {}: {cause}", Path::new(command.get_program()).display()))
    };
    command.output().map_err(|cause| cannot(command, cause))
}

impl Answer {
    /// Takes one line of the program's answer, if it is one.
    fn take(&mut self, line: &str, spec: &str) -> Option<()> {
        let line: Value = serde_json::from_str(line).ok()?;
        if let Some(line) = line.get("ledger") {
            self.ledger.push(line.as_str()?.to_owned());
            return Some(());
        }
        let finding = line.get("finding")?;
        let text = |key: &str| finding.get(key)?.as_str();
        let number = |key: &str| finding.get(key)?.as_u64().and_then(|number| usize::try_from(number).ok());
        let place = Place { line: number("line")?, column: number("column")? };
        let told = Finding::new(text("file")?, text("message")?, text("help")?).at(place);
        self.findings.push(told.showing(spec));
        Some(())
    }
}
