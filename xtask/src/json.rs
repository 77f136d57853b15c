//! Places in JSON text, which `serde_json` itself does not keep.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::pointer;
use crate::report::Place;

/// The entries of an object, in the order of the text and each as often as it stands there.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// The children of a value with their keys or numbers; none for anything but an object or a list.
fn children(text: &str) -> Vec<(String, &RawValue)> {
    match text.trim_ascii_start().chars().next() {
        Some('{') => serde_json::from_str(text).map(|Entries(entries)| entries).unwrap_or_default(),
        Some('[') => {
            let elements: Vec<_> = serde_json::from_str(text).unwrap_or_default();
            elements.into_iter().enumerate().map(|(number, element)| (number.to_string(), element)).collect()
        }
        _ => Vec::new(),
    }
}

/// Where the value at a JSON pointer stands, or else the last one on the way that there is.
pub(crate) fn place(text: &str, pointer: &str) -> Place {
    let mut part = text.trim_ascii_start();
    for segment in pointer::segments(pointer) {
        let children = children(part);
        let Some((_, child)) = children.into_iter().rfind(|(key, _)| *key == segment) else { break };
        part = child.get();
    }
    start(text, part)
}

/// Where a value stands whose key stood before in the same object; of such values JSON readers keep the last.
pub(crate) fn doubles(text: &str) -> Vec<Place> {
    let (mut places, mut parts) = (Vec::new(), vec![text]);
    while let Some(part) = parts.pop() {
        let mut keys = BTreeSet::new();
        for (key, child) in children(part) {
            if !keys.insert(key) {
                places.push(start(text, child.get()));
            }
            parts.push(child.get());
        }
    }
    places
}

/// Where a part of the text begins.
fn start(text: &str, part: &str) -> Place {
    Place::after(&text[..part.as_ptr().addr() - text.as_ptr().addr()])
}
