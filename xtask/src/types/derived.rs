//! The schema that each compiled type derives is the spec's component, in both directions.
//!
//! Descriptions are not compared: freshness holds them equal to the spec, as rustdoc writes them. Not counted either:
//! the order of names, keywords that are documentation only, and what an optional field adds to a schema.

use std::collections::{BTreeMap, BTreeSet};

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use thanos_api::check;
use thanos_api_gen::yaml::Node;

use crate::types::finding::Finding;
use crate::types::spec::{Schema, Spec, Spot, reference};

/// Keywords that tell a reader something and limit no value.
const PROSE: [&str; 7] = ["title", "description", "example", "externalDocs", "deprecated", "default", "nullable"];
const REFERENCE: &str = "#/components/schemas/";

pub(crate) fn compare(spec: &Spec) -> Vec<Finding> {
    let types = Types::derive();
    let mut findings = Vec::new();
    for entry in spec.components() {
        let Some(schema) = spec.component(&entry.key) else { continue };
        match types.schemas.get(entry.key.as_str()) {
            None => findings.push(Finding::new(&schema.spot, "the client has no type for this component")),
            Some(derived) => Comparison { spec, types: &types, findings: &mut findings }.schema(&schema, derived),
        }
    }
    let place = spec.root.get("components").map_or(spec.root.place, |components| components.place);
    for name in types.schemas.keys().filter(|name| spec.component(name).is_none()) {
        findings
            .push(Finding::new(&Spot::new(*name, place), "the client has a type for it, and the spec no component"));
    }
    findings
}

/// What the compiled types derive.
struct Types {
    /// By the component's name.
    schemas: BTreeMap<&'static str, Value>,
    /// From the name that a derived schema refers to, to that of the component.
    names: BTreeMap<String, &'static str>,
}

impl Types {
    fn derive() -> Self {
        let mut generator = SchemaSettings::openapi3().into_generator();
        let components = check::components().iter();
        let derived: Vec<_> =
            components.map(|component| (component.name, (component.schema)(&mut generator).to_value())).collect();
        let defined = generator.take_definitions(true);
        let mut types = Self { schemas: BTreeMap::new(), names: BTreeMap::new() };
        for (component, schema) in derived {
            let name = schema.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix(REFERENCE));
            // A list that is shared has no name among the types, and stands in place.
            let definition = name.and_then(|name| defined.get(name)).cloned();
            types.names.extend(name.map(|name| (name.to_owned(), component)));
            types.schemas.insert(component, definition.unwrap_or(schema));
        }
        types
    }
}

struct Comparison<'a> {
    spec: &'a Spec,
    types: &'a Types,
    findings: &'a mut Vec<Finding>,
}

