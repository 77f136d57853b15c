//! HTTP/2 where the server offers it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use h2::server::{Connection, SendResponse};
use h2::{Reason, RecvStream};
use http::{HeaderMap, Request, Response, Version};
use thanos_api::{Client, ClientBuilder, Error, ErrorKind, Retry};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::cancellation::{collect, drain, drop_everywhere};
use crate::certificates::{authority, config, for_name};
use crate::errors::works;
use crate::pool::until;
use crate::server::{PASSWORD, SAMPLE, TOKEN, USERNAME};

/// What the server does with one request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    Answer,
    /// Repeats what the request holds, in headers and body.
    Echo,
    /// The same a piece at a time, each of which has to be waited for.
    InPieces,
    /// A user, and more bytes than are on the way at once.
    Endless,
    Refuse(Reason),
    /// Ends the whole connection.
    GoAway(Reason),
    Hangup,
    /// Three quarters of the answer, and then one of these.
    PartAndReset(Reason),
    PartAndGoAway(Reason),
    PartAndHangup,
}

/// What the server saw of a request.
struct Seen {
    version: Version,
    headers: HeaderMap,
    body: Vec<u8>,
}

#[derive(Default)]
struct Record {
    seen: Mutex<Vec<Seen>>,
    connections: AtomicUsize,
    closed: AtomicUsize,
}

/// Answers requests in turn, and the last turn again and again. Ends with the runtime of the test.
pub(crate) struct Server {
    port: u16,
    pem: String,
    record: Arc<Record>,
}

impl Server {
    pub(crate) async fn start(turns: impl Into<Vec<Turn>>) -> Self {
        let authority = authority();
        let mut config = config(&authority, &for_name("localhost"), None);
        config.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (turns, record) = (Arc::<[Turn]>::from(turns.into()), Arc::new(Record::default()));
        let server = Self { port, pem: authority.pem(), record: Arc::clone(&record) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                record.connections.fetch_add(1, Ordering::SeqCst);
                let (acceptor, turns, record) = (acceptor.clone(), Arc::clone(&turns), Arc::clone(&record));
                tokio::spawn(async move {
                    serve(stream, &acceptor, &turns, &record).await;
                    record.closed.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    pub(crate) fn client(&self) -> ClientBuilder {
        Client::builder()
            .base_url(&format!("https://localhost:{}", self.port))
            .token(TOKEN)
            .credentials(USERNAME, PASSWORD)
            .no_proxy()
            .root_certificate_pem(self.pem.as_bytes())
            .retry(Retry::default().max_delay(Duration::ZERO))
    }

    fn connections(&self) -> usize {
        self.record.connections.load(Ordering::SeqCst)
    }

    fn open(&self) -> usize {
        self.connections() - self.record.closed.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> usize {
        self.record.seen.lock().unwrap().len()
    }
}

async fn serve(stream: TcpStream, acceptor: &TlsAcceptor, turns: &[Turn], record: &Arc<Record>) {
    // What is sent in pieces arrives in pieces.
    stream.set_nodelay(true).unwrap();
    // A client may be gone by now.
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let Ok(mut connection) = h2::server::handshake(stream).await else { return };
    let part_is_sent = Arc::new(Notify::new());
    let mut after_part = None;
    loop {
        let accepted = tokio::select! {
            accepted = connection.accept() => accepted,
            () = part_is_sent.notified() => match after_part {
                Some(Turn::PartAndGoAway(reason)) => return go_away(&mut connection, reason).await,
                _ => return,
            },
        };
        let Some(Ok((request, mut respond))) = accepted else { return };
        let turn = turns[record.seen.lock().unwrap().len().min(turns.len() - 1)];
        let (request, body) = see(request);
        match turn {
            Turn::Refuse(reason) => respond.send_reset(reason),
            Turn::GoAway(reason) => connection.abrupt_shutdown(reason),
            Turn::Hangup => {}
            turn => {
                after_part = Some(turn);
                let (record, part_is_sent) = (Arc::clone(record), Arc::clone(&part_is_sent));
                tokio::spawn(answer(request, body, respond, turn, record, part_is_sent));
                continue;
            }
        }
        record.seen.lock().unwrap().push(request);
        if let Turn::Hangup = turn {
            return;
        }
    }
}

async fn go_away(connection: &mut Connection<TlsStream<TcpStream>, Bytes>, reason: Reason) {
    connection.abrupt_shutdown(reason);
    while connection.accept().await.is_some() {}
}

fn see(request: Request<RecvStream>) -> (Seen, RecvStream) {
    let (head, body) = request.into_parts();
    (Seen { version: head.version, headers: head.headers, body: Vec::new() }, body)
}

async fn answer(
    mut request: Seen,
    mut body: RecvStream,
    mut respond: SendResponse<Bytes>,
    turn: Turn,
    record: Arc<Record>,
    part_is_sent: Arc<Notify>,
) -> Option<()> {
    let sample = Bytes::from_static(SAMPLE.as_bytes());
    // The client may have given up.
    request.body = body.data().await?.ok()?.to_vec();
    let mut head = Response::new(());
    if let Turn::Echo = turn {
        head.headers_mut().insert("x-echo", request.headers["authorization"].clone());
    }
    let echo = format!("[{}]", String::from_utf8_lossy(&request.body));
    record.seen.lock().unwrap().push(request);
    let mut stream = respond.send_response(head, false).ok()?;
    match turn {
        Turn::Echo => stream.send_data(echo.into(), true).ok(),
        Turn::InPieces => {
            for piece in SAMPLE.as_bytes().chunks(SAMPLE.len() / 12) {
                tokio::time::sleep(Duration::from_millis(1)).await;
                stream.send_data(Bytes::from_static(piece), false).ok()?;
            }
            stream.send_data(Bytes::new(), true).ok()
        }
        Turn::Endless => {
            stream.send_data(sample.slice(..SAMPLE.len() * 3 / 4), false).ok()?;
            stream.send_data(Bytes::from(vec![b' '; 8 << 20]), false).ok()?;
            std::future::poll_fn(|cx| stream.poll_reset(cx)).await.ok().map(|_| ())
        }
        Turn::PartAndReset(_) | Turn::PartAndGoAway(_) | Turn::PartAndHangup => {
            stream.send_data(sample.slice(..SAMPLE.len() * 3 / 4), false).ok()?;
            // What follows would overtake it.
            tokio::time::sleep(Duration::from_millis(50)).await;
            match turn {
                Turn::PartAndReset(reason) => stream.send_reset(reason),
                _ => part_is_sent.notify_one(),
            }
            Some(())
        }
        _ => stream.send_data(sample, true).ok(),
    }
}

/// A call against a server that does this, request by request: the attempts of its answer, and the requests.
async fn call(turns: &[Turn], retry: Retry) -> (Result<u32, Error>, usize) {
    let server = Server::start(turns).await;
    let client = server.client().retry(retry.max_delay(Duration::ZERO)).build().unwrap();
    let result = client.get_all_users().send().await;
    let requests = server.requests();
    (result.map(|users| users.attempts()), requests)
}

#[tokio::test]
async fn http2_is_spoken_where_it_is_offered() {
    let server = Server::start([Turn::Answer]).await;
    let client = server.client().build().unwrap();
    works(&client).await;
    works(&client).await;
    let seen = server.record.seen.lock().unwrap();
    assert_eq!((seen.len(), server.connections(), seen[0].version), (2, 1, Version::HTTP_2));
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
        Turn::Hangup,
    ] {
        let (result, requests) = call(&[refusal, Turn::Answer], Retry::default()).await;
        assert_eq!((result.unwrap(), requests), (2, 2), "{refusal:?}");

        let (result, requests) = call(&[refusal, Turn::Answer], Retry::never()).await;
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), requests), (ErrorKind::Transport, 1, 1), "{refusal:?}");
    }
}

#[tokio::test]
async fn a_server_that_resets_every_request_ends_the_call_after_the_last_attempt() {
    let (result, requests) = call(&[Turn::Refuse(Reason::INTERNAL_ERROR)], Retry::default()).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), requests), (ErrorKind::Transport, 3, 3));
}

