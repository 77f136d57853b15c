//! What the list amounts to.

use std::fmt;

use thanos_api::types::User;

use crate::format;
use crate::refused::count;

#[derive(Default)]
pub(crate) struct Sum {
    pub(crate) users: u64,
    pub(crate) bytes: u64,
    pub(crate) attempts: u32,
    assigned: u64,
    permissions: u64,
}

impl Sum {
    pub(crate) fn add(&mut self, user: &User) {
        self.users += 1;
        self.assigned += format::assigned(user).count() as u64;
        self.permissions += user.permission_assignments.permissions.len() as u64;
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let permissions = count(self.permissions, "permission");
        let attempts = count(self.attempts.into(), "attempt");
        write!(f, "{} of {permissions} assigned, {}, {attempts}", self.assigned, size(self.bytes))
    }
}

pub(crate) fn size(bytes: u64) -> String {
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
