//! One client and one server for many answers, each cut into the pieces that a property asks for.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use serde::de::DeserializeOwned;
use thanos_api::{Client, Error, Retry, types};
use tokio::runtime::Runtime;

use crate::chunked::{LAST, chunk};
use crate::server::{Answer, Server};

/// A client and a server that serve one case after the other, over one connection as long as it lasts.
pub(crate) struct Line {
    client: Client,
    next: Arc<Mutex<Answer>>,
    _server: Server,
    runtime: Runtime,
}

/// All that a stream gave.
pub(crate) struct Read<T> {
    pub(crate) elements: Vec<T>,
    /// How many elements were refused.
    pub(crate) refused: usize,
    /// The error that it ended with.
    pub(crate) end: Option<Error>,
    pub(crate) bytes: u64,
    /// How many bytes came at most between two items, and before the first and after the last.
    pub(crate) longest: u64,
}

impl Line {
    pub(crate) fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let next = Arc::new(Mutex::new(Answer::silent()));
        let given = Arc::clone(&next);
        let server = runtime.block_on(Server::start_by(move |_| given.lock().unwrap().clone()));
        let client = server.client().retry(Retry::default().max_delay(Duration::ZERO)).build().unwrap();
        Self { client, next, _server: server, runtime }
    }

    fn block_on<T>(&self, answer: Answer, reading: impl Future<Output = T>) -> T {
        *self.next.lock().unwrap() = answer;
        let guarded = async { tokio::time::timeout(Duration::from_secs(60), reading).await };
        self.runtime.block_on(guarded).expect("no answer keeps a call for ever")
    }

    /// Streams an answer to its end.
    pub(crate) fn read<T: DeserializeOwned>(&self, answer: Answer) -> Read<T> {
        let mut read = Read { elements: Vec::new(), refused: 0, end: None, bytes: 0, longest: 0 };
        self.block_on(answer, async {
            let mut stream = match self.client.get_all_users().stream_as().await {
                Ok(stream) => stream,
                Err(error) => {
                    read.end = Some(error);
                    return;
                }
            };
            while let Some(item) = stream.next().await {
                assert!(read.end.is_none(), "more after an error that ends the stream");
                read.longest = read.longest.max(stream.bytes_read() - read.bytes);
                read.bytes = stream.bytes_read();
                match item {
                    Ok(element) => read.elements.push(element),
                    Err(error) if error.index().is_some() => read.refused += 1,
                    Err(error) => read.end = Some(error),
                }
            }
        });
        read
    }

    pub(crate) fn collect(&self, answer: Answer) -> Result<Vec<types::User>, Error> {
        self.block_on(answer, async { Ok(self.client.get_all_users().send().await?.into_inner()) })
    }
}

/// Runs so many cases. Without a file for failures: no test writes into the tree.
pub(crate) fn hold<S: Strategy>(cases: u32, any: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config).run(&any, property).unwrap_or_else(|failure| panic!("{failure}"));
}

/// Cuts bytes into pieces of these sizes, and anew from the first size when they end.
pub(crate) fn split<'a>(mut rest: &'a [u8], sizes: &[usize]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (piece, after) = rest.split_at(rest.len().min(*size));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

pub(crate) fn sizes() -> impl Strategy<Value = Vec<usize>> {
    let size = prop_oneof![1_usize..8, 1_usize..80, 1_usize..4_000];
    // Pieces of one byte throughout would take a system call for each.
    (vec(size, 1..6), 40_usize..4_000).prop_map(|(sizes, last)| [sizes, vec![last]].concat())
}

/// How a server says where its body ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Framing {
    Length,
    Chunks,
    Close,
}

pub(crate) fn framing() -> impl Strategy<Value = Framing> {
    select(&[Framing::Length, Framing::Chunks, Framing::Close][..])
}

impl Framing {
    /// The bytes of an answer, in the pieces in which they are written to the socket, up to the end of the body.
    pub(crate) fn answer(self, length: usize, chunks: &[&[u8]], writes: &[usize]) -> Answer {
        let (header, body) = match self {
            Self::Length => (format!("content-length: {length}"), chunks.concat()),
            Self::Chunks => ("transfer-encoding: chunked".to_owned(), chunks.iter().flat_map(chunk).collect()),
            Self::Close => ("connection: close".to_owned(), chunks.concat()),
        };
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{header}\r\n\r\n");
        let answer = split(&body, writes).into_iter().fold(Answer::raw(head), Answer::send);
        if matches!(self, Self::Close) { answer.close() } else { answer }
    }

    /// A whole answer.
    pub(crate) fn whole(self, body: &[u8], chunks: &[usize], writes: &[usize]) -> Answer {
        let answer = self.answer(body.len(), &split(body, chunks), writes);
        if matches!(self, Self::Chunks) { answer.send(LAST) } else { answer }
    }
}
