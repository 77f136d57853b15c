//! Every handle made from a client by `with_…` shares its pool of connections.

use std::time::Duration;

use thanos_api::{Client, Retry};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::server::{Answer, Server, TOKEN};

/// How many connections the pool keeps that nobody uses.
pub(crate) const IDLE: usize = 32;

/// Waits until something holds, which it does soon or never.
pub(crate) async fn until(holds: impl Fn() -> bool) {
    let held = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), held).await.expect("it comes to hold");
}

const OTHER: &str = "ffffffffffffffffffffffffffffffffffffffff";

#[tokio::test]
async fn changed_handles_use_the_same_connection_and_leave_the_first_as_it_was() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server.client().build().unwrap();
    let handles = [
        client.clone(),
        client.with_timeout(Duration::from_secs(20)),
        client.with_retry(Retry::never()),
        client.with_credentials("other", "secret"),
        client.with_token(OTHER).unwrap(),
        client.with_header("x-trace", "1").unwrap(),
        client,
    ];
    for handle in &handles {
        handle.get_all_users().send().await.unwrap();
    }

    assert_eq!(server.connections(), 1);
    let requests = server.requests();
    let tokens: Vec<_> = requests.iter().map(|request| request.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(tokens.iter().filter(|token| **token == format!("Token {TOKEN}")).count(), 6);
    assert_eq!(tokens[4], format!("Token {OTHER}"));
    assert_eq!(requests.iter().filter(|request| request.header("x-trace").is_some()).count(), 1);
    assert_eq!(requests[3].body, br#"{"password":"secret","username":"other"}"#);
    assert_eq!(requests[6].body, requests[0].body);
}

#[tokio::test]
async fn calls_at_the_same_time_all_end_and_their_connections_are_used_again() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server.client().build().unwrap();
    for _ in 0..2 {
        let calls: Vec<_> = (0..32)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.get_all_users().send().await.unwrap().len() })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap(), 0);
        }
    }
    assert!(server.connections() <= 32, "{}", server.connections());
    assert_eq!(server.requests().len(), 64);
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_the_client_usable() {
    let server = Server::start([Answer::silent().stall(), Answer::json("[]")]).await;
    let client = server.client().build().unwrap();
    let call = client.get_all_users().send();
    assert!(tokio::time::timeout(Duration::from_millis(200), call).await.is_err());
    client.get_all_users().send().await.unwrap();
}

const fn is_send<T: Send>(_: &T) {}

#[tokio::test]
async fn the_futures_can_be_spawned() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server.client().build().unwrap();
    let (send, stream) = (client.get_all_users().send(), client.get_all_users().stream());
    is_send(&send);
    is_send(&stream);
    send.await.unwrap();
    let mut stream = stream.await.unwrap();
    let next = stream.next();
    is_send(&next);
    assert!(next.await.is_none());
}

#[tokio::test]
async fn a_stream_that_ended_by_an_error_gives_its_connection_up_while_it_is_still_held() {
    for text in ["nonsense", "[1 2]", "[1] 2"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.unwrap();
            connection.read_buf(&mut Vec::new()).await.unwrap();
            let head = "HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n";
            // More than an error keeps, and less than is said.
            let answer = format!("{head}{text}{}", " ".repeat(100_000));
            connection.write_all(answer.as_bytes()).await.unwrap();
            // Until the client has given the connection up.
            let _ = connection.read_to_end(&mut Vec::new()).await;
        });
        let client = Client::builder().base_url(&url).token(TOKEN).credentials("username", "password").build().unwrap();
        let mut stream = client.get_all_users().stream_as::<u8>().await.unwrap();
        while stream.next().await.is_some() {}
        let ended = tokio::time::timeout(Duration::from_secs(10), serving).await;
        ended.expect("the connection of a stream that has ended is closed").unwrap();
        drop(stream);
    }
}
