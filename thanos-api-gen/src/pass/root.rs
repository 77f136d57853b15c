//! The root of the generated module: imports, the client and its methods.

use super::{count, unexpected};
use crate::api::{Api, Operation, variable_name};
use crate::error::Finding;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, Ident, ImplItem, ImplItemFn, Item, ItemImpl, Lit, Meta, UseTree, Visibility, parse_quote};

/// progenitor is not part of the public API.
pub(super) fn hide_imports(items: &mut [Item]) -> Result<(), Finding> {
    let mut hidden = 0;
    for item in items {
        if let Item::Use(import) = item
            && matches!(import.vis, Visibility::Public(_))
        {
            import.vis = Visibility::Inherited;
            hidden += 1;
        }
    }
    count("public imports", 1, hidden)
}

/// progenitor's own `encode_path` leaves a backslash as it is, which a URL takes for a slash.
pub(super) fn replace_encoding(items: &mut Vec<Item>) -> Result<(), Finding> {
    let mut replaced = 0;
    for item in items.iter_mut() {
        if let Item::Use(import) = item {
            replaced += without(&mut import.tree, "encode_path");
        }
    }
    items.insert(
        0,
        parse_quote!(
            #[allow(unused_imports)]
            use crate::operation::encode_path;
        ),
    );
    count("imports of `encode_path`", 1, replaced)
}

fn without(tree: &mut UseTree, name: &str) -> usize {
    match tree {
        UseTree::Path(path) => without(&mut path.tree, name),
        UseTree::Group(group) => {
            let before = group.items.len();
            let kept = std::mem::take(&mut group.items).into_iter();
            group.items = kept.filter(|tree| !matches!(tree, UseTree::Name(import) if import.ident == name)).collect();
            before - group.items.len()
        }
        _ => 0,
    }
}

/// A client without this crate's policies must not exist, nor be printed with what it holds.
pub(super) fn hide_constructors(items: &mut Vec<Item>) -> Result<(), Finding> {
    let before = items.len();
    items.retain(|item| !matches!(item, Item::Impl(block) if has_method(block, "new_with_client")));
    count("blocks of constructors", 1, before - items.len())?;
    let mut derives = 0;
    for item in items {
        if let Item::Struct(client) = item
            && client.ident == "Client"
        {
            derives += without_debug(&mut client.attrs);
        }
    }
    count("derives of the client", 1, derives)
}

/// The re-exports that the client crate makes itself.
pub(super) fn remove_prelude(items: &mut Vec<Item>) -> Result<(), Finding> {
    let before = items.len();
    items.retain(|item| !matches!(item, Item::Mod(module) if module.ident == "prelude"));
    count("preludes", 1, before - items.len())
}

/// Edits the method of each operation, and gives the names of their builders in the order of the spec.
pub(super) fn builders(items: &mut [Item], api: &Api) -> Result<Vec<Ident>, Finding> {
    let mut methods: Vec<&mut ImplItemFn> = methods(items).map(|(_, method)| method).collect();
    count("methods of operations", api.operations.len(), methods.len())?;
    api.operations.iter().map(|operation| method(&mut methods, operation)).collect()
}

fn method(methods: &mut [&mut ImplItemFn], operation: &Operation) -> Result<Ident, Finding> {
    let name = variable_name(&operation.id);
    let method = methods
        .iter_mut()
        .find(|method| method.sig.ident == name)
        .ok_or_else(|| unexpected(&format!("has no method `{name}`")))?;
    count("examples in the documentation of a method", 1, remove_example(&mut method.attrs))?;
    let builder = builder_name(method).ok_or_else(|| unexpected(&format!("gives no builder from `{name}`")))?;
    if operation.sends_credentials() {
        method.block = parse_quote!({ builder::#builder::new(self).body(&self.inner) });
    }
    Ok(builder)
}

/// `builder::Name<'_>` is the one place where progenitor tells how it called the builder.
fn builder_name(method: &ImplItemFn) -> Option<Ident> {
    let syn::ReturnType::Type(_, kind) = &method.sig.output else {
        return None;
    };
    let syn::Type::Path(path) = kind.as_ref() else {
        return None;
    };
    let (module, name) = (path.path.segments.first()?, path.path.segments.last()?);
    (module.ident == "builder").then(|| name.ident.clone())
}

/// progenitor's example is one that no compiler looks at.
fn remove_example(attributes: &mut [Attribute]) -> usize {
    let mut removed = 0;
    for attribute in attributes {
        if let Some(text) = doc_text(attribute)
            && let Some((prose, _)) = text.split_once("```ignore")
        {
            let prose = prose.trim_end();
            *attribute = parse_quote!(#[doc = #prose]);
            removed += 1;
        }
    }
    removed
}

/// The text of a documentation attribute.
pub(super) fn doc_text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    let Expr::Lit(literal) = &pair.value else { return None };
    match &literal.lit {
        Lit::Str(text) if pair.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// Takes `Debug` out of the derives, and tells in how many it was.
pub(super) fn without_debug(attributes: &mut [Attribute]) -> usize {
    let mut edited = 0;
    for attribute in attributes {
        let Meta::List(list) = &attribute.meta else { continue };
        if list.path.is_ident("derive") && list.tokens.to_string().contains("Debug") {
            let tokens = quote!(Clone);
            *attribute = parse_quote!(#[derive(#tokens)]);
            edited += 1;
        }
    }
    edited
}

fn has_method(block: &ItemImpl, name: &str) -> bool {
    block.items.iter().any(|item| matches!(item, ImplItem::Fn(method) if method.sig.ident == name))
}

/// The methods of types, each with its type's name.
pub(super) fn methods(items: &mut [Item]) -> impl Iterator<Item = (String, &mut ImplItemFn)> {
    let blocks = items.iter_mut().filter_map(|item| match item {
        Item::Impl(block) if block.trait_.is_none() => Some(block),
        _ => None,
    });
    blocks.flat_map(|block| {
        let kind = block.self_ty.to_token_stream().to_string();
        block.items.iter_mut().filter_map(as_function).map(move |method| (kind.clone(), method))
    })
}

fn as_function(item: &mut ImplItem) -> Option<&mut ImplItemFn> {
    match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    }
}
