//! The answers of an operation.

use super::document::steers;
use super::reader::Reader;
use super::{Answer, Status};
use crate::error::Place;
use crate::yaml::{Entry, Node};

pub(super) struct Response {
    pub(super) success: u16,
    pub(super) answer: Answer,
    /// The example of the success, as JSON; empty where a success has no body.
    pub(super) sample: Option<String>,
    pub(super) statuses: Vec<Status>,
}

/// Reads the one success and what every status means.
pub(super) fn read<'a>(reader: &mut Reader<'a>, responses: &'a Node) -> Option<Response> {
    let mut statuses = Vec::new();
    let mut successes = Vec::new();
    for entry in responses.entries().iter().filter(|entry| !super::is_extension(&entry.key)) {
        let Some((first, last)) = codes(reader, entry) else {
            continue;
        };
        let Some(response) = reader.resolve(&entry.value, "responses") else {
            continue;
        };
        reader.keys(response, "a response", &["description", "headers", "content", "links"]);
        let meaning = reader.required_text(response, "a response", "description").unwrap_or_default();
        let meaning = meaning.split_whitespace().collect::<Vec<_>>().join(" ");
        statuses.push(Status { first, last, meaning });
        if (200..300).contains(&first) && first == last {
            successes.push((entry.place, first, response));
        }
    }
    // What is said of one code goes before what is said of a range, and `default` comes last.
    statuses.sort_by_key(|status| (status.last - status.first, status.first));
    let (success, response) = one_success(reader, responses.place, &successes)?;
    let answer = answer(reader, success, response)?;
    let sample = if answer == Answer::Nothing { Some(String::new()) } else { sample(reader, response) };
    Some(Response { success, answer, sample, statuses })
}

fn one_success<'a>(
    reader: &mut Reader<'a>,
    place: Place,
    successes: &[(Place, u16, &'a Node)],
) -> Option<(u16, &'a Node)> {
    let help = "describe exactly one status from 200 to 299 by its number: its answer is what the method returns";
    if let [_, (second, ..), ..] = successes {
        reader.refuse(*second, "an operation has more than one success", help);
        return None;
    }
    let Some((_, success, response)) = successes.first() else {
        reader.refuse(place, "an operation has no success", help);
        return None;
    };
    Some((*success, response))
}

/// The codes that a key of `responses` stands for.
fn codes(reader: &mut Reader<'_>, entry: &Entry) -> Option<(u16, u16)> {
    let key = entry.key.as_str();
    let class = key.strip_suffix("XX").and_then(|class| class.parse::<u16>().ok());
    match (key.parse::<u16>(), class) {
        _ if key == "default" => Some((100, 599)),
        (Ok(code @ 100..600), _) if key.len() == 3 => Some((code, code)),
        (_, Some(2)) => {
            let help = "write the one code that the server answers with, such as \"200\"";
            reader.refuse(entry.place, "a success must have one code, `2XX` leaves it open", help);
            None
        }
        (_, Some(class @ 1..6)) => Some((class * 100, class * 100 + 99)),
        _ => {
            let message = format!("`{key}` is not a status");
            reader.refuse(entry.place, message, "write a number such as \"404\", a range such as 4XX, or default");
            None
        }
    }
}

/// What a success carries.
fn answer<'a>(reader: &mut Reader<'a>, code: u16, response: &'a Node) -> Option<Answer> {
    let Some(content) = response.get("content").filter(|content| !content.entries().is_empty()) else {
        return Some(Answer::Nothing);
    };
    if code == 204 || code == 205 {
        let help = "remove `content`, or describe another status";
        reader.refuse(content.place, format!("a {code} has no body"), help);
        return None;
    }
    let schema = json_schema(reader, content)?;
    if schema.get("$ref").is_some() {
        let component = reader.referred(schema, "schemas")?;
        let Some(items) = array_of(&component.value) else { return Some(Answer::One(component.key.clone())) };
        return element(reader, items).map(Answer::Array);
    }
    let items = schema.get("items").filter(|items| items.get("$ref").is_some());
    match items {
        Some(items) if schema.get("type").and_then(Node::text) == Some("array") => {
            super::schema::refuse_keywords(reader, schema);
            element(reader, items).map(Answer::Array)
        }
        _ => {
            let help = "name the schema under `components.schemas`; an answer is a `$ref` or an array of one";
            reader.refuse(schema.place, "the schema of an answer stands inline", help);
            None
        }
    }
}

/// The example of a response, or the first of several.
fn sample<'a>(reader: &mut Reader<'a>, response: &'a Node) -> Option<String> {
    let media = &response.get("content")?.entries().first()?.value;
    let named = media.get("examples").and_then(|examples| examples.entries().first());
    let example = match named {
        Some(named) => reader.resolve(&named.value, "examples")?.get("value"),
        None => media.get("example"),
    };
    visible(example?)
}

/// The text of a sample file, as an example in the spec would be written.
pub(crate) fn sample_of(text: &str) -> Option<String> {
    visible(&serde_json::from_str::<serde_json::Value>(text).ok()?)
}

/// JSON of visible characters.
fn visible(value: &impl serde::Serialize) -> Option<String> {
    let text = serde_json::to_string_pretty(value).ok()?;
    let escaped = |c: char| if steers(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Some(text.chars().map(escaped).collect())
}

/// A component that is an array of another one can be streamed as well as an array that stands in the answer.
fn array_of(component: &Node) -> Option<&Node> {
    component.get("items").filter(|items| items.get("$ref").is_some())
}

/// The component that is one element. A shared list has no type of its own that could be one.
fn element<'a>(reader: &mut Reader<'a>, items: &'a Node) -> Option<String> {
    let component = reader.referred(items, "schemas")?;
    if component.value.get("x-shared").is_some() && component.value.get("items").is_some() {
        let help = "remove `x-shared` from the list, or put the list into an object";
        reader.refuse(items.place, "an answer is a list of lists that are marked `x-shared`", help);
        return None;
    }
    Some(component.key.clone())
}

/// The schema of the one media type that the client speaks.
pub(super) fn json_schema<'a>(reader: &mut Reader<'a>, content: &'a Node) -> Option<&'a Node> {
    let help = "describe `application/json` alone";
    let [media] = content.entries() else {
        reader.refuse(content.place, "there must be exactly one media type", help);
        return None;
    };
    if media.key != "application/json" {
        reader.refuse(media.place, format!("the media type `{}` is not supported", media.key), help);
        return None;
    }
    reader.keys(&media.value, "a media type", &["schema", "example", "examples"]);
    let schema = media.value.get("schema");
    if schema.is_none() {
        reader.refuse(media.place, "JSON without a schema has no type", "add `schema` with a `$ref` to a component");
    }
    schema
}
