//! The service takes from the API no more than its caller takes from it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::running::Service;
use crate::server::SAMPLE;

/// Far more than the buffers of all sockets on the way hold.
const ALL: usize = 256 << 20;
const WHOLE: Duration = Duration::from_secs(60);

/// An API with a very long list. Counts the users' bytes that it has sent, and tells when nobody takes them any longer.
struct Endless {
    url: String,
    sent: Arc<AtomicUsize>,
    left: oneshot::Receiver<()>,
}

impl Endless {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sent, (leaving, left)) = (Arc::default(), oneshot::channel());
        tokio::spawn({
            let sent = Arc::clone(&sent);
            async move {
                let (connection, _) = listener.accept().await.unwrap();
                send(connection, &sent).await;
                let _ = leaving.send(());
            }
        });
        Self { url, sent, left }
    }
}

async fn send(mut connection: TcpStream, sent: &AtomicUsize) {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0]["person"]["first_name"] = "x".repeat(64 << 10).into();
    let user = format!("{},", users[0]);
    let _ = connection.read(&mut [0; 4096]).await.unwrap();
    let mut result = connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[").await;
    while result.is_ok() && sent.fetch_add(user.len(), Ordering::Relaxed) < ALL {
        result = connection.write_all(user.as_bytes()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_does_not_read_holds_the_api_up_and_one_that_leaves_ends_the_call() {
    let api = Endless::start().await;
    let service = Service::asking_at(&api.url);
    let mut answer = service.get("/users").await;
    assert!(answer.chunk().await.unwrap().is_some());

    // A service that did not wait would have taken everything after this time.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let sent = api.sent.load(Ordering::Relaxed);
    assert!(sent < ALL, "all was taken from the API, though the caller took next to nothing");

    drop(answer);
    tokio::time::timeout(WHOLE, api.left).await.expect("the call goes on without the caller").unwrap();
    assert!(api.sent.load(Ordering::Relaxed) < ALL);
}
