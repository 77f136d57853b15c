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

/// How much is looked at for whether it is UTF-8: some strings, and little in vain where a known value follows.
const AHEAD: usize = 512;

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
        match special(rest) {
            Some((end, b'"')) => {
                let start = self.at;
                self.at += end + 1;
                self.utf8(start, &rest[..end]).map(Text::Plain)
            }
            Some((end, b'\\')) => self.escaped(end),
            Some(_) => self.stop(Stop::Unusual),
            None => self.stop(Stop::Short),
        }
    }

    /// A part of the text as UTF-8. Looking at the few bytes of each string anew costs more than looking at all bytes in
    /// one go, and a slice of text that was looked at needs no more than a look at its ends.
    #[inline]
    fn utf8(&mut self, start: usize, part: &'t [u8]) -> Result<&'t str, Stop> {
        let (from, text) = self.checked;
        let start_in = start.wrapping_sub(from);
        let known = text.get(start_in..start_in.wrapping_add(part.len()));
        known.map_or_else(|| self.check(start, start + part.len()), Ok)
    }

    #[cold]
    fn check(&mut self, start: usize, end: usize) -> Result<&'t str, Stop> {
        let ahead = &self.text[start..self.text.len().min(end.max(start + AHEAD))];
        let text = str::from_utf8(ahead).or_else(|error| str::from_utf8(&ahead[..error.valid_up_to()]));
        match text.ok().and_then(|text| Some((text, text.get(..end - start)?))) {
            Some((text, part)) => {
                self.checked = (start, text);
                Ok(part)
            }
            None => self.stop(Stop::Unusual),
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
        let Some(end) = rest.iter().position(|byte| !is_of_number(*byte)) else {
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

/// Whether a number may hold this byte.
pub(crate) fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

/// The first quote, backslash or control character, and where it is.
#[inline]
pub(crate) fn special(text: &[u8]) -> Option<(usize, u8)> {
    let mut rest = text;
    while let Some((word, after)) = rest.split_first_chunk() {
        let found = specials(u64::from_le_bytes(*word));
        if found != 0 {
            let at = found.trailing_zeros() as usize / 8;
            return Some((text.len() - rest.len() + at, word[at]));
        }
        rest = after;
    }
    let at = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
    Some((text.len() - rest.len() + at, rest[at]))
}

/// The high bit of each byte that is a quote, a backslash or a control character. Right for the
/// lowest such byte, which is the one that comes first; above it, a borrow may make others look so.
#[inline]
fn specials(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    // With this bit turned, a quote is next above the control characters, so that one comparison finds both.
    let turned = word ^ (ONES * 0x02);
    let quotes_and_controls = turned.wrapping_sub(ONES * 0x21);
    let backslashes = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
    (quotes_and_controls | backslashes) & !word & HIGHS
}
