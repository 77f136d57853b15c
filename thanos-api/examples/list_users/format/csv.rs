//! CSV for spreadsheets and databases: a line for each user, with the names of the permissions that it has.

use std::io;

use csv::{ErrorKind, Writer};
use thanos_api::types::User;

use super::{Output, Stdout, assigned};

pub(super) struct Csv(Writer<Stdout>);

impl Csv {
    pub(super) fn new(stdout: Stdout) -> Self {
        Self(Writer::from_writer(stdout))
    }

    fn line(&mut self, fields: [&str; 7]) -> io::Result<()> {
        self.0.write_record(fields).map_err(io_error)?;
        self.0.flush()
    }
}

impl Output for Csv {
    fn begin(&mut self) -> io::Result<()> {
        self.line(["uuid", "first_name", "last_name", "email", "phone", "status", "permissions"])
    }

    fn user(&mut self, user: &User) -> io::Result<()> {
        let person = &user.person;
        let permissions: Vec<_> = assigned(user).map(|permission| permission.name.as_str()).collect();
        self.line([
            &user.uuid.to_string(),
            &person.first_name,
            &person.last_name,
            &person.email,
            &person.phone,
            user.status.as_str(),
            &permissions.join(" "),
        ])
    }
}

/// Not by `io::Error::from`, which would hide that a pipe was closed.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
