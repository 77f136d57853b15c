//! Redirects are never followed: they would carry token and password along.

use thanos_api::ErrorKind;
use tokio::net::TcpListener;

use crate::errors::{error_of, status, works};
use crate::server::{Answer, SAMPLE, Server};

/// Where the requests go, so that a redirect there is a loop.
const SAME: &str = "/api/organizations/users/all/";

#[tokio::test]
async fn no_redirect_is_followed_wherever_it_points() {
    let elsewhere = Server::start([Answer::json("[]")]).await;
    let foreign = format!("{}{SAME}", elsewhere.url());
    for code in 300..400 {
        for location in [foreign.as_str(), SAME, "../all/", "/login?next=/api/", "//[bad", ""] {
            // This server is asked twice, once for send() and once for stream(), and no more.
            let body = if code == 304 { "" } else { "moved" };
            let error = error_of(Answer::with(code, &[("location", location)], body)).await;
            assert_eq!((error.kind(), status(&error)), (ErrorKind::Redirect, Some(code)), "{code} to {location}");
            assert_eq!(error.body(), body.as_bytes());
            assert_eq!(error.headers().unwrap()["location"], location);
            assert!(!error.to_string().contains("login"), "{error}");
        }
    }
    assert_eq!((elsewhere.connections(), elsewhere.bytes()), (0, 0));
}

#[tokio::test]
async fn a_redirect_to_the_servers_own_origin_is_not_followed_either() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let location = format!("http://{address}{SAME}");
    let answers = [Answer::with(307, &[("location", &location)], ""), Answer::json(SAMPLE)];
    let server = Server::start_at(address, answers).await;
    let client = server.client().build().unwrap();
    assert_eq!(client.get_all_users().send().await.unwrap_err().kind(), ErrorKind::Redirect);
    assert_eq!(server.requests().len(), 1);
    works(&client).await;
}

#[tokio::test]
async fn a_redirect_without_a_location_is_a_status() {
    for code in 300..400 {
        let error = error_of(Answer::new(code)).await;
        assert_eq!((error.kind(), status(&error)), (ErrorKind::Status, Some(code)));
    }
}
