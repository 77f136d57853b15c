//! A call may be dropped at any point at which it waits, and the client goes on as if nothing had been.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use thanos_api::{Client, Error, Retry};

use crate::pool::until;
use crate::server::{Answer, SAMPLE, Server};

/// What a future comes to that is dropped once it was polled so many times; none if that was too early.
async fn dropped_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut made = 0;
    poll_fn(|cx| {
        if made == polls {
            return Poll::Ready(None);
        }
        made += 1;
        match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if made == polls => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// A refusal or the sample, in pieces that each have to be waited for.
fn in_pieces(status: u16, body: &str) -> Answer {
    let text = format!("HTTP/1.1 {status} Whatever\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let pieces = text.as_bytes().chunks(text.len() / 12);
    pieces.fold(Answer::silent(), Answer::send)
}

pub(crate) async fn collect(client: &Client) -> Result<usize, Error> {
    Ok(client.get_all_users().send().await?.len())
}

pub(crate) async fn drain(client: &Client) -> Result<usize, Error> {
    let mut stream = client.get_all_users().stream().await?;
    let mut count = 0;
    while let Some(user) = stream.next().await {
        user?;
        count += 1;
    }
    Ok(count)
}

/// Drops a call before its first poll, after it, after the second, and so on until it is through. After each, the
/// same client makes a whole call.
pub(crate) async fn drop_everywhere(
    calls_before: usize,
    client: impl Fn() -> Client,
    call: impl AsyncFn(&Client) -> Result<usize, Error>,
) {
    for polls in 0.. {
        let client = client();
        for _ in 0..calls_before {
            assert_eq!(collect(&client).await.unwrap(), 2);
        }
        let through = dropped_after(polls, call(&client)).await;
        assert_eq!(collect(&client).await.unwrap(), 2, "after {polls} polls");
        if let Some(outcome) = through {
            assert_eq!(outcome.unwrap(), 2);
            assert!(polls > 5, "a call is through after {polls} polls: there was nothing to drop");
            break;
        }
    }
}

#[tokio::test]
async fn a_call_may_be_dropped_at_any_await() {
    // Every other answer is a refusal, so that each call waits between two attempts too.
    let server = Server::start_by(|requests| match requests.len() % 2 {
        1 => in_pieces(503, "busy"),
        _ => in_pieces(200, SAMPLE),
    })
    .await;
    for calls_before in [0, 1] {
        let retry = Retry::default().max_delay(Duration::from_millis(5));
        let client = || server.client().retry(retry).build().unwrap();
        drop_everywhere(calls_before, client, collect).await;
        drop_everywhere(calls_before, client, drain).await;
        until(|| server.open() == 0).await;
    }
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_call_over_tls_may_be_dropped_at_any_await() {
    use crate::certificates::{authority, config, for_name};

    let authority = authority();
    let config = config(&authority, &for_name("localhost"), None);
    let server = Server::start_tls([in_pieces(200, SAMPLE)], config).await;
    let pem = authority.pem();
    let client = || crate::tls::client(&server).root_certificate_pem(pem.as_bytes()).build().unwrap();
    drop_everywhere(0, client, collect).await;
    drop_everywhere(0, client, drain).await;
    until(|| server.open() == 0).await;
}

#[tokio::test]
async fn a_stream_may_be_dropped_after_any_element() {
    let server = Server::start([in_pieces(200, SAMPLE)]).await;
    let client = server.client().build().unwrap();
    for taken in 0..=2 {
        let mut stream = client.get_all_users().stream().await.unwrap();
        for _ in 0..taken {
            stream.next().await.unwrap().unwrap();
        }
        drop(stream);
        assert_eq!(collect(&client).await.unwrap(), 2);
    }
    until(|| server.open() <= 1).await;
}
