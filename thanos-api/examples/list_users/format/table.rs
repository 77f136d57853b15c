//! A table for people.

use std::io::{self, Write as _};

use thanos_api::types::User;

use super::{Output, Stdout, assigned};
use crate::visible::Visible;

pub(super) struct Table(pub(super) Stdout);

impl Output for Table {
    fn begin(&mut self) -> io::Result<()> {
        self.row(["NAME", "EMAIL", "PHONE", "STATUS", "PERMISSIONS"])
    }

    fn user(&mut self, user: &User) -> io::Result<()> {
        let person = &user.person;
        let name = format!("{} {}", person.first_name, person.last_name);
        let all = user.permission_assignments.permissions.len();
        let permissions = format!("{} of {all}", assigned(user).count());
        self.row([&name, &person.email, &person.phone, user.status.as_str(), &permissions])
    }
}

impl Table {
    /// The widths are fixed, because the first row is written before the others are known. A longer value pushes its
    /// row to the right; nothing is cut off.
    fn row(&mut self, cells: [&str; 5]) -> io::Result<()> {
        let [name, email, phone, status, permissions] = cells.map(|cell| Visible(cell).to_string());
        writeln!(self.0, "{name:14}  {email:26}  {phone:22}  {status:10}  {permissions}")?;
        self.0.flush()
    }
}
