//! Parts of a spec of another shape than `OpenAPI` gives them are refused at their place.

use crate::spec::{refused, with_components, with_operation};

#[test]
fn what_must_be_a_mapping_or_a_list() {
    let contact = with_operation("").replace("version: \"1\"}", "version: \"1\", contact: me} # here");
    assert_eq!(refused(&contact).message(), "`contact` must be a mapping");
    let tags = format!("tags: things # here\n{}", with_operation(""));
    assert_eq!(refused(&tags).message(), "`tags` must be a list");
    let documentation = with_components(
        "Thing:\n  type: object\n  properties:\n    a:\n      type: string\n      x-documentation-only: format # here",
    );
    assert_eq!(refused(&documentation).message(), "`x-documentation-only` must be a list of keywords");
}
