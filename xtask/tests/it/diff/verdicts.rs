//! Every verdict is executed: callers' source against the new client, and a shipped program against the new server.

use std::process::Command;
use std::thread;

use super::server;
use super::table::{Row, rows};
use super::workshop::{Workshop, calls};

/// What was seen of a row.
#[derive(Clone, Debug)]
struct Seen {
    /// Step and urgency of each line of `diff`.
    told: Vec<String>,
    source_compiles: bool,
    /// Whether the row's new source compiles with the new client, and with the old one.
    new: Option<(bool, bool)>,
    /// What a shipped program says.
    shipped: String,
}

#[test]
fn every_verdict_holds_for_a_compiler_and_for_a_shipped_program() {
    let rows = rows();
    let workshop = Workshop::open(&rows);
    // The command is asked while the compiler works: neither needs the other.
    let (told, program, compiled) = thread::scope(|scope| {
        let told = scope.spawn(|| rows.iter().map(|row| told(&workshop, row)).collect::<Vec<_>>());
        let (compiled, program) = (workshop.compile(), workshop.ship());
        (told.join().unwrap(), program, compiled)
    });
    let servers: Vec<_> = rows.iter().map(|row| server::start(row.spec())).collect();
    let (default, shipped) = calls(&program, &servers);
    assert_eq!(shipped.len(), rows.len());
    let seen = told.into_iter().zip(shipped).zip(&rows).map(|((told, shipped), row)| Seen {
        told,
        source_compiles: compiled.has("consumer", row),
        new: row.new.as_ref().map(|_| (compiled.has("new", row), compiled.has("old", row))),
        // Each program was sent to its server, whatever the server's name in the spec.
        shipped: if row.spec()["servers"][0]["url"] == default { shipped } else { format!("asks {default}") },
    });
    let seen: Vec<_> = seen.collect();

    let wrong: Vec<_> = rows.iter().zip(&seen).flat_map(|(row, seen)| judge(row, seen)).collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));

    for (row, seen) in rows.iter().zip(&seen) {
        assert_that_no_other_verdict_passes(row, seen);
    }
}

/// A verdict that is flipped in the table fails and names its row: even where the command would agree with it, for
/// what was executed does not.
fn assert_that_no_other_verdict_passes(row: &Row, seen: &Seen) {
    let names_it = |wrong: Vec<String>| wrong.iter().any(|wrong| wrong.starts_with(&format!("{}: ", row.name)));
    for (step, urgency) in others(row) {
        let told = vec![format!("{step}{urgency}")];
        let flipped = row.told_otherwise(told.clone());
        assert!(names_it(judge(&flipped, seen)), "{}: {told:?} passes in the table", row.name);
        if row.but.is_none() {
            let seen = Seen { told: told.clone(), ..seen.clone() };
            assert!(names_it(judge(&flipped, &seen)), "{}: {told:?} passes although executed", row.name);
        }
    }
}

/// What `diff` says of a row.
fn told(workshop: &Workshop, row: &Row) -> Vec<String> {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = xtask.arg("diff").arg(workshop.base()).current_dir(workshop.tree(&row.name)).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}: {}", row.name, String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let changes: Vec<_> = lines.lines().collect();
    let (_, changes) = changes.split_last().unwrap();
    let verdict = |line: &&str| {
        let mut words = line.split_whitespace().skip(1);
        let step = words.next().unwrap();
        if words.next() == Some("urgent") { format!("{step} urgent") } else { step.to_owned() }
    };
    changes.iter().map(verdict).collect()
}

/// What is wrong with a row, each in a line that begins with its name.
fn judge(row: &Row, seen: &Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut find = |what: String| wrong.push(format!("{}: {what}", row.name));
    let sorted = |told: &[String]| {
        let mut told = told.to_vec();
        told.sort();
        told
    };
    if sorted(&row.told) != sorted(&seen.told) {
        find(format!("the table says {:?}, and the command {:?}", row.told, seen.told));
    }
    let (step, urgency) = verdict(row);
    if (step == "major" && row.but.as_deref() != Some("compiles")) == seen.source_compiles {
        find(format!("it is {step}, and callers' source compiles: {}", seen.source_compiles));
    }
    match seen.new {
        Some((true, false)) if step == "minor" => {}
        None if step != "minor" => {}
        new => find(format!("it is {step}, and new source compiles with the new client and the old one: {new:?}")),
    }
    if (urgency == " urgent" && row.but.as_deref() != Some("goes on")) == (seen.shipped == "ok") {
        find(format!("its urgency is {urgency:?}, and a shipped program says: {}", seen.shipped));
    }
    wrong
}

/// The step and the urgency of a row as a whole.
fn verdict(row: &Row) -> (&'static str, &'static str) {
    let step = ["major", "minor"].into_iter().find(|step| row.told.iter().any(|told| told.starts_with(step)));
    let is_urgent = row.told.iter().any(|told| told.ends_with(" urgent"));
    (step.unwrap_or("patch"), if is_urgent { " urgent" } else { "" })
}

/// Every verdict but that of the row.
fn others(row: &Row) -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = ["major", "minor", "patch"].into_iter().flat_map(|step| ["", " urgent"].map(|urgency| (step, urgency)));
    let own = verdict(row);
    all.filter(move |other| *other != own)
}
