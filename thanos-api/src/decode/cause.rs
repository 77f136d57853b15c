//! What was wrong with a JSON text, in words that repeat none of its values.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::{names, pointer::Step};

const GENERAL: &str = "a value that its type refuses";

/// Words the cause of an error at the end of `steps` in a `T`.
///
/// serde hands out nothing but finished sentences, and they quote values. So what is known of
/// their form is read, and what is not known is not repeated: that is how a type with checks of its
/// own words a refusal, and it may quote too.
pub(super) fn wording<T: DeserializeOwned>(error: &serde_json::Error, steps: &[Step<'_>]) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&position).unwrap_or(&message);
    if error.is_data() {
        data::<T>(message, steps).unwrap_or(Cow::Borrowed(GENERAL)).into_owned()
    } else {
        // What serde_json says of the syntax consists of fixed texts.
        format!("malformed JSON: {message}")
    }
}

fn data<T: DeserializeOwned>(message: &str, steps: &[Step<'_>]) -> Option<Cow<'static, str>> {
    if let Some(rest) = message.strip_prefix("invalid type: ") {
        let (found, expected) = mismatch::<T>(rest, steps)?;
        return Some(format!("{found} where {} was expected", expected.unwrap_or("another value")).into());
    }
    if let Some(rest) = message.strip_prefix("invalid value: ") {
        let (found, expected) = mismatch::<T>(rest, steps)?;
        let expected = expected.map(|expected| format!(" where {expected} was expected"));
        return Some(format!("{found} that does not fit{}", expected.unwrap_or_default()).into());
    }
    if let Some(rest) = message.strip_prefix("missing field `") {
        return Some(format!("{} is missing", property::<T>(rest, steps)).into());
    }
    if let Some(rest) = message.strip_prefix("duplicate field `") {
        return Some(format!("{} stands twice", property::<T>(rest, steps)).into());
    }
    let words = match message.split_once(" `")?.0 {
        "unknown field" => "a property that its type does not allow",
        "unknown variant" => "a value that is none of those its type knows",
        _ => return None,
    };
    Some(words.into())
}

/// A property, by its name if the type at the place does declare one of that name.
fn property<T: DeserializeOwned>(rest: &str, steps: &[Step<'_>]) -> Cow<'static, str> {
    let name = rest.trim_end_matches('`');
    let way: Vec<_> = steps.iter().copied().chain([Step::Key(name)]).collect();
    if names::known::<T>(&way) == way.len() { format!("the property `{name}`").into() } else { "a property".into() }
}

/// Reads `KIND VALUE, expected EXPECTED`: what was found, without its value, and what was expected, if that is what the
/// type says of itself. A type with checks of its own may write a sentence like that too, and quote in it.
fn mismatch<'m, T: DeserializeOwned>(text: &'m str, steps: &[Step<'_>]) -> Option<(&'static str, Option<&'m str>)> {
    const VALUES: [(&str, &str); 4] = [
        ("string ", "a string"),
        ("integer ", "an integer"),
        ("floating point ", "a number with a fraction"),
        ("boolean ", "a boolean"),
    ];
    const NO_VALUE: [(&str, &str); 3] = [("null", "null"), ("sequence", "an array"), ("map", "an object")];
    let value = |(kind, found)| Some((found, after_value(text.strip_prefix(kind)?)?));
    let no_value = |(kind, found)| Some((found, text.strip_prefix(kind)?));
    let (found, rest): (&str, &str) =
        VALUES.into_iter().find_map(value).or_else(|| NO_VALUE.into_iter().find_map(no_value))?;
    let expected = rest.strip_prefix(", expected ")?;
    Some((found, Some(expected).filter(|expected| names::expected::<T>(steps).as_deref() == Some(*expected))))
}

/// What follows a value: up to the quote that opens it comes again, not counting one that a
/// backslash precedes.
fn after_value(text: &str) -> Option<&str> {
    let mut bytes = text.bytes().enumerate();
    let (_, quote @ (b'"' | b'`')) = bytes.next()? else {
        return None;
    };
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => _ = bytes.next(),
            byte if byte == quote => return text.get(at + 1..),
            _ => {}
        }
    }
    None
}
