//! From settings to a client: every check there is, in one place.

use std::sync::Arc;

use http::{HeaderMap, HeaderValue};

use super::environment::Given;
use super::{ClientBuilder, base_url};
use crate::client::{Inner, Settings, Token};
use crate::error::Error;
use crate::generated::{Client, DEFAULT_SERVER};

impl ClientBuilder {
    /// Checks the settings and makes the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`InvalidConfig`](crate::ErrorKind::InvalidConfig), naming the setting and the mend and no
    /// value, if
    ///
    /// - the token is missing, empty, or not visible ASCII; the user agent is empty or cannot stand
    ///   in a header
    /// - the base URL has no scheme, another scheme than `https` or `http`, no host, a user, a
    ///   query or a fragment; or it is `http://` beyond loopback
    /// - a time limit is zero, `max_body_bytes` is 0, or the retry has no attempt
    /// - a certificate or key cannot be read; or there are no certificate authorities, neither the
    ///   machine's nor given
    /// - the proxy is not an `http://` or `https://` URL, or would see the password
    /// - the base URL is https, or a certificate is given, and this crate was built without its feature
    ///   `rustls`
    /// - an environment variable cannot be used
    pub fn build(self) -> Result<Client, Error> {
        self.check_limits()?;
        let given = self.base_url.clone().map_err(Error::config)?;
        let Given { name, value } = given.unwrap_or_else(|| Given::new("base_url", DEFAULT_SERVER));
        let base = base_url::parse(name, &value)?;
        base_url::check_scheme(name, &base, self.allow_http)?;
        let token = self.token.clone().map_err(Error::config)?.ok_or_else(|| {
            Error::config("token: there is none; call token() on the builder, or set THANOS_TOKEN and use from_env()")
        })?;
        let token = Token::new(token.name, &token.value)?;
        let credentials = self.credentials.clone().map_err(Error::config)?;
        let client = self.connector(&base)?;
        let baseurl = base.as_str().trim_end_matches('/').to_owned();
        let settings =
            Settings { base, token, credentials, headers: HeaderMap::new(), limits: self.limits, retry: self.retry };
        Ok(Client { baseurl, client, inner: Inner(Arc::new(settings)) })
    }

    fn check_limits(&self) -> Result<(), Error> {
        let times = [
            ("connect_timeout", Some(self.connect_timeout)),
            ("response_timeout", Some(self.limits.response)),
            ("read_timeout", Some(self.limits.read)),
            ("timeout", self.limits.call),
        ];
        if let Some((name, _)) = times.iter().find(|(_, time)| time.is_some_and(|time| time.is_zero())) {
            return Err(Error::config(format!("{name}: zero would end every call at once; give it some time")));
        }
        if self.limits.body_bytes == Some(0) {
            return Err(Error::config("max_body_bytes: 0 would refuse every answer; allow at least one byte"));
        }
        if !self.retry.is_possible() {
            return Err(Error::config("retry: 0 attempts would send nothing; use Retry::never() for a single one"));
        }
        let user_agent = &self.user_agent;
        if user_agent.trim().is_empty() || HeaderValue::from_str(user_agent).is_err() {
            return Err(Error::config("user_agent: it is empty, or holds a character that no header may have"));
        }
        Ok(())
    }
}
