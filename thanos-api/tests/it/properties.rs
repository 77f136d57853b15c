//! What holds for any answer, over real sockets: any split of a list, any start of one, any bytes at all.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::string::string_regex;
use serde_json::Value;
use thanos_api::{ErrorKind, types};

use crate::line::{Framing, Line, framing, hold, sizes, split};
use crate::secrets::error_is_clean;
use crate::server::{Answer, SAMPLE};

/// A user like those of the documentation, with other texts, another status and other flags.
fn user() -> impl Strategy<Value = Value> {
    let text = string_regex(r#"canary[a-z"\\/\[\]{},: \n\u{e9}\u{1f600}\u{0}]{0,12}"#).unwrap();
    let flags = prop_oneof![Just(Vec::new()), vec(any::<bool>(), 1..6)];
    let status = select(&["ACTIVE", "DEACTIVATED", "canary"][..]);
    (0_usize..2, vec(text, 3), status, flags).prop_map(|(which, texts, status, flags)| {
        let mut user = serde_json::from_str::<Vec<Value>>(SAMPLE).unwrap().swap_remove(which);
        for (text, name) in texts.into_iter().zip(["first_name", "last_name", "email"]) {
            user["person"][name] = text.into();
        }
        user["status"] = status.into();
        let permissions = user["permission_assignments"]["permissions"].as_array_mut().unwrap();
        // Without flags, the same list as in other users.
        for (permission, flag) in permissions.iter_mut().zip(&flags) {
            permission["assigned"] = (*flag).into();
        }
        user
    })
}

/// The text of an element: compact, pretty, or with nothing in it but ASCII.
fn element() -> impl Strategy<Value = String> {
    (user(), 0..3).prop_map(|(user, form)| match form {
        0 => user.to_string(),
        1 => serde_json::to_string_pretty(&user).unwrap(),
        _ => user.to_string().chars().map(escaped).collect(),
    })
}

fn escaped(letter: char) -> String {
    if letter.is_ascii() {
        return letter.into();
    }
    let units: Vec<_> = letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
    units.concat()
}

/// A list, and where each of its elements ends.
fn list() -> impl Strategy<Value = (String, Vec<usize>)> {
    (vec(element(), 0..5), vec(string_regex("[ \t\r\n]{0,3}").unwrap(), 3)).prop_map(|(elements, space)| {
        let mut text = format!("{}[{}", space[0], space[1]);
        let mut ends = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            text.extend([comma, &space[2], element]);
            ends.push(text.len());
            text += &space[1];
        }
        (text + "]" + &space[0], ends)
    })
}

#[test]
fn any_split_of_a_list_gives_the_same_users() {
    let line = Line::new();
    hold(256, (list(), framing(), sizes(), sizes()), |((text, ends), framing, chunks, writes)| {
        let expected: Vec<types::User> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(expected.len(), ends.len());
        let answer = framing.whole(text.as_bytes(), &chunks, &writes);
        let read = line.read::<types::User>(answer.clone());
        prop_assert!(read.end.is_none() && read.refused == 0, "{:?}", read.end);
        prop_assert_eq!(&read.elements, &expected);
        prop_assert_eq!(line.collect(answer).unwrap(), expected);
        Ok(())
    });
}

#[test]
fn any_start_of_a_list_gives_its_whole_users_and_then_one_error() {
    let line = Line::new();
    let any = (list(), any::<Index>(), framing(), any::<bool>(), sizes(), sizes());
    hold(256, any, |((text, ends), cut, framing, torn, chunks, writes)| {
        let users: Vec<types::User> = serde_json::from_str(&text).unwrap();
        let closed = text.trim_end().as_bytes();
        let start = &closed[..cut.index(closed.len())];
        let whole = ends.iter().filter(|end| **end <= start.len()).count();
        // Either the server says that this is all, or the connection ends before all is there.
        let (answer, kind) = match framing {
            Framing::Length | Framing::Chunks if torn => {
                (framing.answer(text.len(), &split(start, &chunks), &writes).close(), ErrorKind::Transport)
            }
            _ => (framing.whole(start, &chunks, &writes), ErrorKind::Decode),
        };
        let read = line.read::<types::User>(answer.clone());
        prop_assert_eq!(&read.elements, &users[..whole]);
        prop_assert_eq!(read.refused, 0);
        for error in [read.end.unwrap(), line.collect(answer).unwrap_err()] {
            prop_assert_eq!((error.kind(), error.status().unwrap().as_u16(), error.attempts()), (kind, 200, 1));
            error_is_clean(&error);
        }
        Ok(())
    });
}

