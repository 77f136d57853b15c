//! What is held of an element that straddles chunks, and that dropping the rest of it loses no end.

use std::cell::Cell;
use std::iter;

use bytes::Bytes;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Shared;
use crate::stream::elements::{Elements, Next};

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

/// Elements after these bytes, and as many megabytes of the filling.
fn after(start: &str, filling: &str, megabytes: usize) -> Elements {
    let mut elements = Elements::new();
    for text in
        iter::once(start.to_owned()).chain(iter::repeat_n(filling.repeat((1 << 16) / filling.len()), megabytes << 4))
    {
        elements.push(Bytes::from(text));
        assert!(matches!(elements.next::<Named>(), Next::More));
    }
    elements
}

#[test]
fn what_cannot_become_right_is_not_held() {
    let unknown = [
        ("[{\"unknown\":\"", "x"),
        ("[{\"unknown\":", "["),
        ("[{\"unknown\":{\"a\":[", "[1],"),
        ("[{\"unknown\":", "1"),
    ];
    let wrong = [
        ("[\"", "x"),
        ("[", "["),
        ("[", "1"),
        ("[{\"name\":[", "1"),
        ("[{\"name\":", "1"),
        ("[{\"name\":-", "0.5"),
        ("[{\"name\":\"\",\"name\":", "["),
    ];
    for (start, filling) in unknown.into_iter().chain(wrong) {
        assert!(after(start, filling, 6).straddling().held() < 100_000, "{start}{filling}…");
    }
    assert!(after("[{\"name\":\"", "x", 6).straddling().held() > 6 << 20);
}

#[test]
fn an_element_that_is_not_held_is_refused_where_it_ends() {
    let mut elements = after("[\"", "x", 6);
    elements.push(Bytes::from_static(b"\",{\"name\":\"b\"}]"));
    let Next::Element(Err(refusal)) = elements.next::<Named>() else { panic!("no refusal") };
    assert_eq!((refusal.path.as_deref(), &*refusal.what), (Some(""), "a string where struct Named was expected"));
    let Next::Element(Ok(next)) = elements.next::<Named>() else { panic!("no element") };
    assert_eq!(next.name, "b");
    assert!(matches!(elements.next::<Named>(), Next::More));
    assert_eq!(elements.end(), Ok(()));

    for (start, filling, end) in [("\"", "x", "\""), ("[{\"a\":\"", "\\\"", "\"}]"), ("{\"a\":[", "[1],", "[]]}")] {
        let mut elements = after(&format!("[{{\"unknown\":{start}"), filling, 6);
        elements.push(Bytes::from(format!("{end} , \"name\":\"a\"}},{{\"name\":\"b\"}}]")));
        for name in ["a", "b"] {
            let Next::Element(Ok(element)) = elements.next::<Named>() else { panic!("no element") };
            assert_eq!(element.name, name);
        }
        assert!(matches!(elements.next::<Named>(), Next::More));
        assert_eq!(elements.end(), Ok(()));
    }

    let mut elements = after("[\"", "x", 15);
    elements.push(Bytes::from("x".repeat(1 << 20)));
    assert!(matches!(elements.next::<Named>(), Next::TooLarge));
}

#[test]
fn an_unknown_value_may_end_where_its_chunk_does() {
    let text = "x".repeat((1 << 20) - 100);
    for (start, end) in [("\"", "\""), ("[\"", "\"]"), ("{\"a\":\"", "\"}")] {
        let chunks = [
            format!("[{{\"unknown\":{start}{text}"),
            format!("{text:.200}{end}"),
            ",\"name\":\"a\"},{\"name\":\"b\"}]".to_owned(),
        ];
        let mut elements = Elements::new();
        let mut names = Vec::new();
        for chunk in chunks {
            elements.push(Bytes::from(chunk));
            while let Next::Element(element) = elements.next::<Named>() {
                names.push(element.unwrap().name);
            }
        }
        assert_eq!((names, elements.end()), (vec!["a".to_owned(), "b".to_owned()], Ok(())), "{start}…{end}");
    }
}

