//! Operations: what they are called, what they ask for, and what they answer.

use thanos_api_gen::yaml::{Entry, Node};
use thanos_api_gen::{Place, type_name, variable_name};

use super::super::change::{Step, Urgency};
use super::super::kind::Held;
use super::super::side::{Answer, METHODS, Operation, Reach, is_success, reference, schema};
use super::{Comparison, Known};

const OPERATION: Known = Known {
    judged: &["operationId", "parameters", "requestBody", "responses"],
    prose: &["tags", "summary", "description", "externalDocs", "deprecated", "security"],
};
const REQUEST: Known = Known { judged: &["content"], prose: &["description", "required"] };
const RESPONSE: Known = Known { judged: &["content"], prose: &["description", "headers", "links"] };
const ERROR: Known = Known { judged: &["description"], prose: &["headers", "links", "content"] };
const CONTENT: Known = Known { judged: &[JSON], prose: &[] };
const JSON: &str = "application/json";
const MEDIA: Known = Known { judged: &["schema"], prose: &["example", "examples"] };

impl<'a> Comparison<'a> {
    pub(super) fn operations(&mut self) {
        let pairs = self.pairs();
        for old in self.old.operations.clone() {
            if !pairs.iter().any(|(one, _)| is_one(*one, old)) {
                self.operation_gone(old);
            }
        }
        for new in self.new.operations.clone() {
            if !pairs.iter().any(|(_, other)| is_one(*other, new)) {
                let text = format!("`Client::{}` is new", variable_name(new.id));
                self.add(new.method.place, Step::Minor, Urgency::None, text);
            }
        }
        for (old, new) in pairs {
            self.operation(old, new);
        }
    }

    /// Each operation with what it is now: of the same name, or else asked for in the same way, or else of the same
    /// description.
    fn pairs(&self) -> Vec<(Operation<'a>, Operation<'a>)> {
        let by_name = |old: &Operation, new: &Operation| variable_name(old.id) == variable_name(new.id);
        let by_request =
            |old: &Operation, new: &Operation| old.path.key == new.path.key && old.method.key == new.method.key;
        let by_shape = |old: &Operation, new: &Operation| described(old.method) == described(new.method);
        let mut pairs: Vec<(Operation, Operation)> = Vec::new();
        for is_it in [&by_name as &dyn Fn(&Operation, &Operation) -> bool, &by_request, &by_shape] {
            for old in &self.old.operations {
                let open =
                    |new: &&Operation| !pairs.iter().any(|(one, other)| is_one(*one, *old) || is_one(*other, **new));
                let found = self.new.operations.iter().filter(open).find(|new| is_it(old, new));
                pairs.extend(found.map(|new| (*old, *new)));
            }
        }
        pairs
    }

    fn operation_gone(&mut self, old: Operation) {
        let paths = self.new.root.get("paths");
        let place = paths.and_then(|paths| paths.get(&old.path.key)).or(paths).unwrap_or(self.new.root).place;
        let (name, stood) = (variable_name(old.id), self.stood(old.method.place));
        let text = format!("`Client::{name}` is gone; shipped clients ask for what is no longer there{stood}");
        self.add(place, Step::Major, Urgency::Urgent, text);
    }

    fn operation(&mut self, old: Operation<'a>, new: Operation<'a>) {
        let (was, is) = (variable_name(old.id), variable_name(new.id));
        let id = new.method.value.get("operationId").map_or(new.method.place, |id| id.place);
        if was != is {
            let text = format!("`{was}` is renamed to `{is}`: `Client::{was}` is gone; shipped clients go on");
            self.add(id, Step::Major, Urgency::None, text);
        } else if old.id != new.id {
            let text = format!("`{}` is written `{}`: `Client::{is}` stays", old.id, new.id);
            self.add(id, Step::Patch, Urgency::None, text);
        }
        if old.method.key != new.method.key || is_elsewhere(&old.path.key, &new.path.key) {
            let [was, now] = [old, new].map(|one| format!("{} {}", one.method.key.to_uppercase(), one.path.key));
            let text = format!("`Client::{is}` asks `{now}`: shipped clients ask `{was}`");
            self.add(new.path.place, Step::Patch, Urgency::Urgent, text);
        }
        let judged: Vec<_> = METHODS.into_iter().chain(["parameters"]).collect();
        let path = format!("the path `{}`", new.path.key);
        let known = Known { judged: &judged, prose: &["summary", "description"] };
        self.rest(&path, &old.path.value, &new.path.value, &known);
        self.rest(&format!("`{is}`"), &old.method.value, &new.method.value, &OPERATION);
        self.parameters(old, new);
        self.request(old, new);
        self.answer(old, new);
        self.responses(old, new);
        self.security(old, new);
    }

    fn request(&mut self, old: Operation<'a>, new: Operation<'a>) {
        let name = variable_name(new.id);
        let (was, is) = (self.old.request_body(old), self.new.request_body(new));
        let (then, now) = (self.old.request(old), self.new.request(new));
        let place = is.map_or(new.method.place, |body| body.place);
        match (then, now) {
            (None, Some(body)) => {
                // The client itself fills in its own username and password.
                let own = reference(body) == Some("Credentials");
                let step = if own { Step::Minor } else { Step::Major };
                let text = format!("`{name}` has a body now: shipped clients send none");
                self.add(place, step, Urgency::Urgent, text);
            }
            (Some(_), None) => {
                let text = format!("`{name}` has no body any more: `body` is gone; shipped clients go on");
                self.add(place, Step::Major, Urgency::None, text);
            }
            (Some(then), Some(now)) => {
                let [then, now] = [then, now].map(|node| Held { node, required: true });
                if self.old_rust(then) != self.new_rust(now) {
                    let shipped = self.shipped(Reach::SENT, then, now);
                    let kind = self.new_rust(now);
                    let text = format!("`{name}` sends `{kind}` instead: so `body` takes it; {shipped}");
                    self.add(place, Step::Major, shipped.urgency(), text);
                }
            }
            (None, None) => {}
        }
        if let (Some(was), Some(is)) = (was, is) {
            self.rest(&format!("the body of `{name}`"), was, is, &REQUEST);
            self.media(&format!("the body of `{name}`"), was, is);
        }
    }

