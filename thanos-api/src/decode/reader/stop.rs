//! Why the reader went no further.

use std::fmt;

use serde::de;

#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    Short,
    Unusual,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the reader stopped")
    }
}

impl std::error::Error for Stop {}

/// The message is not even formatted: it would quote values, and nobody reads it.
impl de::Error for Stop {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self::Unusual
    }
}
