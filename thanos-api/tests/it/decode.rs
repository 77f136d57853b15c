//! A refused element says where and why, and repeats nothing of what it holds.

use std::collections::HashMap;
use std::error::Error as _;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thanos_api::{Error, ErrorKind, types};

use crate::chunked::{items, list};
use crate::server::SAMPLE;

/// The error that an element comes to, in a stream that goes on after it.
async fn refusal<T: DeserializeOwned>(element: impl AsRef<[u8]>) -> Error {
    let element = element.as_ref();
    let mut items = items::<T>(list([[b"[", element, b",", element, b"]"].concat()])).await.into_iter();
    let error = items.next().unwrap().err().unwrap();
    assert_eq!((error.kind(), error.index()), (ErrorKind::Decode, Some(0)));
    assert_eq!(items.next().unwrap().err().unwrap().index(), Some(1));
    assert!(items.next().is_none());
    error
}

/// Everything that an error shows to whoever prints it.
fn shown(error: &Error) -> String {
    let mut shown = vec![format!("{error} {error:?} {error:#?}")];
    let mut source = error.source();
    while let Some(cause) = source {
        shown.push(format!("{cause} {cause:?}"));
        source = cause.source();
    }
    shown.join(" ")
}

fn user() -> Value {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0].take()
}

/// A user in which the value at a place is another one.
fn user_with(pointer: &str, value: Value) -> String {
    let mut user = user();
    *user.pointer_mut(pointer).unwrap() = value;
    user.to_string()
}

#[tokio::test]
async fn a_wrong_value_is_reported_at_its_place_without_being_shown() {
    let cases = [
        ("/uuid", json!("canary")),
        ("/uuid", json!(77077)),
        ("/status", json!(77077)),
        ("/status", json!(null)),
        ("/person/email", json!(77077)),
        ("/person/email", json!(77.077)),
        ("/person/email", json!(true)),
        ("/person/email", json!({"canary": "canary"})),
        ("/person", json!("canary\", expected canary")),
        ("/permission_assignments/permissions/1/assigned", json!("canary `, expected canary")),
        ("/permission_assignments/permissions/2/permission/name", json!(["canary"])),
        ("/permission_assignments/permissions", json!({"canary": 1})),
    ];
    for (pointer, value) in cases {
        let error = refusal::<types::User>(user_with(pointer, value)).await;
        assert_eq!(error.path(), Some(pointer));
        let shown = shown(&error);
        assert!(!shown.contains("canary") && !shown.contains("077"), "{shown}");
        assert!(shown.contains(pointer), "{shown}");
    }
}

#[tokio::test]
async fn a_missing_property_is_reported_at_its_parent_and_named() {
    for (parent, name) in
        [("", "uuid"), ("/person", "email"), ("/permission_assignments/permissions/0/permission", "name")]
    {
        let mut user = user();
        user.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
        let error = refusal::<types::User>(user.to_string()).await;
        assert_eq!(error.path(), Some(parent));
        assert!(error.to_string().contains(&format!("`{name}` is missing")), "{error}");
    }
}

#[tokio::test]
async fn a_property_that_stands_twice_is_refused() {
    let text = user().to_string().replacen("\"email\":", "\"email\":\"canary\",\"email\":", 1);
    let error = refusal::<types::User>(text).await;
    assert_eq!(error.path(), Some("/person"));
    assert!(error.to_string().contains("`email` stands twice"), "{error}");
    assert!(!shown(&error).contains("canary"));
}

#[tokio::test]
async fn text_that_is_not_unicode_is_refused_where_it_stands() {
    let text = user_with("/person/email", json!("HERE"));
    for bad in [&b"\xff"[..], b"\\ud800", b"\\ud800x", b"\\udc00", b"\xed\xa0\x80"] {
        let at = text.find("HERE").unwrap();
        let text = [&text.as_bytes()[..at], bad, &text.as_bytes()[at + 4..]].concat();
        assert_eq!(refusal::<types::User>(text).await.path(), Some("/person/email"));
    }
}

#[tokio::test]
async fn nesting_is_refused_in_a_known_field_and_skipped_in_an_unknown_one() {
    #[derive(Debug, Deserialize)]
    struct Known {
        #[allow(dead_code)]
        known: Value,
    }
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let error = refusal::<Known>(format!("{{\"known\":{deep}}}")).await;
    assert!(error.path().unwrap().starts_with("/known"));

    let text = format!("[{{\"unknown\":{deep},\"known\":1}}]");
    let known = items::<Known>(list([text])).await.pop().unwrap().unwrap();
    assert_eq!(known.known, 1);
}

