//! The command line.

use crate::tree::Tree;

#[test]
fn help_is_an_answer_and_goes_to_stdout() {
    let tree = Tree::committed();
    for args in [&[][..], &["help"], &["--help"], &["-h"], &["check", "--help"], &["diff", "--help"]] {
        let output = tree.command().args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        let help = String::from_utf8(output.stdout).unwrap();
        for command in ["Usage: cargo xtask", "generate  ", "check  ", "diff  "] {
            assert!(help.contains(command), "{args:?}: {help}");
        }
        assert!(output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn wrong_usage_is_told_on_stderr_with_the_usage() {
    let tree = Tree::committed();
    for (args, told) in [
        (&["genrate"][..], "unknown command `genrate`"),
        (&["check", "generate"], "generate"),
        (&["check", "--frobnicate"], "--frobnicate"),
        (&["check", "--format", "text"], "--format"),
        (&["diff", "one", "two"], "two"),
        (&["-x"], "-x"),
    ] {
        let output = tree.command().args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains(told), "{args:?}: {message}");
        assert!(message.contains("Usage: cargo xtask"), "{args:?}: {message}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}
