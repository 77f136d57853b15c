//! The real program on copies of this tree.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod tree;

mod against;
mod agreement;
mod commands;
mod diff;
mod edits;
mod freshness;
mod harmless;
mod output;
mod page_changed;
mod places;
#[cfg(unix)]
mod read_only;
mod samples;
mod second_operation;
mod spec;
mod tame;
mod types;
mod whole;
