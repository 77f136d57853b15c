//! The counts, as a person reads them.

use std::path::Path;

use thanos_api_gen::yaml::Node;

use super::judge::Verdict;
use super::places::{Id, Place};
use super::tally::{Count, Kind};
use crate::types::samples::escaped;
use crate::types::spec::{FILE, Spec, Spot};

/// Path, what differs, number, first element, place in the spec, and its name.
type Row = [String; 6];

pub(crate) fn told(spec: &Spec, verdict: &Verdict, file: &Path, name: &str) -> String {
    let elements = verdict.refused.elements;
    let what = match (verdict.is_list, elements) {
        (false, _) => "one object".to_owned(),
        (true, 1) => "1 element".to_owned(),
        (true, number) => format!("{number} elements"),
    };
    let mut lines = vec![format!("{}: {what}, judged as {name}", file.display())];
    let (against, beside): (Vec<_>, Vec<_>) =
        verdict.rows.iter().partition(|(at, kind, _)| verdict.is_contradiction(*at, kind));
    for (title, rows) in [("contradicts", against), ("is not described, which contradicts nothing", beside)] {
        if !rows.is_empty() {
            lines.push(format!("\n{title}:"));
            let mut rows: Vec<_> = rows.into_iter().map(|row| self::row(spec, verdict, row)).collect();
            rows.sort();
            lines.extend(aligned(&rows));
        }
    }
    lines.push(String::new());
    lines.push(last(verdict));
    lines.join("\n")
}

fn last(verdict: &Verdict) -> String {
    let refused = verdict.refused;
    if verdict.contradicts() {
        let whom = if verdict.is_list { "elements refused" } else { "refused" };
        let numbers = format!("{whom} by the spec: {}, by the types: {}", refused.by_spec, refused.by_types);
        format!(
            "{numbers}\nhelp: correct {FILE}, or tell whoever runs the server; --suggest - prints YAML to start with"
        )
    } else if verdict.rows.is_empty() {
        format!("it is what {FILE} says")
    } else {
        format!("it does not contradict {FILE}; --suggest - prints what could be added there")
    }
}

fn row(spec: &Spec, verdict: &Verdict, (at, kind, count): &(Id, Kind, Count)) -> Row {
    let place = &verdict.places[*at];
    let Spot { line, column, label } = spot(spec, place, kind);
    let first = if verdict.is_list { format!("first in element {}", count.first) } else { String::new() };
    let number = match kind {
        Kind::Text(_) => String::new(),
        _ => count.values.to_string(),
    };
    [path(place, kind), words(place, kind), number, first, format!("{FILE}:{line}:{column}"), label]
}

/// Where the spec would have to be edited: at the property that is missing, or at the component that describes no such
/// property or value.
fn spot(spec: &Spec, place: &Place, kind: &Kind) -> Spot {
    let schema = &place.schema;
    let spot = match kind {
        Kind::Missing(name) => {
            let entry = schema.properties().iter().find(|entry| entry.key == *name);
            entry.map(|entry| schema.property(spec, entry).spot)
        }
        Kind::Unknown(_) | Kind::Unlisted => schema.component.and_then(|name| spec.component(name)).map(|it| it.spot),
        _ => None,
    };
    spot.unwrap_or_else(|| schema.spot.clone())
}

pub(crate) fn path(place: &Place, kind: &Kind) -> String {
    let path = match kind {
        Kind::Unknown(Some(name)) | Kind::Missing(name) => format!("{}/{}", place.path, escaped(name)),
        Kind::Unknown(None) => format!("{}/*", place.path),
        _ => place.path.clone(),
    };
    if path.is_empty() { "/".to_owned() } else { path }
}

pub(crate) fn words(place: &Place, kind: &Kind) -> String {
    match kind {
        Kind::Text(what) => what.clone(),
        Kind::Unknown(_) if place.is_closed() => "unknown property, where the schema is closed".to_owned(),
        Kind::Unknown(Some(_)) => "unknown property".to_owned(),
        Kind::Unknown(None) => "unknown properties with names that look like data".to_owned(),
        Kind::Missing(_) => "required and missing".to_owned(),
        Kind::Unlisted => "unlisted value".to_owned(),
        Kind::Null => "null".to_owned(),
        Kind::Mismatch(seen, keyword) => {
            let said = place.schema.node.get(keyword).map(Node::to_json).unwrap_or_default();
            let said = said.as_str().map_or_else(|| said.to_string(), str::to_owned);
            format!("{seen} that `{keyword}: {said}` does not allow")
        }
        Kind::Refused(cause) => format!("refused by the types alone: {cause}"),
    }
}

fn aligned(rows: &[Row]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [path, words, number, first, place] = [0, 1, 2, 3, 4].map(width);
    let line = |[a, b, c, d, e, f]: &Row| {
        format!("  {a:path$}  {b:words$}  {c:>number$}  {d:first$}  {e:place$}  {f}").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
