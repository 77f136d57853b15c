//! JSON lines, as the API sends each user: what engines for more than one machine load.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use thanos_api::types::User;

use crate::Sink;
use crate::outcome::Stop;

pub(crate) struct Ndjson(BufWriter<File>);

impl Ndjson {
    pub(crate) fn create(path: &Path) -> Result<Self, Stop> {
        Ok(Self(BufWriter::new(File::create(path)?)))
    }
}

impl Sink for Ndjson {
    fn put(&mut self, user: &User) -> Result<(), Stop> {
        serde_json::to_writer(&mut self.0, user).map_err(std::io::Error::from)?;
        Ok(self.0.write_all(b"\n")?)
    }

    fn end(mut self: Box<Self>) -> Result<(), Stop> {
        Ok(self.0.flush()?)
    }
}
