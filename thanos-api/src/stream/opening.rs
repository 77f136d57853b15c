//! The start of an answer that is no array: kept for the error, and looked at to name what it is.

use crate::error::KEPT_BODY;

/// The first bytes of a body, white space included, as many as an error keeps.
#[derive(Debug, Default)]
pub(super) struct Opening(Vec<u8>);

impl Opening {
    /// Takes of the bytes that come next what there is room for.
    pub(super) fn keep(&mut self, bytes: &[u8]) {
        let room = KEPT_BODY - self.0.len();
        self.0.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    pub(super) fn is_full(&self) -> bool {
        self.0.len() == KEPT_BODY
    }

    /// What stands here in place of an array. The first bytes tell, so that a long text is named
    /// without being read to its end.
    pub(super) fn describe(&self) -> &'static str {
        match self.0.trim_ascii() {
            [] => "the answer is empty where a JSON array was expected",
            [0xEF, 0xBB, 0xBF, ..] => "the answer begins with a byte order mark, which JSON does not allow",
            [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..] => {
                "the answer is not in UTF-8, as JSON has to be"
            }
            [b'{', ..] => "the answer is a JSON object where an array was expected",
            [b'"', ..] => "the answer is a JSON string where an array was expected",
            [b'-' | b'0'..=b'9', ..] => "the answer is a number where a JSON array was expected",
            b"null" => "the answer is null where a JSON array was expected",
            b"true" | b"false" => "the answer is a boolean where a JSON array was expected",
            _ => "the answer is not JSON",
        }
    }

    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_place_of_an_array_is_named_by_its_first_bytes() {
        for (text, named) in [
            (&b" \n"[..], "the answer is empty where a JSON array was expected"),
            (b"\xEF\xBB\xBF[]", "the answer begins with a byte order mark, which JSON does not allow"),
            (b"\xFE\xFF\0[", "the answer is not in UTF-8, as JSON has to be"),
            (b"\xFF\xFE[\0", "the answer is not in UTF-8, as JSON has to be"),
            (b"\0[\0]", "the answer is not in UTF-8, as JSON has to be"),
            (b"[\0]\0", "the answer is not in UTF-8, as JSON has to be"),
            (b"\t{\"a\"", "the answer is a JSON object where an array was expected"),
            (b"\"a", "the answer is a JSON string where an array was expected"),
            (b"-1", "the answer is a number where a JSON array was expected"),
            (b"9", "the answer is a number where a JSON array was expected"),
            (b"null\n", "the answer is null where a JSON array was expected"),
            (b"true", "the answer is a boolean where a JSON array was expected"),
            (b"false", "the answer is a boolean where a JSON array was expected"),
            (b"<html>", "the answer is not JSON"),
        ] {
            let mut opening = Opening::default();
            text.chunks(1).for_each(|byte| opening.keep(byte));
            assert_eq!(opening.describe(), named, "{}", text.escape_ascii());
            assert_eq!(opening.take(), text);
        }
    }

    #[test]
    fn as_much_is_kept_as_an_error_keeps() {
        let mut opening = Opening::default();
        opening.keep("a".repeat(KEPT_BODY - 1).as_bytes());
        assert!(!opening.is_full());
        opening.keep(b"bc");
        assert!(opening.is_full());
        opening.keep(b"d");
        let kept = opening.take();
        assert_eq!((kept.len(), kept.last()), (KEPT_BODY, Some(&b'b')));
    }
}
