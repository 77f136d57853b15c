//! Many calls at once over a server that fails in many ways: each ends as it should, and leaves nothing behind.

use std::sync::Arc;
use std::time::Duration;

use thanos_api::{Client, Error, ErrorKind, Retry, types};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::pool::{IDLE, until};
use crate::server::{Answer, Request, SAMPLE, Server};

const CALLS: usize = 64;

/// The attempts of a call that succeeds, or the kind, the status and the attempts of its error.
type Outcome = Result<u32, (ErrorKind, Option<u16>, u32)>;

/// What the attempts of one call are answered, and what that has to come to.
fn cases() -> Vec<(Vec<Answer>, Outcome)> {
    let whole = || Answer::json(SAMPLE);
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", SAMPLE.len());
    let pieces = SAMPLE.as_bytes().chunks(SAMPLE.len() / 9);
    let slow = pieces.fold(Answer::raw(&*head), |answer, piece| answer.pause(Duration::from_millis(5)).send(piece));
    let cut = Answer::raw(head).send(&SAMPLE.as_bytes()[..SAMPLE.len() / 2]).close();
    let (busy, reset, closed) = (|| Answer::new(503), || Answer::silent().reset(), || Answer::silent().close());
    vec![
        (vec![whole()], Ok(1)),
        (vec![slow.clone()], Ok(1)),
        (vec![reset(), whole()], Ok(2)),
        (vec![busy(), slow], Ok(2)),
        (vec![busy(), closed(), whole()], Ok(3)),
        (vec![busy(), busy(), busy()], Err((ErrorKind::Status, Some(503), 3))),
        (vec![reset(), closed(), reset()], Err((ErrorKind::Transport, None, 3))),
        (vec![cut], Err((ErrorKind::Transport, Some(200), 1))),
    ]
}

fn call_of(request: &Request) -> usize {
    request.header("x-call").unwrap().parse().unwrap()
}

async fn call(client: Client, number: usize) -> Outcome {
    let expected: Vec<types::User> = serde_json::from_str(SAMPLE).unwrap();
    let (users, attempts) = if (number / cases().len()).is_multiple_of(2) {
        let answer = client.get_all_users().send().await.map_err(|error| told(&error))?;
        let attempts = answer.attempts();
        (answer.into_inner(), attempts)
    } else {
        let mut stream = client.get_all_users().stream().await.map_err(|error| told(&error))?;
        let mut users = Vec::new();
        while let Some(user) = stream.next().await {
            users.push(user.map_err(|error| told(&error))?);
        }
        (users, stream.attempts())
    };
    assert_eq!(users, expected);
    Ok(attempts)
}

fn told(error: &Error) -> (ErrorKind, Option<u16>, u32) {
    (error.kind(), error.status().map(|status| status.as_u16()), error.attempts())
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_at_once_over_a_flaky_server_all_end_as_they_should() {
    let server = Server::start_by(|requests| {
        let number = call_of(requests.last().unwrap());
        let attempt = requests.iter().filter(|request| call_of(request) == number).count();
        let cases = cases();
        cases[number % cases.len()].0[attempt - 1].clone()
    })
    .await;
    let client = server.client().retry(Retry::default().max_delay(Duration::from_millis(20))).build().unwrap();
    let mut calls = JoinSet::new();
    for number in 0..CALLS {
        let client = client.with_header("x-call", &number.to_string()).unwrap();
        calls.spawn(async move { (number, call(client, number).await) });
    }
    for (number, outcome) in calls.join_all().await {
        let cases = cases();
        let expected = cases[number % cases.len()].1;
        assert_eq!(outcome, expected, "call {number}");
        let attempts = expected.unwrap_or_else(|(_, _, attempts)| attempts);
        let requests = server.requests().iter().filter(|request| call_of(request) == number).count();
        assert_eq!(requests, attempts as usize, "call {number}");
    }
    until(|| server.open() <= IDLE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_connections_stay_open_than_the_pool_keeps() {
    let all_are_here = Arc::new(Notify::new());
    let server = Server::start([Answer::silent().wait_for(&all_are_here).send(whole())]).await;
    let client = server.client().build().unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move { client.get_all_users().send().await.unwrap().len() });
    }
    until(|| server.open() == CALLS).await;
    until(|| {
        // Whoever waits by now; the last of them may not yet.
        all_are_here.notify_waiters();
        server.open() == IDLE
    })
    .await;
    assert_eq!(calls.join_all().await, [2; CALLS]);
}

fn whole() -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{SAMPLE}", SAMPLE.len())
}
