//! What went wrong is told apart, and what came with it is kept.

use std::error::Error as _;
use std::time::Duration;

use thanos_api::{Client, Error, ErrorKind, Retry};
use tokio::net::TcpListener;

use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

/// The error of a call that is made once.
pub(crate) async fn error_of(answer: Answer) -> Error {
    let server = Server::start([answer]).await;
    let client = server.client().retry(Retry::never()).build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    let streamed = match client.get_all_users().stream().await {
        Err(error) => error,
        Ok(mut stream) => loop {
            match stream.next().await.expect("the stream fails like send()") {
                Ok(_) => {}
                Err(error) => break error,
            }
        },
    };
    assert_eq!(error.kind(), streamed.kind(), "{error} / {streamed}");
    error
}

pub(crate) fn status(error: &Error) -> Option<u16> {
    error.status().map(|status| status.as_u16())
}

#[tokio::test]
async fn nothing_listening_is_a_connect_error() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let client = Client::builder()
        .base_url(&format!("http://{address}"))
        .token(TOKEN)
        .credentials(USERNAME, PASSWORD)
        .retry(Retry::never())
        .build()
        .unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.status()), (ErrorKind::Connect, 1, None));
    assert!(error.to_string().contains("refused"), "{error}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn what_is_not_http_is_a_transport_error() {
    for raw in [
        "SSH-2.0-OpenSSH_9.6\r\n\r\n".to_owned(),
        "<h1>hello</h1>".to_owned(),
        "HTTP/9.9 200 OK\r\n\r\n".to_owned(),
        "HTTP/1.1 2000 OK\r\n\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx".to_owned(),
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(200)),
        format!("HTTP/1.1 200 OK\r\na: {}\r\n\r\n", "b".repeat(1 << 20)),
    ] {
        let error = error_of(Answer::raw(raw.clone()).close()).await;
        assert_eq!((error.kind(), error.status()), (ErrorKind::Transport, None), "{}", &raw[..raw.len().min(60)]);
    }
}

#[tokio::test]
async fn a_body_that_breaks_is_a_transport_error_with_the_head() {
    let cut = &SAMPLE[..SAMPLE.len() / 2];
    let by_length = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{cut}", SAMPLE.len());
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    let by_chunk = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}", chunk(cut));
    let unfinished = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}", chunk(SAMPLE));
    let bad_chunk = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n[]\r\n0\r\n\r\n".to_owned();
    let closed = "the connection was closed in the middle of the body";
    for (answer, message) in [
        (Answer::raw(by_length.clone()).close(), closed),
        (Answer::raw(by_length).pause(Duration::from_millis(50)).reset(), closed),
        (Answer::raw(by_chunk).close(), closed),
        (Answer::raw(unfinished).close(), closed),
        (Answer::raw(bad_chunk).close(), "the body broke off"),
    ] {
        let error = error_of(answer).await;
        assert_eq!((error.kind(), status(&error), error.attempts()), (ErrorKind::Transport, Some(200), 1), "{error}");
        assert_eq!(error.to_string(), message);
    }
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn compression_that_is_corrupt_or_cut_off_is_a_transport_error() {
    let headers = [("content-encoding", "gzip"), ("content-type", "application/json")];
    // `[]`: head, one stored block, checksum and length.
    let member = b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x01\x02\0\xfd\xff[]\x29\xbb\x4c\x0d\x02\0\0\0";
    let mut wrong_sum = *member;
    wrong_sum[17] ^= 1;
    let (corrupt, cut) = ("the body's compression is corrupt", "the body's compression is cut off");
    for (body, message) in
        [(SAMPLE.as_bytes(), corrupt), (&wrong_sum, corrupt), (&member[..12], cut), (&member[..20], cut)]
    {
        let error = error_of(Answer::with(200, &headers, body)).await;
        assert_eq!((error.kind(), status(&error)), (ErrorKind::Transport, Some(200)), "{error}");
        assert_eq!(error.to_string(), message);
    }
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", member.len());
    let error = error_of(Answer::raw([head.as_bytes(), &member[..20]].concat()).close()).await;
    assert_eq!(error.to_string(), "the connection was closed in the middle of the body");
}

#[tokio::test]
async fn text_that_is_not_the_expected_json_is_a_decode_error() {
    for text in ["", "null", "{}", "\"text\"", "[", "[{}", "[] []", "not json", "[1]"] {
        let error = error_of(Answer::json(text)).await;
        assert_eq!((error.kind(), status(&error)), (ErrorKind::Decode, Some(200)), "{text}");
    }
}

#[tokio::test]
async fn send_fails_at_the_first_element_that_cannot_be_decoded() {
    let mut users: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    users[1]["person"]["email"] = 7.into();
    let error = error_of(Answer::json(users.to_string())).await;
    assert_eq!((error.kind(), error.index(), error.path()), (ErrorKind::Decode, Some(1), Some("/person/email")));
    assert!(error.to_string().starts_with("element 1: "), "{error}");
    assert!(error.body().is_empty());
}

#[tokio::test]
async fn an_answer_is_given_with_its_status_headers_and_attempts() {
    let headers = [("content-type", "text/plain"), ("x-request-id", "r-2")];
    let server = Server::start([Answer::with(200, &headers, SAMPLE)]).await;
    let answer = server.client().build().unwrap().get_all_users().send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.request_id(), answer.attempts()), (200, Some("r-2"), 1));
    assert_eq!(answer.headers()["content-type"], "text/plain");
    assert_eq!(answer[0].person.first_name, "Jason ");
    assert_eq!(answer.into_inner().len(), 2);
}

#[tokio::test]
async fn an_argument_that_cannot_be_taken_is_an_invalid_request_and_nothing_is_sent() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server.client().build().unwrap();
    let error =
        client.get_all_users().body_map(|_| thanos_api::types::Credentials::builder()).send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
    assert_eq!(error.to_string(), "no value supplied for password");
    assert_eq!(server.connections(), 0);
}
