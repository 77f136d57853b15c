//! What a change of the spec does to callers.

mod server;
mod table;
mod values;
mod workshop;

mod verdicts;