#[tokio::test]
async fn a_body_that_breaks_is_a_transport_error_after_its_whole_elements() {
    for turn in
        [Turn::PartAndReset(Reason::INTERNAL_ERROR), Turn::PartAndGoAway(Reason::INTERNAL_ERROR), Turn::PartAndHangup]
    {
        let server = Server::start([turn, Turn::Answer]).await;
        let client = server.client().build().unwrap();
        let mut stream = client.get_all_users().stream().await.unwrap();
        stream.next().await.unwrap().unwrap();
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "{turn:?}: {error}");
        assert_eq!(error.to_string(), "the connection was closed in the middle of the body", "{turn:?} {error:?}");
        assert_eq!(error.status().unwrap(), 200);
        assert!(stream.next().await.is_none());
        works(&client).await;
        assert_eq!(server.requests(), 2, "{turn:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_ended_without_an_error_is_a_decode_error_after_its_whole_elements() {
    let server = Server::start([Turn::PartAndReset(Reason::NO_ERROR), Turn::Answer]).await;
    let client = server.client().build().unwrap();
    let mut stream = client.get_all_users().stream().await.unwrap();
    stream.next().await.unwrap().unwrap();
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.index(), error.attempts()), (ErrorKind::Decode, None, 1), "{error}");
    works(&client).await;
}

#[tokio::test]
async fn a_call_may_be_dropped_at_any_await() {
    let server = Server::start([Turn::InPieces]).await;
    for calls_before in [0, 1] {
        let client = || server.client().build().unwrap();
        drop_everywhere(calls_before, client, collect).await;
        drop_everywhere(calls_before, client, drain).await;
    }
    until(|| server.open() == 0).await;
}

#[tokio::test]
async fn streams_that_are_dropped_leave_their_connection_to_the_next_call() {
    // Together these are more than the bytes that a connection lets be on the way.
    let server = Server::start([[Turn::Endless; 10].as_slice(), &[Turn::Answer]].concat()).await;
    let client = server.client().build().unwrap();
    for _ in 0..10 {
        let mut stream = client.get_all_users().stream().await.unwrap();
        stream.next().await.unwrap().unwrap();
    }
    works(&client).await;
    assert_eq!((server.requests(), server.connections()), (11, 1));
}
