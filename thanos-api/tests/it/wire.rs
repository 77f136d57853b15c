//! The request is the one of the API's documentation.

use crate::server::{Answer, SAMPLE, Server, TOKEN};

const REQUEST: &str = include_str!("../../../openapi/samples/get_all_users.request.json");

#[tokio::test]
async fn the_request_equals_the_pages_request() {
    let server = Server::start([Answer::json(SAMPLE)]).await;
    server.client().build().unwrap().get_all_users().send().await.unwrap();

    let request = &server.requests()[0];
    assert_eq!(request.line, "GET /api/organizations/users/all/ HTTP/1.1");
    let sent: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    let documented: serde_json::Value = serde_json::from_str(REQUEST).unwrap();
    assert_eq!(sent, documented);
}

#[tokio::test]
async fn the_headers_are_these_and_no_others() {
    let server = Server::start([Answer::json("[]")]).await;
    server.client().build().unwrap().get_all_users().send().await.unwrap();

    let request = &server.requests()[0];
    let expected = [
        ("authorization", format!("Token {TOKEN}")),
        ("content-type", "application/json; charset=utf-8".to_owned()),
        ("accept", "application/json".to_owned()),
        ("content-length", request.body.len().to_string()),
        ("host", server.address().to_string()),
        ("user-agent", concat!("thanos-api/", env!("CARGO_PKG_VERSION")).to_owned()),
    ];
    for (name, value) in &expected {
        assert_eq!(request.header(name), Some(value.as_str()), "{name}");
    }
    let known = |name: &str| name == "accept-encoding" || expected.iter().any(|(each, _)| *each == name);
    let others: Vec<_> = request.headers.iter().filter(|(name, _)| !known(name)).collect();
    assert!(others.is_empty(), "{others:?}");
    assert_eq!(request.header("accept-encoding"), cfg!(feature = "gzip").then_some("gzip"));
}

#[tokio::test]
async fn a_stream_sends_the_same_request() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server.client().build().unwrap();
    client.get_all_users().send().await.unwrap();
    client.get_all_users().stream().await.unwrap();

    let requests = server.requests();
    assert_eq!(requests[0].line, requests[1].line);
    assert_eq!(requests[0].headers, requests[1].headers);
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn a_call_may_carry_credentials_of_its_own() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = thanos_api::Client::builder().base_url(&server.url()).token(TOKEN).build().unwrap();
    let other = thanos_api::types::Credentials { username: "other".to_owned(), password: "secret \"é\"".into() };
    client.get_all_users().body(other).send().await.unwrap();

    let sent: serde_json::Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    assert_eq!(sent, serde_json::json!({"username": "other", "password": "secret \"é\""}));
}
