//! Redirects are never followed: they would carry token and password along.

use thanos_api::ErrorKind;

use crate::server::{Answer, Server};

#[tokio::test]
async fn no_redirect_is_followed_wherever_it_points() {
    let elsewhere = Server::start([Answer::json("[]")]).await;
    for code in [301, 302, 303, 307, 308] {
        let foreign = format!("{}/api/organizations/users/all/", elsewhere.url());
        for location in [foreign.as_str(), "/api/organizations/users/all/", "/login?next=/api/", "//[bad", ""] {
            let server = Server::start([Answer::with(code, &[("location", location)], "moved")]).await;
            let error = server.client().build().unwrap().get_all_users().send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Redirect, "{code} to {location}");
            assert_eq!((error.status().unwrap().as_u16(), error.attempts(), error.body()), (code, 1, &b"moved"[..]));
            assert_eq!(error.headers().unwrap()["location"], location);
            assert!(!error.to_string().contains("login"), "{error}");
            assert_eq!(server.requests().len(), 1);
        }
    }
    assert_eq!((elsewhere.connections(), elsewhere.bytes()), (0, 0));
}

#[tokio::test]
async fn a_redirect_without_a_location_is_a_status() {
    for code in [300, 301, 302, 304, 307] {
        let server = Server::start([Answer::new(code)]).await;
        let error = server.client().build().unwrap().get_all_users().send().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 1), "{code}");
    }
}
