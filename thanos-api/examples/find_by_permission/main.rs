//! Tells who may do something: `cargo run --example find_by_permission -- create_org`.
//!
//! What a program of your own needs is in `find`, below, and in `user.rs`: of each user only what is asked for is decoded.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/refused.rs"]
mod refused;
#[path = "../common/stop.rs"]
mod stop;
#[path = "../common/visible.rs"]
mod visible;

mod bar;
mod options;
mod search;
mod user;

use std::io::{self, Write as _};
use std::process::ExitCode;

use thanos_api::Client;

use common::account::{Account, Login};
use common::failure::{self, Failure, say};
use options::Command;
use search::Search;
use stop::Stop;
use user::User;

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
        Command::Find(permission) => {
            let account = Account::choose(Login::default()).await?;
            let mut search = Search::new(&permission);
            let outcome = find(&account.client, &mut search).await;
            if let Some(sum) = search.conclude(outcome, &account)? {
                say(&sum);
            }
            Ok(())
        }
    }
}

/// The whole of the work: one call, and of each user what `User` names.
async fn find(client: &Client, search: &mut Search<'_>) -> Result<(), Stop> {
    let mut users = client.get_all_users().stream_as::<User>().await?;
    search.begin(users.headers());
    while let Some(user) = users.next().await {
        match user {
            Ok(user) => search.look_at(&user)?,
            // One user that cannot be read does not keep the others from coming.
            Err(error) if error.index().is_some() => search.refused.add(error),
            Err(error) => return Err(error.into()),
        }
        search.received(users.bytes_read());
    }
    Ok(())
}
