//! Answers that are framed in odd ways: what HTTP allows is understood, and the rest is told apart.

use std::time::Duration;

use thanos_api::ErrorKind;

use crate::chunked::chunk;
use crate::errors::{error_of, fault_of, status, works};
use crate::server::{Answer, SAMPLE, Server};

const CHUNKED: &str = "transfer-encoding: chunked\r\n";
const CLOSED: &str = "the connection was closed in the middle of the body";
const BROKEN_OFF: &str = "the body broke off";

/// 200 with these header lines and this body, and nothing added.
fn ok(head: &str, body: impl AsRef<[u8]>) -> Answer {
    Answer::raw([format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body.as_ref()].concat())
}

fn length(bytes: usize) -> String {
    format!("content-length: {bytes}\r\n")
}

/// A body as one chunk, with the last one after it.
fn chunked(body: &str) -> Vec<u8> {
    [&chunk(body)[..], b"0\r\n\r\n"].concat()
}

#[tokio::test]
async fn what_is_not_http_is_a_transport_error() {
    let first_lines = [
        "<h1>hello</h1>", "SSH-2.0-OpenSSH_9.6", "ICY 200 OK", "\0\0\0", "HTTP/1.1", "HTTP/1.1 abc OK",
        "HTTP/1.1 99 Low", "HTTP/1.1 000 None", "HTTP/1.1 2000 OK", "HTTP/2.0 200 OK", "HTTP/9.9 200 OK",
        "HTTP/1.1 200 O\0K",
    ];
    for line in first_lines {
        not_http(line, &format!("{line}\r\n\r\n")).await;
    }
    let headers = [
        "no colon",
        ": no name",
        "a b: c",
        "a: \0",
        "a: b\r\n folded",
        "content-length: ",
        "content-length: -1",
        "content-length: 0x2",
        "content-length: 1, 2",
        "content-length: 2\r\ncontent-length: 3",
        "content-length: 99999999999999999999999",
    ];
    for header in headers {
        not_http(header, &format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n[]")).await;
    }
    not_http("a flood of headers", &format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(200))).await;
    not_http("a header of 1 MiB", &format!("HTTP/1.1 200 OK\r\na: {}\r\n\r\n", "b".repeat(1 << 20))).await;
}

async fn not_http(name: &str, raw: &str) {
    let error = error_of(Answer::raw(raw).close()).await;
    assert_eq!((error.kind(), status(&error)), (ErrorKind::Transport, None), "{name:?}");
    assert_eq!(error.to_string(), "the answer is not HTTP, or its head is too long", "{name:?}");
}

#[tokio::test]
async fn a_body_that_breaks_is_a_transport_error_after_its_whole_elements() {
    let cut = &SAMPLE[..SAMPLE.len() * 3 / 4];
    let (said, some) = (length(SAMPLE.len()), Duration::from_millis(50));
    for (name, answer, elements) in [
        ("cut by length", ok(&said, cut).close(), 1),
        ("reset within its length", ok(&said, cut).pause(some).reset(), 1),
        ("shorter than said", ok(&length(SAMPLE.len() + 1), SAMPLE).close(), 2),
        ("cut between chunks", ok(CHUNKED, chunk(cut)).close(), 1),
        ("cut within a chunk", ok(CHUNKED, &chunk(SAMPLE)[..SAMPLE.len() * 3 / 4]).close(), 1),
        ("without its last chunk", ok(CHUNKED, chunk(SAMPLE)).close(), 2),
        ("reset within a chunk", ok(CHUNKED, &chunk(SAMPLE)[..SAMPLE.len() * 3 / 4]).pause(some).reset(), 1),
        ("reset without a length", ok("", cut).pause(some).reset(), 1),
    ] {
        let (given, error) = fault_of(answer).await;
        assert_eq!((error.kind(), status(&error), given), (ErrorKind::Transport, Some(200), elements), "{name}");
        assert_eq!(error.to_string(), CLOSED, "{name}");
    }
}

#[tokio::test]
async fn chunks_that_are_framed_wrongly_are_a_transport_error() {
    let extension = format!("2;{}\r\n[]\r\n0\r\n\r\n", "x".repeat(1 << 20));
    let trailers = format!("2\r\n[]\r\n0\r\n{}\r\n", "a: b\r\n".repeat(100_000));
    for body in [
        "xyz\r\n[]\r\n0\r\n\r\n",
        "-1\r\n[]\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n[]",
        "\r\n",
        "2\r\n[]XX0\r\n\r\n",
        "2\n[]\n0\n\n",
        "2\r\n[]\r\n0\r\nno trailer\r\n\r\n",
        &extension,
        &trailers,
    ] {
        let error = error_of(ok(CHUNKED, body).close()).await;
        assert_eq!(
            (error.kind(), status(&error)),
            (ErrorKind::Transport, Some(200)),
            "{:?}",
            &body[..8.min(body.len())]
        );
        assert_eq!(error.to_string(), BROKEN_OFF);
    }
}

