//! The service while it runs. It ends with the test.

use std::io::{BufRead as _, BufReader, Read as _};
#[cfg(unix)]
use std::process::ExitStatus;
use std::process::{Child, ChildStderr, Command, Stdio};

use reqwest::{RequestBuilder, Response};

use crate::server::{PASSWORD, Server, TOKEN};
use crate::{plain, program};

pub(super) struct Service {
    child: Child,
    stderr: BufReader<ChildStderr>,
    url: String,
    caller: reqwest::Client,
}

impl Service {
    pub(super) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        let url = line.strip_prefix("listening at ").and_then(|rest| rest.split_once(", asking http://127.0.0.1:"));
        let url = url.unwrap_or_else(|| panic!("{line}")).0.to_owned();
        Self { child, stderr, url, caller: plain::client() }
    }

    pub(super) fn asking(server: &Server) -> Self {
        Self::asking_at(&server.url())
    }

    pub(super) fn asking_at(base_url: &str) -> Self {
        Self::start(program::asking("service", base_url, &["--listen", "127.0.0.1:0"]))
    }

    pub(super) fn request(&self, path: &str) -> RequestBuilder {
        self.caller.get(format!("{}{path}", self.url))
    }

    pub(super) async fn get(&self, path: &str) -> Response {
        self.request(path).send().await.unwrap()
    }

    #[cfg(unix)]
    pub(super) fn signal(&self, signal: &str) {
        program::send_signal(&self.child, signal);
    }

    /// How it ended, once it was asked to.
    #[cfg(unix)]
    pub(super) fn ended(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// Ends it, and gives what it said after its first line. No secret is in it.
    pub(super) fn stop(mut self) -> String {
        self.child.kill().unwrap();
        let mut log = String::new();
        self.stderr.read_to_string(&mut log).unwrap();
        for secret in [TOKEN, PASSWORD, "canary", "panicked"] {
            assert!(!log.contains(secret), "{log}");
        }
        log
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
