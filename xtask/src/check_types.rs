//! The proofs that need the client's compiled types. `cargo xtask check` builds and starts this program, whose only
//! argument is the root of the tree; it tells what it finds as lines of JSON.

mod schema;
mod types;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    match types::prove(&root) {
        Ok(lines) => {
            for line in lines {
                println!("{line}");
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
