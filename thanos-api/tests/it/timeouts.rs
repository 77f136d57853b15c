//! The time limits end a silent server, and run only while somebody waits for the network.

use std::sync::Arc;
use std::time::Duration;

use thanos_api::{Client, Error, ErrorKind, Retry};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::chunked::chunk;
use crate::errors::works;
use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

/// Soon enough for a test, and long enough for anything on loopback that is not silent.
const SOON: Duration = Duration::from_millis(300);
const NEVER: Duration = Duration::from_secs(600);

/// Ends a test whose time limit does not.
async fn guarded<T>(call: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), call).await.expect("a time limit ends the call")
}

fn head() -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", SAMPLE.len())
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_left_after_the_response_timeout() {
    let drips = |text: &str| (0..1000).fold(Answer::silent(), |answer, _| answer.send(text).pause(SOON / 10));
    for answer in [
        Answer::silent().stall(),
        Answer::raw("HTTP/1.1 200 OK\r\ncontent-le").stall(),
        Answer::raw("HTTP/1.1 200 OK\r\na: ").then(drips("b")),
        drips("HTTP/1.1 102 Processing\r\n\r\n"),
    ] {
        let server = Server::start([answer, Answer::json(SAMPLE)]).await;
        let client = server.client().response_timeout(SOON).read_timeout(NEVER).build().unwrap();
        let error = guarded(client.get_all_users().send()).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), error.status()), (ErrorKind::Timeout, 1, None));
        assert!(error.to_string().contains("response_timeout"), "{error}");
        assert_eq!(server.requests().len(), 1, "a timeout is never retried");
        works(&client).await;
    }
}

#[tokio::test]
async fn a_body_that_stalls_is_left_after_the_read_timeout() {
    let part = SAMPLE.len() * 3 / 4;
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    for (answer, elements) in [
        (Answer::raw(head()), 0),
        (Answer::raw(head()).send(&SAMPLE[..part]), 1),
        (Answer::raw(chunked).send(chunk(&SAMPLE[..part])), 1),
        (Answer::raw(chunked).send(chunk(SAMPLE)), 2),
        (Answer::raw("HTTP/1.1 200 OK\r\n\r\n").send(SAMPLE), 2),
    ] {
        let answer = answer.stall();
        let server = Server::start([answer.clone(), answer, Answer::json(SAMPLE)]).await;
        let client = server.client().response_timeout(NEVER).read_timeout(SOON).build().unwrap();
        let error = guarded(client.get_all_users().send()).await.unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Timeout, 200));
        assert!(error.to_string().contains("read_timeout"), "{error}");

        let mut stream = client.get_all_users().stream().await.unwrap();
        for _ in 0..elements {
            stream.next().await.unwrap().unwrap();
        }
        let error = guarded(stream.next()).await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.index()), (ErrorKind::Timeout, None));
        assert!(stream.next().await.is_none());
        works(&client).await;
    }
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn a_compressed_body_that_stalls_is_left_after_the_read_timeout() {
    use std::io::Write;

    let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    member.write_all(SAMPLE.as_bytes()).unwrap();
    member.flush().unwrap();
    let head = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 100000\r\n\r\n";
    // All that was compressed has come, and the end of the compression has not.
    let whole = member.get_ref();
    for (sent, elements) in [(&whole[..20], 0), (&**whole, 2)] {
        let server = Server::start([Answer::raw(head).send(sent).stall(), Answer::json(SAMPLE)]).await;
        let client = server.client().response_timeout(NEVER).read_timeout(SOON).build().unwrap();
        let mut stream = client.get_all_users().stream().await.unwrap();
        for _ in 0..elements {
            stream.next().await.unwrap().unwrap();
        }
        let error = guarded(stream.next()).await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.index()), (ErrorKind::Timeout, None));
        works(&client).await;
    }
}

#[tokio::test]
async fn a_body_that_drips_is_not_a_stalled_one() {
    let pause = SOON / 3;
    let mut answer = Answer::raw(head());
    for piece in SAMPLE.as_bytes().chunks(SAMPLE.len() / 8) {
        answer = answer.pause(pause).send(piece);
    }
    let server = Server::start([answer]).await;
    let client = server.client().read_timeout(SOON).build().unwrap();
    assert_eq!(client.get_all_users().send().await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_calls_timeout_ends_it_before_the_answer_and_in_the_middle_of_it() {
    let server = Server::start([Answer::silent().stall(), Answer::raw(head()).stall()]).await;
    let client = server.client().response_timeout(NEVER).read_timeout(NEVER).build().unwrap().with_timeout(SOON);
    let before = guarded(client.get_all_users().send()).await.unwrap_err();
    assert_eq!((before.kind(), before.status()), (ErrorKind::Timeout, None));
    let amid = guarded(client.get_all_users().send()).await.unwrap_err();
    assert_eq!((amid.kind(), amid.status().unwrap().as_u16()), (ErrorKind::Timeout, 200));
    for error in [before, amid] {
        assert!(error.to_string().contains("the call's timeout"), "{error}");
    }
}

#[tokio::test]
async fn without_any_time_nothing_is_sent() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = server.client().build().unwrap().with_timeout(Duration::ZERO);
    let error = client.get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), server.connections()), (ErrorKind::Timeout, 0, 0), "{error}");
    let closed = Client::builder().base_url("http://127.0.0.1:1").token(TOKEN).credentials(USERNAME, PASSWORD);
    let error = closed.build().unwrap().with_timeout(Duration::ZERO).get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0), "{error}");
}

