//! A client for the Project Thanos API.
//!
//! Every call goes out over a [`Client`]: a cheap handle on one pool of connections, made by
//! [`Client::builder`] or [`Client::from_env`]. Each operation of the API is a method of it that
//! answers a builder; the builder's `send()` collects the answer, and `stream()`, where the answer
//! is a list, hands out each element as it arrives.
//!
//! ```no_run
//! # async fn list() -> Result<(), thanos_api::Error> {
//! let client = thanos_api::Client::from_env()?;
//! let mut users = client.get_all_users().stream().await?;
//! while let Some(user) = users.next().await {
//!     let user = user?;
//!     println!("{} {}: {}", user.person.first_name, user.person.last_name, user.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Calls need a Tokio runtime with its time and I/O drivers enabled, as `#[tokio::main]` starts it.

#[cfg_attr(not(feature = "codegen"), path = "generated/client.rs")]
#[cfg_attr(feature = "codegen", path = "codegen.rs")]
#[rustfmt::skip]
#[allow(clippy::pedantic, missing_docs, unreachable_pub, unused_imports, reason = "generated")]
mod generated;

mod config;
#[cfg(feature = "rustls")]
mod tls;

mod client;
mod operation;

#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(feature = "tracing"))]
#[path = "trace/off.rs"]
mod trace;

mod call;
mod limits;
mod retry;

mod body;
mod decode;
mod memory;
mod response;
mod stream;

mod open_enum;
mod password;
mod shared;

mod error;

#[cfg(feature = "mock")]
pub mod mock;

/// What the workspace's own check asks of the compiled types. It is no part of the public API and may change at any time.
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub mod check;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use config::ClientBuilder;
pub use error::{Error, ErrorKind};
pub use generated::{Client, builder, types};
pub use open_enum::Unlisted;
pub use password::Password;
pub use response::Response;
pub use retry::Retry;
pub use shared::Shared;
pub use stream::ArrayStream;
pub use {http, uuid};

#[allow(unused_imports, reason = "for enumerations, which not every spec has")]
use open_enum::open_enum;
