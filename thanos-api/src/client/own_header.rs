//! Which headers a program may add, and which are for this crate alone to set.

use http::{HeaderName, HeaderValue};

use crate::error::Error;
use crate::generated::operations;

/// These carry the request's meaning, its secrets, or the state of the connection.
const OURS: &[&str] = &[
    "authorization", "connection", "expect", "host", "http2-settings", "keep-alive", "te", "trailer",
    "transfer-encoding", "upgrade",
];

const OUR_PREFIXES: &[&str] = &["accept-", "content-", "proxy-"];

/// A header of the program's own. Its value counts as a secret: this crate cannot know better.
pub(super) fn checked(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let name = HeaderName::try_from(name).map_err(|_| {
        Error::config("with_header: the name cannot be the name of a header; use letters, digits and `-`")
    })?;
    if is_ours(&name) {
        return Err(Error::config(format!("with_header: {name} is set by this client itself; leave it out")));
    }
    let mut value = HeaderValue::try_from(value).map_err(|_| {
        Error::config(format!("with_header: the value of {name} holds a character that no header may have"))
    })?;
    value.set_sensitive(true);
    Ok((name, value))
}

fn is_ours(name: &HeaderName) -> bool {
    let name = name.as_str();
    let carries_the_token =
        operations::ALL.iter().filter_map(|operation| operation.security.as_ref()).any(|scheme| scheme.header == name);
    carries_the_token
        || name == "accept"
        || OURS.contains(&name)
        || OUR_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_are_ours_are_refused_in_any_case() {
        for name in [
            "Authorization", "HOST", "accept", "Accept-Encoding", "content-type", "Content-Length", "te",
            "Proxy-Authorization",
        ] {
            assert!(checked(name, "x").is_err(), "{name}");
        }
        for name in ["x-request-id", "user-agent", "cookie", "traceparent", "acceptance"] {
            assert!(checked(name, "x").is_ok(), "{name}");
        }
    }
}
