//! A copy of the tree that git keeps.

use std::path::Path;
use std::process::Command;

use crate::tree::{Answer, CLIENT, SPEC, Tree};

pub(super) const MANIFEST: &str = "Cargo.toml";

pub(super) struct History {
    pub(super) tree: Tree,
}

impl History {
    /// One commit, of a release.
    pub(super) fn since(version: &str) -> Self {
        let history = Self { tree: Tree::fresh() };
        history.git(&["init", "--quiet", "--initial-branch", "main"]);
        history.release(version);
        history
    }

    pub(super) fn state(&self, version: &str) {
        self.tree.write(MANIFEST, format!("[workspace.package]\nversion = \"{version}\"\n"));
    }

    /// Commits everything, with a version and its tag.
    pub(super) fn release(&self, version: &str) {
        self.state(version);
        self.commit();
        self.git(&["tag", &format!("v{version}")]);
    }

    pub(super) fn commit(&self) {
        commit(&self.tree.path(""));
    }

    pub(super) fn git(&self, args: &[&str]) {
        git(&self.tree.path(""), args);
    }

    /// Makes a change that is major and urgent.
    pub(super) fn lose_a_value(&self) {
        self.tree.edit(SPEC, "        - DEACTIVATED\n", "");
    }

    pub(super) fn diff(&self) -> Answer {
        self.tree.xtask(["diff"])
    }

    /// Changes the code that the last release has, as if an older generator had written it.
    pub(super) fn release_code(&self, from: &str, to: &str) {
        self.tree.edit(CLIENT, from, to);
        self.move_release();
    }

    /// Makes the tree as it is the release 1.4.2.
    pub(super) fn move_release(&self) {
        self.commit();
        self.git(&["update-ref", "refs/tags/v1.4.2", "HEAD"]);
    }
}

pub(super) fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    let author = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];
    git(folder, &[&author[..], &["commit", "--quiet", "--allow-empty", "--message", "Something"]].concat());
}

pub(super) fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    // Whoever runs the tests may sign commits, or have hooks.
    git.args(args).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    assert!(git.status().unwrap().success(), "{args:?}");
}

/// The last line of an answer.
pub(super) fn summary(answer: &Answer) -> &str {
    answer.out.lines().last().unwrap_or_default()
}
