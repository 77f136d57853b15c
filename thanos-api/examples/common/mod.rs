//! What the examples have in common: whom they ask, the server that they ask without an account, and how they read
//! their command line and tell that something went wrong.

pub(crate) mod account;
pub(crate) mod arguments;
pub(crate) mod failure;
mod server;