    fn answer(&mut self, old: Operation<'a>, new: Operation<'a>) {
        let name = variable_name(new.id);
        let successes = (self.old.success(old), self.new.success(new));
        let Some(((was, then), (is, now))) =
            self.both(&format!("the success of `{name}`"), new.method.place, successes)
        else {
            return;
        };
        if was.key != is.key {
            let text = format!(
                "`{name}` succeeds with {} instead of {}: shipped clients take that for an error",
                is.key, was.key
            );
            self.add(is.place, Step::Major, Urgency::Urgent, text);
        }
        let (before, after) = (self.old.answer(then), self.new.answer(now));
        let stays = match (before, after) {
            (Answer::One(old), Answer::One(new)) | (Answer::Array(old), Answer::Array(new)) => self.is_same(old, new),
            _ => before == after,
        };
        if !stays {
            let text =
                format!("`{name}` answers {} instead of {}: shipped clients cannot read it", rust(after), rust(before));
            self.add(is.place, Step::Major, Urgency::Urgent, text);
        }
        let what = format!("the answer of `{name}`");
        self.rest(&what, then, now, &RESPONSE);
        self.media(&what, then, now);
    }

    /// What stands beside and in the schema of a body.
    fn media(&mut self, what: &str, old: &'a Node, new: &'a Node) {
        if let (Some(old), Some(new)) = (old.get("content"), new.get("content")) {
            self.rest(what, old, new, &CONTENT);
            if let (Some(old), Some(new)) = (old.get(JSON), new.get(JSON)) {
                self.rest(what, old, new, &MEDIA);
            }
        }
        if let (Some(old), Some(new)) = (schema(old), schema(new)) {
            self.prose(what, old, new);
        }
    }

    fn responses(&mut self, old: Operation<'a>, new: Operation<'a>) {
        let name = variable_name(new.id);
        let entries = |one: Operation<'a>| one.method.value.get("responses").map_or(&[][..], Node::entries);
        let place = new.method.value.get("responses").map_or(new.method.place, |responses| responses.place);
        let find = |list: &'a [Entry], key: &str| list.iter().find(|entry| entry.key == key);
        for was in entries(old) {
            if find(entries(new), &was.key).is_none() {
                self.status(&name, was, place, "is no longer documented");
            }
        }
        for is in entries(new) {
            match find(entries(old), &is.key) {
                None => self.status(&name, is, is.place, "is documented now"),
                Some(_) if is_success(&is.key) => {}
                Some(was) => {
                    let (then, now) = (self.old.resolved(&was.value), self.new.resolved(&is.value));
                    self.rest(&format!("{} of `{name}`", is.key), then, now, &ERROR);
                    let [before, after] = [then, now].map(|node| node.get("description").and_then(Node::text));
                    if before != after {
                        self.status(&name, is, is.place, "is described otherwise");
                    }
                }
            }
        }
    }

    fn status(&mut self, name: &str, entry: &Entry, place: Place, how: &str) {
        let status = &entry.key;
        if status.starts_with("x-") {
            self.add(place, Step::Major, Urgency::None, format!("unknown change: `{status}` of `{name}` {how}"));
        } else if !is_success(status) {
            let text = format!("{status} of `{name}` {how}: `Error::meaning` follows");
            self.add(place, Step::Patch, Urgency::None, text);
        }
    }
}

fn is_one(one: Operation, other: Operation) -> bool {
    std::ptr::eq(one.method, other.method)
}

/// An operation without its name and its prose.
fn described(method: &Entry) -> Vec<(&str, serde_json::Value)> {
    let named = |key: &str| key == "operationId" || OPERATION.prose.contains(&key);
    let entries = method.value.entries().iter().filter(|entry| !named(&entry.key));
    let mut described: Vec<_> = entries.map(|entry| (entry.key.as_str(), entry.value.to_json())).collect();
    described.sort_by_key(|(key, _)| *key);
    described
}

/// Whether requests go to another path. The names of its parameters are not in them, but the order is.
fn is_elsewhere(old: &str, new: &str) -> bool {
    let parts = |path: &str| -> (Vec<String>, Vec<String>) {
        let parts = path.split('{').map(|part| part.split_once('}').unwrap_or(("", part)));
        parts.map(|(name, rest)| (name.to_owned(), rest.to_owned())).unzip()
    };
    let ((old_names, old), (new_names, new)) = (parts(old), parts(new));
    let stands_elsewhere = |(at, name): (usize, &String)| {
        new_names.iter().position(|other| other == name).is_some_and(|other| other != at)
    };
    old != new || old_names.iter().enumerate().any(stands_elsewhere)
}

fn rust(answer: Answer) -> String {
    match answer {
        Answer::Nothing => "nothing".to_owned(),
        Answer::One(name) => format!("`{}`", type_name(name)),
        Answer::Array(name) => format!("`Vec<{}>`", type_name(name)),
        Answer::Unclear => "something".to_owned(),
    }
}
