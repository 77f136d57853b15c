//! The elements, out of chunks that may end anywhere.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::finder::{Broken, Finder};
use super::opening::Opening;
use crate::decode::{Awaited, Beginning, Decoder, Refusal};

/// How large the text of one element may be.
pub(super) const MAX_ELEMENT: usize = 16 << 20;

/// What a buffer may keep of its size between two elements that needed it, and the steps in which
/// it grows beyond that: doubling it would hold twice what an element may have.
const SPARE: usize = 64 << 10;
const STEP: usize = 1 << 20;

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
    /// What that element goes on with if it repeats a part of an earlier one.
    awaited: Option<Awaited>,
    opening: Opening,
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
            awaited: None,
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
            Beginning::Short(Some(awaited)) => {
                self.awaited = Some(awaited);
                self.hold()
            }
            Beginning::Short(None) | Beginning::Unclear => {
                self.finder.enter(text[0]);
                self.follow(1)
            }
        }
    }

    /// The element that began in an earlier chunk goes on in this one.
    fn go_on<T: DeserializeOwned>(&mut self) -> Next<T> {
        let Some(mut awaited) = self.awaited.take() else {
            return self.follow(0);
        };
        let missing = awaited.text.missing();
        let common = missing.len().min(self.chunk.len());
        if missing[..common] != self.chunk[..common] {
            // It differs after all. What is held was not looked at while it was as expected, and
            // does not hold the element's end.
            self.finder.enter(self.straddling[0]);
            _ = self.finder.follow(&self.straddling, 1);
            return self.follow(0);
        }
        if common < missing.len() {
            awaited.text.advance(common);
            self.awaited = Some(awaited);
            return self.hold();
        }
        self.finder.stand(awaited.depth);
        self.follow(common)
    }

    /// Looks for the end of an element, in what is left of the chunk from a place on.
    fn follow<T: DeserializeOwned>(&mut self, from: usize) -> Next<T> {
        let Some(end) = self.finder.follow(&self.chunk[self.done..], from) else {
            return self.hold();
        };
        if self.straddling.len() + end > MAX_ELEMENT {
            return Next::TooLarge;
        }
        let text = &self.chunk[self.done..self.done + end];
        self.done += end;
        if self.straddling.is_empty() {
            return Next::Element(self.decoder.plain(text));
        }
        self.straddling.extend_from_slice(text);
        let element = self.decoder.whole(&self.straddling);
        self.straddling.clear();
        self.straddling.shrink_to(SPARE);
        Next::Element(element)
    }

    /// Keeps what has come of an element that is not whole yet.
    fn hold<T>(&mut self) -> Next<T> {
        let part = &self.chunk[self.done..];
        let bytes = self.straddling.len() + part.len();
        if bytes > MAX_ELEMENT {
            return Next::TooLarge;
        }
        if bytes > self.straddling.capacity() && bytes > STEP {
            self.straddling.reserve_exact(part.len().max(STEP));
        }
        self.straddling.extend_from_slice(part);
        self.push(Bytes::new());
        Next::More
    }

    /// Keeps the chunk for the error, unless an array has begun.
    fn keep_opening(&mut self) {
        if !self.finder.has_begun() {
            self.opening.keep(&self.chunk);
        }
        self.push(Bytes::new());
    }
}
