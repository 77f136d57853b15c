//! What became of an export.

use std::io;

use thanos_api::Error;

use crate::common::account::Account;
use crate::common::failure::Failure;
use crate::options::Options;
use crate::refused::{Refused, count};

/// Why an export stopped early.
pub(crate) enum Stop {
    Call(Error),
    File(io::Error),
    Database(rusqlite::Error),
    /// There are users that could not be read, and they may not be left out.
    Incomplete,
    Interrupted,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

#[derive(Default)]
pub(crate) struct Exported {
    pub(crate) users: u64,
    pub(crate) refused: Refused,
}

impl Exported {
    /// The last line: how many users are in the file, or why there is no new one.
    pub(crate) fn conclude(
        self,
        outcome: Result<(), Stop>,
        account: &Account,
        options: &Options,
    ) -> Result<String, Failure> {
        let (users, file) = (count(self.users, "user"), options.file.display());
        let what = match outcome {
            Ok(()) => {
                let left_out = match self.refused.told(self.users, account) {
                    Some(told) => format!("; left out: {told}"),
                    None => String::new(),
                };
                return Ok(format!("{file} holds {users} of {account}{left_out}"));
            }
            Err(Stop::Call(error)) => account.told(&format!("{error}, after {users}"), &error),
            Err(Stop::File(error)) => format!("{file} could not be written: {error}"),
            Err(Stop::Database(error)) => format!("{file} could not be written: {error}"),
            Err(Stop::Incomplete) => self.refused.told(self.users, account).unwrap_or_default(),
            Err(Stop::Interrupted) => format!("stopped after {users}"),
        };
        Err(Failure::Call(format!("{what}; a former export is as it was")))
    }
}