#[tokio::test]
async fn a_body_that_ends_cleanly_too_early_is_a_decode_error_after_its_whole_elements() {
    let part = SAMPLE.len() * 3 / 4;
    for (name, answer) in [
        ("by its length", ok(&length(part), SAMPLE)),
        ("by the connection's end", ok("", &SAMPLE[..part]).close()),
        ("by its last chunk", ok(CHUNKED, chunked(&SAMPLE[..part]))),
    ] {
        let (elements, error) = fault_of(answer).await;
        assert_eq!((error.kind(), status(&error), elements), (ErrorKind::Decode, Some(200), 1), "{name}");
        assert_eq!((error.index(), error.path()), (None, None), "{name}");
        assert!(error.to_string().contains("it ends before its closing bracket"), "{error}");
    }
}

#[tokio::test]
async fn what_http_allows_is_understood() {
    let said = length(SAMPLE.len());
    let whole = format!("HTTP/1.1 200 OK\r\n{said}\r\n{SAMPLE}");
    let extended = format!("{:x};a=b\r\n{SAMPLE}\r\n0\r\nsum: 1\r\n\r\n", SAMPLE.len());
    let mut answers = vec![
        ("HTTP/1.0", Answer::raw(whole.replace("HTTP/1.1", "HTTP/1.0")).close()),
        ("no reason", Answer::raw(whole.replace(" OK", ""))),
        ("an empty line before", Answer::raw(format!("\r\n{whole}"))),
        ("a length twice", ok(&format!("{said}{said}"), SAMPLE)),
        ("chunks beside a length", ok(&format!("content-length: 3\r\n{CHUNKED}"), chunked(SAMPLE))),
        ("extensions and trailers", ok(CHUNKED, extended)),
        ("no length", ok("", SAMPLE).close()),
        ("text beyond the length", ok(&said, format!("{SAMPLE}garbage"))),
        (
            "an answer that nobody asked for",
            Answer::raw(format!("{whole}HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n")),
        ),
    ];
    for before in ["100 Continue", "102 Processing", "103 Early Hints\r\nlink: </a>", "199 Odd"] {
        let before = format!("HTTP/1.1 {before}\r\n\r\n");
        answers.push(("one before it", Answer::raw(format!("{before}{whole}"))));
        answers.push(("many before it", Answer::raw(before.repeat(1000)).send(whole.clone())));
    }
    // What is not named as gzip alone is taken as it comes.
    for encoding in ["br", "deflate", "zstd", "identity", "gzip, gzip", "nonsense"] {
        answers.push((encoding, Answer::with(200, &[("content-encoding", encoding)], SAMPLE)));
    }
    for (name, answer) in answers {
        let server = Server::start([answer, Answer::json(SAMPLE)]).await;
        let client = server.client().build().unwrap();
        let users = client.get_all_users().send().await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((users.len(), users.attempts()), (2, 1), "{name}");
        works(&client).await;
    }
}

#[tokio::test]
async fn an_unknown_compression_is_no_json() {
    let error = error_of(Answer::with(200, &[("content-encoding", "br")], b"\x1b\x03\x00\xf8\xff")).await;
    assert_eq!((error.kind(), status(&error)), (ErrorKind::Decode, Some(200)));
    assert_eq!(error.headers().unwrap()["content-encoding"], "br");
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn compression_that_is_corrupt_or_cut_off_is_a_transport_error() {
    let gzip = "content-encoding: gzip\r\n";
    // `[]`: head, one stored block, checksum and length.
    let member = b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x01\x02\0\xfd\xff[]\x29\xbb\x4c\x0d\x02\0\0\0";
    let mut wrong_sum = *member;
    wrong_sum[17] ^= 1;
    let (corrupt, cut) = ("the body's compression is corrupt", "the body's compression is cut off");
    let whole = |body: &[u8]| Answer::with(200, &[("content-encoding", "gzip")], body);
    for (answer, message) in [
        (whole(SAMPLE.as_bytes()), corrupt),
        (whole(&wrong_sum), corrupt),
        (whole(&member[..12]), cut),
        (whole(&member[..20]), cut),
        (ok(gzip, &member[..20]).close(), cut),
        (ok(&format!("{gzip}{}", length(member.len())), &member[..20]).close(), CLOSED),
        (ok(&format!("{gzip}{CHUNKED}"), chunk(&member[..20])).close(), CLOSED),
    ] {
        let error = error_of(answer).await;
        assert_eq!((error.kind(), status(&error)), (ErrorKind::Transport, Some(200)), "{error}");
        assert_eq!(error.to_string(), message);
    }
}
