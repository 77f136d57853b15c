//! What the spec marks, said to progenitor in its own settings, and counted.
//!
//! progenitor ignores a setting that matches nothing. So each rule knows from the spec how often it must show in the
//! generated types, and a difference in either direction is an error.

use crate::api::{Answer, Api, Component, Kind, Use, type_name};
use crate::error::{Finding, Place};
use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TypeImpl, TypePatch};
use quote::quote;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

const SECRET: &str = "crate::Password";

/// Derives the schema that the workspace's check compares with the spec.
const SCHEMA: &str = "#[cfg_attr(feature = \"schemars\", derive(::schemars::JsonSchema))]";

/// The settings for a spec, and what they must lead to.
pub(crate) struct Rules {
    settings: GenerationSettings,
    /// How often a type of the client crate stands in the fields of the generated types.
    pub(crate) expected: BTreeMap<String, usize>,
    /// The generated types that a patch was given for.
    pub(crate) patched: BTreeSet<String>,
}

impl Rules {
    pub(crate) fn of(api: &Api) -> Self {
        let mut rules = Self { settings: base(), expected: expected(api), patched: BTreeSet::new() };
        let sent = reachable(api, api.operations.iter().filter_map(|operation| operation.request.as_deref()));
        let received = reachable(api, api.operations.iter().filter_map(|operation| operation.answer.component()));
        for component in &api.components {
            let name = component.name.as_str();
            rules.component(api, component, received.contains(name) && !sent.contains(name));
        }
        let secret = json!({"type": "string", "format": "password"});
        rules.convert(secret, SECRET);
        rules
    }

    fn component(&mut self, api: &Api, component: &Component, only_received: bool) {
        let name = type_name(&component.name);
        match (&component.kind, place_type(api, component)) {
            (Kind::Enumeration(_), Some(place)) => {
                let traits = [TypeImpl::Display, TypeImpl::FromStr];
                self.settings.with_replacement(&name, place, traits.into_iter());
                return;
            }
            (Kind::Array, Some(place)) => {
                self.settings.with_replacement(&name, place, std::iter::empty());
                return;
            }
            (_, Some(place)) => {
                self.convert(json!({"$ref": format!("#/components/schemas/{}", component.name)}), &place);
            }
            (_, None) => {}
        }
        let mut patch = TypePatch::default();
        patch.with_attr(SCHEMA);
        if only_received && matches!(component.kind, Kind::Object) {
            patch.with_attr("#[non_exhaustive]");
        }
        self.settings.with_patch(&name, &patch);
        self.patched.insert(name);
    }

    fn convert(&mut self, schema: serde_json::Value, name: &str) {
        // The schema type is that of a schemars of progenitor's choice, which from_value infers.
        if let Ok(schema) = serde_json::from_value(schema) {
            self.settings.with_conversion(schema, name, std::iter::empty());
        }
    }

    /// The type of a component, as the client crate writes it.
    pub(crate) fn type_of(&self, api: &Api, component: &Component) -> String {
        let name = type_name(&component.name);
        let own = format!("crate::types::{name}");
        if self.patched.contains(&name) { own } else { place_type(api, component).unwrap_or(own) }
    }

    /// Runs progenitor.
    pub(crate) fn run(&self, model: &OpenAPI) -> Result<syn::File, Finding> {
        let help = "simplify the spec until this goes away; the generator should have named the place";
        let refused = |error: String| {
            let error = error.split_whitespace().collect::<Vec<_>>().join(" ");
            Finding::new(Place::default(), format!("progenitor refuses the spec: {error}"), help)
        };
        let tokens =
            Generator::new(&self.settings).generate_tokens(model).map_err(|error| refused(error.to_string()))?;
        syn::parse2(tokens).map_err(|error| refused(error.to_string()))
    }
}

fn base() -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_hooks(HooksMode::Expected)
        .with_inner_type(quote!(crate::client::Inner))
        .with_derive("PartialEq");
    settings
}

/// The type that stands wherever a component is referred to, if it is not simply the component's own.
fn place_type(api: &Api, component: &Component) -> Option<String> {
    let own = format!("crate::types::{}", type_name(&component.name));
    match &component.kind {
        Kind::Enumeration(_) => Some(own),
        Kind::Object if component.shared => Some(format!("crate::Shared<{own}>")),
        Kind::Array if component.shared => element(api, component).map(|element| format!("crate::Shared<[{element}]>")),
        _ => None,
    }
}

fn element(api: &Api, list: &Component) -> Option<String> {
    let [Use::Component(name)] = list.uses.as_slice() else {
        return None;
    };
    let component = api.component(name)?;
    let own = format!("crate::types::{}", type_name(name));
    Some(place_type(api, component).unwrap_or(own))
}

/// Counts over what is left of the components as types: replaced ones have no fields.
fn expected(api: &Api) -> BTreeMap<String, usize> {
    let mut expected = BTreeMap::new();
    let is_replaced = |component: &&Component| matches!(component.kind, Kind::Array) && component.shared;
    for place in api.components.iter().filter(|component| !is_replaced(component)).flat_map(|component| &component.uses)
    {
        let text = match place {
            Use::Secret => Some(SECRET.to_owned()),
            Use::Component(name) => api.component(name).and_then(|component| place_type(api, component)),
        };
        if let Some(text) = text {
            *expected.entry(text).or_insert(0) += 1;
        }
    }
    expected
}

/// The components that are part of the given ones.
fn reachable<'a>(api: &'a Api, roots: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = roots.collect();
    while let Some(name) = open.pop() {
        if found.insert(name)
            && let Some(component) = api.component(name)
        {
            open.extend(component.uses.iter().filter_map(|place| match place {
                Use::Component(name) => Some(name.as_str()),
                Use::Secret => None,
            }));
        }
    }
    found
}

impl Answer {
    fn component(&self) -> Option<&str> {
        match self {
            Self::Nothing => None,
            Self::One(name) | Self::Array(name) => Some(name),
        }
    }
}
