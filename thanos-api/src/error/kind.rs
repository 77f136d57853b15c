/// What happened, in one word. [`Error::kind`](crate::Error::kind) gives it.
///
/// ```
/// use thanos_api::ErrorKind;
///
/// fn may_try_again_later(kind: ErrorKind) -> bool {
///     matches!(kind, ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport)
/// }
/// assert!(!may_try_again_later(ErrorKind::Decode));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is missing or cannot work; the message names it and says what to do. Nothing was
    /// sent.
    InvalidConfig,
    /// Credentials are missing, or an argument of the call cannot be sent. Nothing was sent.
    InvalidRequest,
    /// There was no connection: the name is unknown, nobody listens, a proxy opened no tunnel, TLS
    /// was refused, or `connect_timeout` ran out.
    Connect,
    /// The server was silent for longer than `response_timeout`, `read_timeout` or `timeout`
    /// allows.
    Timeout,
    /// The connection broke, or what came over it is not HTTP, or not what TLS vouches for: a reset,
    /// bad framing, a body shorter than its length, corrupt compression.
    Transport,
    /// The answer points elsewhere (3xx with `Location`). Redirects are never followed: they would
    /// carry the password along.
    Redirect,
    /// Any other status than the one that means success.
    Status,
    /// A body longer than `max_body_bytes`, or one element longer than 16 MiB.
    TooLarge,
    /// The status means success, but the text is not the JSON that the operation answers.
    Decode,
}
