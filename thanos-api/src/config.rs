//! The settings of a client, and the one place where they are checked.

mod base_url;
mod build;
mod connector;
mod environment;

use std::fmt;
use std::time::Duration;

use crate::limits::Limits;
use crate::password::Password;
use crate::retry::Retry;
use connector::Proxy;
use environment::Given;

/// The settings of a [`Client`](crate::Client) to be. [`build`](Self::build) checks them all.
///
/// | setting | default | why |
/// |---|---|---|
/// | [`base_url`](Self::base_url) | the server of the API's documentation | |
/// | [`token`](Self::token) | none | required |
/// | [`credentials`](Self::credentials) | none | a call that needs some and has none fails with `InvalidRequest` |
/// | [`user_agent`](Self::user_agent) | `thanos-api/` and the version | |
/// | [`connect_timeout`](Self::connect_timeout) | 10 s | several lost packets, and no more than a person waits |
/// | [`response_timeout`](Self::response_timeout) | 120 s | a large list takes the server long before its first byte |
/// | [`read_timeout`](Self::read_timeout) | 30 s | once it writes, a server that is silent for so long is gone |
/// | [`timeout`](Self::timeout) | none | how long a whole list may take depends on the account |
/// | [`retry`](Self::retry) | 3 attempts | [`Retry`] |
/// | [`max_body_bytes`](Self::max_body_bytes) | 4 GiB collected, none streamed | only `send()` holds it all |
///
/// ```
/// use std::time::Duration;
/// use thanos_api::{Client, Retry};
///
/// # fn main() -> Result<(), thanos_api::Error> {
/// let client = Client::builder()
///     .base_url("http://localhost:8080/thanos")
///     .token("0123456789abcdef0123456789abcdef01234567")
///     .credentials("jweir@projectthanos.com", "thanosrocks")
///     .timeout(Duration::from_secs(600))
///     .retry(Retry::default().attempts(5))
///     .build()?;
/// # Ok(())
/// # }
/// ```
///
/// Calls at the same time open as many connections as they need. At most 32 are kept for the next
/// calls, and none longer than 90 s.
///
/// Its `Debug` shows no value that may be secret.
#[must_use]
pub struct ClientBuilder {
    base_url: Result<Option<Given>, String>,
    token: Result<Option<Given>, String>,
    credentials: Result<Option<(String, Password)>, String>,
    user_agent: String,
    connect_timeout: Duration,
    limits: Limits,
    retry: Retry,
    proxy: Proxy,
    root_certificates: Vec<Vec<u8>>,
    identity: Option<Vec<u8>>,
    allow_http: bool,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            base_url: Ok(None),
            token: Ok(None),
            credentials: Ok(None),
            user_agent: concat!("thanos-api/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            limits: Limits {
                response: Duration::from_secs(120),
                read: Duration::from_secs(30),
                call: None,
                body_bytes: None,
            },
            retry: Retry::default(),
            proxy: Proxy::Environment,
            root_certificates: Vec::new(),
            identity: None,
            allow_http: false,
        }
    }

    /// The defaults, and what the environment says now.
    ///
    /// - `THANOS_TOKEN`: the token
    /// - `THANOS_USERNAME` and `THANOS_PASSWORD`: the credentials; both, or neither
    /// - `THANOS_BASE_URL`: the base URL, optional
    ///
    /// An empty variable counts as one that is not set, except for an empty `THANOS_BASE_URL`,
    /// which is an error: it would send the secrets to another server than was meant. A problem
    /// with a variable shows in [`build`](Self::build), unless the setting is made otherwise in
    /// between.
    pub fn from_env() -> Self {
        Self {
            base_url: environment::base_url(),
            token: environment::token(),
            credentials: environment::credentials(),
            ..Self::new()
        }
    }

    /// Where the API is: `https://host`, with a port or a path if it has one. Slashes at the end
    /// make no difference.
    ///
    /// `http://` sends the password in clear and is for loopback (`127.0.0.0/8`, `::1`,
    /// `localhost`) only, unless [`danger_allow_http`](Self::danger_allow_http) says otherwise.
    pub fn base_url(mut self, base_url: &str) -> Self {
        self.base_url = Ok(Some(Given::new("base_url", base_url)));
        self
    }

    /// The account's token, without the word `Token`: this client puts that before it.
    pub fn token(mut self, token: &str) -> Self {
        self.token = Ok(Some(Given::new("token", token)));
        self
    }

    /// The username and the password that every call carries in its body, unless the call has a
    /// body of its own.
    pub fn credentials(mut self, username: &str, password: &str) -> Self {
        self.credentials = Ok(Some((username.to_owned(), Password::from(password))));
        self
    }

    /// What the header `User-Agent` says. Default: `thanos-api/` and the version of this crate.
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        user_agent.clone_into(&mut self.user_agent);
        self
    }

    /// How long an attempt may take to find a connection: the name, TCP and TLS. Default: 10 s.
    ///
    /// When it runs out, the error is a [`Connect`](crate::ErrorKind::Connect).
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// How long an attempt may take until the head of its answer has arrived, connecting included.
    /// Default: 120 s.
    pub fn response_timeout(mut self, response_timeout: Duration) -> Self {
        self.limits.response = response_timeout;
        self
    }

    /// How long to wait between two reads of a body. Default: 30 s. It also bounds the body of an
    /// error as a whole.
    pub fn read_timeout(mut self, read_timeout: Duration) -> Self {
        self.limits.read = read_timeout;
        self
    }

    /// How long a call may take as a whole: all attempts, and the waits between them. Default: no
    /// limit.
    ///
    /// In a stream, only the time spent waiting for the network counts, not the consumer's own.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.call = Some(timeout);
        self
    }

    /// How failed attempts are repeated. Default: [`Retry::default`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How many bytes a successful answer may have, after decompression.
    ///
    /// Default: 4 GiB where the answer is collected, and no limit where it is streamed. One more
    /// ends the call with [`TooLarge`](crate::ErrorKind::TooLarge).
    pub fn max_body_bytes(mut self, max_body_bytes: u64) -> Self {
        self.limits.body_bytes = Some(max_body_bytes);
        self
    }

    /// A root certificate, or several, to trust beside the platform's own, as PEM. Calls add up.
    ///
    /// Default: none. It needs the feature `rustls`, without which [`build`](Self::build) refuses it.
    pub fn root_certificate_pem(mut self, pem: &[u8]) -> Self {
        self.root_certificates.push(pem.to_vec());
        self
    }

    /// The certificate by which the client shows who it is, its chain, and its private key, all in
    /// one PEM text.
    ///
    /// Default: none. It needs the feature `rustls`, without which [`build`](Self::build) refuses it.
    pub fn identity_pem(mut self, pem: &[u8]) -> Self {
        self.identity = Some(pem.to_vec());
        self
    }

    /// The proxy for every request, `http://` or `https://`, with a user and a password if it wants
    /// them.
    ///
    /// Default: what the environment says (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`) for an https
    /// base URL, and none for an http one. A proxy sees only a tunnel where the base URL is https;
    /// where it is http it would see the password, so there it must be an `http://` proxy on
    /// loopback, unless [`danger_allow_http`](Self::danger_allow_http) is set.
    pub fn proxy(mut self, url: &str) -> Self {
        self.proxy = Proxy::Given(url.to_owned());
        self
    }

    /// No proxy, whatever the environment says. The later of this and [`proxy`](Self::proxy) holds.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Proxy::None;
        self
    }

    /// Lets token and password go over the network in clear, to an http base URL that is not
    /// loopback.
    pub fn danger_allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }
}

impl fmt::Debug for ClientBuilder {
    /// Without the base URL and the proxy, which may hold a password as long as they are not
    /// checked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("limits", &self.limits)
            .field("retry", &self.retry)
            .field("allow_http", &self.allow_http)
            .finish_non_exhaustive()
    }
}