#[test]
fn of_an_unknown_value_as_little_as_one_byte_may_have_come() {
    let name = "x".repeat(1 << 20);
    for value in ["7", "-7", "0", "\"a\"", "[]", "{}", "true", "null"] {
        let text = format!("[{{\"name\":\"{name}\",\"unknown\":{value}}},{{\"name\":\"b\"}}]");
        for come in 1..=value.len() {
            let mut elements = Elements::new();
            let mut names = Vec::new();
            let (start, end) = text.split_at(text.find(value).unwrap() + come);
            for chunk in [start, end] {
                elements.push(Bytes::copy_from_slice(chunk.as_bytes()));
                while let Next::Element(element) = elements.next::<Named>() {
                    names.push(element.unwrap().name.len());
                }
            }
            assert_eq!((names, elements.end()), (vec![name.len(), 1], Ok(())), "{value} after {come}");
        }
    }
}

#[test]
fn an_element_that_does_not_matter_as_a_whole_ends_where_it_ends() {
    let filling = "x".repeat(1 << 16);
    let mut elements = Elements::new();
    let chunks = iter::once("[{\"a\":\"").chain(iter::repeat_n(&*filling, 20)).chain(["\"},{},[]]"]);
    let mut count = 0;
    for chunk in chunks {
        elements.push(Bytes::copy_from_slice(chunk.as_bytes()));
        while let Next::Element(element) = elements.next::<IgnoredAny>() {
            element.unwrap();
            count += 1;
        }
    }
    assert_eq!((count, elements.end()), (3, Ok(())));
}

#[test]
fn whether_the_rest_matters_is_asked_as_often_as_large_parts_fit_and_no_more() {
    let mut elements = Elements::new();
    let name = "x".repeat((1 << 20) - 600);
    elements.push(Bytes::from(format!("[{{\"name\":\"{name}\"")));
    assert!(matches!(elements.next::<Named>(), Next::More));
    for _ in 0..30 {
        // Each goes just beyond what is held without asking, and all but a few bytes of it are dropped again.
        for text in [format!(",\"unknown\":\"{}", "x".repeat(1000)), "\"".to_owned()] {
            elements.push(Bytes::from(text));
            assert!(matches!(elements.next::<Named>(), Next::More));
        }
    }
    assert_eq!(elements.straddling().doubts(), 16);
    elements.push(Bytes::from_static(b"},{\"name\":\"b\"}]"));
    for expected in [&*name, "b"] {
        let Next::Element(Ok(element)) = elements.next::<Named>() else { panic!("no element") };
        assert_eq!(element.name, expected);
        assert_eq!(elements.straddling().doubts(), 0);
    }
}

thread_local! {
    static ALIVE: Cell<usize> = const { Cell::new(0) };
}

/// Counts those that are alive.
struct Alive;

impl Alive {
    fn one_more() -> Self {
        ALIVE.set(ALIVE.get() + 1);
        Self
    }
}

impl Default for Alive {
    fn default() -> Self {
        Self::one_more()
    }
}

impl Clone for Alive {
    fn clone(&self) -> Self {
        Self::one_more()
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        ALIVE.set(ALIVE.get() - 1);
    }
}

/// Takes much more than its text.
#[derive(Clone, Deserialize)]
struct Large {
    #[serde(skip)]
    _alive: Alive,
    #[serde(skip)]
    _room: [[u64; 32]; 2],
}

#[test]
fn what_is_remembered_is_bounded_also_where_values_are_larger_than_their_texts() {
    for length in [1, 100, 1000] {
        let mut elements = Elements::new();
        for count in 0..200 {
            let list = vec!["{}"; length + count].join(",");
            elements.push(Bytes::from(format!("{}[{list}]", if count == 0 { "[" } else { "," })));
            assert!(matches!(elements.next::<Shared<[Large]>>(), Next::Element(Ok(_))));
        }
        let alive = ALIVE.get() * size_of::<Large>();
        assert!((1..2 << 20).contains(&alive), "{alive} bytes of lists of {length}");
    }
}

#[test]
fn nothing_is_kept_of_what_comes_once() {
    let mut elements = Elements::new();
    for count in 0..10_000 {
        let unlike = format!("{{\"unknown\":\"{count:1000}\"}}");
        elements.push(Bytes::from(format!("{}[{unlike}]", if count == 0 { "[" } else { "," })));
        assert!(matches!(elements.next::<Shared<[Large]>>(), Next::Element(Ok(_))));
        assert_eq!(ALIVE.get(), 0);
    }
}
