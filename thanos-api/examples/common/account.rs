//! Which server is asked, and as whom.

use std::env;
use std::fmt;

use thanos_api::{Client, Error};

use super::failure::{Failure, advice};
use super::server;

const REQUIRED: [&str; 3] = ["THANOS_TOKEN", "THANOS_USERNAME", "THANOS_PASSWORD"];
const BASE_URL: &str = "THANOS_BASE_URL";

pub(crate) struct Account {
    pub(crate) client: Client,
    server: Server,
}

#[derive(Clone, Copy)]
pub(crate) enum Server {
    /// The one in this program.
    Embedded,
    /// The one that the environment speaks of.
    Real,
}

/// What to ask the embedded server with, where it is not to be the sample's own.
#[derive(Default)]
pub(crate) struct Login {
    pub(crate) token: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) password: Option<String>,
}

impl Login {
    /// One of the options that were given.
    fn option(&self) -> Option<&'static str> {
        let options = [("--token", &self.token), ("--username", &self.username), ("--password", &self.password)];
        options.into_iter().find_map(|(option, value)| value.as_ref().and(Some(option)))
    }
}

impl Account {
    /// The account of the environment, and that of the embedded server if the environment speaks of none.
    ///
    /// A variable that is there but empty speaks of one, too: whoever lost a secret on the way to it must not take the
    /// sample's users for their own.
    pub(crate) async fn choose(login: Login) -> Result<Self, Failure> {
        let variable = REQUIRED.into_iter().chain([BASE_URL]).find(|name| env::var_os(name).is_some());
        match (variable, login.option()) {
            (None, _) => Self::of_embedded_server(login).await,
            (Some(_), None) => Self::of_environment(),
            (Some(variable), Some(option)) => Err(Failure::Usage(format!(
                "{option} is for the embedded server, and {variable} is set, which means the real one; \
                 leave out {option}, or unset all THANOS_* variables"
            ))),
        }
    }

    fn of_environment() -> Result<Self, Failure> {
        let missing: Vec<_> =
            REQUIRED.into_iter().filter(|name| env::var_os(name).is_none_or(|value| value.is_empty())).collect();
        if !missing.is_empty() {
            return Err(Failure::Call(format!(
                "not set, or empty: {}; set what is missing, or unset all THANOS_* variables to ask the embedded server",
                missing.join(", ")
            )));
        }
        let client = Client::from_env().map_err(|error| Failure::Call(error.to_string()))?;
        Ok(Self { client, server: Server::Real })
    }

    async fn of_embedded_server(login: Login) -> Result<Self, Failure> {
        let sample = server::credentials()
            .map_err(|error| Failure::Call(format!("the sample request cannot be read, mend it: {error}")))?;
        let base_url = server::start()
            .await
            .map_err(|error| Failure::Call(format!("no server could be started on 127.0.0.1: {error}")))?;
        let client = Client::builder()
            .base_url(&base_url)
            .token(login.token.as_deref().unwrap_or(server::TOKEN))
            .credentials(
                login.username.as_deref().unwrap_or(&sample.username),
                login.password.as_deref().unwrap_or(sample.password.expose()),
            )
            .build()
            .map_err(|error| Failure::Call(error.to_string()))?;
        Ok(Self { client, server: Server::Embedded })
    }

    /// Who was asked, what happened, what to do.
    pub(crate) fn told(&self, what: &str, error: &Error) -> String {
        match advice(error, self.server) {
            Some(advice) => format!("{self}: {what}; {advice}"),
            None => format!("{self}: {what}"),
        }
    }
}

/// Tells the server by its address, and shows nothing else of the account.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.client.base_url())?;
        match self.server {
            Server::Embedded => f.write_str(" (embedded)"),
            Server::Real => Ok(()),
        }
    }
}
