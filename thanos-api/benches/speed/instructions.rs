//! Counts the instructions of a small call, which the clock is too coarse for.

use std::ffi::OsString;
use std::process::Command;

use crate::measured::Failure;
use crate::options::Options;
use crate::programs::{Peers, Program};
use crate::server::Server;
use crate::shapes::Shape;

const CALLS: u32 = 500;

/// Each program makes `CALLS` and twice as many calls. The difference is free of what it costs to start a process.
pub(crate) fn compare(options: &Options, peers: &Peers) -> Result<(), Failure> {
    let server = Server::start(Shape::Small, 1)?;
    let count = |program: Program, calls| count(&program.command(peers, &server.ready.url, calls)?);
    let mut counts = Vec::new();
    for &program in &options.programs {
        counts.push((program, (count(program, 2 * CALLS)? - count(program, CALLS)?) / f64::from(CALLS)));
    }
    let by_hand = counts.iter().find(|(program, _)| *program == Program::Reqwest).map(|(_, count)| *count);
    println!("| {} | instructions | of reqwest's `.json()` |\n|---|--:|--:|", Shape::Small.describe());
    for (program, count) in counts {
        let ratio = by_hand.map_or(String::new(), |by_hand| format!("{:.1} %", 100.0 * count / by_hand));
        println!("| {} | {count:.0} | {ratio} |", program.describe());
    }
    Ok(())
}

/// What cachegrind counts of a command, in user mode.
fn count(command: &[OsString]) -> Result<f64, Failure> {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .args(command)
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("under valgrind: {}\n{said}", output.status).into());
    }
    let count = said.lines().find_map(|line| line.split_once("I refs:").or(line.split_once("I   refs:")));
    let (_, count) = count.ok_or_else(|| format!("valgrind counted nothing:\n{said}"))?;
    Ok(count.trim().replace(',', "").parse()?)
}
