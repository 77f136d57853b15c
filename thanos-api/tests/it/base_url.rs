//! The base URL is right or refused; a request never goes anywhere else.

use thanos_api::{Client, ErrorKind};

use crate::server::{Answer, Server, TOKEN};

#[cfg(feature = "rustls")]
#[test]
fn slashes_at_the_end_and_capitals_make_no_difference() {
    for (given, kept) in [
        ("https://example.com", "https://example.com"),
        ("https://example.com/", "https://example.com"),
        ("https://example.com///", "https://example.com"),
        ("HTTPS://Example.COM:443", "https://example.com"),
        ("https://example.com:8443/v1/", "https://example.com:8443/v1"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://localhost:80/a/b", "http://localhost/a/b"),
    ] {
        let client = Client::builder().base_url(given).token(TOKEN).build().unwrap();
        assert_eq!(client.base_url(), kept);
    }
}

#[cfg(feature = "rustls")]
#[test]
fn the_default_is_the_server_of_the_documentation() {
    let client = Client::builder().token(TOKEN).build().unwrap();
    assert_eq!(client.base_url(), "https://stable.projectthanos.com");
}

#[test]
fn what_is_not_plainly_a_base_url_is_refused_without_being_shown() {
    for canary in [
        "",
        "canary.example.com",
        "localhost:8080/canary",
        "ftp://canary.example.com",
        "https:canary.example.com",
        "https:/canary.example.com",
        "https://",
        "https:///canary",
        "https://:443/canary",
        "https://canary:canary@example.com",
        "https://canary@example.com",
        "https://@example.com/canary",
        "https://example.com?canary",
        "https://example.com/?canary=1",
        "https://example.com/#canary",
        "https://example.com\\canary",
        "https://exa mple.com/canary",
        "https://example.com/canary\n",
        " https://example.com/canary",
        "https://example.com:99999/canary",
        "https://[::1/canary",
        "https://canary%00.example.com",
    ] {
        let error = Client::builder().base_url(canary).token(TOKEN).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig, "{canary}");
        let text = format!("{error} {error:?}");
        assert!(text.starts_with("base_url: ") && !text.contains("canary"), "{text}");
    }
}

#[test]
fn plain_http_is_for_loopback_only_unless_it_is_allowed() {
    for beyond in [
        "http://example.com", "http://10.0.0.1", "http://[2001:db8::1]", "http://localhost.example.com",
        "http://0.0.0.0",
    ] {
        let builder = || Client::builder().base_url(beyond).token(TOKEN);
        let error = builder().build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig);
        assert!(error.to_string().contains("danger_allow_http"), "{error}");
        builder().danger_allow_http().build().unwrap();
    }
    for loopback in ["http://localhost", "http://LOCALHOST:1", "http://127.0.0.1", "http://127.1", "http://[::1]:1"] {
        Client::builder().base_url(loopback).token(TOKEN).build().unwrap();
    }
}

#[cfg(not(feature = "rustls"))]
#[test]
fn https_without_the_feature_is_refused_and_names_it() {
    let error = Client::builder().token(TOKEN).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert!(error.to_string().contains("`rustls`"), "{error}");
}

#[tokio::test]
async fn a_path_of_the_base_url_stands_before_every_path() {
    let server = Server::start([Answer::json("[]")]).await;
    for base in ["/prefix", "/prefix/", "/a/b//"] {
        let client = server.client().base_url(&format!("{}{base}", server.url())).build().unwrap();
        client.get_all_users().send().await.unwrap();
    }
    let lines: Vec<_> = server.requests().into_iter().map(|request| request.line).collect();
    assert_eq!(lines[0], "GET /prefix/api/organizations/users/all/ HTTP/1.1");
    assert_eq!(lines[1], lines[0]);
    assert_eq!(lines[2], "GET /a/b/api/organizations/users/all/ HTTP/1.1");
}
