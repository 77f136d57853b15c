//! However an export ends early, the former one is whole.

use std::fs;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::sync::Notify;

use super::{FORMER, asking, files, left_the_former, with_former};
#[cfg(unix)]
use crate::program::Ran;
use crate::program::run;
use crate::server::{Answer, SAMPLE, Server};

const WHOLE: Duration = Duration::from_secs(60);

/// An answer that stops before its last bytes.
fn half() -> Answer {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", SAMPLE.len());
    Answer::raw(head + &SAMPLE[..SAMPLE.len() - 10]).wait_for(&Arc::new(Notify::new()))
}

/// An export that has asked, and waits for the rest of the answer.
fn waiting(server: &Server, folder: &TempDir, arguments: &[&str]) -> Child {
    let mut command = asking(&server.url(), folder, arguments);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while server.requests().is_empty() {
        assert!(start.elapsed() < WHOLE, "nothing was asked");
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(files(folder).len(), 2, "no new file beside the former one");
    child
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_leaves_the_former_export() {
    let broken = SAMPLE.trim_end().strip_suffix(']').unwrap();
    for (answer, part) in [(Answer::json(broken), "after 2 users"), (Answer::new(401), "401 Unauthorized")] {
        for format in ["sqlite", "ndjson"] {
            let (folder, server) = (with_former(), Server::start([answer.clone()]).await);
            let ran = run(asking(&server.url(), &folder, &["--format", format, "users.db"]));
            let error = left_the_former(ran, &folder);
            assert!(error.contains(part), "{error}");
        }
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_signal_leaves_the_former_export_and_no_other_file() {
    for signal in ["INT", "TERM"] {
        let (folder, server) = (with_former(), Server::start([half()]).await);
        let child = waiting(&server, &folder, &["users.db"]);
        crate::program::send_signal(&child, signal);
        let error = left_the_former(Ran::of(child.wait_with_output().unwrap()), &folder);
        assert!(error.starts_with("stopped after "), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_leaves_the_former_export_and_the_next_run_replaces_it() {
    let (folder, server) = (with_former(), Server::start([half(), Answer::json(SAMPLE)]).await);
    let mut child = waiting(&server, &folder, &["users.db"]);
    child.kill().unwrap();
    child.wait().unwrap();
    let file = folder.path().join("users.db");
    assert_eq!(fs::read_to_string(&file).unwrap(), FORMER);
    run(asking(&server.url(), &folder, &["users.db"])).listed();
    assert_eq!(super::rows(&folder, "SELECT first_name FROM users"), ["Jason ", "Matt"]);
}
