#![doc = include_str!("mock/testing.md")]

mod script;

use std::fmt;
use std::io::{Error as IoError, ErrorKind::ConnectionReset};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use wiremock::matchers::any;
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::config::ClientBuilder;
use crate::generated::{Client, operations};
use script::{Reply, Script, find, json, received};

/// The sample of a success: the example in the description of the API, or else its sample file.
pub(crate) struct Sample {
    pub(crate) id: &'static str,
    pub(crate) json: &'static str,
}

/// A server on 127.0.0.1 that answers as it is told to. It ends when it is dropped.
///
/// Each operation of the API is a method of it, of the same name as on [`Client`]. As long as no
/// [answer](Answer) is mounted there, the operation answers its sample. What is no operation is
/// answered with 404.
pub struct Server {
    server: MockServer,
    scripts: Arc<[Script]>,
}

impl Server {
    /// Starts a server on a free port.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub async fn start() -> Self {
        // Not one of the pool that wiremock has: those go on listening when they are dropped.
        let server = MockServer::builder().start().await;
        let scripts: Arc<[Script]> = operations::ALL.iter().copied().map(Script::new).collect();
        let (breaking, answering) = (Arc::clone(&scripts), Arc::clone(&scripts));
        wiremock::Mock::given(move |request: &Request| find(&breaking, request).is_some_and(Script::breaks))
            .respond_with_err(|_: &Request| IoError::from(ConnectionReset))
            .mount(&server)
            .await;
        let answer = move |request: &Request| {
            find(&answering, request).map_or_else(|| ResponseTemplate::new(404), Script::answer)
        };
        wiremock::Mock::given(any()).respond_with(answer).mount(&server).await;
        Self { server, scripts }
    }

    /// Where it listens: the base URL for a client.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.uri()
    }

    /// A builder of a client for this server, with a token and credentials. The server checks
    /// neither.
    pub fn client_builder(&self) -> ClientBuilder {
        Client::builder().base_url(&self.url()).token("mock-token").credentials("mock-username", "mock-password")
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url()).finish_non_exhaustive()
    }
}

/// One operation of a [`Server`], whose success carries a `T`.
pub struct Mock<'a, T: ?Sized> {
    server: &'a Server,
    script: &'a Script,
    of: PhantomData<fn(&T)>,
}

/// Stands for what a success carries that has no body.
#[derive(Debug)]
pub enum Nothing {}

impl<'a, T: ?Sized> Mock<'a, T> {
    /// `number` is that of the operation in the table.
    pub(crate) fn new(server: &'a Server, number: usize) -> Self {
        Self { server, script: &server.scripts[number], of: PhantomData }
    }

    /// A success with the sample of the API's documentation.
    ///
    /// Where there is none, the answer is a 501 that says so.
    pub fn sample(&self) -> Answer<'a> {
        self.answer(self.script.sample())
    }

    /// Any status, with no body unless [`Answer::body`] gives it one.
    ///
    /// # Panics
    ///
    /// If `status` is not between 100 and 999.
    pub fn status(&self, status: u16) -> Answer<'a> {
        self.answer(json(status, Vec::new()))
    }

    /// No answer: the connection is closed once the request has arrived. Nothing more can be said
    /// of it.
    pub fn broken(&self) -> Answer<'a> {
        Answer { script: self.script, reply: None }
    }

    /// The requests for this operation so far, in the order of their arrival.
    pub async fn requests(&self) -> Vec<http::Request<Vec<u8>>> {
        let requests = self.server.server.received_requests().await.unwrap_or_default();
        let is_own = |request: &Request| {
            find(&self.server.scripts, request).is_some_and(|script| std::ptr::eq(script, self.script))
        };
        requests.into_iter().filter(is_own).map(received).collect()
    }

    fn answer(&self, reply: ResponseTemplate) -> Answer<'a> {
        Answer { script: self.script, reply: Some(reply) }
    }
}

impl<'a, T: Serialize + ?Sized> Mock<'a, T> {
    /// A success with this value.
    pub fn value(&self, value: &T) -> Answer<'a> {
        // What was generated from a description of JSON can be written as JSON.
        let body = serde_json::to_vec(value).unwrap_or_default();
        self.answer(json(self.script.success(), body))
    }
}

impl<T: ?Sized> fmt::Debug for Mock<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("operation", &self.script.id()).finish_non_exhaustive()
    }
}

/// What an operation of a [`Server`] is to answer, from [`mount`](Self::mount) on.
///
/// The answers of an operation are given in the order in which they were mounted, each once, and
/// the last one again and again.
#[must_use = "it is answered only once it is mounted"]
pub struct Answer<'a> {
    script: &'a Script,
    reply: Reply,
}

impl Answer<'_> {
    /// With this header, in place of another one of its name.
    ///
    /// # Panics
    ///
    /// If name or value cannot stand in a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.with(|reply| reply.insert_header(name, value))
    }

    /// With this body. `Content-Type` is `application/json` unless [`header`](Self::header) says
    /// otherwise.
    pub fn body(self, body: impl Into<Vec<u8>>) -> Self {
        self.with(|reply| reply.set_body_bytes(body.into()))
    }

    /// So long after the request has arrived.
    pub fn delay(self, delay: Duration) -> Self {
        self.with(|reply| reply.set_delay(delay))
    }

    /// Adds the answer to those of its operation.
    pub fn mount(self) {
        self.script.add(self.reply);
    }

    fn with(self, change: impl FnOnce(ResponseTemplate) -> ResponseTemplate) -> Self {
        Self { reply: self.reply.map(change), ..self }
    }
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("operation", &self.script.id()).finish_non_exhaustive()
    }
}
