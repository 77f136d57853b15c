//! Exports every user of an account into a database file that people query: `cargo run --example export -- users.db`.
//!
//! What a program of your own needs is in `export`, below, and in `sqlite.rs`.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/refused.rs"]
mod refused;
#[path = "../common/signal.rs"]
mod signal;

mod ndjson;
mod options;
mod outcome;
mod replacement;
mod sqlite;

use std::io::{self, Write as _};
use std::process::ExitCode;

use thanos_api::Client;
use thanos_api::types::User;

use common::account::{Account, Login};
use common::failure::{self, Failure, say};
use options::{Command, Format, Options};
use outcome::{Exported, Stop};
use replacement::Replacement;

/// A file that users are put into, one after the other.
trait Sink {
    fn put(&mut self, user: &User) -> Result<(), Stop>;

    /// Everything that is not yet in the file.
    fn end(self: Box<Self>) -> Result<(), Stop>;
}

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
        Command::Export(options) => {
            let account = Account::choose(Login::default()).await?;
            let mut exported = Exported::default();
            let outcome = tokio::select! {
                // In this order, so that signals are heard before there is a file to remove.
                biased;
                () = signal::asked_to_stop() => Err(Stop::Interrupted),
                outcome = export(&account.client, &options, &mut exported) => outcome,
            };
            say(&exported.conclude(outcome, &account, &options)?);
            Ok(())
        }
    }
}

/// The whole of the work: everything goes into a new file, which takes the place of the former one at the very end.
///
/// The sinks block, and may: nothing else runs on this thread, and what they do not take is not asked of the server.
async fn export(client: &Client, options: &Options, exported: &mut Exported) -> Result<(), Stop> {
    let replacement = Replacement::of(&options.file)?;
    let mut sink: Box<dyn Sink> = match options.format {
        Format::Sqlite => Box::new(sqlite::Sqlite::create(replacement.path())?),
        Format::Ndjson => Box::new(ndjson::Ndjson::create(replacement.path())?),
    };
    let mut users = client.get_all_users().stream().await?;
    while let Some(user) = users.next().await {
        match user {
            Ok(user) => {
                sink.put(&user)?;
                exported.users += 1;
            }
            Err(error) if error.index().is_some() => exported.refused.add(error),
            Err(error) => return Err(error.into()),
        }
    }
    sink.end()?;
    if exported.refused.count > 0 && !options.leave_out_unreadable {
        return Err(Stop::Incomplete);
    }
    replacement.put_in_place()
}
