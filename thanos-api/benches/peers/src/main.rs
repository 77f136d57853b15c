//! The programs that the client's benchmark compares it with: `peers PROGRAM URL CALLS`.

mod drain;
mod handwritten;
mod plain;

#[path = "../../speed/measured.rs"]
mod measured;

use measured::{Failure, report};

fn main() -> Result<(), Failure> {
    let [_, program, url, calls] = &std::env::args().collect::<Vec<_>>()[..] else {
        return Err("usage: peers PROGRAM URL CALLS".into());
    };
    let calls = calls.parse()?;
    match program.as_str() {
        "drain" => {
            let client = drain::client()?;
            report(calls, &async |tally| drain::call(&client, url, tally).await)
        }
        "reqwest" => {
            let client = handwritten::client()?;
            report(calls, &async |tally| handwritten::call(&client, url, tally).await)
        }
        "plain" => {
            let client = plain::client(url)?;
            report(calls, &async |tally| plain::call(&client, tally).await)
        }
        other => Err(format!("no program {other}").into()),
    }
}
