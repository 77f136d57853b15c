//! The account's users, each as soon as it arrives.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::{BoxError, Extension};
use futures_util::{StreamExt as _, stream};
use serde_json::json;
use thanos_api::Error;
use thanos_api::types::User;

use crate::common::account::Account;
use crate::common::failure::say;
use crate::refusal::Refusal;
use crate::request_id::{HEADER, RequestId};

/// A line of JSON for each user.
///
/// Nothing is read from the API before the caller has taken what was read, and if the caller goes away, the call ends.
pub(crate) async fn all(
    State(account): State<Arc<Account>>,
    Extension(id): Extension<RequestId>,
) -> Result<Response, Refusal> {
    let refusal = |error| {
        log(&id, &account, &error);
        Refusal::from(&error)
    };
    let client = account.client.with_header(HEADER, id.as_str()).map_err(refusal)?;
    let mut users = client.get_all_users().stream().await.map_err(refusal)?;
    // Looked at first, so that the caller of what is no list at all is told so before an answer has begun.
    let first = match users.next().await {
        Some(Err(error)) if error.index().is_none() => return Err(refusal(error)),
        first => stream::iter(first),
    };
    let lines = first.chain(users).map(move |user| line(user.inspect_err(|error| log(&id, &account, error))));
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(lines)).into_response())
}

/// An error in place of a line breaks the answer off, which is how the caller learns that it is not whole.
fn line(user: Result<User, Error>) -> Result<Bytes, BoxError> {
    let line = match user {
        Ok(user) => serde_json::to_string(&user)?,
        // One user that cannot be read does not keep the others from coming.
        Err(error) if error.index().is_some() => json!({"error": error.to_string()}).to_string(),
        Err(error) => return Err(error.into()),
    };
    Ok((line + "\n").into())
}

/// What the operators of this service want to know. The line holds no secret and nothing of a body.
fn log(id: &RequestId, account: &Account, error: &Error) {
    say(&format!("request {}: {}", id.as_str(), account.told(&error.to_string(), error)));
}
