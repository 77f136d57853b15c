//! What is repeated, what never is, and how long it takes at most.

use std::time::Duration;

use thanos_api::{Client, ClientBuilder, Error, ErrorKind, Retry};
use tokio::net::TcpListener;

use crate::errors::works;
use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

/// Soon enough for a test, and long enough for anything on loopback that is not silent.
const SOON: Duration = Duration::from_millis(300);

/// Three attempts, and no waiting between them.
fn at_once() -> Retry {
    Retry::default().max_delay(Duration::ZERO)
}

/// What a call comes to whose every attempt gets the same answer, and how many requests that took.
async fn always(answer: Answer) -> (Error, usize) {
    always_with(answer, |builder| builder).await
}

async fn always_with(answer: Answer, settings: fn(ClientBuilder) -> ClientBuilder) -> (Error, usize) {
    let server = Server::start([answer]).await;
    let client = settings(server.client().retry(at_once())).build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!(error.attempts() as usize, server.requests().len(), "{error}");
    (error, server.requests().len())
}

#[tokio::test]
async fn a_call_succeeds_once_the_server_is_back() {
    for busy in [429, 502, 503] {
        let server = Server::start([Answer::new(busy), Answer::new(busy), Answer::json(SAMPLE)]).await;
        let client = server.client().retry(at_once()).build().unwrap();
        let answer = client.get_all_users().send().await.unwrap();
        assert_eq!((answer.len(), answer.attempts()), (2, 3));
        assert_eq!(server.connections(), 1, "an error that was read to its end leaves the connection fit");
        let requests = server.requests();
        assert_eq!((&requests[0].headers, &requests[0].body), (&requests[2].headers, &requests[2].body));
    }
}

#[tokio::test]
async fn a_stream_counts_its_attempts_too() {
    let server = Server::start([Answer::new(503), Answer::json(SAMPLE)]).await;
    let client = server.client().retry(at_once()).build().unwrap();
    assert_eq!(client.get_all_users().stream().await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_connection_closed_or_reset_before_the_answer_is_repeated() {
    for broken in [Answer::silent().close(), Answer::silent().reset()] {
        let (error, requests) = always(broken.clone()).await;
        assert_eq!((error.kind(), requests), (ErrorKind::Transport, 3));

        let server = Server::start([broken, Answer::json("[]")]).await;
        let client = server.client().retry(at_once()).build().unwrap();
        assert_eq!(client.get_all_users().send().await.unwrap().attempts(), 2);
    }
}

#[tokio::test]
async fn a_refused_connection_is_repeated() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let client = Client::builder()
        .base_url(&format!("http://{address}"))
        .token(TOKEN)
        .credentials(USERNAME, PASSWORD)
        .retry(at_once().attempts(4))
        .build()
        .unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 4));
}

#[tokio::test]
async fn a_connection_closed_within_the_head_is_repeated() {
    for head in ["HTTP/1.1 200 OK\r\ncontent-le", "HTTP/1.1 103 Early Hints\r\n\r\n"] {
        let (error, requests) = always(Answer::raw(head).close()).await;
        assert_eq!((error.kind(), error.status(), requests), (ErrorKind::Transport, None, 3));
    }
}

#[tokio::test]
async fn no_other_status_is_ever_repeated() {
    let codes = || (201..600).filter(|code| ![429, 502, 503].contains(code));
    let location = [("location", "/api/organizations/users/all/")];
    let answers = codes().flat_map(|code| [Answer::new(code), Answer::with(code, &location, "")]);
    let server = Server::start(answers).await;
    let client = server.client().retry(at_once()).build().unwrap();
    for code in codes().flat_map(|code| [code; 2]) {
        let error = client.get_all_users().send().await.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (code, 1));
    }
    assert_eq!(server.requests().len(), codes().count() * 2);
}

#[tokio::test]
async fn a_refusal_that_would_be_a_success_the_second_time_is_not_tried_again() {
    for code in [401, 403, 500, 504] {
        let server = Server::start([Answer::new(code), Answer::json(SAMPLE)]).await;
        let client = server.client().retry(at_once()).build().unwrap();
        assert_eq!(client.get_all_users().send().await.unwrap_err().attempts(), 1);
        assert_eq!(server.requests().len(), 1, "{code}");
        works(&client).await;
    }
}

