//! Runs an example as a program of its own, as whoever reads the README does.

use std::path::PathBuf;
#[cfg(unix)]
use std::process::Child;
use std::process::{Command, Output};

use crate::server::{PASSWORD, TOKEN, USERNAME};

pub(crate) const VARIABLES: [&str; 4] = ["THANOS_TOKEN", "THANOS_USERNAME", "THANOS_PASSWORD", "THANOS_BASE_URL"];
/// The token that the embedded server wants.
const SAMPLE_TOKEN: &str = "a0f17278bed479ee719ea890b8caf0329e1f3e5b";

/// The example of that name, in an environment without an account.
pub(crate) fn example(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program(name));
    command.args(arguments);
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    command
}

/// `cargo test` builds examples into a folder beside that of the tests.
fn program(name: &str) -> PathBuf {
    let folder = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("examples");
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is missing: run `cargo build --example {name}`", program.display());
    program
}

/// The example, asking the server at `base_url` for an account.
pub(crate) fn asking(name: &str, base_url: &str, arguments: &[&str]) -> Command {
    let mut command = example(name, arguments);
    for (variable, value) in VARIABLES.into_iter().zip([TOKEN, USERNAME, PASSWORD, base_url]) {
        command.env(variable, value);
    }
    command
}

pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs it to its end.
pub(crate) fn run(mut command: Command) -> Ran {
    Ran::of(command.output().unwrap())
}

/// By the shell, which every Unix has, so that no test needs unsafe code.
#[cfg(unix)]
pub(crate) fn send_signal(child: &Child, signal: &str) {
    let status = Command::new("sh").arg("-c").arg(format!("kill -{signal} {}", child.id())).status().unwrap();
    assert!(status.success());
}

impl Ran {
    /// Whatever the test is about, no secret comes out and nothing panics.
    pub(crate) fn of(output: Output) -> Self {
        let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        for secret in [TOKEN, PASSWORD, SAMPLE_TOKEN, "canary"] {
            assert!(!stdout.contains(secret) && !stderr.contains(secret), "a secret came out: {stdout}{stderr}");
        }
        assert!(!stderr.contains("panicked"), "{stderr}");
        Self { code: output.status.code().unwrap(), stdout, stderr }
    }

    /// The one line on stderr of a run that listed everything, and the list.
    pub(crate) fn listed(self) -> (String, String) {
        assert_eq!(self.code, 0, "{}", self.stderr);
        (self.line(), self.stdout)
    }

    /// The one line on stderr of a run that listed nothing.
    pub(crate) fn failed(self) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (1, ""), "{}", self.stderr);
        self.error()
    }

    pub(crate) fn error(&self) -> String {
        self.line().strip_prefix("error: ").unwrap_or_else(|| panic!("no error: {}", self.stderr)).to_owned()
    }

    fn line(&self) -> String {
        let line = self.stderr.strip_suffix('\n').unwrap();
        assert!(!line.contains(['\n', '\r']), "more than one line, or a progress line: {line:?}");
        line.to_owned()
    }
}
