//! The places in the tree, and reading and writing there.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io, process};

use crate::report::Place;

pub(crate) const SPEC: &str = "openapi/thanos.yaml";
pub(crate) const SAMPLES: &str = "openapi/samples";
pub(crate) const GENERATED: &str = "thanos-api/src/generated";
pub(crate) const CLIENT: &str = "thanos-api/src/generated/client.rs";

/// Why a command could not run, as opposed to what it found.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    fn io(verb: &str, path: &Path, cause: &io::Error) -> Self {
        Self(format!("cannot {verb} {}: {cause}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The checkout that a command works on. Files in it are named relative to its root, with `/`.
pub(crate) struct Tree {
    root: PathBuf,
}

impl Tree {
    /// The tree around the current folder, whichever tree this program was built in.
    ///
    /// It is known by its two folders and not by the spec in it, so that a missing spec is told as
    /// such and no tree further out is taken in its place.
    pub(crate) fn find() -> Result<Self, Failure> {
        let here = env::current_dir().map_err(|cause| Failure::io("enter", Path::new("."), &cause))?;
        here.ancestors()
            .find(|folder| folder.join("openapi").is_dir() && folder.join("thanos-api").is_dir())
            .map(|folder| Self { root: folder.to_owned() })
            .ok_or_else(|| {
                Failure(format!(
                    "neither {} nor a folder above it holds openapi/ and thanos-api/; \
                     run this inside a checkout",
                    here.display()
                ))
            })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn read(&self, file: &str) -> Result<Vec<u8>, Failure> {
        let path = self.root.join(file);
        fs::read(&path).map_err(|cause| Failure::io("read", &path, &cause))
    }

    /// Like [`Tree::read`], for a file whose absence is not a failure.
    pub(crate) fn read_if_there(&self, file: &str) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.root.join(file);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Failure::io("read", &path, &cause)),
        }
    }

    /// The names of what lies in a folder, sorted. A missing folder holds nothing: what ought to
    /// be in it is missed by name.
    pub(crate) fn names(&self, folder: &str) -> Result<Vec<String>, Failure> {
        let path = self.root.join(folder);
        let failure = |cause: &io::Error| Failure::io("read", &path, cause);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(cause) => return Err(failure(&cause)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|cause| failure(&cause))?;
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    /// Writes a file in one step, so that whoever reads it, or a run that is broken off, meets
    /// the old text or the new one and never a part.
    pub(crate) fn write(&self, file: &str, text: &str) -> Result<(), Failure> {
        let path = self.root.join(file);
        // A rename is one step only within a file system; the same folder is the one sure place.
        let draft = path.with_extension(format!("{}.tmp", process::id()));
        let folder = path.parent().unwrap_or(&self.root);
        let written =
            fs::create_dir_all(folder).and_then(|()| fs::write(&draft, text)).and_then(|()| fs::rename(&draft, &path));
        written.map_err(|cause| {
            let _ = fs::remove_file(&draft);
            Failure::io("write", &path, &cause)
        })
    }
}

/// What a finding says about bytes that [`text`] refused.
pub(crate) const NOT_TEXT: &str = "the text is not UTF-8";

/// The text of a file, its line ends as `\n`: a checkout on Windows may have others, and no
/// meaning hangs on them. Otherwise the place of the first byte that is not UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Place> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(error) => {
            let (whole, _) = bytes.split_at(error.valid_up_to());
            Err(Place::after(&String::from_utf8_lossy(whole)))
        }
    }
}
