//! The command line.

use lexopt::prelude::{Long, Short, Value};
use lexopt::{Error, Parser};

use crate::common::arguments::usage;
use crate::common::failure::Failure;

pub(crate) const HELP: &str = "\
Tells which users of a Project Thanos account may do something, each as soon as it arrives.

Usage: cargo run --example find_by_permission -- PERMISSION

  PERMISSION   The name of a permission, such as create_org
  -h, --help   Print this page

Environment:
  THANOS_TOKEN, THANOS_USERNAME, THANOS_PASSWORD
               The account to search; all three, or none, which means the sample of the API's documentation,
               served by this program itself
  THANOS_BASE_URL
               Another server than that of the API's documentation

Exit codes:
  0  all users were looked at, or the reader of the list closed the pipe
  1  they were not, or no user's list has such a permission; one line on stderr says so
  2  the usage is wrong
";

pub(crate) enum Command {
    Help,
    Find(String),
}

pub(crate) fn parse() -> Result<Command, Failure> {
    read(Parser::from_env()).map_err(|error| usage(&error))
}

fn read(mut arguments: Parser) -> Result<Command, Error> {
    let mut permission = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(name) if permission.is_none() => {
                permission = Some(name.into_string().map_err(Error::NonUnicodeValue)?);
            }
            other => return Err(other.unexpected()),
        }
    }
    permission.map(Command::Find).ok_or_else(|| "name a permission, such as create_org".into())
}
