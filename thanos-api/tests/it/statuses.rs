//! An answer with another status than the expected one: what of it is kept, and what is said.

use std::time::Duration;

use thanos_api::ErrorKind;

use crate::errors::{error_of, status};
use crate::server::Answer;

const HTML: (&str, &str) = ("content-type", "text/html; charset=utf-8");

#[tokio::test]
async fn every_status_but_the_success_is_a_status_error_with_all_that_came() {
    for code in [201, 202, 204, 206, 300, 304, 400, 401, 403, 404, 405, 406, 415, 418, 429, 500, 502, 503, 504, 599] {
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
    for (length, kept) in [(0, 0), (65_535, 65_535), (65_536, 65_536), (65_537, 65_536), (4_000_000, 65_536)] {
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
