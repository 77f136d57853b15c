//! The elements of an array as texts, for whoever judges an answer without asking a server for it.

use std::io::{self, Read};

use super::finder::{Broken, Finder};
use super::opening::Opening;
use super::straddling::MAX_ELEMENT;
use crate::check::Break;

const CHUNK: usize = 64 << 10;

/// Reads to the end, and hands out each element as soon as it is whole. Holds no more than a chunk and an element.
pub(crate) fn each(mut source: impl Read, mut take: impl FnMut(&[u8])) -> io::Result<Result<(), Break>> {
    let mut texts = Texts { finder: Finder::new(), element: Vec::new(), opening: Opening::default(), offset: 0 };
    let mut chunk = vec![0; CHUNK];
    loop {
        let bytes = match source.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        if bytes == 0 {
            return Ok(texts.end());
        }
        if let Err(broken) = texts.pass(&chunk[..bytes], &mut take) {
            return Ok(Err(broken));
        }
    }
}

struct Texts {
    finder: Finder,
    /// What has come of the element at hand.
    element: Vec<u8>,
    opening: Opening,
    /// How many bytes came before what is left of the chunk.
    offset: u64,
}

impl Texts {
    fn pass(&mut self, mut chunk: &[u8], take: &mut impl FnMut(&[u8])) -> Result<(), Break> {
        if !self.finder.has_begun() {
            self.opening.keep(chunk);
        }
        while !chunk.is_empty() {
            let bytes = if self.element.is_empty() { self.begin(chunk, take) } else { self.go_on(chunk, take) }?;
            self.offset += bytes as u64;
            chunk = &chunk[bytes..];
        }
        Ok(())
    }

    /// Passes one byte between elements, as what breaks the array is told with its place, or else an element.
    fn begin(&mut self, chunk: &[u8], take: &mut impl FnMut(&[u8])) -> Result<usize, Break> {
        if self.finder.seek(&chunk[..1]).map_err(|broken| self.told(broken))?.is_none() {
            return Ok(1);
        }
        self.finder.enter(chunk[0]);
        let Some(end) = self.finder.follow(chunk, 1) else {
            self.element.extend_from_slice(chunk);
            return Ok(chunk.len());
        };
        take(&chunk[..end]);
        Ok(end)
    }

    fn go_on(&mut self, chunk: &[u8], take: &mut impl FnMut(&[u8])) -> Result<usize, Break> {
        let end = self.finder.follow(chunk, 0);
        let text = &chunk[..end.unwrap_or(chunk.len())];
        let held = self.element.len();
        if held + text.len() > MAX_ELEMENT {
            return Err(Break { offset: self.offset - held as u64, what: "an element is larger than 16 MiB" });
        }
        self.element.extend_from_slice(text);
        if end.is_some() {
            take(&self.element);
            self.element.clear();
        }
        Ok(text.len())
    }

    fn end(&self) -> Result<(), Break> {
        let broken = if self.element.is_empty() { self.finder.end() } else { Err(Broken::Unclosed) };
        broken.map_err(|broken| self.told(broken))
    }

    fn told(&self, broken: Broken) -> Break {
        let what = if broken == Broken::NoArray { self.opening.describe() } else { broken.what() };
        Break { offset: self.offset, what }
    }
}
