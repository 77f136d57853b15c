//! A copy of the tree, and the program run in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;
use std::{fs, io};

use tempfile::TempDir;

pub(crate) const SPEC: &str = "openapi/thanos.yaml";
pub(crate) const CLIENT: &str = "thanos-api/src/generated/client.rs";
pub(crate) const REQUEST: &str = "openapi/samples/get_all_users.request.json";

pub(crate) struct Tree {
    folder: TempDir,
}

/// What the program said, as text, and its exit code.
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Tree {
    /// What is committed, as far as the program reads it.
    pub(crate) fn committed() -> Self {
        let tree = Self { folder: tempfile::tempdir().unwrap() };
        let root = root();
        for folder in ["openapi", "thanos-api/src"] {
            copy(&root.join(folder), &tree.path(folder)).unwrap();
        }
        tree
    }

    /// A copy with fresh generated code, even while the committed code is not.
    pub(crate) fn fresh() -> Self {
        let tree = Self::committed();
        assert_eq!(tree.xtask(["generate"]).code, Some(0));
        tree
    }

    /// A fresh copy that cargo can build.
    pub(crate) fn buildable() -> Self {
        let tree = Self::fresh();
        let root = root();
        for folder in ["thanos-api-gen/src", "xtask/src"] {
            copy(&root.join(folder), &tree.path(folder)).unwrap();
        }
        let manifests = ["thanos-api", "thanos-api-gen", "xtask"].map(|member| format!("{member}/Cargo.toml"));
        for file in
            ["Cargo.toml", "Cargo.lock", "thanos-api/build.rs"].into_iter().chain(manifests.iter().map(String::as_str))
        {
            fs::copy(root.join(file), tree.path(file)).unwrap();
        }
        tree
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(file), text).unwrap();
    }

    pub(crate) fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    /// Replaces the first occurrence of a text that must occur.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not contain {from:?}");
        self.write(file, text.replacen(from, to, 1));
    }

    /// The line of the first occurrence, counted from 1.
    pub(crate) fn line_of(&self, file: &str, text: &str) -> usize {
        self.read(file).lines().position(|line| line.contains(text)).unwrap() + 1
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(self.folder.path()).env_remove("GITHUB_ACTIONS");
        command
    }

    pub(crate) fn xtask<const N: usize>(&self, args: [&str; N]) -> Answer {
        Answer::from(self.command().args(args).output().unwrap())
    }

    /// The check as far as it needs no compiling: most copies are not whole, and what is found is found before.
    pub(crate) fn check(&self) -> Answer {
        self.xtask(["check", "--no-build"])
    }

    /// Every file with its bytes and the time of its last change.
    pub(crate) fn snapshot(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        for path in walk(self.folder.path()).unwrap() {
            let changed = fs::metadata(&path).unwrap().modified().unwrap();
            files.insert(path.clone(), (fs::read(path).unwrap(), changed));
        }
        files
    }
}

impl Answer {
    /// Asserts that the check found something, and returns what.
    #[track_caller]
    pub(crate) fn findings(self) -> String {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        assert_eq!(self.err, "");
        self.out
    }

    #[track_caller]
    pub(crate) fn holds(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        assert_eq!(self.err, "");
        assert_eq!(self.out.lines().count(), 1, "{}", self.out);
        self.out
    }

    /// Asserts that the command could not run, and returns why.
    #[track_caller]
    pub(crate) fn failure(self) -> String {
        assert_eq!(self.code, Some(2), "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        self.err
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for file in walk(from)? {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap())?;
        fs::copy(&file, target)?;
    }
    Ok(())
}

fn walk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(walk(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
