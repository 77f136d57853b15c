//! Reads the answer and decodes nothing of it: the limit for whatever is built on reqwest.

use reqwest::Client;

use crate::handwritten;
use crate::measured::{Failure, Tally};

pub(crate) fn client() -> Result<Client, Failure> {
    handwritten::client()
}

pub(crate) async fn call(client: &Client, url: &str, tally: &mut Tally) -> Result<(), Failure> {
    let mut response = handwritten::request(client, url).send().await?.error_for_status()?;
    while let Some(chunk) = response.chunk().await? {
        tally.bytes(chunk.len() as u64);
    }
    Ok(())
}
