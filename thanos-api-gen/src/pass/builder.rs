//! The builders of requests: progenitor's own way out becomes private.

use super::count;
use super::root::{methods, without_debug};
use crate::error::Finding;
use syn::{Ident, Item, Visibility, parse_quote};

/// Only the client makes a builder, and only its `call` sends what the builder holds.
pub(super) fn hide(items: &mut [Item], builders: &[Ident]) -> Result<(), Finding> {
    let (mut derives, mut constructors, mut sends) = (0, 0, 0);
    for item in items.iter_mut() {
        if let Item::Struct(builder) = item
            && builders.contains(&builder.ident)
        {
            derives += without_debug(&mut builder.attrs);
        }
    }
    for (_, method) in methods(items) {
        if method.sig.ident == "new" {
            method.vis = parse_quote!(pub(super));
            constructors += 1;
        } else if method.sig.ident == "send" && method.sig.asyncness.is_some() {
            method.sig.ident = parse_quote!(raw);
            method.vis = Visibility::Inherited;
            sends += 1;
        }
    }
    count("derives of builders", builders.len(), derives)?;
    count("constructors of builders", builders.len(), constructors)?;
    count("methods that send", builders.len(), sends)
}
