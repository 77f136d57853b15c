//! Parameters in the path and in the query.

use super::names::is_reserved_setter;
use super::reader::Reader;
use super::{schema, variable_name};
use crate::error::Place;
use crate::yaml::{Entry, Node};
use std::collections::BTreeMap;

const KNOWN: &[&str] =
    &["name", "in", "description", "required", "deprecated", "style", "explode", "schema", "example", "examples"];

/// Refuses what progenitor would get wrong about the parameters of an operation.
pub(super) fn parameters<'a>(reader: &mut Reader<'a>, path: &'a Entry, operation: &'a Node, place: Place) {
    let shared = path.value.get("parameters").map(Node::elements).unwrap_or_default();
    let own = operation.get("parameters").map(Node::elements).unwrap_or_default();
    let mut effective: BTreeMap<(&str, &str), (&Node, Place)> = BTreeMap::new();
    for node in shared.iter().chain(own) {
        let Some(parameter) = reader.resolve(node, "parameters") else {
            continue;
        };
        let name = reader.required_text(parameter, "a parameter", "name");
        let location = reader.required_text(parameter, "a parameter", "in");
        if let Some((name, location)) = name.zip(location) {
            let replaced = effective.insert((location, name), (parameter, node.place));
            let is_own = |place: Place| own.iter().any(|node| node.place == place);
            if replaced.is_some_and(|(_, earlier)| is_own(earlier) == is_own(node.place)) {
                reader.refuse(node.place, "the parameter stands twice in one list", "remove one of them");
            }
        }
    }
    let mut names = BTreeMap::new();
    for (&(location, name), &(parameter, place)) in &effective {
        refuse(reader, parameter, location, name, place);
        if let Some(other) = names.insert(variable_name(name), name) {
            let message = format!("the parameters `{other}` and `{name}` would be one method");
            reader.refuse(place, message, "rename one of them, if the server allows, or leave it out");
        }
    }
    compare(reader, path, place, &effective.keys().filter(|key| key.0 == "path").map(|key| key.1).collect::<Vec<_>>());
}

fn refuse<'a>(reader: &mut Reader<'a>, parameter: &'a Node, location: &str, name: &str, place: Place) {
    reader.keys(parameter, "a parameter", KNOWN);
    let required = reader.flag(parameter, "required");
    let style = parameter.get("style").and_then(Node::text);
    let explode = parameter.get("explode").and_then(Node::boolean);
    let schema = reader.required(parameter, "a parameter", "schema");
    let rust = variable_name(name);
    if is_reserved_setter(&rust) {
        let message = format!("the parameter would be the method `{rust}`, which every request has already");
        reader.refuse(place, message, "leave the parameter out, if it may be left out");
    }
    match location {
        "path" if !required => {
            reader.refuse(place, "a parameter in the path must be required", "add `required: true`");
        }
        "path" | "query" => {}
        _ => {
            let help = "leave it out and set it by the client's `with_header`";
            reader.refuse(place, format!("a parameter in `{location}` is not supported"), help);
            return;
        }
    }
    let usual = if location == "path" { "simple" } else { "form" };
    if style.is_some_and(|style| style != usual) || explode.is_some_and(|explode| explode != (location == "query")) {
        let help = format!("leave `style` and `explode` out: `{usual}` is what is sent");
        reader.refuse(place, "this style of a parameter is not supported", help);
    }
    let nullable = schema.and_then(|schema| schema.get("nullable"));
    if let Some(nullable) = nullable.filter(|_| location == "path") {
        reader.refuse(nullable.place, "a parameter in the path cannot be null", "remove `nullable`");
    }
    if let Some(schema) = schema {
        schema::parameter(reader, schema, location == "query");
    }
}

/// A template and its parameters must name the same.
fn compare(reader: &mut Reader<'_>, path: &Entry, place: Place, described: &[&str]) {
    let used = if literals(&path.key).is_some() { variables(&path.key) } else { Vec::new() };
    for name in used.iter().filter(|name| !described.contains(&name.as_str())) {
        let help = "add it to `parameters` with `in: path`";
        reader.refuse(place, format!("the parameter `{name}` of the path is not described"), help);
    }
    for name in described.iter().filter(|name| !used.iter().any(|used| used == *name)) {
        let help = format!("write `{{{name}}}` where it belongs in the path");
        reader.refuse(place, format!("the path has no place for the parameter `{name}`"), help);
    }
    if (1..used.len()).any(|at| used[..at].contains(&used[at])) {
        reader.refuse(path.place, "a parameter stands twice in the path", "give each place a name of its own");
    }
}

/// A path without its parameters, or nothing if its braces do not match.
pub(super) fn literals(path: &str) -> Option<String> {
    let mut literals = String::new();
    let mut rest = path;
    while let Some((literal, tail)) = rest.split_once('{') {
        let (name, tail) = tail.split_once('}')?;
        if name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        literals.push_str(literal);
        rest = tail;
    }
    literals.push_str(rest);
    (!literals.contains('}')).then_some(literals)
}

fn variables(path: &str) -> Vec<String> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
