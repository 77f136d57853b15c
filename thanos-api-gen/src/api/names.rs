//! Names of the spec as names in Rust.

use heck::{ToPascalCase, ToSnakeCase};
use unicode_ident::{is_xid_continue, is_xid_start};

/// The component that the client itself knows: its own username and password travel as this one.
pub(crate) const CREDENTIALS: &str = "Credentials";

/// What the hand-written methods of the client and of its mock server, and the traits that progenitor implements for
/// the client, are called.
const METHODS: &[&str] = &[
    "api_version", "base_url", "baseurl", "builder", "client", "client_builder", "clone", "clone_from", "exec", "fmt",
    "from_env", "inner", "new", "post", "pre", "settings", "start", "url", "with",
];

/// What the module of the builders imports, and the table of operations holds beside them.
const IMPORTS: &[&str] =
    &["All", "ByteStream", "ClientHooks", "ClientInfo", "Error", "OperationInfo", "RequestBuilderExt", "ResponseValue"];

/// What a request's builder has already: methods, and fields beside one for each parameter.
const SETTERS: &[&str] = &[
    "body", "body_map", "client", "clone", "encode_path", "fmt", "header_map", "new", "raw", "send", "stream",
    "stream_as",
];

/// Names that generated code uses without a path.
const PRELUDE: &[&str] = &[
    "AsMut", "AsRef", "Box", "Clone", "Copy", "Debug", "Default", "Deserialize", "Drop", "Eq", "Err", "Extend", "Fn",
    "FnMut", "FnOnce", "From", "FromIterator", "Hash", "Into", "IntoIterator", "Iterator", "None", "Ok", "Option",
    "Ord", "PartialEq", "PartialOrd", "Result", "Self", "Self_", "Send", "Serialize", "Sized", "Some", "String",
    "Sync", "ToOwned", "ToString", "TryFrom", "TryInto", "Unpin", "Vec",
];

pub(super) fn is_reserved_method(name: &str) -> bool {
    METHODS.contains(&name) || name.starts_with("with_")
}

pub(super) fn is_reserved_builder(name: &str) -> bool {
    PRELUDE.contains(&name) || IMPORTS.contains(&name)
}

pub(super) fn is_reserved_setter(name: &str) -> bool {
    SETTERS.contains(&name)
}

pub(super) fn is_reserved_type(name: &str) -> bool {
    PRELUDE.contains(&name)
}

/// The name of a type or a variant, formed as typify forms it.
#[must_use]
pub fn type_name(name: &str) -> String {
    identifier(&words(name).to_pascal_case(), "X")
}

/// The name of a method, a field or a parameter, formed as typify and progenitor form it.
#[must_use]
pub fn variable_name(name: &str) -> String {
    identifier(&words(name).to_snake_case(), "x")
}

fn words(name: &str) -> String {
    name.replace('\'', "").replace(|c: char| !is_xid_continue(c), "-")
}

fn identifier(name: &str, prefix: &str) -> String {
    match name.chars().next() {
        None => prefix.to_owned(),
        Some(first) if !is_xid_start(first) => format!("{prefix}{name}"),
        Some(_) if syn::parse_str::<syn::Ident>(name).is_ok() && name != "gen" => name.to_owned(),
        Some(_) => format!("{name}_"),
    }
}
