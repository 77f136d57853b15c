//! What the answer shows and the spec does not say, as YAML to add. A person judges: a value that is listed here comes
//! out of the answer, and so do the names of properties.

mod component;

use std::collections::BTreeMap;

use component::Component;

use super::judge::Verdict;
use super::places::{Id, Place};
use super::report;
use super::shape::Shape;
use super::tally::Kind;
use crate::types::spec::Spec;

pub(crate) fn yaml(spec: &Spec, verdict: &Verdict, name: &str) -> String {
    let mut suggestion = Suggestion { spec, remarks: Vec::new(), components: BTreeMap::new() };
    for (at, kind, count) in &verdict.rows {
        suggestion.take(&verdict.places, *at, kind, count.values);
    }
    for (component, names) in &verdict.tally.names {
        let places = verdict.places.iter().filter(|place| place.schema.component == Some(component));
        let objects = places.map(|place| place.objects).sum();
        for (key, shape) in names.told().into_iter().flatten() {
            suggestion.property(component, (key, shape), objects);
        }
    }
    for (component, values) in &verdict.tally.values {
        let values = values.told();
        if !values.is_empty() {
            suggestion.of(component).values.extend(values.into_iter().map(str::to_owned));
        }
    }
    suggestion.lines(name).join("\n") + "\n"
}

struct Suggestion<'a> {
    spec: &'a Spec,
    /// What there is to judge and nothing to add.
    remarks: Vec<String>,
    components: BTreeMap<String, Component>,
}

impl Suggestion<'_> {
    fn lines(&self, name: &str) -> Vec<String> {
        let head = [
            format!("# What a real answer of {name} shows beyond the spec. To be judged by a person and merged by"),
            "# hand: types and numbers are as seen, and what a property means is not known.".to_owned(),
        ];
        let remarks = self.remarks.iter().map(|remark| format!("# {remark}"));
        let root = if self.components.is_empty() { &["# Nothing to add."][..] } else { &["components:", "  schemas:"] };
        let root = root.iter().map(|line| (*line).to_owned());
        let components = self.components.iter().flat_map(|(name, component)| component.lines(name));
        head.into_iter().chain(remarks).chain(root).chain(components).collect()
    }

    fn of(&mut self, component: &str) -> &mut Component {
        self.components.entry(component.to_owned()).or_default()
    }

    /// What a row asks for. New properties and values are looked up where they were collected.
    fn take(&mut self, places: &[Place], at: Id, kind: &Kind, values: u64) {
        let place = &places[at];
        let above = place.above.and_then(|above| places[above].schema.component);
        let help = match (kind, above, place.key) {
            (Kind::Text(_) | Kind::Unknown(Some(_)), ..) => return,
            (Kind::Null, Some(above), Some(key)) if place.schema.component.is_none() => {
                let property = (vec!["nullable: true".to_owned()], format!("null in {values}"));
                self.of(above).properties.insert(key.to_owned(), property);
                return;
            }
            // Beside a `$ref` nothing can be said, so null is there what absence is.
            (Kind::Null | Kind::Missing(_), ..) => "; leave it out of `required`?",
            _ => "",
        };
        self.remarks.push(format!("{}: {}, {values}{help}", report::path(place, kind), report::words(place, kind)));
    }

    fn property(&mut self, component: &str, (key, shape): (&str, &Shape), objects: u64) {
        let schema = self.schema(&format!("{component}-{key}"), shape, true);
        let mixed = shape.kinds.iter().map(|(kind, number)| format!("{kind} {number}")).collect::<Vec<_>>().join(", ");
        let remark = format!("seen in {} of {objects} objects: {mixed}", shape.count());
        self.of(component).properties.insert(key.to_owned(), (schema, remark));
    }

    /// The lines of a schema that describes what was seen most. An object becomes a component, and so does a list
    /// that may be absent: the generator asks for that.
    fn schema(&mut self, name: &str, shape: &Shape, may_be_absent: bool) -> Vec<String> {
        let kinds = shape.kinds.iter().filter(|(kind, _)| **kind != "null");
        let kind = kinds.max_by_key(|(_, number)| **number).map_or("string", |(kind, _)| *kind);
        let has_null = shape.kinds.contains_key("null");
        let mut lines = match kind {
            "uuid" | "date-time" | "date" if shape.kinds.len() > 1 + usize::from(has_null) => {
                vec!["type: string".to_owned()]
            }
            "uuid" => vec!["type: string".to_owned(), "format: uuid".to_owned()],
            "date-time" | "date" => {
                let format = format!("format: {kind}");
                vec!["type: string".to_owned(), format, "x-documentation-only: [format]".to_owned()]
            }
            "array" if !may_be_absent => self.list(name, shape),
            "array" => {
                let schema = self.list(name, shape);
                return self.new_component(name, Component::new(schema));
            }
            "object" => return self.object(name, shape),
            other => vec![format!("type: {other}")],
        };
        if has_null {
            lines.push("nullable: true".to_owned());
        }
        lines
    }

    fn list(&mut self, name: &str, shape: &Shape) -> Vec<String> {
        let none = Shape::default();
        let elements = shape.elements.as_deref().unwrap_or(&none);
        let schema = self.schema(&format!("{name}-element"), elements, false);
        vec!["type: array".to_owned(), format!("items: {{{}}}", schema.join(", "))]
    }

    fn object(&mut self, name: &str, shape: &Shape) -> Vec<String> {
        let objects = shape.kinds.get("object").copied().unwrap_or_default();
        let reference = self.new_component(name, Component::new(vec!["type: object".to_owned()]));
        let name = thanos_api_gen::type_name(name);
        for (key, shape) in shape.properties.told().into_iter().flatten() {
            self.property(&name, (key, shape), objects);
        }
        reference
    }

    fn new_component(&mut self, name: &str, component: Component) -> Vec<String> {
        let name = thanos_api_gen::type_name(name);
        if self.spec.component(&name).is_some() {
            self.remarks.push(format!("{name}: there is a component of this name already, so rename this one"));
        }
        self.components.insert(name.clone(), component);
        vec![format!("$ref: \"#/components/schemas/{name}\"")]
    }
}
