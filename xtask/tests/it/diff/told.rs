//! How changes are told.

use super::history::{History, summary};
use crate::tree::SPEC;

#[test]
fn a_change_is_a_line_of_columns_and_the_last_line_is_the_step_of_the_whole() {
    let history = History::since("1.4.2");
    history.lose_a_value();
    history.tree.edit(SPEC, "    Permission:\n", "    Extra:\n      type: string\n    Permission:\n");
    history.state("1.5.0");
    let answer = history.diff();
    let line = history.tree.line_of(SPEC, "      enum:");
    let other = history.tree.line_of(SPEC, "    Extra:");
    let was = line + 3;
    let expected = format!(
        "{SPEC}:{line}:7  major  urgent  User.status lost \"DEACTIVATED\": UserStatus::Deactivated is gone; \
         shipped clients go on (line {was} of v1.4.2)\n\
         {SPEC}:{other}:5  minor          types::Extra is new\n\
         1.4.2 -> 2.0.0: 1 major, 1 minor; Cargo.toml says 1.5.0\n"
    );
    assert_eq!(answer.out, expected);
    assert_eq!(answer.code, Some(1));
}

#[test]
fn a_version_that_is_high_enough_is_well_and_one_that_is_too_low_is_not() {
    for (base, stated, code) in [
        ("1.4.2", "2.0.0", 0),
        ("1.4.2", "2.0.0-rc.1", 0),
        ("1.4.2", "1.5.0", 1),
        ("0.3.1", "0.4.0", 0),
        ("0.3.1", "0.3.2", 1),
    ] {
        let history = History::since(base);
        history.lose_a_value();
        history.state(stated);
        let answer = history.diff();
        assert_eq!(answer.code, Some(code), "{base} {stated}: {}{}", answer.out, answer.err);
        assert!(summary(&answer).ends_with(&format!("Cargo.toml says {stated}")));
    }
}

#[test]
fn the_changelog_gets_sections_with_names_as_code() {
    let history = History::since("1.4.2");
    history.lose_a_value();
    history.tree.edit(SPEC, "Email address of the Person", "Where to write");
    let answer = history.tree.xtask(["diff", "--format", "markdown"]);
    let expected =
        "### Breaking\n\n- **Urgent:** `User.status` lost \"DEACTIVATED\": `UserStatus::Deactivated` is gone";
    assert!(answer.out.starts_with(expected), "{}", answer.out);
    assert!(answer.out.contains("\n### Changed\n\n- `description` of `Person.email` changed"), "{}", answer.out);
    assert!(!answer.out.contains("### Added"), "{}", answer.out);
    assert_eq!(summary(&answer), "1.4.2 -> 2.0.0: 1 major, 1 patch; Cargo.toml says 1.4.2");
    let wrong = history.tree.xtask(["diff", "--format", "html"]).failure();
    assert!(wrong.contains("write `text` or `markdown`"), "{wrong}");
}

#[test]
fn what_no_rule_knows_is_major_and_unknown() {
    let history = History::since("1.4.2");
    history.tree.edit(
        SPEC,
        "      operationId: get_all_users\n",
        "      operationId: get_all_users\n      x-paged: true\n",
    );
    let answer = history.diff();
    let line = history.tree.line_of(SPEC, "x-paged");
    let expected = format!("{SPEC}:{line}:7  major          unknown change: x-paged of get_all_users is new\n");
    assert!(answer.out.starts_with(&expected), "{}", answer.out);
    assert_eq!(answer.code, Some(1));
}

#[test]
fn a_spec_that_is_written_in_another_order_is_a_patch() {
    let history = History::since("1.4.2");
    let text = history.tree.read(SPEC);
    let (before, status) = text.split_once("    UserStatus:\n").unwrap();
    let (status, after) = status.split_once("\n    Person:\n").unwrap();
    history.tree.write(SPEC, format!("{before}    Person:\n{after}\n    UserStatus:\n{status}"));
    let answer = history.diff();
    assert!(
        answer.out.starts_with(&format!("{SPEC}:1:1  patch          the spec is written in another order")),
        "{}",
        answer.out
    );
    assert_eq!(summary(&answer), "1.4.2 -> 1.4.3: 1 patch; Cargo.toml says 1.4.2");

    // The code does not show the order of properties.
    let (email, phone) = ("Email address of", "Phone number of");
    let property = |name: &str, what: &str| {
        format!("        {name}:\n          type: string\n          description: {what} the Person\n")
    };
    let (email, phone) = (property("email", email), property("phone", phone));
    history.tree.write(SPEC, text.replace(&format!("{email}{phone}"), &format!("{phone}{email}")));
    let answer = history.diff();
    assert!(answer.out.starts_with(&format!("{SPEC}:1:1  patch          the spec is written in another order")));
    assert_eq!(summary(&answer), "1.4.2 -> 1.4.3: 1 patch; Cargo.toml says 1.4.2");

    history.tree.write(SPEC, text.replace("\n    Person:\n", "\n    # Only a comment.\n    Person:\n"));
    assert_eq!(history.diff().holds(), "1.4.2 -> 1.4.2: no change; Cargo.toml says 1.4.2\n");
}

#[test]
fn a_control_character_of_an_old_spec_reaches_no_terminal() {
    let history = History::since("1.4.2");
    let text = history.tree.read(SPEC).replacen("        - ACTIVE\n", "        - \"ACT\\e[31mIVE\"\n", 1);
    history.tree.write("base.yaml", text.replace("info:\n", "x-\u{202e}: 1\ninfo:\n"));
    let answer = history.tree.xtask(["diff", "base.yaml"]);
    assert!(answer.out.contains("the generator refuses the spec of base.yaml now"), "{}", answer.out);
    assert!(!answer.out.contains(['\u{1b}', '\u{202e}']), "{:?}", answer.out);
}

#[test]
fn what_an_error_means_and_where_the_token_goes_are_told_as_what_they_are() {
    let history = History::since("1.4.2");
    history.tree.edit(SPEC, "Generally, this is a syntax problem", "The media type is not known");
    history.tree.edit(SPEC, "\nsecurity:\n  - token: []\n", "\nsecurity: []\n");
    let out = history.diff().out;
    let line = history.tree.line_of(SPEC, "        \"415\":");
    let expected =
        format!("{SPEC}:{line}:9  patch          415 of get_all_users is described otherwise: Error::meaning follows");
    assert!(out.contains(&expected), "{out}");
    assert!(out.contains("security of the document changed: where the token goes is told at the scheme"), "{out}");
    assert!(out.contains("the token goes nowhere instead of"), "{out}");
}
