//! Answers that differ from a sample, and what is told of them.

use serde_json::{Value, json};

use crate::types::laboratory::Laboratory;

pub(super) const ANSWER: &str = "answer.json";

/// Stands in every value that is made up, and must be told nowhere.
pub(super) const CANARY: &str = "canary";

pub(super) fn user() -> Value {
    let text = include_str!("../../../../openapi/samples/get_all_users.200.json");
    let mut user = serde_json::from_str::<Value>(text).unwrap()[0].take();
    for name in ["first_name", "last_name", "email", "phone"] {
        user["person"][name] = json!(format!("{CANARY} {name}"));
    }
    user
}

/// A user that was changed at a JSON pointer.
pub(super) fn edited(pointer: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut user = user();
    change(user.pointer_mut(pointer).unwrap());
    user
}

pub(super) fn write(laboratory: &Laboratory, answer: &Value) {
    laboratory.tree.write(ANSWER, answer.to_string());
}

/// Asserts that a line tells of values that differ: their number and the first element, and the place in the spec.
#[track_caller]
pub(super) fn row(out: &str, path: &str, words: &str, (values, first): (u64, u64), label: &str) {
    let row = [path, words, &values.to_string(), &format!("first in element {first}")];
    assert_row(out, &row, label);
}

#[track_caller]
pub(super) fn row_of_one(out: &str, path: &str, words: &str, label: &str) {
    assert_row(out, &[path, words, "1"], label);
}

#[track_caller]
fn assert_row(out: &str, row: &[&str], label: &str) {
    let found = out.lines().any(|line| {
        let columns: Vec<_> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
        columns.starts_with(row) && columns.last() == Some(&label)
    });
    assert!(found, "{row:?} {label}: {out}");
}

/// Adds what one document has to another.
pub(super) fn merge(document: &mut Value, more: Value) {
    match (document, more) {
        (Value::Object(entries), Value::Object(more)) => {
            for (key, value) in more {
                merge(entries.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(elements), Value::Array(more)) => elements.extend(more),
        (place, value) => *place = value,
    }
}
