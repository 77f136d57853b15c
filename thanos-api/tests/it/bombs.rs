//! However far a compressed answer is blown up: no more of it is held than is promised.
//!
//! Each case runs in a child process, whose peak of memory is compared with that of a child that reads the same answer
//! with reqwest and keeps nothing.

use std::process::Command;

use flate2::{Compress, Compression, Crc, FlushCompress};
use serde_json::json;
use thanos_api::{Client, Error, Retry};

use crate::errors::works;
use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

/// How long each answer is once it is decompressed: 2 GiB where that does not take minutes.
const BOMB: usize = if cfg!(debug_assertions) { 64 << 20 } else { 2 << 30 };

/// What may be held beyond the buffers of the network, in KiB.
const HELD: usize = 8 << 10;

/// What an element may take, in KiB.
const ELEMENT: usize = 16 << 10;

const URL: &str = "THANOS_API_TEST_BOMB_URL";
const WAY: &str = "THANOS_API_TEST_BOMB_WAY";

/// An answer of `start`, then `filling` again and again, and `end`, compressed to about a thousandth.
fn bomb(status: u16, start: &str, filling: &str, end: &str) -> Answer {
    let (filling, times) = (filling.repeat((16 << 20) / filling.len()), BOMB >> 24);
    let (mut sum, mut once) = (Crc::new(), Crc::new());
    sum.update(start.as_bytes());
    once.update(filling.as_bytes());
    (0..times).for_each(|_| sum.combine(&once));
    sum.update(end.as_bytes());
    let body = [
        b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec(),
        deflate(start, FlushCompress::Full),
        // After a full flush it does not matter what came before.
        deflate(&filling, FlushCompress::Full).repeat(times),
        deflate(end, FlushCompress::Finish),
        sum.sum().to_le_bytes().to_vec(),
        sum.amount().to_le_bytes().to_vec(),
    ];
    Answer::with(status, &[("content-encoding", "gzip"), ("content-type", "application/json")], body.concat())
}

fn deflate(text: &str, flush: FlushCompress) -> Vec<u8> {
    let mut deflated = Vec::with_capacity(1024 + text.len() / 32);
    Compress::new(Compression::best(), false).compress_vec(text.as_bytes(), &mut deflated, flush).unwrap();
    deflated
}

/// What a child may take for this answer, in KiB: what draining it takes, and this much more.
async fn bound(answer: &Answer, may_hold: usize) -> usize {
    let (drained, length) = child_of(answer, "drain").await;
    assert!(length.parse::<usize>().unwrap() > BOMB / 100 * 99, "{length}");
    drained + may_hold
}

/// Whether `stream()` and `send()` come to this outcome within this bound.
async fn check(answer: &Answer, outcome: &str, bound: usize) {
    for way in ["stream", "send"] {
        let (peak, actual) = child_of(answer, way).await;
        assert_eq!(actual, outcome, "by {way}()");
        assert!(peak < bound, "{peak} KiB by {way}(), of {bound}");
    }
}

/// The peak of a child's memory in KiB, and what it made of the answer.
async fn child_of(answer: &Answer, way: &'static str) -> (usize, String) {
    let server = Server::start([answer.clone(), Answer::json(SAMPLE)]).await;
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "bombs::child", "--ignored", "--nocapture"]).env(URL, server.url()).env(WAY, way);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let result = text.lines().find_map(|line| line.split_once("RESULT "));
    let result = result.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr))).1;
    let (peak, outcome) = result.split_once(' ').unwrap();
    (peak.parse().unwrap(), outcome.to_owned())
}

#[test]
#[ignore = "run by the others"]
fn child() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (url, way) = (std::env::var(URL).unwrap(), std::env::var(WAY).unwrap());
    let outcome = runtime.block_on(async {
        if way == "drain" {
            return drain(&url).await;
        }
        let builder = Client::builder().base_url(&url).token(TOKEN).credentials(USERNAME, PASSWORD);
        let client = builder.retry(Retry::never()).build().unwrap();
        let outcome = if way == "send" { send(&client).await } else { stream(&client).await };
        let outcome = outcome.unwrap_or_else(|error| format!("{:?}", error.kind()));
        works(&client).await;
        outcome
    });
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!("RESULT {} {outcome}", peak.trim().trim_end_matches(" kB"));
}

