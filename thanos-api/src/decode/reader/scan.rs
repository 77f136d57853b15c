//! The tokens of JSON.

use std::str;

use memchr::memchr2;
use serde::de::IgnoredAny;
use serde_json::de::SliceRead;

use super::stop::Stop;
use super::{Part, Reader};
use crate::decode::may_go_on;

/// `serde_json`'s own limit, so that what is too deep for the one is for the other.
const MAX_DEPTH: usize = 127;

pub(super) enum Text<'t> {
    Plain(&'t str),
    /// With its quotes and with escapes that are for `serde_json` to read.
    Escaped(&'t [u8]),
}

impl<'t> Reader<'t, '_> {
    /// Every stop begins here.
    #[cold]
    pub(super) fn stop<R>(&mut self, stop: Stop) -> Result<R, Stop> {
        self.stopped = true;
        Err(stop)
    }

    /// What follows, white space passed over.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8, Stop> {
        loop {
            match self.text.get(self.at) {
                None => return self.stop(Stop::Short),
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(*byte),
            }
        }
    }

    #[inline]
    pub(super) fn rest(&self) -> &'t [u8] {
        &self.text[self.at..]
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        if self.peek()? != byte {
            return self.stop(Stop::Unusual);
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    pub(super) fn word(&mut self, word: &str) -> Result<(), Stop> {
        self.peek()?;
        let rest = self.rest();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else if word.as_bytes().starts_with(rest) {
            self.stop(Stop::Short)
        } else {
            self.stop(Stop::Unusual)
        }
    }

    #[inline]
    pub(super) fn enter(&mut self, bracket: u8) -> Result<(), Stop> {
        self.expect(bracket)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH { self.stop(Stop::Unusual) } else { Ok(()) }
    }

    #[inline]
    pub(super) fn leave(&mut self, bracket: u8) -> Result<(), Stop> {
        self.expect(bracket)?;
        self.depth -= 1;
        Ok(())
    }

    /// A string. Nearly all are short and without escapes: those are looked at once, eight bytes at
    /// a time, and never copied here.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Text<'t>, Stop> {
        self.expect(b'"')?;
        let rest = self.rest();
        let Some(end) = special(rest) else {
            return self.stop(Stop::Short);
        };
        match rest[end] {
            b'"' => {
                self.at += end + 1;
                str::from_utf8(&rest[..end]).map(Text::Plain).or_else(|_| self.stop(Stop::Unusual))
            }
            b'\\' => self.escaped(end),
            _ => self.stop(Stop::Unusual),
        }
    }

    /// The rest of a string whose first backslash is so many bytes ahead.
    #[cold]
    fn escaped(&mut self, mut at: usize) -> Result<Text<'t>, Stop> {
        let start = self.at - 1;
        let rest = self.rest();
        loop {
            let Some(found) = rest.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) else {
                return self.stop(Stop::Short);
            };
            at += found;
            if rest[at] == b'"' {
                self.at += at + 1;
                return Ok(Text::Escaped(&self.text[start..self.at]));
            }
            at += 2;
        }
    }

    /// A number, for `serde_json` to read. At the end of the text it could go on.
    pub(super) fn number(&mut self) -> Result<serde_json::Deserializer<SliceRead<'t>>, Stop> {
        self.peek()?;
        let rest = self.rest();
        let part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let Some(end) = rest.iter().position(|byte| !part(byte)) else {
            return self.stop(Stop::Short);
        };
        self.at += end;
        Ok(serde_json::Deserializer::from_slice(&rest[..end]))
    }

    /// Passes over a value that no type asks for, as `serde_json` does it: it judges it as strictly,
    /// and follows it however deep it is.
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        self.peek()?;
        let rest = self.rest();
        let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
        match values.next() {
            Some(Ok(_)) if values.byte_offset() < rest.len() => {
                self.at += values.byte_offset();
                Ok(())
            }
            Some(Err(error)) if !may_go_on(rest, &error) => self.stop(Stop::Unusual),
            _ => {
                self.part = Part::Ignored { at: self.at, depth: self.depth };
                self.stop(Stop::Short)
            }
        }
    }
}

/// Where the first quote, backslash or control character is.
#[inline]
pub(crate) fn special(text: &[u8]) -> Option<usize> {
    let mut words = text.chunks_exact(8);
    for (count, word) in words.by_ref().enumerate() {
        let word = u64::from_le_bytes(word.try_into().ok()?);
        let found = specials(word);
        if found != 0 {
            return Some(count * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let at = words.remainder().iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
    Some(text.len() - words.remainder().len() + at)
}

/// The high bit of each byte that is a quote, a backslash or a control character. Right for the
/// lowest such byte, which is the one that comes first; above it, a borrow may make others look so.
#[inline]
fn specials(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let quotes = zeros(word ^ (ONES * u64::from(b'"')));
    let backslashes = zeros(word ^ (ONES * u64::from(b'\\')));
    let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    quotes | backslashes | controls
}
