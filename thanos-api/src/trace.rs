//! A span for each attempt, under the names that OpenTelemetry gives to those of an HTTP client.
//!
//! What a span says comes from the spec, from the URL and from counters, never from a header or a
//! body.

use http::StatusCode;
use reqwest::Url;
use tracing::{Instrument, Span};

use crate::error::Error;
use crate::operation::Operation;

/// Opens the span of an attempt at one operation.
pub(crate) type Open = fn(&Operation, &Url) -> Span;

pub(crate) const TARGET: &str = "thanos_api";

/// The name of a span is fixed where it is compiled, so that each operation opens its own.
macro_rules! named {
    ($name:literal) => {
        |operation, base| {
            ::tracing::info_span!(
                target: $crate::trace::TARGET,
                $name,
                otel.kind = "client",
                otel.status_code = ::tracing::field::Empty,
                http.request.method = operation.method.as_str(),
                http.request.resend_count = ::tracing::field::Empty,
                http.response.status_code = ::tracing::field::Empty,
                // An IPv6 address stands in brackets in a URL only.
                server.address = base.host_str().map(|host| host.trim_matches(['[', ']'])),
                server.port = base.port_or_known_default(),
                url.full = ::tracing::field::Empty,
                url.template = operation.path,
                "error.type" = ::tracing::field::Empty,
                bytes = ::tracing::field::Empty,
                elements = ::tracing::field::Empty,
            )
        }
    };
}
pub(crate) use named;

/// An attempt under way, with what its span will say when it ends.
pub(crate) struct Traced {
    span: Span,
    bytes: Option<u64>,
    elements: Option<u64>,
}

impl Traced {
    pub(crate) fn begin(operation: &Operation, base: &Url, number: u32) -> Self {
        let span = (operation.span)(operation, base);
        if number > 1 {
            span.record("http.request.resend_count", number - 1);
        }
        Self { span, bytes: None, elements: None }
    }

    /// What happens in `work`, down to the connection, happens in the span.
    pub(crate) fn run<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        work.instrument(self.span.clone())
    }

    pub(crate) fn answered(&mut self, status: StatusCode) {
        self.span.record("http.response.status_code", status.as_u16());
        self.bytes = Some(0);
    }

    /// How many bytes of the body have arrived, decompressed.
    pub(crate) fn bytes(&mut self, count: u64) {
        self.bytes = Some(count);
    }

    /// How many elements of the list have been given out, good or bad.
    pub(crate) fn elements(&mut self, count: u64) {
        self.elements = Some(count);
    }

    pub(crate) fn fail(&mut self, error: &Error) {
        self.span.record("error.type", format!("{:?}", error.kind()).as_str());
        self.span.record("otel.status_code", "ERROR");
        self.end();
    }

    /// Closes the span, even if what was answered is kept.
    pub(crate) fn end(&mut self) {
        let span = std::mem::replace(&mut self.span, Span::none());
        if let Some(bytes) = self.bytes {
            span.record("bytes", bytes);
        }
        if let Some(elements) = self.elements {
            span.record("elements", elements);
        }
    }
}

impl Drop for Traced {
    fn drop(&mut self) {
        self.end();
    }
}

/// Tells the span of the attempt under way where its request goes.
pub(crate) fn send(url: &Url) {
    let span = Span::current();
    // Where nobody wants this crate's spans, the current one is the caller's.
    if span.metadata().is_none_or(|metadata| metadata.target() != TARGET) {
        return;
    }
    span.record("url.full", without_values(url).as_str());
}

/// The names in a query are the spec's; their values are the caller's, and may be secret.
fn without_values(url: &Url) -> Url {
    let mut shown = url.clone();
    if url.query().is_some() {
        shown.query_pairs_mut().clear().extend_pairs(url.query_pairs().map(|(name, _)| (name, "REDACTED")));
    }
    shown
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn no_value_of_a_query_is_shown() {
        for (url, shown) in [
            ("https://example.com/a/?email=a%40b&page=2", "https://example.com/a/?email=REDACTED&page=REDACTED"),
            ("https://example.com/a/", "https://example.com/a/"),
        ] {
            assert_eq!(without_values(&Url::parse(url).unwrap()).as_str(), shown);
        }
    }
}
