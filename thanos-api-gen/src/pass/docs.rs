//! Documentation as `///` lines, where prettyplease would leave `/** */` blocks.

use super::root::doc_text;
use syn::visit_mut::VisitMut;
use syn::{Attribute, parse_quote};

/// One attribute for each line, so that each is printed as a `///` line.
pub(crate) fn by_line(tree: &mut syn::File) {
    Lines.visit_file_mut(tree);
}

struct Lines;

impl VisitMut for Lines {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let split = std::mem::take(attributes).into_iter().flat_map(|attribute| match doc_text(&attribute) {
            None => vec![attribute],
            Some(text) => lines(&text),
        });
        *attributes = split.collect();
    }
}

/// Text of one line that came from a `///` line has its space already.
fn lines(text: &str) -> Vec<Attribute> {
    let indent = if text.starts_with(' ') && text.lines().count() == 1 { "" } else { " " };
    let spaced = |line: &str| match line.trim_end() {
        "" => String::new(),
        line => format!("{indent}{line}"),
    };
    text.trim_end().lines().map(spaced).map(|line| parse_quote!(#[doc = #line])).collect()
}
