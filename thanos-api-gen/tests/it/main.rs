//! What the generator makes of specs, right ones and wrong ones.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod documentation;
mod generated;
mod names;
mod read;
mod refused;
mod refused_parts;
mod requests;
mod samples;
mod spec;
