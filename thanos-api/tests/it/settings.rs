//! Every setting takes effect, and one that cannot work is refused by `build()`, which names it.

use std::time::Duration;

use thanos_api::{Client, ClientBuilder, ErrorKind, Retry};

use crate::server::{Answer, PASSWORD, Server, TOKEN, USERNAME};

fn valid() -> ClientBuilder {
    Client::builder().base_url("http://127.0.0.1:1").token(TOKEN)
}

fn refused(builder: ClientBuilder, setting: &str) {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert!(error.to_string().starts_with(setting), "{error}");
    assert_eq!((error.attempts(), error.status()), (0, None));
}

#[test]
fn a_token_is_required_and_must_fit_into_a_header() {
    refused(Client::builder(), "token");
    for token in ["", "two words", "line\nbreak", "tab\t", "é", "\0"] {
        refused(valid().token(token), "token");
        assert_eq!(valid().build().unwrap().with_token(token).unwrap_err().kind(), ErrorKind::InvalidConfig);
    }
    valid().build().unwrap();
}

#[test]
fn limits_of_zero_are_refused() {
    refused(valid().connect_timeout(Duration::ZERO), "connect_timeout");
    refused(valid().response_timeout(Duration::ZERO), "response_timeout");
    refused(valid().read_timeout(Duration::ZERO), "read_timeout");
    refused(valid().timeout(Duration::ZERO), "timeout");
    refused(valid().max_body_bytes(0), "max_body_bytes");
    refused(valid().retry(Retry::default().attempts(0)), "retry");
}

#[tokio::test]
async fn limits_beyond_all_measure_are_taken() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server
        .client()
        .connect_timeout(Duration::MAX)
        .response_timeout(Duration::MAX)
        .read_timeout(Duration::MAX)
        .timeout(Duration::MAX)
        .max_body_bytes(u64::MAX)
        .retry(Retry::default().attempts(u32::MAX).max_delay(Duration::MAX))
        .build()
        .unwrap();
    assert!(client.get_all_users().send().await.unwrap().is_empty());
}

#[test]
fn a_user_agent_that_is_no_header_is_refused() {
    for user_agent in ["", " ", "line\nbreak"] {
        refused(valid().user_agent(user_agent), "user_agent");
    }
}

#[test]
fn a_proxy_must_be_one_that_does_not_see_the_password() {
    for proxy in
        ["", "127.0.0.1:3128", "localhost:3128", "socks5://127.0.0.1:1", "http://", "http://proxy.example:3128"]
    {
        refused(valid().proxy(proxy), "proxy");
    }
    refused(valid().proxy("https://127.0.0.1:3128"), "proxy");
    valid().proxy("http://127.0.0.1:3128").build().unwrap();
    valid().danger_allow_http().proxy("http://proxy.example:3128").build().unwrap();
}

#[tokio::test]
async fn the_proxy_is_used_and_no_proxy_takes_it_back() {
    let (server, proxy) = (Server::start([Answer::json("[]")]).await, Server::start([Answer::json("[]")]).await);
    let through = server.client().proxy(&proxy.url());
    through.build().unwrap().get_all_users().send().await.unwrap();
    assert_eq!((server.requests().len(), proxy.requests().len()), (0, 1));
    assert!(proxy.requests()[0].line.starts_with(&format!("GET {}/api/", server.url())));

    let direct = server.client().proxy(&proxy.url()).no_proxy();
    direct.build().unwrap().get_all_users().send().await.unwrap();
    assert_eq!((server.requests().len(), proxy.requests().len()), (1, 1));
}

#[tokio::test]
async fn the_user_agent_is_sent() {
    let server = Server::start([Answer::json("[]")]).await;
    server.client().user_agent("lister/1.0").build().unwrap().get_all_users().send().await.unwrap();
    assert_eq!(server.requests()[0].header("user-agent"), Some("lister/1.0"));
}

#[tokio::test]
async fn without_credentials_nothing_is_sent() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = Client::builder().base_url(&server.url()).token(TOKEN).build().unwrap();
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
    assert!(error.to_string().contains("THANOS_USERNAME"), "{error}");
    assert_eq!(server.connections(), 0);

    let client = client.with_credentials(USERNAME, PASSWORD);
    client.get_all_users().send().await.unwrap();
}

#[tokio::test]
async fn a_body_may_be_as_long_as_max_body_bytes_and_no_longer() {
    let body = format!("[{}]", " ".repeat(998));
    let server = Server::start([Answer::json(&body)]).await;
    let exact = server.client().max_body_bytes(1000).build().unwrap();
    exact.get_all_users().send().await.unwrap();

    let short = server.client().max_body_bytes(999).build().unwrap();
    let error = short.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::TooLarge, 200));
    let mut stream = short.get_all_users().stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::TooLarge);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_header_is_sent_replaced_and_never_one_of_ours() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server.client().build().unwrap().with_header("X-Request-Id", "1").unwrap();
    let replaced = client.with_header("x-request-id", "2").unwrap();
    replaced.get_all_users().send().await.unwrap();
    client.get_all_users().send().await.unwrap();
    let seen: Vec<_> =
        server.requests().iter().map(|request| request.header("x-request-id").unwrap().to_owned()).collect();
    assert_eq!(seen, ["2", "1"]);

    for (name, value) in [
        ("Authorization", "Token x"),
        ("host", "x"),
        ("Content-Length", "1"),
        ("accept", "x"),
        ("a b", "x"),
        ("x", "a\nb"),
    ] {
        let error = client.with_header(name, value).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig, "{name}");
    }
}
