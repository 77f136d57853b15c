//! The samples: each with the schema that describes it and the compiled type that holds it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use thanos_api::check::{self, Part};
use thanos_api_gen::yaml::Node;

use crate::types::spec::{Schema, Spec, Spot};

const FOLDER: &str = "openapi/samples";

pub(crate) struct Sample<'a> {
    pub(crate) file: String,
    pub(crate) value: Value,
    pub(crate) schema: Schema<'a>,
    /// Where the schema stands in the document, as a JSON pointer.
    pub(crate) pointer: String,
    pub(crate) part: &'static Part,
}

/// Reads what the proofs before this one have found to be there and to be JSON.
pub(crate) fn read<'a>(root: &Path, spec: &'a Spec) -> Result<Vec<Sample<'a>>, String> {
    let folder = fs::read_dir(root.join(FOLDER)).map_err(|cause| format!("cannot read {FOLDER}: {cause}"))?;
    let mut names: Vec<_> = folder.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.iter().map(|name| sample(root, spec, name)).collect()
}

fn sample<'a>(root: &Path, spec: &'a Spec, name: &str) -> Result<Sample<'a>, String> {
    let file = format!("{FOLDER}/{name}");
    let text = fs::read_to_string(root.join(&file)).map_err(|cause| format!("cannot read {file}: {cause}"))?;
    let value = serde_json::from_str(&text).map_err(|_| format!("{file} is not JSON"))?;

    let mut parts = name.split('.');
    let (operation, body) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let part = check::parts().iter().find(|part| part.operation == operation && part.name == body);
    let part = part.ok_or_else(|| format!("the client has no type for {file}"))?;
    let (pointer, node) = described(spec, operation, body).ok_or_else(|| format!("{file} has no schema"))?;
    let schema = match spec.schema(Spot::new(format!("{operation}.{body}"), node.place), node) {
        // The component itself tells more than the place that refers to it.
        Schema { component: Some(name), .. } => spec.component(name),
        inline => Some(inline),
    };
    let schema = schema.ok_or_else(|| format!("{file} has no schema"))?;
    Ok(Sample { file, value, schema, pointer, part })
}

/// The schema of a body, and its JSON pointer.
pub(crate) fn described<'a>(spec: &'a Spec, operation: &str, body: &str) -> Option<(String, &'a Node)> {
    for path in spec.root.get("paths")?.entries() {
        for method in path.value.entries() {
            if method.value.get("operationId").and_then(Node::text) != Some(operation) {
                continue;
            }
            let step = format!("/paths/{}/{}", escaped(&path.key), method.key);
            return match body {
                "request" => content(spec, format!("{step}/requestBody"), method.value.get("requestBody")?),
                status => {
                    let response = method.value.get("responses")?.get(status)?;
                    content(spec, format!("{step}/responses/{status}"), response)
                }
            };
        }
    }
    None
}

fn content<'a>(spec: &'a Spec, pointer: String, node: &'a Node) -> Option<(String, &'a Node)> {
    let pointer = match node.get("$ref").and_then(Node::text) {
        Some(reference) => reference.trim_start_matches('#').to_owned(),
        None => pointer,
    };
    let media = spec.resolved(node).get("content")?.entries().first()?;
    Some((format!("{pointer}/content/{}/schema", escaped(&media.key)), media.value.get("schema")?))
}

/// A key as a step of a JSON pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
