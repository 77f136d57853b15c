//! A new file that takes the place of another when it is whole, and otherwise leaves no trace.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use crate::outcome::Stop;

pub(crate) struct Replacement {
    target: PathBuf,
    /// Beside the target, because only within a file system can a file be renamed. Removed when dropped.
    new: TempPath,
}

impl Replacement {
    pub(crate) fn of(target: &Path) -> Result<Self, Stop> {
        refuse_if_in_use(target)?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let new = Builder::new().prefix(".export-").suffix(".part").tempfile_in(folder)?.into_temp_path();
        Ok(Self { target: target.to_owned(), new })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.new
    }

    /// Whoever opens the target finds the former file or the new one, and after a power cut, too.
    pub(crate) fn put_in_place(self) -> Result<(), Stop> {
        fs::OpenOptions::new().write(true).open(&self.new)?.sync_all()?;
        refuse_if_in_use(&self.target)?;
        if let Ok(former) = fs::metadata(&self.target) {
            fs::set_permissions(&self.new, former.permissions())?;
        }
        self.new.persist(&self.target).map_err(|error| error.error.into())
    }
}

/// What a program that writes to the former file has not finished would be taken for changes to the new one.
fn refuse_if_in_use(target: &Path) -> io::Result<()> {
    for end in ["-wal", "-journal"] {
        let mut beside = target.as_os_str().to_owned();
        beside.push(end);
        if fs::exists(&beside)? {
            let beside = Path::new(&beside).display();
            return Err(io::Error::other(format!("there is {beside}, so a program writes to that file; end it first")));
        }
    }
    Ok(())
}
