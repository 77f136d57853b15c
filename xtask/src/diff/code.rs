//! What the generated code shows of a change: of another generator where the spec is the same, and of what the
//! comparison of two specs passed over.

use super::change::{Change, Changes, Step};
use super::items::{self, IN_JSON, Items};
use crate::tree::{CLIENT, Failure};

/// The changes that another generator, or another progenitor, makes of one spec. `old` is what was committed.
pub(super) fn of_generator(base: &str, old: &str, new: &str) -> Result<Changes, Failure> {
    let (was, is) = (read(base, old)?, read("the generator's output", new)?);
    let mut changes = Changes::new();
    for (path, step, how) in differences(&was, &is) {
        let text = format!("`{path}` {how}, although the spec asks for the same");
        changes.insert(Change::of_code(line_of(new, &path), step, text));
    }
    if changes.is_empty() && old != new {
        let text = "the code is written otherwise, although the spec asks for the same; its public items are the same";
        changes.insert(Change::of_code(1, Step::Patch, text));
    }
    Ok(changes)
}

/// What two specs make of the same generator, beyond the step that their changes ask for.
pub(super) fn of_specs(old: &str, new: &str, changes: &Changes) -> Result<Changes, Failure> {
    let (was, is) = (read("the generator's output", old)?, read("the generator's output", new)?);
    let told = changes.iter().map(|change| change.step).max();
    let source = |items: Items| items.into_iter().filter(|(path, _)| !path.ends_with(IN_JSON)).collect();
    let untold = differences(&source(was), &source(is)).into_iter().filter(|(_, step, _)| Some(*step) > told);
    Ok(untold
        .map(|(path, step, how)| Change::of_code(line_of(new, &path), step, format!("unknown change: `{path}` {how}")))
        .collect())
}

fn read(name: &str, code: &str) -> Result<Items, Failure> {
    items::read(code).map_err(|error| Failure::new(format!("{CLIENT} of {name} is no Rust that can be read: {error}")))
}

fn differences(old: &Items, new: &Items) -> Vec<(String, Step, String)> {
    let mut differences = Vec::new();
    let outermost = |path: &str, items: &Items, others: &Items| {
        !path.ends_with(IN_JSON) && !items.keys().any(|item| !others.contains_key(item) && belongs(path, item))
    };
    for (path, was) in old {
        match new.get(path) {
            None if outermost(path, old, new) => differences.push((path.clone(), Step::Major, "is gone".to_owned())),
            Some(is) if is != was => {
                differences.push((path.clone(), Step::Major, format!("is `{is}` instead of `{was}`")));
            }
            _ => {}
        }
    }
    let added = new.keys().filter(|path| !old.contains_key(*path) && outermost(path, new, old));
    differences.extend(added.map(|path| (path.clone(), Step::Minor, "is new".to_owned())));
    differences
}

/// Whether an item is told of by telling of another one.
fn belongs(path: &str, item: &str) -> bool {
    let below = path.strip_prefix(item).is_some_and(|rest| rest.starts_with("::") || rest.starts_with(' '));
    below || path.strip_suffix(item).is_some_and(|rest| rest.ends_with(" for "))
}

/// The line of the code that declares an item, or else what it is part of.
fn line_of(code: &str, path: &str) -> usize {
    let path = path.rsplit(" for ").next().unwrap_or_default();
    let path = path.split([' ', '<']).next().unwrap_or_default();
    let mut lines = code.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    let mut found = 1;
    for name in path.split("::") {
        let declares = |line: &str| {
            let declared = line.split(['(', ':', '{', '<', '=', ';', ',']).next().unwrap_or_default();
            !line.starts_with('/') && declared.split_whitespace().next_back() == Some(name)
        };
        let Some((number, _)) = lines.find(|(_, line)| declares(line)) else { break };
        found = number;
    }
    found
}
