//! What went wrong is told apart, and what came with it is kept.

use std::error::Error as _;
use std::time::Duration;

use thanos_api::{ArrayStream, Client, ClientBuilder, Error, ErrorKind, Retry, types};
use tokio::net::TcpListener;

use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

/// The error of a call that is made once, after which the next one on the same client works.
pub(crate) async fn error_of(answer: Answer) -> Error {
    fault_of(answer).await.1
}

/// The same, and how many elements a stream gives out before it.
pub(crate) async fn fault_of(answer: Answer) -> (usize, Error) {
    let server = Server::start([answer.clone(), answer, Answer::json(SAMPLE)]).await;
    let client = server.client().retry(Retry::never()).build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    let (elements, streamed) = match client.get_all_users().stream().await {
        Err(error) => (0, error),
        Ok(stream) => first_error(stream).await,
    };
    assert_eq!(told(&error), told(&streamed));
    assert_eq!((error.attempts(), server.requests().len()), (1, 2), "{error}");
    works(&client).await;
    (elements, error)
}

async fn first_error(mut stream: ArrayStream<types::User>) -> (usize, Error) {
    let mut elements = 0;
    loop {
        match stream.next().await.expect("the stream fails like send()") {
            Ok(_) => elements += 1,
            Err(error) => {
                assert!(error.index().is_some() || stream.next().await.is_none(), "{error}");
                return (elements, error);
            }
        }
    }
}

fn told(error: &Error) -> (ErrorKind, Option<u16>, Option<u64>, Option<&str>, u32, String) {
    (error.kind(), status(error), error.index(), error.path(), error.attempts(), error.to_string())
}

/// Whatever went wrong before: a call for the sample succeeds.
pub(crate) async fn works(client: &Client) {
    // A connection that is just being closed may cost an attempt, and no more than that.
    let client = client.with_retry(Retry::default().max_delay(Duration::ZERO));
    assert_eq!(client.get_all_users().send().await.expect("the next call works").len(), 2);
}

pub(crate) fn status(error: &Error) -> Option<u16> {
    error.status().map(|status| status.as_u16())
}

#[tokio::test]
async fn nothing_listening_is_a_connect_error() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let client = once(&format!("http://{address}")).build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.status()), (ErrorKind::Connect, 1, None));
    assert_eq!(error.to_string(), "the connection was refused: nothing listens there");
    assert!(error.source().is_some());

    let _server = Server::start_at(address, [Answer::json(SAMPLE)]).await;
    works(&client).await;
}

#[tokio::test]
async fn what_cannot_be_reached_is_a_connect_error() {
    // To no host at all, and to a name with a label longer than names may have: both end here,
    // before anything has gone to a network.
    let long = "a".repeat(64);
    for (host, message) in
        [("255.255.255.255", "no connection could be made"), (&long, "the server's name could not be resolved")]
    {
        let client = once(&format!("http://{host}")).danger_allow_http().build().unwrap();
        let error = client.get_all_users().send().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), error.status()), (ErrorKind::Connect, 1, None), "{error}");
        assert_eq!(error.to_string(), message);
    }
}

/// A client that makes a single attempt.
fn once(base_url: &str) -> ClientBuilder {
    Client::builder().base_url(base_url).token(TOKEN).credentials(USERNAME, PASSWORD).retry(Retry::never())
}

#[tokio::test]
async fn text_that_is_not_the_expected_json_is_a_decode_error() {
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| SAMPLE.encode_utf16().flat_map(to_bytes).collect::<Vec<_>>();
    let whole = SAMPLE.trim_end();
    // As the page prints its sample.
    let comma = format!("{},]", whole.strip_suffix(']').unwrap());
    for (text, elements) in [
        (b"".to_vec(), 0),
        (b"null".to_vec(), 0),
        (b"{}".to_vec(), 0),
        (b"\"text\"".to_vec(), 0),
        (b"<html>".to_vec(), 0),
        (b"[".to_vec(), 0),
        (b"[\0]".to_vec(), 0),
        (vec![b'['; 100_000], 0),
        (b"[{\"a\":".repeat(50_000), 0),
        (whole[..whole.len() - 1].into(), 2),
        (comma.into(), 2),
        (format!("{SAMPLE}[]").into(), 2),
        (format!("{SAMPLE}text").into(), 2),
        (format!("{SAMPLE}\0").into(), 2),
        (format!("\u{feff}{SAMPLE}").into(), 0),
        (utf16(u16::to_le_bytes), 0),
        (utf16(u16::to_be_bytes), 0),
    ] {
        let (given, error) = fault_of(Answer::json(&text)).await;
        let start = String::from_utf8_lossy(&text[..text.len().min(20)]);
        assert_eq!((error.kind(), status(&error), given), (ErrorKind::Decode, Some(200), elements), "{start:?}");
        assert_eq!((error.index(), error.path()), (None, None), "{start:?}");
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
