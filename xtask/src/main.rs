//! The workspace's own commands: `cargo xtask generate` and `cargo xtask check`.

mod cli;

mod check;
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
