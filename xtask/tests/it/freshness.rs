//! The committed code is what the generator makes of the spec.

use crate::tree::{CLIENT, SPEC, Tree};

#[test]
fn the_committed_tree_holds() {
    Tree::committed().check().holds();
}

#[test]
fn any_change_of_meaning_in_the_spec_is_found_until_generate_is_run() {
    for (from, to) in [
        ("https://stable.projectthanos.com", "https://other.projectthanos.com"),
        ("/api/organizations/users/all/:", "/api/organizations/users/every/:"),
        ("    get:\n", "    post:\n"),
        ("something required for the request is missing", "something is missing"),
        ("\"415\":", "\"422\":"),
        ("x-prefix: Token", "x-prefix: Bearer"),
        ("      name: Authorization", "      name: X-Api-Key"),
        ("Email address of the Person", "Where to write to the Person"),
        ("      x-shared: true\n", ""),
        ("          format: uuid\n", ""),
    ] {
        let tree = Tree::fresh();
        tree.edit(SPEC, from, to);
        let findings = tree.check().findings();
        assert!(findings.contains(&format!("--> {CLIENT}:")), "{from}: {findings}");
        assert!(findings.contains("cargo xtask generate"), "{from}: {findings}");
        assert!(findings.ends_with("\n1 finding\n"), "{from}: {findings}");

        assert_eq!(tree.xtask(["generate"]).holds(), format!("wrote {CLIENT} from {SPEC}\n"));
        tree.check().holds();
    }
}

#[test]
fn edits_without_meaning_hold() {
    let tree = Tree::fresh();
    tree.edit(SPEC, "openapi: \"3.0.3\"", "# A comment.\n\nopenapi: '3.0.3' # another");
    tree.edit(
        SPEC,
        "      required:\n        - username\n        - password\n",
        "      required: [username, password]\n",
    );
    tree.check().holds();
    assert_eq!(tree.xtask(["generate"]).holds(), format!("{CLIENT} is up to date\n"));
}

#[test]
fn the_first_difference_is_named_and_the_difference_shown() {
    let tree = Tree::fresh();
    let line = tree.line_of(CLIENT, "pub struct Credentials");
    tree.edit(CLIENT, "pub struct Credentials", "pub struct Kredentials");

    let findings = tree.check().findings();
    let place = format!("--> {CLIENT}:{line}:16\n");
    for told in [&place, "-    pub struct Kredentials", "+    pub struct Credentials"] {
        assert!(findings.contains(told), "{told}: {findings}");
    }
}

#[test]
fn a_large_difference_is_cut() {
    let tree = Tree::fresh();
    tree.write(CLIENT, "// nothing\n".repeat(10_000));
    let findings = tree.check().findings();
    assert!(findings.lines().count() < 60, "{}", findings.lines().count());
    assert!(findings.contains(" more lines\n"), "{findings}");
}

#[test]
fn generate_mends_conflict_markers_that_check_points_to() {
    let tree = Tree::fresh();
    let fresh = tree.read(CLIENT);
    let line = tree.line_of(CLIENT, "pub struct Credentials");
    let conflict = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\npub struct Credentials";
    tree.edit(CLIENT, "pub struct Credentials", conflict);
    tree.edit(CLIENT, "    <<<<<<< HEAD", "\n<<<<<<< HEAD");

    let findings = tree.check().findings();
    let place = format!("--> {CLIENT}:{}:1\n", line + 1);
    for told in ["unresolved merge conflict", &place, "cargo xtask generate"] {
        assert!(findings.contains(told), "{told}: {findings}");
    }

    tree.xtask(["generate"]).holds();
    assert_eq!(tree.read(CLIENT), fresh);
}

#[test]
fn missing_generated_code_is_found_and_written_again() {
    let tree = Tree::fresh();
    std::fs::remove_dir_all(tree.path(CLIENT).parent().unwrap()).unwrap();
    let findings = tree.check().findings();
    for told in ["missing", CLIENT, "cargo xtask generate"] {
        assert!(findings.contains(told), "{told}: {findings}");
    }
    tree.xtask(["generate"]).holds();
    tree.check().holds();
}

#[test]
fn generated_code_that_is_not_text_is_found_and_written_again() {
    let tree = Tree::fresh();
    tree.write(CLIENT, b"// one\n// \xff\n");
    let findings = tree.check().findings();
    for told in ["not UTF-8", &format!("--> {CLIENT}:2:4\n"), "cargo xtask generate"] {
        assert!(findings.contains(told), "{told}: {findings}");
    }
    tree.xtask(["generate"]).holds();
    tree.check().holds();
}

#[test]
fn a_file_beside_the_generated_code_is_found_and_left_alone() {
    let tree = Tree::fresh();
    let stray = "thanos-api/src/generated/client.rs.orig";
    tree.write(stray, "somebody's work");
    let findings = tree.check().findings();
    assert!(findings.contains(&format!("--> {stray}:1:1\n")), "{findings}");
    tree.xtask(["generate"]).holds();
    assert_eq!(tree.read(stray), "somebody's work");
}

#[test]
fn generate_leaves_nothing_but_the_client_and_writes_only_a_change() {
    let tree = Tree::fresh();
    let before = tree.snapshot();
    assert_eq!(tree.xtask(["generate"]).holds(), format!("{CLIENT} is up to date\n"));
    assert_eq!(tree.snapshot(), before);

    tree.edit(CLIENT, "pub struct Credentials", "pub struct Kredentials");
    tree.xtask(["generate"]).holds();
    assert!(tree.snapshot().keys().eq(before.keys()));
}

#[test]
fn generate_is_built_without_the_client_so_that_broken_code_cannot_stop_it() {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "xtask", "--edges", "normal,build", "--prefix", "none"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let crates = String::from_utf8(output.stdout).unwrap();
    assert!(crates.contains("thanos-api-gen v"), "{crates}");
    assert!(!crates.lines().any(|line| line.starts_with("thanos-api v")), "{crates}");
}

#[test]
fn stale_code_is_told_with_the_line_of_the_spec_that_it_is_made_from() {
    for (from, to, lines_above) in [
        ("Email address of the Person", "Where to write to the Person", 2),
        ("        - DEACTIVATED", "        - DEACTIVATED\n        - LOCKED", 0),
        ("Organization User holds the uuid", "It holds the uuid", 2),
        ("Generally, this is a syntax problem", "A syntax problem", 1),
        ("      summary: Get All Users", "      summary: All Users", 4),
    ] {
        let tree = Tree::fresh();
        tree.edit(SPEC, from, to);
        let findings = tree.check().findings();
        let line = tree.line_of(SPEC, to.lines().last().unwrap()) - lines_above;
        assert!(findings.contains(&format!("::: {SPEC}:{line}:")), "{to}: {findings}");
    }
}
