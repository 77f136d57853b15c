//! Parameters and the token: what goes out beside the body.

use thanos_api_gen::yaml::Node;
use thanos_api_gen::{type_name, variable_name};

use super::super::change::{Step, Urgency};
use super::super::kind::Held;
use super::super::side::{Operation, Reach, Side};
use super::places::Subject;
use super::{Comparison, Known};

const PARAMETER: Known = Known {
    judged: &["name", "required", "schema"],
    prose: &["description", "deprecated", "example", "examples", "style", "explode"],
};

const SCHEME: &[&str] = &["type", "in", "name", "scheme", "bearerFormat", "x-prefix"];
const ALL_OF_SCHEME: &[&str] = &["type", "in", "name", "scheme", "bearerFormat", "x-prefix", "description"];

#[derive(Clone, Copy)]
struct Parameter<'a> {
    node: &'a Node,
    name: &'a str,
    /// The number of its place in the path; none in the query.
    position: Option<usize>,
}

/// The header that carries the token, and what stands before it.
struct Scheme<'a> {
    header: String,
    prefix: &'a str,
    node: Option<&'a Node>,
}

impl<'a> Comparison<'a> {
    pub(super) fn parameters(&mut self, old: Operation<'a>, new: Operation<'a>) {
        let (was, is) = (parameters(&self.old, old), parameters(&self.new, new));
        let setter = format!("builder::{}", type_name(new.id));
        for then in &was {
            if is.iter().any(|now| is_same(*then, *now)) {
                continue;
            }
            let (name, stood) = (variable_name(then.name), self.stood(then.node.place));
            let renamed = then.position.and_then(|at| is.iter().find(|now| now.position == Some(at)));
            let how =
                renamed.map_or_else(|| "gone".to_owned(), |now| format!("renamed to `{}`", variable_name(now.name)));
            let text = format!("`{setter}::{name}` is {how}; shipped clients go on{stood}");
            self.add(renamed.map_or(new.method.place, |now| now.node.place), Step::Major, Urgency::None, text);
        }
        for now in &is {
            let renamed = |then: &&Parameter| {
                let stays = is.iter().any(|other| is_same(**then, *other));
                !stays && then.position.is_some() && then.position == now.position
            };
            let before = was.iter().find(|then| is_same(**then, *now));
            if let Some(then) = before.or_else(|| was.iter().find(renamed)) {
                self.parameter(new, *then, *now);
                continue;
            }
            let (step, urgency, how) = if is_required(*now) {
                let how = "no call succeeds without it, and shipped clients do not send it";
                (Step::Major, Urgency::Urgent, how)
            } else {
                (Step::Minor, Urgency::None, "shipped clients go on")
            };
            let name = variable_name(now.name);
            self.add(now.node.place, step, urgency, format!("`{setter}::{name}` is new: {how}"));
        }
    }

    fn parameter(&mut self, operation: Operation, was: Parameter<'a>, is: Parameter<'a>) {
        let spec = format!("{}.{}", variable_name(operation.id), is.name);
        let rust = format!("builder::{}::{}", type_name(operation.id), variable_name(is.name));
        let place = is.node.place;
        if was.name != is.name && is.position.is_none() {
            let text = format!(
                "`{spec}` was `{}`: `{rust}` stays; the server does not find it in what shipped clients send",
                was.name
            );
            self.add(place, Step::Patch, Urgency::Urgent, text);
        }
        match (is_required(was), is_required(is)) {
            (false, true) => {
                let text = format!(
                    "`{spec}` is required now: no call succeeds without it, and shipped clients may leave it out"
                );
                self.add(place, Step::Major, Urgency::Urgent, text);
            }
            (true, false) => {
                let text = format!("`{spec}` is optional now: `{rust}` need not be called; shipped clients go on");
                self.add(place, Step::Patch, Urgency::None, text);
            }
            _ => {}
        }
        let schemas = (was.node.get("schema"), is.node.get("schema"));
        if let Some((then, now)) = self.both(&format!("the schema of `{spec}`"), place, schemas) {
            let [then, now] = [then, now].map(|node| Held { node, required: true });
            self.held(&Subject { spec: spec.clone(), rust, place, reach: Reach::SENT }, then, now);
        }
        self.rest(&format!("`{spec}`"), was.node, is.node, &PARAMETER);
    }

    /// Compares where the token goes.
    pub(super) fn security(&mut self, old: Operation<'a>, new: Operation<'a>) {
        let (was, is) = (scheme(&self.old, old), scheme(&self.new, new));
        let told = |scheme: &Option<Scheme>| match scheme {
            None => "nowhere".to_owned(),
            Some(scheme) => format!("into `{}: {}`", scheme.header, format!("{} TOKEN", scheme.prefix).trim_start()),
        };
        let place = is.as_ref().and_then(|scheme| scheme.node).map_or(new.method.place, |node| node.place);
        let moves = told(&was) != told(&is);
        if moves {
            let urgency = if is.is_some() { Urgency::Urgent } else { Urgency::None };
            let text = format!("the token goes {} instead of {}: shipped clients do as before", told(&is), told(&was));
            self.add(place, Step::Patch, urgency, text);
        }
        let both = was.and_then(|scheme| scheme.node).zip(is.and_then(|scheme| scheme.node));
        if let Some((then, now)) = both {
            // What they come to has been told.
            let (judged, prose) = if moves { (SCHEME, &["description"][..]) } else { (&[][..], ALL_OF_SCHEME) };
            self.rest("the security scheme", then, now, &Known { judged, prose });
        }
    }
}

fn parameters<'a>(side: &Side<'a>, operation: Operation<'a>) -> Vec<Parameter<'a>> {
    let names: Vec<_> = operation.path.key.split('{').skip(1).filter_map(|part| part.split_once('}')).collect();
    let parameter = |node: &'a Node| {
        let name = node.get("name").and_then(Node::text)?;
        let position = names.iter().position(|(known, _)| *known == name);
        let position = position.filter(|_| node.get("in").and_then(Node::text) == Some("path"));
        Some(Parameter { node, name, position })
    };
    side.parameters(operation).into_iter().filter_map(parameter).collect()
}

fn is_same(one: Parameter, other: Parameter) -> bool {
    variable_name(one.name) == variable_name(other.name) && one.position.is_some() == other.position.is_some()
}

fn is_required(parameter: Parameter) -> bool {
    parameter.node.get("required").and_then(Node::boolean) == Some(true)
}

/// The scheme that an operation asks for: its own, or the document's.
fn scheme<'a>(side: &Side<'a>, operation: Operation<'a>) -> Option<Scheme<'a>> {
    let security = operation.method.value.get("security").or_else(|| side.root.get("security"))?;
    let name = &security.elements().first()?.entries().first()?.key;
    let node = side.components("securitySchemes").iter().find(|entry| entry.key == *name).map(|entry| &entry.value);
    let text = |key: &str| node.and_then(|node| node.get(key)).and_then(Node::text);
    let (header, prefix) = match text("type") {
        Some("apiKey") => (text("name").unwrap_or_default().to_ascii_lowercase(), text("x-prefix").unwrap_or_default()),
        _ => ("authorization".to_owned(), "Bearer"),
    };
    Some(Scheme { header, prefix, node })
}
