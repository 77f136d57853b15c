// The chapter on testing is a page of the documentation as it is a file of the repository: of two definitions of a link
// the first holds.
#![cfg_attr(all(doc, feature = "mock"), doc = "[Testing your own code]: mock\n")]
// The README is the front page. Only where documentation is made, so that the crate builds without that file.
#![cfg_attr(any(doc, doctest), doc = include_str!("../README.md"))]
#![cfg_attr(not(any(doc, doctest)), doc = "A client for the Project Thanos API.")]
// A label at what needs a feature. Stable Rust makes none, and passes over this line.
#![cfg_attr(docsrs, feature(doc_cfg))]

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
