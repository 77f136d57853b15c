//! What reqwest's errors mean, in words of our own.

use std::error::Error as StdError;
use std::io;

use super::chain::{Cause, chain};
use super::{Error, ErrorKind};

/// What went wrong below HTTP, as far as it decides whether to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// There was no connection, and the next try may find one.
    NoConnection,
    /// The connection was closed or reset before an answer.
    NoAnswer,
    /// Anything else, and everything that is not a failure of the network.
    Other,
}

/// An attempt failed before the head of an answer had arrived.
pub(crate) fn before_head(error: &reqwest::Error) -> Error {
    let (kind, failure, message) = if error.is_builder() {
        (ErrorKind::InvalidRequest, Failure::Other, "the request could not be built")
    } else if let Some(message) = tls_refusal(error) {
        (ErrorKind::Connect, Failure::Other, message)
    } else if let Some(message) = tunnel_refusal(error) {
        // The next try would show it the same password.
        (ErrorKind::Connect, Failure::Other, message)
    } else if error.is_connect() {
        (ErrorKind::Connect, Failure::NoConnection, no_connection(error))
    } else if error.is_timeout() {
        (ErrorKind::Timeout, Failure::Other, "the connection went silent before the answer")
    } else if was_closed(error) {
        (ErrorKind::Transport, Failure::NoAnswer, "the connection was closed before the answer")
    } else {
        (ErrorKind::Transport, Failure::Other, bad_answer(error))
    };
    Error::new(kind, message).with_failure(failure).with_cause(Cause::of(error))
}

/// The body broke after the head had arrived.
pub(crate) fn in_body(error: &reqwest::Error) -> Error {
    let (kind, message) = if error.is_timeout() {
        (ErrorKind::Timeout, "the connection went silent in the middle of the body")
    } else if layers::<hyper::Error>(error).next().is_none() {
        // reqwest says of every error in a body that it is of decoding. Where hyper has no part in
        // it, all bytes have arrived.
        (ErrorKind::Transport, bad_compression(error))
    } else if was_closed(error) {
        (ErrorKind::Transport, "the connection was closed in the middle of the body")
    } else {
        (ErrorKind::Transport, "the body broke off")
    };
    Error::new(kind, message).with_cause(Cause::of(error))
}

fn no_connection(error: &reqwest::Error) -> &'static str {
    if error.is_dns() {
        return "the server's name could not be resolved";
    }
    if error.is_timeout() {
        return "no connection was made within the connect_timeout";
    }
    let refused = layers::<io::Error>(error).any(|layer| layer.kind() == io::ErrorKind::ConnectionRefused);
    if refused { "the connection was refused: nothing listens there" } else { "no connection could be made" }
}

fn bad_answer(error: &reqwest::Error) -> &'static str {
    let is_parse = layers(error).any(hyper::Error::is_parse);
    if is_parse { "the answer is not HTTP, or its head is too long" } else { "the connection failed before the answer" }
}

fn bad_compression(error: &reqwest::Error) -> &'static str {
    if layers::<io::Error>(error).any(|layer| layer.kind() == io::ErrorKind::UnexpectedEof) {
        "the body's compression is cut off"
    } else {
        "the body's compression is corrupt"
    }
}

/// What a proxy said instead of opening a tunnel, if it said anything.
///
/// hyper-util keeps the type of this error to itself, so that only its text tells.
fn tunnel_refusal(error: &reqwest::Error) -> Option<&'static str> {
    chain(error).find_map(|layer| match layer.to_string().as_str() {
        "tunnel error: proxy authorization required" => {
            Some("the proxy wants other credentials: check the user and the password in its URL")
        }
        "tunnel error: unsuccessful" | "tunnel error: proxy response headers too long" => {
            Some("the proxy opened no tunnel to the server")
        }
        _ => None,
    })
}

fn layers<T: StdError + 'static>(error: &reqwest::Error) -> impl Iterator<Item = &T> {
    chain(error).filter_map(|layer| layer.downcast_ref())
}

/// Whether the connection ended, as opposed to carrying something wrong.
fn was_closed(error: &reqwest::Error) -> bool {
    chain(error).any(|layer| {
        if let Some(layer) = layer.downcast_ref::<hyper::Error>() {
            return layer.is_incomplete_message() || layer.is_canceled() || layer.is_closed();
        }
        #[cfg(feature = "http2")]
        if let Some(layer) = layer.downcast_ref::<h2::Error>() {
            return layer.is_remote() && (layer.is_go_away() || layer.is_reset()) || layer.get_io().is_some_and(is_end);
        }
        layer.downcast_ref::<io::Error>().is_some_and(is_end)
    })
}

fn is_end(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::NotConnected
            | io::ErrorKind::UnexpectedEof
    )
}

/// What TLS objected to, if it did.
#[cfg(feature = "rustls")]
fn tls_refusal(error: &reqwest::Error) -> Option<&'static str> {
    use rustls::CertificateError as Certificate;

    if is_identity_refused(error) {
        return Some("the server did not accept the client's certificate, or asks for one; see identity_pem");
    }
    let refusal = layers::<rustls::Error>(error).next()?;
    Some(match refusal {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            // An issuer that only has the name of a trusted one is no less unknown.
            Certificate::UnknownIssuer | Certificate::BadSignature => {
                "the server's certificate is from an unknown issuer; trust its root by root_certificate_pem"
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                "the server's certificate is for another name"
            }
            Certificate::Expired | Certificate::ExpiredContext { .. } => "the server's certificate has expired",
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => {
                "the server's certificate is not valid yet"
            }
            Certificate::Revoked => "the server's certificate has been revoked",
            _ => "the server's certificate is not acceptable",
        },
        _ if error.is_connect() => "no TLS connection could be agreed on",
        // The connection stood, and carried something wrong.
        _ => return None,
    })
}

/// Whether the server says that it wants another certificate of the client's. With TLS 1.3 it does so where the answer
/// would be, after the connection was made.
#[cfg(feature = "rustls")]
fn is_identity_refused(error: &reqwest::Error) -> bool {
    use rustls::AlertDescription as Alert;

    const REFUSALS: [Alert; 9] = [
        Alert::CertificateRequired,
        Alert::BadCertificate,
        Alert::UnsupportedCertificate,
        Alert::CertificateExpired,
        Alert::CertificateRevoked,
        Alert::CertificateUnknown,
        Alert::UnknownCA,
        Alert::AccessDenied,
        // What a server says whose authority has the name of the certificate's issuer, and is another.
        Alert::DecryptError,
    ];
    let refusals = REFUSALS.map(|alert| rustls::Error::AlertReceived(alert).to_string());
    // h2 hands on no more than the text.
    chain(error).any(|layer| refusals.contains(&layer.to_string()))
}

#[cfg(not(feature = "rustls"))]
fn tls_refusal(_error: &reqwest::Error) -> Option<&'static str> {
    None
}
