//! A tree that nobody may write to.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use crate::tree::{Answer, CLIENT, SPEC, Tree};

#[test]
fn a_read_only_tree_is_judged_and_only_a_needed_write_fails() {
    let tree = Tree::fresh();
    let stale = Tree::fresh();
    stale.edit(SPEC, "Email address of the Person", "Where to write");
    let [tree, stale] = [tree, stale].map(ReadOnly::new);

    tree.xtask(&["check", "--no-build"]).holds();
    tree.xtask(&["generate"]).holds();
    stale.xtask(&["check"]).findings();
    let failure = stale.xtask(&["generate"]).failure();
    assert!(failure.contains("cannot write"), "{failure}");
    assert!(failure.contains(CLIENT), "{failure}");
}

/// Root may write in spite of permissions, so root's program runs as the user nobody.
const NOBODY: u32 = 65534;

struct ReadOnly {
    tree: Tree,
    as_nobody: bool,
}

impl ReadOnly {
    fn new(tree: Tree) -> Self {
        // The user nobody may not reach the folder that the program was built in. Another process
        // makes the copy: a program that this one still has open for writing cannot be started.
        run(Command::new("cp").arg(env!("CARGO_BIN_EXE_xtask")).arg(tree.path("xtask")));
        run(Command::new("chmod").args(["-R", "555"]).arg(tree.path("")));
        let as_nobody = fs::write(tree.path("probe"), "").is_ok();
        Self { tree, as_nobody }
    }

    fn xtask(&self, args: &[&str]) -> Answer {
        let mut xtask = Command::new(self.tree.path("xtask"));
        xtask.args(args).current_dir(self.tree.path("")).env_remove("GITHUB_ACTIONS");
        if self.as_nobody {
            xtask.uid(NOBODY);
        }
        Answer::from(xtask.output().unwrap())
    }
}

impl Drop for ReadOnly {
    /// What is read-only could not be cleaned up.
    fn drop(&mut self) {
        run(Command::new("chmod").args(["-R", "755"]).arg(self.tree.path("")));
    }
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}
