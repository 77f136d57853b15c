//! What lies beneath an error of the libraries below.

use std::error::Error as StdError;
use std::fmt;
use std::io;

type Layer<'a> = &'a (dyn StdError + 'static);

/// An error and all that lies beneath it.
pub(super) fn chain(error: Layer<'_>) -> impl Iterator<Item = Layer<'_>> {
    std::iter::successors(Some(error), |&layer| wrapped(layer).or_else(|| layer.source()))
}

/// What an `io::Error` was made of. Its `source` passes over that, and gives the source of it.
fn wrapped(layer: Layer<'_>) -> Option<Layer<'_>> {
    let wrapped = layer.downcast_ref::<io::Error>()?.get_ref()?;
    Some(wrapped)
}

/// The text of an error and of what lies beneath it.
///
/// Text only, so that the types of the libraries below are no part of this crate's interface.
#[derive(Debug)]
pub(crate) struct Cause {
    text: String,
    next: Option<Box<Cause>>,
}

impl Cause {
    /// Starts below reqwest's own layer, which says that a request failed, and to which URL.
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        let mut texts: Vec<_> = error.source().into_iter().flat_map(chain).map(text).collect();
        texts.dedup();
        let beneath = texts.into_iter().rev().fold(None, |next, text| Some(Box::new(Self { text, next })));
        beneath.map_or_else(Self::unknown, |cause| *cause)
    }

    fn unknown() -> Self {
        Self { text: "the HTTP client gave no reason".to_owned(), next: None }
    }
}

fn text(layer: Layer<'_>) -> String {
    // Whoever wraps repeats what is wrapped, which has its own turn.
    if let Some(wrapped) = wrapped(layer) {
        return text(wrapped);
    }
    // h2 quotes what the server said when it closed the connection.
    #[cfg(feature = "http2")]
    if let Some(reason) = layer.downcast_ref::<h2::Error>().and_then(h2::Error::reason) {
        return format!("HTTP/2 error: {reason}");
    }
    layer.to_string()
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let next = self.next.as_deref()?;
        Some(next)
    }
}
