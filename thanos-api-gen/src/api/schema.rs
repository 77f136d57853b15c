//! Schemas: what becomes a type, and what no type could keep its word about.

mod enumeration;
mod keywords;

pub(super) use keywords::refuse as refuse_keywords;

use super::names::{self, CREDENTIALS};
use super::reader::Reader;
use super::{Component, Kind, Use, type_name, variable_name};
use crate::yaml::{Entry, Node};
use std::collections::BTreeMap;

const INLINE: &str = "name the schema under `components.schemas` and refer to it by `$ref`";

/// Every component, in the order of the text.
pub(super) fn components(reader: &mut Reader<'_>) -> Vec<Component> {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    let mut components = Vec::new();
    for entry in reader.components("schemas") {
        let name = type_name(&entry.key);
        let legal = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if names::is_reserved_type(&name) || !entry.key.chars().all(legal) || entry.key.is_empty() {
            let message = format!("the component would be the type `{name}`, which generated code cannot have");
            reader.refuse(entry.place, message, "rename the component");
        } else if let Some(other) = names.insert(name.clone(), &entry.key) {
            let message = format!("the components `{other}` and `{}` would be one type, `{name}`", entry.key);
            reader.refuse(entry.place, message, "rename one of them");
        }
        components.extend(component(reader, entry));
        refuse_endless_list(reader, entry);
    }
    components
}

/// A shared list stands for its elements wherever it is referred to, so it cannot be one of them.
fn refuse_endless_list(reader: &mut Reader<'_>, entry: &Entry) {
    let lists = reader.components("schemas");
    let element_of = |list: &Entry| {
        list.value.get("x-shared")?;
        let name = list.value.get("items")?.get("$ref")?.text()?.strip_prefix("#/components/schemas/")?;
        lists.iter().find(|list| list.key == name)
    };
    let mut elements = std::iter::successors(element_of(entry), |&element| element_of(element)).take(lists.len());
    if elements.any(|element| element.key == entry.key) {
        let help = "remove `x-shared` from one of the lists, or put it into an object";
        reader.refuse(entry.place, "a list marked `x-shared` holds itself", help);
    }
}

fn component<'a>(reader: &mut Reader<'a>, entry: &'a Entry) -> Option<Component> {
    let node = &entry.value;
    if let Some(reference) = node.get("$ref") {
        let help = "refer to the other component wherever this one is referred to, and remove this one";
        reader.refuse(reference.place, "a component that is only a `$ref` has no type of its own", help);
        return None;
    }
    let kind = keywords::refuse(reader, node)?;
    if let Some(nullable) = node.get("nullable") {
        let help = "write `nullable` on each property that may be null";
        reader.refuse(nullable.place, "a component cannot be nullable, only a place that holds one", help);
    }
    let mut uses = Vec::new();
    let kind = match kind {
        "object" => {
            object(reader, node, &mut uses);
            Kind::Object
        }
        "array" => {
            items(reader, node, &mut uses);
            Kind::Array
        }
        "string" if node.get("enum").is_some() && !keywords::is_documentation(node, "enum") => {
            Kind::Enumeration(enumeration::variants(reader, node))
        }
        _ => {
            refuse_secret(reader, node);
            Kind::Scalar
        }
    };
    if entry.key == CREDENTIALS {
        refuse_other_credentials(reader, entry, &uses);
    }
    Some(Component {
        name: entry.key.clone(),
        shared: shared(reader, node, &kind),
        kind,
        description: node.get("description").and_then(Node::text).map(str::to_owned),
        uses,
    })
}

fn shared(reader: &mut Reader<'_>, node: &Node, kind: &Kind) -> bool {
    let Some(mark) = node.get("x-shared") else { return false };
    let fits = match kind {
        Kind::Object => true,
        Kind::Array => node.get("items").is_some_and(|items| items.get("$ref").is_some()),
        Kind::Enumeration(_) | Kind::Scalar => false,
    };
    if mark.boolean() != Some(true) || !fits {
        let help = "write `x-shared: true` on an object, or on an array whose items are a `$ref`; or remove it";
        reader.refuse(mark.place, "`x-shared` does not apply here", help);
    }
    fits
}

/// A secret that is a component of its own would become a printable newtype.
fn refuse_secret(reader: &mut Reader<'_>, node: &Node) {
    if is_secret(node) {
        let help = "write `type: string` and `format: password` at the property itself";
        reader.refuse(node.place, "a secret cannot be a component of its own", help);
    }
}

fn is_secret(node: &Node) -> bool {
    let is = |key: &str, text: &str| node.get(key).and_then(Node::text) == Some(text);
    is("type", "string") && is("format", "password") && !keywords::is_documentation(node, "format")
}

/// The client fills this component itself, so its shape is fixed.
fn refuse_other_credentials(reader: &mut Reader<'_>, entry: &Entry, uses: &[Use]) {
    let properties = entry.value.get("properties").map(Node::entries).unwrap_or_default();
    let plain = |name: &str, secret: bool| {
        properties.iter().any(|property| {
            let node = &property.value;
            let nullable = node.get("nullable").and_then(Node::boolean) == Some(true);
            property.key == name
                && node.get("type").and_then(Node::text) == Some("string")
                && is_secret(node) == secret
                && !nullable
        })
    };
    let required = entry.value.get("required").map_or(0, |required| required.elements().len());
    let fits = properties.len() == 2 && required == 2 && uses.len() == 1;
    if !(fits && plain("username", false) && plain("password", true)) {
        let message = format!("`{CREDENTIALS}` is what the client itself sends: a username and a password");
        let help = "describe exactly `username` (string) and `password` (string, format password), both required";
        reader.refuse(entry.place, message, help);
    }
}

