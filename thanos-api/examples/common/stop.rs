//! Why a list stopped early.

use std::io;

use thanos_api::Error;

pub(crate) enum Stop {
    /// The call failed.
    Call(Error),
    /// There is no way to write what it gave.
    Output(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
