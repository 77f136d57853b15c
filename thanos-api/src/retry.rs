//! When a failed attempt is made again, and after how long. Nothing else in this crate repeats a
//! request.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, Method, StatusCode, header::RETRY_AFTER};

use crate::error::Error;
use crate::error::cause::Failure;

/// The longest first wait. It doubles from attempt to attempt; the wait itself is drawn between
/// zero and it.
const FIRST_DELAY: Duration = Duration::from_millis(500);

/// How often a call is attempted, and how long it waits between two attempts.
///
/// Repeated is only what may succeed the next time and does no harm twice:
///
/// | what happened | repeated for |
/// |---|---|
/// | no connection (but not where TLS or a tunnel was refused) | every method |
/// | 429 Too Many Requests | every method |
/// | 502 Bad Gateway, 503 Service Unavailable | idempotent methods: GET, PUT, DELETE … |
/// | the connection was closed or reset before the head of an answer was whole | idempotent methods |
///
/// Never repeated: a timeout; 401 and 403, which could lock the account; 500; 504, since the server
/// goes on working on what it was asked; what came over the connection and is not HTTP, or not what
/// TLS vouches for; and whatever fails once the head of a success has arrived.
///
/// The wait is random between zero and 0.5 s, 1 s, 2 s and so on, at most
/// [`max_delay`](Self::max_delay) (the "full jitter" that keeps many clients from coming back in
/// step). A `Retry-After` of the answer, seconds or a date, makes it at least that long; if that is
/// beyond `max_delay`, or if the wait does not fit into the call's `timeout`, the call ends with
/// the error it has, whose [`retry_after`](Error::retry_after) says what was asked for.
///
/// ```
/// use std::time::Duration;
/// use thanos_api::Retry;
///
/// let patient = Retry::default().attempts(5).max_delay(Duration::from_secs(120));
/// assert_ne!(patient, Retry::never());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    attempts: u32,
    max_delay: Duration,
}

impl Default for Retry {
    /// Up to 3 attempts, with at most 30 s between two of them.
    fn default() -> Self {
        Self { attempts: 3, max_delay: Duration::from_secs(30) }
    }
}

impl Retry {
    /// One attempt and no more.
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// How many attempts a call may make, the first included. Default: 3.
    ///
    /// 0 is refused by [`build`](crate::ClientBuilder::build);
    /// [`with_retry`](crate::Client::with_retry) takes it for 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The longest wait between two attempts. Default: 30 s. Zero means not to wait at all.
    pub fn max_delay(mut self, max_delay: Duration) -> Self {
        self.max_delay = max_delay;
        self
    }

    pub(crate) fn is_possible(self) -> bool {
        self.attempts > 0
    }

    /// How long to wait before the next attempt; none if there must be no other. `made` attempts
    /// have failed so far.
    pub(crate) fn wait(self, error: &Error, method: &Method, made: u32) -> Option<Duration> {
        if made >= self.attempts || !may_be_repeated(error, method) {
            return None;
        }
        let asked = error.retry_after().unwrap_or_default();
        (asked <= self.max_delay).then(|| asked.max(self.jitter(made)))
    }

    fn jitter(self, made: u32) -> Duration {
        let doubled = 2_u32.checked_pow(made.saturating_sub(1)).and_then(|factor| FIRST_DELAY.checked_mul(factor));
        doubled.map_or(self.max_delay, |delay| delay.min(self.max_delay)).mul_f64(fastrand::f64())
    }
}

fn may_be_repeated(error: &Error, method: &Method) -> bool {
    match (error.failure(), error.status()) {
        (Failure::NoConnection, _) | (_, Some(StatusCode::TOO_MANY_REQUESTS)) => true,
        (Failure::NoAnswer, _) | (_, Some(StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE)) => {
            method.is_idempotent()
        }
        _ => false,
    }
}

/// What `Retry-After` asks for, in seconds or until a date; none if it is absent or cannot be read.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are still a number, and one that nobody waits for.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn refused() -> Error {
        Error::new(ErrorKind::Connect, "refused").with_failure(Failure::NoConnection)
    }

    #[test]
    fn the_wait_doubles_up_to_max_delay_and_never_exceeds_it() {
        let retry = Retry::default().attempts(u32::MAX).max_delay(Duration::from_secs(3));
        for (made, longest) in [(1, 500), (2, 1_000), (3, 2_000), (4, 3_000), (40, 3_000), (4_000_000, 3_000)] {
            let waits = (0..200).map(|_| retry.wait(&refused(), &Method::POST, made).unwrap());
            let (half, longest) = (Duration::from_millis(longest / 2), Duration::from_millis(longest));
            let most = waits.max().unwrap();
            assert!((half..=longest).contains(&most), "at most {most:?} after attempt {made}");
        }
    }

    #[test]
    fn the_last_attempt_is_followed_by_none() {
        assert!(Retry::default().wait(&refused(), &Method::GET, 2).is_some());
        assert!(Retry::default().wait(&refused(), &Method::GET, 3).is_none());
        assert!(Retry::never().wait(&refused(), &Method::GET, 1).is_none());
    }

    #[test]
    fn a_connection_closed_before_the_answer_is_repeated_for_idempotent_methods_only() {
        let closed = || Error::new(ErrorKind::Transport, "closed").with_failure(Failure::NoAnswer);
        for (method, repeated) in [
            (Method::GET, true),
            (Method::PUT, true),
            (Method::DELETE, true),
            (Method::POST, false),
            (Method::PATCH, false),
        ] {
            assert_eq!(Retry::default().wait(&closed(), &method, 1).is_some(), repeated, "{method}");
        }
    }

    #[test]
    fn retry_after_is_never_undercut_and_beyond_max_delay_ends_the_call() {
        let asked = |seconds| refused().with_retry_after(Some(Duration::from_secs(seconds)));
        assert!(Retry::default().wait(&asked(30), &Method::GET, 1).unwrap() >= Duration::from_secs(30));
        assert!(Retry::default().wait(&asked(31), &Method::GET, 1).is_none());
    }

    #[test]
    fn retry_after_is_read_in_both_its_forms_and_ignored_otherwise() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, value.parse().unwrap());
            retry_after(&headers)
        };
        assert_eq!(read("600"), Some(Duration::from_secs(600)));
        assert_eq!(read("99999999999999999999999"), Some(Duration::from_secs(u64::MAX)));
        assert_eq!(read("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(read("Tue, 01 Jan 2999 00:00:00 GMT").is_some_and(|wait| wait > Duration::from_secs(86_400)));
        for unreadable in ["", "-1", "1.5", "soon", "21 Oct", "+3"] {
            assert_eq!(read(unreadable), None, "{unreadable:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
