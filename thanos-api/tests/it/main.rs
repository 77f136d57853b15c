//! What the crate promises, seen from outside, over real sockets on 127.0.0.1.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod plain;
mod program;
mod server;

mod base_url;
mod environment;
mod export;
mod find_by_permission;
mod list_users;
mod service;
mod settings;
mod wire;

#[cfg(feature = "rustls")]
mod canaries;
mod cancellation;
#[cfg(feature = "rustls")]
mod certificates;
mod errors;
mod framing;
#[cfg(all(feature = "http2", feature = "rustls"))]
mod http2;
mod load;
#[cfg(feature = "rustls")]
mod logs;
#[cfg(feature = "mock")]
mod mock;
mod other_origins;
mod personal_data;
mod pool;
#[cfg(feature = "rustls")]
mod proxies;
mod redirects;
mod retry;
mod reuse;
mod secrets;
#[cfg(feature = "tracing")]
mod spans;
mod statuses;
mod surface;
mod timeouts;
#[cfg(feature = "rustls")]
mod tls;

#[cfg(all(feature = "gzip", feature = "rustls", target_os = "linux"))]
mod bombs;
mod chunked;
mod decode;
mod enumeration;
mod line;
mod one_bad_user;
mod password;
mod properties;
mod shared;
mod stream;

#[cfg(feature = "codegen")]
mod codegen;
#[cfg(feature = "schemars")]
mod samples;
