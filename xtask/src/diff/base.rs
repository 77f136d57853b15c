//! What the present spec is compared with: a file, or what git knows of a revision.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Output};
use std::{fs, io};

use semver::Version;

use super::version;
use crate::tree::{self, CLIENT, Failure, SPEC, Tree};

const MANIFEST: &str = "Cargo.toml";

pub(super) struct Base {
    /// What it is called in messages.
    pub(super) name: String,
    pub(super) spec: String,
    /// What only a revision has.
    pub(super) release: Option<Release>,
}

pub(super) struct Release {
    pub(super) client: String,
    pub(super) version: Version,
}

impl Base {
    /// A file if there is one of that name, or else a revision.
    pub(super) fn read(tree: &Tree, named: Option<&OsStr>) -> Result<Self, Failure> {
        let Some(named) = named else { return Self::of_revision(tree, &last_tag(tree)?) };
        let (path, name) = (Path::new(named), named.to_string_lossy());
        if path.is_file() {
            let bytes = fs::read(path).map_err(|cause| Failure::new(format!("cannot read {name}: {cause}")))?;
            return Ok(Self { spec: text(&name, &bytes)?, name: name.into_owned(), release: None });
        }
        Self::of_revision(tree, &name)
    }

    fn of_revision(tree: &Tree, name: &str) -> Result<Self, Failure> {
        let unknown = || {
            let help = "`git tag` and `git log --oneline` list what there is";
            Failure::new(format!("`{name}` is neither a file nor a revision that git knows here; {help}"))
        };
        let commit = format!("{name}^{{commit}}");
        let found = git(tree, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let commit = line(&found).filter(|_| found.status.success()).ok_or_else(unknown)?;
        let read = |file: &str| {
            let at = format!("{commit}:./{file}");
            let shown = git(tree, ["show", "--end-of-options", &at])?;
            if shown.status.success() {
                return text(&format!("{file} of {name}"), &shown.stdout);
            }
            Err(Failure::new(format!("{name} has no {file} that git can show; name a revision that has")))
        };
        let version = version::of_manifest(&read(MANIFEST)?);
        let version = version.ok_or_else(|| no_version(&format!("{MANIFEST} of {name}")))?;
        Ok(Self { name: name.to_owned(), spec: read(SPEC)?, release: Some(Release { client: read(CLIENT)?, version }) })
    }
}

/// The version that the manifest states now.
pub(super) fn stated(tree: &Tree) -> Result<Version, Failure> {
    let manifest = text(MANIFEST, &tree.read(MANIFEST)?)?;
    version::of_manifest(&manifest).ok_or_else(|| no_version(MANIFEST))
}

fn no_version(file: &str) -> Failure {
    Failure::new(format!("{file} states no version: write `version = \"1.2.3\"` under `[workspace.package]`"))
}

fn text(name: &str, bytes: &[u8]) -> Result<String, Failure> {
    tree::text(bytes).map_err(|_| Failure::new(format!("{name} is not UTF-8; save it as UTF-8")))
}

/// The highest release among the tags that lead to the present.
fn last_tag(tree: &Tree) -> Result<String, Failure> {
    let tags = git(tree, ["tag", "--merged", "HEAD", "--list", "v*"])?;
    let tags = String::from_utf8_lossy(&tags.stdout).into_owned();
    let released = |tag: &&str| tag.strip_prefix('v').and_then(|version| Version::parse(version).ok());
    let released = |tag: &&str| released(tag).filter(|version| version.pre.is_empty());
    let last = tags.lines().filter(|tag| released(tag).is_some()).max_by_key(|tag| released(tag));
    last.map(str::to_owned).ok_or_else(|| {
        let help = "fetch the tags with `git fetch --tags`, or name what to compare with: `cargo xtask diff BASE`";
        Failure::new(format!("no release tag such as v1.2.3 leads to HEAD; {help}"))
    })
}

/// Runs git in the tree, which may be a folder of a larger checkout.
fn git<const N: usize>(tree: &Tree, args: [&str; N]) -> Result<Output, Failure> {
    let help = "name a file to compare with: `cargo xtask diff FILE`";
    let mut git = Command::new("git");
    git.arg("-C").arg(tree.root()).args(args.map(OsString::from)).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    let output = git.output().map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Failure::new(format!("git is not installed; install it, or {help}")),
        _ => Failure::new(format!("cannot run git: {cause}")),
    })?;
    // What else it says is about what was asked for.
    let told = String::from_utf8_lossy(&output.stderr);
    match told.lines().find(|line| line.contains("not a git repository") || line.contains("dubious ownership")) {
        Some(told) => Err(Failure::new(format!("git: {}; {help}", told.trim_start_matches("fatal: ")))),
        None => Ok(output),
    }
}

fn line(output: &Output) -> Option<String> {
    String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
}
