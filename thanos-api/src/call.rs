//! The one way that every call takes: attempts until one is answered, the head judged, the body
//! handed on.

#![allow(dead_code, reason = "for kinds of answers that not every spec has")]

mod refusal;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::result_large_err, reason = "tests, and progenitor's type")]
mod tests;

use std::future::Future;
use std::sync::Arc;

use progenitor_client::{ByteStream, ResponseValue};
use serde::de::DeserializeOwned;
use tokio::time::Instant;

use crate::body::Body;
use crate::client::{Settings, refused_request};
use crate::decode::{self, Refusal};
use crate::error::{Error, ErrorKind, KEPT_BODY, cause};
use crate::generated::Client;
use crate::limits::{Budget, Wait};
use crate::operation::Operation;
use crate::response::{Head, Response};
use crate::stream::ArrayStream;
use crate::trace::Traced;
use refusal::refusal;

/// What `max_body_bytes` is for an answer that is collected, unless it is set: 4 GiB, beyond any
/// list that a program would want to hold, and short of what a compressed answer could be blown up
/// to.
const COLLECTED_BYTES: u64 = 4 << 30;

type Attempt = Result<ResponseValue<ByteStream>, progenitor_client::Error<()>>;

/// An answer that is an array, collected. Fails at the first element that cannot be decoded.
pub(crate) async fn collect<T, F>(
    client: &Client,
    operation: &'static Operation,
    attempt: impl Fn() -> F,
) -> Result<Response<Vec<T>>, Error>
where
    T: DeserializeOwned,
    F: Future<Output = Attempt>,
{
    let settings = client.settings();
    let body = answer(settings, operation, attempt, settings.limits.body_bytes.or(Some(COLLECTED_BYTES))).await?;
    let head = Arc::clone(body.head());
    let mut elements = ArrayStream::new(body);
    let mut all = Vec::new();
    while let Some(element) = elements.next().await {
        all.push(element.inspect_err(|error| elements.fail(error))?);
    }
    Ok(Response::new(all, head))
}

/// An answer that is an array, element by element.
pub(crate) async fn stream<T, F>(
    client: &Client,
    operation: &'static Operation,
    attempt: impl Fn() -> F,
) -> Result<ArrayStream<T>, Error>
where
    T: DeserializeOwned,
    F: Future<Output = Attempt>,
{
    let settings = client.settings();
    let body = answer(settings, operation, attempt, settings.limits.body_bytes).await?;
    Ok(ArrayStream::new(body))
}

/// An answer that is one JSON value.
pub(crate) async fn one<T, F>(
    client: &Client,
    operation: &'static Operation,
    attempt: impl Fn() -> F,
) -> Result<Response<T>, Error>
where
    T: DeserializeOwned,
    F: Future<Output = Attempt>,
{
    let settings = client.settings();
    let mut body = answer(settings, operation, attempt, settings.limits.body_bytes.or(Some(COLLECTED_BYTES))).await?;
    let mut text = Vec::new();
    while let Some(chunk) = body.chunk().await {
        text.extend_from_slice(&chunk.inspect_err(|error| body.traced().fail(error))?);
    }
    let value = decode::whole(&text).map_err(|refusal| undecodable(&mut body, text, refusal))?;
    Ok(Response::new(value, Arc::clone(body.head())))
}

fn undecodable(body: &mut Body, mut text: Vec<u8>, refusal: Refusal) -> Error {
    text.truncate(KEPT_BODY);
    let error = body.error(ErrorKind::Decode, refusal.what).with_body(text);
    body.traced().fail(&error);
    match refusal.path {
        Some(path) => error.with_path(path),
        None => error,
    }
}

/// An answer without a body, or with one that nobody asked for.
pub(crate) async fn nothing<F>(
    client: &Client,
    operation: &'static Operation,
    attempt: impl Fn() -> F,
) -> Result<Response<()>, Error>
where
    F: Future<Output = Attempt>,
{
    let body = answer(client.settings(), operation, attempt, None).await?;
    Ok(Response::new((), Arc::clone(body.head())))
}

/// Makes attempts until one succeeds or another would be of no use.
async fn answer<F>(
    settings: &Settings,
    operation: &'static Operation,
    attempt: impl Fn() -> F,
    max_bytes: Option<u64>,
) -> Result<Body, Error>
where
    F: Future<Output = Attempt>,
{
    let mut budget = Budget::new(settings.limits.call);
    // tokio asks an attempt once before it looks at the time.
    if budget.is_spent() {
        return Err(timeout_ended());
    }
    let mut made = 0;
    loop {
        made += 1;
        let mut traced = Traced::begin(operation, &settings.base, made);
        let answered = traced.run(head(settings, operation, attempt(), &mut budget, made)).await;
        let error = match answered {
            Ok((head, bytes)) if head.status.as_u16() == operation.success => {
                let wait = Wait::new(settings.limits.read, budget);
                return Ok(Body::new(bytes.into_inner(), head, wait, max_bytes, traced));
            }
            Ok((head, bytes)) => refusal(settings, head, bytes, &mut budget, traced).await,
            Err(error) => {
                traced.fail(&error);
                error
            }
        };
        let Some(wait) = settings.retry.wait(&error, &operation.method, made).filter(|wait| budget.allows(*wait))
        else {
            return Err(error);
        };
        tokio::time::sleep(wait).await;
        budget.spend(wait);
    }
}

/// One attempt, up to the head of its answer.
async fn head(
    settings: &Settings,
    operation: &'static Operation,
    attempt: impl Future<Output = Attempt>,
    budget: &mut Budget,
    made: u32,
) -> Result<(Arc<Head>, ByteStream), Error> {
    let limit = settings.limits.response;
    let begun = Instant::now();
    let outcome = tokio::time::timeout(budget.cap(limit), attempt).await;
    budget.spend(begun.elapsed());
    let answer = match outcome {
        Ok(Ok(answer)) => answer,
        Ok(Err(progenitor_client::Error::UnexpectedResponse(answer))) => ResponseValue::stream(answer),
        Ok(Err(error)) => return Err(no_answer(error, made)),
        Err(_) if budget.is_spent() => return Err(timeout_ended().with_attempts(made)),
        Err(_) => {
            let message = format!("no answer arrived for {limit:?}, the response_timeout");
            return Err(Error::new(ErrorKind::Timeout, message).with_attempts(made));
        }
    };
    let head = Head { status: answer.status(), headers: answer.headers().clone(), attempts: made, operation };
    Ok((Arc::new(head), answer.into_inner()))
}

fn timeout_ended() -> Error {
    Error::new(ErrorKind::Timeout, "the call's timeout ended before the answer")
}

fn no_answer(error: progenitor_client::Error<()>, made: u32) -> Error {
    use progenitor_client::Error as Progenitor;
    match error {
        Progenitor::CommunicationError(error)
        | Progenitor::InvalidUpgrade(error)
        | Progenitor::ResponseBodyError(error) => {
            let error = cause::before_head(&error);
            let made = if error.kind() == ErrorKind::InvalidRequest { made - 1 } else { made };
            error.with_attempts(made)
        }
        Progenitor::InvalidRequest(text) | Progenitor::Custom(text) => {
            Error::new(ErrorKind::InvalidRequest, refused_request(&text)).with_attempts(made - 1)
        }
        // The table of responses given to the generator is empty, so that nothing below is ever
        // made.
        _ => Error::new(ErrorKind::Transport, "the answer was of no known kind").with_attempts(made),
    }
}
