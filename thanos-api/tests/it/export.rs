//! The example `export`, run as a program.

mod interrupted;
#[cfg(target_os = "linux")]
mod memory;

use std::fs;
use std::path::Path;
use std::process::Command;

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{self, Ran, run};
use crate::server::{Answer, SAMPLE, Server};

const EVERY_VALUE: &str = include_str!("../../../openapi/samples/get_all_users.200.every_value.json");
const FORMER: &str = "what was exported before";

fn asking(base_url: &str, folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = program::asking("export", base_url, arguments);
    command.current_dir(folder);
    command
}

/// A folder with a former export.
fn with_former() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("users.db"), FORMER).unwrap();
    folder
}

/// The text columns of the rows that a query gives, from a file that is a whole database.
fn rows(folder: &TempDir, query: &str) -> Vec<String> {
    let file = folder.path().join("users.db");
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let check = |query, expected: &str| {
        assert_eq!(database.query_row(query, [], |row| row.get::<_, String>(0)).unwrap(), expected);
    };
    check("PRAGMA integrity_check", "ok");
    check("SELECT count(*) || '' FROM pragma_foreign_key_check", "0");
    let mut statement = database.prepare(query).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn files(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The run failed, and the former export is as it was, with nothing beside it.
fn left_the_former(ran: Ran, folder: &TempDir) -> String {
    let error = ran.failed();
    assert!(error.ends_with("; a former export is as it was"), "{error}");
    assert_eq!(files(folder), ["users.db"]);
    assert_eq!(fs::read_to_string(folder.path().join("users.db")).unwrap(), FORMER);
    error
}

#[test]
fn without_an_account_the_sample_becomes_a_database() {
    let folder = TempDir::new().unwrap();
    let mut command = program::example("export", &["users.db"]);
    command.current_dir(&folder);
    let (line, _) = run(command).listed();
    assert!(line.starts_with("users.db holds 2 users of http://127.0.0.1:"), "{line}");
    assert!(line.ends_with(" (embedded)"), "{line}");
    assert_eq!(files(&folder), ["users.db"]);
    let first_names = rows(&folder, "SELECT first_name FROM who_may WHERE permission = 'create_org' ORDER BY 1");
    assert_eq!(first_names, ["Jason ", "Matt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_value_is_in_its_table_and_replaces_the_former_export() {
    let folder = with_former();
    let server = Server::start([Answer::json(EVERY_VALUE)]).await;
    run(asking(&server.url(), &folder, &["users.db"])).listed();
    let column = |query| rows(&folder, query);
    assert_eq!(
        column("SELECT concat_ws('|', uuid, person_uuid, first_name, last_name, email, phone, status) FROM users"),
        [
            "6f1d2c34-5b7e-4a90-8c1d-2e3f4a5b6c70|0b9f5d1e-7c3a-4e52-9d86-1a2b3c4d5e6f|\
             Zoë|Adams \"Ada\"|zoe@example.com||CONFIRMATION WAITING",
            "a84e0c9b-3d62-4f17-b5a8-9c0d1e2f3a4b|5e7a1f90-2c4b-4d8e-a3f6-7b8c9d0e1f2a|\
             Bo|Baker|bo@example.com|+1 202 555 0101|ACTIVE",
            "19c7b3a5-e8d0-4b26-8f94-0d1e2f3a4b5c|d3b6f8e2-4a1c-4709-b5d3-6e7f8a9b0c1d|\
             Cy|Clark|cy@example.com|+1 202 555 0102|DEACTIVATED",
        ]
    );
    let permissions = column("SELECT concat_ws('|', name, display_name, description) FROM permissions");
    assert_eq!(permissions[0], "create_org|Create Organization|Ability to create an org");
    assert!(permissions[1].starts_with("close_org|Close Organization|"), "{permissions:?}");
    let assignments = "SELECT concat_ws('|', email, name, assigned) FROM assignments
        JOIN users ON users.id = user JOIN permissions ON permissions.id = permission ORDER BY user, permission";
    assert_eq!(
        column(assignments),
        [
            "bo@example.com|create_org|1", "bo@example.com|close_org|0", "cy@example.com|create_org|0",
            "cy@example.com|close_org|0"
        ]
    );
    assert_eq!(column("SELECT email FROM who_may"), ["bo@example.com"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_or_an_entry_that_comes_twice_does_not_fail_the_export() {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    let entries = users[0]["permission_assignments"]["permissions"].as_array_mut().unwrap();
    let mut again = entries[0].clone();
    again["assigned"] = false.into();
    entries.push(again);
    let twice = json!([users[0], users[0], users[1]]);
    let (folder, server) = (with_former(), Server::start([Answer::json(twice.to_string())]).await);
    run(asking(&server.url(), &folder, &["users.db"])).listed();
    let first_names = rows(&folder, "SELECT first_name FROM who_may WHERE permission = 'create_org' ORDER BY id");
    assert_eq!(first_names, ["Jason ", "Jason ", "Matt"]);
    assert_eq!(rows(&folder, "SELECT name FROM permissions").len(), 3);
}

#[test]
fn ndjson_holds_what_the_server_sent() {
    let folder = TempDir::new().unwrap();
    let mut command = program::example("export", &["--format", "ndjson", "users.ndjson"]);
    command.current_dir(&folder);
    run(command).listed();
    let text = fs::read_to_string(folder.path().join("users.ndjson")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::Array(lines), serde_json::from_str::<Value>(SAMPLE).unwrap());
    assert!(text.ends_with('\n'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_that_cannot_be_read_is_left_out_only_if_that_is_asked_for() {
    let mut users: Value = serde_json::from_str(SAMPLE).unwrap();
    users[0]["uuid"] = "canary".into();
    let (folder, server) = (with_former(), Server::start([Answer::json(users.to_string())]).await);
    let error = left_the_former(run(asking(&server.url(), &folder, &["users.db"])), &folder);
    assert!(error.contains("1 of 2 users could not be read, starting with element 0"), "{error}");
    let (line, _) = run(asking(&server.url(), &folder, &["--leave-out-unreadable", "users.db"])).listed();
    assert!(line.starts_with("users.db holds 1 user of ") && line.contains("; left out: "), "{line}");
    assert_eq!(rows(&folder, "SELECT first_name FROM users"), ["Matt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_somebody_writes_to_is_not_replaced() {
    let (folder, server) = (with_former(), Server::start([Answer::json(SAMPLE)]).await);
    for end in ["-wal", "-journal"] {
        let beside = folder.path().join(format!("users.db{end}"));
        fs::write(&beside, "").unwrap();
        let ran = run(asking(&server.url(), &folder, &["users.db"]));
        fs::remove_file(beside).unwrap();
        let error = left_the_former(ran, &folder);
        assert!(error.contains(&format!("there is users.db{end}, ")), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let error = run(program::example("export", &["/there/is/none/users.db"])).failed();
    assert!(error.starts_with("/there/is/none/users.db could not be written: "), "{error}");
}

#[cfg(unix)]
#[test]
fn the_new_file_is_for_whom_the_former_was_and_else_for_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = with_former();
    let file = folder.path().join("users.db");
    let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
    let export = || {
        let mut command = program::example("export", &["users.db"]);
        command.current_dir(&folder);
        run(command).listed();
        mode(&file)
    };
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(export(), 0o644);
    fs::remove_file(&file).unwrap();
    assert_eq!(export(), 0o600);
}

#[test]
fn wrong_usage_is_told() {
    for arguments in [&[][..], &["users.db", "canary"], &["--format", "canary", "users.db"], &["--canary"]] {
        let ran = run(program::example("export", arguments));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        assert!(ran.error().ends_with("; see --help"), "{}", ran.stderr);
    }
    assert_eq!(run(program::example("export", &["--help"])).code, 0);
}
