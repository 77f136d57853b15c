//! An answer with another status than the expected one: what of it is kept, and what is said.

use std::time::Duration;

use thanos_api::{ErrorKind, Retry};

use crate::errors::{error_of, status, works};
use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

const HTML: (&str, &str) = ("content-type", "text/html; charset=utf-8");

#[tokio::test]
async fn every_status_but_the_success_is_a_status_error_with_all_that_came() {
    for code in [201, 202, 203, 204, 205, 206, 226, 299, 300, 304, 401, 503, 600, 999] {
        let headers = [("content-type", "application/json"), ("x-request-id", "r-1")];
        let body = if code == 204 || code == 304 { "" } else { r#"{"detail":"no"}"# };
        let error = error_of(Answer::with(code, &headers, body)).await;
        assert_eq!((error.kind(), status(&error)), (ErrorKind::Status, Some(code)));
        assert_eq!(error.body(), body.as_bytes(), "{code}");
        assert_eq!((error.request_id(), error.attempts()), (Some("r-1"), 1));
        assert_eq!(error.headers().unwrap()["content-type"], "application/json");
        assert!(error.to_string().contains(&code.to_string()), "{error}");
        assert!(!error.to_string().contains("detail"), "{error}");
    }
}

#[tokio::test]
async fn every_4xx_and_5xx_is_told_whatever_its_body() {
    let echo = format!(r#"{{"username": "{USERNAME}", "password": "{PASSWORD}", "token": "{TOKEN}"}}"#);
    let bodies = ["", r#"{"detail":"no"}"#, "<h1>No</h1>", &echo];
    let cases = || (400..600).flat_map(|code| bodies.map(|body| (code, body)));
    // Each for send() and for stream(), all over one client.
    let answers = cases().flat_map(|(code, body)| [(); 2].map(|()| Answer::with(code, &[HTML], body)));
    let server = Server::start(answers.chain([Answer::json(SAMPLE)])).await;
    let client = server.client().retry(Retry::never()).build().unwrap();
    for (code, body) in cases() {
        let sent = client.get_all_users().send().await.unwrap_err();
        let streamed = client.get_all_users().stream().await.unwrap_err();
        for error in [sent, streamed] {
            assert_eq!((error.kind(), status(&error), error.attempts()), (ErrorKind::Status, Some(code), 1));
            assert_eq!(error.body(), body.as_bytes(), "{code}");
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(&code.to_string()) && shown.contains("text/html"), "{shown}");
            assert!(![USERNAME, PASSWORD, TOKEN].iter().any(|secret| shown.contains(secret)), "{shown}");
        }
    }
    works(&client).await;
    assert_eq!(server.requests().len(), cases().count() * 2 + 1);
}

#[tokio::test]
async fn a_switch_of_protocols_that_nobody_asked_for_is_a_status() {
    let error =
        error_of(Answer::raw("HTTP/1.1 101 Whatever\r\nupgrade: a\r\nconnection: upgrade\r\n\r\n[]").close()).await;
    assert_eq!((error.kind(), status(&error)), (ErrorKind::Status, Some(101)));
}

#[tokio::test]
async fn a_documented_status_carries_its_meaning() {
    let error = error_of(Answer::with(401, &[], "")).await;
    let meaning = "Generally, the username or password is incorrect";
    assert_eq!(error.meaning(), Some(meaning));
    assert_eq!(
        error.to_string(),
        "the server answered 401 Unauthorized: generally, the username or password is incorrect"
    );
    assert_eq!(error_of(Answer::with(500, &[], "")).await.meaning(), None);
}

#[tokio::test]
async fn an_error_that_is_not_json_names_its_content_type() {
    let error = error_of(Answer::with(502, &[HTML], "<h1>Bad Gateway</h1>")).await;
    assert_eq!(error.to_string(), "the server answered 502 Bad Gateway (content type text/html)");
    assert_eq!(error.body(), b"<h1>Bad Gateway</h1>");

    let error = error_of(Answer::with(200, &[HTML], "<h1>Hello</h1>")).await;
    assert_eq!((error.kind(), status(&error)), (ErrorKind::Decode, Some(200)));
    assert!(error.to_string().ends_with("(content type text/html)"), "{error}");
    assert_eq!(error.body(), b"<h1>Hello</h1>");
}

#[tokio::test]
async fn the_first_64_kib_of_an_error_body_are_kept() {
    for (length, kept) in [(0, 0), (65_535, 65_535), (65_536, 65_536), (65_537, 65_536), (64 << 20, 65_536)] {
        let error = error_of(Answer::with(500, &[], "x".repeat(length))).await;
        assert_eq!(error.body().len(), kept);
    }
}

#[tokio::test]
async fn an_error_body_that_breaks_keeps_what_came() {
    let head = "HTTP/1.1 403 Forbidden\r\ncontent-length: 100\r\n\r\npart";
    for answer in [Answer::raw(head).close(), Answer::raw(head).pause(Duration::from_millis(50)).reset()] {
        let error = error_of(answer).await;
        assert_eq!((error.kind(), status(&error), error.body()), (ErrorKind::Status, Some(403), &b"part"[..]));
    }
}