#[tokio::test]
async fn a_drip_does_not_outlast_the_calls_timeout() {
    let mut answer = Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n[");
    for _ in 0..1000 {
        answer = answer.pause(SOON / 10).send(" ");
    }
    let server = Server::start([answer]).await;
    let client = server.client().timeout(SOON * 2).build().unwrap();
    let mut stream = client.get_all_users().stream().await.unwrap();
    let error = guarded(stream.next()).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(stream.bytes_read() < 500, "{}", stream.bytes_read());
}

#[tokio::test]
async fn in_a_stream_the_consumers_own_time_does_not_count() {
    let half = SAMPLE.find("\n  {\n    \"uuid\": \"cefc").unwrap();
    let gate = Arc::new(Notify::new());
    let answer = Answer::raw(head()).send(&SAMPLE[..half]).wait_for(&gate).send(&SAMPLE[half..]);
    let server = Server::start([answer]).await;
    let client = server.client().timeout(SOON).read_timeout(SOON).build().unwrap();

    let mut stream = client.get_all_users().stream().await.unwrap();
    stream.next().await.unwrap().unwrap();
    tokio::time::sleep(SOON * 2).await;
    // A wait that is given up early leaves nothing running either.
    let waited = tokio::time::timeout(SOON / 30, stream.next()).await;
    assert!(waited.is_err());
    tokio::time::sleep(SOON * 2).await;
    gate.notify_one();
    stream.next().await.unwrap().unwrap();
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_error_body_that_never_ends_is_left_after_the_read_timeout() {
    let error = error_of_a_body_that_drips("404 Not Found").await;
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn what_is_no_list_is_left_after_the_read_timeout_however_it_drips() {
    let error = error_of_a_body_that_drips("200 OK").await;
    assert_eq!(error.kind(), ErrorKind::Decode);
}

async fn error_of_a_body_that_drips(status: &str) -> Error {
    let mut answer = Answer::raw(format!("HTTP/1.1 {status}\r\ncontent-length: 1000000\r\n\r\n<h1>"));
    for _ in 0..1000 {
        answer = answer.pause(SOON / 10).send("x");
    }
    let server = Server::start([answer, Answer::json(SAMPLE)]).await;
    let client = server.client().read_timeout(SOON).build().unwrap();
    let error = guarded(client.get_all_users().send()).await.unwrap_err();
    assert!(error.body().starts_with(b"<h1>") && error.body().len() < 500);
    works(&client).await;
    error
}

#[tokio::test]
async fn a_connection_that_is_not_made_is_left_after_the_connect_timeout() {
    // A listener with a full backlog does not take another connection, and does not refuse it
    // either.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener: TcpListener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queued = Vec::new();
    for _ in 0..4 {
        let connecting = tokio::time::timeout(SOON / 3, tokio::net::TcpStream::connect(address));
        queued.push(connecting.await);
    }
    let client = Client::builder()
        .base_url(&format!("http://{address}"))
        .token(TOKEN)
        .credentials(USERNAME, PASSWORD)
        .connect_timeout(SOON)
        .response_timeout(NEVER)
        .retry(Retry::never())
        .build()
        .unwrap();
    let error = guarded(client.get_all_users().send()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{error}");
    assert!(error.to_string().contains("connect_timeout"), "{error}");
}

#[tokio::test]
async fn nothing_of_an_error_body_is_waited_for_beyond_what_is_kept() {
    let head = "HTTP/1.1 404 Not Found\r\ncontent-length: 1000000\r\n\r\n";
    let server = Server::start([Answer::raw(head).send("x".repeat(65_536)).stall()]).await;
    let client = server.client().read_timeout(NEVER).build().unwrap();
    let error = guarded(client.get_all_users().send()).await.unwrap_err();
    assert_eq!((error.kind(), error.body().len()), (ErrorKind::Status, 65_536));
}
