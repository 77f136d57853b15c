//! What is told before anything is built.

use std::fs;

use super::answers::ANSWER;
use crate::tree::{CLIENT, SPEC, Tree};

#[test]
fn what_cannot_be_judged_is_told_in_one_line_with_the_mend() {
    let tree = Tree::fresh();
    tree.write(ANSWER, "[]");
    fs::create_dir(tree.path("folder")).unwrap();
    for (args, told) in [
        (&["--against", "nothing.json"][..], "cannot read nothing.json: "),
        (&["--against", "folder"], "folder is a folder; name the file"),
        (&["--against", ANSWER, "--operation", "get_all"], "no operation `get_all` that answers with JSON; there is: "),
        (&["--against", ANSWER, "--suggest", SPEC], "openapi/thanos.yaml is there already; name a new file"),
    ] {
        let answer = crate::tree::Answer::from(tree.command().arg("check").args(args).output().unwrap());
        let failure = answer.failure();
        assert!(failure.contains(told), "{args:?}: {failure}");
        assert_eq!(failure.lines().count(), 1, "{failure}");
    }
    for (args, told) in [
        (&["check", "--against"][..], "--against"),
        (&["check", "--suggest", "-"], "--operation and --suggest go with --against FILE"),
        (&["check", "--no-build", "--against", ANSWER], "--against goes with --operation and --suggest alone"),
        (&["generate", "--against", ANSWER], "--against"),
    ] {
        let answer = crate::tree::Answer::from(tree.command().args(args).output().unwrap());
        let failure = answer.failure();
        assert!(failure.contains(told), "{args:?}: {failure}");
        assert!(failure.contains("Usage: cargo xtask"), "{failure}");
    }
}

#[test]
fn nothing_is_judged_by_code_that_the_spec_did_not_make() {
    let tree = Tree::fresh();
    tree.write(ANSWER, "[]");
    tree.edit(SPEC, "Email address of the Person", "Where to write");
    let findings = tree.xtask(["check", "--against", ANSWER]).findings();
    assert!(findings.contains(CLIENT) && findings.contains("run `cargo xtask generate`"), "{findings}");
}
