//! What is repeated, what never is, and how long it takes at most.

use std::time::Duration;

use thanos_api::{Client, Error, ErrorKind, Retry};
use tokio::net::TcpListener;

use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

/// Three attempts, and no waiting between them.
fn at_once() -> Retry {
    Retry::default().max_delay(Duration::ZERO)
}

/// What a call comes to whose every attempt gets the same answer, and how many requests that took.
async fn always(answer: Answer) -> (Error, usize) {
    let server = Server::start([answer]).await;
    let client = server.client().retry(at_once()).build().unwrap();
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
async fn no_other_status_is_ever_repeated() {
    for code in [201, 204, 206, 304, 400, 401, 403, 404, 408, 415, 425, 500, 501, 504, 507, 599] {
        let (error, requests) = always(Answer::new(code)).await;
        assert_eq!((error.kind(), requests), (ErrorKind::Status, 1), "{code}");
    }
    let (error, requests) = always(Answer::with(301, &[("location", "/")], "")).await;
    assert_eq!((error.kind(), requests), (ErrorKind::Redirect, 1));
}

#[tokio::test]
async fn a_401_that_would_succeed_the_second_time_is_not_tried_again() {
    let server = Server::start([Answer::new(401), Answer::json("[]")]).await;
    let client = server.client().retry(at_once()).build().unwrap();
    assert_eq!(client.get_all_users().send().await.unwrap_err().attempts(), 1);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn nothing_is_repeated_once_the_head_of_a_success_has_arrived() {
    let cut = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n[", SAMPLE.len());
    for answer in [Answer::raw(cut).close(), Answer::json("[1]"), Answer::json("nonsense")] {
        let (_, requests) = always(answer).await;
        assert_eq!(requests, 1);
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
        let (error, requests) = always(Answer::with(429, &[("retry-after", value)], "")).await;
        assert_eq!((requests, error.retry_after()), (3, told), "{value:?}");
    }
}

#[tokio::test]
async fn a_retry_after_is_waited_for() {
    let server = Server::start([Answer::with(429, &[("retry-after", "1")], ""), Answer::json("[]")]).await;
    let client = server.client().retry(Retry::default().max_delay(Duration::from_secs(1))).build().unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(client.get_all_users().send().await.unwrap().attempts(), 2);
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_wait_that_does_not_fit_into_the_timeout_ends_the_call_with_the_error_it_has() {
    let server = Server::start([Answer::with(429, &[("retry-after", "20")], "")]).await;
    let client = server.client().timeout(Duration::from_secs(10)).build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16(), error.attempts()), (ErrorKind::Status, 429, 1));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_connection_closed_while_idle_costs_no_call() {
    let server = Server::start([Answer::json("[]").close()]).await;
    let client = server.client().retry(at_once()).build().unwrap();
    for _ in 0..20 {
        client.get_all_users().send().await.unwrap();
    }
}
