//! A line on the terminal that tells how far the search is, and is gone when it ends.

use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const OF_KNOWN_LENGTH: &str =
    "{bar:30} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left: {msg}";
/// What is compressed does not tell how long it is: there is a rate, and no percentage.
const OF_UNKNOWN_LENGTH: &str = "{spinner} {decimal_bytes}, {decimal_bytes_per_sec}: {msg}";

/// A bar for the answer with these headers. It shows only where stderr is a terminal.
pub(crate) fn of(headers: &HeaderMap) -> ProgressBar {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let template = if length.is_some() { OF_KNOWN_LENGTH } else { OF_UNKNOWN_LENGTH };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr()).with_style(style)
}
