//! Asked to stop, the service ends what it has begun, and nothing else.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::running::Service;
use crate::server::{Answer, SAMPLE, Server};

const WHOLE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_has_begun_comes_whole_and_no_other_begins() {
    for signal in ["INT", "TERM"] {
        let gate = Arc::new(Notify::new());
        let (first, second) = SAMPLE.split_at(SAMPLE.find("cefc9200").unwrap());
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", SAMPLE.len());
        let server = Server::start([Answer::raw(head + first).wait_for(&gate).send(second)]).await;
        let mut service = Service::asking(&server);
        let mut answer = service.get("/users").await;
        assert!(answer.chunk().await.unwrap().is_some());

        service.signal(signal);
        let refused = async { while service.request("/").send().await.is_ok() {} };
        tokio::time::timeout(WHOLE, refused).await.expect("it goes on taking requests");
        gate.notify_one();
        let rest = answer.text().await.unwrap();
        assert!(rest.contains("mrbailey@projectthanos.com") && rest.ends_with('\n'), "{rest}");
        assert_eq!(service.ended().code(), Some(0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_idle_does_not_keep_it_running() {
    let server = Server::start([Answer::json(SAMPLE)]).await;
    let mut service = Service::asking(&server);
    service.get("/users").await.text().await.unwrap();
    service.signal("TERM");
    assert_eq!(service.ended().code(), Some(0));
}
