//! The command line.

use lexopt::prelude::{Long, Short};
use lexopt::{Error, Parser};

use crate::common::account::Login;
use crate::common::arguments::usage;
use crate::common::failure::Failure;

pub(crate) const HELP: &str = "\
Lists every user of a Project Thanos account, each as soon as it arrives.

Usage: cargo run --example list_users -- [OPTIONS]

Options:
      --format <FORMAT>      table (the default), csv, ndjson or json
      --token <TOKEN>        }
      --username <USERNAME>  } what the embedded server is asked with
      --password <PASSWORD>  }
  -h, --help                 Print this page

Environment:
  THANOS_TOKEN, THANOS_USERNAME, THANOS_PASSWORD
                             The account to list; all three, or none
  THANOS_BASE_URL            Another server than that of the API's documentation

If none of these variables is there, a server embedded in this program answers with the sample of the API's
documentation. It wants that sample's account, so that `--password wrong` shows what a failure looks like.

In the table, control characters of a value are shown as escapes; the other formats keep every value as it is.

Exit codes:
  0  all users were listed, or the reader of the list closed the pipe
  1  they were not; one line on stderr says why, and what to do
  2  the usage is wrong
";

pub(crate) enum Command {
    Help,
    List(Options),
}

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) format: Format,
    pub(crate) login: Login,
}

#[derive(Clone, Copy, Default)]
pub(crate) enum Format {
    #[default]
    Table,
    Csv,
    Ndjson,
    Json,
}

pub(crate) fn parse() -> Result<Command, Failure> {
    read(Parser::from_env()).map_err(|error| usage(&error))
}

fn read(mut arguments: Parser) -> Result<Command, Error> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("format") => options.format = format(&text(&mut arguments)?)?,
            Long("token") => options.login.token = Some(text(&mut arguments)?),
            Long("username") => options.login.username = Some(text(&mut arguments)?),
            Long("password") => options.login.password = Some(text(&mut arguments)?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::List(options))
}

fn text(arguments: &mut Parser) -> Result<String, Error> {
    arguments.value()?.into_string().map_err(Error::NonUnicodeValue)
}

fn format(name: &str) -> Result<Format, Error> {
    match name {
        "table" => Ok(Format::Table),
        "csv" => Ok(Format::Csv),
        "ndjson" => Ok(Format::Ndjson),
        "json" => Ok(Format::Json),
        _ => Err("--format takes one of table, csv, ndjson and json".into()),
    }
}
