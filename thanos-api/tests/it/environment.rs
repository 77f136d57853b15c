//! The environment variables, each case in a child process: setting one in this process would race
//! with other tests.

use std::ffi::OsStr;
use std::process::Command;

use thanos_api::{Client, ClientBuilder};

use crate::server::{Answer, PASSWORD, Server, TOKEN, USERNAME};

const VARIABLES: [&str; 4] = ["THANOS_TOKEN", "THANOS_USERNAME", "THANOS_PASSWORD", "THANOS_BASE_URL"];

/// A root certificate for the child to trust, as PEM. This variable is the tests' own.
pub(crate) const ROOT: &str = "THANOS_API_TEST_ROOT_PEM";

/// A certificate and a key by which the child shows who it is.
pub(crate) const IDENTITY: &str = "THANOS_API_TEST_IDENTITY_PEM";

/// Runs the ignored test `child` with nothing but these variables, and gives what it printed.
fn run(variables: &[(&str, &OsStr)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "environment::child", "--ignored", "--nocapture"]);
    for name in VARIABLES {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().find_map(|line| line.split_once("RESULT ")).expect("the child says how it went").1.to_owned()
}

pub(crate) fn with(variables: &[(&str, &str)]) -> String {
    run(&variables.iter().map(|(name, value)| (*name, OsStr::new(value))).collect::<Vec<_>>())
}

#[test]
#[ignore = "run by the others"]
fn child() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = match (std::env::var(ROOT), std::env::var(IDENTITY)) {
        (Err(_), _) => Client::from_env(),
        (Ok(root), identity) => {
            let builder = ClientBuilder::from_env().root_certificate_pem(root.as_bytes());
            identity.iter().fold(builder, |builder, pem| builder.identity_pem(pem.as_bytes())).build()
        }
    };
    let result = match client {
        Err(error) => format!("{:?} {error}", error.kind()),
        Ok(client) => match runtime.block_on(async { client.get_all_users().send().await }) {
            Ok(users) => format!("{} users", users.len()),
            Err(error) => format!("{:?} {error}", error.kind()),
        },
    };
    println!("RESULT {result}");
}

#[tokio::test(flavor = "multi_thread")]
async fn token_credentials_and_base_url_are_taken() {
    let server = Server::start([Answer::json("[]")]).await;
    let result = with(&[
        ("THANOS_TOKEN", TOKEN),
        ("THANOS_USERNAME", USERNAME),
        ("THANOS_PASSWORD", PASSWORD),
        ("THANOS_BASE_URL", &server.url()),
    ]);
    assert_eq!(result, "0 users");
    let request = &server.requests()[0];
    assert_eq!(request.header("authorization").unwrap(), format!("Token {TOKEN}"));
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body, serde_json::json!({"username": USERNAME, "password": PASSWORD}));
}

#[test]
fn credentials_may_be_missing_until_a_call_needs_them() {
    let result = with(&[("THANOS_TOKEN", TOKEN), ("THANOS_BASE_URL", "http://127.0.0.1:1")]);
    assert!(result.starts_with("InvalidRequest no credentials"), "{result}");
}

