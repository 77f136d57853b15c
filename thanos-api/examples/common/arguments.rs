//! What every command line needs.

use lexopt::Error;

use super::failure::Failure;

/// What to say about a command line that makes no sense.
pub(crate) fn usage(error: &Error) -> Failure {
    Failure::Usage(format!("{}; see --help", wording(error)))
}

/// lexopt quotes what it did not expect. Here that may be a password gone astray, be it as an option such as
/// `--passwordSECRET`, so it is told without.
fn wording(error: &Error) -> String {
    match error {
        Error::MissingValue { option: Some(option) } => format!("{option} needs a value"),
        Error::UnexpectedOption(_) => "there is an option that is none of this program's".to_owned(),
        Error::NonUnicodeValue(_) => "a value is not valid unicode".to_owned(),
        Error::Custom(error) => error.to_string(),
        _ => "there is an argument too many".to_owned(),
    }
}
