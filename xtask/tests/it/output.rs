//! How findings are told.

use std::io;

use crate::tree::{CLIENT, SPEC, Tree};

#[test]
fn on_github_findings_are_annotations_too() {
    let tree = Tree::fresh();
    let stray = "thanos-api/src/generated/50%,a:b.rs";
    tree.write(stray, "");
    tree.edit(SPEC, "Email address of the Person", "Where to write");
    let line = tree.line_of(CLIENT, "Email address of the Person");

    let output = tree.command().arg("check").env("GITHUB_ACTIONS", "true").output().unwrap();
    let findings = String::from_utf8(output.stdout).unwrap();
    let annotations: Vec<_> = findings.lines().filter(|line| line.starts_with("::")).collect();
    let [stray, stale] = annotations[..] else { panic!("{findings}") };
    let file = "file=thanos-api/src/generated/50%25%2Ca%3Ab.rs,line=1,col=1";
    assert!(stray.starts_with(&format!("::error {file}::this file lies")), "{stray}");
    assert!(stale.starts_with(&format!("::error file={CLIENT},line={line},col=")), "{stale}");
    assert!(stale.ends_with("%0Ahelp: run `cargo xtask generate`"), "{stale}");

    assert!(!tree.check().findings().contains("::error"));
}

#[test]
fn a_closed_pipe_changes_no_exit_code() {
    let tree = Tree::fresh();
    let code = |args: &[&str]| {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let mut command = tree.command();
        command.args(args).stdout(writer.try_clone().unwrap()).stderr(writer);
        command.status().unwrap().code()
    };
    assert_eq!(code(&["check", "--no-build"]), Some(0));
    assert_eq!(code(&["help"]), Some(0));
    assert_eq!(code(&["frobnicate"]), Some(2));
    tree.write(CLIENT, "");
    assert_eq!(code(&["check"]), Some(1));
    tree.remove(SPEC);
    assert_eq!(code(&["check"]), Some(2));
}

#[test]
fn a_control_character_of_a_file_reaches_no_terminal() {
    let tree = Tree::fresh();
    tree.edit(CLIENT, "Email address", "Email \u{1b}[31maddress");
    tree.write("openapi/samples/a\u{1b}[31m.json", "");
    let findings = tree.check().findings();
    assert!(!findings.contains('\u{1b}'), "{findings:?}");
}