#[test]
fn a_missing_or_half_set_variable_is_named() {
    let local = ("THANOS_BASE_URL", "http://127.0.0.1:1");
    let (token, username, password) =
        (("THANOS_TOKEN", TOKEN), ("THANOS_USERNAME", "canary"), ("THANOS_PASSWORD", "canary"));
    for (variables, named) in [
        (vec![local], "InvalidConfig THANOS_TOKEN is not set"),
        (vec![local, ("THANOS_TOKEN", "")], "InvalidConfig THANOS_TOKEN is not set, or empty"),
        (vec![local, ("THANOS_TOKEN", "canary canary")], "InvalidConfig THANOS_TOKEN: "),
        (vec![local, token, username], "InvalidConfig THANOS_USERNAME is set, but THANOS_PASSWORD is not"),
        (
            vec![local, token, username, ("THANOS_PASSWORD", "")],
            "InvalidConfig THANOS_USERNAME is set, but THANOS_PASSWORD is not",
        ),
        (vec![local, token, password], "InvalidConfig THANOS_PASSWORD is set, but THANOS_USERNAME is not"),
        (vec![token, ("THANOS_BASE_URL", "")], "InvalidConfig THANOS_BASE_URL: "),
        (vec![token, ("THANOS_BASE_URL", "canary.example.com")], "InvalidConfig THANOS_BASE_URL: "),
        (vec![token, ("THANOS_BASE_URL", "http://canary.example.com")], "InvalidConfig THANOS_BASE_URL: http://"),
    ] {
        let result = with(&variables);
        assert!(result.starts_with(named) && !result.contains("canary"), "{result}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_named() {
    use std::os::unix::ffi::OsStrExt;
    for name in VARIABLES {
        let mut variables: Vec<_> = VARIABLES.map(|each| (each, OsStr::new("http://127.0.0.1:1"))).into();
        variables.retain(|(each, _)| *each != name);
        variables.push((name, OsStr::from_bytes(b"canary\xff")));
        let result = run(&variables);
        assert!(result.starts_with(&format!("InvalidConfig {name} is not valid unicode")), "{result}");
        assert!(!result.contains("canary"), "{result}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_never_goes_through_a_proxy_of_the_environment() {
    let (server, proxy) = (Server::start([Answer::json("[]")]).await, Server::start([Answer::json("[]")]).await);
    let (server_url, proxy_url) = (server.url(), proxy.url());
    let result = with(&[
        ("THANOS_TOKEN", TOKEN),
        ("THANOS_USERNAME", USERNAME),
        ("THANOS_PASSWORD", PASSWORD),
        ("THANOS_BASE_URL", &server_url),
        ("HTTP_PROXY", &proxy_url),
        ("http_proxy", &proxy_url),
        ("ALL_PROXY", &proxy_url),
        ("all_proxy", &proxy_url),
        ("NO_PROXY", ""),
        ("no_proxy", ""),
    ]);
    assert_eq!(result, "0 users");
    assert_eq!((server.requests().len(), proxy.bytes()), (1, 0));
}

#[test]
fn a_setting_made_afterwards_replaces_the_variable() {
    // Whatever the environment of this test says, or does not say, is out of the way.
    ClientBuilder::from_env()
        .token(TOKEN)
        .credentials(USERNAME, PASSWORD)
        .base_url("http://127.0.0.1:1")
        .build()
        .unwrap();
}

#[cfg(feature = "rustls")]
#[test]
fn a_machine_without_certificate_authorities_is_told_so() {
    let result = with(&[("THANOS_TOKEN", TOKEN), ("SSL_CERT_FILE", "/nowhere"), ("SSL_CERT_DIR", "/nowhere")]);
    assert!(result.starts_with("InvalidConfig") && result.contains("root_certificate_pem"), "{result}");
}

#[cfg(feature = "rustls")]
#[tokio::test(flavor = "multi_thread")]
async fn a_given_root_is_enough_on_a_machine_without_certificate_authorities() {
    let authority = crate::certificates::authority();
    let name = crate::certificates::for_name("localhost");
    let server = crate::certificates::serve(&authority, &name, None).await;
    assert_eq!(without_authorities(&server, &[(ROOT, &authority.pem())]), "2 users");
}

/// What [`with`] gives for this server on a machine without certificate authorities.
#[cfg(feature = "rustls")]
pub(crate) fn without_authorities(server: &crate::server::Server, given: &[(&str, &str)]) -> String {
    let base_url = format!("https://localhost:{}", server.address().port());
    let machine = [
        ("THANOS_TOKEN", TOKEN),
        ("THANOS_USERNAME", USERNAME),
        ("THANOS_PASSWORD", PASSWORD),
        ("THANOS_BASE_URL", &base_url),
        ("SSL_CERT_FILE", "/nowhere"),
        ("SSL_CERT_DIR", "/nowhere"),
        ("NO_PROXY", "*"),
    ];
    with(&[&machine[..], given].concat())
}