impl Comparison<'_> {
    fn find(&mut self, spot: &Spot, message: &str) {
        self.findings.push(Finding::new(spot, message));
    }

    /// A schema at some place: a property, an element, a value of a map.
    fn place(&mut self, schema: &Schema, node: &Node, derived: &Value) {
        let name = derived.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix(REFERENCE));
        let Some(name) = name else {
            return self.schema(schema, derived);
        };
        let component = self.types.names.get(name).copied();
        if component.is_none() || component != reference(node) {
            let wanted = reference(node).unwrap_or("a schema that stands inline");
            self.find(&schema.spot, &format!("the type is `{name}`, where the spec has {wanted}"));
        }
    }

    fn schema(&mut self, schema: &Schema, derived: &Value) {
        let empty = Map::new();
        let derived = derived.as_object().unwrap_or(&empty);
        self.properties(schema, derived);
        self.required(schema, derived);
        for keyword in ["items", "additionalProperties"] {
            self.part(schema, keyword, derived.get(keyword));
        }
        let apart = ["properties", "required", "items", "additionalProperties"];
        let written = schema.node.entries().iter().map(|entry| entry.key.as_str()).filter(|key| !key.starts_with("x-"));
        let keywords: BTreeSet<_> = written.chain(derived.keys().map(String::as_str)).collect();
        let documented: BTreeSet<_> = schema.documented().collect();
        for keyword in keywords.into_iter().filter(|key| !PROSE.contains(key) && !apart.contains(key)) {
            if !documented.contains(keyword) {
                self.keyword(schema, keyword, derived.get(keyword));
            }
        }
    }

    fn keyword(&mut self, schema: &Schema, keyword: &str, derived: Option<&Value>) {
        let written = schema.node.get(keyword).map(Node::to_json);
        let of_number = matches!(
            (schema.text("type"), keyword, derived.and_then(Value::as_str)),
            ("integer", "format", Some("int64")) | ("number", "format", Some("double"))
        );
        // A number without a format has to have some size as a type.
        if (written.is_none() && of_number) || written.as_ref().map(unordered) == derived.map(unordered) {
            return;
        }
        let message = match (written, derived) {
            (Some(_), None) => format!("the spec has `{keyword}`, and the type's schema has none"),
            (None, Some(derived)) => format!("the type's schema has `{keyword}: {derived}`, and the spec has none"),
            (written, derived) => {
                let [written, derived] = [written, derived.cloned()].map(Option::unwrap_or_default);
                format!("the spec has `{keyword}: {written}`, and the type's schema `{derived}`")
            }
        };
        self.find(&schema.spot, &message);
    }

    fn properties(&mut self, schema: &Schema, derived: &Map<String, Value>) {
        let fields = derived.get("properties").and_then(Value::as_object);
        let required = schema.required();
        for entry in schema.properties() {
            let property = schema.property(self.spec, entry);
            match fields.and_then(|fields| fields.get(&entry.key)) {
                None => self.find(&property.spot, "the type has no such property"),
                Some(field) => {
                    let may_be_null = field.get("nullable") == Some(&Value::Bool(true)) || is_choice(field);
                    let nullable = entry.value.get("nullable").and_then(Node::boolean) == Some(true);
                    if may_be_null && !nullable && required.contains(entry.key.as_str()) {
                        self.find(&property.spot, "the type's schema allows null, and the spec does not");
                    } else if nullable && !may_be_null {
                        self.find(&property.spot, "the spec allows null, and the type's schema does not");
                    }
                    self.place(&property, &entry.value, without_null(field));
                }
            }
        }
        let known = |name: &&String| schema.properties().iter().any(|entry| entry.key == **name);
        for name in fields.into_iter().flat_map(Map::keys).filter(|name| !known(name)) {
            self.find(&schema.spot, &format!("the type has the property `{name}`, and the spec does not"));
        }
    }

    fn required(&mut self, schema: &Schema, derived: &Map<String, Value>) {
        let list = derived.get("required").and_then(Value::as_array);
        let derived: BTreeSet<_> = list.into_iter().flatten().filter_map(Value::as_str).collect();
        let fields = schema.required();
        for entry in schema.properties() {
            let key = entry.key.as_str();
            let message = match (fields.contains(key), derived.contains(key)) {
                // serde can demand a field that may be null, which schemars does not see. Lockstep does.
                (true, false) if schema.property(self.spec, entry).nullable() => continue,
                (true, false) => "the spec requires it, and the type does without it",
                (false, true) => "the type requires it, and the spec does not",
                _ => continue,
            };
            self.find(&schema.property(self.spec, entry).spot, message);
        }
    }

    /// The schema of a list's elements or of a map's values, or whether there may be others at all.
    fn part(&mut self, schema: &Schema, keyword: &str, derived: Option<&Value>) {
        let written = schema.node.get(keyword);
        // Unless said otherwise, others are allowed.
        let is_open = |value: &Value| value == &Value::Bool(true) || value.as_object().is_some_and(Map::is_empty);
        let derived = derived.filter(|value| !is_open(value));
        match (written.filter(|node| !is_open(&node.to_json())), derived) {
            (None, None) => {}
            (Some(node), Some(derived)) if node.is_map() => {
                self.place(&self.spec.part(&schema.owner, node), node, without_null(derived));
            }
            (Some(node), Some(derived)) if node.to_json() == *derived => {}
            _ => self.find(&schema.spot, &format!("`{keyword}` is not the same in the spec and in the type's schema")),
        }
    }
}

/// A list of values or names as a set: their order means nothing.
fn unordered(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(elements) => elements.iter().map(Value::to_string).collect(),
        other => [other.to_string()].into(),
    }
}

/// Whether a schema is written as "this, or null".
fn is_choice(derived: &Value) -> bool {
    derived.get("anyOf").is_some()
}

/// What an optional field holds when it is there.
fn without_null(derived: &Value) -> &Value {
    let choice = ["anyOf", "allOf"].iter().find_map(|keyword| derived.get(*keyword)?.get(0));
    choice.unwrap_or(derived)
}
