//! The document around operations and schemas.

use thanos_api_gen::yaml::{Entry, Node};

use super::super::change::{Step, Urgency};
use super::{Comparison, Known};

const ROOT: Known = Known {
    judged: &["servers", "paths", "components"],
    prose: &["openapi", "info", "tags", "externalDocs", "security"],
};

const COMPONENTS: Known = Known {
    judged: &["schemas", "securitySchemes", "parameters", "requestBodies", "responses", "headers", "examples"],
    prose: &[],
};

impl Comparison<'_> {
    pub(super) fn document(&mut self) {
        let (old, new) = (self.old.root, self.new.root);
        self.rest("the document", old, new, &ROOT);
        self.servers(old, new);
        if let (Some(old), Some(new)) = (old.get("components"), new.get("components")) {
            self.rest("`components`", old, new, &COMPONENTS);
        }
        for kind in COMPONENTS.judged.iter().filter(|kind| **kind != "schemas") {
            self.parts(kind);
        }
        if let (Some(old), Some(new)) = (old.get("paths"), new.get("paths")) {
            let judged: Vec<_> = old.entries().iter().chain(new.entries()).map(|entry| entry.key.as_str()).collect();
            let judged: Vec<_> = judged.into_iter().filter(|key| key.starts_with('/')).collect();
            self.rest("`paths`", old, new, &Known { judged: &judged, prose: &[] });
        }
    }

    /// A client asks the first server, unless it is told otherwise.
    fn servers(&mut self, old: &Node, new: &Node) {
        let url = |node: &Node| {
            let url = node.get("servers")?.elements().first()?.get("url")?.text()?;
            Some(url.trim_end_matches('/').to_owned())
        };
        let place = new.get("servers").map_or(new.place, |servers| servers.place);
        let (was, is) = (url(old).unwrap_or_default(), url(new).unwrap_or_default());
        if was != is {
            let text =
                format!("the server is {is} instead of {was}: shipped clients ask the old one unless told otherwise");
            self.add(place, Step::Patch, Urgency::Urgent, text);
        } else if old.get("servers").map(Node::to_json) != new.get("servers").map(Node::to_json) {
            self.add(place, Step::Patch, Urgency::None, "`servers` changed, and the one that clients ask did not");
        }
    }

    /// Parts that are judged where they are used: here only that there is one more or less of them.
    fn parts(&mut self, kind: &str) {
        let (old, new) = (self.old.components(kind), self.new.components(kind));
        let components = self.new.root.get("components").map_or(self.new.root.place, |node| node.place);
        for entry in old.iter().filter(|entry| !new.iter().any(|other| other.key == entry.key)) {
            let text = format!("`{kind}.{}` is gone: what it meant is told where it was used", entry.key);
            self.add(components, Step::Patch, Urgency::None, text + &self.stood(entry.place));
        }
        for entry in new.iter().filter(|entry| !old.iter().any(|other| other.key == entry.key)) {
            let text = format!("`{kind}.{}` is new: what it means is told where it is used", entry.key);
            self.add(entry.place, Step::Patch, Urgency::None, text);
        }
        // What these say is only documentation.
        for entry in new.iter().filter(|_| matches!(kind, "headers" | "examples")) {
            let changed = |other: &&Entry| other.key == entry.key && other.value.to_json() != entry.value.to_json();
            if old.iter().any(|other| changed(&other)) {
                let text = format!("`{kind}.{}` changed: no type and no request depends on it", entry.key);
                self.add(entry.place, Step::Patch, Urgency::None, text);
            }
        }
    }
}
