//! What is recognized, and decoded without looking for its end first, comes to the same as on the plain way.

use std::collections::BTreeMap;

use bytes::Bytes;
use proptest::prelude::*;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{End, sizes, split};
use crate::Shared;
use crate::stream::elements::{Elements, Next};

/// Asks for shared values in every way: lists, single ones, in each other, below an option, in a map, several types with
/// the same texts, and one of itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Element {
    name: String,
    list: Shared<[Entry]>,
    other: Option<Shared<[Named]>>,
    one: Option<Shared<Named>>,
    lists: Shared<[Shared<[Named]>]>,
    numbers: Shared<[u32]>,
    map: BTreeMap<String, Shared<Named>>,
    within: Option<Shared<[Element]>>,
    kind: Kind,
    number: Option<f64>,
    small: i8,
    free: Value,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Entry {
    flag: bool,
    item: Shared<Named>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    number: u16,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
enum Kind {
    #[default]
    Plain,
    With(u8),
}

pub(super) type Outcome<T> = (Vec<Result<T, (Option<String>, String)>>, End);

pub(super) fn read<'a, T: DeserializeOwned>(
    mut elements: Elements,
    chunks: impl IntoIterator<Item = &'a [u8]>,
) -> Outcome<T> {
    let mut found = Vec::new();
    for chunk in chunks {
        elements.push(Bytes::copy_from_slice(chunk));
        loop {
            match elements.next() {
                Next::Element(element) => found.push(element.map_err(|refusal| (refusal.path, refusal.what))),
                Next::More => break,
                Next::Broken(broken) => return (found, End::Broken(broken)),
                Next::TooLarge => return (found, End::TooLarge),
            }
        }
    }
    let end = elements.end().map_or_else(End::Broken, |()| End::Right);
    (found, end)
}

/// A few texts that come again and again, whole and as a part of others. Some are refused by every type, and some look
/// like keys or like the texts of others.
fn named() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        r#"{"name":"a","number":1}"#,
        r#"{"number":1,"name":"a"}"#,
        r#"{"name":"a","number":1 }"#,
        r#"{"name":"a"}"#,
        r#"{"name":"a","number":12}"#,
        r#"{"name":"a","unknown":[[{"name":"a"}]],"number":1}"#,
        r#"{"name":"a","name":"a"}"#,
        r#"{"name":"\"name\":\"a\",","number":1}"#,
        r#"{"name":"\u00e9\ud83d\ude00"}"#,
        r#"{"n\u0061me":"é"}"#,
        r#"{"name":"\ud83d"}"#,
        r#"{"name":null}"#,
        r#"["a",1]"#,
        r#"{"name":"a","number":70000}"#,
        "null",
        "1",
    ])
    .prop_map(str::to_owned)
}

fn list(entry: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let comma = prop::sample::select(vec![",", ", ", "\n,\t"]);
    (prop::collection::vec(entry, 0..4), comma).prop_map(|(entries, comma)| format!("[{}]", entries.join(comma)))
}

