//! JSON for pipelines: a line for each user, as the API sends it.

use std::io::{self, Write as _};

use thanos_api::types::User;

use super::{Output, Stdout};

pub(super) struct Ndjson(pub(super) Stdout);

impl Output for Ndjson {
    fn user(&mut self, user: &User) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, user)?;
        self.0.write_all(b"\n")?;
        self.0.flush()
    }
}