#[tokio::test]
async fn a_timeout_is_never_repeated() {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", SAMPLE.len());
    for (answer, settings) in [
        (Answer::silent().stall(), (|builder| builder.response_timeout(SOON)) as fn(ClientBuilder) -> ClientBuilder),
        (Answer::silent().stall(), |builder| builder.timeout(SOON)),
        (Answer::raw("HTTP/1.1 200").stall(), |builder| builder.response_timeout(SOON)),
        (Answer::raw(head.clone()).stall(), |builder| builder.read_timeout(SOON)),
        (Answer::raw(head).send(&SAMPLE[..100]).stall(), |builder| builder.timeout(SOON)),
    ] {
        let (error, requests) = always_with(answer, settings).await;
        assert_eq!((error.kind(), requests), (ErrorKind::Timeout, 1), "{error}");
    }
}

#[tokio::test]
async fn nothing_is_repeated_once_the_head_of_a_success_has_arrived() {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", SAMPLE.len());
    for (answer, kind) in [
        (Answer::raw(head.clone()).close(), ErrorKind::Transport),
        (Answer::raw(head.clone()).pause(SOON / 6).reset(), ErrorKind::Transport),
        (Answer::raw(head).send("[").close(), ErrorKind::Transport),
        (Answer::json("[1]"), ErrorKind::Decode),
        (Answer::json("nonsense"), ErrorKind::Decode),
        (Answer::json(" ".repeat(1001)), ErrorKind::TooLarge),
    ] {
        let (error, requests) = always_with(answer, |builder| builder.max_body_bytes(1000)).await;
        assert_eq!((error.kind(), requests), (kind, 1), "{error}");
    }
}

#[tokio::test]
async fn what_is_not_http_is_not_repeated() {
    let (error, requests) = always(Answer::raw("nonsense\r\n\r\n").close()).await;
    assert_eq!((error.kind(), requests), (ErrorKind::Transport, 1));
}

#[tokio::test]
async fn never_means_one_attempt() {
    let server = Server::start([Answer::new(503)]).await;
    let client = server.client().build().unwrap();
    for once in [Retry::never(), Retry::default().attempts(0)] {
        let error = client.with_retry(once).get_all_users().send().await.unwrap_err();
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_retry_after_beyond_max_delay_ends_the_call_and_is_told() {
    for code in [429, 503] {
        let (error, requests) = always(Answer::with(code, &[("retry-after", "600")], "")).await;
        assert_eq!((requests, error.retry_after()), (1, Some(Duration::from_secs(600))));
        let absurd = "99999999999999999999999999";
        let (error, requests) = always(Answer::with(code, &[("retry-after", absurd)], "")).await;
        assert_eq!((requests, error.retry_after()), (1, Some(Duration::from_secs(u64::MAX))));
        let far = "Tue, 01 Jan 2999 00:00:00 GMT";
        let (error, requests) = always(Answer::with(code, &[("retry-after", far)], "")).await;
        assert!(requests == 1 && error.retry_after() > Some(Duration::from_secs(86_400)));
    }
}

#[tokio::test]
async fn a_retry_after_that_has_passed_or_cannot_be_read_holds_nothing_up() {
    let past = Some(Duration::ZERO);
    for (value, told) in
        [("0", past), ("Wed, 21 Oct 2015 07:28:00 GMT", past), ("soon", None), ("-1", None), ("1.5", None), ("", None)]
    {
        for code in [429, 503] {
            let (error, requests) = always(Answer::with(code, &[("retry-after", value)], "")).await;
            assert_eq!((requests, error.retry_after()), (3, told), "{value:?}");
        }
    }
}

#[tokio::test]
async fn a_wait_that_does_not_fit_into_the_timeout_ends_the_call_with_the_error_it_has() {
    let server = Server::start([Answer::with(429, &[("retry-after", "20")], "")]).await;
    let client = server.client().timeout(Duration::from_secs(10)).build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16(), error.attempts()), (ErrorKind::Status, 429, 1));
    assert_eq!(server.requests().len(), 1);
}
