//! The search while it runs: whom it found, and what is to be said at the end.

use std::io::{self, Write as _};

use http::HeaderMap;
use indicatif::{DecimalBytes, ProgressBar};
use thanos_api::Shared;

use crate::bar;
use crate::common::account::Account;
use crate::common::failure::Failure;
use crate::refused::{Refused, count};
use crate::stop::Stop;
use crate::user::{Assignment, User};
use crate::visible::Visible;

pub(crate) struct Search<'a> {
    permission: &'a str,
    bar: ProgressBar,
    bytes: u64,
    users: u64,
    found: u64,
    /// Whether any user's list has the permission, assigned or not.
    listed: bool,
    /// A list that has others, for whoever mistyped the permission.
    example: Option<Shared<[Assignment]>>,
    pub(crate) refused: Refused,
}

impl<'a> Search<'a> {
    pub(crate) fn new(permission: &'a str) -> Self {
        Self {
            permission,
            bar: ProgressBar::hidden(),
            bytes: 0,
            users: 0,
            found: 0,
            listed: false,
            example: None,
            refused: Refused::default(),
        }
    }

    pub(crate) fn begin(&mut self, headers: &HeaderMap) {
        self.bar = bar::of(headers);
    }

    pub(crate) fn look_at(&mut self, user: &User) -> io::Result<()> {
        self.users += 1;
        let Some(entry) = user.permissions().iter().find(|entry| entry.permission.name == self.permission) else {
            if !user.permissions().is_empty() {
                self.example.get_or_insert_with(|| user.permissions().clone());
            }
            return Ok(());
        };
        self.listed = true;
        if entry.assigned {
            self.found += 1;
            self.bar.suspend(|| write(user))?;
        }
        Ok(())
    }

    pub(crate) fn received(&mut self, bytes: u64) {
        self.bytes = bytes;
        self.bar.set_message(format!("{} of {}", self.found, count(self.users, "user")));
        self.bar.set_position(bytes);
    }

    /// The last line: a sum, or what went wrong. None if nobody reads any longer.
    pub(crate) fn conclude(self, outcome: Result<(), Stop>, account: &Account) -> Result<Option<String>, Failure> {
        self.bar.finish_and_clear();
        let failure = match (outcome, self.refused.told(self.users, account)) {
            // What `| head` does. It has what it wanted, so that is no failure.
            (Err(Stop::Output(error)), _) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(None),
            (Err(Stop::Output(error)), _) => format!("the list could not be written: {error}; send it elsewhere"),
            (Err(Stop::Call(error)), _) => {
                account.told(&format!("{error}, after {}", count(self.users, "user")), &error)
            }
            (Ok(()), Some(incomplete)) => incomplete,
            (Ok(()), None) => match self.other_names() {
                Some(others) => format!("{account}: no user's list has that permission; one has {others}"),
                None => return Ok(Some(self.sum(account))),
            },
        };
        Err(Failure::Call(failure))
    }

    /// What could have been meant, if no list has the permission that was asked for.
    fn other_names(&self) -> Option<String> {
        let list = self.example.as_ref().filter(|_| !self.listed)?;
        let names: Vec<_> = list.iter().map(|entry| Visible(&entry.permission.name).to_string()).collect();
        Some(names.join(", "))
    }

    fn sum(&self, account: &Account) -> String {
        let (found, users, bytes) = (self.found, count(self.users, "user"), DecimalBytes(self.bytes));
        format!("{found} of {users} of {account} may {}, {bytes}", Visible(self.permission))
    }
}

fn write(user: &User) -> io::Result<()> {
    let person = &user.person;
    let name = format!("{} {}", person.first_name, person.last_name);
    let [name, email, status] = [&name, &person.email, user.status.as_str()].map(|text| Visible(text).to_string());
    writeln!(io::stdout(), "{name:14}  {email:26}  {status}")
}
