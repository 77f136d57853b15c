//! A value that does not matter, judged while it passes.

use std::mem;

use crate::decode::special;

/// Follows one value as strictly as `serde_json` does, however deep it is and wherever its pieces
/// end. Of what has passed it holds no more than which brackets are open, a bit each.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    place: Place,
    /// The place after the string at hand, which may be a key.
    after_text: Place,
    depth: usize,
    /// The innermost brackets, at most 64, and those around them: the last bit is the innermost.
    brackets: u64,
    outer: Vec<u64>,
}

const LIST: u64 = 0;
const OBJECT: u64 = 1;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Place {
    #[default]
    Value,
    /// Here may be a value, or the list ends.
    FirstValue,
    Key,
    /// Here may be a key, or the object ends.
    FirstKey,
    Colon,
    After,
    Text,
    Escape,
    /// In an escape that lacks so many digits.
    Digits(u8),
    /// In a word that lacks these letters.
    Word(&'static [u8]),
    /// In a number, after what the name says.
    Minus,
    Zero,
    Whole,
    Point,
    Fraction,
    E,
    Sign,
    Exponent,
}

impl Ignored {
    /// Passes up to the end of the value, if that is in the piece. The error is where the piece is
    /// wrong.
    pub(super) fn pass(&mut self, piece: &[u8]) -> Result<Option<usize>, usize> {
        let mut at = 0;
        loop {
            match self.place {
                Place::Word([]) => {
                    self.place = Place::After;
                    continue;
                }
                Place::After if self.depth == 0 => return Ok(Some(at)),
                Place::Text => at += special(&piece[at..]).map_or(piece.len() - at, |(end, _)| end),
                _ => {}
            }
            let Some(byte) = piece.get(at) else {
                return Ok(None);
            };
            if let Some(place) = self.place.within(*byte).or_else(|| self.between(*byte)) {
                self.place = place;
                at += 1;
            } else if self.place.ends_before(*byte) {
                self.place = Place::After;
            } else {
                return Err(at);
            }
        }
    }

    /// How many brackets are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// What the string at hand begins with, as far as that tells where it ends.
    pub(super) fn text(&self) -> &'static [u8] {
        match self.place {
            Place::Text | Place::Digits(_) => b"\"",
            Place::Escape => b"\"\\",
            _ => b"",
        }
    }

    /// A short text that is wrong in the same way, for `serde_json` to say in which.
    pub(super) fn as_wrong(&self) -> &'static [u8] {
        match self.place {
            Place::Value | Place::FirstValue => b"!",
            Place::Key | Place::FirstKey => b"{!",
            Place::Colon => b"{\"\"!",
            Place::After if self.is_in(OBJECT) => b"{\"\":0!",
            Place::After => b"[0!",
            Place::Text => b"\"\n",
            Place::Escape | Place::Digits(_) => b"\"\\!",
            Place::Word(_) => b"n!",
            _ => b"-!",
        }
    }

    /// The place after a byte outside of strings, words and numbers.
    fn between(&mut self, byte: u8) -> Option<Place> {
        use Place::{After, Colon, FirstKey, FirstValue, Key, Minus, Text, Value, Whole, Word, Zero};
        Some(match (self.place, byte) {
            (place @ (Value | FirstValue | Key | FirstKey | Colon | After), b' ' | b'\t' | b'\n' | b'\r') => place,
            (Value | FirstValue, b'{') => self.open(OBJECT, FirstKey),
            (Value | FirstValue, b'[') => self.open(LIST, FirstValue),
            (Value | FirstValue, b'"') => self.begin_text(After),
            (Value | FirstValue, b't') => Word(b"rue"),
            (Value | FirstValue, b'f') => Word(b"alse"),
            (Value | FirstValue, b'n') => Word(b"ull"),
            (Value | FirstValue, b'-') => Minus,
            (Value | FirstValue, b'0') => Zero,
            (Value | FirstValue, b'1'..=b'9') => Whole,
            (Key | FirstKey, b'"') => self.begin_text(Colon),
            (Colon, b':') => Value,
            (After, b',') => {
                if self.is_in(OBJECT) {
                    Key
                } else {
                    Value
                }
            }
            (After, b'}') if self.is_in(OBJECT) => self.close(),
            (After, b']') if self.is_in(LIST) => self.close(),
            (FirstKey, b'}') | (FirstValue, b']') => self.close(),
            (Text, b'"') => self.after_text,
            _ => return None,
        })
    }

    fn is_in(&self, bracket: u64) -> bool {
        self.brackets & 1 == bracket
    }

    fn begin_text(&mut self, after: Place) -> Place {
        self.after_text = after;
        Place::Text
    }

    fn open(&mut self, bracket: u64, first: Place) -> Place {
        if self.depth.is_multiple_of(64) {
            self.outer.push(mem::take(&mut self.brackets));
        }
        self.brackets = self.brackets << 1 | bracket;
        self.depth += 1;
        first
    }

    fn close(&mut self) -> Place {
        self.brackets >>= 1;
        self.depth -= 1;
        if self.depth.is_multiple_of(64) {
            self.brackets = self.outer.pop().unwrap_or_default();
        }
        Place::After
    }
}

impl Place {
    /// The place after a byte within a string, a word or a number.
    fn within(self, byte: u8) -> Option<Self> {
        Some(match (self, byte) {
            (Self::Text, b'\\') => Self::Escape,
            (Self::Escape, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Self::Text,
            (Self::Escape, b'u') => Self::Digits(4),
            (Self::Digits(1), _) if byte.is_ascii_hexdigit() => Self::Text,
            (Self::Digits(missing), _) if byte.is_ascii_hexdigit() => Self::Digits(missing - 1),
            (Self::Word([next, rest @ ..]), _) if byte == *next => Self::Word(rest),
            (Self::Minus, b'0') => Self::Zero,
            (Self::Minus, b'1'..=b'9') | (Self::Whole, b'0'..=b'9') => Self::Whole,
            (Self::Zero | Self::Whole, b'.') => Self::Point,
            (Self::Point | Self::Fraction, b'0'..=b'9') => Self::Fraction,
            (Self::Zero | Self::Whole | Self::Fraction, b'e' | b'E') => Self::E,
            (Self::E, b'+' | b'-') => Self::Sign,
            (Self::E | Self::Sign | Self::Exponent, b'0'..=b'9') => Self::Exponent,
            _ => return None,
        })
    }

    /// Whether a number may end before this byte, which cannot be part of it.
    fn ends_before(self, byte: u8) -> bool {
        matches!(self, Self::Whole | Self::Fraction | Self::Exponent) || self == Self::Zero && !byte.is_ascii_digit()
    }
}