/// Bytes of any kind, most of them such that something is made of them.
fn bytes(pieces: &'static [&'static [u8]]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => select(pieces).prop_map(<[u8]>::to_vec),
        1 => vec(any::<u8>(), 0..4),
    ];
    let like = vec(piece, 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => like, 1 => vec(any::<u8>(), 0..300)]
}

const JSON: &[&[u8]] = &[
    b"[", b"[", b"]", b"]", b"{", b"}", b"{}", b"[]", b",", b",", b",", b":", b"\"", b"\"\"", b"\"a\":", b"\\",
    b"\\u00e9", b"\\ud800", b"1", b"-0.5e3", b"tru", b"true", b"null", b" ", b"\n", b"{\"uuid\":1}", b"\xc3\xa9",
    b"\xff", b"\0",
];

#[test]
fn any_bytes_are_a_list_exactly_when_they_are_one_of_json() {
    let line = Line::new();
    hold(512, (bytes(JSON), any::<bool>(), framing(), sizes(), sizes()), |(text, open, framing, chunks, writes)| {
        let text = if open { [b"[", &text[..], b"]"].concat() } else { text };
        let read = line.read::<Value>(framing.whole(&text, &chunks, &writes));
        prop_assert!(read.bytes <= text.len() as u64);
        if let Ok(expected) = serde_json::from_slice::<Vec<Value>>(&text) {
            prop_assert!(read.end.is_none() && read.refused == 0, "{:?}", read.end);
            prop_assert_eq!(read.elements, expected);
        } else {
            prop_assert!(read.end.is_some() || read.refused > 0);
            prop_assert!(read.end.is_none_or(|error| error.kind() == ErrorKind::Decode));
        }
        Ok(())
    });
}

const HTTP: &[&[u8]] = &[
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.0 200 OK\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\n",
    b"\r\n",
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b" ",
    b":",
    b"content-length: 3\r\n",
    b"content-length: 99999999999999999999\r\n",
    b"transfer-encoding: chunked\r\n",
    b"transfer-encoding: gzip\r\n",
    b"content-encoding: gzip\r\n",
    b"connection: close\r\n",
    b"connection: upgrade\r\n",
    b"location: /\r\n",
    b"[1]",
    b"3\r\n[1]\r\n",
    b"0\r\n\r\n",
    b"ffffffffffffffff\r\n",
    b"1;x=y\r\n[\r\n",
    b"\x1f\x8b\x08\0\0\0\0\0\0\xff",
];

#[test]
fn any_bytes_in_place_of_an_answer_end_in_a_list_or_in_one_error() {
    let line = Line::new();
    let starts: [&[u8]; 4] = [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n",
    ];
    hold(512, (select(starts.to_vec()), bytes(HTTP), sizes()), |(start, bytes, writes)| {
        let bytes = [start, &bytes].concat();
        let answer = split(&bytes, &writes).into_iter().fold(Answer::silent(), Answer::send).close();
        let read = line.read::<Value>(answer);
        if let Some(error) = read.end {
            prop_assert!(!matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Connect), "{}", error);
            prop_assert!(error.body().len() <= 64 << 10);
            error_is_clean(&error);
        }
        Ok(())
    });
    assert_eq!(line.read::<u8>(Answer::json("[1,2]")).elements, [1, 2]);
}

#[test]
fn whatever_arrives_no_more_is_read_for_an_item_than_one_may_hold() {
    let line = Line::new();
    // The first byte after the white space decides whether an element has begun.
    let begun = select(&["[\"", "[[", "[{\"a\":", "[1,{\"", "[7", "[x", "x", "{", "[1 1", "\u{feff}["][..]);
    let endless = vec(select(&["a", "[", "{", ":", "7", " ", "\\\\", "\\\"", "\u{e9}"][..]), 1..20)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("white space between elements belongs to none", |text| !text.trim().is_empty());
    hold(12, (begun, endless), |(begun, endless)| {
        let body = begun.to_owned() + &endless.repeat((17 << 20) / endless.len());
        let read = line.read::<Value>(Framing::Length.whole(body.as_bytes(), &[body.len()], &[1 << 16]));
        let error = read.end.unwrap();
        let most = if error.kind() == ErrorKind::TooLarge { 16 << 20 } else { 64 << 10 };
        // What is in the buffers below comes on top.
        prop_assert!(read.longest <= most + (1 << 20), "{} bytes for {}", read.longest, error);
        prop_assert!(error.body().len() <= 64 << 10);
        Ok(())
    });
}
