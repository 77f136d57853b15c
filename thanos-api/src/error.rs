//! The one error of this crate, to be asked rather than matched.

pub(crate) mod cause;
pub(crate) mod chain;
mod display;
mod kind;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::response::Head;
use cause::Failure;
pub use kind::ErrorKind;

/// How much of a body an error keeps: the first 64 KiB, enough for any message and for the start of
/// a page.
pub(crate) const KEPT_BODY: usize = 64 * 1024;

/// Why a call, or the making of a client, failed.
///
/// [`kind`](Self::kind) says what happened, and the other methods what came with it. Once the head
/// of an answer has arrived, every error of that call keeps its status and its headers.
///
/// `Display` is one line that does not repeat [`source`](std::error::Error::source). Neither it,
/// nor `Debug`, nor a source shows the token, the password, a header, or text of a body. Of the
/// content type it names a common one that is not JSON.
///
/// ```
/// use thanos_api::{Client, ErrorKind};
///
/// let error = Client::builder().build().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidConfig);
/// assert_eq!(error.attempts(), 0);
/// ```
pub struct Error {
    // Boxed, so that a `Result` that holds an error stays small.
    inner: Box<Inner>,
}

struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    head: Option<Arc<Head>>,
    attempts: u32,
    body: Bytes,
    retry_after: Option<Duration>,
    index: Option<u64>,
    path: Option<String>,
    failure: Failure,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// What happened.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The status of the answer, if its head had arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.inner.head.as_ref().map(|head| head.status)
    }

    /// What the documentation of the operation says that [`status`](Self::status) means; none if it
    /// does not list it.
    #[must_use]
    pub fn meaning(&self) -> Option<&'static str> {
        let head = self.inner.head.as_ref()?;
        head.operation.meaning(head.status)
    }

    /// The start of the answer's body, at most 64 KiB (65,536 bytes).
    ///
    /// Filled where the answer as a whole was not the expected one; empty where there was no body,
    /// and for an error about one element. It is as the server sent it (decompressed), and may
    /// repeat what the request said.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.inner.body
    }

    /// The headers of the answer, if its head had arrived.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.inner.head.as_ref().map(|head| &head.headers)
    }

    /// The header `x-request-id` of the answer, by which the server's operators can find the
    /// request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.inner.head.as_ref()?.request_id()
    }

    /// How long the server asked to wait, counted from its answer: the header `Retry-After`, as
    /// seconds or as a date.
    ///
    /// None if there was no such header, or none that could be read. Zero for a date that has
    /// passed.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner.retry_after
    }

    /// How many attempts the call made: 0 if nothing was tried, 1 if the first failed and was not
    /// repeated.
    ///
    /// An attempt that found no connection counts as well.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// For [`ErrorKind::Decode`] in a list: which element, counted from 0, was refused while the
    /// stream goes on.
    #[must_use]
    pub fn index(&self) -> Option<u64> {
        self.inner.index
    }

    /// For [`ErrorKind::Decode`]: where in the element, as a JSON pointer such as `/person/email`.
    ///
    /// A missing property is reported at its parent. The empty pointer is the element itself.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.inner.path.as_deref()
    }

    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        let inner = Inner {
            kind,
            message: message.into(),
            head: None,
            attempts: 0,
            body: Bytes::new(),
            retry_after: None,
            index: None,
            path: None,
            failure: Failure::Other,
            cause: None,
        };
        Self { inner: Box::new(inner) }
    }

    /// A setting that cannot work. The message names the setting and the mend, never a value that
    /// may be secret.
    pub(crate) fn config(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidConfig, message)
    }

    pub(crate) fn failure(&self) -> Failure {
        self.inner.failure
    }

    pub(crate) fn with_failure(mut self, failure: Failure) -> Self {
        self.inner.failure = failure;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.inner.attempts = attempts;
        self
    }

    /// The answer that the error is about: gives status, headers, meaning and attempts.
    pub(crate) fn with_head(mut self, head: &Arc<Head>) -> Self {
        self.inner.attempts = head.attempts;
        self.inner.head = Some(Arc::clone(head));
        self
    }

    pub(crate) fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.inner.retry_after = retry_after;
        self
    }

    /// The element that was refused while the stream goes on. `Display` puts the index before the
    /// message; the message itself names the place.
    pub(crate) fn with_element(mut self, index: u64, path: Option<String>) -> Self {
        self.inner.index = Some(index);
        self.inner.path = path;
        self
    }

    /// Where in a single value, as a JSON pointer. The message itself names the place.
    #[allow(dead_code, reason = "for an answer that is a single value, which not every spec has")]
    pub(crate) fn with_path(mut self, path: String) -> Self {
        self.inner.path = Some(path);
        self
    }

    /// What of the body is kept; the caller cuts it to [`KEPT_BODY`].
    pub(crate) fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.inner.body = body.into();
        self
    }

    /// What lies beneath. Its text is shown to whoever walks the sources, so it must not quote a
    /// body or a secret.
    pub(crate) fn with_cause(mut self, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.inner.cause = Some(Box::new(cause));
        self
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.inner.cause.as_deref()?;
        Some(cause)
    }
}
