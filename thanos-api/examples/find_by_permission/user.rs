//! Of a user, only what the question is about. Everything else is skipped, not decoded.

use serde::Deserialize;
use thanos_api::Shared;
use thanos_api::types::UserStatus;

#[derive(Deserialize)]
pub(crate) struct User {
    pub(crate) person: Person,
    pub(crate) status: UserStatus,
    permission_assignments: Assignments,
}

#[derive(Deserialize)]
pub(crate) struct Person {
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
}

#[derive(Deserialize)]
struct Assignments {
    // The list repeats from user to user. As `Shared` it is recognized and given out again instead of decoded.
    permissions: Shared<[Assignment]>,
}

#[derive(Clone, Deserialize)]
pub(crate) struct Assignment {
    pub(crate) assigned: bool,
    pub(crate) permission: Shared<Permission>,
}

#[derive(Deserialize)]
pub(crate) struct Permission {
    pub(crate) name: String,
}

impl User {
    /// The permissions that the API lists for this user, assigned or not.
    pub(crate) fn permissions(&self) -> &Shared<[Assignment]> {
        &self.permission_assignments.permissions
    }
}
