//! A sample that is not what the spec describes is found at the value, which is never shown.

use crate::tree::{REQUEST, SPEC, Tree};

const ANSWER: &str = "openapi/samples/get_all_users.200.every_value.json";

#[track_caller]
fn found(file: &str, from: &str, to: &str, told: &[&str]) {
    let tree = Tree::fresh();
    tree.edit(file, from, to);
    let findings = tree.check().findings();
    for told in told {
        assert!(findings.contains(told), "{told}: {findings}");
    }
    assert!(!findings.contains("canary"), "{findings}");
}

#[test]
fn a_value_that_the_schema_does_not_allow() {
    for (from, to, place, told) in [
        ("\"Adams \\\"Ada\\\"\"", "5", "7:20", "`type: string`"),
        ("\"Adams \\\"Ada\\\"\"", "[\"canary\"]", "7:20", "`type: string`"),
        ("\"Adams \\\"Ada\\\"\"", "null", "7:20", "`type: string`"),
        ("\"6f1d2c34-", "\"canary-", "3:13", "`format: uuid`"),
        ("\"6f1d2c34-5b7e-", "\"urn:uuid:6f1d2c34-5b7e-", "3:13", "`format: uuid`"),
        ("\"6f1d2c34-5b7e-", "\"6f1d2c345b7e", "3:13", "`format: uuid`"),
        ("\"permissions\": []", "\"permissions\": {}", "12:22", "`type: array`"),
        ("      \"phone\": \"\"", "      \"fax\": \"canary\"", "4:15", "no `phone`"),
        (
            "\"first_name\"",
            "\"nick\": \"canary\", \"first_name\"",
            "6:15",
            "`nick`, which the schema does not describe",
        ),
        ("\"CONFIRMATION WAITING\"", "\"canary\"", "17:15", "`enum`"),
    ] {
        found(ANSWER, from, to, &[&format!("--> {ANSWER}:{place}\n"), told, &format!("::: {SPEC}:")]);
    }
}

#[test]
fn a_key_that_stands_twice() {
    let twice = "\"password\": \"canary\",\n  \"password\"";
    found(REQUEST, "\"password\"", twice, &[&format!("--> {REQUEST}:4:15\n"), "stands twice", "\n1 finding\n"]);
    found(ANSWER, "\"uuid\"", "\"uu\\u0069d\": \"canary\", \"uuid\"", &["stands twice", "\n1 finding\n"]);
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_once() {
    let tree = Tree::fresh();
    tree.edit(ANSWER, "\"CONFIRMATION WAITING\"", "\"canary\"");
    tree.edit(REQUEST, "\"thanosrocks\"", "true");
    tree.edit(
        SPEC,
        "          description: Email address of the Person\n",
        "          description: Email address of the Person\n          frmat: email\n",
    );
    tree.edit(SPEC, "tags:\n", "tags:\n  - name: teams\n");
    let findings = tree.check().findings();
    for told in ["`enum`", "`type: string`", "`frmat`", "no operation uses this", "differs here"] {
        assert_eq!(findings.matches(told).count(), 1, "{told}: {findings}");
    }
}
