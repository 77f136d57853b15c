//! The name by which a request is found in the logs of everyone who had a part in it.

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;

pub(crate) const HEADER: &str = "x-request-id";

#[derive(Clone)]
pub(crate) struct RequestId(String);

impl RequestId {
    /// The caller's, if it is fit for a log, or a new one.
    fn of(request: &Request) -> Self {
        let given = request.headers().get(HEADER).and_then(|id| id.to_str().ok());
        let is_fit = |id: &&str| (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        Self(given.filter(is_fit).map_or_else(|| format!("{:016x}", fastrand::u64(..)), str::to_owned))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Gives each request its id, and each answer that of its request.
pub(crate) async fn carry(mut request: Request, next: Next) -> Response {
    let id = RequestId::of(&request);
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
