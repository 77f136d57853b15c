//! The bodies that operations send and receive, and everything that shows one of them: samples and examples.

use serde_json::Value;

use super::super::spec::objects;
use crate::json;
use crate::pointer;
use crate::report::Spot;
use crate::spec::Spec;
use crate::tree::{self, Failure, SAMPLES, Tree};

/// The JSON of a request or of a success.
pub(super) struct Body {
    /// How the names of its samples begin: `<operationId>.<request|status>`.
    name: String,
    /// The pointer of the media type, which has the schema and maybe examples.
    pub(super) media: String,
}

/// A value that claims to be what a schema describes.
pub(super) struct Shown {
    /// The pointer of the schema.
    pub(super) schema: String,
    pub(super) value: Value,
    pub(super) origin: Origin,
}

/// Where a value was shown.
pub(super) enum Origin {
    Sample {
        file: String,
        text: String,
    },
    /// At this pointer of the spec.
    Example(String),
}

impl Shown {
    pub(super) fn is_file(&self, name: &str) -> bool {
        matches!(&self.origin, Origin::Sample { file, .. } if file == name)
    }

    pub(super) fn is_sample(&self) -> bool {
        matches!(self.origin, Origin::Sample { .. })
    }

    /// A value within this one, to be shown. The text of a sample is not: it may hold a password.
    pub(super) fn spot(&self, spec: &Spec, at: &str) -> Spot {
        match &self.origin {
            Origin::Sample { file, text } => Spot::new(file, json::place(text, at)),
            Origin::Example(pointer) => spec.spot(&format!("{pointer}{at}")),
        }
    }
}

impl Body {
    pub(super) fn schema(&self) -> String {
        pointer::join(&self.media, "schema")
    }

    /// The file that has the same data as the body's example.
    pub(super) fn sample(&self) -> String {
        format!("{SAMPLES}/{}.json", self.name)
    }

    /// The file that has the same data as one of the body's named examples.
    pub(super) fn named_sample(&self, name: &str) -> String {
        format!("{SAMPLES}/{}.{name}.json", self.name)
    }
}

/// The bodies of all operations, as far as the spec is clear about them.
pub(super) fn bodies(spec: &Spec) -> Vec<Body> {
    let mut bodies = Vec::new();
    let paths = spec.get("/paths").and_then(Value::as_object).into_iter().flatten();
    for (path, item) in paths {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let Some(id) = operation.get("operationId").and_then(Value::as_str) else { continue };
            let at = pointer::join(&pointer::join("/paths", path), method);
            let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
            let successes = responses.filter(|(status, _)| status.len() == 3 && status.starts_with('2'));
            let parts = successes.map(|(status, _)| (status.as_str(), format!("{at}/responses/{status}")));
            for (part, at) in parts.chain([("request", format!("{at}/requestBody"))]) {
                let media = format!("{}/content/application~1json", spec.resolve(&at));
                if spec.get(&media).is_some() {
                    bodies.push(Body { name: format!("{id}.{part}"), media });
                }
            }
        }
    }
    bodies
}

/// Every sample of a body that reads as JSON, and the files of those that are missing or do not.
pub(super) fn samples(tree: &Tree, bodies: &[Body]) -> Result<(Vec<Shown>, Vec<String>), Failure> {
    let (mut samples, mut unread) = (Vec::new(), Vec::new());
    for name in tree.names(SAMPLES)? {
        let stem = name.strip_suffix(".json").unwrap_or_default();
        let is_of =
            |body: &&Body| stem.strip_prefix(&body.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let Some(body) = bodies.iter().find(is_of) else { continue };
        let file = format!("{SAMPLES}/{name}");
        let text = tree::text(&tree.read(&file)?).unwrap_or_default();
        match serde_json::from_str(&text) {
            Ok(value) => samples.push(Shown { schema: body.schema(), value, origin: Origin::Sample { file, text } }),
            Err(_) => unread.push(file),
        }
    }
    unread.extend(bodies.iter().map(Body::sample).filter(|file| !samples.iter().any(|sample| sample.is_file(file))));
    Ok((samples, unread))
}

/// Every example in the spec that stands beside a schema or in it.
pub(super) fn examples(spec: &Spec) -> Vec<Shown> {
    let mut examples = Vec::new();
    for (at, object) in objects(&spec.document) {
        let beside = object.contains_key("schema");
        let schema = if beside { pointer::join(&at, "schema") } else { at.clone() };
        let named = object.get("examples").and_then(Value::as_object).filter(|_| beside).into_iter().flatten();
        let named =
            named.map(|(name, _)| format!("{}/value", spec.resolve(&pointer::join(&format!("{at}/examples"), name))));
        for at in named.chain([format!("{at}/example")]) {
            if let Some(value) = spec.get(&at) {
                let (schema, value) = (schema.clone(), value.clone());
                examples.push(Shown { schema, value, origin: Origin::Example(at) });
            }
        }
    }
    examples
}
