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

/// What servers and gateways answer in place of JSON.
const COMMON: &[&str] = &[
    "text/html",
    "text/plain",
    "text/xml",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/event-stream",
    "application/xml",
    "application/xhtml+xml",
    "application/javascript",
    "application/octet-stream",
    "application/x-ndjson",
    "application/yaml",
    "application/pdf",
    "application/gzip",
    "application/zip",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/byteranges",
];

/// The media type of the answer if it is not JSON.
///
/// It is the server's word, and a server that repeats what it was sent may well put the token there: a token is made of
/// the same characters. So it is named only if it is one that this crate knows by itself.
fn foreign_content_type(head: &Head) -> Option<&'static str> {
    let value = head.headers.get(CONTENT_TYPE)?.as_bytes();
    let essence = value.split(|byte| *byte == b';').next()?.trim_ascii().to_ascii_lowercase();
    if essence == b"application/json" || essence.ends_with(b"+json") {
        return None;
    }
    let known = COMMON.iter().find(|known| known.as_bytes() == essence);
    Some(known.copied().unwrap_or("none of the common ones"))
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.kind()).field("message", &self.to_string());
        if let Some(status) = self.status() {
            out.field("status", &status.as_u16());
        }
        // Not even names: they too are the server's words, and it may repeat in them what it was sent.
        if let Some(headers) = self.headers() {
            out.field("headers", &headers.len());
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
