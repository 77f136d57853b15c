//! How an error is written: one line for people, and a `Debug` that shows no more than that line
//! may.

use std::fmt;

use http::header::CONTENT_TYPE;

use super::{Error, ErrorKind};
use crate::response::Head;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(index) = self.index() {
            write!(f, "element {index}: ")?;
        }
        f.write_str(&self.inner.message)?;
        let about_the_whole = matches!(self.kind(), ErrorKind::Status | ErrorKind::Redirect)
            || (self.kind() == ErrorKind::Decode && self.index().is_none());
        match self.inner.head.as_deref().and_then(foreign_content_type) {
            Some(content_type) if about_the_whole => write!(f, " (content type {content_type})"),
            _ => Ok(()),
        }
    }
}

/// The media type of the answer if it is not JSON.
///
/// It is the server's word, so it is shown only if it looks like a media type: short, and nothing
/// but its characters.
fn foreign_content_type(head: &Head) -> Option<&str> {
    let value = head.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next()?.trim();
    let (kind, subtype) = essence.split_once('/')?;
    let is_json = essence.eq_ignore_ascii_case("application/json")
        || (subtype.len() >= 5 && subtype.is_char_boundary(subtype.len() - 5))
            && subtype[subtype.len() - 5..].eq_ignore_ascii_case("+json");
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    (!is_json && essence.len() <= 80 && is_token(kind) && is_token(subtype)).then_some(essence)
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.kind()).field("message", &self.to_string());
        if let Some(status) = self.status() {
            out.field("status", &status.as_u16());
        }
        // Names only: the values of Set-Cookie, WWW-Authenticate or Location are not for logs.
        if let Some(headers) = self.headers() {
            out.field("headers", &headers.keys().collect::<Vec<_>>());
        }
        out.field("body_bytes", &self.body().len()).field("attempts", &self.attempts());
        if let Some(wait) = self.retry_after() {
            out.field("retry_after", &wait);
        }
        if let Some(cause) = &self.inner.cause {
            out.field("source", cause);
        }
        out.finish()
    }
}
