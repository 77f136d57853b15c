//! A server that speaks HTTP/2 over TLS, and does what a test says.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use bytes::Bytes;
use h2::server::{Connection, SendResponse};
use h2::{Reason, RecvStream};
use http::{HeaderMap, Request, Response, Version};
use thanos_api::{Client, ClientBuilder, Retry};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::certificates::{authority, config, for_name};
use crate::server::{PASSWORD, SAMPLE, TOKEN, USERNAME};

/// What the server does with one request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    Answer,
    /// Repeats what the request holds, in headers and body.
    Echo,
    /// More in headers than anybody reads.
    LargeHead,
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
pub(crate) struct Seen {
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
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

    pub(crate) fn connections(&self) -> usize {
        self.record.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn open(&self) -> usize {
        self.connections() - self.record.closed.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> usize {
        self.seen().len()
    }

    pub(crate) fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.record.seen.lock().unwrap()
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
    if let Turn::LargeHead = turn {
        head.headers_mut().insert("x-large", "x".repeat(100_000).parse().unwrap());
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
