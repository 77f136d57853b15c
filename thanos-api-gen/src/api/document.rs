//! The document as a whole.

use super::reader::Reader;
use super::{Api, operation, schema};
use crate::error::{Finding, Place};
use crate::yaml::Node;

const DOCUMENT: &[&str] = &["openapi", "info", "servers", "tags", "security", "paths", "components", "externalDocs"];
const INFO: &[&str] = &["title", "version", "description", "termsOfService", "contact", "license"];
const COMPONENTS: &[&str] =
    &["schemas", "securitySchemes", "parameters", "requestBodies", "responses", "headers", "examples"];

/// Reads the facts of a document, or finds what keeps it from becoming right code.
pub(crate) fn read(root: &Node) -> Result<Api, Vec<Finding>> {
    let mut reader = Reader { root, findings: Vec::new() };
    if !version_is_supported(&mut reader) {
        return Err(reader.findings);
    }
    refuse_invisible(&mut reader, root);
    reader.keys(root, "the document", DOCUMENT);
    if let Some(info) = reader.required(root, "the document", "info") {
        reader.keys(info, "`info`", INFO);
        reader.required_text(info, "`info`", "title");
        let version = reader.required_text(info, "`info`", "version").unwrap_or_default();
        if !version.chars().all(|c| c.is_ascii_graphic()) {
            reader.refuse(info.place, "the version cannot stand in a header", "write visible ASCII without spaces");
        }
        if let Some(contact) = info.get("contact") {
            reader.keys(contact, "`contact`", &["name", "url", "email"]);
        }
        if let Some(license) = info.get("license") {
            reader.keys(license, "`license`", &["name", "url"]);
            reader.required_text(license, "`license`", "name");
        }
    }
    for tag in root.get("tags").map(Node::elements).unwrap_or_default() {
        reader.keys(tag, "a tag", &["name", "description", "externalDocs"]);
        reader.required_text(tag, "a tag", "name");
    }
    if let Some(components) = root.get("components") {
        reader.keys(components, "`components`", COMPONENTS);
    }
    let api = Api {
        server: server(&mut reader).unwrap_or_default(),
        components: schema::components(&mut reader),
        operations: operation::operations(&mut reader),
    };
    if reader.findings.is_empty() { Ok(api) } else { Err(reader.findings) }
}

/// Characters that turn the direction of text, or steer a terminal, show something else than they say; rustc refuses
/// them in the code that they would get into. What stands in an example is escaped there.
pub(super) fn steers(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn refuse_invisible(reader: &mut Reader<'_>, node: &Node) {
    let help = "remove the character";
    if node.text().is_some_and(|text| text.contains(steers)) {
        reader.refuse(node.place, "the text holds a character that cannot be seen", help);
    }
    node.elements().iter().for_each(|element| refuse_invisible(reader, element));
    for entry in node.entries() {
        if entry.key.contains(steers) {
            reader.refuse(entry.place, "the key holds a character that cannot be seen", help);
        }
        if !matches!(entry.key.as_str(), "example" | "examples") {
            refuse_invisible(reader, &entry.value);
        }
    }
}

/// Nothing else is worth reading in a document of another version.
fn version_is_supported(reader: &mut Reader<'_>) -> bool {
    let root = reader.root;
    let help = "write `openapi: \"3.0.3\"` at the top, and the document in OpenAPI 3.0";
    let place = match root.get("openapi") {
        Some(version) if version.text().is_some_and(is_supported) => return true,
        Some(version) => version.place,
        None if root.is_map() => {
            reader.refuse(root.place, "this is not an OpenAPI document: it has no `openapi`", help);
            return false;
        }
        None => {
            reader.refuse(root.place, "this is not an OpenAPI document: it is no mapping", help);
            return false;
        }
    };
    reader.refuse(place, "only OpenAPI 3.0 is supported: progenitor takes no other version", help);
    false
}

fn is_supported(version: &str) -> bool {
    version.strip_prefix("3.0.").is_some_and(|patch| patch.parse::<u32>().is_ok())
}

/// The server that a client asks unless told otherwise: the first one.
fn server(reader: &mut Reader<'_>) -> Option<String> {
    let root = reader.root;
    let servers = reader.required(root, "the document", "servers")?;
    let Some(first) = servers.elements().first() else {
        reader.refuse(servers.place, "`servers` is empty", "add the server that a client asks by default");
        return None;
    };
    for server in servers.elements() {
        reader.keys(server, "a server", &["url", "description"]);
    }
    let url = reader.required_text(first, "a server", "url")?;
    let place = first.get("url").map_or(Place::default(), |url| url.place);
    if !is_base(url) {
        let help = "write an absolute URL without variables, like `https://host`; `http://` is for this machine";
        reader.refuse(place, "the server's URL is not absolute and complete", help);
    }
    Some(url.trim_end_matches('/').to_owned())
}

/// Whether the client takes this for a base URL without being told to.
fn is_base(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let legal = |c: char| c.is_ascii_graphic() && !"{}?#@<>|\\^`\"".contains(c);
    let is_here = host == "localhost" || host == "[::1]" || host.starts_with("127.");
    !host.is_empty()
        && host.starts_with('[') == host.ends_with(']')
        && rest.chars().all(legal)
        && port.is_none_or(|port| port.parse::<u16>().is_ok())
        && (scheme == "https" || (scheme == "http" && is_here))
}
