//! The spec, and what the generator makes of it or finds wrong with it.

use serde_json::Value;
use thanos_api_gen::Generated;
use thanos_api_gen::yaml::{self, Node};

use crate::conflict;
use crate::pointer;
use crate::report::{Finding, Place, Spot};
use crate::tree::{self, Failure, NOT_TEXT, SAMPLES, SPEC, Tree};

/// The spec as a value, and where everything in it stands. Parts are named by JSON pointers.
pub(crate) struct Spec {
    pub(crate) document: Value,
    text: String,
    root: Node,
}

impl Spec {
    /// The spec, unless its text cannot be read at all: then [`generate`] finds why.
    pub(crate) fn read(tree: &Tree) -> Result<Option<Self>, Failure> {
        let Ok(text) = tree::text(&tree.read(SPEC)?) else { return Ok(None) };
        let root = yaml::parse(&text).ok();
        Ok(root.map(|root| Self { document: root.to_json(), text, root }))
    }

    /// What stands at a pointer.
    pub(crate) fn get(&self, pointer: &str) -> Option<&Value> {
        self.document.pointer(pointer)
    }

    /// The pointer of what stands at a pointer, or of the component that is referred to there.
    pub(crate) fn resolve(&self, pointer: &str) -> String {
        let reference = self.get(pointer).and_then(|value| value.get("$ref")?.as_str()?.strip_prefix('#'));
        reference.unwrap_or(pointer).to_owned()
    }

    /// A finding on what stands at a pointer.
    pub(crate) fn finding(&self, pointer: &str, message: impl Into<String>, help: impl Into<String>) -> Finding {
        Finding::new(SPEC, message, help).at_spot(self.spot(pointer))
    }

    /// What stands at a pointer, to be shown.
    pub(crate) fn spot(&self, pointer: &str) -> Spot {
        Spot::new(SPEC, self.place(pointer)).showing(&self.text)
    }

    /// The place of a key, or of an element of a list.
    pub(crate) fn place(&self, pointer: &str) -> Place {
        let (mut node, mut at) = (&self.root, self.root.place);
        for segment in pointer::segments(pointer) {
            let Some((place, value)) = child(node, &segment) else { break };
            (node, at) = (value, place);
        }
        at.into()
    }

    /// Whether a line is among those of what stands at a pointer.
    pub(crate) fn spans(&self, pointer: &str, line: usize) -> bool {
        let node =
            pointer::segments(pointer).try_fold(&self.root, |node, segment| child(node, &segment).map(|(_, n)| n));
        node.is_some_and(|node| (self.place(pointer).line..=last_line(node)).contains(&line))
    }
}

/// A key's or an element's place and value.
fn child<'a>(node: &'a Node, segment: &str) -> Option<(thanos_api_gen::Place, &'a Node)> {
    let entry = node.entries().iter().find(|entry| entry.key == segment).map(|entry| (entry.place, &entry.value));
    let element = || node.elements().get(segment.parse::<usize>().ok()?).map(|element| (element.place, element));
    entry.or_else(element)
}

fn last_line(node: &Node) -> usize {
    let below = node.elements().iter().chain(node.entries().iter().map(|entry| &entry.value));
    below.map(last_line).fold(node.place.line.unwrap_or(1), usize::max)
}

pub(crate) fn generate(tree: &Tree) -> Result<Result<Generated, Vec<Finding>>, Failure> {
    Ok(match tree::text(&tree.read(SPEC)?) {
        Ok(text) => from_text(&text, tree),
        Err(place) => Err(vec![Finding::new(SPEC, NOT_TEXT, "save it as UTF-8").at(place)]),
    })
}

fn from_text(text: &str, tree: &Tree) -> Result<Generated, Vec<Finding>> {
    if let Some(conflict) = conflict::find(SPEC, text, "resolve it") {
        return Err(vec![conflict.showing(text)]);
    }
    // A sample that cannot be read is told where samples are judged.
    let sample = |name: &str| tree::text(&tree.read(&format!("{SAMPLES}/{name}")).ok()?).ok();
    thanos_api_gen::generate_with(text, sample)
        .map_err(|error| error.findings().iter().map(|refusal| finding(refusal, text)).collect())
}

fn finding(refusal: &thanos_api_gen::Finding, text: &str) -> Finding {
    let place = Place { line: refusal.line().unwrap_or(1), column: refusal.column().unwrap_or(1) };
    Finding::new(SPEC, refusal.message(), refusal.help()).at(place).showing(text)
}

impl From<thanos_api_gen::Place> for Place {
    fn from(place: thanos_api_gen::Place) -> Self {
        Self { line: place.line.unwrap_or(1), column: place.column.unwrap_or(1) }
    }
}
