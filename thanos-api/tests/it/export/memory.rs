//! However many users there are, an export takes the memory of a few.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use super::{asking, rows, with_former};
use crate::server::{Answer, SAMPLE, Server};

/// What one more user may not take: together far more than the bound.
const NAME: usize = 2000;
const USERS: usize = 10_000;
/// In KiB: the database's cache, and what an allocator does not give back.
const BOUND: u64 = 8 << 10;

/// The peak of memory of an export of that many users, in KiB.
async fn peak(users: usize) -> u64 {
    let mut sample: Value = serde_json::from_str(SAMPLE).unwrap();
    let user = sample[0].take().to_string();
    let user = |number: usize| user.replace("Jason ", &format!("{number:0NAME$}"));
    let list = (0..users).map(user).collect::<Vec<_>>().join(",");
    let (folder, server) = (with_former(), Server::start([Answer::json(format!("[{list}]"))]).await);
    let mut command = asking(&server.url(), &folder, &["users.db"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let (status, mut peak) = (format!("/proc/{}/status", child.id()), 0);
    // The last look before the end sees the highest peak, for it never falls.
    while child.try_wait().unwrap().is_none() {
        peak = fs::read_to_string(&status).ok().as_deref().and_then(high_water_mark).unwrap_or(peak);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(child.wait().unwrap().success());
    assert_eq!(rows(&folder, "SELECT count(*) || '' FROM users"), [users.to_string()]);
    peak
}

fn high_water_mark(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_users_take_the_memory_of_a_few() {
    let (few, many) = (peak(10).await, peak(USERS).await);
    assert!(few > 0 && many < few + BOUND, "{few} KiB for 10 users, {many} KiB for {USERS}");
}
