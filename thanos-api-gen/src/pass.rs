//! One pass over progenitor's syntax tree, for what no setting can say. Every edit is counted.

mod builder;
mod docs;
mod root;
#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;
mod types;
mod words;

pub(crate) use docs::by_line as docs_by_line;

use crate::api::Api;
use crate::emit;
use crate::error::{Finding, Place};
use crate::rules::Rules;
use syn::{Item, ItemMod};

/// Applies every edit, and fails where progenitor's output is not what the edits were written for.
pub(crate) fn apply(mut tree: syn::File, api: &Api, rules: &Rules) -> Result<syn::File, Finding> {
    root::hide_imports(&mut tree.items)?;
    root::replace_encoding(&mut tree.items)?;
    root::hide_constructors(&mut tree.items)?;
    root::remove_prelude(&mut tree.items)?;
    let builders = root::builders(&mut tree.items, api)?;
    let requests = module(&mut tree.items, "builder")?;
    builder::hide(requests, &builders)?;
    words::of_requests(requests);
    for (operation, name) in api.operations.iter().zip(&builders) {
        requests.extend(items(emit::calls(operation, name))?);
    }
    let received = module(&mut tree.items, "types")?;
    types::compare(received, rules)?;
    words::of_types(received)?;
    types::hide_builders(received)?;
    received.extend(items(emit::import_of_enumerations(api))?);
    tree.items.extend(items(emit::credentials(api))?);
    tree.items.extend(items(emit::tables(api))?);
    tree.items.extend(items(emit::mock(api))?);
    tree.items.extend(items(emit::check(api, |component| rules.type_of(api, component)))?);
    docs_by_line(&mut tree);
    Ok(tree)
}

/// The items of a module of the tree.
fn module<'a>(items: &'a mut [Item], name: &str) -> Result<&'a mut Vec<Item>, Finding> {
    let found = items.iter_mut().find_map(|item| match item {
        Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) if ident == name => Some(items),
        _ => None,
    });
    found.ok_or_else(|| unexpected(&format!("has no module `{name}`")))
}

fn items(tokens: proc_macro2::TokenStream) -> Result<Vec<Item>, Finding> {
    let file: syn::File = syn::parse2(tokens).map_err(|error| unparsed(&error))?;
    Ok(file.items)
}

pub(crate) fn unparsed(error: &syn::Error) -> Finding {
    unexpected(&format!("does not parse: {error}"))
}

/// An edit must find what it was written for exactly as often as the spec says.
fn count(what: &str, expected: usize, found: usize) -> Result<(), Finding> {
    if expected == found {
        return Ok(());
    }
    Err(unexpected(&format!("has {found} of {expected} {what}")))
}

/// progenitor's output has another form than the one that the pass was written for.
fn unexpected(how: &str) -> Finding {
    let help = "another version of progenitor, or a spec that the generator should have refused: report it";
    Finding::new(Place::default(), format!("the code from progenitor is not as expected: it {how}"), help)
}
