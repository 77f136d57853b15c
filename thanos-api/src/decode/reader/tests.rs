//! What is usual never goes the plain way, which gives the same values and takes several times as long.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{Attempt, attempt};
use crate::memory::Memory;
use crate::shared::Shared;

/// Asserts that a text is decoded as `serde_json` does it, time and again, and that any part of it is known to go on.
#[track_caller]
fn usual<T: DeserializeOwned + Debug + PartialEq>(text: &str) {
    let expected: T = serde_json::from_str(text).expect("right JSON");
    let mut memory = Memory::default();
    for followed_by in ["", ",", " ]", "\n{"] {
        let attempted = attempt::<T>(format!("{text}{followed_by}").as_bytes(), &mut memory);
        let Attempt::Whole(value, bytes) = attempted else { panic!("{attempted:?} of {text}") };
        assert_eq!((&value, bytes), (&expected, text.len()));
    }
    for cut in 1..text.len() {
        for memory in [&mut memory, &mut Memory::default()] {
            let attempted = attempt::<T>(&text.as_bytes()[..cut], memory);
            assert!(
                matches!(attempted, Attempt::Short(_)),
                "{attempted:?} of {}",
                &text.as_bytes()[..cut].escape_ascii()
            );
        }
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct One {
    a: u8,
    #[serde(default)]
    b: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
enum Size {
    Small,
    #[serde(rename = "LARGE ONE")]
    Large,
}

#[test]
fn words_numbers_and_strings() {
    usual::<Vec<bool>>("[true, false ,true]");
    usual::<(u8, i64, u64, f64, f32)>("[255, -9, 18446744073709551615, -1.5e-3, 0]");
    usual::<Vec<String>>(r#"["", "a", "\u00e4\"\\", "ä€😀", "\\", "a long one, which is looked at in windows\n"]"#);
    usual::<Vec<Cow<'_, str>>>(r#"["a", "\/"]"#);
    usual::<(char, Uuid)>(r#"["ä", "67e55044-10b1-426f-9247-bb680e5fe0c8"]"#);
    usual::<Vec<Option<bool>>>("[null, true]");
    usual::<((), Size, Size)>(r#"[null, "Small", "LARGE ONE"]"#);
}

#[test]
fn objects_and_lists() {
    usual::<One>(r#"{"a": 1}"#);
    usual::<Vec<One>>(r#"[{"b": "x", "a": 1}, {"a":2,"b":null}, [3, "y"] ]"#);
    usual::<BTreeMap<String, Vec<u8>>>(r#"{"a": [], "ä\n": [1, 2], "": []}"#);
    usual::<Vec<Value>>(r#"[null, true, false, "x", "\n", 0, -1, 1.5, 1e3, {}, {"a": [{}]}, []]"#);
}

#[test]
fn whatever_is_as_deep_as_serde_json_takes() {
    usual::<Value>(&format!("{}{}", "[".repeat(127), "]".repeat(127)));
    assert!(serde_json::from_str::<Value>(&format!("{}{}", "[".repeat(128), "]".repeat(128))).is_err());
}

#[test]
fn what_no_type_asks_for() {
    let ignored =
        r#"{"n": null, "t": true, "s": "x\\", "d": -1.5e3, "l": [[], [{}]], "o": {"ä\"": {}}, "a": 1, "z": "}"}"#;
    usual::<One>(ignored);
    usual::<Vec<One>>(&format!("[{ignored}, {ignored}]"));
}

#[test]
fn what_repeats() {
    let lists = r#"[[{"a": 1}, {"a": 2}, {"a": 1}], [{"a": 1}, {"a": 2}, {"a": 1}], [ {"a": 2},{"a": 2} ], []]"#;
    usual::<Vec<Vec<Shared<One>>>>(lists);
    usual::<Vec<Shared<[Shared<One>]>>>(lists);
    usual::<Vec<Shared<[Shared<String>]>>>(r#"[["a", "b"], ["a", "b"], ["b", "b", "\n"]]"#);
}
