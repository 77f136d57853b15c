//! The generated types, compared with what the rules were to lead to.

use super::root::without_debug;
use super::{count, module, unexpected};
use crate::emit;
use crate::error::Finding;
use crate::rules::Rules;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};
use syn::{Attribute, Fields, Item, ItemStruct, TypePath};

/// Compares in both directions: no rule may miss a place, and no place may be left to progenitor's own choice.
pub(super) fn compare(items: &[Item], rules: &Rules) -> Result<(), Finding> {
    let mut found = Found::default();
    let mut patched = BTreeSet::new();
    for item in items {
        match item {
            Item::Struct(kind) => {
                found.visit_item_struct(kind);
                if kind.attrs.iter().any(has_schema) {
                    patched.insert(kind.ident.to_string());
                }
                refuse_double_fields(kind)?;
            }
            Item::Enum(kind) => return Err(unexpected(&format!("has an enumeration of its own, `{}`", kind.ident))),
            _ => {}
        }
    }
    let structs: BTreeSet<String> = items.iter().filter_map(struct_name).collect();
    difference("a type without a rule", &structs, &patched)?;
    difference("a type that no component asks for", &structs, &rules.patched)?;
    for name in rules.expected.keys().chain(found.types.keys()) {
        let counts = (rules.expected.get(name).copied(), found.types.get(name).copied());
        if counts.0 != counts.1 {
            let (expected, found) = (counts.0.unwrap_or(0), counts.1.unwrap_or(0));
            return Err(unexpected(&format!("has `{name}` in {found} fields instead of {expected}")));
        }
    }
    Ok(())
}

fn difference(what: &str, one: &BTreeSet<String>, other: &BTreeSet<String>) -> Result<(), Finding> {
    match one.symmetric_difference(other).next() {
        None => Ok(()),
        Some(name) => Err(unexpected(&format!("has, or lacks, {what}: `{name}`"))),
    }
}

fn struct_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(kind) => Some(kind.ident.to_string()),
        _ => None,
    }
}

fn has_schema(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg_attr") && attribute.to_token_stream().to_string().contains("JsonSchema")
}

fn refuse_double_fields(kind: &ItemStruct) -> Result<(), Finding> {
    let mut names = BTreeSet::new();
    match kind.fields.iter().filter_map(|field| field.ident.as_ref()).find(|name| !names.insert(name.to_string())) {
        None => Ok(()),
        Some(name) => Err(unexpected(&format!("has the field `{name}` twice in `{}`", kind.ident))),
    }
}

/// A builder of a type may hold what a server sent, and of a value that was refused what the caller's own conversion said
/// of it: its `Debug` shows neither.
pub(super) fn hide_builders(items: &mut [Item]) -> Result<(), Finding> {
    // What wraps a single value has no builder; where there are no others, the module is missing.
    let expected = items.iter().filter(|item| matches!(item, Item::Struct(kind) if has_names(kind))).count();
    if expected == 0 {
        return Ok(());
    }
    let builders = module(items, "builder")?;
    let mut hidden = Vec::new();
    for item in builders.iter_mut() {
        if let Item::Struct(builder) = item
            && without_debug(&mut builder.attrs) == 1
        {
            hidden.push(builder.ident.clone());
        }
    }
    count("derives of builders of types", expected, hidden.len())?;
    for builder in hidden {
        builders.extend(super::items(emit::closed_debug(&builder, &TokenStream::new()))?);
    }
    Ok(())
}

fn has_names(kind: &ItemStruct) -> bool {
    matches!(kind.fields, Fields::Named(_))
}

/// How often each type of the client crate stands in a field.
#[derive(Default)]
struct Found {
    types: BTreeMap<String, usize>,
}

impl<'ast> Visit<'ast> for Found {
    fn visit_type_path(&mut self, path: &'ast TypePath) {
        if path.path.segments.first().is_some_and(|first| first.ident == "crate") {
            let text = path.to_token_stream().to_string().replace(' ', "");
            *self.types.entry(text).or_insert(0) += 1;
        } else {
            visit::visit_type_path(self, path);
        }
    }
}