async fn drain(url: &str) -> String {
    let client = crate::plain::client();
    let mut answer = client.get(url).send().await.unwrap();
    let mut bytes = 0;
    while let Some(chunk) = answer.chunk().await.unwrap() {
        bytes += chunk.len();
    }
    bytes.to_string()
}

async fn send(client: &Client) -> Result<String, Error> {
    client.get_all_users().send().await.map(|users| format!("{} users", users.len()))
}

async fn stream(client: &Client) -> Result<String, Error> {
    let mut stream = client.get_all_users().stream().await?;
    let mut users = 0;
    while let Some(user) = stream.next().await {
        user?;
        users += 1;
    }
    Ok(format!("{users} users"))
}

#[tokio::test]
async fn white_space_is_not_held() {
    for (answer, outcome) in [(bomb(200, "[", " ", "]"), "0 users"), (bomb(200, "", " ", ""), "Decode")] {
        check(&answer, outcome, bound(&answer, HELD).await).await;
    }
}

#[tokio::test]
async fn what_is_no_list_is_not_held() {
    for (answer, outcome) in [
        (bomb(200, "\"", "x", "\""), "Decode"),
        (bomb(200, "{", "\"a\":1,", "\"a\":1}"), "Decode"),
        (bomb(500, "\"", "x", "\""), "Status"),
    ] {
        check(&answer, outcome, bound(&answer, HELD).await).await;
    }
}

#[tokio::test]
async fn an_element_that_can_be_no_user_is_not_held() {
    each_too_large(HELD, &[("[\"", "x", "\"]"), ("[\"", "\\\\", "\"]"), ("[", "1", "]"), ("[", "[", "")]).await;
}

#[tokio::test]
async fn what_stands_under_an_unknown_name_is_not_held() {
    let shapes = [
        ("[", "{\"a\":", ""),
        ("[{\"unknown\":\"", "x", "\"}]"),
        ("[{\"unknown\":", "[", ""),
        ("[{\"unknown\":[", "1,", "1]}]"),
    ];
    each_too_large(HELD, &shapes).await;
}

#[tokio::test]
async fn an_element_is_held_up_to_its_limit_and_no_further() {
    let shapes = [
        ("[{\"", "x", "\":1}]"),
        ("[{", "\"a\":1,", "\"a\":1}]"),
        ("[{\"person\":{\"first_name\":\"", "x", "\"}}]"),
        ("[{\"permission_assignments\":{\"permissions\":[", "{},", "{}]}}]"),
    ];
    each_too_large(HELD + ELEMENT, &shapes).await;
}

#[tokio::test]
async fn what_is_remembered_of_lists_is_bounded() {
    // Each list comes three times, so that it pays to remember them, and holds what was in none before, in strings that take
    // more than their text.
    let users = (0..300).map(|user| {
        let permissions = (0..100).map(|permission| {
            let uuid = format!("{:032x}", user * 100 + permission);
            json!({"assigned": true, "permission": {"uuid": uuid, "name": "n", "display_name": "d", "description": "x"}})
        });
        let mut users: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
        users[0]["permission_assignments"]["permissions"] = permissions.collect();
        let user = users[0].to_string() + ",";
        user.repeat(3)
    });
    let filling = users.collect::<String>();
    let end = serde_json::from_str::<serde_json::Value>(SAMPLE).unwrap()[0].to_string() + "]";
    let answer = bomb(200, "[", &filling, &end);
    let bound = bound(&bomb(200, "[\"", "x", "\"]"), HELD).await;
    let (peak, users) = child_of(&answer, "stream").await;
    assert!(users.trim_end_matches(" users").parse::<usize>().unwrap() > 2000, "{users}");
    assert!(peak < bound, "{peak} KiB of {bound}");
}

async fn each_too_large(may_hold: usize, shapes: &[(&str, &str, &str)]) {
    let bound = bound(&bomb(200, "[\"", "x", "\"]"), may_hold).await;
    for (start, filling, end) in shapes {
        println!("{start}{filling}…{end}");
        check(&bomb(200, start, filling, end), "TooLarge", bound).await;
    }
}
