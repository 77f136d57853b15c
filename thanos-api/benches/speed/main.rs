//! How fast the client is, and how little it takes: `cargo bench -- --help`.
//!
//! A server in a process of its own feeds bytes faster than any client reads them. Against it run draining, plain
//! progenitor, reqwest with serde, and this client, each measurement in a process of its own, taking turns so that
//! whatever else the machine does hits all of them.

mod options;

mod body;
mod server;
mod shapes;
mod users;

mod measured;
mod ours;
mod programs;

mod bulk;
mod instructions;
mod table;

use std::process::ExitCode;

use measured::{Failure, report};
use options::{Command, Options};
use programs::{Peers, Program};

fn main() -> ExitCode {
    match options::parse().and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Help => {
            print!("{}", options::HELP);
            Ok(())
        }
        Command::Compare(options) => compare(&options),
        Command::Serve(shape, megabytes) => server::serve(shape, megabytes),
        Command::Measure(program, url, calls) => measure(program, &url, calls),
    }
}

fn compare(options: &Options) -> Result<(), Failure> {
    let peers = Peers::build()?;
    if options.instructions { instructions::compare(options, &peers) } else { bulk::compare(options, &peers) }
}

fn measure(program: Program, url: &str, calls: u32) -> Result<(), Failure> {
    let client = ours::client(url)?;
    match program {
        Program::Send => report(calls, &async |tally| ours::send(&client, tally).await),
        Program::Stream => report(calls, &async |tally| ours::stream(&client, tally).await),
        Program::StreamAs => report(calls, &async |tally| ours::stream_as(&client, tally).await),
        Program::Drain | Program::Plain | Program::Reqwest => Err("that program is one of the peers".into()),
    }
}
