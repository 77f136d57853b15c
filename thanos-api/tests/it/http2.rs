//! HTTP/2 where the server offers it.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use h2::Reason;
use http::{HeaderMap, Response, Version};
use thanos_api::{Client, Error, ErrorKind, Retry};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::certificates::{authority, config, for_name};
use crate::server::{PASSWORD, SAMPLE, TOKEN, USERNAME};

/// What the server does with one request.
#[derive(Clone, Copy, Debug)]
enum Turn {
    Answer,
    Refuse(Reason),
    /// Ends the whole connection.
    GoAway(Reason),
}

/// What the server saw of a request.
struct Seen {
    version: Version,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// A call against a server that does this, request by request.
async fn call(turns: &'static [Turn]) -> (Result<u32, Error>, Vec<Seen>) {
    call_with(turns, Retry::default()).await
}

async fn call_with(turns: &'static [Turn], retry: Retry) -> (Result<u32, Error>, Vec<Seen>) {
    let authority = authority();
    let mut config = config(&authority, &for_name("localhost"), None);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    // One connection after the other. Ends with the runtime of the test.
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            serve(stream, &acceptor, turns, &record).await;
        }
    });
    let client = Client::builder()
        .base_url(&format!("https://localhost:{port}"))
        .token(TOKEN)
        .credentials(USERNAME, PASSWORD)
        .no_proxy()
        .root_certificate_pem(authority.pem().as_bytes())
        .retry(retry.max_delay(std::time::Duration::ZERO))
        .build()
        .unwrap();
    let result = client.get_all_users().send().await;
    let result = result.map(|users| {
        assert_eq!(users.len(), 2);
        users.attempts()
    });
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    (result, seen)
}

async fn serve(stream: TcpStream, acceptor: &TlsAcceptor, turns: &[Turn], seen: &Mutex<Vec<Seen>>) {
    let stream = acceptor.accept(stream).await.unwrap();
    let mut connection = h2::server::handshake(stream).await.unwrap();
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        let turn = turns[seen.lock().unwrap().len().min(turns.len() - 1)];
        let (head, mut body) = request.into_parts();
        let mut record = Seen { version: head.version, headers: head.headers, body: Vec::new() };
        match turn {
            Turn::Refuse(reason) => respond.send_reset(reason),
            Turn::GoAway(reason) => connection.abrupt_shutdown(reason),
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
        seen.lock().unwrap().push(record);
    }
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
    for refusal in [
        Turn::Refuse(Reason::REFUSED_STREAM),
        Turn::Refuse(Reason::INTERNAL_ERROR),
        Turn::GoAway(Reason::NO_ERROR),
        Turn::GoAway(Reason::ENHANCE_YOUR_CALM),
    ] {
        let turns: &[Turn] = Box::leak(Box::new([refusal, Turn::Answer]));
        let (result, seen) = call(turns).await;
        assert_eq!((result.unwrap(), seen.len()), (2, 2), "{refusal:?}");

        let (result, seen) = call_with(turns, Retry::never()).await;
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), seen.len()), (ErrorKind::Transport, 1, 1), "{refusal:?}");
    }
}

#[tokio::test]
async fn a_server_that_resets_every_request_ends_the_call_after_the_last_attempt() {
    let (result, seen) = call(&[Turn::Refuse(Reason::INTERNAL_ERROR)]).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), seen.len()), (ErrorKind::Transport, 3, 3));
}
