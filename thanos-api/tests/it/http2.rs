//! HTTP/2 where the server offers it.

use std::sync::Arc;

use bytes::Bytes;
use h2::Reason;
use http::{HeaderMap, Response, Version};
use thanos_api::{Client, Error, ErrorKind, Retry};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::certificates::{authority, config, for_name};
use crate::server::{PASSWORD, SAMPLE, TOKEN, USERNAME};

/// What the server does with one request.
#[derive(Clone, Copy)]
enum Turn {
    Answer,
    Refuse(Reason),
}

/// What the server saw of a request.
struct Seen {
    version: Version,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// A call against a server that does this, request by request, on its one connection.
async fn call(turns: &'static [Turn]) -> (Result<u32, Error>, Vec<Seen>) {
    let authority = authority();
    let mut config = config(&authority, &for_name("localhost"), None);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let serving = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        serve(stream, acceptor, turns).await
    });
    let client = Client::builder()
        .base_url(&format!("https://localhost:{port}"))
        .token(TOKEN)
        .credentials(USERNAME, PASSWORD)
        .no_proxy()
        .root_certificate_pem(authority.pem().as_bytes())
        .retry(Retry::default().max_delay(std::time::Duration::ZERO))
        .build()
        .unwrap();
    let result = client.get_all_users().send().await;
    let result = result.map(|users| {
        assert_eq!(users.len(), 2);
        users.attempts()
    });
    drop(client);
    (result, serving.await.unwrap())
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, turns: &[Turn]) -> Vec<Seen> {
    let stream = acceptor.accept(stream).await.unwrap();
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let mut seen = Vec::new();
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        let turn = turns[seen.len().min(turns.len() - 1)];
        let (head, mut body) = request.into_parts();
        let mut record = Seen { version: head.version, headers: head.headers, body: Vec::new() };
        match turn {
            Turn::Refuse(reason) => respond.send_reset(reason),
            Turn::Answer => {
                let bytes = tokio::select! {
                    bytes = body.data() => bytes.unwrap().unwrap(),
                    _ = std::future::poll_fn(|cx| connection.poll_closed(cx)) => break,
                };
                record.body = bytes.to_vec();
                let mut stream = respond.send_response(Response::new(()), false).unwrap();
                stream.send_data(Bytes::from_static(SAMPLE.as_bytes()), true).unwrap();
            }
        }
        seen.push(record);
    }
    seen
}

#[tokio::test]
async fn http2_is_spoken_where_it_is_offered() {
    let (result, seen) = call(&[Turn::Answer]).await;
    assert_eq!(result.unwrap(), 1);
    assert_eq!((seen.len(), seen[0].version), (1, Version::HTTP_2));
    assert_eq!(seen[0].headers["authorization"], format!("Token {TOKEN}"));
    assert_eq!(seen[0].headers["content-length"], seen[0].body.len().to_string());
    let body: serde_json::Value = serde_json::from_slice(&seen[0].body).unwrap();
    assert_eq!(body, serde_json::json!({"username": USERNAME, "password": PASSWORD}));
}

#[tokio::test]
async fn a_refused_request_is_repeated_and_counted() {
    let (result, seen) = call(&[Turn::Refuse(Reason::REFUSED_STREAM), Turn::Answer]).await;
    assert_eq!((result.unwrap(), seen.len()), (2, 2));
}

#[tokio::test]
async fn a_server_that_resets_every_request_ends_the_call_after_the_last_attempt() {
    let (result, seen) = call(&[Turn::Refuse(Reason::INTERNAL_ERROR)]).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), seen.len()), (ErrorKind::Transport, 3, 3));
}
