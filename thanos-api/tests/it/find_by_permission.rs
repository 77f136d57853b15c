//! The example `find_by_permission`, run as a program.

use std::process::Command;

use serde_json::Value;

use crate::program::{self, run};
use crate::server::{Answer, SAMPLE, Server};

const EVERY_VALUE: &str = include_str!("../../../openapi/samples/get_all_users.200.every_value.json");

fn asking(base_url: &str, arguments: &[&str]) -> Command {
    program::asking("find_by_permission", base_url, arguments)
}

#[test]
fn without_an_account_it_searches_the_sample() {
    let (sum, found) = run(program::example("find_by_permission", &["create_org"])).listed();
    let names = "\
Jason  Weir     jweir@projectthanos.com     ACTIVE
Matt Bailey     mrbailey@projectthanos.com  ACTIVE
";
    assert_eq!(found, names);
    assert!(sum.starts_with("2 of 2 users of http://127.0.0.1:"), "{sum}");
    assert!(sum.contains(" (embedded) may create_org, "), "{sum}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_permission_that_is_not_assigned_is_not_found() {
    let server = Server::start([Answer::json(EVERY_VALUE)]).await;
    let (sum, found) = run(asking(&server.url(), &["create_org"])).listed();
    assert_eq!(found, "Bo Baker        bo@example.com              ACTIVE\n");
    assert!(sum.starts_with(&format!("1 of 3 users of {} may create_org, ", server.url())), "{sum}");
    let (sum, found) = run(asking(&server.url(), &["close_org"])).listed();
    assert_eq!(found, "");
    assert!(sum.starts_with("0 of 3 users "), "{sum}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_that_no_list_has_is_told_with_others() {
    let server = Server::start([Answer::json(EVERY_VALUE), Answer::json("[]")]).await;
    let error = run(asking(&server.url(), &["creat_org"])).failed();
    let expected = format!("{}: no user's list has that permission; one has create_org, close_org", server.url());
    assert_eq!(error, expected);
    let (sum, _) = run(asking(&server.url(), &["creat_org"])).listed();
    assert!(sum.starts_with("0 of 0 users "), "{sum}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_asked_for_may_be_anything() {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0]["uuid"] = "canary".into();
    users[0]["person"]["phone"] = Value::Null;
    let server = Server::start([Answer::json(users.to_string())]).await;
    let (sum, _) = run(asking(&server.url(), &["create_org"])).listed();
    assert!(sum.starts_with("2 of 2 users "), "{sum}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_that_cannot_be_read_is_told_after_the_others_were_found() {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0]["person"]["email"] = Value::Null;
    let whole = users.to_string();
    let server = Server::start([Answer::json(&whole), Answer::json(whole.strip_suffix(']').unwrap())]).await;
    for part in ["1 of 2 users could not be read, starting with element 0", ", after 1 user; try again"] {
        let ran = run(asking(&server.url(), &["create_org"]));
        assert_eq!(ran.code, 1);
        assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
        assert!(ran.stdout.starts_with("Matt Bailey "), "{}", ran.stdout);
        assert!(ran.error().contains(part), "{}", ran.stderr);
    }
}

#[test]
fn wrong_usage_is_told() {
    for arguments in [&[][..], &["create_org", "canary"], &["--canary"]] {
        let ran = run(program::example("find_by_permission", arguments));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        assert!(ran.error().ends_with("; see --help"), "{}", ran.stderr);
    }
    assert_eq!(run(program::example("find_by_permission", &["--help"])).code, 0);
}

/// `script` gives the program a terminal; here it is in the base system, and takes other options elsewhere.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_shows_bytes_and_rate_and_of_a_known_length_the_rest() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = format!("{:x}\r\n{SAMPLE}\r\n0\r\n\r\n", SAMPLE.len());
    let of_unknown_length = Answer::raw(chunked).send(chunk);
    let server = Server::start([of_unknown_length, Answer::json(SAMPLE)]).await;
    let on_terminal = || {
        let program = asking(&server.url(), &[]);
        let mut command = Command::new("script");
        command.args(["--quiet", "--return", "--command"]);
        command.arg(format!("{} create_org", program.get_program().display())).arg("/dev/null");
        command.env("TERM", "xterm").env("COLUMNS", "200");
        command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        run(command).stdout
    };
    let (unknown, known) = (on_terminal(), on_terminal());
    assert!(unknown.contains("/s: ") && unknown.contains(" of 2 users"), "{unknown:?}");
    assert!(!unknown.contains(" left: "), "{unknown:?}");
    assert!(known.contains("/s, ") && known.contains(" left: "), "{known:?}");
}
