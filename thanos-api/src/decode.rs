//! From one JSON text to one value, or to a refusal that quotes nothing of the text.

use memchr::{memchr_iter, memrchr};
use serde::de::DeserializeOwned;

use crate::memory::Memory;

mod reader;

mod cause;
mod names;
mod pointer;

use reader::is_of_number;
pub(crate) use reader::{Attempt, Part, special};

/// Why a text was refused. Neither field repeats a value of the text.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Where: a JSON pointer within the text, absent when the text as a whole is not one JSON
    /// value. It may name the key of a map, which is why `what` does not repeat it as it is.
    pub(crate) path: Option<String>,
    /// What is wrong and where, in words that may be printed.
    pub(crate) what: String,
}

/// How often in a row the reader may give up on elements that are right, before they all go the
/// plain way at once: it then met a type that is not for it.
const VAIN: u32 = 16;

/// Decodes the elements of one stream.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    memory: Memory,
    /// How often in a row the reader was asked in vain.
    vain: u32,
}

/// What can be said of the rest of an element before it is there.
pub(crate) enum Outlook {
    Open,
    /// It is refused whatever follows.
    Refused(Refusal),
    /// The value that begins here, so deep, does not matter, whatever it is.
    Ignored {
        at: usize,
        depth: usize,
    },
}

impl Decoder {
    /// One for a few elements only, all of which are to be remembered.
    #[cfg(feature = "schemars")]
    pub(crate) fn eager() -> Self {
        Self { memory: Memory::eager(), ..Self::default() }
    }

    #[cfg(test)]
    pub(crate) fn plain_only() -> Self {
        Self { vain: u32::MAX, ..Self::default() }
    }

    /// Decodes the element with which a text begins, if that can be done without looking for its
    /// end.
    pub(crate) fn begin<T: DeserializeOwned>(&mut self, text: &[u8]) -> Attempt<T> {
        if self.vain > VAIN {
            return Attempt::Unusual;
        }
        let attempt = reader::attempt(text, &mut self.memory);
        if matches!(attempt, Attempt::Whole(..)) {
            self.vain = 0;
        }
        attempt
    }

    /// Decodes an element of which the whole text is there.
    pub(crate) fn whole<T: DeserializeOwned>(&mut self, text: &[u8]) -> Result<T, Refusal> {
        match self.begin(text) {
            Attempt::Whole(value, bytes) if bytes == text.len() => Ok(value),
            _ => self.plain(text),
        }
    }

    /// What can be said of what is still to come of an element that begins like this.
    pub(crate) fn foresee<T: DeserializeOwned>(&mut self, text: &[u8]) -> Outlook {
        match self.begin::<T>(text) {
            Attempt::Short(Part::Ignored { at, depth }) => Outlook::Ignored { at, depth },
            Attempt::Short(_) | Attempt::Whole(..) => Outlook::Open,
            Attempt::Unusual => refusal::<T>(text).map_or(Outlook::Open, Outlook::Refused),
        }
    }

    /// Decodes an element that the reader gave up on.
    pub(crate) fn plain<T: DeserializeOwned>(&mut self, text: &[u8]) -> Result<T, Refusal> {
        let decoded = whole(text);
        self.vain = self.vain.saturating_add(decoded.is_ok().into());
        decoded
    }
}

/// Why a value is refused that begins like this, if that is certain.
fn refusal<T: DeserializeOwned>(text: &[u8]) -> Option<Refusal> {
    if text.starts_with(b"\"") {
        return refusal_alike::<T>(b"", &["\"\""]);
    }
    let error = serde_json::from_slice::<T>(text).err()?;
    if !may_go_on(text, &error) {
        return Some(explain::<T>(text, &error));
    }
    let before = text.iter().rposition(|byte| !is_of_number(*byte)).map_or(0, |at| at + 1);
    if before < text.len() { refusal_alike::<T>(&text[..before], &["0.5", "-1", "0"]) } else { None }
}

/// Why a string or a number is refused that has no end yet: because the type takes none of these in its place either.
fn refusal_alike<T: DeserializeOwned>(before: &[u8], values: &[&str]) -> Option<Refusal> {
    let refusals = values.iter().map(|value| {
        let text = [before, value.as_bytes()].concat();
        let error = serde_json::from_slice::<T>(&text).err()?;
        error.to_string().starts_with("invalid type: ").then(|| explain::<T>(&text, &error))
    });
    refusals.collect::<Option<Vec<_>>>()?.pop()
}

/// Whether an error may just mean that there is more to come. Where it stands tells, and what it says does not: a type may
/// word the end of the text as it likes, and of a number that is cut `serde_json` says that it is invalid.
pub(crate) fn may_go_on(text: &[u8], error: &serde_json::Error) -> bool {
    let last_line = memrchr(b'\n', text).map_or(0, |at| at + 1);
    let end = (1 + memchr_iter(b'\n', &text[..last_line]).count(), text.len() - last_line);
    // A line of zero is no place at all.
    error.line() == 0 || (error.line(), error.column()) >= end
}

/// Decodes a text that is one JSON value and nothing else.
pub(crate) fn whole<T: DeserializeOwned>(text: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(text).map_err(|error| explain::<T>(text, &error))
}

/// Decodes a refused text once more, this time keeping track of the place. Doing so every time
/// would make all the good elements pay for the bad one.
#[cold]
fn explain<T: DeserializeOwned>(text: &[u8], error: &serde_json::Error) -> Refusal {
    let mut json = serde_json::Deserializer::from_slice(text);
    match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Err(tracked) => {
            let steps = pointer::steps(tracked.path());
            let malformed = !tracked.inner().is_data();
            let mut what = cause::wording::<T>(tracked.inner(), &steps);
            if !steps.is_empty() {
                what += " at ";
                what += &pointer::shown(&steps, names::known::<T>(&steps));
            }
            let path = (!malformed || !steps.is_empty()).then(|| pointer::exact(&steps));
            Refusal { path, what }
        }
        // The value itself is right: what is wrong follows it.
        Ok(_) => Refusal { path: None, what: cause::wording::<T>(error, &[]) },
    }
}
