//! What the compiler says of the client's code.

use std::path::Path;

use serde_json::Value;

use crate::report::{Finding, Place};
use crate::tree::{self, CLIENT, Tree};

const GENERATED: &str = "the generator wrote this: mend the spec or the rule in thanos-api-gen/src, and run \
                         `cargo xtask generate`";
const BY_HAND: &str = "mend the code; `cargo check -p thanos-api --features schemars` tells all that is wrong";

/// The finding on a message of cargo's that tells an error.
pub(super) fn error(tree: &Tree, message: &Value) -> Option<Finding> {
    let told = message.get("message").filter(|told| told["level"] == "error")?;
    let text = told["message"].as_str()?.lines().next().unwrap_or("");
    let code = told["code"]["code"].as_str().map_or_else(String::new, |code| format!(" ({code})"));
    let message = format!("the code does not compile: {text}{code}");
    let spans = told["spans"].as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true).and_then(|span| of_this_tree(tree, span));
    let Some((file, place)) = primary else {
        return Some(Finding::new("thanos-api/src/lib.rs", message, BY_HAND));
    };
    let help = if file == CLIENT { GENERATED } else { BY_HAND };
    let finding = Finding::new(&file, message, help).at(place);
    let source = tree.read(&file).ok().and_then(|bytes| tree::text(&bytes).ok());
    Some(source.iter().fold(finding, |finding, source| finding.showing(source)))
}

/// The place in a file of this tree: for code that a foreign macro wrote, where the macro is called.
fn of_this_tree(tree: &Tree, span: &Value) -> Option<(String, Place)> {
    let name = Path::new(span["file_name"].as_str()?);
    let name = name.strip_prefix(tree.root()).unwrap_or(name);
    if name.is_absolute() || !tree.root().join(name).is_file() {
        return of_this_tree(tree, span.get("expansion")?.get("span")?);
    }
    let number = |key: &str| span[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let place = Place { line: number("line_start")?, column: number("column_start")? };
    Some((name.to_string_lossy().replace('\\', "/"), place))
}
