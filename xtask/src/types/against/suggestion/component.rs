//! The lines of one component.

use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Component {
    /// The lines of a component that is new.
    pub(super) schema: Vec<String>,
    /// By its name, the lines of a property's schema and a remark.
    pub(super) properties: BTreeMap<String, (Vec<String>, String)>,
    pub(super) values: Vec<String>,
}

impl Component {
    pub(super) fn new(schema: Vec<String>) -> Self {
        Self { schema, ..Self::default() }
    }

    pub(super) fn lines(&self, name: &str) -> Vec<String> {
        let mut lines = vec![format!("    {}:", scalar(name))];
        lines.extend(self.schema.iter().map(|line| format!("      {line}")));
        if !self.properties.is_empty() {
            lines.push("      properties:".to_owned());
        }
        for (key, (schema, remark)) in &self.properties {
            lines.push(format!("        {}: # {remark}", scalar(key)));
            lines.extend(schema.iter().map(|line| format!("          {line}")));
        }
        if !self.values.is_empty() {
            lines.push("      enum:".to_owned());
        }
        lines.extend(self.values.iter().map(|value| format!("        - {}", scalar(value))));
        lines
    }
}

/// A text as it may stand in YAML, in quotes unless it is plainly a name: `no` and `null` are more than texts.
fn scalar(text: &str) -> String {
    let is_name = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "_-".contains(character));
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if is_name && !is_word { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
