//! The forms that the list can be written in. Each user is on its way before the next one is asked for.

mod csv;
mod json;
mod ndjson;
mod table;

use std::io::{self, BufWriter, StdoutLock};

use thanos_api::types::{Permission, User};

use crate::options::Format;

/// One way to write the list: `begin`, any number of users, `end`.
pub(crate) trait Output {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn user(&mut self, user: &User) -> io::Result<()>;

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Buffered, so that a user is one write, however many pieces it is made of.
type Stdout = BufWriter<StdoutLock<'static>>;

pub(crate) fn output(format: Format) -> Box<dyn Output> {
    let stdout = BufWriter::new(io::stdout().lock());
    match format {
        Format::Table => Box::new(table::Table(stdout)),
        Format::Csv => Box::new(csv::Csv::new(stdout)),
        Format::Ndjson => Box::new(ndjson::Ndjson(stdout)),
        Format::Json => Box::new(json::Json::new(stdout)),
    }
}

/// The permissions that a user has, of all that the API lists.
pub(crate) fn assigned(user: &User) -> impl Iterator<Item = &Permission> {
    let all = &user.permission_assignments.permissions;
    all.iter().filter(|entry| entry.assigned).map(|entry| &*entry.permission)
}
