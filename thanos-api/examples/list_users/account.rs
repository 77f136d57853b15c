//! Which server is asked, and as whom.

use std::env;
use std::fmt;

use thanos_api::Client;

use crate::failure::Failure;
use crate::options::Login;
use crate::server;

const REQUIRED: [&str; 3] = ["THANOS_TOKEN", "THANOS_USERNAME", "THANOS_PASSWORD"];
const BASE_URL: &str = "THANOS_BASE_URL";

pub(crate) struct Account {
    pub(crate) client: Client,
    pub(crate) server: Server,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Server {
    /// The one in this program.
    Embedded,
    /// The one that the environment speaks of.
    Real,
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
            return Err(Failure::Listing(format!(
                "not set, or empty: {}; set what is missing, or unset all THANOS_* variables to ask the embedded server",
                missing.join(", ")
            )));
        }
        let client = Client::from_env().map_err(|error| Failure::Listing(error.to_string()))?;
        Ok(Self { client, server: Server::Real })
    }

    async fn of_embedded_server(login: Login) -> Result<Self, Failure> {
        let sample = server::credentials()
            .map_err(|error| Failure::Listing(format!("the sample request cannot be read, mend it: {error}")))?;
        let base_url = server::start()
            .await
            .map_err(|error| Failure::Listing(format!("no server could be started on 127.0.0.1: {error}")))?;
        let client = Client::builder()
            .base_url(&base_url)
            .token(login.token.as_deref().unwrap_or(server::TOKEN))
            .credentials(
                login.username.as_deref().unwrap_or(&sample.username),
                login.password.as_deref().unwrap_or(sample.password.expose()),
            )
            .build()
            .map_err(|error| Failure::Listing(error.to_string()))?;
        Ok(Self { client, server: Server::Embedded })
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
