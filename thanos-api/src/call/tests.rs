use std::cell::Cell;
use std::time::{Duration, SystemTime};

use http::Method;

use super::*;
use crate::operation::Status;
use crate::retry::Retry;

const POST: Operation = Operation {
    id: "post",
    method: Method::POST,
    path: "/",
    success: 200,
    statuses: &[Status { codes: 500..=599, meaning: "It broke" }],
    security: None,
    span: crate::trace::named!("POST /"),
};
const PUT: Operation = Operation { id: "put", method: Method::PUT, success: 204, ..POST };

const HOUR: Duration = Duration::from_secs(3600);

fn client() -> Client {
    let retry = Retry::default().max_delay(Duration::ZERO);
    Client::builder().base_url("http://127.0.0.1:1").token("t").retry(retry).build().unwrap()
}

/// What the generated code gives for an answer with this status and body.
fn answered(status: u16, body: &'static str) -> Attempt {
    let answer = http::Response::builder().status(status).body(body).unwrap();
    let answer = reqwest::Response::from(answer);
    if answer.status().is_success() {
        Ok(ResponseValue::stream(answer))
    } else {
        Err(progenitor_client::Error::UnexpectedResponse(answer))
    }
}

#[tokio::test]
async fn a_single_value_is_decoded() {
    let answer = one::<Vec<u8>, _>(&client(), &POST, || async { answered(200, "[1, 2]") }).await.unwrap();
    assert_eq!((&**answer, answer.attempts()), (&[1, 2][..], 1));
}

#[tokio::test]
async fn a_single_value_that_is_not_the_expected_one_keeps_its_text() {
    for (text, path) in
        [("", None), ("[1", None), ("[1] [2]", None), ("tru", None), ("{}", Some("")), ("[\"one\"]", Some("/0"))]
    {
        let error = one::<Vec<u8>, _>(&client(), &POST, || async { answered(200, text) }).await.unwrap_err();
        assert_eq!((error.kind(), error.index(), error.body()), (ErrorKind::Decode, None, text.as_bytes()));
        assert_eq!(error.path(), path, "{text}");
    }
}

#[tokio::test]
async fn a_single_value_is_bounded_like_a_list() {
    let settings = |client: &Client| client.settings().clone();
    let mut limited = client();
    let mut changed = settings(&limited);
    changed.limits.body_bytes = Some(3);
    limited.inner.0 = Arc::new(changed);
    let error = one::<Vec<u8>, _>(&limited, &POST, || async { answered(200, "[1, 2]") }).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn nothing_is_an_answer_with_the_right_status_alone() {
    assert_eq!(nothing(&client(), &PUT, || async { answered(204, "") }).await.unwrap().status(), 204);
    let error = nothing(&client(), &PUT, || async { answered(200, "[]") }).await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Status, &b"[]"[..]));
}

#[tokio::test]
async fn a_gateway_error_is_repeated_for_idempotent_methods_and_429_for_all() {
    for (operation, status, expected) in
        [(&POST, 503, 1), (&POST, 502, 1), (&POST, 429, 3), (&PUT, 503, 3), (&PUT, 504, 1)]
    {
        let made = Cell::new(0);
        let attempt = || async {
            made.set(made.get() + 1);
            answered(status, "")
        };
        let error = nothing(&client(), operation, attempt).await.unwrap_err();
        assert_eq!((made.get(), error.attempts()), (expected, expected), "{} {status}", operation.method);
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_is_waited_for_in_both_its_forms() {
    let date = httpdate::fmt_http_date(SystemTime::now() + HOUR);
    // A date is in whole seconds, and was made a moment ago.
    for (value, least) in [("3600", HOUR), (&date, Duration::from_secs(3500))] {
        let client = client().with_retry(Retry::default().max_delay(HOUR));
        let asked = Cell::new(Vec::new());
        let attempt = || async {
            asked.set([asked.take(), vec![Instant::now()]].concat());
            let answer = http::Response::builder().status(429).header("retry-after", value).body("").unwrap();
            Err(progenitor_client::Error::UnexpectedResponse(reqwest::Response::from(answer)))
        };
        nothing(&client, &PUT, attempt).await.unwrap_err();
        let asked = asked.take();
        assert_eq!(asked.len(), 3);
        let most = HOUR + Duration::from_secs(1);
        assert!(asked.windows(2).all(|two| (least..most).contains(&(two[1] - two[0]))), "{asked:?}");
    }
}

#[tokio::test]
async fn the_meaning_of_a_class_is_given_in_one_line() {
    let error = one::<u8, _>(&client(), &POST, || async { answered(507, "") }).await.unwrap_err();
    assert_eq!(error.to_string(), "the server answered 507 Insufficient Storage: it broke");
}
