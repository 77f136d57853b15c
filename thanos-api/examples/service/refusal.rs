//! What the caller is told of an error.

use std::time::Duration;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thanos_api::{Error, ErrorKind};

/// No more than whose turn it is, and when. What happened is for the log: the account is this service's, not the caller's.
pub(crate) struct Refusal {
    status: StatusCode,
    retry_after: Option<Duration>,
}

impl From<&Error> for Refusal {
    fn from(error: &Error) -> Self {
        let status = match (error.kind(), error.status().map(|status| status.as_u16())) {
            (ErrorKind::InvalidConfig | ErrorKind::InvalidRequest, _) => StatusCode::INTERNAL_SERVER_ERROR,
            (ErrorKind::Connect, _) | (ErrorKind::Status, Some(429 | 503)) => StatusCode::SERVICE_UNAVAILABLE,
            (ErrorKind::Timeout, _) | (ErrorKind::Status, Some(504)) => StatusCode::GATEWAY_TIMEOUT,
            // That the API refuses this service's token or password is no fault of the caller's, so it is no 401.
            _ => StatusCode::BAD_GATEWAY,
        };
        Self { status, retry_after: error.retry_after() }
    }
}

impl IntoResponse for Refusal {
    /// A problem as in RFC 9457.
    fn into_response(self) -> Response {
        let problem = json!({"title": self.status.canonical_reason(), "status": self.status.as_u16()});
        let head = [(CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, head, problem.to_string()).into_response();
        if let Some(wait) = self.retry_after {
            // Rounded up: a date in the API's answer leaves a part of a second, and sooner it need not be asked again.
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
