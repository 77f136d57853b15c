//! Whole copies of the tree, whose code is built.

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::tree::{Answer, SPEC, Tree};

/// One build at a time. Cargo takes what one copy had built for that of another, unless a file is younger: so a copy
/// is made only once nothing is being built.
static BUILDS: Mutex<()> = Mutex::new(());

pub(crate) struct Laboratory {
    pub(crate) tree: Tree,
    _turn: MutexGuard<'static, ()>,
}

impl Laboratory {
    pub(crate) fn open() -> Self {
        let turn = BUILDS.lock().unwrap_or_else(PoisonError::into_inner);
        Self { tree: Tree::buildable(), _turn: turn }
    }

    /// This tree's program, judging the copy.
    pub(crate) fn check(&self, args: &[&str]) -> Answer {
        let mut command = self.tree.command();
        command.arg("check").args(args).env("CARGO_TARGET_DIR", target_folder());
        // Whoever runs the tests quietly has not asked the check to be quiet.
        command.env_remove("CARGO_TERM_QUIET");
        Answer::from(command.output().unwrap())
    }

    /// The copy's own program, for a copy whose generator was damaged.
    pub(crate) fn own_xtask(&self, args: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO"));
        command
            // With the feature, so that its dependencies are those of the other builds.
            .args(["run", "--quiet", "--locked", "--package", "xtask", "--features", "types", "--"])
            .args(args)
            .current_dir(self.tree.path(""))
            .env("XTASK_TREE", self.tree.path(""))
            .env("CARGO_TARGET_DIR", target_folder())
            .env_remove("GITHUB_ACTIONS");
        Answer::from(command.output().unwrap())
    }

    /// Asserts that something is found at the line of a property, in a component, in the words told.
    #[track_caller]
    pub(crate) fn assert_found(&self, findings: &str, (component, property): (&str, &str), told: &str) {
        let text = self.tree.read(SPEC);
        let lines = text.lines().enumerate();
        let mut lines = lines.skip_while(|(_, line)| line.trim_end() != format!("    {component}:"));
        let line = lines.find(|(_, line)| line.trim() == format!("{property}:")).unwrap().0 + 1;
        let title = format!("error: `{component}.{property}`: ");
        let title = if component == property { format!("error: `{component}`: ") } else { title };
        let found = findings.split("\n\n").any(|finding| {
            finding.starts_with(&title) && finding.contains(told) && finding.contains(&format!("--> {SPEC}:{line}:"))
        });
        assert!(found, "{title}{told} at line {line}: {findings}");
    }
}

/// A folder of its own: what a damaged copy leaves there must not be taken for this tree's.
pub(crate) fn target_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("types")
}
