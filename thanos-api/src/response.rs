//! The answer of a call that succeeded.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use crate::operation::Operation;

/// What is known of an answer once its head has arrived.
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// How many requests the call has made, the one answered here included.
    pub(crate) attempts: u32,
    pub(crate) operation: &'static Operation,
}

impl Head {
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.headers.get("x-request-id")?.to_str().ok()
    }
}

/// The decoded answer of a call, with its status and headers.
///
/// It dereferences to the value:
///
/// ```no_run
/// # async fn count(client: thanos_api::Client) -> Result<(), thanos_api::Error> {
/// let users = client.get_all_users().send().await?;
/// println!("{} users, request {:?}", users.len(), users.request_id());
/// # Ok(())
/// # }
/// ```
///
/// Its `Debug` shows neither the value nor what the headers say.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    head: Arc<Head>,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, head: Arc<Head>) -> Self {
        Self { value, head }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status of the answer: the one that means success for this operation.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the answer. Where the body was compressed, `Content-Encoding` and
    /// `Content-Length` are gone.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The header `x-request-id`, by which the server's operators can find the request.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// How many requests the call took, retries included: 1 if the first one succeeded.
    pub fn attempts(&self) -> u32 {
        self.head.attempts
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("headers", &self.headers().len())
            .field("attempts", &self.attempts())
            .finish_non_exhaustive()
    }
}
