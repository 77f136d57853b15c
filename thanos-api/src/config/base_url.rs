//! Where requests may go: the base URL, and whether plain http is good enough for it.

use reqwest::Url;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::error::Error;

/// Reads a base URL. `name` is what the messages call it; the text itself may hold a password and
/// is not shown.
///
/// `Url` reads like a browser: it takes `https:host`, drops line breaks and makes the path of
/// `https:///path` the host. With secrets in every request, what is not plainly a URL is refused
/// instead.
pub(super) fn parse(name: &str, text: &str) -> Result<Url, Error> {
    let refuse = |why: &str| Error::config(format!("{name}: {why}"));
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(refuse("it holds white space, a control character or a backslash; write https://host"));
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(refuse("it has no scheme; write https://host"));
    };
    if !["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(refuse("its scheme is neither https nor http; write https://host"));
    }
    if rest.contains('?') || rest.contains('#') {
        return Err(refuse("it has a query or a fragment; leave out what begins with ? or #"));
    }
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.contains('@') {
        return Err(refuse("it holds a user or a password; leave them out and use credentials() and token()"));
    }
    if authority.is_empty() || authority.starts_with(':') {
        return Err(refuse("it has no host; write https://host"));
    }
    let mut url = Url::parse(text).map_err(|_| refuse("its host or port cannot be read; write https://host:port"))?;
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// Refuses http, which shows the password to the whole network, unless the network is this machine
/// or it is allowed.
pub(super) fn check_scheme(name: &str, base: &Url, allow_http: bool) -> Result<(), Error> {
    if base.scheme() == "https" || allow_http || is_loopback(base) {
        return Ok(());
    }
    Err(Error::config(format!(
        "{name}: http:// would send token and password in clear; use https://, or \
         danger_allow_http() if that is meant",
    )))
}

pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let v6 = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || v6.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
}
