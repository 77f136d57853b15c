//! What the spec says about each operation. The generated table is made of these.

use std::ops::RangeInclusive;

use http::{Method, StatusCode};

use crate::trace;

/// One operation of the API.
pub(crate) struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    /// The path below the base URL, with `{name}` where a parameter stands.
    pub(crate) path: &'static str,
    /// The one status that means success.
    pub(crate) success: u16,
    pub(crate) statuses: &'static [Status],
    /// Where the token goes; none if the operation needs no token.
    pub(crate) security: Option<Scheme>,
    #[allow(dead_code, reason = "nothing without the feature `tracing`")]
    pub(crate) span: trace::Open,
}

/// What the spec says a status, or a class of them, means.
pub(crate) struct Status {
    pub(crate) codes: RangeInclusive<u16>,
    pub(crate) meaning: &'static str,
}

/// A header that carries the token.
pub(crate) struct Scheme {
    pub(crate) header: &'static str,
    /// What stands before the token, without the space between; empty if nothing does.
    pub(crate) prefix: &'static str,
}

impl Operation {
    /// What the spec says `status` means here. A code of its own comes before the class it belongs
    /// to.
    pub(crate) fn meaning(&self, status: StatusCode) -> Option<&'static str> {
        self.statuses
            .iter()
            .filter(|entry| entry.codes.contains(&status.as_u16()))
            .min_by_key(|entry| entry.codes.end() - entry.codes.start())
            .map(|entry| entry.meaning)
    }
}

/// An argument as one segment of a path.
///
/// progenitor's own encoding leaves the backslash as it is, and a URL takes that for a slash.
#[allow(dead_code, reason = "for operations with an argument in their path, which not every spec has")]
pub(crate) fn encode_path(argument: &str) -> String {
    progenitor_client::encode_path(argument).replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_its_own_comes_before_its_class() {
        let operation = Operation {
            id: "any",
            method: Method::GET,
            path: "/",
            success: 200,
            statuses: &[
                Status { codes: 400..=499, meaning: "refused" },
                Status { codes: 404..=404, meaning: "not there" },
            ],
            security: None,
            span: trace::named!("GET /"),
        };
        assert_eq!(operation.meaning(StatusCode::NOT_FOUND), Some("not there"));
        assert_eq!(operation.meaning(StatusCode::GONE), Some("refused"));
        assert_eq!(operation.meaning(StatusCode::OK), None);
    }
}
