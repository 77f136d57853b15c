//! Input that nobody would write by hand gets an answer, and never a panic.

use std::fmt::Write as _;
use std::fs;

use crate::tree::{SPEC, Tree};

const SAMPLE: &str = "openapi/samples/get_all_users.200.json";

#[test]
fn a_bomb_of_aliases_is_found() {
    let tree = Tree::fresh();
    let mut bomb = "x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for number in 1..20 {
        let alias = format!("*a{}, ", number - 1).repeat(10);
        let _ = writeln!(bomb, "x-{number}: &a{number} [{alias}]");
    }
    tree.edit(SPEC, "openapi: \"3.0.3\"\n", &format!("openapi: \"3.0.3\"\n{bomb}"));
    assert!(tree.check().findings().ends_with("\n1 finding\n"));
}

#[test]
fn a_spec_of_five_megabytes_is_judged() {
    let tree = Tree::fresh();
    let mut schemas = "\n  schemas:\n".to_owned();
    for number in 0..50 {
        let text = "word ".repeat(20_000);
        let _ = writeln!(schemas, "    S{number}: {{type: object, description: '{text}'}}");
    }
    tree.edit(SPEC, "\n  schemas:\n", &schemas);
    let findings = tree.check().findings();
    assert_eq!(findings.matches("no operation uses this").count(), 50);
}

#[test]
fn references_in_a_circle_end() {
    let tree = Tree::fresh();
    tree.edit(SPEC, "    OrgUser:\n      type: object\n", "    OrgUser:\n      $ref: '#/components/schemas/OrgUser'\n");
    tree.check().findings();
    let tree = Tree::fresh();
    let itself = "      properties:\n        next: {$ref: '#/components/schemas/OrgUser'}\n";
    tree.edit(
        SPEC,
        "the uuid for the User\n      required:\n        - uuid\n      properties:\n",
        &format!("the uuid for the User\n      required:\n        - uuid\n{itself}"),
    );
    tree.xtask(["generate"]).holds();
    tree.check().holds();
}

#[test]
fn a_sample_that_nests_deeply_is_found() {
    for depth in [100, 1_000_000] {
        let tree = Tree::fresh();
        tree.write(SAMPLE, format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        assert!(tree.check().findings().contains(SAMPLE));
    }
}

#[test]
fn a_folder_in_place_of_a_sample_is_a_failure() {
    let tree = Tree::fresh();
    tree.remove(SAMPLE);
    fs::create_dir(tree.path(SAMPLE)).unwrap();
    assert!(tree.check().failure().contains(SAMPLE));
}
