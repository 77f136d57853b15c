//! What is done to every request before it is sent, whatever operation it is for.

use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use progenitor_client::{ClientHooks, Error as Refused, OperationInfo};
use reqwest::{Request, Url};

use super::{Inner, Settings};
use crate::generated::{Client, operations};
use crate::operation::Operation;
use crate::trace;

impl ClientHooks<Inner> for Client {
    async fn pre<E>(&self, request: &mut Request, info: &OperationInfo) -> Result<(), Refused<E>> {
        let settings = self.settings();
        let operation = operations::ALL
            .iter()
            .find(|operation| operation.id == info.operation_id)
            .ok_or_else(|| Refused::Custom(format!("the operation {} is not in the table", info.operation_id)))?;
        check_target(&settings.base, request.url(), operation).map_err(|text| Refused::Custom(text.to_owned()))?;
        set_headers(settings, operation, request)
            .map_err(|_| Refused::Custom("the token cannot stand in a header".to_owned()))?;
        trace::send(request.url());
        Ok(())
    }
}

fn set_headers(
    settings: &Settings,
    operation: &Operation,
    request: &mut Request,
) -> Result<(), http::header::InvalidHeaderValue> {
    let has_body = request.body().is_some();
    let headers = request.headers_mut();
    // progenitor sends the version of the spec, which the server knows nothing of.
    headers.remove("api-version");
    for (name, value) in &settings.headers {
        headers.insert(name, value.clone());
    }
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if has_body {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    }
    if let Some(scheme) = &operation.security {
        headers.insert(scheme.header, settings.token.header(scheme.prefix)?);
    }
    Ok(())
}

/// Refuses a request that would go anywhere but to the operation's own place below the base URL.
///
/// The generated code pastes arguments into a URL, and reading that URL resolves `.` and `..`, so
/// an argument of that kind shows in the segments that are left: fewer than the operation has, an
/// empty one, or another in a fixed place.
fn check_target(base: &Url, target: &Url, operation: &Operation) -> Result<(), &'static str> {
    let same_port = target.port_or_known_default() == base.port_or_known_default();
    if !same_port || target.scheme() != base.scheme() || target.host() != base.host() {
        return Err("the request would go to another origin than the base URL's");
    }
    let below = base.path().trim_end_matches('/');
    // So it is without arguments, and reading URLs is a good part of what a small call costs.
    if target.path().strip_prefix(below) == Some(operation.path) {
        return Ok(());
    }
    // Read like the request's, so that what stands fixed in the path looks the same; a brace
    // becomes `%7B`.
    let mut template = base.clone();
    template.set_path(&format!("{below}{}", operation.path));
    let mut actual = target.path().split('/');
    for expected in template.path().split('/') {
        let segment = actual.next().ok_or(OUTSIDE)?;
        let holds = if expected.contains("%7B") { !segment.is_empty() } else { segment == expected };
        if !holds {
            return Err(OUTSIDE);
        }
    }
    actual.next().map_or(Ok(()), |_| Err(OUTSIDE))
}

const OUTSIDE: &str = "an argument would change the path of the request: it must be neither empty, nor `.` or `..`";

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use http::Method;

    use super::*;
    use crate::operation::{Scheme, encode_path};

    const ONE: Operation = Operation {
        id: "one",
        method: Method::GET,
        path: "/orgs/{org}/users/{user}/",
        success: 200,
        statuses: &[],
        security: None,
        span: trace::named!("GET /orgs/{org}/users/{user}/"),
    };

    fn with_arguments(base: &str, org: &str, user: &str) -> Result<(), &'static str> {
        let base = Url::parse(base).unwrap();
        let trimmed = base.as_str().trim_end_matches('/');
        let target = format!("{trimmed}/orgs/{}/users/{}/", encode_path(org), encode_path(user));
        check_target(&base, &Url::parse(&target).unwrap(), &ONE)
    }

    #[test]
    fn an_argument_cannot_leave_its_segment() {
        for base in ["https://example.com", "https://example.com/prefix", "http://[::1]:8080/a/b"] {
            for good in ["1", "a/b", "a%2Fb", "%2e%2e", "..a", "é", "a?b#c", "a b", ":", "a\\b", "..\\2\\3", "\t", "\\"]
            {
                assert_eq!(with_arguments(base, "1", good), Ok(()), "{good} below {base}");
            }
            for bad in ["", ".", ".."] {
                assert!(with_arguments(base, bad, "1").is_err(), "{bad} below {base}");
                assert!(with_arguments(base, "1", bad).is_err(), "{bad} below {base}");
            }
        }
    }

    #[test]
    fn another_origin_is_refused() {
        let base = Url::parse("https://example.com").unwrap();
        for target in [
            "http://example.com/orgs/1/users/2/",
            "https://example.com:444/orgs/1/users/2/",
            "https://example.org/orgs/1/users/2/",
        ] {
            assert!(check_target(&base, &Url::parse(target).unwrap(), &ONE).is_err(), "{target}");
        }
    }

    #[test]
    fn the_path_of_the_base_url_is_not_left() {
        let base = Url::parse("https://example.com/v1").unwrap();
        let target = Url::parse("https://example.com/v2/orgs/1/users/2/").unwrap();
        assert!(check_target(&base, &target, &ONE).is_err());
    }

    #[test]
    fn the_token_is_marked_as_a_secret() {
        // So that nothing that prints headers prints it, and HTTP/2 lets nobody keep it.
        let client = Client::builder().base_url("http://127.0.0.1:1").token("t").build().unwrap();
        let mut request = Request::new(Method::GET, Url::parse("http://127.0.0.1:1").unwrap());
        let secured = Operation { security: Some(Scheme { header: "x-token", prefix: "" }), ..ONE };
        set_headers(client.settings(), &secured, &mut request).unwrap();
        assert!(request.headers()["x-token"].is_sensitive());
    }
}
