//! reqwest's client, with everything off that would send a request elsewhere or again.

use reqwest::Url;

use super::{ClientBuilder, base_url};
use crate::error::Error;
use crate::error::chain::Cause;

/// How many connections are kept that no call uses: enough for as many calls at once to find one. Without a bound, a
/// storm of calls would leave open as many as it had at its peak for another minute and a half, and each may occupy a
/// worker of the server.
const IDLE_CONNECTIONS: usize = 32;

/// Which proxy stands between.
pub(super) enum Proxy {
    Environment,
    None,
    Given(String),
}

impl ClientBuilder {
    /// The pool of connections for `base`.
    pub(super) fn connector(&self, base: &Url) -> Result<reqwest::Client, Error> {
        let builder = reqwest::Client::builder()
            .user_agent(&self.user_agent)
            .connect_timeout(self.connect_timeout)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            // A redirect would carry the body, and with it the password, wherever it points.
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // Retries are counted, and so are ours alone. hyper-util still picks another connection
            // when a pooled one turns out to be closed before anything was written to it: no
            // request was made, and none is counted.
            .retry(reqwest::retry::never());
        let builder = match &self.proxy {
            Proxy::Given(url) => builder.proxy(self.given_proxy(base, url)?),
            // reqwest would hand the whole request, password included, to the HTTP_PROXY of the
            // environment.
            Proxy::Environment if base.scheme() == "https" => builder,
            Proxy::Environment | Proxy::None => builder.no_proxy(),
        };
        self.with_tls(base, builder)?
            .build()
            .map_err(|error| Error::config("the HTTP client could not be made").with_cause(Cause::of(&error)))
    }

    fn given_proxy(&self, base: &Url, text: &str) -> Result<reqwest::Proxy, Error> {
        let refuse = |why: &str| Error::config(format!("proxy: {why}"));
        let url = Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .ok_or_else(|| refuse("it is not a URL of an http or https proxy; write http://host:port"))?;
        if base.scheme() == "http" {
            if url.scheme() != "http" {
                return Err(refuse("an https:// proxy needs an https base URL; use an http:// proxy, or https://"));
            }
            if !self.allow_http && !base_url::is_loopback(&url) {
                return Err(refuse(
                    "with an http base URL it would see the password; use https://, or \
                     danger_allow_http() if that is meant",
                ));
            }
        }
        reqwest::Proxy::all(url).map_err(|_| refuse("it cannot be used; write http://host:port"))
    }

    #[cfg(feature = "rustls")]
    fn with_tls(&self, base: &Url, builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
        // Read in any case: what cannot be read is a mistake, even where nobody needs it.
        let certificates = crate::tls::Certificates::read(&self.root_certificates, self.identity.as_deref())?;
        // Loading the platform's certificates takes milliseconds, and fails where there are none.
        let config = if base.scheme() == "https" { certificates.config()? } else { crate::tls::unused()? };
        Ok(builder.tls_backend_preconfigured(config))
    }

    #[cfg(not(feature = "rustls"))]
    fn with_tls(&self, base: &Url, builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
        if base.scheme() == "https" || !self.root_certificates.is_empty() || self.identity.is_some() {
            return Err(Error::config(
                "https, root_certificate_pem and identity_pem need the feature `rustls` of the crate \
                 thanos-api; enable it",
            ));
        }
        Ok(builder)
    }
}
