//! The elements, out of chunks that may end anywhere.

use std::mem;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::finder::{Broken, Finder};
use super::ignored::Ignored;
use super::opening::Opening;
use super::straddling::{GoingOn, Straddling};
use crate::decode::{Attempt, Decoder, Part, Refusal};
use crate::memory::Expected;

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
    straddling: Straddling,
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
            straddling: Straddling::new(),
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
        if !self.straddling.text().is_empty() {
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
        if self.straddling.text().is_empty() { self.finder.end() } else { Err(Broken::Unclosed) }
    }

    /// What is kept of a text that did not begin as an array.
    pub(super) fn opening(&mut self) -> &mut Opening {
        &mut self.opening
    }

    /// An element begins here. It is decoded without looking for its end, which decoding finds.
    fn begin<T: DeserializeOwned>(&mut self) -> Next<T> {
        let text = &self.chunk[self.done..];
        match self.decoder.begin(text) {
            Attempt::Whole(_, bytes) if self.straddling.exceeds(bytes) => Next::TooLarge,
            Attempt::Whole(value, bytes) => {
                self.finder.leave();
                self.done += bytes;
                Next::Element(Ok(value))
            }
            Attempt::Short(Part::Awaited { text, depth }) => {
                self.straddling.expect(GoingOn::AsBefore { text, depth });
                self.hold()
            }
            Attempt::Short(_) | Attempt::Unusual => {
                self.finder.enter(text[0]);
                self.follow(1)
            }
        }
    }

    /// The element that began in an earlier chunk goes on in this one.
    fn go_on<T: DeserializeOwned>(&mut self) -> Next<T> {
        match self.straddling.going_on() {
            GoingOn::Anyhow => self.follow(0),
            GoingOn::AsBefore { text, depth } => self.go_on_as_before(text, depth),
            GoingOn::Ignored { value, depth } => self.ignore(value, depth),
        }
    }

    fn go_on_as_before<T: DeserializeOwned>(&mut self, mut text: Expected, depth: usize) -> Next<T> {
        let missing = text.missing();
        let common = missing.len().min(self.chunk.len());
        if missing[..common] != self.chunk[..common] {
            // It differs after all. What is held was not looked at while it was as expected, and
            // does not hold the element's end.
            self.finder.enter(self.straddling.text()[0]);
            _ = self.finder.follow(self.straddling.text(), 1);
            return self.follow(0);
        }
        if common < missing.len() {
            text.advance(common);
            self.straddling.expect(GoingOn::AsBefore { text, depth });
            return self.hold();
        }
        self.finder.stand(depth);
        self.follow(common)
    }

    fn ignore<T: DeserializeOwned>(&mut self, mut value: Ignored, depth: usize) -> Next<T> {
        let end = match value.pass(&self.chunk) {
            Ok(end) => end,
            Err(wrong) => {
                self.straddling.refuse::<T>(value.as_wrong());
                self.finder.stand(depth + value.depth());
                _ = self.finder.follow(value.text(), 0);
                return self.follow(wrong);
            }
        };
        let ignored = end.unwrap_or(self.chunk.len());
        if self.straddling.exceeds(ignored) {
            return Next::TooLarge;
        }
        self.straddling.pass(ignored);
        self.done = ignored;
        if end.is_some() {
            self.finder.stand(depth);
            return self.follow(0);
        }
        self.straddling.expect(GoingOn::Ignored { value, depth });
        self.push(Bytes::new());
        Next::More
    }

    /// Looks for the end of an element, in what is left of the chunk from a place on.
    fn follow<T: DeserializeOwned>(&mut self, from: usize) -> Next<T> {
        let Some(end) = self.finder.follow(&self.chunk[self.done..], from) else {
            return self.hold();
        };
        if self.straddling.exceeds(end) {
            return Next::TooLarge;
        }
        let text = self.done..self.done + end;
        self.done = text.end;
        if self.straddling.text().is_empty() {
            return Next::Element(self.decoder.plain(&self.chunk[text]));
        }
        Next::Element(self.straddling.finish(&self.chunk[text], &mut self.decoder))
    }

    /// Keeps what has come of an element that is not whole yet.
    fn hold<T: DeserializeOwned>(&mut self) -> Next<T> {
        let part = mem::take(&mut self.chunk).split_off(mem::take(&mut self.done));
        if self.straddling.exceeds(part.len()) {
            return Next::TooLarge;
        }
        self.straddling.hold::<T>(&part, &mut self.decoder);
        Next::More
    }

    /// Such that nothing is decoded before its end is found, and nothing remembered.
    #[cfg(test)]
    pub(super) fn plain() -> Self {
        Self { decoder: Decoder::plain_only(), ..Self::new() }
    }

    /// Such that it is asked early whether the rest of an element matters.
    #[cfg(test)]
    pub(super) fn doubting() -> Self {
        Self { straddling: Straddling::doubted(40), ..Self::new() }
    }

    #[cfg(test)]
    pub(super) fn straddling(&self) -> &Straddling {
        &self.straddling
    }

    /// Keeps the chunk for the error, unless an array has begun.
    fn keep_opening(&mut self) {
        if !self.finder.has_begun() {
            self.opening.keep(&self.chunk);
        }
        self.push(Bytes::new());
    }
}
