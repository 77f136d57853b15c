//! What CONTRIBUTING.md tells to do once the page of the API has changed, done to the letter.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::tree::{Answer, SPEC};
use crate::types::laboratory::{Laboratory, target_folder};

const SAMPLE: &str = "openapi/samples/get_all_users.200.every_value.json";

#[test]
fn the_six_lines_of_contributing_lead_from_a_changed_page_to_a_new_version() {
    let laboratory = released();
    let tree = &laboratory.tree;
    let lines = lines();
    let [captured, edit, generate, check, version, changelog] = &lines[..] else { panic!("{lines:?}") };
    let run = |command: &str| run(&laboratory, command);
    let only = |line: &str| match &commands(line)[..] {
        [command] => run(command),
        commands => panic!("{line}: {commands:?}"),
    };
    let users = with_nickname(&tree.read(SAMPLE));
    tree.write("answer.json", users.to_string());

    assert!(succeeds(only(captured)).contains("nickname:"));
    assert!(edit.contains(&format!("`{SPEC}`")) && edit.contains("`openapi/samples/`"), "{edit}");
    let phone = "        phone:\n          type: string\n          description: Phone number of the Person\n";
    let nickname = "        nickname:\n          type: string\n          description: Nickname of the Person\n";
    tree.edit(SPEC, phone, &format!("{phone}{nickname}"));
    tree.write(SAMPLE, users.to_string());
    succeeds(only(generate));
    succeeds(only(check));

    let commands = commands(version);
    let [diff, update] = &commands[..] else { panic!("{version}") };
    let told = run(diff);
    assert_eq!(told.code, Some(1), "{}{}", told.out, told.err);
    let (old, needed) = told.out.lines().last().unwrap().split_once(" -> ").unwrap();
    let needed = needed.split_once(':').unwrap().0;
    let manifest = tree.read("Cargo.toml");
    assert!(version.contains("three times"), "{version}");
    assert_eq!(manifest.matches(&format!("version = \"{old}\"")).count(), 3, "{manifest}");
    tree.write("Cargo.toml", manifest.replace(&format!("version = \"{old}\""), &format!("version = \"{needed}\"")));
    succeeds(run(update));
    succeeds(run(diff));
    assert!(succeeds(only(changelog)).contains("nickname"));

    // And now the answer is what the spec says, by a client of the new version.
    let told = succeeds(run("cargo xtask check --against answer.json"));
    assert!(told.contains(&format!("it is what {SPEC} says")), "{told}");
}

/// A copy of the tree whose state is the last release.
fn released() -> Laboratory {
    let laboratory = Laboratory::open();
    let manifest = laboratory.tree.read("Cargo.toml");
    let version = manifest.split("version = \"").nth(1).unwrap().split('"').next().unwrap();
    for args in ["init -q", "add .", "commit -q -m release", &format!("tag v{version}")] {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]);
        let status = git.args(args.split(' ')).current_dir(laboratory.tree.path("")).status().unwrap();
        assert!(status.success(), "git {args}");
    }
    laboratory
}

/// The numbered lines of the section.
fn lines() -> Vec<String> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../CONTRIBUTING.md")).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with("The page of the API changed")).unwrap();
    let numbered = section.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    numbered.map(str::to_owned).collect()
}

/// The commands that a line names.
fn commands(line: &str) -> Vec<String> {
    line.split('`').skip(1).step_by(2).filter(|code| code.starts_with("cargo ")).map(str::to_owned).collect()
}

/// Runs a command in the copy. What `cargo xtask` stands for is this tree's program, which is the same.
fn run(laboratory: &Laboratory, command: &str) -> Answer {
    let args: Vec<_> = command.split(' ').skip(1).collect();
    let mut program = match &args[..] {
        ["xtask", args @ ..] => {
            let mut xtask = laboratory.tree.command();
            xtask.args(args);
            xtask
        }
        args => {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(args).current_dir(laboratory.tree.path("")).env("CARGO_NET_OFFLINE", "true");
            cargo
        }
    };
    Answer::from(program.env("CARGO_TARGET_DIR", target_folder()).output().unwrap())
}

#[track_caller]
fn succeeds(answer: Answer) -> String {
    assert_eq!(answer.code, Some(0), "{}{}", answer.out, answer.err);
    answer.out
}

/// The sample's users, one of whom has a property that neither the page nor the spec had.
fn with_nickname(sample: &str) -> Value {
    let mut users: Value = serde_json::from_str(sample).unwrap();
    users[0]["person"]["nickname"] = json!("Jay");
    users
}
