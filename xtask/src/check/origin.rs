//! Which part of the spec a line of the generated code was made from.

use thanos_api_gen::{type_name, variable_name};

use crate::pointer;
use crate::spec::Spec;

const SCHEMAS: &str = "/components/schemas";

/// The pointer of what the names at a line tell, or around it; none if they tell nothing.
pub(super) fn of_line(spec: &Spec, generated: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = generated.lines().map(str::trim).collect();
    let at = line.checked_sub(1)?;
    // Documentation and attributes belong to what follows them.
    let item = (at..lines.len()).find(|&at| !lines[at].starts_with(['/', '#']))?;
    let mut around = lines[..=item].iter().rev();
    let code = code(&lines[..=at]);
    around.find_map(|text| component(spec, text, lines[item]).or_else(|| operation(spec, text, code)))
}

/// The status that the last line is about: in a list of them, or in the table.
fn code<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let listed = lines.last()?.strip_prefix("/// - ");
    let coded = || lines.iter().rev().take(2).find_map(|line| line.strip_prefix("codes: "));
    listed.or_else(coded).map(word).map(|code| code.trim_end_matches("u16"))
}

/// A component, if a line begins its type, and the property or value that another line within is about.
fn component(spec: &Spec, text: &str, within: &str) -> Option<String> {
    let name = text.strip_prefix("pub struct ").or_else(|| text.strip_prefix("pub enum "))?;
    let name = word(name);
    let schemas = spec.get(SCHEMAS)?.as_object()?;
    let (key, schema) = schemas.iter().find(|(key, _)| type_name(key) == name)?;
    let component = pointer::join(SCHEMAS, key);
    let property = within.strip_prefix("pub ").and_then(|field| {
        let properties = schema.get("properties")?.as_object()?;
        let key = properties.keys().find(|key| variable_name(key) == word(field))?;
        Some(pointer::join(&format!("{component}/properties"), key))
    });
    let value = || {
        let value = within.split_once(" = \"")?.1.strip_suffix("\",")?;
        let at = schema.get("enum")?.as_array()?.iter().position(|listed| listed == value)?;
        Some(format!("{component}/enum/{at}"))
    };
    Some(property.or_else(value).unwrap_or(component))
}

/// An operation, if a line names it, and within it the status of a code.
fn operation(spec: &Spec, text: &str, code: Option<&str>) -> Option<String> {
    let id = ["pub fn ", "/// Builder for [`Client::", "id: \"", "pub(crate) const "]
        .iter()
        .find_map(|start| text.strip_prefix(start))?;
    let id = word(id).to_lowercase();
    let paths = spec.get("/paths")?.as_object()?;
    paths.iter().find_map(|(path, item)| {
        let named = |operation: &serde_json::Value| {
            operation
                .get("operationId")
                .and_then(serde_json::Value::as_str)
                .is_some_and(|known| variable_name(known) == id)
        };
        let (method, _) = item.as_object()?.iter().find(|(_, operation)| named(operation))?;
        let operation = pointer::join(&pointer::join("/paths", path), method);
        let status = code.map(|code| format!("{operation}/responses/{code}"));
        Some(status.filter(|status| spec.get(status).is_some()).unwrap_or(operation))
    })
}

/// The name that a text begins with.
fn word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
}
