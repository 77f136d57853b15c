//! The client: what each handle on the shared pool of connections knows, and how to get a handle
//! that knows otherwise.

mod hook;
mod own_header;
mod refused;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use reqwest::Url;

use crate::config::ClientBuilder;
use crate::error::Error;
use crate::generated::Client;
use crate::limits::Limits;
use crate::password::Password;
use crate::retry::Retry;
pub(crate) use refused::refused_request;

/// What the generated client carries along for the hand-written part.
#[derive(Clone)]
pub(crate) struct Inner(pub(crate) Arc<Settings>);

/// The settings of one handle. A changed copy of them is a new handle on the same pool.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) base: Url,
    pub(crate) token: Token,
    pub(crate) credentials: Option<(String, Password)>,
    pub(crate) headers: HeaderMap,
    pub(crate) limits: Limits,
    pub(crate) retry: Retry,
}

/// A token that is known to be fit for a header. Without `Debug`, so that nothing can print it.
#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    /// `name` is what the messages call it.
    pub(crate) fn new(name: &str, token: &str) -> Result<Self, Error> {
        if token.is_empty() {
            return Err(Error::config(format!("{name}: it is empty; give the one that belongs to your account")));
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::config(format!(
                "{name}: it holds a space, a line break or another character that no token has; check how it was read"
            )));
        }
        Ok(Self(token.to_owned()))
    }

    /// What a header says that carries the token after `prefix`.
    fn header(&self, prefix: &str) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
        let mut value = HeaderValue::try_from(format!("{prefix} {}", self.0).trim_start())?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl Client {
    /// A builder with the defaults, which [`ClientBuilder`] lists, and no token yet.
    ///
    /// ```
    /// # fn main() -> Result<(), thanos_api::Error> {
    /// let client = thanos_api::Client::builder()
    ///     .base_url("http://127.0.0.1:8080")
    ///     .token("0123456789abcdef0123456789abcdef01234567")
    ///     .credentials("jweir@projectthanos.com", "thanosrocks")
    ///     .build()?;
    /// assert_eq!(client.base_url(), "http://127.0.0.1:8080");
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A client with the defaults and what the environment says: `THANOS_TOKEN`, `THANOS_USERNAME`
    /// and `THANOS_PASSWORD`, `THANOS_BASE_URL`. The same as [`ClientBuilder::from_env`] and
    /// [`ClientBuilder::build`].
    ///
    /// # Errors
    ///
    /// [`InvalidConfig`](crate::ErrorKind::InvalidConfig), naming the variable, if `THANOS_TOKEN`
    /// is missing, if only one of `THANOS_USERNAME` and `THANOS_PASSWORD` is there, or if a value
    /// cannot be used; and for what else `build` refuses.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env().build()
    }

    /// Where the requests go: scheme, host, port if it is not the scheme's own, and path, without a
    /// slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.baseurl
    }

    /// A handle on the same pool whose calls may take `timeout` as a whole: all attempts, and the
    /// waits between them.
    ///
    /// In a stream, only the time spent waiting for the network counts, not the consumer's own.
    /// With zero, every call ends with [`Timeout`](crate::ErrorKind::Timeout), and nothing is sent.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        self.with(|settings| settings.limits.call = Some(timeout))
    }

    /// A handle on the same pool that repeats failed attempts as `retry` says.
    #[must_use]
    pub fn with_retry(&self, retry: Retry) -> Self {
        self.with(|settings| settings.retry = retry)
    }

    /// A handle on the same pool that sends other credentials, for instance after the password was
    /// changed.
    #[must_use]
    pub fn with_credentials(&self, username: &str, password: &str) -> Self {
        self.with(|settings| {
            settings.credentials = Some((username.to_owned(), Password::from(password)));
        })
    }

    /// A handle on the same pool that sends another token.
    ///
    /// # Errors
    ///
    /// [`InvalidConfig`](crate::ErrorKind::InvalidConfig) if `token` is empty, or holds anything
    /// but visible ASCII.
    pub fn with_token(&self, token: &str) -> Result<Self, Error> {
        let token = Token::new("with_token", token)?;
        Ok(self.with(|settings| settings.token = token))
    }

    /// A handle on the same pool that sends one header more with every request, or another value of
    /// it.
    ///
    /// ```
    /// # fn main() -> Result<(), thanos_api::Error> {
    /// # let client = thanos_api::Client::builder().base_url("http://127.0.0.1:1").token("t").build()?;
    /// let traced = client.with_header("x-request-id", "7d3c")?;
    /// assert!(client.with_header("Authorization", "Token t").is_err());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidConfig`](crate::ErrorKind::InvalidConfig) if name or value cannot stand in a
    /// header, or if the header is this crate's own: the one with the token, `Authorization`,
    /// `Host`, `Content-…`, `Accept` and `Accept-…`, `Expect`, `Proxy-…`, and those that steer the
    /// connection (`Connection`, `Keep-Alive`, `TE`, `Trailer`, `Transfer-Encoding`, `Upgrade`,
    /// `HTTP2-Settings`). `User-Agent` and `Cookie` are yours to set.
    pub fn with_header(&self, name: &str, value: &str) -> Result<Self, Error> {
        let (name, value) = own_header::checked(name, value)?;
        Ok(self.with(|settings| {
            settings.headers.insert(name, value);
        }))
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.0
    }

    fn with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut changed = self.clone();
        change(Arc::make_mut(&mut changed.inner.0));
        changed
    }
}

impl fmt::Debug for Client {
    /// Without the token, the credentials, and the values of headers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = self.settings();
        f.debug_struct("Client")
            .field("base_url", &self.baseurl)
            .field("token", &"[redacted]")
            .field("credentials", &settings.credentials.as_ref().map(|_| "[redacted]"))
            .field("headers", &settings.headers.keys().collect::<Vec<_>>())
            .field("limits", &settings.limits)
            .field("retry", &settings.retry)
            .finish_non_exhaustive()
    }
}

/// There are no credentials, so that a call which needs some cannot be made.
pub(crate) struct MissingCredentials;

impl MissingCredentials {
    const TEXT: &str = "no credentials: call credentials(username, password) on the builder, set THANOS_USERNAME and \
                        THANOS_PASSWORD, or give the call its own body";
}

impl fmt::Display for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::TEXT)
    }
}

impl Inner {
    /// The client's own username and password, for a body that asks for them.
    #[allow(dead_code, reason = "for a body with credentials, which not every spec has")]
    pub(crate) fn credentials(&self) -> Result<(String, Password), MissingCredentials> {
        self.0.credentials.clone().ok_or(MissingCredentials)
    }
}
