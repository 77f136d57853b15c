//! The list while it is written: its rows, the progress line below them, and the sum at the end.

use std::io;

use thanos_api::Error;
use thanos_api::types::User;

use crate::account::Account;
use crate::failure::{Failure, Stop, advice};
use crate::format::{self, Output};
use crate::options::Format;
use crate::progress::Progress;

pub(crate) struct Listing {
    output: Box<dyn Output>,
    progress: Progress,
    server: String,
    begun: bool,
    users: u64,
    assigned: usize,
    permissions: usize,
    refused: u64,
    first_refusal: Option<Error>,
    bytes: u64,
    attempts: u32,
}

impl Listing {
    pub(crate) fn begin(format: Format, account: &Account) -> Self {
        let mut progress = Progress::new();
        progress.draw(|| format!("asking {account}"));
        Self {
            output: format::output(format),
            progress,
            server: account.to_string(),
            begun: false,
            users: 0,
            assigned: 0,
            permissions: 0,
            refused: 0,
            first_refusal: None,
            bytes: 0,
            attempts: 0,
        }
    }

    pub(crate) fn write(&mut self, user: &User) -> io::Result<()> {
        self.progress.before_row();
        self.begin_output()?;
        self.output.user(user)?;
        let permissions = &user.permission_assignments.permissions;
        self.users += 1;
        self.permissions += permissions.len();
        self.assigned += format::assigned(user).count();
        Ok(())
    }

    /// Takes note of a user that could not be read. The first one is told at the end, and how many there were.
    pub(crate) fn refuse(&mut self, error: Error) {
        self.refused += 1;
        self.first_refusal.get_or_insert(error);
    }

    pub(crate) fn received(&mut self, bytes: u64) {
        self.bytes = bytes;
        self.progress.draw(|| format!("{} and {} from {}", count(self.users, "user"), size(bytes), self.server));
    }

    pub(crate) fn end(&mut self, attempts: u32) -> Result<(), Stop> {
        self.attempts = attempts;
        self.progress.erase();
        self.begin_output()?;
        Ok(self.output.end()?)
    }

    /// The line that is left to say: a sum, or what went wrong. None if nobody reads any longer.
    pub(crate) fn conclude(mut self, outcome: Result<(), Stop>, account: &Account) -> Result<Option<String>, Failure> {
        self.progress.erase();
        match (outcome, &self.first_refusal) {
            (Ok(()), None) => Ok(Some(self.sum())),
            (Ok(()), Some(first)) => Err(Failure::Listing(self.incomplete(first, account))),
            // What `| head` does. It has what it wanted, so that is no failure.
            (Err(Stop::Output(error)), _) if error.kind() == io::ErrorKind::BrokenPipe => Ok(None),
            (Err(Stop::Output(error)), _) => {
                Err(Failure::Listing(format!("the list could not be written: {error}; see where it goes to")))
            }
            (Err(Stop::Call(error)), _) => Err(Failure::Listing(self.stopped(&error, account))),
        }
    }

    /// Not before there is something to write, so that a call that fails writes nothing.
    fn begin_output(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.output.begin()?;
        }
        Ok(())
    }

    fn sum(&self) -> String {
        format!(
            "{} from {}: {} of {} assigned, {}, {}",
            count(self.users, "user"),
            self.server,
            self.assigned,
            count(self.permissions as u64, "permission"),
            size(self.bytes),
            count(self.attempts.into(), "attempt")
        )
    }

    fn incomplete(&self, first: &Error, account: &Account) -> String {
        format!(
            "{}: {} of {} could not be read, {first}{}",
            self.server,
            self.refused,
            count(self.users + self.refused, "user"),
            then(advice(first, account))
        )
    }

    fn stopped(&self, error: &Error, account: &Account) -> String {
        let listed = match self.users {
            0 => String::new(),
            users => format!(", after {}", count(users, "user")),
        };
        format!("{}: {error}{listed}{}", self.server, then(advice(error, account)))
    }
}

fn then(advice: Option<String>) -> String {
    advice.map(|advice| format!("; {advice}")).unwrap_or_default()
}

fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn size(bytes: u64) -> String {
    if bytes < 1000 {
        return count(bytes, "byte");
    }
    let mut tenths = bytes / 100;
    let mut unit = "kB";
    for larger in ["MB", "GB", "TB"] {
        if tenths >= 10_000 {
            tenths /= 1000;
            unit = larger;
        }
    }
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}
