//! How far reading has come, for a person who waits.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read, Write as _};
use std::time::{Duration, Instant};

const STEP: Duration = Duration::from_millis(200);

/// Reads a file and tells so on stderr if that is a terminal, in one line that is gone in the end.
pub(crate) struct Progress {
    file: File,
    bytes: u64,
    /// Of a file; a pipe has no size.
    size: Option<u64>,
    /// When the line was written last. None if nobody sees it.
    told: Option<Instant>,
}

impl Progress {
    pub(crate) fn new(file: File) -> Self {
        let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|data| data.len());
        Self { file, bytes: 0, size, told: io::stderr().is_terminal().then(Instant::now) }
    }

    fn tell(&mut self) {
        if self.told.is_some_and(|told| told.elapsed() >= STEP) {
            let size = self.size.map_or_else(String::new, |size| format!(" of {}", size >> 20));
            let _ = write!(io::stderr(), "\r{CLEAR}judged {}{size} MiB", self.bytes >> 20);
            self.told = Some(Instant::now());
        }
    }
}

/// Erases the line.
const CLEAR: &str = "\x1b[2K";

impl Read for Progress {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tell();
        let bytes = self.file.read(buffer)?;
        self.bytes += bytes as u64;
        Ok(bytes)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told.is_some() {
            let _ = write!(io::stderr(), "\r{CLEAR}");
        }
    }
}
