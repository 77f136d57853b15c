//! A proxy sees a tunnel, and nothing of what goes through it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use thanos_api::{ErrorKind, Retry};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::certificates::{authority, for_name, serve};
use crate::environment::{ROOT, with};
use crate::secrets::error_is_clean;
use crate::server::{Answer, PASSWORD, Server, TOKEN, USERNAME};
use crate::tls::client;

/// A proxy that opens tunnels. Gives its URL, and all that it was sent.
async fn proxy() -> (String, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    // Ends with the runtime of the test.
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(tunnel(stream, Arc::clone(&record)));
        }
    });
    (url, seen)
}

async fn tunnel(mut client: TcpStream, seen: Arc<Mutex<Vec<u8>>>) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
    }
    seen.lock().unwrap().extend_from_slice(&head);
    let text = String::from_utf8(head).unwrap();
    let port = text.split([':', ' ']).nth(2).unwrap().parse::<u16>().unwrap();
    let mut server = TcpStream::connect(("127.0.0.1", port)).await?;
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let upwards = async {
        let mut bytes = vec![0; 4096];
        loop {
            let count = from_client.read(&mut bytes).await?;
            if count == 0 {
                return to_server.shutdown().await;
            }
            seen.lock().unwrap().extend_from_slice(&bytes[..count]);
            to_server.write_all(&bytes[..count]).await?;
        }
    };
    let (up, down) = tokio::join!(upwards, tokio::io::copy(&mut from_server, &mut to_client));
    up.and(down.map(|_| ()))
}

fn saw_a_tunnel_only(seen: &Mutex<Vec<u8>>, server: &Server) {
    let seen = seen.lock().unwrap();
    let text = String::from_utf8_lossy(&seen);
    let port = server.address().port();
    assert!(text.starts_with(&format!("CONNECT localhost:{port} HTTP/1.1\r\n")), "{text}");
    for secret in [TOKEN, USERNAME, PASSWORD, "/api/", "authorization"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[tokio::test]
async fn https_goes_through_a_given_proxy_in_a_tunnel() {
    let authority = authority();
    let server = serve(&authority, &for_name("localhost"), None).await;
    let (url, seen) = proxy().await;
    let builder = client(&server).proxy(&url).root_certificate_pem(authority.pem().as_bytes());
    builder.build().unwrap().get_all_users().send().await.unwrap();
    assert_eq!(server.requests().len(), 1);
    saw_a_tunnel_only(&seen, &server);
}

#[tokio::test(flavor = "multi_thread")]
async fn https_goes_through_a_proxy_of_the_environment_in_a_tunnel() {
    let authority = authority();
    let server = serve(&authority, &for_name("localhost"), None).await;
    let (url, seen) = proxy().await;
    let base_url = format!("https://localhost:{}", server.address().port());
    let result = with(&[
        ("THANOS_TOKEN", TOKEN),
        ("THANOS_USERNAME", USERNAME),
        ("THANOS_PASSWORD", PASSWORD),
        ("THANOS_BASE_URL", &base_url),
        ("HTTPS_PROXY", &url),
        ("https_proxy", &url),
        ("NO_PROXY", ""),
        ("no_proxy", ""),
        (ROOT, &authority.pem()),
    ]);
    assert_eq!(result, "2 users");
    saw_a_tunnel_only(&seen, &server);
}

#[tokio::test]
async fn a_proxy_that_refuses_is_asked_once() {
    let refused = "the proxy opened no tunnel to the server";
    let other = Server::start([Answer::json("[]")]).await;
    let elsewhere = format!("{}/canary", other.url());
    for (status, message) in [
        (407, "the proxy wants other credentials: check the user and the password in its URL"),
        (302, refused),
        (403, refused),
        (502, refused),
        (503, refused),
    ] {
        let headers = [("canary", "canary"), ("location", elsewhere.as_str())];
        let proxy = Server::start([Answer::with(status, &headers, "canary")]).await;
        let server = serve(&authority(), &for_name("localhost"), None).await;
        let url = proxy.url().replace("//", "//canary:canary@");
        let builder = client(&server).proxy(&url).retry(Retry::default().max_delay(Duration::ZERO));
        let builder = builder.root_certificate_pem(authority().pem().as_bytes());
        let error = builder.build().unwrap().get_all_users().send().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), proxy.requests().len()), (ErrorKind::Connect, 1, 1), "{error}");
        assert_eq!(error.to_string(), message);
        error_is_clean(&error);
        assert_eq!((server.connections(), other.connections()), (0, 0));
    }
}

#[tokio::test]
async fn a_proxy_that_hangs_up_is_asked_again() {
    let proxy = Server::start([Answer::silent().close()]).await;
    let server = serve(&authority(), &for_name("localhost"), None).await;
    let builder = client(&server).proxy(&proxy.url()).retry(Retry::default().max_delay(Duration::ZERO));
    let builder = builder.root_certificate_pem(authority().pem().as_bytes());
    let error = builder.build().unwrap().get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), proxy.requests().len()), (ErrorKind::Connect, 3, 3), "{error}");
}