fn property() -> impl Strategy<Value = String> {
    let entry = (any::<bool>(), named()).prop_map(|(flag, item)| format!(r#"{{"flag":{flag},"item":{item}}}"#));
    let value = prop::sample::select(vec![
        r#""kind":"Plain""#,
        r#""kind":{"With":1}"#,
        r#""number":-1.5e3"#,
        r#""small":300"#,
        r#""free":{"list":[1,2,{"a":null}],"flag":false,"digits":12345678901234567890.10}"#,
        r#""unknown":"\"list\":[{\"flag\":true""#,
        r#""list":[]"#,
        r#""other":null"#,
        r#""within":[{"name":"x","within":[{"one":{"name":"a"}}]}]"#,
    ]);
    prop_oneof![
        3 => list(entry).prop_map(|list| format!(r#""list":{list}"#)),
        1 => list(named()).prop_map(|list| format!(r#""other": {list}"#)),
        1 => named().prop_map(|one| format!(r#""one":{one}"#)),
        1 => list(list(named())).prop_map(|lists| format!(r#""lists":{lists}"#)),
        1 => list(prop::sample::select(vec!["1", "12", "121", "1 "]).prop_map(str::to_owned))
            .prop_map(|list| format!(r#""numbers":{list}"#)),
        1 => named().prop_map(|one| format!(r#""map":{{"k":{one},"l":{one}}}"#)),
        2 => value.prop_map(str::to_owned),
    ]
}

fn element() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec!["", "", "", " ", "\n  "]);
    (prop::collection::vec(property(), 0..5), space)
        .prop_map(|(properties, space)| format!("{{{space}{}{space}}}", properties.join(",")))
}

/// A list of which many elements repeat, and of which a few bytes may be wrong.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let pool = prop::collection::vec(element(), 1..4);
    let picks = prop::collection::vec(any::<prop::sample::Index>(), 0..16);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3);
    (pool, picks, changes).prop_map(|(pool, picks, changes)| {
        let elements: Vec<_> = picks.iter().map(|pick| pick.get(&pool).as_str()).collect();
        let mut text = format!("[{}]", elements.join(",")).into_bytes();
        for (place, byte) in changes {
            *place.get_mut(&mut text) = byte;
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn a_list_comes_to_the_same_as_on_the_plain_way(text in text(), sizes in sizes()) {
        let plain = read::<Element>(Elements::plain(), [&text[..]]);
        prop_assert_eq!(&read(Elements::new(), [&text[..]]), &plain);
        prop_assert_eq!(&read(Elements::new(), split(&text, &sizes)), &plain);
        prop_assert_eq!(&read(Elements::plain(), split(&text, &sizes)), &plain);
        prop_assert_eq!(&read(Elements::doubting(), split(&text, &sizes)), &plain);
    }
}

#[test]
fn a_type_that_makes_a_default_of_an_error_comes_to_the_same() {
    #[allow(clippy::unnecessary_wraps, reason = "serde's signature")]
    fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<T>, D::Error> {
        Ok(T::deserialize(value).ok())
    }

    #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Lenient {
        #[serde(deserialize_with = "lenient")]
        kind: Option<Kind>,
        #[serde(deserialize_with = "lenient")]
        text: Option<String>,
        #[serde(deserialize_with = "lenient")]
        numbers: Option<Vec<u8>>,
        #[serde(deserialize_with = "lenient")]
        one: Option<Shared<Named>>,
        shared: Option<Shared<Lenient>>,
        list: Shared<[Lenient]>,
    }

    for text in [
        r#"[{"kind":"\u0050lain"},{"kind":"Plain"},{"kind":"other"}]"#,
        r#"[{"text":"},{"},{"text":1},{"text":"a\"},{\n"}]"#,
        "[{\"text\":\"}\t\"}]",
        r#"[{"numbers":[1,"x"],"text":"a"},{"numbers":[1,[]]},{"numbers":300},{"numbers":01}]"#,
        r#"[{"one":{"name":"}"}},{"one":{"name":"}"}},{"one":{"name":1}},{"one":[]}]"#,
        r#"[{"shared":{"kind":"\u0050lain"}},{"list":[{"kind":{"With":1}},{}]},{"list":[{"text":1}]}]"#,
    ] {
        // What comes again and again is remembered.
        let text = format!("[{}]", [&text[1..text.len() - 1]; 4].join(","));
        let plain = read::<Lenient>(Elements::plain(), [text.as_bytes()]);
        for size in 1..=text.len() {
            assert_eq!(read(Elements::new(), text.as_bytes().chunks(size)), plain, "{text} by {size}");
        }
    }
}

#[test]
fn a_type_that_words_the_end_of_the_text_itself_comes_to_the_same() {
    fn worded<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
        String::deserialize(value).map_err(|_| D::Error::custom("no text"))
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Worded {
        name: String,
        #[serde(deserialize_with = "worded")]
        text: String,
        number: Option<u8>,
    }

    // With a line break, as a place in a text is told by its line.
    let text = "[{\"name\":\"a name that is long enough to be asked about\",\n\"text\":\"the text\"},\n\
                {\"name\":\"a name that is long enough to be asked about\",\"text\":7,\"number\":1}]";
    let plain = read::<Worded>(Elements::plain(), [text.as_bytes()]);
    assert_eq!(plain.0.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
    for size in 1..=text.len() {
        assert_eq!(read(Elements::doubting(), text.as_bytes().chunks(size)), plain, "by {size}");
    }
}

#[test]
fn an_element_that_is_shared_as_a_whole_may_be_cut_anywhere() {
    let text = r#"[{"name":"a"},{"name":"a"},{"name":"a"} , {"name":"a"}]"#;
    let plain = read::<Shared<Named>>(Elements::plain(), [text.as_bytes()]);
    for size in 1..=text.len() {
        assert_eq!(read(Elements::new(), text.as_bytes().chunks(size)), plain, "by {size}");
    }
}

#[test]
fn what_is_too_deep_is_so_whether_it_is_known_or_not() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Nest {
        value: Option<Shared<Value>>,
        within: Option<Box<Nest>>,
    }

    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let nest = |nests: usize, depth| {
        format!("{}{{\"value\":{}}}{}", "{\"within\":".repeat(nests), deep(depth), "}".repeat(nests))
    };
    let texts = [
        nest(0, 126),
        nest(0, 126),
        nest(0, 126),
        nest(0, 126),
        nest(1, 126),
        nest(0, 127),
        nest(20, 100),
        nest(20, 106),
        nest(20, 107),
    ];
    let text = format!("[{}]", texts.join(","));
    let plain = read::<Nest>(Elements::plain(), [text.as_bytes()]);
    assert_eq!(
        plain.0.iter().map(Result::is_ok).collect::<Vec<_>>(),
        [true, true, true, true, false, false, true, true, false]
    );
    assert_eq!(read(Elements::new(), [text.as_bytes()]), plain);
    assert_eq!(read(Elements::new(), text.as_bytes().chunks(100)), plain);
}
