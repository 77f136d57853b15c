//! The command line.

use lexopt::prelude::{Long, Short};
use lexopt::{Error, Parser};

use crate::common::arguments::usage;
use crate::common::failure::Failure;

pub(crate) const HELP: &str = "\
Hands the users of a Project Thanos account on, by HTTP: GET /users answers a line of JSON for each.

Usage: cargo run --example service -- [OPTIONS]

Options:
      --listen <ADDRESS>  Where to listen (127.0.0.1:3000); it asks nobody who they are, so keep it to those who may know
  -h, --help              Print this page

Environment:
  THANOS_TOKEN, THANOS_USERNAME, THANOS_PASSWORD
                          The account; all three, or none, which means the sample of the API's documentation, served
                          by this program itself
  THANOS_BASE_URL         Another server than that of the API's documentation

A user that cannot be read is a line with an error. An answer that breaks off is not whole, and HTTP clients say so.
An x-request-id is passed on to the API and comes back with the answer; what went wrong is on stderr, with that id.
Ctrl-C or SIGTERM: no new requests; those that have begun get 30 s.

Exit codes:
  0  it was asked to stop
  1  it could not start; one line on stderr says why
  2  the usage is wrong
";

pub(crate) enum Command {
    Help,
    Serve(String),
}

pub(crate) fn parse() -> Result<Command, Failure> {
    read(Parser::from_env()).map_err(|error| usage(&error))
}

fn read(mut arguments: Parser) -> Result<Command, Error> {
    let mut address = "127.0.0.1:3000".to_owned();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("listen") => address = arguments.value()?.into_string().map_err(Error::NonUnicodeValue)?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Serve(address))
}
