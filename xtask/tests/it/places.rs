//! Where the commands work.

use std::fs;

use crate::tree::{Answer, CLIENT, SPEC, Tree};

#[test]
fn both_commands_work_in_a_sub_folder_of_the_tree_they_are_run_in() {
    let tree = Tree::fresh();
    tree.edit(SPEC, "Email address of the Person", "Where to write");
    for folder in ["openapi/samples", "thanos-api/src/generated"] {
        let run = |args: &[&str]| {
            let folder = tree.path(folder);
            Answer::from(tree.command().current_dir(folder).args(args).output().unwrap())
        };
        assert!(run(&["check"]).findings().contains(&format!("--> {CLIENT}:")));
        run(&["generate"]).holds();
        run(&["check", "--no-build"]).holds();
        assert!(tree.read(CLIENT).contains("Where to write"));
        tree.edit(SPEC, "Where to write", "Where to write to");
    }
}

#[test]
fn outside_a_tree_neither_command_runs() {
    let tree = Tree::fresh();
    let elsewhere = tempfile::tempdir().unwrap();
    for command in ["generate", "check"] {
        let output = tree.command().current_dir(elsewhere.path()).arg(command).output();
        let failure = Answer::from(output.unwrap()).failure();
        assert!(failure.contains("inside a checkout"), "{failure}");
    }
}

#[test]
fn windows_line_ends_change_nothing() {
    let tree = Tree::fresh();
    for path in tree.snapshot().into_keys() {
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    }
    let before = tree.snapshot();
    tree.check().holds();
    assert_eq!(tree.xtask(["generate"]).holds(), format!("{CLIENT} is up to date\n"));
    assert_eq!(tree.snapshot(), before);

    tree.edit(SPEC, "Email address of the Person", "Where to write");
    let findings = tree.check().findings();
    let changed = findings.lines().filter(|line| line.contains("         -")).count();
    assert!((1..5).contains(&changed), "{findings}");
}

#[test]
fn check_writes_nothing_whatever_it_finds() {
    let tree = Tree::fresh();
    let judge = |code| {
        let before = tree.snapshot();
        assert_eq!(tree.check().code, Some(code));
        assert_eq!(tree.snapshot(), before);
    };
    judge(0);
    tree.edit(CLIENT, "pub struct Credentials", "pub struct Kredentials");
    judge(1);
    tree.remove(CLIENT);
    judge(1);
    tree.write(SPEC, "]");
    judge(1);
    tree.remove(SPEC);
    judge(2);
}
