//! Building the program that links the client.

use std::io::{BufRead as _, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::{env, thread};

use serde_json::Value;

use super::compiler;
use crate::report::Finding;
use crate::tree::{Failure, Tree};

const PROGRAM: &str = "check-types";

/// What cargo says while it works; all the rest it says is either for us or an error.
const PROGRESS: [&str; 5] = ["Compiling", "Downloading", "Downloaded", "Updating", "Blocking"];

/// Where the program is, or why the client's code does not compile.
pub(super) fn run(tree: &Tree) -> Result<Result<PathBuf, Finding>, Failure> {
    let cannot = |cause: std::io::Error| Failure::new(format!("cannot run cargo: {cause}"));
    let mut cargo = command(tree).spawn().map_err(cannot)?;
    let errors = relay(&mut cargo);
    let messages = messages(&mut cargo);
    let status = cargo.wait().map_err(cannot)?;
    let errors = errors.join().unwrap_or_default();

    let program = messages.iter().filter(|message| message["target"]["name"] == PROGRAM);
    let program = program.filter_map(|message| message["executable"].as_str()).next_back();
    if let Some(program) = program.filter(|_| status.success()) {
        return Ok(Ok(PathBuf::from(program)));
    }
    match messages.iter().find_map(|message| compiler::error(tree, message)) {
        Some(finding) => Ok(Err(finding)),
        None => Err(Failure::new(format!("cannot build {PROGRAM}: {}", cause(&errors)))),
    }
}

fn command(tree: &Tree) -> Command {
    // The one that runs this program, or whichever a shell would take.
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--locked", "--package", "xtask", "--features", "types", "--bin", PROGRAM])
        .args(["--message-format", "json", "--color", "never"])
        // Cargo takes the settings of the folder that it is started in.
        .current_dir(tree.root())
        // What another tree had built into the same target folder would seem fresh otherwise.
        .env("XTASK_TREE", tree.root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    cargo
}

/// Passes cargo's progress on while it works, and keeps the rest. There is none when all is built.
fn relay(cargo: &mut Child) -> thread::JoinHandle<String> {
    let stderr = cargo.stderr.take();
    thread::spawn(move || {
        let mut rest = String::new();
        for line in lines(stderr) {
            if PROGRESS.iter().any(|word| line.trim_start().starts_with(word)) {
                crate::cli::err(format_args!("{line}\n"));
            } else {
                rest += &line;
                rest.push('\n');
            }
        }
        rest
    })
}

fn messages(cargo: &mut Child) -> Vec<Value> {
    lines(cargo.stdout.take()).filter_map(|line| serde_json::from_str(&line).ok()).collect()
}

/// The lines as they arrive; a pipe that breaks has ended.
fn lines(pipe: Option<impl Read>) -> impl Iterator<Item = String> {
    pipe.into_iter().flat_map(|pipe| BufReader::new(pipe).lines().map_while(Result::ok))
}

/// What cargo gives as its reason, in one line.
fn cause(errors: &str) -> String {
    let first = errors.lines().position(|line| line.starts_with("error")).unwrap_or(0);
    let lines = errors.lines().skip(first).map(str::trim).filter(|line| !line.is_empty());
    // Enough for an error with its causes; a backtrace or a whole command helps nobody here.
    lines.take(8).collect::<Vec<_>>().join(" ")
}
