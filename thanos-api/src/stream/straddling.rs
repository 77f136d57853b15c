//! An element that began in an earlier chunk: what is held of it, and what need not be.

use std::mem;

use serde::de::DeserializeOwned;

use super::ignored::Ignored;
use crate::decode::{Decoder, Outlook, Refusal, whole};
use crate::memory::Expected;

/// How large the text of one element may be.
pub(super) const MAX_ELEMENT: usize = 16 << 20;

/// What a buffer may keep of its size between two elements that needed it, and the steps in which
/// it grows beyond that: doubling it would hold twice what an element may have.
const SPARE: usize = 64 << 10;
const STEP: usize = 1 << 20;

/// How much is held of an element before it is asked whether the rest matters: a list or a string
/// without end is no user, whatever comes, and then only its length is counted.
const DOUBTED: usize = 1 << 20;

/// How often one element is asked: as many parts of that size it may have. Asking reads all that is held once more, and
/// what is dropped may be as little as a few bytes each time.
const DOUBTS: usize = MAX_ELEMENT / DOUBTED;

/// Stands for a value that does not matter, as any value may: one that nothing behind it could become a part of.
const STAND_IN: &[u8] = b"\"\"";

/// Empty while no element straddles.
#[derive(Debug)]
pub(super) struct Straddling {
    text: Vec<u8>,
    /// What is wrong with the element, if that is certain before its end has come. It is then no
    /// longer held, but for its first byte.
    refused: Option<Refusal>,
    /// How many bytes of it have come, held or not.
    length: usize,
    /// How often it was asked whether its rest matters.
    doubts: usize,
    /// How much is held before that.
    doubted: usize,
    going_on: GoingOn,
}

/// How the element goes on.
#[derive(Debug, Default)]
pub(super) enum GoingOn {
    #[default]
    Anyhow,
    /// With this text, at this depth, if it repeats a part of an earlier element.
    AsBefore { text: Expected, depth: usize },
    /// With the rest of a value that does not matter, inside of so many objects and lists.
    Ignored { value: Ignored, depth: usize },
}

impl Straddling {
    pub(super) fn new() -> Self {
        Self::doubted(DOUBTED)
    }

    pub(super) fn doubted(doubted: usize) -> Self {
        let going_on = GoingOn::Anyhow;
        Self { text: Vec::new(), refused: None, length: 0, doubts: 0, doubted, going_on }
    }

    /// What is held.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Whether the element is too large with so many bytes more.
    pub(super) fn exceeds(&self, bytes: usize) -> bool {
        self.length + bytes > MAX_ELEMENT
    }

    pub(super) fn expect(&mut self, going_on: GoingOn) {
        self.going_on = going_on;
    }

    /// How it goes on, which holds until something else is expected.
    pub(super) fn going_on(&mut self) -> GoingOn {
        mem::take(&mut self.going_on)
    }

    /// Takes it for refused, since what was to be ignored is malformed in the same way as this text.
    pub(super) fn refuse<T: DeserializeOwned>(&mut self, as_wrong: &[u8]) {
        self.text.truncate(self.text.len() - STAND_IN.len());
        self.text.extend_from_slice(as_wrong);
        let malformed = || Refusal { path: None, what: "malformed JSON".to_owned() };
        self.refused = Some(whole::<T>(&self.text).err().unwrap_or_else(malformed));
        self.text.truncate(1);
    }

    /// Counts what need not be held.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.length += bytes;
    }

    /// Takes more of it, if that matters.
    pub(super) fn hold<T: DeserializeOwned>(&mut self, part: &[u8], decoder: &mut Decoder) {
        self.length += part.len();
        if self.refused.is_some() {
            return;
        }
        let before = self.text.len();
        if before + part.len() > self.text.capacity().max(STEP) {
            self.text.reserve_exact(part.len().max(STEP));
        }
        self.text.extend_from_slice(part);
        if before < self.doubted && self.text.len() >= self.doubted && self.doubts < DOUBTS {
            self.doubts += 1;
            self.doubt::<T>(decoder);
        }
    }

    /// What it comes to with the rest of its text. Then nothing straddles.
    pub(super) fn finish<T: DeserializeOwned>(&mut self, rest: &[u8], decoder: &mut Decoder) -> Result<T, Refusal> {
        let done = Self::doubted(self.doubted);
        let Self { mut text, refused, .. } = mem::replace(self, done);
        let element = if let Some(refusal) = refused {
            Err(refusal)
        } else {
            text.extend_from_slice(rest);
            decoder.whole(&text)
        };
        text.clear();
        text.shrink_to(SPARE);
        self.text = text;
        element
    }

    /// Drops what is held of what does not matter.
    fn doubt<T: DeserializeOwned>(&mut self, decoder: &mut Decoder) {
        match decoder.foresee::<T>(&self.text) {
            Outlook::Open => return,
            Outlook::Refused(refusal) => {
                self.refused = Some(refusal);
                self.text.truncate(1);
            }
            Outlook::Ignored { at, depth } => {
                let mut value = Ignored::default();
                if value.pass(&self.text[at..]) != Ok(None) {
                    return;
                }
                self.going_on = GoingOn::Ignored { value, depth };
                self.text.truncate(at);
                self.text.extend_from_slice(STAND_IN);
            }
        }
        self.text.shrink_to(SPARE);
    }

    #[cfg(test)]
    pub(super) fn doubts(&self) -> usize {
        self.doubts
    }

    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.text.capacity()
    }
}
