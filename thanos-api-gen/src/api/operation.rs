//! Paths and their operations.

use super::names::{self, CREDENTIALS};
use super::reader::Reader;
use super::{Operation, parameter, response, security, type_name, variable_name};
use crate::error::Place;
use crate::yaml::{Entry, Node};

const METHODS: &[&str] = &["get", "put", "post", "delete", "patch"];
const PATH: &[&str] = &["summary", "description", "parameters", "get", "put", "post", "delete", "patch"];
const OPERATION: &[&str] = &[
    "operationId", "tags", "summary", "description", "externalDocs", "parameters", "requestBody", "responses",
    "deprecated", "security",
];

/// Every operation, in the order of the text.
pub(super) fn operations(reader: &mut Reader<'_>) -> Vec<Operation> {
    let root = reader.root;
    let Some(paths) = reader.required(root, "the document", "paths") else {
        return Vec::new();
    };
    let mut operations: Vec<Operation> = Vec::new();
    for path in paths.entries().iter().filter(|entry| !super::is_extension(&entry.key)) {
        reader.keys(&path.value, "a path", PATH);
        template(reader, path);
        for entry in path.value.entries().iter().filter(|entry| METHODS.contains(&entry.key.as_str())) {
            if let Some(operation) = operation(reader, path, entry) {
                refuse_double(reader, &operations, &operation);
                operations.push(operation);
            }
        }
    }
    operations
}

fn refuse_double(reader: &mut Reader<'_>, operations: &[Operation], operation: &Operation) {
    let name = variable_name(&operation.id);
    let is_double =
        |other: &Operation| variable_name(&other.id) == name || type_name(&other.id) == type_name(&operation.id);
    if operations.iter().any(is_double) {
        let message = format!("two operations would be the method `{name}` or its builder");
        reader.refuse(operation.place, message, "give each operation an operationId of its own");
    }
}

/// A path goes into a URL as it stands, so nothing but its parameters may need encoding.
fn template(reader: &mut Reader<'_>, path: &Entry) {
    let literal = parameter::literals(&path.key);
    let legal = |c: char| c.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@".contains(c);
    if !path.key.starts_with('/')
        || path.key.contains("//")
        || !literal.as_deref().is_some_and(|text| text.chars().all(legal))
    {
        let help = "start with `/`, close each `{parameter}`, write no `//` and nothing that a URL would encode";
        reader.refuse(path.place, "the path cannot stand in a URL", help);
    }
}

fn operation<'a>(reader: &mut Reader<'a>, path: &'a Entry, entry: &'a Entry) -> Option<Operation> {
    let node = &entry.value;
    reader.keys(node, "an operation", OPERATION);
    let id = reader.required_text(node, "an operation", "operationId");
    let place = node.get("operationId").map_or(entry.place, |id| id.place);
    if let Some(id) = id {
        refuse_name(reader, id, place);
    }
    parameter::parameters(reader, path, node, entry.place);
    let request = node.get("requestBody").and_then(|body| request(reader, body));
    let security = security::of_operation(reader, node);
    let responses = reader.required(node, "an operation", "responses")?;
    let response = response::read(reader, responses)?;
    Some(Operation {
        id: id?.to_owned(),
        place,
        method: entry.key.to_ascii_uppercase(),
        path: path.key.clone(),
        request,
        success: response.success,
        answer: response.answer,
        sample: response.sample,
        statuses: response.statuses,
        security,
    })
}

fn refuse_name(reader: &mut Reader<'_>, id: &str, place: Place) {
    let name = variable_name(id);
    if names::is_reserved_method(&name) {
        let message = format!("the operationId would be the method `{name}`, which the client has already");
        reader.refuse(place, message, "choose another operationId");
    } else if names::is_reserved_builder(&type_name(id)) {
        let message =
            format!("the operationId would be the builder `{}`, which generated code cannot have", type_name(id));
        reader.refuse(place, message, "choose another operationId");
    } else if !id.starts_with(|c: char| c.is_ascii_alphabetic())
        || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        || name.ends_with('_')
    {
        let message = format!("the operationId makes no name for a method and for sample files: `{name}`");
        reader.refuse(place, message, "begin with a letter, write letters, digits and `_`, and no keyword of Rust");
    }
}

/// The component that a request's body holds.
fn request<'a>(reader: &mut Reader<'a>, body: &'a Node) -> Option<String> {
    let body = reader.resolve(body, "requestBodies")?;
    reader.keys(body, "a request body", &["description", "required", "content"]);
    if let Some(required) = body.get("required").filter(|required| required.boolean() != Some(true)) {
        let help = "write `required: true`, or leave `requestBody` out";
        reader.refuse(required.place, "the client always sends a request's body", help);
    }
    let content = reader.required(body, "a request body", "content")?;
    let schema = response::json_schema(reader, content)?;
    if schema.get("$ref").is_none() {
        let help = "name the schema under `components.schemas` and refer to it by `$ref`";
        reader.refuse(schema.place, "the schema of a request body stands inline", help);
        return None;
    }
    let component = reader.referred(schema, "schemas")?;
    if component.value.get("x-shared").is_some() {
        let help = format!("`x-shared` is for what is received; {CREDENTIALS} and other requests are sent once");
        reader.refuse(schema.place, "a request body is a component marked `x-shared`", help);
    }
    Some(component.key.clone())
}
