//! What the environment variables say. A problem is kept as its message until the client is built.

use std::env;

use crate::password::Password;

const TOKEN: &str = "THANOS_TOKEN";
const USERNAME: &str = "THANOS_USERNAME";
const PASSWORD: &str = "THANOS_PASSWORD";
const BASE_URL: &str = "THANOS_BASE_URL";

/// A value, and the name by which whoever gave it knows it: a setting or a variable.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) name: &'static str,
    pub(super) value: String,
}

impl Given {
    pub(super) fn new(name: &'static str, value: &str) -> Self {
        Self { name, value: value.to_owned() }
    }
}

pub(super) fn token() -> Result<Option<Given>, String> {
    match filled(TOKEN)? {
        Some(value) => Ok(Some(Given { name: TOKEN, value })),
        None => Err(format!("{TOKEN} is not set, or empty: set it to the account's token")),
    }
}

pub(super) fn credentials() -> Result<Option<(String, Password)>, String> {
    match (filled(USERNAME)?, filled(PASSWORD)?) {
        (Some(username), Some(password)) => Ok(Some((username, Password::from(password)))),
        (None, None) => Ok(None),
        (Some(_), None) => Err(half(USERNAME, PASSWORD)),
        (None, Some(_)) => Err(half(PASSWORD, USERNAME)),
    }
}

pub(super) fn base_url() -> Result<Option<Given>, String> {
    Ok(read(BASE_URL)?.map(|value| Given { name: BASE_URL, value }))
}

fn half(set: &str, missing: &str) -> String {
    format!("{set} is set, but {missing} is not, or empty: set both, or neither")
}

fn filled(name: &str) -> Result<Option<String>, String> {
    Ok(read(name)?.filter(|value| !value.is_empty()))
}

fn read(name: &str) -> Result<Option<String>, String> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(format!("{name} is not valid unicode: set it anew")),
    }
}
