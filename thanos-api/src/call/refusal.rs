//! What an answer comes to that is not the expected one.

use std::sync::Arc;

use http::header::LOCATION;
use progenitor_client::ByteStream;

use crate::body::Body;
use crate::client::Settings;
use crate::error::{Error, ErrorKind, KEPT_BODY};
use crate::limits::{Budget, Wait};
use crate::response::Head;
use crate::retry::retry_after;
use crate::trace::Traced;

/// The error that an answer other than the expected one amounts to.
///
/// What of its body comes within the read timeout is kept, up to 64 KiB. Reading it to the end,
/// where it is that short, also leaves the connection fit for the next attempt.
pub(super) async fn refusal(
    settings: &Settings,
    head: Arc<Head>,
    bytes: ByteStream,
    budget: &mut Budget,
    traced: Traced,
) -> Error {
    let wait = Wait::new(settings.limits.read, *budget);
    let mut body = Body::new(bytes.into_inner(), Arc::clone(&head), wait, None, traced);
    let mut kept = Vec::new();
    let reading = async {
        while let Some(Ok(chunk)) = body.chunk().await {
            kept.extend_from_slice(&chunk[..chunk.len().min(KEPT_BODY - kept.len())]);
            if kept.len() == KEPT_BODY {
                break;
            }
        }
    };
    // The clock of a body starts anew with each chunk; this one bounds a body that drips.
    let _cut = tokio::time::timeout(settings.limits.read, reading).await;
    body.pause();
    *budget = body.budget();
    let redirected = head.status.is_redirection() && head.headers.contains_key(LOCATION);
    let kind = if redirected { ErrorKind::Redirect } else { ErrorKind::Status };
    let error = Error::new(kind, judgement(&head, kind))
        .with_head(&head)
        .with_retry_after(retry_after(&head.headers))
        .with_body(kept);
    body.traced().fail(&error);
    error
}

fn judgement(head: &Head, kind: ErrorKind) -> String {
    let status = head.status;
    let code = status.as_u16();
    let name = status.canonical_reason().map(|name| format!(" {name}")).unwrap_or_default();
    if kind == ErrorKind::Redirect {
        return format!("the server answered {code}{name}: redirects are not followed, check the base URL");
    }
    match head.operation.meaning(status) {
        Some(meaning) => format!("the server answered {code}{name}: {}", one_line(meaning)),
        None => format!("the server answered {code}{name}"),
    }
}

/// A sentence of the spec as the end of ours.
fn one_line(sentence: &str) -> String {
    let mut words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    // `Generally` becomes `generally`; an abbreviation stays as it is.
    if words.chars().nth(1).is_some_and(char::is_lowercase)
        && let Some(first) = words.get_mut(..1)
    {
        first.make_ascii_lowercase();
    }
    words
}
