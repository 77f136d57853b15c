//! A captured answer is judged by spec and types, counted by JSON path, and never shown.

mod answers;
mod usage;

use std::fs;

use serde_json::{Value, json};

use crate::tree::{Answer, SPEC};
use crate::types::laboratory::Laboratory;
use crate::types::{PATHS, SAMPLE, SCHEMAS};
use answers::{ANSWER, CANARY, edited, row, user, write};

#[test]
fn what_differs_is_counted_by_path_and_no_value_is_told() {
    let laboratory = Laboratory::open();
    an_answer_that_agrees(&laboratory);
    an_answer_that_is_only_more(&laboratory);
    every_way_to_differ(&laboratory);
    text_that_breaks_off(&laboratory);
}

fn an_answer_that_agrees(laboratory: &Laboratory) {
    write(laboratory, &json!(vec![user(); 3]));
    laboratory.check(&["--against", ANSWER]);
    let answer = laboratory.check(&["--against", ANSWER]);
    assert_eq!(answer.code, Some(0), "{}{}", answer.out, answer.err);
    let head = format!("{ANSWER}: 3 elements, judged as get_all_users.200\n");
    assert_eq!(answer.out, format!("{head}\nit is what {SPEC} says\n"));
    assert_eq!(answer.err, "");
}

fn an_answer_that_is_only_more(laboratory: &Laboratory) {
    let more = |name: &str, value: Value| edited("/person", |person| person[name] = value);
    write(laboratory, &json!([user(), more("nickname", json!(CANARY)), more("nickname", Value::Null)]));
    let answer = judge(laboratory, 0);
    row(&answer.out, "/*/person/nickname", "unknown property", (2, 1), "Person");

    // So many different keys, and keys such as these, come out of data.
    let many = (0..40).map(|number| more(&format!("n{number}"), json!(1)));
    write(laboratory, &many.collect());
    let answer = judge(laboratory, 0);
    row(&answer.out, "/*/person/*", "unknown properties with names that look like data", (40, 0), "Person");
    assert!(!answer.out.contains("n1"), "{}", answer.out);
    let data = [&format!("{CANARY}@example.com"), "3a7acb28-ab13-437e-8c35-46cf4f0bea49", "not a name \u{1b}[31m"];
    write(laboratory, &data.iter().map(|name| more(name, json!(1))).chain([more("fax", json!(1))]).collect());
    let answer = judge(laboratory, 0);
    row(&answer.out, "/*/person/*", "unknown properties with names that look like data", (3, 0), "Person");
    row(&answer.out, "/*/person/fax", "unknown property", (1, 3), "Person");
    assert!(!answer.out.contains("3a7acb28") && !answer.out.contains('\u{1b}'), "{}", answer.out);
}

