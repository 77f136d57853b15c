//! Every operation has its samples, and every sample an operation.

use crate::tree::{REQUEST, SPEC, Tree};

const ANSWER: &str = "openapi/samples/get_all_users.200.json";

#[track_caller]
fn found(tree: &Tree, place: &str, told: &str) {
    let findings = tree.check().findings();
    assert!(findings.contains(&format!("--> {place}\n")), "{findings}");
    assert!(findings.contains(told), "{findings}");
    assert!(findings.ends_with("\n1 finding\n"), "{findings}");
}

#[test]
fn a_missing_sample_is_found() {
    for file in [REQUEST, ANSWER] {
        let tree = Tree::fresh();
        tree.remove(file);
        let line = tree.line_of(SPEC, "operationId: get_all_users");
        found(&tree, &format!("{SPEC}:{line}:20"), "missing");
        assert!(tree.check().findings().contains(file));
    }
}

#[test]
fn a_further_sample_is_taken_by_its_name() {
    let tree = Tree::fresh();
    tree.write("openapi/samples/get_all_users.200.nobody.json", "[]");
    tree.write("openapi/samples/get_all_users.request.nobody.json", r#"{"username": "", "password": ""}"#);
    tree.check().holds();
}

#[test]
fn a_sample_of_nothing_is_found() {
    for (name, told) in [
        ("get_all_user.200.json", "`get_all_user`"),
        ("get_all_users.404.json", "`404`"),
        ("get_all_users.answer.json", "`answer`"),
        ("get_all_users.json", "no sample"),
        ("get_all_users.200.yaml", "no sample"),
        ("README.md", "no sample"),
    ] {
        let tree = Tree::fresh();
        let file = format!("openapi/samples/{name}");
        tree.write(&file, "[]");
        found(&tree, &format!("{file}:1:1"), told);
    }
}

#[test]
fn an_operation_without_bodies_has_no_samples() {
    let tree = Tree::fresh();
    let operation = "paths:
  /ping/:
    get:
      operationId: ping
      tags:
        - users
      description: Answers
      responses:
        \"204\":
          description: It is there
";
    tree.edit("openapi/thanos.yaml", "paths:\n", operation);
    tree.xtask(["generate"]).holds();
    tree.check().holds();

    for (part, told) in [("request", "the request of `ping`"), ("204", "the answer 204 of `ping`")] {
        let file = format!("openapi/samples/ping.{part}.json");
        tree.write(&file, "null");
        found(&tree, &format!("{file}:1:1"), told);
        tree.remove(&file);
    }
}

#[test]
fn a_sample_that_is_not_json_is_found_at_its_place_and_never_shown() {
    for (text, place) in [
        ("{\n  \"username\": \"ä\", \"password\": \"hunter2\",\n}", "3:1"),
        ("{\"ä\": \"ä\", password: \"hunter2\"}", "1:12"),
        ("{\"password\": \"hunter2\"", "1:22"),
        ("{\"password\": \"hunter2\"}\n]", "2:1"),
        ("", "1:1"),
    ] {
        let tree = Tree::fresh();
        tree.write(REQUEST, text);
        let findings = tree.check().findings();
        assert!(findings.contains(&format!("--> {REQUEST}:{place}\n")), "{text}: {findings}");
        assert!(!findings.contains("hunter2"), "{findings}");
    }
}

#[test]
fn a_sample_that_is_not_text_is_found_at_its_first_byte() {
    let tree = Tree::fresh();
    tree.write(REQUEST, b"{\"password\": \"\xff\"}");
    found(&tree, &format!("{REQUEST}:1:15"), "not UTF-8");
}

#[test]
fn a_conflict_in_a_sample_is_found_at_its_marker() {
    let tree = Tree::fresh();
    tree.write(REQUEST, "{\n<<<<<<< HEAD\n  \"password\": \"hunter2\"\n=======\n>>>>>>> branch\n}\n");
    found(&tree, &format!("{REQUEST}:2:1"), "unresolved merge conflict");
}
