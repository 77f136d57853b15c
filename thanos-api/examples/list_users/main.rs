//! Lists every user of an account, each as soon as it arrives: `cargo run --example list_users -- --help`.
//!
//! What a program of your own needs is in `list`, below, and in `common/account.rs`, which makes the client.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/refused.rs"]
mod refused;
#[path = "../common/stop.rs"]
mod stop;
#[path = "../common/visible.rs"]
mod visible;

mod format;
mod listing;
mod options;
mod progress;
mod sum;

use std::io::{self, Write as _};
use std::process::ExitCode;

use thanos_api::Client;

use common::account::Account;
use common::failure::{self, Failure, say};
use listing::Listing;
use options::{Command, Options};
use stop::Stop;

#[tokio::main]
async fn main() -> ExitCode {
    failure::end(run().await)
}

async fn run() -> Result<(), Failure> {
    match options::parse()? {
        Command::Help => {
            // Whoever closed the pipe has read enough.
            let _ = io::stdout().write_all(options::HELP.as_bytes());
            Ok(())
        }
        Command::List(options) => list_account(options).await,
    }
}

async fn list_account(options: Options) -> Result<(), Failure> {
    let account = Account::choose(options.login).await?;
    let mut listing = Listing::of(&account, options.format);
    let outcome = list(&account.client, &mut listing).await;
    if let Some(sum) = listing.conclude(outcome)? {
        say(&sum);
    }
    Ok(())
}

/// The whole of the work: one call, and each user as it comes.
async fn list(client: &Client, listing: &mut Listing<'_>) -> Result<(), Stop> {
    let mut users = client.get_all_users().stream().await?;
    while let Some(user) = users.next().await {
        match user {
            Ok(user) => listing.write(&user)?,
            // One user that cannot be read does not keep the others from coming.
            Err(error) if error.index().is_some() => listing.refuse(error),
            Err(error) => return Err(error.into()),
        }
        listing.received(users.bytes_read());
    }
    listing.end(users.bytes_read(), users.attempts())?;
    Ok(())
}
