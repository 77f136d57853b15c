//! Components, security schemes and tags that no operation leads to.

use std::collections::BTreeSet;

use serde_json::Value;

use super::objects;
use crate::pointer;
use crate::report::Finding;
use crate::spec::Spec;

const SCHEMES: &str = "/components/securitySchemes";

pub(super) fn findings(spec: &Spec) -> Vec<Finding> {
    let used = used(&spec.document);
    let components = entries(spec.get("/components"));
    let components = components.filter(|(kind, _)| !kind.starts_with("x-"));
    let named = components.flat_map(|(kind, named)| {
        let kind = pointer::join("/components", kind);
        entries(Some(named)).map(move |(name, _)| pointer::join(&kind, name))
    });
    let tags = elements(spec.get("/tags")).enumerate().filter_map(|(number, tag)| {
        let name = tag.get("name").and_then(Value::as_str)?;
        (!used.contains(&tag_pointer(name))).then(|| format!("/tags/{number}/name"))
    });
    let unused = named.filter(|at| !used.contains(at)).chain(tags);
    let finding = |at: String| {
        let help = "refer to it where it belongs, or remove it";
        spec.finding(&at, "no operation uses this", help)
    };
    unused.map(finding).collect()
}

/// The pointers of all components that an operation leads to.
fn used(document: &Value) -> BTreeSet<String> {
    let objects = objects(document);
    let mut used = BTreeSet::new();
    let mut roots = vec![String::new()];
    while let Some(root) = roots.pop() {
        // Components are looked at one by one, when something leads to them.
        let inside = |at: &str| match root.as_str() {
            "" => !at.starts_with("/components/"),
            component => at == component || at.starts_with(&format!("{component}/")),
        };
        for (_, object) in objects.iter().filter(|(at, _)| inside(at)) {
            let reference = object.get("$ref").and_then(|reference| reference.as_str()?.strip_prefix('#'));
            let security = elements(object.get("security")).flat_map(|requirement| entries(Some(requirement)));
            let schemes = security.map(|(scheme, _)| pointer::join(SCHEMES, scheme));
            let tags = elements(object.get("tags")).filter_map(|tag| tag.as_str().map(tag_pointer));
            used.extend(schemes.chain(tags));
            if let Some(reference) = reference.filter(|reference| used.insert((*reference).to_owned())) {
                roots.push(reference.to_owned());
            }
        }
    }
    used
}

/// A tag is named and not pointed at; this keeps its name apart from all pointers.
fn tag_pointer(name: &str) -> String {
    format!("tag {name}")
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn elements(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}
