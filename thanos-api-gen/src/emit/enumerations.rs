//! Open enumerations, each a call of a macro of the client crate.
//!
//! prettyplease leaves what stands in a macro's braces as one long line. What stands here is, as far as syntax goes, an
//! enumeration, so it is printed as one and put into the braces as text.

use super::identifier;
use crate::api::{Api, Component, Kind, Variant, type_name};
use crate::prose::{rustdoc, rustdoc_line};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write;

/// Makes the enumerations part of the module of the types.
pub(crate) fn import_of_enumerations(api: &Api) -> TokenStream {
    listed(api).next().map_or_else(TokenStream::new, |_| {
        quote!(
            pub use super::enumerations::*;
        )
    })
}

/// The module that holds the enumerations; nothing if the spec has none.
pub(crate) fn enumerations(api: &Api) -> Result<String, syn::Error> {
    let mut text = String::new();
    for (component, variants) in listed(api) {
        let mut file: syn::File = syn::parse2(enumeration(component, variants))?;
        crate::pass::docs_by_line(&mut file);
        let body = prettyplease::unparse(&file).lines().fold(String::new(), |mut body, line| {
            // Writing to a String cannot fail.
            let _ = writeln!(body, "        {line}");
            body
        });
        let _ = write!(text, "    crate::open_enum! {{\n{body}    }}\n");
    }
    if text.is_empty() {
        return Ok(text);
    }
    Ok(format!(
        "/// The enumerations of the spec, open to values that it does not list.\n#[allow(clippy::all)]\nmod enumerations {{\n{text}}}\n"
    ))
}

fn listed(api: &Api) -> impl Iterator<Item = (&Component, &[Variant])> {
    api.components.iter().filter_map(|component| match &component.kind {
        Kind::Enumeration(variants) => Some((component, variants.as_slice())),
        _ => None,
    })
}

fn enumeration(component: &Component, variants: &[Variant]) -> TokenStream {
    let name = identifier(&type_name(&component.name));
    let doc = component.description.as_deref().map(rustdoc).map(|text| quote!(#[doc = #text]));
    let variants = variants.iter().map(|variant| {
        let (value, name) = (&variant.value, identifier(&variant.name));
        let doc = rustdoc_line(&format!("`{value}`"));
        quote!(#[doc = #doc] #name = #value,)
    });
    quote!(#doc pub enum #name { #(#variants)* })
}
