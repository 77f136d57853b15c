//! The command line: what was asked, and how the answer is told.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::check::{Against, Depth};
use crate::diff::Format;
use crate::report::{self, Outcome};
use crate::tree::{Failure, Tree};
use crate::{check, diff, generate};

const HELP: &str = "\
Keeps the client crate in step with its OpenAPI description.

Usage: cargo xtask <COMMAND>, or for diff: cargo xtask diff [BASE]

Commands:
  generate  Write thanos-api/src/generated/client.rs from openapi/thanos.yaml
  check     Tell whether spec, samples, generated code and compiled types agree;
            writes nothing but the target folder
  diff      Tell what the changes of the spec since BASE do to callers: whether their source
            still compiles (the version step), and whether shipped programs still work
  help      Print this page

Options of check:
  --explain   Print for each property and keyword of the spec what was proved
  --no-build  Leave out the proofs that need the types compiled
  --against FILE
              Judge a captured answer of any size by the spec and the compiled types instead:
              what differs is counted by JSON path, and no value is shown. What either of them
              refuses is a contradiction (a missing or null property, an unlisted value, another
              type, text that is cut off); an unknown property is told and contradicts nothing,
              unless the schema is closed
  --operation ID
              With --against: the operation whose answer FILE is. Not needed if there is but one
              with a JSON answer, or if FILE is named as its samples are
  --suggest PATH
              With --against: write what was learnt to a new file, or to stdout for -, as YAML to
              add to the spec, for a person to judge. Of values it has only those that an
              enumeration does not list: if they are few (16), short, and seen twice or more

Options of diff:
  BASE  A file if there is one of that name, or else a git revision; by default the highest
        release tag (v1.2.3) that leads to HEAD. A file has no version to judge Cargo.toml's
        by, and no code to judge the generator's own changes by; it may be any, so the exit
        code is 0
  --format text|markdown
        As columns of place, step, urgency and meaning (the default), or as sections for the
        changelog. What is gone is told at the place around it. Hand-written code is not judged

Exit codes:
  0  all is well
  1  something is not; each finding says where, and what mends it. An answer contradicts the
     spec, or the version in Cargo.toml is too low
  2  the command could not run: a file is missing or unreadable, git does not know BASE, or
     the usage is wrong
";

const DOES_NOT_HOLD: u8 = 1;
const COULD_NOT_RUN: u8 = 2;

enum Command {
    Help,
    Generate,
    Check(Depth),
    Against(Against),
    Diff { base: Option<OsString>, format: Format },
}

pub(crate) fn run() -> ExitCode {
    match parse(lexopt::Parser::from_env()) {
        Ok(Command::Help) => {
            out(format_args!("{HELP}"));
            ExitCode::SUCCESS
        }
        Ok(Command::Generate) => answer(Tree::find().and_then(|tree| generate::run(&tree))),
        Ok(Command::Check(depth)) => answer(Tree::find().and_then(|tree| check::run(&tree, depth))),
        Ok(Command::Against(against)) => answer(Tree::find().and_then(|tree| check::against(&tree, &against))),
        Ok(Command::Diff { base, format }) => {
            answer(Tree::find().and_then(|tree| diff::run(&tree, base.as_deref(), format)))
        }
        Err(error) => {
            err(format_args!("error: {error}\n\n{HELP}"));
            COULD_NOT_RUN.into()
        }
    }
}

fn parse(mut args: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;

    let mut command = None;
    let (mut file, mut operation, mut suggest) = (None, None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(name) if command.is_none() => {
                command = Some(match name.to_str() {
                    Some("help") => return Ok(Command::Help),
                    Some("generate") => Command::Generate,
                    Some("check") => Command::Check(Depth::Types),
                    Some("diff") => Command::Diff { base: None, format: Format::Text },
                    _ => return Err(format!("unknown command `{}`", name.display()).into()),
                });
            }
            Long("explain") if let Some(Command::Check(depth @ Depth::Types)) = &mut command => {
                *depth = Depth::Explained;
            }
            Long("no-build") if let Some(Command::Check(depth @ Depth::Types)) = &mut command => *depth = Depth::Text,
            Long("against") if let Some(Command::Check(_)) = command => file = Some(args.value()?.into()),
            Long("operation") if let Some(Command::Check(_)) = command => operation = Some(args.value()?.string()?),
            Long("suggest") if let Some(Command::Check(_)) = command => suggest = Some(args.value()?.into()),
            Value(name) if let Some(Command::Diff { base: base @ None, .. }) = &mut command => *base = Some(name),
            Long("format") if let Some(Command::Diff { format, .. }) = &mut command => {
                *format = args.value()?.parse_with(format_of)?;
            }
            arg => return Err(arg.unexpected()),
        }
    }
    match (command, file) {
        (Some(Command::Check(Depth::Types)), Some(file)) => Ok(Command::Against(Against { file, operation, suggest })),
        (Some(Command::Check(_)), Some(_)) => Err("--against goes with --operation and --suggest alone".into()),
        _ if operation.is_some() || suggest.is_some() => Err("--operation and --suggest go with --against FILE".into()),
        (command, _) => Ok(command.unwrap_or(Command::Help)),
    }
}

fn format_of(name: &str) -> Result<Format, &'static str> {
    match name {
        "text" => Ok(Format::Text),
        "markdown" => Ok(Format::Markdown),
        _ => Err("write `text` or `markdown`"),
    }
}

/// What was found is the command's answer and goes to stdout; stderr tells why there is none.
fn answer(outcome: Result<Outcome, Failure>) -> ExitCode {
    match outcome {
        Ok(Outcome::Holds(summary)) => {
            out(format_args!("{summary}\n"));
            ExitCode::SUCCESS
        }
        Ok(Outcome::Falls(summary)) => {
            out(format_args!("{summary}\n"));
            DOES_NOT_HOLD.into()
        }
        Ok(Outcome::Findings(findings)) => {
            out(format_args!("{}", report::render(&findings)));
            DOES_NOT_HOLD.into()
        }
        Err(failure) => {
            err(format_args!("error: {failure}\n"));
            COULD_NOT_RUN.into()
        }
    }
}

/// Writes to stdout. Whoever closed the pipe has read enough, and the exit code still tells the
/// outcome, so a failed write is none of ours.
fn out(text: fmt::Arguments) {
    let _ = io::stdout().lock().write_fmt(text);
}

/// Writes to stderr, under the same rule as [`out`].
pub(crate) fn err(text: fmt::Arguments) {
    let _ = io::stderr().lock().write_fmt(text);
}
