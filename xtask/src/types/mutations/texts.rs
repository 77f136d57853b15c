//! The texts that could stand in a value's place.

use std::iter;

use serde_json::Value;

use super::Kind::{
    self, Beyond, Boolean, BrokenUuid, Edge, Emptied, Empty, Fraction, Huge, Lengthened, List, Listed, Null, Number,
    Object, Odd, OtherUuid, Positional, Text, Unlisted, Whole,
};
use super::Meaning::{self, Literal, Same, Unclear};
use crate::types::spec::Schema;

const HUGE: usize = 1 << 16;

/// One for each JSON type; the number is an integer.
const TYPES: [(Kind, &str); 6] =
    [(Null, "null"), (Boolean, "true"), (Number, "1"), (Text, "\"1\""), (List, "[]"), (Object, "{}")];

const EDGES: [&str; 9] = [
    "0", "-1", "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808",
    "4294967296",
];

pub(super) fn of(schema: &Schema, value: &Value) -> Vec<(Kind, Meaning, String)> {
    let others = TYPES.iter().filter(|(kind, _)| !is_own(*kind, schema.text("type")));
    let meaning = |kind| if kind == List && schema.text("type") == "object" { Unclear } else { Literal };
    let others = others.map(|(kind, raw)| (*kind, meaning(*kind), (*raw).to_owned()));
    others.chain(within(schema, value)).collect()
}

fn is_own(kind: Kind, name: &str) -> bool {
    matches!(
        (kind, name),
        (Boolean, "boolean") | (Number, "integer" | "number") | (Text, "string") | (List, "array") | (Object, "object")
    )
}

/// Other values of the same type, and other spellings of the same value.
fn within(schema: &Schema, value: &Value) -> Vec<(Kind, Meaning, String)> {
    let literal = |kind, raw: &str| (kind, Literal, raw.to_owned());
    match (schema.text("type"), value) {
        ("boolean", _) => ["true", "false"].map(|raw| literal(Listed, raw)).into(),
        ("integer", _) => {
            let edges = EDGES.iter().map(|raw| literal(Edge, raw));
            // What is nearer to the least number of 64 bits becomes it when JSON is read as floating point.
            let beyond = ["9223372036854775808", "-9223372036854777856", "100000000000000000000"];
            let beyond = beyond.map(|raw| literal(Beyond, raw));
            edges.chain(beyond).chain([literal(Whole, "1.0"), literal(Fraction, "1.5")]).collect()
        }
        ("number", _) => ["0", "-1.5", "1e300", "5e-324", "1e400"].map(|raw| literal(Edge, raw)).into(),
        ("array", Value::Array(elements)) => {
            let longer: Vec<_> = elements.iter().chain(elements).cloned().collect();
            vec![literal(Emptied, "[]"), literal(Lengthened, &Value::from(longer).to_string())]
        }
        ("object", Value::Object(_)) => positional(schema, value).into_iter().collect(),
        ("string", Value::String(text)) => strings(schema, text),
        _ => Vec::new(),
    }
}

/// An object's values in the order of a derived type's fields, which is that of their names.
fn positional(schema: &Schema, value: &Value) -> Option<(Kind, Meaning, String)> {
    let mut names: Vec<_> = schema.properties().iter().map(|entry| entry.key.as_str()).collect();
    names.sort_unstable();
    let values: Vec<_> = names.iter().map(|name| value.get(name).cloned().unwrap_or_default()).collect();
    (!values.is_empty()).then(|| (Positional, Same, Value::from(values).to_string()))
}

fn strings(schema: &Schema, text: &str) -> Vec<(Kind, Meaning, String)> {
    let quoted = |kind, text: &str| (kind, Literal, Value::from(text).to_string());
    if let Some(list) = schema.keyword("enum") {
        let listed = list.elements().iter().filter_map(|value| value.text());
        let unlisted = listed.clone().flat_map(|value| [format!("{value} "), value.to_lowercase()]);
        let unlisted = unlisted.filter(|value| listed.clone().all(|listed| listed != value));
        let unlisted = unlisted.chain([String::new(), "not listed".to_owned()]);
        return listed
            .clone()
            .map(|value| quoted(Listed, value))
            .chain(unlisted.map(|value| quoted(Unlisted, &value)))
            .collect();
    }
    if schema.text("format") == "uuid" {
        return uuids(text);
    }
    let odd = format!("\"{}\"", r#"\u0000 \ud83d\ude00 \"\\ \/ "#);
    vec![quoted(Empty, ""), quoted(Huge, &"x".repeat(HUGE)), (Odd, Literal, odd)]
}

fn uuids(text: &str) -> Vec<(Kind, Meaning, String)> {
    let mut shifted = text.replacen('-', "", 1);
    shifted.push('-');
    let digit = format!("g{}", text.get(1..).unwrap_or(""));
    let shorter = text.get(1..).unwrap_or("").to_owned();
    let broken = [String::new(), "1".to_owned(), digit, shorter, format!("{text}0"), format!(" {text}"), shifted];

    let simple = text.replace('-', "");
    // Some uuids have no letter: a letter of either case then stands for nothing else.
    let upper = iter::once(text.to_uppercase()).filter(|upper| upper != text);
    let others = upper.chain([format!("{{{text}}}"), format!("urn:uuid:{text}"), simple]);
    let raw = |text: String| Value::from(text).to_string();
    broken
        .into_iter()
        .map(|text| (BrokenUuid, Literal, raw(text)))
        .chain(others.map(|text| (OtherUuid, Same, raw(text))))
        .collect()
}
