//! The bytes of an answer as they come from the network, within limits of time and size.

use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use crate::error::{Error, ErrorKind, cause};
use crate::limits::{Budget, Wait};
use crate::response::Head;
use crate::trace::Traced;

type Chunks = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send + Sync>>;

/// The body of an answer: decompressed bytes, until they end or the first error.
pub(crate) struct Body {
    /// None once the body has ended or failed, so that the connection is given back at once.
    chunks: Option<Chunks>,
    head: Arc<Head>,
    wait: Wait,
    max_bytes: Option<u64>,
    bytes_read: u64,
    traced: Traced,
}

impl Body {
    pub(crate) fn new(chunks: Chunks, head: Arc<Head>, wait: Wait, max_bytes: Option<u64>, mut traced: Traced) -> Self {
        traced.answered(head.status);
        Self { chunks: Some(chunks), head, wait, max_bytes, bytes_read: 0, traced }
    }

    /// The next bytes. After an error or the end there are none.
    pub(crate) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(chunks) = &mut self.chunks else {
            return Poll::Ready(None);
        };
        let next = match chunks.as_mut().poll_next(cx) {
            Poll::Ready(next) => next,
            Poll::Pending => {
                return self.wait.poll_expired(cx).map(|message| Some(Err(self.fail(ErrorKind::Timeout, message))));
            }
        };
        self.wait.stop();
        Poll::Ready(match next {
            Some(Ok(chunk)) => Some(self.count(chunk)),
            Some(Err(error)) => {
                self.chunks = None;
                Some(Err(cause::in_body(&error).with_head(&self.head)))
            }
            None => {
                self.chunks = None;
                None
            }
        })
    }

    /// The next bytes. After an error or the end there are none.
    pub(crate) async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    /// The consumer stopped waiting: no clock runs until it asks again.
    pub(crate) fn pause(&mut self) {
        self.wait.stop();
    }

    /// How many bytes have arrived, decompressed.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    pub(crate) fn head(&self) -> &Arc<Head> {
        &self.head
    }

    /// How long to wait between two reads.
    pub(crate) fn read_timeout(&self) -> Duration {
        self.wait.limit()
    }

    /// The attempt that this is the answer to.
    pub(crate) fn traced(&mut self) -> &mut Traced {
        &mut self.traced
    }

    /// What is left of the call's time.
    pub(crate) fn budget(&self) -> Budget {
        self.wait.budget()
    }

    /// An error about this answer: it carries the head.
    pub(crate) fn error(&self, kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Error {
        Error::new(kind, message).with_head(&self.head)
    }

    fn count(&mut self, chunk: Bytes) -> Result<Bytes, Error> {
        self.bytes_read += chunk.len() as u64;
        self.traced.bytes(self.bytes_read);
        match self.max_bytes {
            Some(max) if self.bytes_read > max => Err(self.fail(
                ErrorKind::TooLarge,
                format!("the body is longer than {max} bytes, which max_body_bytes allows"),
            )),
            _ => Ok(chunk),
        }
    }

    /// An error that ends the body too: the connection is given up, even if the stream is kept.
    pub(crate) fn fail(&mut self, kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Error {
        self.chunks = None;
        self.error(kind, message)
    }
}
