//! The command line.

use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value};
use lexopt::{Error, Parser};

use crate::common::arguments::usage;
use crate::common::failure::Failure;

pub(crate) const HELP: &str = "\
Exports every user of a Project Thanos account into a file, in bounded memory.

Usage: cargo run --example export -- [OPTIONS] FILE

  FILE                        Replaced once the new one is whole; else it stays as it was
      --format <FORMAT>       sqlite (the default) or ndjson
      --leave-out-unreadable  Export the others, should there be users that cannot be read
  -h, --help                  Print this page

Environment:
  THANOS_TOKEN, THANOS_USERNAME, THANOS_PASSWORD
                              The account to export; all three, or none, which means the sample of the API's
                              documentation, served by this program itself
  THANOS_BASE_URL             Another server than that of the API's documentation

The SQLite file has the tables users, permissions and assignments, and a view of who may do what:
  sqlite3 users.db \"SELECT email FROM who_may WHERE permission = 'create_org' AND status = 'ACTIVE'\"

Where one machine or one file is outgrown, export with --format ndjson and load that:
  DuckDB  CREATE TABLE users AS SELECT * FROM read_ndjson('users.ndjson');
  Spark   spark.read.json('users.ndjson').write.saveAsTable('users')

A new file is readable for you alone, because it holds personal data; a replaced one for whom the former was.
Killed in a way that leaves it no time, the program leaves a file .export-*.part beside FILE: remove it.

Exit codes:
  0  the file is new and whole
  1  there is no new file; one line on stderr says why
  2  the usage is wrong
";

pub(crate) enum Command {
    Help,
    Export(Options),
}

pub(crate) struct Options {
    pub(crate) file: PathBuf,
    pub(crate) format: Format,
    pub(crate) leave_out_unreadable: bool,
}

pub(crate) enum Format {
    Sqlite,
    Ndjson,
}

pub(crate) fn parse() -> Result<Command, Failure> {
    read(Parser::from_env()).map_err(|error| usage(&error))
}

fn read(mut arguments: Parser) -> Result<Command, Error> {
    let (mut file, mut format, mut leave_out_unreadable) = (None, Format::Sqlite, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("format") => {
                format = match arguments.value()?.to_str() {
                    Some("sqlite") => Format::Sqlite,
                    Some("ndjson") => Format::Ndjson,
                    _ => return Err("--format takes sqlite or ndjson".into()),
                }
            }
            Long("leave-out-unreadable") => leave_out_unreadable = true,
            Value(name) if file.is_none() => file = Some(PathBuf::from(name)),
            other => return Err(other.unexpected()),
        }
    }
    let file = file.ok_or("name the file to export into, such as users.db")?;
    Ok(Command::Export(Options { file, format, leave_out_unreadable }))
}
