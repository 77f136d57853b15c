//! The whole text of each element, out of chunks that may end anywhere.

use std::ops::Range;

use bytes::Bytes;

use super::finder::{Broken, Finder, Found};
use super::opening::Opening;

/// How large the text of one element may be.
pub(super) const MAX_ELEMENT: usize = 16 << 20;

/// What a buffer may keep of its size between two elements that needed it.
const SPARE: usize = 64 << 10;

/// Takes chunks in and gives the texts of elements out. No more is held than the chunk at hand and,
/// of an element that began before it, what came so far: an element that lies within one chunk is
/// never copied.
#[derive(Debug)]
pub(super) struct Elements {
    finder: Finder,
    chunk: Bytes,
    /// How much of the chunk is done with.
    done: usize,
    /// The element that straddles chunks.
    straddling: Vec<u8>,
    /// Whether that element was given out whole.
    given: bool,
    opening: Opening,
}

/// What comes next in the text as far as it has arrived.
#[derive(Debug, PartialEq)]
pub(super) enum Next<'a> {
    Element(&'a [u8]),
    /// Nothing until another chunk is there.
    More,
    Broken(Broken),
    TooLarge,
}

impl Elements {
    pub(super) fn new() -> Self {
        Self {
            finder: Finder::new(),
            chunk: Bytes::new(),
            done: 0,
            straddling: Vec::new(),
            given: false,
            opening: Opening::default(),
        }
    }

    /// Takes the chunk that follows the last one, of which [`next`](Self::next) wants no more.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
        self.done = 0;
    }

    /// The next element whose end has arrived.
    pub(super) fn next(&mut self) -> Next<'_> {
        self.forget_given();
        match self.finder.find(&self.chunk[self.done..]) {
            Found::Element(range) => self.give(range),
            Found::Part(start) => self.keep_part(start),
            Found::Nothing => {
                self.keep_opening();
                Next::More
            }
            Found::Broken(broken) => {
                self.keep_opening();
                Next::Broken(broken)
            }
        }
    }

    /// What it means that no further chunk comes.
    pub(super) fn end(&self) -> Result<(), Broken> {
        self.finder.end()
    }

    /// What is kept of a text that did not begin as an array.
    pub(super) fn opening(&mut self) -> &mut Opening {
        &mut self.opening
    }

    fn give(&mut self, range: Range<usize>) -> Next<'_> {
        if self.straddling.len() + range.len() > MAX_ELEMENT {
            return Next::TooLarge;
        }
        let text = self.done + range.start..self.done + range.end;
        self.done = text.end;
        if self.straddling.is_empty() {
            return Next::Element(&self.chunk[text]);
        }
        self.straddling.extend_from_slice(&self.chunk[text]);
        self.given = true;
        Next::Element(&self.straddling)
    }

    fn keep_part(&mut self, start: usize) -> Next<'_> {
        let part = &self.chunk[self.done + start..];
        if self.straddling.len() + part.len() > MAX_ELEMENT {
            return Next::TooLarge;
        }
        self.straddling.extend_from_slice(part);
        self.push(Bytes::new());
        Next::More
    }

    fn forget_given(&mut self) {
        if self.given {
            self.straddling.clear();
            self.straddling.shrink_to(SPARE);
            self.given = false;
        }
    }

    /// Keeps the chunk for the error, unless an array has begun.
    fn keep_opening(&mut self) {
        if !self.finder.has_begun() {
            self.opening.keep(&self.chunk);
        }
        self.push(Bytes::new());
    }
}
