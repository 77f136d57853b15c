//! A reader of JSON that may meet the end of its text at any place.
//!
//! It decodes an element where the element lies in a chunk of the body, without looking for its end
//! first, and asks the memory wherever a type asks for a shared value. It decides nothing about what
//! is wrong: at anything unusual it gives up, and the element goes the plain way through `serde_json`.
//! What it does accept, `serde_json` accepts with an equal value.

mod access;
mod deserializer;
mod recall;
mod scan;
mod stop;

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod tests;

use serde::de::DeserializeOwned;

use crate::memory::{Expected, Memory, Texts};
pub(super) use scan::is_of_number;
pub(crate) use scan::special;
use stop::Stop;

/// What an attempt at the start of a text came to.
#[derive(Debug)]
pub(crate) enum Attempt<T> {
    /// A value, and the length of its text.
    Whole(T, usize),
    /// The text ends within the value, and within this part of it.
    Short(Part),
    /// The plain way has to tell, once its end is found.
    Unusual,
}

/// The part of a value at which a text ends.
#[derive(Debug)]
pub(crate) enum Part {
    /// One that begins like a remembered text, at this depth.
    Awaited {
        text: Expected,
        depth: usize,
    },
    /// One that no type asks for, which begins here, at this depth.
    Ignored {
        at: usize,
        depth: usize,
    },
    Other,
}

/// Decodes the value with which a text begins, if it is an object or an array: of a number or a
/// word, a text that may go on does not tell the end.
pub(crate) fn attempt<T: DeserializeOwned>(text: &[u8], memory: &mut Memory) -> Attempt<T> {
    if !matches!(text.first(), Some(b'{' | b'[')) {
        return Attempt::Unusual;
    }
    memory.lend(|texts| {
        let mut reader = Reader { text, at: 0, depth: 0, checked: (0, ""), texts, part: Part::Other, stopped: false };
        let attempt = match T::deserialize(&mut reader) {
            Ok(value) if !reader.stopped => Attempt::Whole(value, reader.at),
            Ok(_) | Err(Stop::Unusual) => Attempt::Unusual,
            Err(Stop::Short) => Attempt::Short(reader.part),
        };
        (attempt, reader.at)
    })
}

struct Reader<'t, 'm> {
    text: &'t [u8],
    at: usize,
    /// How many objects and arrays are open.
    depth: usize,
    /// A part of the text that is known to be UTF-8, after where it begins.
    checked: (usize, &'t str),
    /// None while nothing is lent.
    texts: Option<&'m mut Texts>,
    part: Part,
    /// Whether it stopped anywhere. A type may make a default out of an error and go on, from a place where `serde_json`
    /// would not be.
    stopped: bool,
}
