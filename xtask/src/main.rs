//! The workspace's own commands: `cargo xtask generate`, `cargo xtask check` and `cargo xtask diff`.

mod cli;

mod check;
mod diff;
mod generate;

mod schema;
mod spec;

mod conflict;
mod json;
mod pointer;
mod report;
mod tree;

fn main() -> std::process::ExitCode {
    cli::run()
}
