//! A connection that is used again may be gone: that costs no call, and no request that is not counted.

use std::time::Duration;

use thanos_api::{Client, ErrorKind, Retry};

use crate::server::{Answer, SAMPLE, Server};

fn client(server: &Server) -> Client {
    server.client().retry(Retry::default().max_delay(Duration::ZERO)).build().unwrap()
}

#[tokio::test]
async fn a_connection_closed_while_idle_costs_no_call() {
    let moment = Duration::from_millis(10);
    for answer in [Answer::json(SAMPLE).close(), Answer::json(SAMPLE).pause(moment).reset()] {
        let server = Server::start([answer]).await;
        let client = client(&server);
        for call in 0..20 {
            // Some calls find out before they send, and some do not.
            tokio::time::sleep(moment * (call % 3)).await;
            let users = client.get_all_users().send().await.unwrap();
            assert!(users.len() == 2 && users.attempts() <= 2, "{}", users.attempts());
        }
        // What was sent over a connection that was closed already did not arrive.
        assert_eq!(server.requests().len(), 20);
    }
}

#[tokio::test]
async fn a_request_that_was_sent_is_not_sent_again_without_being_counted() {
    for gone in [Answer::silent().close(), Answer::silent().reset()] {
        let server = Server::start([Answer::json(SAMPLE), gone.clone(), Answer::json(SAMPLE), gone]).await;
        let client = client(&server);
        assert_eq!(client.get_all_users().send().await.unwrap().attempts(), 1);
        assert_eq!(client.get_all_users().send().await.unwrap().attempts(), 2);
        assert_eq!((server.requests().len(), server.connections()), (3, 2));

        let once = client.with_retry(Retry::never());
        let error = once.get_all_users().send().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), server.requests().len()), (ErrorKind::Transport, 1, 4));
    }
}
