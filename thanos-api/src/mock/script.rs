//! What each operation is to answer, and which one a request is for.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use http::header::{CONTENT_TYPE, HeaderValue};
use wiremock::{Request, ResponseTemplate};

use crate::generated::samples;
use crate::operation::Operation;

/// An answer; none where the connection is closed instead.
pub(super) type Reply = Option<ResponseTemplate>;

/// The answers of one operation.
pub(super) struct Script {
    operation: &'static Operation,
    turns: Mutex<Turns>,
}

struct Turns {
    /// What was given last, and is given again when nothing waits.
    last: Reply,
    waiting: VecDeque<Reply>,
}

impl Script {
    pub(super) fn new(operation: &'static Operation) -> Self {
        let turns = Turns { last: Some(sample(operation)), waiting: VecDeque::new() };
        Self { operation, turns: Mutex::new(turns) }
    }

    pub(super) fn id(&self) -> &'static str {
        self.operation.id
    }

    pub(super) fn success(&self) -> u16 {
        self.operation.success
    }

    pub(super) fn sample(&self) -> ResponseTemplate {
        sample(self.operation)
    }

    pub(super) fn add(&self, reply: Reply) {
        self.turns().waiting.push_back(reply);
    }

    /// Whether this turn closes the connection. If so it is taken, and otherwise left to `answer`.
    pub(super) fn breaks(&self) -> bool {
        let mut turns = self.turns();
        let breaks = turns.waiting.front().unwrap_or(&turns.last).is_none();
        if breaks {
            turns.take();
        }
        breaks
    }

    /// The answer whose turn it is.
    pub(super) fn answer(&self) -> ResponseTemplate {
        self.turns().take().unwrap_or_else(|| ResponseTemplate::new(500))
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a request is for this operation.
    fn takes(&self, request: &Request) -> bool {
        let (expected, actual) = (self.operation.path.split('/'), request.url.path().split('/'));
        let fits =
            |(expected, actual): (&str, &str)| expected == actual || (is_argument(expected) && !actual.is_empty());
        request.method == self.operation.method
            && expected.clone().count() == actual.clone().count()
            && expected.zip(actual).all(fits)
    }
}

impl Turns {
    fn take(&mut self) -> Reply {
        if let Some(next) = self.waiting.pop_front() {
            self.last = next;
        }
        self.last.clone()
    }
}

/// The operation that a request is for. One whose path says the same in words comes before one that
/// has an argument there.
pub(super) fn find<'a>(scripts: &'a [Script], request: &Request) -> Option<&'a Script> {
    let arguments = |script: &&Script| script.operation.path.split('/').filter(|segment| is_argument(segment)).count();
    scripts.iter().filter(|script| script.takes(request)).min_by_key(arguments)
}

fn is_argument(segment: &str) -> bool {
    segment.contains('{')
}

fn sample(operation: &Operation) -> ResponseTemplate {
    match samples::ALL.iter().find(|sample| sample.id == operation.id) {
        Some(sample) => json(operation.success, sample.json),
        None => json(501, r#"{"detail": "there is no sample of this answer: mount a value"}"#),
    }
}

pub(super) fn json(status: u16, body: impl Into<Vec<u8>>) -> ResponseTemplate {
    let json = HeaderValue::from_static("application/json");
    ResponseTemplate::new(status).insert_header(CONTENT_TYPE, json).set_body_bytes(body.into())
}

/// A request in terms of the crate `http`.
pub(super) fn received(request: Request) -> http::Request<Vec<u8>> {
    let mut received = http::Request::new(request.body);
    *received.uri_mut() = request.url.as_str().parse().unwrap_or_default();
    *received.method_mut() = request.method;
    *received.headers_mut() = request.headers;
    received
}
