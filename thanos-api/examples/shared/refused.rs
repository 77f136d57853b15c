//! Users that could not be read, while the others were.

use thanos_api::Error;

use crate::shared::account::Account;

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
        let (refused, all) = (self.count, read + self.count);
        let users = if all == 1 { "user" } else { "users" };
        Some(account.told(&format!("{refused} of {all} {users} could not be read, starting with {first}"), first))
    }
}
