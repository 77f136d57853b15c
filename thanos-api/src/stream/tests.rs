//! The elements of a list, whatever the chunks in which its text arrives.

mod held;
mod ignored;
mod same;

use bytes::Bytes;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::elements::{Elements, Next};
use super::finder::Broken;
use super::straddling::MAX_ELEMENT;

#[derive(Clone, Debug, PartialEq)]
enum End {
    Right,
    Broken(Broken),
    TooLarge,
}

/// All that comes out of a text that arrives in these chunks. An element that is refused counts as
/// none.
fn read<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Option<Value>>, End) {
    let mut elements = Elements::new();
    let mut found = Vec::new();
    for chunk in chunks {
        elements.push(Bytes::copy_from_slice(chunk));
        loop {
            match elements.next() {
                Next::Element(element) => found.push(element.ok()),
                Next::More => break,
                Next::Broken(broken) => return (found, End::Broken(broken)),
                Next::TooLarge => return (found, End::TooLarge),
            }
        }
    }
    let end = elements.end().map_or_else(End::Broken, |()| End::Right);
    (found, end)
}

fn right(values: &[Value]) -> Vec<Option<Value>> {
    values.iter().cloned().map(Some).collect()
}

/// Cuts a text after as many bytes as each number says, and anew with the first when they end.
fn split<'a>(text: &'a [u8], sizes: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = text;
    sizes.iter().cycle().map_while(move |size| {
        let (chunk, after) = rest.split_at(rest.len().min(*size));
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

fn value() -> impl Strategy<Value = Value> {
    let text = r#"[a-z"\\/\[\]{},: \n\u{e9}\u{1f600}\u{0}]{0,12}"#;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(text, inner, 0..5).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A list as `serde_json` reads it, and its text, compact or pretty, with white space around it.
fn list() -> impl Strategy<Value = (Vec<Value>, Vec<u8>)> {
    let space = "[ \t\r\n]{0,3}";
    (prop::collection::vec(value(), 0..6), any::<bool>(), space, space).prop_map(|(list, pretty, before, after)| {
        let text = if pretty { serde_json::to_string_pretty(&list) } else { serde_json::to_string(&list) };
        let text = before + &text.unwrap() + &after;
        (serde_json::from_str(&text).unwrap(), text.into_bytes())
    })
}

fn sizes() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1_usize..40, 1..8)
}

proptest! {
    // Without a file for failures: no test writes into the tree.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_split_of_a_list_gives_its_elements((list, text) in list(), sizes in sizes()) {
        let (found, end) = read(split(&text, &sizes));
        prop_assert_eq!(found, right(&list));
        prop_assert_eq!(end, End::Right);
    }

    #[test]
    fn a_cut_list_gives_its_whole_elements_and_one_error(
        (list, text) in list(),
        sizes in sizes(),
        cut in any::<prop::sample::Index>(),
    ) {
        let closed = text.trim_ascii_end();
        let prefix = &closed[..cut.index(closed.len())];
        let (found, end) = read(split(prefix, &sizes));
        prop_assert!(right(&list).starts_with(&found));
        let expected = if prefix.trim_ascii().is_empty() { Broken::NoArray } else { Broken::Unclosed };
        prop_assert_eq!(end, End::Broken(expected));
    }

    #[test]
    fn arbitrary_bytes_come_to_the_same_in_any_chunks(
        text in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(&b"[]{},:\"\\ 1"[..])], 0..200),
        sizes in sizes(),
    ) {
        // A bracket first, so that most texts get past the first byte.
        let text = [b"[", &text[..]].concat();
        prop_assert_eq!(read(split(&text, &sizes)), read([&text[..]]));
    }
}

#[test]
fn what_breaks_a_list_is_named_after_its_whole_elements() {
    let cases: &[(&str, usize, Broken)] = &[
        ("", 0, Broken::NoArray),
        (" \n", 0, Broken::NoArray),
        ("{}", 0, Broken::NoArray),
        ("null", 0, Broken::NoArray),
        ("<html>", 0, Broken::NoArray),
        ("\u{feff}[]", 0, Broken::NoArray),
        ("[", 0, Broken::Unclosed),
        ("[1", 0, Broken::Unclosed),
        ("[1 ", 1, Broken::Unclosed),
        ("[1,", 1, Broken::Unclosed),
        (r#"[{"a":"#, 0, Broken::Unclosed),
        (r#"["a\""#, 0, Broken::Unclosed),
        ("[1,]", 1, Broken::NoElement),
        ("[,1]", 0, Broken::NoElement),
        ("[1,,2]", 1, Broken::NoElement),
        ("[}", 0, Broken::NoElement),
        ("[1}", 1, Broken::NoComma),
        ("[1 2]", 1, Broken::NoComma),
        ("[{}{}]", 1, Broken::NoComma),
        (r#"["a":1]"#, 1, Broken::NoComma),
        ("[1]]", 1, Broken::TextAfter),
        ("[1],", 1, Broken::TextAfter),
        ("[1] [2]", 1, Broken::TextAfter),
    ];
    for (text, count, broken) in cases {
        for size in [1, 100] {
            let (found, end) = read(text.as_bytes().chunks(size));
            assert_eq!((found.len(), end), (*count, End::Broken(*broken)), "{text:?} by {size}");
        }
    }
}

#[test]
fn a_refused_element_does_not_hide_the_next_ones() {
    let (found, end) = read([&br#"[tru, {"a":1]}, NaN, "b"]"#[..]]);
    assert_eq!((found, end), (vec![None, None], End::Broken(Broken::NoComma)));
    let (found, end) = read([&br#"[tru, {"a";1}, NaN, "b"]"#[..]]);
    assert_eq!((found, end), (vec![None, None, None, Some(json!("b"))], End::Right));
}

#[test]
fn the_limit_is_one_of_the_element_alone() {
    let element = json!("x".repeat(MAX_ELEMENT - 2)).to_string();
    let space = " ".repeat(1 << 20);
    for size in [100_000, usize::MAX] {
        let text = format!("[{space}{element}{space},{space}{element}]");
        let (found, end) = read(text.as_bytes().chunks(size));
        assert_eq!((found.len(), end), (2, End::Right));

        let text = format!("[1,{}]", element.replacen('x', "xx", 1));
        let (found, end) = read(text.as_bytes().chunks(size));
        assert_eq!((found.len(), end), (1, End::TooLarge));

        // Of a list the end is found by decoding it.
        let (found, end) = read(format!("[1,[{element}]]").as_bytes().chunks(size));
        assert_eq!((found.len(), end), (1, End::TooLarge));
    }

    // One that does not end is not read to its end either.
    let text = element.trim_end_matches('"').replacen('x', "xxx", 1);
    let (found, end) = read(format!("[1,{text}").as_bytes().chunks(100_000));
    assert_eq!((found.len(), end), (1, End::TooLarge));
}
