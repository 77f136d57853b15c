//! A service that hands an account's users on: `cargo run --example service`, then `curl http://127.0.0.1:3000/users`.
//!
//! What a service of your own needs is in `users.rs`, which asks and passes on, and in `refusal.rs`, which maps errors.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/signal.rs"]
mod signal;

mod options;
mod refusal;
mod request_id;
mod users;

use std::future::IntoFuture as _;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::routing::get;
use axum::{Router, middleware};
use tokio::net::TcpListener;

use common::account::{Account, Login};
use common::failure::{self, Failure, say};
use options::Command;

/// How long answers that have begun may take once the service was asked to stop.
const GRACE: Duration = Duration::from_secs(30);

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
        Command::Serve(address) => {
            let account = Account::choose(Login::default()).await?;
            let told = |error| Failure::Call(format!("{address} cannot be listened at: {error}; choose with --listen"));
            let listener = TcpListener::bind(&address).await.map_err(told)?;
            let address = listener.local_addr().map_err(told)?;
            say(&format!("listening at http://{address}, asking {account}"));
            serve(listener, account).await.map_err(|error| Failure::Call(error.to_string()))
        }
    }
}

/// Until it is asked to stop, and then until the answers that have begun are whole, but not for ever.
async fn serve(listener: TcpListener, account: Account) -> io::Result<()> {
    // One client for all requests: they share its connections.
    let service = Router::new()
        .route("/users", get(users::all))
        .with_state(Arc::new(account))
        .layer(middleware::from_fn(request_id::carry));
    let stop = signal::asked_to_stop();
    tokio::select! {
        served = axum::serve(listener, service).with_graceful_shutdown(stop).into_future() => served,
        () = out_of_patience() => Ok(()),
    }
}

async fn out_of_patience() {
    signal::asked_to_stop().await;
    tokio::time::sleep(GRACE).await;
    say("stopped before all answers were whole");
}
