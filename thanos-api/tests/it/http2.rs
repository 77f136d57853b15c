//! HTTP/2 where the server offers it.

mod server;

use std::time::Duration;

use h2::Reason;
use http::Version;
use thanos_api::{Error, ErrorKind, Retry};

use crate::cancellation::{collect, drain, drop_everywhere};
use crate::errors::works;
use crate::pool::until;
use crate::server::{PASSWORD, TOKEN, USERNAME};
pub(crate) use server::{Server, Turn};

/// A call against a server that does this, request by request: the attempts of its answer, and the requests.
async fn call(turns: &[Turn], retry: Retry) -> (Result<u32, Error>, usize) {
    let server = Server::start(turns).await;
    let client = server.client().retry(retry.max_delay(Duration::ZERO)).build().unwrap();
    let result = client.get_all_users().send().await;
    let requests = server.requests();
    (result.map(|users| users.attempts()), requests)
}

#[tokio::test]
async fn http2_is_spoken_where_it_is_offered() {
    let server = Server::start([Turn::Answer]).await;
    let client = server.client().build().unwrap();
    works(&client).await;
    works(&client).await;
    let seen = server.seen();
    assert_eq!((seen.len(), server.connections(), seen[0].version), (2, 1, Version::HTTP_2));
    assert_eq!(seen[0].headers["authorization"], format!("Token {TOKEN}"));
    assert_eq!(seen[0].headers["content-length"], seen[0].body.len().to_string());
    let body: serde_json::Value = serde_json::from_slice(&seen[0].body).unwrap();
    assert_eq!(body, serde_json::json!({"username": USERNAME, "password": PASSWORD}));
}

#[tokio::test]
async fn a_refused_request_is_repeated_and_counted() {
    for refusal in [
        Turn::Refuse(Reason::REFUSED_STREAM),
        Turn::Refuse(Reason::INTERNAL_ERROR),
        Turn::GoAway(Reason::NO_ERROR),
        Turn::GoAway(Reason::ENHANCE_YOUR_CALM),
        Turn::Hangup,
    ] {
        let (result, requests) = call(&[refusal, Turn::Answer], Retry::default()).await;
        assert_eq!((result.unwrap(), requests), (2, 2), "{refusal:?}");

        let (result, requests) = call(&[refusal, Turn::Answer], Retry::never()).await;
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), requests), (ErrorKind::Transport, 1, 1), "{refusal:?}");
    }
}

#[tokio::test]
async fn a_server_that_resets_every_request_ends_the_call_after_the_last_attempt() {
    let (result, requests) = call(&[Turn::Refuse(Reason::INTERNAL_ERROR)], Retry::default()).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), requests), (ErrorKind::Transport, 3, 3));
}

#[tokio::test]
async fn a_head_beyond_all_limits_is_a_transport_error_that_is_not_repeated() {
    let server = Server::start([Turn::LargeHead, Turn::Answer]).await;
    let client = server.client().build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), server.requests()), (ErrorKind::Transport, 1, 1), "{error}");
    works(&client).await;
}

#[tokio::test]
async fn a_body_that_breaks_is_a_transport_error_after_its_whole_elements() {
    for turn in
        [Turn::PartAndReset(Reason::INTERNAL_ERROR), Turn::PartAndGoAway(Reason::INTERNAL_ERROR), Turn::PartAndHangup]
    {
        let server = Server::start([turn, Turn::Answer]).await;
        let client = server.client().build().unwrap();
        let mut stream = client.get_all_users().stream().await.unwrap();
        stream.next().await.unwrap().unwrap();
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "{turn:?}: {error}");
        assert_eq!(error.to_string(), "the connection was closed in the middle of the body", "{turn:?} {error:?}");
        assert_eq!(error.status().unwrap(), 200);
        assert!(stream.next().await.is_none());
        works(&client).await;
        assert_eq!(server.requests(), 2, "{turn:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_ended_without_an_error_is_a_decode_error_after_its_whole_elements() {
    let server = Server::start([Turn::PartAndReset(Reason::NO_ERROR), Turn::Answer]).await;
    let client = server.client().build().unwrap();
    let mut stream = client.get_all_users().stream().await.unwrap();
    stream.next().await.unwrap().unwrap();
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.index(), error.attempts()), (ErrorKind::Decode, None, 1), "{error}");
    works(&client).await;
}

#[tokio::test]
async fn a_call_may_be_dropped_at_any_await() {
    let server = Server::start([Turn::InPieces]).await;
    for calls_before in [0, 1] {
        let client = || server.client().build().unwrap();
        drop_everywhere(calls_before, client, collect).await;
        drop_everywhere(calls_before, client, drain).await;
    }
    until(|| server.open() == 0).await;
}

#[tokio::test]
async fn streams_that_are_dropped_leave_their_connection_to_the_next_call() {
    // Together these are more than the bytes that a connection lets be on the way.
    let server = Server::start([[Turn::Endless; 10].as_slice(), &[Turn::Answer]].concat()).await;
    let client = server.client().build().unwrap();
    for _ in 0..10 {
        let mut stream = client.get_all_users().stream().await.unwrap();
        stream.next().await.unwrap().unwrap();
    }
    works(&client).await;
    assert_eq!((server.requests(), server.connections()), (11, 1));
}