fn object<'a>(reader: &mut Reader<'a>, node: &'a Node, uses: &mut Vec<Use>) {
    let properties = node.get("properties").map(Node::entries).unwrap_or_default();
    let required = required(reader, node, properties);
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for property in properties {
        let name = variable_name(&property.key);
        if let Some(other) = names.insert(name.clone(), &property.key) {
            let message = format!("the properties `{other}` and `{}` would be one field, `{name}`", property.key);
            reader.refuse(property.place, message, "leave one of them out: unknown properties are ignored");
        }
        let optional = !required.contains(&property.key.as_str());
        if optional && loses_absence(&property.value) {
            let message = "an optional list or map: typify cannot tell absent from empty";
            let help = "add it to `required`, or name its schema as a component and refer to it by `$ref`";
            reader.refuse(property.place, message, help);
        }
        place(reader, &property.value, uses);
    }
    match node.get("additionalProperties") {
        Some(extra) if extra.is_map() && properties.is_empty() => place(reader, extra, uses),
        Some(extra) if extra.is_map() => {
            let help = "write `additionalProperties: true` or false, or leave `properties` out";
            reader.refuse(extra.place, "properties and a schema for all others cannot stand together", help);
        }
        _ => {}
    }
}

/// typify skips an empty list or map when it writes, although it was sent.
fn loses_absence(property: &Node) -> bool {
    let kind = property.get("type").and_then(Node::text);
    let nullable = property.get("nullable").and_then(Node::boolean) == Some(true);
    matches!(kind, Some("array" | "object")) && !nullable && property.get("properties").is_none()
}

fn required<'a>(reader: &mut Reader<'a>, node: &'a Node, properties: &[Entry]) -> Vec<&'a str> {
    let mut names = Vec::new();
    for name in node.get("required").map(Node::elements).unwrap_or_default() {
        let text = name.text().unwrap_or_default();
        if !properties.iter().any(|property| property.key == text) {
            let help = "add it to `properties`, or correct the name";
            reader.refuse(name.place, format!("`required` names `{text}`, which is no property"), help);
        } else if names.contains(&text) {
            reader.refuse(name.place, format!("`required` names `{text}` twice"), "remove one of them");
        }
        names.push(text);
    }
    names
}

fn items<'a>(reader: &mut Reader<'a>, node: &'a Node, uses: &mut Vec<Use>) {
    if let Some(items) = reader.required(node, "an array", "items") {
        place(reader, items, uses);
    }
}

/// A property, an element or a value of a map.
fn place<'a>(reader: &mut Reader<'a>, node: &'a Node, uses: &mut Vec<Use>) {
    if node.get("$ref").is_some() {
        let component = reader.referred(node, "schemas").map(|component| component.key.clone());
        uses.extend(component.map(Use::Component));
        return;
    }
    let Some(kind) = keywords::refuse(reader, node) else {
        return;
    };
    refuse_inline_enumeration(reader, node);
    if let Some(mark) = node.get("x-shared") {
        reader.refuse(mark.place, "`x-shared` does not apply to a place, but to a component", INLINE);
    }
    match kind {
        "array" => items(reader, node, uses),
        "object" if is_closed(node) || node.get("properties").is_some() => {
            reader.refuse(node.place, "an object stands inline", INLINE);
        }
        "object" => {
            if let Some(extra) = node.get("additionalProperties").filter(|extra| extra.is_map()) {
                place(reader, extra, uses);
            }
        }
        _ if is_secret(node) => uses.push(Use::Secret),
        _ => {}
    }
}

fn refuse_inline_enumeration(reader: &mut Reader<'_>, node: &Node) {
    let is_text = node.get("type").and_then(Node::text) == Some("string");
    if is_text && node.get("enum").is_some() && !keywords::is_documentation(node, "enum") {
        reader.refuse(node.place, "an enumeration stands inline", INLINE);
    }
}

fn is_closed(node: &Node) -> bool {
    node.get("additionalProperties").and_then(Node::boolean) == Some(false)
}

/// A parameter holds one value, or in the query a list of them.
pub(super) fn parameter<'a>(reader: &mut Reader<'a>, node: &'a Node, may_be_list: bool) {
    let place = node.place;
    let node = match node.get("$ref") {
        None => {
            refuse_inline_enumeration(reader, node);
            node
        }
        Some(_) => match reader.referred(node, "schemas") {
            None => return,
            Some(component) => &component.value,
        },
    };
    let Some(kind) = keywords::refuse(reader, node) else {
        return;
    };
    if kind == "array" && may_be_list {
        if let Some(items) = node.get("items") {
            parameter(reader, items, false);
        }
        return;
    }
    if is_secret(node) {
        let help = "send it in a body, or in the header of a security scheme";
        reader.refuse(place, "a secret in a URL ends up in logs", help);
    }
    if kind == "array" || kind == "object" {
        reader.refuse(place, "a parameter of this type has no agreed form in a URL", "use text, a number or a boolean");
    }
}
