//! The example `service`, run as a program.

mod pressure;
mod running;
#[cfg(unix)]
mod stopping;

use std::net::TcpListener;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::program::{self, run};
use crate::server::{Answer, SAMPLE, Server, TOKEN};
use running::Service;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_account_it_hands_the_sample_on_as_lines() {
    let service = Service::start(program::example("service", &["--listen", "127.0.0.1:0"]));
    let answer = service.get("/users").await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/x-ndjson");
    let text = answer.text().await.unwrap();
    assert_eq!(Value::Array(lines(&text)), serde_json::from_str::<Value>(SAMPLE).unwrap());
    assert_eq!(service.get("/").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_request_id_goes_to_the_api_and_comes_back() {
    let server = Server::start([Answer::json(SAMPLE)]).await;
    let service = Service::asking(&server);
    let too_long = "x".repeat(65);
    for given in ["one-of.the:caller's", too_long.as_str(), "with space", ""] {
        let request = service.request("/users").header("x-request-id", given);
        let answer = request.send().await.unwrap();
        let returned = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        let sent = server.requests().pop().unwrap().header("x-request-id").map(str::to_owned);
        assert_eq!(sent.as_deref(), Some(returned.as_str()));
        assert_eq!(returned == given, given == "one-of.the:caller's", "{given:?} became {returned:?}");
        assert!(!returned.is_empty());
    }
    assert_eq!(server.requests()[0].header("authorization"), Some(format!("Token {TOKEN}").as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_error_becomes_the_answer_that_tells_whose_turn_it_is() {
    let html = Answer::with(200, &[("content-type", "text/html")], "canary");
    let cases = [
        (Answer::with(401, &[], "canary"), 502),
        (Answer::with(403, &[], "canary"), 502),
        (Answer::with(429, &[("retry-after", "600")], "canary"), 503),
        (Answer::with(500, &[], "canary"), 502),
        (Answer::with(504, &[], "canary"), 504),
        (html, 502),
        (Answer::with(302, &[("location", "/canary")], ""), 502),
    ];
    for (answer, status) in cases {
        let server = Server::start([answer]).await;
        let service = Service::asking(&server);
        let answer = service.request("/users").header("x-request-id", "mine").send().await.unwrap();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.headers().get("retry-after").is_some_and(|wait| wait == "600"), status == 503);
        let reason = answer.status().canonical_reason();
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem, json!({"title": reason, "status": status}));
        let log = service.stop();
        assert!(log.starts_with("request mine: http://127.0.0.1:") && log.lines().count() == 1, "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_that_is_not_there_is_a_service_unavailable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let service = Service::start(program::asking("service", &base_url, &["--listen", "127.0.0.1:0"]));
    assert_eq!(service.get("/users").await.status(), 503);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_that_cannot_be_read_is_a_line_with_an_error() {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0]["uuid"] = "canary".into();
    let server = Server::start([Answer::json(users.to_string())]).await;
    let service = Service::asking(&server);
    let lines = lines(&service.get("/users").await.text().await.unwrap());
    assert!(lines[0]["error"].as_str().unwrap().starts_with("element 0: "), "{lines:?}");
    assert_eq!(lines[1..], [users[1].clone()]);
    assert!(service.stop().contains("element 0: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_breaks_off_is_an_answer_that_breaks_off() {
    let gate = Arc::new(Notify::new());
    let (first, second) = SAMPLE.split_at(SAMPLE.find("cefc9200").unwrap());
    let second = second.trim_end().strip_suffix(']').unwrap();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", first.len() + second.len());
    let server = Server::start([Answer::raw(head + first).wait_for(&gate).send(second)]).await;
    let service = Service::asking(&server);
    let mut answer = service.get("/users").await;
    let mut text = answer.chunk().await.unwrap().unwrap().to_vec();
    gate.notify_one();
    let outcome = loop {
        match answer.chunk().await {
            Ok(Some(chunk)) => text.extend_from_slice(&chunk),
            end => break end,
        }
    };
    assert!(outcome.is_err(), "the answer ended as if it were whole");
    assert!(String::from_utf8(text).unwrap().contains("jweir@projectthanos.com"));
    assert!(service.stop().contains("JSON array"));
}

#[test]
fn an_address_that_is_taken_and_wrong_usage_are_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let error = run(program::example("service", &["--listen", &address])).failed();
    assert!(error.starts_with(&format!("{address} cannot be listened at: ")), "{error}");
    for arguments in [&["canary"][..], &["--listen"], &["--canary"]] {
        let ran = run(program::example("service", arguments));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        assert!(ran.error().ends_with("; see --help"), "{}", ran.stderr);
    }
    assert_eq!(run(program::example("service", &["--help"])).code, 0);
}
