//! The command line.

use lexopt::{Arg, Parser, ValueExt as _};

use crate::measured::Failure;
use crate::programs::Program;
use crate::shapes::Shape;

pub(crate) const HELP: &str = "\
Compares the client with plain progenitor and with reqwest, and prints a Markdown table.

Usage: cargo bench -- [OPTIONS]

  --full              answers of 1 GB instead of 100 MB, 5 rounds instead of 3
  --huge              answers of 10 GB, one round; unless told otherwise, repeated lists by the programs
                      that need no more memory than they have
  --megabytes N       answers of N MB
  --rounds N          how often each program is measured; the table has the medians
  --shape NAME        this shape only (again for more): repeated, pretty, flags, unique, gzip, tiny, small
  --program NAME      this program only (again for more): drain, plain, reqwest, send, stream, stream_as
  --instructions      counts the instructions of small calls instead, with valgrind
  --help              prints this
";

/// What this process is to do. The driver starts itself again with the last two.
pub(crate) enum Command {
    Help,
    Compare(Options),
    Serve(Shape, u32),
    Measure(Program, String, u32),
}

pub(crate) struct Options {
    pub(crate) megabytes: u32,
    pub(crate) rounds: u32,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) programs: Vec<Program>,
    pub(crate) instructions: bool,
}

pub(crate) fn parse() -> Result<Command, Failure> {
    let mut parser = Parser::from_env();
    let mut options = Options { megabytes: 100, rounds: 3, shapes: vec![], programs: vec![], instructions: false };
    let (mut shapes, mut programs) = (Shape::ALL.to_vec(), Program::ALL.to_vec());
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("bench") => {} // cargo says so to every benchmark.
            Arg::Long("full") => (options.megabytes, options.rounds) = (1000, 5),
            Arg::Long("huge") => {
                (options.megabytes, options.rounds) = (10_000, 1);
                shapes = vec![Shape::Repeated];
                programs = vec![Program::Drain, Program::Stream, Program::StreamAs];
            }
            Arg::Long("megabytes") => options.megabytes = at_least_one(&mut parser)?,
            Arg::Long("rounds") => options.rounds = at_least_one(&mut parser)?,
            Arg::Long("shape") => options.shapes.push(parser.value()?.parse_with(shape)?),
            Arg::Long("program") => options.programs.push(parser.value()?.parse_with(program)?),
            Arg::Long("instructions") => options.instructions = true,
            Arg::Long("help") => return Ok(Command::Help),
            Arg::Value(value) if value == "serve" => {
                return Ok(Command::Serve(parser.value()?.parse_with(shape)?, parser.value()?.parse()?));
            }
            Arg::Value(value) if value == "measure" => {
                let program = parser.value()?.parse_with(program)?;
                return Ok(Command::Measure(program, parser.value()?.string()?, parser.value()?.parse()?));
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if !options.shapes.is_empty() {
        shapes.clone_from(&options.shapes);
    }
    if !options.programs.is_empty() {
        programs.clone_from(&options.programs);
    }
    Ok(Command::Compare(Options { shapes, programs, ..options }))
}

fn at_least_one(parser: &mut Parser) -> Result<u32, Failure> {
    let count: u32 = parser.value()?.parse()?;
    Ok(count.max(1))
}

fn shape(name: &str) -> Result<Shape, String> {
    Shape::ALL.into_iter().find(|shape| shape.name() == name).ok_or_else(|| format!("there is no shape {name}"))
}

fn program(name: &str) -> Result<Program, String> {
    Program::ALL.into_iter().find(|program| program.name() == name).ok_or_else(|| format!("there is no program {name}"))
}
