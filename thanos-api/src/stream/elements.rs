//! The elements, out of chunks that may end anywhere.

use std::mem;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::finder::{Broken, Finder};
use super::opening::Opening;
use crate::decode::{Beginning, Decoder, Outlook, Part, Refusal};
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

/// Takes chunks in and gives elements out. No more is held than the chunk at hand and, of an element
/// that began before it, what came so far: an element that lies within one chunk is never copied.
#[derive(Debug)]
pub(super) struct Elements {
    finder: Finder,
    decoder: Decoder,
    chunk: Bytes,
    /// How much of the chunk is done with.
    done: usize,
    /// The element that straddles chunks.
    straddling: Vec<u8>,
    /// What is wrong with that element, if that is certain before its end has come. It is then no
    /// longer held, but for its first byte.
    refused: Option<Refusal>,
    /// How many bytes of it were not held.
    dropped: usize,
    /// How often it was asked whether its rest matters.
    doubts: usize,
    going_on: GoingOn,
    opening: Opening,
}

/// How the straddling element goes on.
#[derive(Debug)]
enum GoingOn {
    Anyhow,
    /// With this text, at this depth, if it repeats a part of an earlier element.
    AsBefore {
        text: Expected,
        depth: usize,
    },
    /// With a value that does not matter, inside of so many objects and lists.
    Ignored {
        depth: usize,
    },
}

/// What comes next in the text as far as it has arrived.
#[derive(Debug)]
pub(super) enum Next<T> {
    Element(Result<T, Refusal>),
    /// Nothing until another chunk is there.
    More,
    Broken(Broken),
    TooLarge,
}

impl Elements {
    pub(super) fn new() -> Self {
        Self {
            finder: Finder::new(),
            decoder: Decoder::default(),
            chunk: Bytes::new(),
            done: 0,
            straddling: Vec::new(),
            refused: None,
            dropped: 0,
            doubts: 0,
            going_on: GoingOn::Anyhow,
            opening: Opening::default(),
        }
    }