fn every_way_to_differ(laboratory: &Laboratory) {
    const PERMISSION: &str = "/permission_assignments/permissions/1";
    let elements = [
        user(),
        edited("", |user| user["status"] = json!(CANARY)),
        edited("/person", |person| person["phone"] = Value::Null),
        edited("/person", |person| drop(person.as_object_mut().unwrap().remove("email"))),
        edited(PERMISSION, |permission| permission["assigned"] = json!(CANARY)),
        edited(PERMISSION, |permission| permission["permission"]["uuid"] = json!(CANARY)),
        edited("", |user| user["person"] = json!([CANARY])),
        edited("/person", |person| (person["phone"], person["email"]) = (Value::Null, json!(12_345_678))),
        edited(PERMISSION, |permission| permission["assigned"] = json!(CANARY)),
        json!(CANARY),
    ];
    let text = Value::from(elements.to_vec()).to_string();
    // A key that stands twice, and text that only looks like JSON.
    let twice = user().to_string().replacen('{', r#"{"uuid": "3a7acb28-ab13-437e-8c35-46cf4f0bea49","#, 1);
    let text = format!("{}, {twice}, {{{CANARY}: 1}}]", text.trim_end_matches(']'));
    laboratory.tree.write(ANSWER, text);

    let out = judge(laboratory, 1).out;
    row(&out, "/*/status", "unlisted value", (1, 1), "UserStatus");
    row(&out, "/*/person/phone", "null", (2, 2), "Person.phone");
    row(&out, "/*/person/email", "required and missing", (1, 3), "Person.email");
    row(&out, "/*/person/email", "integer that `type: string` does not allow", (1, 7), "Person.email");
    let permissions = "/*/permission_assignments/permissions/*";
    let told = "string that `type: boolean` does not allow";
    row(&out, &format!("{permissions}/assigned"), told, (2, 4), "PermissionAssignment.assigned");
    let told = "string that `format: uuid` does not allow";
    row(&out, &format!("{permissions}/permission/uuid"), told, (1, 5), "Permission.uuid");
    row(&out, "/*/person", "array that `type: object` does not allow", (1, 6), "User.person");
    row(&out, "/*", "string that `type: object` does not allow", (1, 9), "User");
    row(&out, "/*", "refused by the types alone: the property `uuid` stands twice", (1, 10), "User");
    assert!(out.contains("malformed JSON: key must be a string"), "{out}");
    assert!(out.contains("\nelements refused by the spec: 10, by the types: 10\n"), "{out}");
}

fn text_that_breaks_off(laboratory: &Laboratory) {
    let whole = format!("[{0},{0}", user());
    let brackets = format!("{whole}]");
    for (text, told, number, byte) in [
        (whole.clone(), "it ends before its closing bracket", 2, whole.len()),
        (whole[..whole.len() - 9].to_owned(), "it ends before its closing bracket", 1, whole.len() - 9),
        (format!("{brackets} {CANARY}"), "text follows its closing bracket", 2, whole.len() + 2),
        (format!("{whole},]"), "no element where one belongs", 2, whole.len() + 1),
        (format!("<html>{CANARY}"), "the answer is not JSON", 0, 0),
        (String::new(), "the answer is empty where a JSON array was expected", 0, 0),
        (user().to_string(), "the answer is a JSON object where an array was expected", 0, 0),
        (format!("[\"{}\"]", CANARY.repeat(4 << 20)), "an element is larger than 16 MiB", 0, 1),
    ] {
        laboratory.tree.write(ANSWER, text);
        let out = judge(laboratory, 1).out;
        assert!(out.contains(&format!("{told}, at byte {byte} ")), "{told}, {byte}: {out}");
        assert!(out.contains(&format!("first in element {number} ")), "{number}: {out}");
    }
}

/// Asserts the exit code, and that nothing is told of the values.
#[track_caller]
fn judge(laboratory: &Laboratory, code: i32) -> Answer {
    let answer = laboratory.check(&["--against", ANSWER]);
    assert_eq!(answer.code, Some(code), "{}{}", answer.out, answer.err);
    assert!(!answer.out.contains(CANARY) && !answer.err.contains(CANARY), "{}{}", answer.out, answer.err);
    answer
}

#[test]
fn what_is_suggested_makes_the_answer_agree_once_it_is_in_the_spec() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    let since = "2020-01-02T03:04:05Z";
    let address =
        json!({"street": CANARY, "since": since, "tags": [CANARY], "zip": 12, "no": {"ok": true}, "lines": [{}]});
    let with = |status: &str, phone: Value| {
        edited("", |user| {
            user["status"] = json!(status);
            user["rank"] = json!(1.5);
            user["person"]["address"] = address.clone();
            user["person"]["phone"] = phone;
        })
    };
    write(&laboratory, &json!([with("ON LEAVE", json!("1")), with("ON LEAVE", Value::Null), with(CANARY, json!("1"))]));
    let answer = laboratory.check(&["--against", ANSWER, "--suggest", "more.yaml"]);
    assert_eq!(answer.code, Some(1), "{}{}", answer.out, answer.err);
    assert!(!answer.out.contains("ON LEAVE"), "{}", answer.out);
    let suggested = tree.read("more.yaml");
    assert!(!suggested.contains(CANARY), "{suggested}");
    assert!(!suggested.contains(since), "{suggested}");
    let taken = laboratory.check(&["--against", ANSWER, "--suggest", "more.yaml"]).failure();
    assert!(taken.contains("more.yaml is there already"), "{taken}");

    // As YAML is JSON too, the two documents are merged as values.
    let [mut spec, more] =
        [tree.read(SPEC), suggested].map(|text| thanos_api_gen::yaml::parse(&text).unwrap().to_json());
    answers::merge(&mut spec, more);
    tree.write(SPEC, spec.to_string());
    tree.xtask(["generate"]).holds();
    write(&laboratory, &json!([with("ON LEAVE", json!("1")), with("ON LEAVE", Value::Null)]));
    let answer = laboratory.check(&["--against", ANSWER, "--suggest", "-"]);
    assert_eq!(answer.code, Some(0), "{}{}", answer.out, answer.err);
    assert!(answer.out.contains(&format!("it is what {SPEC} says")), "{}", answer.out);
    assert!(answer.out.ends_with("\n# Nothing to add.\n"), "{}", answer.out);
}

#[test]
fn an_answer_that_is_one_object_is_judged_as_one_and_a_files_name_tells_whose_it_is() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    tree.edit(SPEC, "\npaths:\n", &format!("\npaths:\n{PATHS}"));
    tree.edit(SPEC, "\n  schemas:\n", &format!("\n  schemas:\n{SCHEMAS}"));
    tree.xtask(["generate"]).holds();
    let whole: Value = serde_json::from_str(SAMPLE).unwrap();
    let file = "post_everything.200.json";
    let judge = |change: &dyn Fn(&mut Value), code| {
        let mut value = whole.clone();
        change(&mut value);
        fs::write(tree.path(file), value.to_string()).unwrap();
        let answer = laboratory.check(&["--against", file]);
        assert_eq!(answer.code, Some(code), "{}{}", answer.out, answer.err);
        assert!(!answer.out.contains(CANARY), "{}", answer.out);
        answer.out
    };
    judge(&|_| {}, 0);
    // The keys of a map are data, and an object that is open to others has them.
    let out = judge(&|value| value["labels"] = json!({CANARY: 1}), 1);
    answers::row_of_one(&out, "/labels/*", "integer that `type: string` does not allow", "Labels[]");
    judge(&|value| value["open"] = json!({"a": "b", CANARY: 1}), 0);
    let out = judge(&|value| value["closed"] = json!({"a": "b", "c": CANARY}), 1);
    answers::row_of_one(&out, "/closed/c", "unknown property, where the schema is closed", "Closed");
    let out = judge(&|value| value["parent"]["parent"]["parent"]["small"] = json!(2_147_483_648_u32), 1);
    answers::row_of_one(&out, "/parent/small", "integer that `format: int32` does not allow", "Everything.small");
    let out = judge(&|value| value["mail"] = json!(CANARY), 1);
    answers::row_of_one(&out, "/mail", "string that `format: email` does not allow", "Everything.mail");
    let out = judge(&|value| *value = json!([CANARY]), 1);
    answers::row_of_one(&out, "/", "array that `type: object` does not allow", "post_everything.200");

    tree.write(ANSWER, SAMPLE);
    let failure = laboratory.check(&["--against", ANSWER]).failure();
    assert!(failure.contains("--operation with one of: post_everything, get_all_users"), "{failure}");
    let answer = laboratory.check(&["--against", ANSWER, "--operation", "post_everything"]);
    assert_eq!(answer.code, Some(0), "{}{}", answer.out, answer.err);
}
