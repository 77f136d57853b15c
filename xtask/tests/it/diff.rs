//! What a change of the spec does to callers.

mod history;

mod base;
mod generator;
mod told;

mod server;
mod table;
mod values;
mod workshop;

mod verdicts;
