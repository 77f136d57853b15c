//! What the workspace's own check asks of the compiled types. Not part of the public API.

use std::io::{self, Read};

use schemars::{Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::decode::{self, Decoder, Refusal};
use crate::generated::check::{COMPONENTS, PARTS};
use crate::stream::texts;

/// The tree that the check had this built from. Builds of two trees into one target folder take each other's for their
/// own; what the environment says is part of what cargo tells them apart by.
pub const TREE: Option<&str> = option_env!("XTASK_TREE");

/// A component of the spec, as a compiled type.
pub struct Component {
    /// The name in the spec.
    pub name: &'static str,
    /// The schema that the type derives.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// A body that an operation sends or receives.
pub struct Part {
    /// The operationId.
    pub operation: &'static str,
    /// `request`, or the status of the success: the second part of a sample file's name.
    pub name: &'static str,
    /// Decodes a text as the client does, and encodes the value again.
    pub recode: fn(&[u8]) -> Result<Value, Refused>,
}

/// Why the types refuse a text. Holds none of its values.
#[derive(Debug)]
pub struct Refused {
    /// The JSON pointer of the place, if the text is JSON.
    pub path: Option<String>,
    /// What is wrong, and where.
    pub cause: String,
}

/// Why a text is not one whole array, and at which byte. Holds none of its values.
#[derive(Debug)]
pub struct Break {
    /// How many bytes come before the place.
    pub offset: u64,
    /// What is wrong there.
    pub what: &'static str,
}

/// Reads an array of any length to its end and hands out the text of each element, found as a stream finds it.
///
/// # Errors
///
/// Those of the source. What is wrong with the array itself is told after its whole elements.
pub fn elements(source: impl Read, take: impl FnMut(&[u8])) -> io::Result<Result<(), Break>> {
    texts::each(source, take)
}

/// Every component, in the order of the spec.
#[must_use]
pub fn components() -> &'static [Component] {
    COMPONENTS
}

/// Every body, in the order of the spec.
#[must_use]
pub fn parts() -> &'static [Part] {
    PARTS
}

/// Decodes as a stream does too, until it has remembered the text and recognizes it, at the third time. Should one of
/// these come to anything else than the plain way does, that is what is judged.
#[allow(dead_code, reason = "for bodies, which not every spec has")]
pub(crate) fn recode<T: DeserializeOwned + Serialize>(text: &[u8]) -> Result<Value, Refused> {
    let plain = encode(decode::whole::<T>(text));
    let mut decoder = Decoder::eager();
    let mut streamed = (0..3).map(|_| encode(decoder.whole::<T>(text)));
    streamed.find(|value| value.as_ref().ok() != plain.as_ref().ok()).unwrap_or(plain)
}

fn encode<T: Serialize>(decoded: Result<T, Refusal>) -> Result<Value, Refused> {
    let value = decoded.map_err(|refusal| Refused { path: refusal.path, cause: refusal.what })?;
    serde_json::to_value(value).map_err(|error| Refused { path: None, cause: error.to_string() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use std::cell::Cell;

    use serde::{Deserialize, Deserializer};
    use serde_json::json;

    use super::recode;

    thread_local!(static DECODED: Cell<u32> = const { Cell::new(0) });

    /// What it is at first, and one more each time that it is decoded.
    fn counted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        let value = u32::deserialize(deserializer)?;
        Ok(value + DECODED.replace(DECODED.get() + 1))
    }

    fn same<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        DECODED.set(DECODED.get() + 1);
        u32::deserialize(deserializer)
    }

    #[derive(serde::Serialize, Deserialize)]
    struct Entry {
        #[serde(deserialize_with = "counted")]
        value: u32,
    }

    #[derive(serde::Serialize, Deserialize)]
    struct Same {
        #[serde(deserialize_with = "same")]
        value: u32,
    }

    #[test]
    fn what_a_stream_makes_of_a_text_is_judged_where_it_differs() {
        assert_eq!(recode::<Vec<Entry>>(br#"[{"value":0}]"#).unwrap(), json!([{"value": 1}]));
    }

    #[test]
    fn what_a_stream_remembers_is_judged_too() {
        // The plain way decodes it once, and the stream twice of three times.
        recode::<Vec<crate::Shared<Same>>>(br#"[{"value":0}]"#).unwrap();
        assert_eq!(DECODED.get(), 3);
    }
}
