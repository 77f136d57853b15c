//! The keywords of a schema: which of them the types enforce, and which are only documentation.

use super::super::reader::Reader;
use crate::error::Place;
use crate::yaml::Node;

/// Keywords that describe a schema of any type, or that the types enforce.
const ANY: &[&str] = &["type", "title", "description", "nullable", "example", "externalDocs", "deprecated"];

/// Keywords of any type that say what the types do not look at.
const ANY_LIMITS: &[&str] = &["default", "readOnly", "writeOnly"];

/// What a type has beside these: its name, keywords that the types enforce, and limits that they do not look at.
const TYPES: &[(&str, &[&str], &[&str])] = &[
    ("object", &["properties", "required", "additionalProperties"], &["minProperties", "maxProperties"]),
    ("array", &["items"], &["minItems", "maxItems", "uniqueItems"]),
    ("string", &["format", "enum"], &["pattern", "minLength", "maxLength"]),
    ("integer", NUMBER, NUMBER_LIMITS),
    ("number", NUMBER, NUMBER_LIMITS),
    ("boolean", &["enum"], &[]),
];
const NUMBER: &[&str] = &["format", "enum"];
const NUMBER_LIMITS: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

const COMPOSITION: &[&str] = &["allOf", "anyOf", "oneOf", "not", "discriminator"];

/// The extension that lists the keywords beside it which the types do not enforce.
const DOCUMENTATION: &str = "x-documentation-only";

/// Refuses what the types would not keep, and gives the schema's type.
pub(in crate::api) fn refuse(reader: &mut Reader<'_>, node: &Node) -> Option<&'static str> {
    if let Some(entry) = node.entries().iter().find(|entry| COMPOSITION.contains(&entry.key.as_str())) {
        let help = "describe one object with all its properties";
        reader.refuse(entry.place, format!("`{}` has no plain type in Rust", entry.key), help);
        return None;
    }
    let (kind, keywords, limits) = kind(reader, node)?;
    let limits: Vec<&str> = ANY_LIMITS.iter().chain(limits).copied().collect();
    let known: Vec<&str> = ANY.iter().chain(keywords).chain(&limits).copied().collect();
    reader.keys(node, &format!("a schema of type `{kind}`"), &known);
    for entry in node.entries().iter().filter(|entry| limits.contains(&entry.key.as_str())) {
        refuse_unless_documentation(reader, node, &entry.key, entry.place);
    }
    enumeration(reader, node, kind);
    format(reader, node, kind);
    documentation(reader, node, &limits);
    Some(kind)
}

fn kind(
    reader: &mut Reader<'_>,
    node: &Node,
) -> Option<(&'static str, &'static [&'static str], &'static [&'static str])> {
    let Some(kind) = node.get("type") else {
        reader.refuse(node.place, "a schema has no `type`", "add `type`");
        return None;
    };
    let found = TYPES.iter().find(|(name, ..)| kind.text() == Some(name)).copied();
    if found.is_none() {
        let names: Vec<&str> = TYPES.iter().map(|(name, ..)| *name).collect();
        let help = format!("write one of: {}", names.join(", "));
        reader.refuse(kind.place, "the type is not one of OpenAPI 3.0", help);
    }
    found
}

/// Whether the spec itself says that a keyword is only documentation.
pub(super) fn is_documentation(node: &Node, keyword: &str) -> bool {
    node.get(DOCUMENTATION).is_some_and(|list| list.elements().iter().any(|name| name.text() == Some(keyword)))
}

fn refuse_unless_documentation(reader: &mut Reader<'_>, node: &Node, keyword: &str, place: Place) {
    if keyword == "default" && super::is_secret(node) {
        let help = "remove it: a secret belongs neither into a spec nor into code";
        reader.refuse(place, "a secret has a default", help);
    } else if !is_documentation(node, keyword) {
        let help = format!("write `{DOCUMENTATION}: [{keyword}]` beside it, or remove it");
        reader.refuse(place, format!("the types do not enforce `{keyword}`"), help);
    }
}

fn enumeration(reader: &mut Reader<'_>, node: &Node, kind: &str) {
    if let Some(list) = node.get("enum").filter(|_| kind != "string" && !is_documentation(node, "enum")) {
        let help = format!("write `{DOCUMENTATION}: [enum]` beside it, or remove it");
        reader.refuse(list.place, format!("an enumeration of type `{kind}` has no names in Rust"), help);
    }
}

/// Only these formats change the type; every other one would be kept as plain text or a plain number.
fn format(reader: &mut Reader<'_>, node: &Node, kind: &str) {
    let Some(format) = node.get("format") else { return };
    let enforced = matches!(
        (kind, format.text()),
        ("string", Some("uuid" | "password")) | ("integer", Some("int32" | "int64")) | ("number", Some("double"))
    );
    if !enforced {
        refuse_unless_documentation(reader, node, "format", format.place);
    }
    if node.get("enum").is_some() && enforced && !is_documentation(node, "enum") {
        reader.refuse(format.place, "an enumeration has no format", "remove `format`");
    }
}

fn documentation(reader: &mut Reader<'_>, node: &Node, limits: &[&str]) {
    let Some(list) = node.get(DOCUMENTATION) else { return };
    if !list.is_list() {
        reader.refuse(list.place, format!("`{DOCUMENTATION}` must be a list of keywords"), "write `[keyword]`");
    }
    for name in list.elements() {
        let keyword = name.text().unwrap_or_default();
        let may_be = limits.contains(&keyword) || keyword == "format" || keyword == "enum";
        if !may_be || node.get(keyword).is_none() {
            let help = "name a keyword that stands beside it and limits values, or remove it";
            reader.refuse(name.place, format!("`{DOCUMENTATION}` names nothing by `{keyword}`"), help);
        }
    }
}
