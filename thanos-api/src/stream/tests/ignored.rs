//! A value that does not matter is judged as `serde_json` judges it, also where it is too large to be held.

use std::iter;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::same::read;
use super::{End, sizes, split, value};
use crate::stream::elements::Elements;
use crate::stream::ignored::Ignored;

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Numbered {
    id: u32,
}

/// As much as is held of an element before it is asked whether the rest matters.
const LARGE: usize = 1 << 20;

/// What a value is made of, and a few bytes that belong in none.
fn token() -> impl Strategy<Value = Vec<u8>> {
    let tokens: &[&[u8]] = &[
        b"{", b"}", b"[", b"]", b",", b":", b"\"", b"\\", b"\\u", b"0", b"12", b"-", b".", b"e", b"+", b"true", b"fal",
        b"null", b" ", b"a", b"\"a\":", b"\"\\u00E9\"", b"\n", b"\x01", b"\xff",
    ];
    prop::sample::select(tokens.to_vec()).prop_map(<[u8]>::to_vec)
}

/// A value in which a few bytes may be wrong, or what only looks like the beginning of one.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let changed = (value(), prop::collection::vec((any::<prop::sample::Index>(), token()), 0..3));
    let changed = changed.prop_map(|(value, changes)| {
        let mut text = value.to_string().into_bytes();
        for (place, token) in changes {
            let place = place.index(text.len());
            text.splice(place..=place, token);
        }
        text
    });
    prop_oneof![3 => changed, 1 => prop::collection::vec(token(), 0..8).prop_map(|tokens| tokens.concat())]
}

fn pass<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Ignored, Result<Option<usize>, ()>) {
    let mut value = Ignored::default();
    let mut passed = 0;
    for piece in pieces {
        match value.pass(piece) {
            Ok(None) => passed += piece.len(),
            Ok(Some(end)) => return (value, Ok(Some(passed + end))),
            Err(_) => return (value, Err(())),
        }
    }
    (value, Ok(None))
}

/// What `serde_json` says, without the place where it says so.
fn words(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn a_value_that_does_not_matter_is_judged_as_serde_json_does(mut text in text(), sizes in sizes()) {
        // After this a number or a word has its end, and an escape all its digits.
        text.extend_from_slice(b"    ");
        let (value, passed) = pass(split(&text, &sizes));
        match IgnoredAny::deserialize(&mut serde_json::Deserializer::from_slice(&text)) {
            Ok(_) => {
                let end = passed.unwrap().unwrap();
                prop_assert!(serde_json::from_slice::<IgnoredAny>(&text[..end]).is_ok());
                prop_assert!(!matches!(text[end - 1], b' ' | b'\n'));
            }
            Err(error) if error.is_eof() => prop_assert_eq!(passed, Ok(None)),
            Err(error) => {
                prop_assert_eq!(passed, Err(()));
                let alike = serde_json::from_slice::<IgnoredAny>(value.as_wrong()).unwrap_err();
                prop_assert_eq!(words(&alike), words(&error));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn an_element_with_a_large_value_that_does_not_matter_comes_to_the_same(
        value in text(),
        place in any::<prop::sample::Index>(),
        filling in prop::sample::select(vec!["x", " ", "1"]),
        sizes in sizes(),
    ) {
        let (before, after) = value.split_at(place.index(value.len() + 1));
        let before = [b"[{\"x\":", before, filling.repeat(LARGE).as_bytes()].concat();
        let after = [after, b",\"id\":7},{\"id\":8}]"].concat();
        let (plain, plain_end) = read::<Numbered>(Elements::plain(), [&*[&*before, &*after].concat()]);
        let (found, end) = read::<Numbered>(Elements::new(), iter::once(&*before).chain(split(&after, &sizes)));
        prop_assert_eq!((found.first(), end), (plain.first(), plain_end));
        // A large string in place of an element is refused for that, whatever else is wrong with it.
        let values = |elements: Vec<Result<_, _>>| elements.into_iter().map(Result::ok).collect::<Vec<_>>();
        prop_assert_eq!(values(found), values(plain));
    }
}

#[test]
fn a_large_value_that_is_malformed_makes_its_element_refused_and_no_other() {
    let filling = "x".repeat(300 << 10);
    let start = format!("[{{\"id\":1}},{{\"x\":[\"{filling}{filling}{filling}{filling}");
    for (wrong, what) in [
        ("\",,,:]", "expected value"),
        ("\"}", "expected `,` or `]`"),
        ("\",{\"a\" 1}]", "expected `:`"),
        ("\",{1:1}]", "key must be a string"),
        ("\",{\"a\":1 \"b\":2}]", "expected `,` or `}`"),
        ("\\x\"]", "invalid escape"),
        ("\\u00g0\"]", "invalid escape"),
        ("\n\"]", "control character (\\u0000-\\u001F) found while parsing a string"),
        ("\",01]", "invalid number"),
        ("\",nul]", "expected ident"),
    ] {
        let text = format!("{start}{wrong},\"id\":7}},{{\"id\":8}}]");
        for size in [1000, 300 << 10] {
            let (found, end) = read::<Numbered>(Elements::new(), text.as_bytes().chunks(size));
            let refused = Err((Some("/x".to_owned()), format!("malformed JSON: {what} at /…")));
            assert_eq!(found, [Ok(Numbered { id: 1 }), refused, Ok(Numbered { id: 8 })], "{wrong} by {size}");
            assert_eq!(end, End::Right);
        }
    }
}

#[test]
fn a_large_value_that_does_not_matter_may_be_deep() {
    const DEPTH: usize = 100_000;
    for (open, close, wrong) in [("[", "]", "}"), ("{\"a\":", "}", "]"), ("[{\"\":", "}]", "}}")] {
        let start = open.repeat(DEPTH) + "1" + &" ".repeat(LARGE) + &close.repeat(DEPTH - 1);
        let text = format!("[{{\"x\":{start}{close},\"id\":7}},{{\"x\":{start}{wrong},\"id\":8}},{{\"id\":9}}]");
        let plain = read::<Numbered>(Elements::plain(), [text.as_bytes()]);
        assert_eq!(plain.0.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true], "{open}");
        assert_eq!(read(Elements::new(), text.as_bytes().chunks(11_000)), plain, "{open}");
    }
}

#[test]
fn what_follows_a_large_number_that_does_not_matter_is_no_part_of_it() {
    let number = "1".repeat(LARGE);
    for (rest, right) in [("", true), (".5e-5 ", true), (".5.5", false), ("e5e5", false), (" 5", false)] {
        let text = format!("[{{\"x\":{number}{rest},\"id\":7}},{{\"id\":8}}]");
        let plain = read::<Numbered>(Elements::plain(), [text.as_bytes()]);
        assert_eq!(plain.0[0].is_ok(), right, "{rest}");
        assert_eq!(read(Elements::new(), text.as_bytes().chunks(LARGE + 10)), plain, "{rest}");
    }
}
