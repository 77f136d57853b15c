//! The one secret that the client holds, and the header that carries it.

use super::Scheme;
use super::reader::Reader;
use crate::yaml::Node;

/// Headers that say something else.
const TAKEN: &[&str] =
    &["accept", "connection", "content-length", "content-type", "host", "transfer-encoding", "user-agent"];

/// The scheme that an operation asks for: its own `security`, or the document's.
pub(super) fn of_operation<'a>(reader: &mut Reader<'a>, operation: &'a Node) -> Option<Scheme> {
    let security = operation.get("security").or_else(|| reader.root.get("security"))?;
    let help = "ask for one scheme: the client holds one token";
    let (first, more) = security.elements().split_first()?;
    if let Some(other) = more.first() {
        reader.refuse(other.place, "alternatives of security schemes are not supported", help);
    }
    let (requirement, more) = first.entries().split_first()?;
    if let Some(other) = more.first() {
        reader.refuse(other.place, "several security schemes at once are not supported", help);
    }
    let schemes = reader.components("securitySchemes");
    let Some(scheme) = schemes.iter().find(|entry| entry.key == requirement.key) else {
        let help = "add it to `components.securitySchemes`, or correct the name";
        reader.refuse(requirement.place, format!("there is no security scheme `{}`", requirement.key), help);
        return None;
    };
    read(reader, &scheme.value)
}

fn read<'a>(reader: &mut Reader<'a>, scheme: &'a Node) -> Option<Scheme> {
    const KNOWN: &[&str] = &["type", "in", "name", "scheme", "bearerFormat", "description"];
    reader.keys(scheme, "a security scheme", KNOWN);
    let text = |key: &str| scheme.get(key).and_then(Node::text);
    match (text("type"), text("in"), text("scheme")) {
        (Some("apiKey"), Some("header"), None) => {
            let header = reader.required_text(scheme, "a security scheme", "name")?;
            let prefix = scheme.get("x-prefix").map_or(Some(""), Node::text).unwrap_or(" ");
            let legal = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if header.is_empty() || !header.chars().all(legal) || !prefix.chars().all(legal) {
                let help = "write letters, digits and hyphens";
                reader.refuse(scheme.place, "the header's `name` or `x-prefix` cannot stand in a header", help);
            } else if TAKEN.iter().any(|taken| header.eq_ignore_ascii_case(taken)) {
                reader.refuse(scheme.place, "the client sends this header with another meaning", "correct the name");
            }
            Some(Scheme { header: header.to_ascii_lowercase(), prefix: prefix.to_owned() })
        }
        (Some("http"), None, Some("bearer")) => {
            Some(Scheme { header: "authorization".to_owned(), prefix: "Bearer".to_owned() })
        }
        _ => {
            let help = "use `type: apiKey` with `in: header`, or `type: http` with `scheme: bearer`";
            reader.refuse(scheme.place, "the client sends its token in a header only", help);
            None
        }
    }
}
