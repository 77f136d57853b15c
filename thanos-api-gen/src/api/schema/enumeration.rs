//! String enumerations, which stay open to values that the spec does not list.

use super::super::reader::Reader;
use super::super::{Variant, type_name};
use crate::yaml::Node;
use std::collections::BTreeMap;

/// What holds a value that is not listed; no listed value may have its name.
const UNKNOWN: &str = "Unknown";

const HELP: &str = "leave the value out of the list: what is not listed arrives as `Unknown`, with its text";

/// The values of an enumeration with their names in Rust.
pub(super) fn variants(reader: &mut Reader<'_>, node: &Node) -> Vec<Variant> {
    let Some(list) = node.get("enum") else {
        return Vec::new();
    };
    if list.elements().is_empty() {
        reader.refuse(list.place, "the enumeration has no value", "list the values, or remove `enum`");
    }
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut variants = Vec::new();
    for element in list.elements() {
        let Some(value) = element.text() else {
            reader.refuse(
                element.place,
                "a value of a string enumeration is not text",
                "put it in quotes, or remove it",
            );
            continue;
        };
        let name = type_name(value);
        if name == UNKNOWN || !value.contains(char::is_alphanumeric) || name == "Self_" {
            reader.refuse(element.place, format!("the value \"{value}\" has no name of its own in Rust"), HELP);
        } else if let Some(other) = names.insert(name.clone(), value.to_owned()) {
            let message = if other == value {
                format!("the value \"{value}\" stands twice")
            } else {
                format!("the values \"{other}\" and \"{value}\" would both be `{name}` in Rust")
            };
            reader.refuse(element.place, message, HELP);
        }
        variants.push(Variant { value: value.to_owned(), name });
    }
    variants
}
