//! Token, password and what a body says show in no text that this crate makes.

use std::collections::HashSet;
use std::error::Error as _;
use std::fmt::{Debug, Write as _};
use std::time::Duration;

use serde_json::Value;
use thanos_api::{Client, Error, ErrorKind, Password, Retry, Shared, types};
use tokio::net::TcpListener;

use crate::server::{Answer, SAMPLE, Server};

const TOKEN: &str = "canary-token";
const PASSWORD: &str = "canary-password";
const USERNAME: &str = "canary-username";
const HEADER: &str = "canary-header";

/// What an answer echoes, in its headers and in its body.
const ECHO: &str = r#"[{"canary-key": "canary-value", "password": "canary-password", "token": "canary-token"}]"#;

fn clean(text: &str) {
    assert!(!text.contains("canary"), "{text}");
}

/// Nothing that the derived and the handwritten `Debug` of a type shows.
fn debug_is_clean(value: impl Debug) {
    clean(&format!("{value:?} {value:#?}"));
}

pub(crate) fn error_is_clean(error: &Error) {
    let mut text = format!("{error} {error:#} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        write!(text, " {cause} {cause:?} {cause:#?}").unwrap();
        source = cause.source();
    }
    clean(&text);
    let display = error.to_string();
    assert!(!display.contains('\n') && display.starts_with(char::is_lowercase), "{display}");
    if let Some(cause) = error.source() {
        assert!(!display.contains(&cause.to_string()), "{display} / {cause}");
    }
}

fn client(server: &Server) -> Client {
    let builder =
        server.client().token(TOKEN).credentials(USERNAME, PASSWORD).response_timeout(Duration::from_millis(500));
    builder.retry(Retry::never()).build().unwrap().with_header("x-key", HEADER).unwrap()
}

#[tokio::test]
async fn no_error_shows_them() {
    let echoing = [
        ("content-type", "application/json"),
        ("www-authenticate", "Token canary-token"),
        ("set-cookie", "session=canary-value"),
        ("location", "/login?password=canary-password"),
        ("x-request-id", "canary-value"),
    ];
    let long = format!("[\"{}", "canary ".repeat(20_000));
    for answer in [
        Answer::with(200, &echoing, ECHO),
        Answer::with(200, &echoing, "canary"),
        Answer::with(200, &echoing, r#"{"canary": "canary"}"#),
        Answer::with(200, &echoing, r#"["canary-value", {"uuid": "canary"}]"#),
        Answer::with(200, &echoing, &long),
        Answer::with(201, &echoing, ECHO),
        Answer::with(302, &echoing, ECHO),
        Answer::with(401, &echoing[..3], ECHO),
        Answer::with(500, &[("content-type", "canary; canary=\"canary\"")], ECHO),
        Answer::with(500, &[("content-type", "text/canary-token")], ECHO),
        Answer::with(200, &[("content-type", "canary-password/html")], "<html>"),
        Answer::with(403, &[("canary-token", "canary-password")], "canary"),
        Answer::with(503, &[("retry-after", "canary"), ("server", "canary")], "canary"),
        Answer::with(200, &[("content-encoding", "canary")], "canary"),
        Answer::with(200, &[("canary-token", "x")], "[] canary"),
        Answer::raw("canary canary canary\r\n\r\n").close(),
        Answer::raw("HTTP/1.1 200 canary\r\ncanary\r\n\r\n").close(),
        Answer::raw("HTTP/1.1 403 canary\r\n\r\ncanary").close(),
        Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[canary").close(),
        Answer::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\ncanary\r\n").close(),
        Answer::raw(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;canary\r\n[\r\n0\r\ncanary: canary\r\n\r\n",
        ),
        Answer::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: canary\r\n\r\ncanary").close(),
        Answer::raw("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\ncanary").close(),
        Answer::silent().close(),
        Answer::silent().stall(),
    ] {
        let server = Server::start([answer]).await;
        let client = client(&server);
        error_is_clean(&client.get_all_users().send().await.unwrap_err());
        match client.get_all_users().stream().await {
            Err(error) => error_is_clean(&error),
            Ok(mut stream) => {
                while let Some(item) = stream.next().await {
                    error_is_clean(&item.unwrap_err());
                    clean(&format!("{stream:?}"));
                }
            }
        }
    }
}

#[tokio::test]
async fn no_connect_or_proxy_error_shows_them() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let builder = || Client::builder().token(TOKEN).credentials(USERNAME, PASSWORD).retry(Retry::never());
    let refused = builder().base_url(&format!("http://{address}/canary"));
    let proxied = builder().base_url("http://127.0.0.1:9/canary").proxy(&format!("http://canary:canary@{address}"));
    for builder in [refused, proxied] {
        clean(&format!("{builder:?}"));
        error_is_clean(&builder.build().unwrap().get_all_users().send().await.unwrap_err());
    }
}

#[test]
fn no_refused_setting_is_shown() {
    let valid = || Client::builder().base_url("http://127.0.0.1:1").token(TOKEN);
    for builder in [
        valid().token("canary\ncanary"),
        valid().base_url("http://canary:canary@127.0.0.1"),
        valid().base_url("canary://canary"),
        valid().proxy("canary://canary:canary@canary"),
        valid().proxy("http://canary:canary@canary.example"),
        valid().user_agent("canary\n"),
        valid().root_certificate_pem(b"canary"),
        valid().identity_pem(b"canary"),
    ] {
        clean(&format!("{builder:?} {builder:#?}"));
        error_is_clean(&builder.build().unwrap_err());
    }
    let client = valid().build().unwrap();
    error_is_clean(&client.with_token("canary\n").unwrap_err());
    error_is_clean(&client.with_header("x-key", "canary\n").unwrap_err());
    error_is_clean(&client.with_header("canary canary", "x").unwrap_err());
}

/// Something whose conversion fails, and says what it was made of.
struct Talkative;

impl TryFrom<Talkative> for types::Credentials {
    type Error = String;

    fn try_from(_: Talkative) -> Result<Self, String> {
        Err("the password `canary-password` is too short: canary".to_owned())
    }
}

/// The same for a password alone.
struct Refused;

impl TryFrom<Refused> for Password {
    type Error = String;

    fn try_from(_: Refused) -> Result<Self, String> {
        Err("`canary-password` is too short".to_owned())
    }
}

#[tokio::test]
async fn an_argument_that_was_refused_is_not_quoted() {
    let server = Server::start([Answer::json("[]")]).await;
    let client = client(&server);
    let error = client.get_all_users().body(Talkative).send().await.unwrap_err();
    error_is_clean(&error);
    assert_eq!(error.to_string(), "conversion to `Credentials` for body failed");
}

#[tokio::test]
async fn an_error_of_every_kind_is_made_and_shows_none() {
    let echoing = [("set-cookie", "canary-token"), ("www-authenticate", "canary-password")];
    let redirect = [("location", "/canary-token")];
    let mut kinds = HashSet::new();
    let mut made = |error: Error, kind| {
        error_is_clean(&error);
        assert_eq!(error.kind(), kind);
        assert!(kinds.insert(kind));
    };
    made(Client::builder().base_url("https://canary:canary@host").build().unwrap_err(), ErrorKind::InvalidConfig);
    let closed = Client::builder().base_url("http://127.0.0.1:1").token(TOKEN).credentials(USERNAME, PASSWORD);
    made(closed.build().unwrap().get_all_users().send().await.unwrap_err(), ErrorKind::Connect);
    for (answer, kind) in [
        (Answer::silent().stall(), ErrorKind::Timeout),
        (
            Answer::raw(format!("HTTP/1.1 200 canary\r\ncontent-length: 1000\r\n\r\n{}", &ECHO[..40])).close(),
            ErrorKind::Transport,
        ),
        (Answer::with(302, &redirect, ECHO), ErrorKind::Redirect),
        (Answer::with(401, &echoing, ECHO), ErrorKind::Status),
        (Answer::with(200, &echoing, "  ".to_owned() + &" ".repeat(2_000) + ECHO), ErrorKind::TooLarge),
        (Answer::with(200, &echoing, ECHO), ErrorKind::Decode),
    ] {
        let server = Server::start([answer]).await;
        let builder = server.client().token(TOKEN).credentials(USERNAME, PASSWORD).max_body_bytes(1_000);
        let client = builder.response_timeout(Duration::from_millis(500)).retry(Retry::never()).build().unwrap();
        made(client.get_all_users().send().await.unwrap_err(), kind);
        if kind == ErrorKind::Decode {
            made(client.get_all_users().body(Talkative).send().await.unwrap_err(), ErrorKind::InvalidRequest);
        }
    }
    assert_eq!(kinds.len(), 9, "one of each kind");
}

#[tokio::test]
async fn client_builders_and_answers_do_not_show_them() {
    let user: Value = serde_json::from_str::<Vec<Value>>(SAMPLE).unwrap().remove(0);
    let echoing = [("set-cookie", "canary"), ("canary-token", "canary")];
    let server = Server::start([Answer::with(200, &echoing, format!("[{user}]").replace("Weir", "canary"))]).await;
    let builder = server.client().token(TOKEN).credentials(USERNAME, PASSWORD).user_agent("canary");
    debug_is_clean(
        builder.proxy("http://canary:canary@canary").identity_pem(b"canary").root_certificate_pem(b"canary"),
    );
    let client = client(&server);
    debug_is_clean(&client);
    debug_is_clean(client.with_token("canary").unwrap().with_credentials("canary", "canary"));
    let call = || client.get_all_users();
    debug_is_clean(call());
    debug_is_clean(call().body_map(|body| body.username(USERNAME).password(PASSWORD)));
    debug_is_clean(call().body(Talkative));
    let call = call().body(types::Credentials { username: USERNAME.to_owned(), password: PASSWORD.into() });
    debug_is_clean(&call);
    let answer = call.send().await.unwrap();
    debug_is_clean(&answer);
    let mut stream = client.get_all_users().stream().await.unwrap();
    debug_is_clean(&stream);
    stream.next().await.unwrap().unwrap();
    debug_is_clean(&stream);
}

#[test]
fn types_show_their_data_but_the_password() {
    let credentials = types::Credentials { username: "a name".to_owned(), password: PASSWORD.into() };
    assert!(format!("{credentials:?}").contains("a name"));
    debug_is_clean(&credentials);
    debug_is_clean(Shared::from(credentials.clone()));
    debug_is_clean(Shared::<[_]>::from(vec![credentials.clone()]));
    debug_is_clean(types::Credentials::builder().username("a name").password(PASSWORD));
    debug_is_clean(types::Credentials::builder().username("a name").password(Refused));
    debug_is_clean(types::builder::Credentials::from(types::Credentials {
        username: USERNAME.to_owned(),
        ..credentials.clone()
    }));
    debug_is_clean(&credentials.password);
}
