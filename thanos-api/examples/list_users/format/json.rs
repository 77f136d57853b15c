//! One JSON array, written element by element, so that its length does not matter.

use std::io::{self, Write as _};

use thanos_api::types::User;

use super::{Output, Stdout};

pub(super) struct Json {
    stdout: Stdout,
    separator: &'static str,
}

impl Json {
    pub(super) fn new(stdout: Stdout) -> Self {
        Self { stdout, separator: "\n" }
    }
}

impl Output for Json {
    fn begin(&mut self) -> io::Result<()> {
        self.stdout.write_all(b"[")
    }

    fn user(&mut self, user: &User) -> io::Result<()> {
        self.stdout.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        serde_json::to_writer(&mut self.stdout, user)?;
        self.stdout.flush()
    }

    fn end(&mut self) -> io::Result<()> {
        self.stdout.write_all(b"\n]\n")?;
        self.stdout.flush()
    }
}
