//! The mock server answers what it was told to, and tells what it was asked.

use std::time::Duration;

use serde_json::{Value, json};
use thanos_api::mock::Server;
use thanos_api::{ErrorKind, Retry, types};
use tokio::net::TcpStream;

use crate::server::SAMPLE;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn an_operation_answers_its_sample_file_until_told_otherwise() {
    let server = Server::start().await;
    let client = server.client_builder().build().unwrap();
    for _ in 0..2 {
        let users = client.get_all_users().send().await.unwrap();
        assert_eq!(serde_json::to_value(&*users).unwrap(), json(SAMPLE));
        assert_eq!(users.headers()["content-type"], "application/json");
    }
    server.get_all_users().value(&[]).mount();
    assert!(client.get_all_users().send().await.unwrap().is_empty());
    server.get_all_users().sample().mount();
    assert_eq!(client.get_all_users().send().await.unwrap().len(), 2);
}

#[tokio::test]
async fn each_answer_is_given_once_and_the_last_one_again() {
    let server = Server::start().await;
    let client = server.client_builder().retry(Retry::never()).build().unwrap();
    let users = server.get_all_users();
    users.status(500).mount();
    users.broken().mount();
    users.broken().mount();
    users.status(403).mount();
    let mut statuses = Vec::new();
    for _ in 0..6 {
        let error = client.get_all_users().send().await.unwrap_err();
        statuses.push(error.status().map(|status| status.as_u16()));
        assert_eq!(error.kind() == ErrorKind::Transport, error.status().is_none(), "{error}");
    }
    assert_eq!(statuses, [Some(500), None, None, Some(403), Some(403), Some(403)]);
    users.broken().mount();
    for _ in 0..2 {
        assert_eq!(client.get_all_users().send().await.unwrap_err().kind(), ErrorKind::Transport);
    }
}

#[tokio::test]
async fn an_answer_has_the_headers_and_the_body_that_it_was_given() {
    let server = Server::start().await;
    let client = server.client_builder().retry(Retry::never()).build().unwrap();
    let answer = server.get_all_users().status(429).header("retry-after", "7").header("x-request-id", "a");
    answer.header("x-request-id", "b").header("content-type", "text/plain").body("slowly").mount();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.body(), error.retry_after()), (&b"slowly"[..], Some(Duration::from_secs(7))));
    assert_eq!(
        (error.request_id(), &error.headers().unwrap()["content-type"]),
        (Some("b"), &"text/plain".parse().unwrap())
    );
}

#[tokio::test]
async fn a_delay_holds_the_answer_back() {
    let server = Server::start().await;
    server.get_all_users().sample().delay(Duration::from_secs(120)).mount();
    let client = server.client_builder().timeout(Duration::from_millis(100)).build().unwrap();
    assert_eq!(client.get_all_users().send().await.unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn what_was_asked_is_told() {
    let server = Server::start().await;
    let client = server.client_builder().build().unwrap();
    let client = client.with_header("x-request-id", "7d3c").unwrap();
    let body = types::Credentials { username: "a".to_owned(), password: "b".into() };
    client.get_all_users().body(body).send().await.unwrap();
    client.get_all_users().send().await.unwrap();

    let requests = server.get_all_users().requests().await;
    let [first, second] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!((first.method().as_str(), first.uri().path()), ("GET", "/api/organizations/users/all/"));
    assert_eq!(first.headers()["x-request-id"], "7d3c");
    let sent = |body: &[u8]| serde_json::from_slice::<Value>(body).unwrap();
    assert_eq!(sent(first.body()), json!({"username": "a", "password": "b"}));
    assert_eq!(sent(second.body()), json!({"username": "mock-username", "password": "mock-password"}));
}

#[tokio::test]
async fn what_is_no_operation_is_not_found() {
    let server = Server::start().await;
    let client = server.client_builder().base_url(&format!("{}/elsewhere", server.url())).build().unwrap();
    assert_eq!(client.get_all_users().send().await.unwrap_err().status().unwrap(), 404);
    assert!(server.get_all_users().requests().await.is_empty());
}

#[tokio::test]
async fn the_server_is_on_this_machine_only_and_ends_when_it_is_dropped() {
    let server = Server::start().await;
    let address = server.url().strip_prefix("http://127.0.0.1:").unwrap().parse().map(|port: u16| ("127.0.0.1", port));
    let address = address.unwrap();
    TcpStream::connect(address).await.unwrap();
    drop(server);
    let closed = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), closed).await.expect("nobody listens any more");
}
