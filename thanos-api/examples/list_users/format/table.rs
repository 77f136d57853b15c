//! A table for people.

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

use thanos_api::types::User;

use super::{Output, Stdout, assigned};

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

/// A value as a terminal may be given it.
///
/// A name that holds an escape sequence could move the cursor, rewrite rows or answer for the user, and one that turns
/// the direction of the text could pass for another. Such characters are shown as escapes, like `\u{1b}`.
struct Visible<'a>(&'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| {
            if character.is_control() || is_direction(character) {
                write!(f, "{}", character.escape_debug())
            } else {
                f.write_char(character)
            }
        })
    }
}

/// Whether a character does nothing but turn the text around it, or break its line.
fn is_direction(character: char) -> bool {
    matches!(character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
