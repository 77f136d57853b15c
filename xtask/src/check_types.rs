//! The proofs that need the client's compiled types. `cargo xtask check` builds and starts this program; it tells what
//! it finds as lines of JSON. The first argument is the root of the tree; a file, an operationId and a status may
//! follow, and then it judges that file as that answer.

mod schema;
mod types;

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    match told(&arguments) {
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

fn told(arguments: &[OsString]) -> Result<Vec<Value>, String> {
    match arguments {
        [root] => types::prove(Path::new(root)),
        [root, file, operation, status] => {
            let answer = (&*operation.to_string_lossy(), &*status.to_string_lossy());
            let told = types::judge(Path::new(root), Path::new(file), answer);
            // On stderr it would stand beside what is written there for whoever waits.
            Ok(vec![told.unwrap_or_else(|failure| json!({"failure": failure}))])
        }
        _ => Err("`cargo xtask check` starts this program".to_owned()),
    }
}
