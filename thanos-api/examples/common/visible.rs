//! Text from the server on a terminal.

use std::fmt::{self, Write as _};

/// A value as a terminal may be given it.
///
/// A name that holds an escape sequence could move the cursor, rewrite rows or answer for the user, and one that turns
/// the direction of the text could pass for another. Such characters are shown as escapes, like `\u{1b}`.
pub(crate) struct Visible<'a>(pub(crate) &'a str);

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
