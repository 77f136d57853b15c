//! A server on 127.0.0.1 that answers what a test wrote down, and records what it was asked.
//!
//! ```ignore
//! let server = Server::start([Answer::new(503), Answer::json("[]")]).await;
//! let users = server.client().build()?.get_all_users().send().await?;
//! assert_eq!(server.requests().len(), 2);
//! ```
//!
//! Answers are given in the order in which requests arrive, on whatever connection. When they run
//! out, the last one is given again and again, so that a request too many shows in the count.
//! Dropping the server ends it.

mod answer;
mod request;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use thanos_api::{Client, ClientBuilder};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

pub(crate) use answer::Answer;
use answer::Step;
pub(crate) use request::Request;

pub(crate) const TOKEN: &str = "0c1a9e5b7d3f2468ace013579bdf02468ace1357";
pub(crate) const USERNAME: &str = "jweir@projectthanos.com";
pub(crate) const PASSWORD: &str = "thanosrocks";

/// The page's sample answer.
pub(crate) const SAMPLE: &str = include_str!("../../../openapi/samples/get_all_users.200.json");

/// Longer than any test takes, so that a server that should be silent for ever ends all the same.
const FOR_EVER: Duration = Duration::from_secs(120);

/// A port that nobody listens at.
const ANYWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

#[derive(Default)]
struct Record {
    requests: Vec<Request>,
    connections: usize,
    closed: usize,
    bytes: usize,
}

/// Makes an answer from all requests so far, the last of which is to be answered.
type Choose = Box<dyn Fn(&[Request]) -> Answer + Send + Sync>;

struct Script {
    choose: Choose,
    record: Mutex<Record>,
}

pub(crate) struct Server {
    address: SocketAddr,
    script: Arc<Script>,
    accepting: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::start_at(ANYWHERE, answers).await
    }

    /// The same at an address that nobody listens at.
    pub(crate) async fn start_at(address: SocketAddr, answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::listen(address, in_order(answers), None).await
    }

    /// A server that makes its answer from the requests so far, the last of which is to be answered.
    pub(crate) async fn start_by(choose: impl Fn(&[Request]) -> Answer + Send + Sync + 'static) -> Self {
        Self::listen(ANYWHERE, Box::new(choose), None).await
    }

    /// The same behind TLS.
    #[cfg(feature = "rustls")]
    pub(crate) async fn start_tls(
        answers: impl IntoIterator<Item = Answer>,
        config: tokio_rustls::rustls::ServerConfig,
    ) -> Self {
        Self::listen(ANYWHERE, in_order(answers), Some(tokio_rustls::TlsAcceptor::from(Arc::new(config)))).await
    }

    async fn listen(address: SocketAddr, choose: Choose, tls: Option<tokio_rustls::TlsAcceptor>) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Script { choose, record: Mutex::default() });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&script), tls));
        Self { address, script, accepting }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A builder for a client of this server, with token and credentials, that gives up long before
    /// a test would.
    pub(crate) fn client(&self) -> ClientBuilder {
        Client::builder()
            .base_url(&self.url())
            .token(TOKEN)
            .credentials(USERNAME, PASSWORD)
            .response_timeout(Duration::from_secs(20))
            .read_timeout(Duration::from_secs(20))
    }

    /// The requests so far. One that came in part is not among them.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.script.record.lock().unwrap().requests.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.script.record.lock().unwrap().connections
    }

    /// How many connections are open, as far as the server has noticed.
    pub(crate) fn open(&self) -> usize {
        let record = self.script.record.lock().unwrap();
        record.connections - record.closed
    }

    /// How many bytes of requests have arrived, whole requests or not.
    pub(crate) fn bytes(&self) -> usize {
        self.script.record.lock().unwrap().bytes
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn in_order(answers: impl IntoIterator<Item = Answer>) -> Choose {
    let answers: Vec<_> = answers.into_iter().collect();
    Box::new(move |requests| answers[requests.len().min(answers.len()) - 1].clone())
}

async fn accept(listener: TcpListener, script: Arc<Script>, tls: Option<tokio_rustls::TlsAcceptor>) {
    // Ends with this task, and takes the connections along.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        script.record.lock().unwrap().connections += 1;
        // What is sent in pieces arrives in pieces.
        let _ = stream.set_nodelay(true);
        let (script, tls) = (Arc::clone(&script), tls.clone());
        connections.spawn(async move {
            match tls {
                None => serve(stream, &script).await,
                Some(tls) => {
                    if let Ok(stream) = tls.accept(stream).await {
                        serve(stream, &script).await;
                    }
                }
            }
            script.record.lock().unwrap().closed += 1;
        });
    }
}

/// A connection that can be cut off.
pub(crate) trait Connection: AsyncRead + AsyncWrite + Unpin {
    fn tcp(&self) -> &TcpStream;
}

impl Connection for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Connection for tokio_rustls::server::TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

async fn serve(mut stream: impl Connection, script: &Script) {
    let mut read = Vec::new();
    while let Some(request) = next_request(&mut stream, &mut read, script).await {
        let answer = {
            let mut record = script.record.lock().unwrap();
            record.requests.push(request);
            (script.choose)(&record.requests)
        };
        for step in answer.steps {
            match step {
                Step::Send(bytes) => {
                    if stream.write_all(&bytes).await.is_err() || stream.flush().await.is_err() {
                        return;
                    }
                    // Lets the other side read this piece before the next one is there.
                    tokio::task::yield_now().await;
                }
                Step::SendOutsideTls(bytes) => _ = stream.tcp().try_write(&bytes).unwrap(),
                Step::Pause(time) => tokio::time::sleep(time).await,
                Step::Wait(gate) => gate.notified().await,
                Step::Stall => tokio::time::sleep(FOR_EVER).await,
                Step::Close => {
                    let _ = stream.shutdown().await;
                    return;
                }
                Step::Reset => {
                    let _ = stream.tcp().set_zero_linger();
                    return;
                }
            }
        }
    }
}

/// Reads until `read` holds a whole request, and takes it out; none at the end of the connection.
async fn next_request(stream: &mut impl Connection, read: &mut Vec<u8>, script: &Script) -> Option<Request> {
    loop {
        if let Some(request) = Request::take(read) {
            return Some(request);
        }
        let before = read.len();
        stream.read_buf(read).await.ok().filter(|count| *count > 0)?;
        script.record.lock().unwrap().bytes += read.len() - before;
    }
}
