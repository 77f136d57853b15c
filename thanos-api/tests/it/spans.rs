//! With the feature `tracing`, each attempt is a span under OpenTelemetry's names, and none says what is secret.

mod captured;

use std::time::Duration;

use thanos_api::{Client, Retry};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

use crate::server::{Answer, SAMPLE, Server};
use captured::{Captured, Shown};

const PATH: &str = "/api/organizations/users/all/";
const NAME: &str = "GET /api/organizations/users/all/";

fn client(server: &Server) -> Client {
    let retry = Retry::default().attempts(2).max_delay(Duration::ZERO);
    server.client().retry(retry).response_timeout(Duration::from_millis(500)).build().unwrap()
}

#[tokio::test]
async fn a_call_is_one_span_that_says_what_was_asked_and_what_came() {
    let captured = Captured::default();
    let _guard = tracing_subscriber::registry().with(captured.clone()).set_default();
    let server = Server::start([Answer::json(SAMPLE)]).await;
    client(&server).get_all_users().send().await.unwrap();

    let spans = captured.spans();
    let [span] = &spans[..] else { panic!("{spans:?}") };
    assert_eq!((span.name, span.closed), (NAME, true));
    let (url, port) = (format!("{}{PATH}", server.url()), server.address().port().to_string());
    let length = SAMPLE.len().to_string();
    let expected = [
        ("bytes", length.as_str()),
        ("elements", "2"),
        ("http.request.method", "GET"),
        ("http.response.status_code", "200"),
        ("otel.kind", "client"),
        ("server.address", "127.0.0.1"),
        ("server.port", &port),
        ("url.full", &url),
        ("url.template", PATH),
    ];
    let fields: Vec<_> = span.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(fields, expected);
}

#[tokio::test]
async fn each_attempt_has_a_span_of_its_own_and_a_repeated_one_is_counted() {
    let captured = Captured::default();
    let _guard = tracing_subscriber::registry().with(captured.clone()).set_default();
    let server = Server::start([Answer::with(503, &[], "later"), Answer::json("[]")]).await;
    client(&server).get_all_users().send().await.unwrap();

    let spans = captured.spans();
    let [first, second] = &spans[..] else { panic!("{spans:?}") };
    let of = |span: &Shown, names: [&str; 6]| names.map(|name| span.field(name).map(ToOwned::to_owned));
    let names = [
        "http.request.resend_count", "http.response.status_code", "error.type", "otel.status_code", "bytes", "elements",
    ];
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(of(first, names), [None, some("503"), some("Status"), some("ERROR"), some("5"), None]);
    assert_eq!(of(second, names), [some("1"), some("200"), None, None, some("2"), some("0")]);
}

#[tokio::test]
async fn the_span_of_a_stream_ends_with_its_body_or_where_it_is_given_up() {
    let captured = Captured::default();
    let _guard = tracing_subscriber::registry().with(captured.clone()).set_default();
    let server = Server::start([Answer::json(SAMPLE)]).await;
    let client = client(&server);

    let mut whole = client.get_all_users().stream().await.unwrap();
    whole.next().await.unwrap().unwrap();
    assert!(!captured.spans()[0].closed);
    while whole.next().await.is_some() {}
    let span = captured.spans().remove(0);
    assert!(span.closed, "although the stream is still held: {whole:?}");
    assert_eq!(span.field("elements"), Some("2"));

    let mut half = client.get_all_users().stream().await.unwrap();
    half.next().await.unwrap().unwrap();
    drop(half);
    let span = captured.spans().remove(1);
    assert_eq!((span.closed, span.field("elements"), span.field("error.type")), (true, Some("1"), None));
}

#[tokio::test]
async fn a_span_names_the_kind_of_its_error_wherever_that_arose() {
    let long = format!("[{}]", "1,".repeat(10_000));
    for (answer, kind) in [
        (Answer::silent().stall(), "Timeout"),
        (Answer::raw("nonsense\r\n\r\n").close(), "Transport"),
        (Answer::with(302, &[("location", "/")], ""), "Redirect"),
        (Answer::new(404), "Status"),
        (Answer::json("[{}]"), "Decode"),
        (Answer::json("{}"), "Decode"),
        (Answer::json("["), "Decode"),
        (Answer::json(&long), "TooLarge"),
        (Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[").close(), "Transport"),
    ] {
        let captured = Captured::default();
        let _guard = tracing_subscriber::registry().with(captured.clone()).set_default();
        let server = Server::start([answer]).await;
        let builder = server.client().retry(Retry::never()).response_timeout(Duration::from_millis(500));
        let error = builder.max_body_bytes(5_000).build().unwrap().get_all_users().send().await.unwrap_err();
        let span = captured.spans().remove(0);
        assert_eq!(span.field("error.type"), Some(kind), "{error}");
        assert_eq!(format!("{:?}", error.kind()), kind);
        assert!(span.closed, "although the error is still held");
    }
}

#[tokio::test]
async fn an_attempt_without_a_connection_has_a_span_without_a_status() {
    let captured = Captured::default();
    let _guard = tracing_subscriber::registry().with(captured.clone()).set_default();
    let builder = Client::builder().base_url("http://[::1]:1").token("t").credentials("u", "p");
    builder.retry(Retry::never()).build().unwrap().get_all_users().send().await.unwrap_err();
    let span = captured.spans().remove(0);
    assert_eq!(span.field("error.type"), Some("Connect"));
    assert_eq!((span.field("server.address"), span.field("server.port")), (Some("::1"), Some("1")));
    assert_eq!((span.field("http.response.status_code"), span.field("bytes")), (None, None));
}

#[tokio::test]
async fn a_span_of_the_caller_is_left_as_it_is() {
    let captured = Captured::default();
    let unwanted = Targets::new().with_default(LevelFilter::TRACE).with_target("thanos_api", LevelFilter::OFF);
    let _guard = tracing_subscriber::registry().with(captured.clone().with_filter(unwanted)).set_default();
    let server = Server::start([Answer::json("[]")]).await;
    let span = tracing::info_span!("mine", url.full = "mine", bytes = tracing::field::Empty);
    let call = async { client(&server).get_all_users().send().await };
    tracing::Instrument::instrument(call, span).await.unwrap();
    let mine = captured.spans().remove(0);
    assert_eq!((mine.name, mine.field("url.full"), mine.field("bytes")), ("mine", Some("mine"), None));
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn nothing_secret_is_in_any_span_or_event_at_the_level_trace() {
    let captured = Captured::default();
    let _guard = tracing_subscriber::registry().with(captured.clone()).set_default();
    crate::canaries::call().await;

    let lines = captured.lines();
    assert!(lines.iter().any(|line| line.starts_with("hyper_util")), "the crates below do tell: {lines:#?}");
    for line in &lines {
        assert!(!line.contains("canary"), "{line}");
    }
}

#[cfg(feature = "mock")]
#[test]
fn the_example_prints_a_span_for_each_attempt() {
    let output = crate::program::example("spans", &[]).env_remove("RUST_LOG").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let [first, second] = printed.lines().collect::<Vec<_>>()[..] else { panic!("{printed}") };
    assert!(first.contains(NAME) && first.contains("503") && first.contains("error.type=\"Status\""), "{first}");
    assert!(second.contains("http.request.resend_count=1") && second.contains("elements=2"), "{second}");
}
