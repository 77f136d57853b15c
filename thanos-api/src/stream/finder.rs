//! Where the elements of a JSON array begin and end in a text that arrives in pieces.

use crate::decode::special;

/// Finds the elements of one array. It looks at each byte once, whatever the pieces: all that it has
/// to remember between two of them is the place it is at and how deep.
///
/// An element may also be passed over by someone else: whoever decodes it at its start knows its
/// end too, and text that is known need not be looked at.
///
/// It judges the array only. Within an element it follows strings and counts brackets, no more:
/// whether the element is right is for its decoding to tell.
#[derive(Debug)]
pub(super) struct Finder {
    place: Place,
    /// How many objects and lists are open within the element.
    depth: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    /// Before the array.
    Before,
    /// After its `[`: here may be an element or the end.
    First,
    /// After a comma: here must be an element.
    Next,
    /// After an element: here must be a comma or the end.
    After,
    /// After the `]` of the array.
    Closed,
    /// Within an element that is a number or a word: it ends before whatever cannot be part of one.
    Word,
    /// Within an element, outside of its strings.
    Nested,
    /// Within a string of an element, or within an element that is a string.
    Text,
    /// In such a string after a backslash.
    Escape,
}

/// In which way a text is not an array.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Broken {
    NoArray,
    NoElement,
    NoComma,
    Unclosed,
    TextAfter,
}

impl Broken {
    pub(super) const fn what(self) -> &'static str {
        match self {
            Self::NoArray => "it is no array",
            Self::NoElement => "no element where one belongs",
            Self::NoComma => "no comma between two elements",
            Self::Unclosed => "it ends before its closing bracket",
            Self::TextAfter => "text follows its closing bracket",
        }
    }
}

impl Finder {
    pub(super) fn new() -> Self {
        Self { place: Place::Before, depth: 0 }
    }

    /// Whether the text is known to be an array at least in how it begins.
    pub(super) fn has_begun(&self) -> bool {
        !matches!(self.place, Place::Before | Place::First)
    }

    /// What the end of the text means.
    pub(super) fn end(&self) -> Result<(), Broken> {
        match self.place {
            Place::Closed => Ok(()),
            Place::Before => Err(Broken::NoArray),
            _ => Err(Broken::Unclosed),
        }
    }

    /// Passes what lies between elements, up to the first byte of one.
    pub(super) fn seek(&mut self, piece: &[u8]) -> Result<Option<usize>, Broken> {
        for (at, byte) in piece.iter().enumerate() {
            self.place = match (self.place, byte) {
                (place, b' ' | b'\t' | b'\n' | b'\r') => place,
                (Place::Before, b'[') => Place::First,
                // A bracket and a zero are one character of UTF-16.
                (Place::Before, _) | (Place::First, 0) => return Err(Broken::NoArray),
                (Place::After, b',') => Place::Next,
                (Place::After | Place::First, b']') => Place::Closed,
                (Place::After, _) => return Err(Broken::NoComma),
                (Place::Closed, _) => return Err(Broken::TextAfter),
                (_, b',' | b']' | b'}' | b':') => return Err(Broken::NoElement),
                _ => return Ok(Some(at)),
            };
        }
        Ok(None)
    }

    /// Begins to follow an element by its first byte.
    pub(super) fn enter(&mut self, first: u8) {
        (self.place, self.depth) = match first {
            b'{' | b'[' => (Place::Nested, 1),
            b'"' => (Place::Text, 0),
            _ => (Place::Word, 0),
        };
    }

    /// Stands within an element after a value so many brackets deep.
    pub(super) fn stand(&mut self, depth: usize) {
        (self.place, self.depth) = (Place::Nested, depth);
    }

    /// Stands behind an element.
    pub(super) fn leave(&mut self) {
        self.place = Place::After;
    }

    /// Passes the inside of an element from a place in the piece on, and leaves it at its end.
    pub(super) fn follow(&mut self, piece: &[u8], at: usize) -> Option<usize> {
        let end = self.pass(piece, at)?;
        self.leave();
        Some(end)
    }

    fn pass(&mut self, piece: &[u8], mut at: usize) -> Option<usize> {
        loop {
            // At the start too: what was recognized, or what ended with the piece before, may be all of the value.
            if self.place == Place::Nested && self.depth == 0 {
                return Some(at);
            }
            at = match self.place {
                Place::Word => return word_end(piece, at),
                Place::Escape => {
                    piece.get(at)?;
                    self.place = Place::Text;
                    at + 1
                }
                Place::Text => self.pass_text(piece, at)?,
                _ => self.pass_nested(piece, at)?,
            };
        }
    }

    fn pass_text(&mut self, piece: &[u8], at: usize) -> Option<usize> {
        // A control character is for the decoding to refuse.
        let (end, byte) = special(piece.get(at..)?)?;
        self.place = match byte {
            b'"' => Place::Nested,
            b'\\' => Place::Escape,
            _ => Place::Text,
        };
        Some(at + end + 1)
    }

    fn pass_nested(&mut self, piece: &[u8], at: usize) -> Option<usize> {
        for (offset, byte) in piece.get(at..)?.iter().enumerate() {
            match byte {
                b'"' => {
                    self.place = Place::Text;
                    return Some(at + offset + 1);
                }
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + offset + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

fn word_end(piece: &[u8], at: usize) -> Option<usize> {
    let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'"' | b'[' | b']' | b'{' | b'}');
    Some(at + piece.get(at..)?.iter().position(ends)?)
}
