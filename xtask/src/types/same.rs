//! Whether a type kept what a text said.

use serde_json::Value;

use crate::types::samples::escaped;

/// The JSON pointer of the first value that was lost or changed on the way through a type.
///
/// Null and absence are one: an optional field holds either as nothing.
pub(crate) fn first_loss(sent: &Value, back: &Value) -> Option<String> {
    loss(sent, back, String::new())
}

fn loss(sent: &Value, back: &Value, at: String) -> Option<String> {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            let mut keys = sent.keys().chain(back.keys());
            keys.find_map(|key| {
                let [one, other] = [sent, back].map(|map| map.get(key).unwrap_or(&Value::Null));
                loss(one, other, format!("{at}/{}", escaped(key)))
            })
        }
        (Value::Array(sent), Value::Array(back)) if sent.len() == back.len() => {
            let mut pairs = sent.iter().zip(back).enumerate();
            pairs.find_map(|(index, (one, other))| loss(one, other, format!("{at}/{index}")))
        }
        (Value::Number(sent), Value::Number(back)) => {
            // A type that holds fractions writes 1 as 1.0.
            let equal = sent == back || (sent.is_f64() || back.is_f64()) && sent.as_f64() == back.as_f64();
            (!equal).then_some(at)
        }
        _ => (sent != back).then_some(at),
    }
}
