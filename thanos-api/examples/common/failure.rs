//! What can go wrong, and the one line that tells it.

use std::fmt;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use thanos_api::{Error, ErrorKind};

use super::account::Server;

/// Why this program failed: its text says what happened and what to do.
pub(crate) enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// The users could not be had, or not all of them, or there was no way to write them.
    Call(String),
}

impl Failure {
    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Call(_) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Usage(line) | Self::Call(line)) = self;
        f.write_str(line)
    }
}

/// Ends a program: tells a failure in one line on stderr.
pub(crate) fn end(outcome: Result<(), Failure>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("error: {failure}"));
            failure.exit_code()
        }
    }
}

/// Writes a line to stderr. Where even that is impossible, there is nobody left to tell, and `eprintln!` would panic.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// What to do about an error of the call. None where the error says so itself.
pub(super) fn advice(error: &Error, server: Server) -> Option<String> {
    let advice = match (error.kind(), error.status().map(|status| status.as_u16())) {
        (ErrorKind::Status, Some(401)) => match server {
            Server::Embedded => "check --token, --username and --password, or leave them out",
            Server::Real => "check THANOS_TOKEN, THANOS_USERNAME and THANOS_PASSWORD",
        },
        (ErrorKind::Status, Some(403)) => "have that permission granted, or use another account",
        (ErrorKind::Status, Some(429 | 500..)) => return Some(later(error.retry_after())),
        (ErrorKind::Status, Some(404)) => "check THANOS_BASE_URL",
        (ErrorKind::Status, _) => "tell the server's operators, or update thanos-api",
        (ErrorKind::Connect, _) => "check THANOS_BASE_URL, and that the server is up",
        (ErrorKind::Timeout | ErrorKind::Transport, _) => "try again",
        (ErrorKind::Decode, _) if error.index().is_some() => "tell the server's operators, or update thanos-api",
        // An answer that is no list at all keeps its text; without one, the list broke off.
        (ErrorKind::Decode, _) if error.body().is_empty() => "try again",
        (ErrorKind::Decode, _) => "check that THANOS_BASE_URL is the API's",
        _ => return None,
    };
    Some(advice.to_owned())
}

fn later(retry_after: Option<Duration>) -> String {
    match retry_after {
        Some(wait) => format!("try again in {} s", wait.as_secs()),
        None => "try again later".to_owned(),
    }
}
