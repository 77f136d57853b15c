//! One bad user among a thousand costs a stream that user alone, and the next call nothing.

use serde_json::{Value, json};
use thanos_api::{ErrorKind, types};

use crate::errors::{error_of, works};
use crate::server::{Answer, SAMPLE, Server};

const BAD: usize = 500;

/// A thousand users, of which one is this text.
fn thousand(bad: &[u8]) -> Vec<u8> {
    let users: Vec<Value> = serde_json::from_str(SAMPLE).unwrap();
    let good = users[0].to_string();
    let elements: Vec<&[u8]> = (0..1000).map(|index| if index == BAD { bad } else { good.as_bytes() }).collect();
    [b"[", &elements.join(&b","[..])[..], b"]"].concat()
}

/// A user in which `HERE` stands as the first name.
fn marked() -> String {
    with("/person/first_name", json!("HERE"))
}

fn with(pointer: &str, value: Value) -> String {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    *users[0].pointer_mut(pointer).unwrap() = value;
    users[0].to_string()
}

fn without(parent: &str, name: &str) -> String {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0].pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    users[0].to_string()
}

/// Each as it stands in the list, with the pointer of what is wrong in it.
fn bad_users() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let marked = marked();
    let text = |replacement: &[u8]| {
        let at = marked.find("HERE").unwrap();
        [&marked.as_bytes()[..at], replacement, &marked.as_bytes()[at + 4..]].concat()
    };
    let twice = marked.replacen("\"first_name\":", "\"first_name\":\"a\",\"first_name\":", 1);
    let deep = marked.replacen("\"HERE\"", &("[".repeat(100_000) + &"]".repeat(100_000)), 1);
    vec![
        ("null", b"null".to_vec(), ""),
        ("a number", b"7".to_vec(), ""),
        ("a number where text belongs", with("/person/first_name", json!(7)).into(), "/person/first_name"),
        ("null where text belongs", with("/person/email", json!(null)).into(), "/person/email"),
        ("no uuid", without("", "uuid").into(), ""),
        ("no email", without("/person", "email").into(), "/person"),
        ("a bad uuid", with("/uuid", json!("x")).into(), "/uuid"),
        ("a key twice", twice.into(), "/person"),
        ("nesting", deep.into(), "/person/first_name"),
        ("invalid UTF-8", text(b"\xff"), "/person/first_name"),
        ("a lone surrogate", text(b"\\ud800"), "/person/first_name"),
        ("a bare NUL", text(b"\0"), "/person/first_name"),
        ("a bare line break", text(b"\n"), "/person/first_name"),
    ]
}

#[tokio::test]
async fn a_stream_goes_on_after_it() {
    for (name, bad, path) in bad_users() {
        let server = Server::start([Answer::json(thousand(&bad)), Answer::json(SAMPLE)]).await;
        let client = server.client().build().unwrap();
        let mut stream = client.get_all_users().stream().await.unwrap();
        let mut index = 0;
        while let Some(user) = stream.next().await {
            match user {
                Ok(_) => assert_ne!(index, BAD, "{name}"),
                Err(error) => {
                    assert_eq!((error.kind(), error.index()), (ErrorKind::Decode, Some(index as u64)), "{name}");
                    assert_eq!((error.path(), index), (Some(path), BAD), "{name}: {error}");
                }
            }
            index += 1;
        }
        assert_eq!(index, 1000, "{name}");
        works(&client).await;
    }
}

#[tokio::test]
async fn a_call_that_collects_fails_at_it() {
    for (name, bad, path) in bad_users() {
        let error = error_of(Answer::json(thousand(&bad))).await;
        assert_eq!((error.kind(), error.index()), (ErrorKind::Decode, Some(BAD as u64)), "{name}");
        assert_eq!((error.path(), error.body()), (Some(path), &b""[..]), "{name}: {error}");
    }
}

#[tokio::test]
async fn a_user_with_a_status_that_is_not_listed_is_not_bad_nor_is_one_with_escapes() {
    let text = with("/status", json!("ON HOLIDAY")).replacen("Jason ", "\\u0000\\ud83d\\ude00 ", 1);
    let server = Server::start([Answer::json(thousand(text.as_bytes()))]).await;
    let users = server.client().build().unwrap().get_all_users().send().await.unwrap();
    assert_eq!((users.len(), users[BAD].status.as_str()), (1000, "ON HOLIDAY"));
    assert_eq!(users[BAD].person.first_name, "\0\u{1f600} ");
    assert_eq!(users[0].status, types::UserStatus::Active);
}
