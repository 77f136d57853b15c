//! The public items of generated code, each with what callers' source depends on.

use std::collections::BTreeMap;

use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, ImplItem, Item, ItemEnum, ItemImpl, ItemMod, ItemStruct, Meta, Token, Visibility};

/// The modules and the type that the client crate re-exports.
const EXPORTED: [&str; 3] = ["types", "builder", "Client"];

/// What is an item of its own beside a type: that it can be written field by field.
const LITERAL: &str = " as a literal";

/// What is an item of its own beside a type or a field: how serde reads and writes it.
pub(super) const IN_JSON: &str = " in JSON";

/// Attributes that callers' source does not depend on, or that are items of their own.
const APART: [&str; 5] = ["doc", "derive", "cfg_attr", "allow", "non_exhaustive"];

/// From the path of an item to its signature.
pub(super) type Items = BTreeMap<String, String>;

pub(super) fn read(code: &str) -> syn::Result<Items> {
    let file = syn::parse_file(code)?;
    let mut items = Items::new();
    for item in &file.items {
        match item {
            // Their enumerations are re-exported with the types.
            Item::Mod(ItemMod { ident, content: Some((_, content)), .. }) if ident == "enumerations" => {
                for item in content {
                    self::item(&mut items, "types", item);
                }
            }
            Item::Mod(ItemMod { ident, .. }) if !EXPORTED.iter().any(|name| ident == name) => {}
            item => self::item(&mut items, "", item),
        }
    }
    Ok(items)
}

fn item(items: &mut Items, module: &str, item: &Item) {
    match item {
        Item::Mod(ItemMod { vis: Visibility::Public(_), ident, content: Some((_, content)), .. }) => {
            let module = join(module, &ident.to_string());
            for item in content {
                self::item(items, &module, item);
            }
        }
        Item::Struct(item) if is_public(&item.vis) => structure(items, module, item),
        Item::Enum(item) if is_public(&item.vis) => enumeration(items, module, item),
        Item::Impl(item) => implementation(items, module, item),
        Item::Macro(item) if item.mac.path.is_ident("open_enum") || item.mac.path.segments.len() > 1 => {
            if let Ok(item) = item.mac.parse_body::<ItemEnum>() {
                enumeration(items, module, &item);
            }
        }
        Item::Use(_) | Item::Mod(_) | Item::Const(_) | Item::Struct(_) | Item::Enum(_) => {}
        other => {
            items.insert(join(module, &text(other)), String::new());
        }
    }
}

fn structure(items: &mut Items, module: &str, item: &ItemStruct) {
    let path = join(module, &item.ident.to_string());
    declare(items, &path, &item.attrs, text(&item.generics));
    let all_public = item.fields.iter().all(|field| is_public(&field.vis));
    for (number, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
        let name = field.ident.as_ref().map_or_else(|| number.to_string(), ToString::to_string);
        declare(items, &join(&path, &name), &field.attrs, text(&field.ty));
    }
    // Whoever builds it or takes it apart outside has to name every field.
    if all_public && !is_non_exhaustive(&item.attrs) {
        let names = item.fields.iter().map(|field| &field.ident);
        let shape = match item.fields {
            Fields::Named(_) => quote!({ #(#names),* }).to_string(),
            _ => item.fields.len().to_string(),
        };
        items.insert(path + LITERAL, shape);
    }
}

fn enumeration(items: &mut Items, module: &str, item: &ItemEnum) {
    let path = join(module, &item.ident.to_string());
    declare(items, &path, &item.attrs, text(&item.generics));
    for variant in &item.variants {
        items.insert(join(&path, &variant.ident.to_string()), text(&variant.fields));
    }
}

fn implementation(items: &mut Items, module: &str, item: &ItemImpl) {
    let kind = join(module, text(&item.self_ty).split('<').next().unwrap_or_default().trim());
    if let Some((implemented, _)) = &item.trait_ {
        // Traits that are private to the crate cannot be named outside.
        let implemented = text(implemented);
        if !implemented.contains("crate::") && !implemented.starts_with("ClientInfo") {
            let types = item.items.iter().filter(|item| matches!(item, ImplItem::Type(_))).map(text);
            let name = format!("{implemented} for {}", join(module, &text(&item.self_ty)));
            items.insert(name, text(&item.generics) + &types.collect::<String>());
        }
        return;
    }
    for item in &item.items {
        match item {
            ImplItem::Fn(method) if is_public(&method.vis) => {
                items.insert(join(&kind, &method.sig.ident.to_string()), text(&method.sig));
            }
            ImplItem::Fn(_) => {}
            other => {
                items.insert(join(&kind, &text(other)), String::new());
            }
        }
    }
}

/// An item with what is derived for it, and apart from its signature what its JSON depends on.
fn declare(items: &mut Items, path: &str, attributes: &[Attribute], signature: String) {
    items.insert(path.to_owned(), signature);
    let mut others = String::new();
    for attribute in attributes {
        if attribute.path().is_ident("derive") {
            let list = attribute.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
            items.extend(list.into_iter().flatten().map(|name| (format!("{} for {path}", text(&name)), String::new())));
        } else if !APART.iter().any(|name| attribute.path().is_ident(name)) {
            others += &text(attribute);
        }
    }
    items.insert(path.to_owned() + IN_JSON, others);
}

fn is_non_exhaustive(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| matches!(&attribute.meta, Meta::Path(path) if path.is_ident("non_exhaustive")))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// The tokens as a person would write them, near enough.
fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let close = [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("& ", "&"),
        ("' ", "'"),
    ];
    let text = close.iter().fold(text, |text, (from, to)| text.replace(from, to));
    ["::std::string::", "::std::option::", "::std::vec::", "::std::convert::"]
        .iter()
        .fold(text, |text, path| text.replace(path, ""))
}
