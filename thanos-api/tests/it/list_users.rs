//! The example `list_users`, run as a program: it is what the README shows first, and what people copy.

use std::io::Read as _;
use std::net::TcpListener;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::Notify;

use crate::program::{self, VARIABLES, run};
use crate::server::{Answer, SAMPLE, Server, TOKEN};

const TABLE: &str = "\
NAME            EMAIL                       PHONE                   STATUS      PERMISSIONS
Jason  Weir     jweir@projectthanos.com     1-722-036-2568x9442     ACTIVE      3 of 3
Matt Bailey     mrbailey@projectthanos.com  (617)395-2696           ACTIVE      3 of 3
";

fn example(arguments: &[&str]) -> Command {
    program::example("list_users", arguments)
}

fn asking(base_url: &str, arguments: &[&str]) -> Command {
    program::asking("list_users", base_url, arguments)
}

#[test]
fn without_an_account_it_lists_the_users_of_the_sample() {
    let (sum, table) = run(example(&[])).listed();
    assert_eq!(table, TABLE);
    assert!(sum.starts_with("2 users from http://127.0.0.1:"), "{sum}");
    let rest = format!(" (embedded): 6 of 6 permissions assigned, {}.", SAMPLE.len() / 1000);
    assert!(sum.contains(&rest) && sum.ends_with(" kB, 1 attempt"), "{sum}");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_an_account_it_asks_the_server_of_the_environment() {
    let server = Server::start([Answer::json(SAMPLE)]).await;
    let (sum, table) = run(asking(&server.url(), &[])).listed();
    assert_eq!(table, TABLE);
    assert!(sum.starts_with(&format!("2 users from {}: ", server.url())), "{sum}");
    assert_eq!(server.requests()[0].header("authorization"), Some(format!("Token {TOKEN}").as_str()));
}

#[test]
fn json_and_ndjson_hold_what_the_server_sent() {
    let sent: Value = serde_json::from_str(SAMPLE).unwrap();
    let (_, json) = run(example(&["--format", "json"])).listed();
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), sent);
    let (_, ndjson) = run(example(&["--format=ndjson"])).listed();
    let lines = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::Array(lines), sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn csv_keeps_every_value_whatever_it_holds() {
    let name = " \"Ja\u{1b}son\",\r\n; ";
    let server = Server::start([Answer::json(with_first_name(name))]).await;
    let (_, text) = run(asking(&server.url(), &["--format", "csv"])).listed();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = ["uuid", "first_name", "last_name", "email", "phone", "status", "permissions"];
    assert_eq!(reader.headers().unwrap(), header.as_slice());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(&rows[0][1], name);
    assert_eq!(&rows[1][5], "ACTIVE");
    assert_eq!(&rows[1][6], "create_org update_org_status create_relationships");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_cannot_drive_the_terminal() {
    let server = Server::start([Answer::json(with_first_name("\u{1b}]0;x\u{7}\r\n\u{202e}É\u{9b}2J"))]).await;
    let (_, table) = run(asking(&server.url(), &[])).listed();
    let row = table.lines().nth(1).unwrap();
    assert!(row.starts_with(r"\u{1b}]0;x\u{7}\r\n\u{202e}É\u{9b}2J Weir  jweir@"), "{row:?}");
    assert_eq!(table.lines().count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_users_is_whole_in_every_format() {
    let server = Server::start([Answer::json("[]")]).await;
    let empty = |format| run(asking(&server.url(), &["--format", format])).listed();
    let (sum, table) = empty("table");
    assert_eq!(table, format!("{}\n", TABLE.lines().next().unwrap()));
    assert!(sum.ends_with(": 0 of 0 permissions assigned, 2 bytes, 1 attempt"), "{sum}");
    assert_eq!(empty("csv").1, "uuid,first_name,last_name,email,phone,status,permissions\n");
    assert_eq!(empty("ndjson").1, "");
    assert_eq!(serde_json::from_str::<Value>(&empty("json").1).unwrap(), Value::Array(Vec::new()));
}

#[test]
fn a_wrong_login_shows_what_a_failure_looks_like() {
    for option in ["--password", "--username", "--token"] {
        let error = run(example(&[option, "canary"])).failed();
        let meaning = "the server answered 401 Unauthorized: generally, the username or password is incorrect";
        assert!(error.starts_with("http://127.0.0.1:") && error.contains(" (embedded): "), "{error}");
        assert!(error.contains(meaning) && error.contains("; check --token, --username and --password"), "{error}");
    }
}

#[test]
fn variables_that_are_half_set_are_named() {
    for set in 1_u32..16 {
        let is_set = |index: usize| set & (1 << index) != 0;
        let missing: Vec<_> = (0..3).filter(|index| !is_set(*index)).map(|index| VARIABLES[index]).collect();
        if missing.is_empty() {
            continue;
        }
        let mut command = example(&[]);
        command.envs((0..4).filter(|index| is_set(*index)).map(|index| (VARIABLES[index], "canary")));
        let error = run(command).failed();
        assert!(error.starts_with(&format!("not set, or empty: {}; ", missing.join(", "))), "{error}");
    }
}

#[test]
fn an_empty_variable_does_not_lead_to_the_sample() {
    let mut command = example(&[]);
    command.env("THANOS_TOKEN", "");
    let error = run(command).failed();
    assert!(error.starts_with("not set, or empty: THANOS_TOKEN, "), "{error}");
}

#[test]
fn wrong_usage_is_told_in_one_line_that_quotes_no_value() {
    let with_variable = asking("http://127.0.0.1:1", &["--password", "canary"]);
    let wrong = [&["canary"][..], &["--format", "canary"], &["--pasword=canary"], &["--passwordcanary"], &["--token"]];
    for command in wrong.into_iter().map(example).chain([with_variable]) {
        let ran = run(command);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        ran.error();
    }
}

#[test]
fn help_names_every_option_and_variable() {
    let ran = run(example(&["--help"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let options = ["--format", "ndjson", "--token", "--username", "--password"];
    for name in options.into_iter().chain(VARIABLES) {
        assert!(ran.stdout.contains(name), "{name}");
    }
}

#[test]
fn nothing_listening_is_told_with_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = run(asking(&base_url, &[])).failed();
    assert!(error.starts_with(&format!("{base_url}: the connection was refused")), "{error}");
    assert!(error.ends_with("; check THANOS_BASE_URL, and that the server is up"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_not_the_list_is_told_with_what_to_do() {
    let html = |status| Answer::with(status, &[("content-type", "text/html")], "<html>canary</html>");
    let cases = [
        (html(200), "the answer is not JSON (content type text/html); check that THANOS_BASE_URL is the API's"),
        (html(404), " (content type text/html); check THANOS_BASE_URL"),
        (html(500), "; try again later"),
        (Answer::with(401, &[], ""), "; check THANOS_TOKEN, THANOS_USERNAME and THANOS_PASSWORD"),
        (Answer::with(429, &[("retry-after", "600")], ""), "; try again in 600 s"),
    ];
    for (answer, end) in cases {
        let server = Server::start([answer]).await;
        let error = run(asking(&server.url(), &["--format", "json"])).failed();
        assert!(error.starts_with(&format!("{}: ", server.url())) && error.ends_with(end), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_that_cannot_be_read_is_told_after_the_others_were_listed() {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0]["uuid"] = "canary".into();
    let server = Server::start([Answer::json(users.to_string())]).await;
    let ran = run(asking(&server.url(), &["--format", "json"]));
    assert_eq!(ran.code, 1);
    assert_eq!(serde_json::from_str::<Value>(&ran.stdout).unwrap()[0], users[1]);
    let error = ran.error();
    assert!(error.starts_with(&format!("{}: 1 of 2 users could not be read, ", server.url())), "{error}");
    assert!(error.contains("element 0") && error.contains("/uuid"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_breaks_off_is_told_with_how_far_it_came() {
    let whole = SAMPLE.trim_end().strip_suffix(']').unwrap();
    let server = Server::start([Answer::json(whole)]).await;
    let ran = run(asking(&server.url(), &[]));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, TABLE));
    let error = ran.error();
    assert!(error.contains("JSON array") && error.ends_with(", after 2 users; try again"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_out_before_the_next_one_arrives_and_a_closed_pipe_ends_quietly() {
    // Longer than any buffer, so that the closed pipe shows in the middle of a user, too.
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[1]["person"]["first_name"] = "x".repeat(100_000).into();
    let text = users.to_string();
    let (first, second) = text.split_at(text.find("cefc9200").unwrap());
    for format in ["table", "csv", "ndjson", "json"] {
        let gate = Arc::new(Notify::new());
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", text.len());
        let answer = Answer::raw(head).send(first).wait_for(&gate).send(second);
        let server = Server::start([answer]).await;
        let mut command = asking(&server.url(), &["--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();

        let mut stdout = child.stdout.take().unwrap();
        read_until(&mut stdout, "jweir@projectthanos.com");
        drop(stdout);
        gate.notify_one();

        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""), "{format}");
    }
}

fn read_until(stdout: &mut ChildStdout, text: &str) {
    let mut read = Vec::new();
    while !String::from_utf8_lossy(&read).contains(text) {
        let mut part = [0; 4096];
        let length = stdout.read(&mut part).unwrap();
        assert_ne!(length, 0, "the output ended without {text}");
        read.extend_from_slice(&part[..length]);
    }
}

/// The sample, with another name for its first user.
fn with_first_name(name: &str) -> String {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0]["person"]["first_name"] = name.into();
    users.to_string()
}
