//! The programs that are compared, and how each is started.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::measured::{Failure, Report};

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Program {
    Drain,
    Plain,
    Reqwest,
    Send,
    Stream,
    StreamAs,
}

impl Program {
    pub(crate) const ALL: [Self; 6] =
        [Self::Drain, Self::Plain, Self::Reqwest, Self::Send, Self::Stream, Self::StreamAs];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Drain => "drain",
            Self::Plain => "plain",
            Self::Reqwest => "reqwest",
            Self::Send => "send",
            Self::Stream => "stream",
            Self::StreamAs => "stream_as",
        }
    }

    /// For the table.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Drain => "reqwest, drained",
            Self::Plain => "plain progenitor",
            Self::Reqwest => "reqwest `.json()`",
            Self::Send => "**`send()`**",
            Self::Stream => "**`stream()`**",
            Self::StreamAs => "**`stream_as()`**",
        }
    }

    /// The command that makes the calls and reports.
    pub(crate) fn command(self, peers: &Peers, url: &str, calls: u32) -> Result<Vec<OsString>, Failure> {
        let mut command: Vec<OsString> = match self {
            Self::Drain | Self::Plain | Self::Reqwest => vec![peers.executable.clone().into()],
            Self::Send | Self::Stream | Self::StreamAs => vec![std::env::current_exe()?.into(), "measure".into()],
        };
        command.extend([self.name().into(), url.into(), calls.to_string().into()]);
        Ok(command)
    }

    pub(crate) fn measure(self, peers: &Peers, url: &str, calls: u32) -> Result<Report, Failure> {
        let command = self.command(peers, url, calls)?;
        let output = Command::new(&command[0]).args(&command[1..]).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(format!("{} failed: {}", self.name(), output.status).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// The executable with the programs that are not ours.
pub(crate) struct Peers {
    executable: PathBuf,
}

impl Peers {
    /// Builds them as this program was built, in the same folder, since most of what they depend on is there already.
    pub(crate) fn build() -> Result<Self, Failure> {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("there is no target folder")?;
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/Cargo.toml");
        let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
        let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--quiet", "--locked", "--profile", profile, "--manifest-path", manifest, "--target-dir"])
            .arg(target)
            .status()?;
        if !status.success() {
            return Err(format!("{manifest} could not be built").into());
        }
        let folder = if cfg!(debug_assertions) { "debug" } else { "release" };
        Ok(Self { executable: target.join(folder).join("peers") })
    }
}
