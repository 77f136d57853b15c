//! A spec that the generator refuses.

use crate::tree::{CLIENT, SPEC, Tree};

/// Both commands find the same, and neither writes.
#[track_caller]
fn refused(tree: &Tree, told: &[&str]) {
    let before = tree.snapshot();
    let findings = tree.xtask(["generate"]).findings();
    assert_eq!(tree.check().findings(), findings);
    assert_eq!(tree.snapshot(), before);
    for told in told {
        assert!(findings.contains(told), "{told}: {findings}");
    }
}

#[test]
fn broken_yaml_is_found_at_its_place() {
    let tree = Tree::fresh();
    let line = tree.line_of(SPEC, "    Person:");
    tree.edit(SPEC, "    Person:", "    - Person:");
    refused(&tree, &[&format!("--> {SPEC}:{line}:"), "- Person:", "= help: "]);
}

#[test]
fn what_the_generator_refuses_is_found_at_its_key() {
    let tree = Tree::fresh();
    let line = tree.line_of(SPEC, "type: boolean");
    tree.edit(SPEC, "type: boolean", "type: booleen");
    refused(&tree, &[&format!("--> {SPEC}:{line}:"), "type: booleen", "= help: "]);
}

#[test]
fn all_that_is_wrong_is_found_at_once() {
    let tree = Tree::fresh();
    let first = tree.line_of(SPEC, "format: uuid");
    let second = tree.line_of(SPEC, "type: boolean");
    tree.edit(SPEC, "format: uuid", "frmat: uuid");
    tree.edit(SPEC, "type: boolean", "type: booleen");
    tree.write("thanos-api/src/generated/stray.rs", "");
    tree.write("openapi/samples/get_all_users.200.json", "[");

    let findings = tree.check().findings();
    let places = [
        "--> openapi/samples/get_all_users.200.json:1:1\n".to_owned(),
        format!("--> {SPEC}:{first}:"),
        format!("--> {SPEC}:{second}:"),
        "--> thanos-api/src/generated/stray.rs:1:1\n".to_owned(),
    ];
    let found: Vec<_> = places.iter().map(|place| findings.find(place)).collect();
    assert!(found.iter().all(Option::is_some), "{findings}");
    assert!(found.is_sorted(), "{findings}");
    assert!(findings.ends_with("\n4 findings\n"), "{findings}");
}

#[test]
fn a_conflict_is_found_at_its_marker() {
    let tree = Tree::fresh();
    let line = tree.line_of(SPEC, "    Person:");
    tree.edit(SPEC, "    Person:", "<<<<<<< HEAD\n=======\n>>>>>>> branch\n    Person:");
    refused(&tree, &["unresolved merge conflict", &format!("--> {SPEC}:{line}:1\n")]);
}

#[test]
fn text_that_is_not_utf_8_is_found_at_its_first_byte() {
    let tree = Tree::fresh();
    let mut bytes = "openapi: 3.0.3\n# äö ".as_bytes().to_vec();
    bytes.push(0xE4);
    tree.write(SPEC, bytes);
    refused(&tree, &["not UTF-8", &format!("--> {SPEC}:2:6\n")]);
}

#[test]
fn an_empty_spec_is_found() {
    let tree = Tree::fresh();
    tree.write(SPEC, "");
    refused(&tree, &[&format!("--> {SPEC}:1:1\n")]);
}

#[test]
fn a_spec_that_cannot_be_read_is_a_failure() {
    let tree = Tree::fresh();
    let code = tree.read(CLIENT);
    tree.remove(SPEC);
    for command in ["generate", "check"] {
        let failure = tree.xtask([command]).failure();
        assert!(failure.contains(SPEC), "{failure}");
        assert_eq!(failure.lines().count(), 1, "{failure}");
    }

    std::fs::create_dir(tree.path(SPEC)).unwrap();
    for command in ["generate", "check"] {
        let failure = tree.xtask([command]).failure();
        assert!(failure.contains(SPEC), "{failure}");
        assert_eq!(failure.lines().count(), 1, "{failure}");
    }
    assert_eq!(tree.read(CLIENT), code);
}
