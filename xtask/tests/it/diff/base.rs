//! What the spec is compared with, and when there is nothing to compare it with.

use std::fs;
use std::process::Command;

use super::history::{History, MANIFEST, commit, git, summary};
use crate::tree::{Answer, CLIENT, REQUEST, SPEC, Tree};

#[test]
fn without_a_base_the_highest_release_that_leads_here_is_taken() {
    let history = History::since("1.4.2");
    history.release("1.10.0");
    history.release("1.9.0");
    for tag in ["v1.11.0-rc.1", "v2", "vacation"] {
        history.git(&["tag", tag]);
    }
    history.git(&["checkout", "--quiet", "-b", "aside"]);
    history.release("3.0.0");
    history.git(&["checkout", "--quiet", "main"]);

    let before = history.tree.snapshot();
    let answer = history.diff();
    assert!(history.tree.snapshot() == before, "something was written");
    assert_eq!(summary(&answer), "1.10.0 -> 1.10.0: no change; Cargo.toml says 1.9.0");
    assert_eq!(answer.code, Some(1));
}

#[test]
fn a_base_is_a_file_or_else_a_revision() {
    let history = History::since("1.4.2");
    fs::copy(history.tree.path(SPEC), history.tree.path("main")).unwrap();
    history.lose_a_value();
    assert_eq!(history.tree.xtask(["generate"]).code, Some(0));
    history.commit();
    for revision in ["HEAD~1", "v1.4.2", "v1.4.2^{commit}"] {
        let answer = history.tree.xtask(["diff", revision]);
        assert_eq!(summary(&answer), "1.4.2 -> 2.0.0: 1 major; Cargo.toml says 1.4.2", "{revision}");
        assert_eq!(answer.code, Some(1), "{revision}");
    }
    assert_eq!(history.tree.xtask(["diff", "HEAD"]).holds(), "1.4.2 -> 1.4.2: no change; Cargo.toml says 1.4.2\n");

    let answer = history.tree.xtask(["diff", "main"]);
    assert_eq!(summary(&answer), "1 major; a file has no version to judge Cargo.toml's by");
    assert_eq!(answer.code, Some(0));
}

#[test]
fn a_tree_within_a_larger_checkout_is_compared_from_any_folder_of_it() {
    let history = History::since("1.4.2");
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("inner");
    for file in [SPEC, CLIENT, MANIFEST, REQUEST] {
        let copy = inner.join(file);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(history.tree.path(file), copy).unwrap();
    }
    git(outer.path(), &["init", "--quiet"]);
    commit(outer.path());
    git(outer.path(), &["tag", "v1.4.2"]);
    let text = history.tree.read(SPEC).replace("        - DEACTIVATED\n", "");
    fs::write(inner.join(SPEC), text).unwrap();

    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let answer = Answer::from(xtask.arg("diff").current_dir(inner.join("openapi/samples")).output().unwrap());
    assert_eq!(summary(&answer), "1.4.2 -> 2.0.0: 1 major; Cargo.toml says 1.4.2", "{}", answer.err);
}

#[track_caller]
fn refused(answer: Answer, told: &str) {
    let failure = answer.failure();
    assert!(failure.contains(told), "{told}: {failure}");
    assert_eq!(failure.lines().count(), 1, "{failure}");
}

#[test]
fn without_anything_to_compare_with_one_line_names_the_mend() {
    let history = History::since("1.4.2");
    history.git(&["tag", "--delete", "v1.4.2"]);
    refused(history.diff(), "git fetch --tags");
    refused(history.tree.xtask(["diff", "nothing"]), "`nothing` is neither a file nor a revision");
    refused(history.tree.xtask(["diff", "--", "--output=x"]), "is neither a file nor a revision");
    let no_git = history.tree.command().arg("diff").env("PATH", history.tree.path("openapi")).output().unwrap();
    refused(no_git.into(), "git is not installed");
    let alone = Tree::fresh();
    let alone = alone.command().arg("diff").env("GIT_CEILING_DIRECTORIES", alone.path("").parent().unwrap()).output();
    refused(alone.unwrap().into(), "not a git repository");
}

#[test]
fn what_cannot_be_read_on_either_side_is_told_in_one_line() {
    let history = History::since("1.4.2");
    let base = "base.yaml";
    history.tree.write(base, [0xff]);
    refused(history.tree.xtask(["diff", base]), "base.yaml is not UTF-8");
    history.tree.write(base, "a: [");
    refused(history.tree.xtask(["diff", base]), "base.yaml cannot be read: not YAML");
    history.tree.write(MANIFEST, "[workspace]\n");
    refused(history.diff(), "Cargo.toml states no version");
    history.commit();
    refused(history.tree.xtask(["diff", "HEAD"]), "Cargo.toml of HEAD states no version");
    history.state("1.4.2");
    history.tree.remove(CLIENT);
    history.commit();
    refused(history.tree.xtask(["diff", "HEAD"]), &format!("HEAD has no {CLIENT}"));
    history.tree.edit(SPEC, "type: boolean", "type: booleen");
    refused(history.tree.xtask(["diff", "v1.4.2"]), "`cargo xtask check` tells why");
}
