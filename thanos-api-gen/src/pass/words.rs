//! Words for what builds a value or a request, where progenitor leaves none: those of the spec, where it has some.

use super::root::{doc_text, methods};
use super::{count, module};
use crate::error::Finding;
use std::collections::BTreeMap;
use syn::{Attribute, Item, Visibility, parse_quote};

/// Of the builders of types, each setter says what its field says.
pub(super) fn of_types(items: &mut [Item]) -> Result<(), Finding> {
    let fields = fields(items);
    if fields.is_empty() {
        return Ok(());
    }
    for (_, method) in methods(items).filter(|(_, method)| method.sig.ident == "builder") {
        method
            .attrs
            .push(parse_quote!(#[doc = "What builds it: a method for each field, and `try_into()` at the end."]));
    }
    let builders = module(items, "builder")?;
    for item in builders.iter_mut() {
        if let Item::Struct(builder) = item {
            let doc = format!(
                "Builds [`{0}`](super::{0}). What is missing, or cannot be converted, is an error of its `try_into()`.",
                builder.ident
            );
            builder.attrs.insert(0, parse_quote!(#[doc = #doc]));
        }
    }
    let mut setters = 0;
    for (kind, setter) in methods(builders) {
        if let Some(words) = fields.get(&(kind, setter.sig.ident.to_string())) {
            setter.attrs.splice(0..0, words.iter().cloned());
            setters += 1;
        }
    }
    count("setters of fields", fields.len(), setters)
}

/// The documentation of each field, by its type and its name.
fn fields(items: &[Item]) -> BTreeMap<(String, String), Vec<Attribute>> {
    let types = items.iter().filter_map(|item| if let Item::Struct(kind) = item { Some(kind) } else { None });
    let fields = types.flat_map(|kind| kind.fields.iter().map(|field| (kind.ident.to_string(), field)));
    let words = fields.filter_map(|(kind, field)| {
        let docs = field.attrs.iter().filter(|attribute| doc_text(attribute).is_some()).cloned();
        Some(((kind, field.ident.as_ref()?.to_string()), docs.collect()))
    });
    words.collect()
}

/// Of the builders of requests, each setter says what it sets; what that means stands at the call.
pub(super) fn of_requests(items: &mut [Item]) {
    for (_, setter) in methods(items).filter(|(_, method)| matches!(method.vis, Visibility::Public(_))) {
        let name = setter.sig.ident.to_string();
        let doc = match name.as_str() {
            "body" => "Sets the body of the request.".to_owned(),
            "body_map" => "Changes the body of the request, as far as it has been set.".to_owned(),
            _ => format!("Sets the argument `{name}`."),
        };
        setter.attrs.insert(0, parse_quote!(#[doc = #doc]));
    }
}
