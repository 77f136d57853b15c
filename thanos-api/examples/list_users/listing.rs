//! The list while it is written: its rows, the progress line below them, and what is to be said at the end.

use std::io;

use thanos_api::Error;
use thanos_api::types::User;

use crate::common::account::Account;
use crate::common::failure::Failure;
use crate::format::{self, Output};
use crate::options::Format;
use crate::progress::Progress;
use crate::refused::{Refused, count};
use crate::stop::Stop;
use crate::sum::{Sum, size};

pub(crate) struct Listing<'a> {
    account: &'a Account,
    output: Box<dyn Output>,
    output_begun: bool,
    progress: Progress,
    sum: Sum,
    refused: Refused,
}

impl<'a> Listing<'a> {
    pub(crate) fn of(account: &'a Account, format: Format) -> Self {
        let mut progress = Progress::new();
        progress.draw(|| format!("asking {account}"));
        Self {
            account,
            output: format::output(format),
            output_begun: false,
            progress,
            sum: Sum::default(),
            refused: Refused::default(),
        }
    }

    pub(crate) fn write(&mut self, user: &User) -> io::Result<()> {
        self.progress.before_row();
        self.begin_output()?;
        self.output.user(user)?;
        self.sum.add(user);
        Ok(())
    }

    /// Takes note of a user that could not be read. The first one is told at the end, and how many there were.
    pub(crate) fn refuse(&mut self, error: Error) {
        self.refused.add(error);
    }

    pub(crate) fn received(&mut self, bytes: u64) {
        self.sum.bytes = bytes;
        let users = count(self.sum.users, "user");
        self.progress.draw(|| format!("{users} and {} from {}", size(bytes), self.account));
    }

    pub(crate) fn end(&mut self, bytes: u64, attempts: u32) -> io::Result<()> {
        self.sum.bytes = bytes;
        self.sum.attempts = attempts;
        self.progress.erase();
        self.begin_output()?;
        self.output.end()
    }

    /// The last line: a sum, or what went wrong. None if nobody reads any longer.
    pub(crate) fn conclude(mut self, outcome: Result<(), Stop>) -> Result<Option<String>, Failure> {
        self.progress.erase();
        let failure = match (outcome, self.refused.told(self.sum.users, self.account)) {
            (Ok(()), None) => {
                return Ok(Some(format!("{} from {}: {}", count(self.sum.users, "user"), self.account, self.sum)));
            }
            // What `| head` does. It has what it wanted, so that is no failure.
            (Err(Stop::Output(error)), _) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(None),
            (Ok(()), Some(incomplete)) => incomplete,
            (Err(Stop::Output(error)), _) => {
                format!("the list could not be written: {error}; make room, or send it elsewhere")
            }
            (Err(Stop::Call(error)), _) => self.stopped(&error),
        };
        Err(Failure::Call(failure))
    }

    /// Not before there is something to write, so that a call that fails writes nothing.
    fn begin_output(&mut self) -> io::Result<()> {
        if self.output_begun {
            return Ok(());
        }
        self.output_begun = true;
        self.output.begin()
    }

    fn stopped(&self, error: &Error) -> String {
        let how_far = match (self.sum.users, error.attempts()) {
            (0, 0 | 1) => String::new(),
            (0, attempts) => format!(" ({attempts} attempts)"),
            (users, _) => format!(", after {}", count(users, "user")),
        };
        self.account.told(&format!("{error}{how_far}"), error)
    }
}
