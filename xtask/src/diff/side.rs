//! One of the two specs: its operations, its components, and which way each of them travels.

use std::collections::{BTreeMap, BTreeSet};

use thanos_api_gen::type_name;
use thanos_api_gen::yaml::{Entry, Node};

use super::change::Urgency;

pub(super) const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

pub(super) struct Side<'a> {
    pub(super) root: &'a Node,
    pub(super) operations: Vec<Operation<'a>>,
    reach: BTreeMap<&'a str, Reach>,
}

#[derive(Clone, Copy)]
pub(super) struct Operation<'a> {
    pub(super) id: &'a str,
    pub(super) path: &'a Entry,
    /// The method, and what stands below it.
    pub(super) method: &'a Entry,
}

/// Which way a value travels.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) sent: bool,
    pub(super) received: bool,
}

impl Reach {
    pub(super) const SENT: Self = Self { sent: true, received: false };
    pub(super) const RECEIVED: Self = Self { sent: false, received: true };

    /// How urgent it is that programs which are out know the value by another name.
    pub(super) fn urgency(self) -> Urgency {
        if self.sent || self.received { Urgency::Urgent } else { Urgency::None }
    }

    /// What is only received is `#[non_exhaustive]`.
    pub(super) fn only_received(self) -> bool {
        self.received && !self.sent
    }
}

/// What a success carries; the names are those of components.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer<'a> {
    Nothing,
    One(&'a str),
    Array(&'a str),
    /// What the generator would refuse.
    Unclear,
}

impl<'a> Side<'a> {
    pub(super) fn new(root: &'a Node) -> Self {
        let mut side = Self { root, operations: Vec::new(), reach: BTreeMap::new() };
        for path in side.paths() {
            for method in path.value.entries().iter().filter(|entry| METHODS.contains(&entry.key.as_str())) {
                let id = method.value.get("operationId").and_then(Node::text).unwrap_or_default();
                side.operations.push(Operation { id, path, method });
            }
        }
        for operation in side.operations.clone() {
            let parameters = side.parameters(operation).into_iter().filter_map(|parameter| parameter.get("schema"));
            side.travel(parameters.chain(side.request(operation)).collect(), Reach::SENT);
            let answer = side.success(operation).and_then(|(_, response)| schema(response));
            side.travel(answer.into_iter().collect(), Reach::RECEIVED);
        }
        side
    }

    /// Marks what is referred to below some schemas.
    fn travel(&mut self, mut open: Vec<&'a Node>, way: Reach) {
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            open.extend(node.elements());
            open.extend(node.entries().iter().map(|entry| &entry.value));
            if let Some(entry) = reference(node).and_then(|name| self.schema(name))
                && seen.insert(entry.key.as_str())
            {
                let reach = self.reach.entry(&entry.key).or_default();
                reach.sent |= way.sent;
                reach.received |= way.received;
                open.push(&entry.value);
            }
        }
    }

    pub(super) fn reach(&self, schema: &str) -> Reach {
        self.reach.get(schema).copied().unwrap_or_default()
    }

    fn paths(&self) -> impl Iterator<Item = &'a Entry> + use<'a> {
        self.root.get("paths").map_or(&[][..], Node::entries).iter().filter(|entry| entry.key.starts_with('/'))
    }

    pub(super) fn components(&self, kind: &str) -> &'a [Entry] {
        self.root.get("components").and_then(|components| components.get(kind)).map_or(&[], Node::entries)
    }

    pub(super) fn schema(&self, name: &str) -> Option<&'a Entry> {
        self.components("schemas").iter().find(|entry| entry.key == name)
    }

    /// The object itself, or what its `$ref` names.
    pub(super) fn resolved(&self, node: &'a Node) -> &'a Node {
        let path = node.get("$ref").and_then(Node::text).and_then(|text| text.strip_prefix("#/components/"));
        let named = path.and_then(|path| path.split_once('/'));
        let entry = named.and_then(|(kind, name)| self.components(kind).iter().find(|entry| entry.key == name));
        entry.map_or(node, |entry| &entry.value)
    }

    /// The parameters of an operation: its own, and those of its path that it does not replace.
    pub(super) fn parameters(&self, operation: Operation<'a>) -> Vec<&'a Node> {
        let list = |node: &'a Node| node.get("parameters").map_or(&[][..], Node::elements).iter();
        let key = |node: &'a Node| (node.get("in").and_then(Node::text), node.get("name").and_then(Node::text));
        let mut parameters = BTreeMap::new();
        for node in list(&operation.path.value).chain(list(&operation.method.value)) {
            let parameter = self.resolved(node);
            parameters.insert(key(parameter), parameter);
        }
        parameters.into_values().collect()
    }

    pub(super) fn request_body(&self, operation: Operation<'a>) -> Option<&'a Node> {
        operation.method.value.get("requestBody").map(|body| self.resolved(body))
    }

    /// The schema of the body that a request has.
    pub(super) fn request(&self, operation: Operation<'a>) -> Option<&'a Node> {
        self.request_body(operation).and_then(schema)
    }

    /// The one success of an operation: its status, and what stands below it.
    pub(super) fn success(&self, operation: Operation<'a>) -> Option<(&'a Entry, &'a Node)> {
        let responses = operation.method.value.get("responses")?.entries();
        let success = responses.iter().find(|entry| is_success(&entry.key))?;
        Some((success, self.resolved(&success.value)))
    }

    pub(super) fn answer(&self, response: &'a Node) -> Answer<'a> {
        let Some(schema) = schema(response) else { return Answer::Nothing };
        let is_list = |node: &&Node| node.get("type").and_then(Node::text) == Some("array");
        let list = Some(self.resolved(schema)).filter(is_list).and_then(|list| list.get("items").and_then(reference));
        match (list, reference(schema)) {
            (Some(element), _) => Answer::Array(element),
            (None, Some(name)) => Answer::One(name),
            (None, None) => Answer::Unclear,
        }
    }

    /// The type of a component, whose parts are called as `named` calls them. A shared list has no type of its own.
    pub(super) fn type_of(&self, name: &str, named: &dyn Fn(&str) -> String) -> String {
        let element =
            self.schema(name).filter(|entry| is_shared(&entry.value)).and_then(|entry| entry.value.get("items"));
        match element.and_then(reference) {
            Some(element) => format!("Shared<[{}]>", self.type_of(element, named)),
            None => type_name(&named(name)),
        }
    }

    /// What a reader calls a component: the first property that holds it, or its own name.
    pub(super) fn called(&self, name: &'a str) -> String {
        let holds = |entry: &&Entry| {
            [Some(&entry.value), entry.value.get("items")]
                .into_iter()
                .flatten()
                .any(|node| reference(node) == Some(name))
        };
        let property = |owner: &Entry| {
            let property = owner.value.get("properties")?.entries().iter().find(holds)?;
            Some(format!("{}.{}", owner.key, property.key))
        };
        self.components("schemas").iter().find_map(property).unwrap_or_else(|| name.to_owned())
    }
}

pub(super) fn is_shared(schema: &Node) -> bool {
    schema.get("x-shared").and_then(Node::boolean) == Some(true)
}

pub(super) fn is_success(status: &str) -> bool {
    status.len() == 3 && status.starts_with('2')
}

/// The schema of the one media type that the client speaks.
pub(super) fn schema(body: &Node) -> Option<&Node> {
    body.get("content")?.entries().first()?.value.get("schema")
}

/// The component that a `$ref` names.
pub(super) fn reference(node: &Node) -> Option<&str> {
    node.get("$ref").and_then(Node::text)?.strip_prefix("#/components/schemas/")
}
