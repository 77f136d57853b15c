//! How many users there were, and those that could not be read while the others were.

use thanos_api::Error;

use crate::common::account::Account;

#[derive(Default)]
pub(crate) struct Refused {
    pub(crate) count: u64,
    first: Option<Error>,
}

impl Refused {
    pub(crate) fn add(&mut self, error: Error) {
        self.count += 1;
        self.first.get_or_insert(error);
    }

    /// What to say of them, `read` others having been read; none if there are none.
    pub(crate) fn told(&self, read: u64, account: &Account) -> Option<String> {
        let first = self.first.as_ref()?;
        let all = count(read + self.count, "user");
        Some(account.told(&format!("{} of {all} could not be read, starting with {first}", self.count), first))
    }
}

pub(crate) fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
