//! A server on loopback that answers as the real one does, for whoever has no account.
//!
//! It knows the one account and the two users of the API's documentation, and ends with the program.

use std::io;
use std::net::Ipv4Addr;

use http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use thanos_api::types::Credentials;
use tokio::net::TcpListener;

/// The token of the documentation's samples: published, and therefore no secret.
pub(super) const TOKEN: &str = "a0f17278bed479ee719ea890b8caf0329e1f3e5b";
const PATH: &str = "/api/organizations/users/all/";
const REQUEST: &str = include_str!("../../../openapi/samples/get_all_users.request.json");
const USERS: &str = include_str!("../../../openapi/samples/get_all_users.200.json");

/// The username and password of the sample request.
pub(super) fn credentials() -> serde_json::Result<Credentials> {
    serde_json::from_str(REQUEST)
}

/// Starts the server on a free port and tells its base URL.
pub(super) async fn start() -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let connection = http1::Builder::new().serve_connection(TokioIo::new(connection), service_fn(answer));
            tokio::spawn(connection);
        }
    });
    Ok(base_url)
}

async fn answer(request: Request<Incoming>) -> hyper::Result<Response<String>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    Ok(judge(&head, &body))
}

/// Checks what the real server checks, in its order.
fn judge(head: &Parts, body: &[u8]) -> Response<String> {
    let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if head.uri.path() != PATH {
        let page = "<!doctype html><title>Not Found</title><h1>Not Found</h1>".to_owned();
        return response(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page);
    }
    if header(AUTHORIZATION).strip_prefix("Token ") != Some(TOKEN) {
        return unauthorized("Invalid token.");
    }
    if head.method != Method::GET {
        return refusal(StatusCode::METHOD_NOT_ALLOWED, &json!({"detail": "Method not allowed."}));
    }
    if !header(CONTENT_TYPE).starts_with("application/json") {
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, &json!({"detail": "Unsupported media type in request."}));
    }
    // An empty body reads as an empty object there.
    let body = if body.is_empty() { b"{}" } else { body };
    let Ok(given) = serde_json::from_slice::<Value>(body) else {
        return refusal(StatusCode::BAD_REQUEST, &json!({"detail": "JSON parse error"}));
    };
    if let Some(missing) = ["username", "password"].into_iter().find(|name| !given[name].is_string()) {
        return refusal(StatusCode::BAD_REQUEST, &json!({missing: ["This field is required."]}));
    }
    if !is_the_account(given) {
        return unauthorized("Invalid username or password.");
    }
    response(StatusCode::OK, "application/json", USERS.to_owned())
}

fn is_the_account(given: Value) -> bool {
    matches!((credentials(), serde_json::from_value(given)), (Ok(account), Ok(given)) if account == given)
}

fn unauthorized(detail: &str) -> Response<String> {
    let mut response = refusal(StatusCode::UNAUTHORIZED, &json!({"detail": detail}));
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Token"));
    response
}

fn refusal(status: StatusCode, body: &Value) -> Response<String> {
    response(status, "application/json", body.to_string())
}

fn response(status: StatusCode, content_type: &'static str, body: String) -> Response<String> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