#[tokio::test]
async fn a_path_is_a_json_pointer() {
    #[derive(Debug, Deserialize)]
    struct Named {
        #[serde(rename = "a/b~c")]
        #[allow(dead_code)]
        value: Vec<(u8, bool)>,
    }
    let error = refusal::<Named>(r#"{"a/b~c":[[1,true],[2,3]]}"#).await;
    assert_eq!(error.path(), Some("/a~1b~0c/1/1"));
}

#[tokio::test]
async fn a_key_of_a_map_is_in_the_path_but_is_not_shown() {
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[allow(dead_code)]
        by_name: HashMap<String, Vec<u8>>,
    }
    let error = refusal::<Outer>(r#"{"by_name":{"canary/x":[1,"2"]}}"#).await;
    assert_eq!(error.path(), Some("/by_name/canary~1x/1"));
    let shown = shown(&error);
    assert!(shown.contains(" at /by_name/…") && !shown.contains("canary"), "{shown}");
    // Neither is a key that the type does not know.
    let shown = self::shown(&refusal::<types::User>(r#"{"canary": tru}"#).await);
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn what_a_type_of_the_caller_says_of_a_value_is_not_shown() {
    #[derive(Debug, Deserialize)]
    #[serde(try_from = "String")]
    struct Picky;
    impl TryFrom<String> for Picky {
        type Error = String;
        fn try_from(text: String) -> Result<Self, String> {
            Err(text)
        }
    }
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {}
    #[derive(Debug, Deserialize)]
    enum Closed {}
    for text in [
        "canary",
        "invalid type: canary, expected canary",
        "invalid type: string canary, expected canary",
        "invalid type: null, expected canary",
        "invalid type: string \"x\", expected canary",
        "invalid value: integer `1`, expected canary",
        "missing field `canary`",
        "duplicate field `canary`",
        "unknown field `canary`, expected canary",
    ] {
        let shown = shown(&refusal::<Picky>(json!(text).to_string()).await);
        assert!(!shown.contains("canary"), "{shown}");
    }
    for shown in [
        shown(&refusal::<Strict>(r#"{"canary`, expected `canary":1}"#).await),
        shown(&refusal::<Closed>(r#""canary`, expected `canary""#).await),
    ] {
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[tokio::test]
async fn the_cause_is_worded() {
    let cases = [
        (r#""x""#, "a string where u8 was expected"),
        ("true", "a boolean where u8 was expected"),
        ("1.5", "a number with a fraction where u8 was expected"),
        ("300", "an integer that does not fit where u8 was expected"),
        ("null", "null where u8 was expected"),
        ("[]", "an array where u8 was expected"),
        ("{}", "an object where u8 was expected"),
        ("nul", "malformed JSON: "),
    ];
    for (text, wording) in cases {
        let error = refusal::<u8>(text).await;
        assert!(error.to_string().contains(wording), "{error}");
    }
}

#[tokio::test]
async fn what_was_expected_is_named_where_the_type_itself_says_so() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Inner {
        number: Option<u8>,
        uuid: uuid::Uuid,
    }
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Outer {
        by_name: HashMap<String, Vec<Inner>>,
        pair: (u8, bool),
    }
    for (text, wording) in [
        (r#"{"by_name":7}"#, "an integer where a map was expected at /by_name"),
        (r#"{"by_name":{"a":[{"number":300}]}}"#, "an integer that does not fit where u8 was expected at /by_name/…"),
        (r#"{"by_name":{"a":[{"number":"a"}]}}"#, "a string where u8 was expected at /by_name/…"),
        (r#"{"by_name":{"a":[{"uuid":null}]}}"#, "null where a formatted UUID string was expected at /by_name/…"),
        // Of a pair, the type cannot be asked without a value.
        (r#"{"pair":[1,2]}"#, "an integer where another value was expected at /pair/…"),
        (r#"{"pair":[300,2]}"#, "an integer that does not fit at /pair/…"),
    ] {
        assert_eq!(refusal::<Outer>(text).await.to_string(), format!("element 0: {wording}"));
    }
}

#[tokio::test]
async fn fields_that_nobody_asked_for_and_strings_are_left_as_they_are() {
    let mut user = user();
    user["person"]["nickname"] = json!({"any": ["thing"]});
    user["person"]["first_name"] = json!(" Jas\u{f6}n\t\u{0}\u{1f600} ");
    let mut items = items::<types::User>(list([json!([user]).to_string()])).await;
    let decoded = items.pop().unwrap().unwrap();
    assert_eq!(decoded.person.first_name, " Jas\u{f6}n\t\u{0}\u{1f600} ");
}

#[tokio::test]
async fn what_a_closed_type_does_not_know_is_worded_without_its_text() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {}
    #[derive(Debug, Deserialize)]
    enum Closed {}
    let error = refusal::<Strict>(r#"{"canary":1}"#).await;
    assert!(error.to_string().contains("a property that its type does not allow"), "{error}");
    let error = refusal::<Closed>(r#""canary""#).await;
    assert!(error.to_string().contains("a value that is none of those its type knows"), "{error}");
}