    /// Takes the chunk that follows the last one, of which [`next`](Self::next) wants no more.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
        self.done = 0;
    }

    /// The next element whose end has arrived.
    pub(super) fn next<T: DeserializeOwned>(&mut self) -> Next<T> {
        if !self.straddling.is_empty() {
            return self.go_on();
        }
        match self.finder.seek(&self.chunk[self.done..]) {
            Ok(Some(start)) => {
                self.done += start;
                self.begin()
            }
            Ok(None) => {
                self.keep_opening();
                Next::More
            }
            Err(broken) => {
                self.keep_opening();
                Next::Broken(broken)
            }
        }
    }

    /// What it means that no further chunk comes.
    pub(super) fn end(&self) -> Result<(), Broken> {
        if self.straddling.is_empty() { self.finder.end() } else { Err(Broken::Unclosed) }
    }

    /// What is kept of a text that did not begin as an array.
    pub(super) fn opening(&mut self) -> &mut Opening {
        &mut self.opening
    }

    /// An element begins here. It is decoded without looking for its end, which decoding finds.
    fn begin<T: DeserializeOwned>(&mut self) -> Next<T> {
        let text = &self.chunk[self.done..];
        match self.decoder.begin(text) {
            Beginning::Whole(_, bytes) if bytes > MAX_ELEMENT => Next::TooLarge,
            Beginning::Whole(value, bytes) => {
                self.finder.leave();
                self.done += bytes;
                Next::Element(Ok(value))
            }
            Beginning::Short(Part::Awaited { text, depth }) => {
                self.going_on = GoingOn::AsBefore { text, depth };
                self.hold()
            }
            Beginning::Short(_) | Beginning::Unclear => {
                self.finder.enter(text[0]);
                self.follow(1)
            }
        }
    }

    /// The element that began in an earlier chunk goes on in this one.
    fn go_on<T: DeserializeOwned>(&mut self) -> Next<T> {
        match mem::replace(&mut self.going_on, GoingOn::Anyhow) {
            GoingOn::Anyhow => self.follow(0),
            GoingOn::AsBefore { text, depth } => self.go_on_as_before(text, depth),
            GoingOn::Ignored { depth } => self.ignore(depth),
        }
    }

    fn go_on_as_before<T: DeserializeOwned>(&mut self, mut text: Expected, depth: usize) -> Next<T> {
        let missing = text.missing();
        let common = missing.len().min(self.chunk.len());
        if missing[..common] != self.chunk[..common] {
            // It differs after all. What is held was not looked at while it was as expected, and
            // does not hold the element's end.
            self.finder.enter(self.straddling[0]);
            _ = self.finder.follow(&self.straddling, 1);
            return self.follow(0);
        }
        if common < missing.len() {
            text.advance(common);
            self.going_on = GoingOn::AsBefore { text, depth };
            return self.hold();
        }
        self.finder.stand(depth);
        self.follow(common)
    }

    fn ignore<T: DeserializeOwned>(&mut self, depth: usize) -> Next<T> {
        let end = self.finder.follow_inner(depth, &self.chunk);
        let ignored = end.unwrap_or(self.chunk.len());
        if self.exceeds(ignored) {
            return Next::TooLarge;
        }
        self.dropped += ignored;
        self.done = ignored;
        if end.is_some() {
            return self.follow(0);
        }
        self.going_on = GoingOn::Ignored { depth };
        self.push(Bytes::new());
        Next::More
    }

    /// Looks for the end of an element, in what is left of the chunk from a place on.
    fn follow<T: DeserializeOwned>(&mut self, from: usize) -> Next<T> {
        let Some(end) = self.finder.follow(&self.chunk[self.done..], from) else {
            return self.hold();
        };
        if self.exceeds(end) {
            return Next::TooLarge;
        }
        let text = self.done..self.done + end;
        self.done = text.end;
        if self.straddling.is_empty() {
            return Next::Element(self.decoder.plain(&self.chunk[text]));
        }
        let element = if let Some(refusal) = self.refused.take() {
            Err(refusal)
        } else {
            self.straddling.extend_from_slice(&self.chunk[text]);
            self.decoder.whole(&self.straddling)
        };
        self.straddling.clear();
        self.straddling.shrink_to(SPARE);
        self.dropped = 0;
        self.doubts = 0;
        Next::Element(element)
    }

    /// Keeps what has come of an element that is not whole yet.
    fn hold<T: DeserializeOwned>(&mut self) -> Next<T> {
        let part = mem::take(&mut self.chunk).split_off(mem::take(&mut self.done));
        if self.exceeds(part.len()) {
            return Next::TooLarge;
        }
        if self.refused.is_some() {
            self.dropped += part.len();
            return Next::More;
        }
        let before = self.straddling.len();
        if before + part.len() > self.straddling.capacity().max(STEP) {
            self.straddling.reserve_exact(part.len().max(STEP));
        }
        self.straddling.extend_from_slice(&part);
        if before < DOUBTED && self.straddling.len() >= DOUBTED && self.doubts < DOUBTS {
            self.doubts += 1;
            self.doubt::<T>();
        }
        Next::More
    }

    /// Drops what is held of what does not matter.
    fn doubt<T: DeserializeOwned>(&mut self) {
        let held = self.straddling.len();
        match self.decoder.foresee::<T>(&self.straddling) {
            Outlook::Open => return,
            Outlook::Refused(refusal) => {
                self.refused = Some(refusal);
                self.straddling.truncate(1);
            }
            Outlook::Ignored { at, depth } => {
                self.going_on = GoingOn::Ignored { depth };
                self.straddling.truncate(at);
                // Any value may stand for one that does not matter.
                self.straddling.push(b'0');
            }
        }
        self.dropped += held - self.straddling.len();
        self.straddling.shrink_to(SPARE);
    }

    /// Such that nothing is decoded before its end is found, and nothing remembered.
    #[cfg(test)]
    pub(super) fn plain() -> Self {
        Self { decoder: Decoder::plain_only(), ..Self::new() }
    }

    #[cfg(test)]
    pub(super) fn doubts(&self) -> usize {
        self.doubts
    }

    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.straddling.capacity()
    }

    /// Whether the element at hand is too large with so many bytes more.
    fn exceeds(&self, bytes: usize) -> bool {
        self.straddling.len() + self.dropped + bytes > MAX_ELEMENT
    }

    /// Keeps the chunk for the error, unless an array has begun.
    fn keep_opening(&mut self) {
        if !self.finder.has_begun() {
            self.opening.keep(&self.chunk);
        }
        self.push(Bytes::new());
    }
}
