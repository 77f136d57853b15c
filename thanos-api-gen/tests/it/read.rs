//! Text that is no spec at all ends in one clear message.

use crate::spec::{findings, generated, refused, with_components};
use thanos_api_gen::generate;

#[test]
fn an_empty_file_is_one_finding() {
    for text in ["", "\n\n", "  \n"] {
        let findings = findings(text);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].message(), "the spec is empty");
    }
}

#[test]
fn text_that_is_not_yaml_is_told_with_its_place() {
    let finding = refused("openapi: \"3.0.3\"\ninfo: [title # here");
    assert!(finding.message().starts_with("not YAML that can be read"), "{finding:?}");
}

#[test]
fn text_that_is_yaml_but_no_mapping_is_one_finding() {
    for text in ["just some text", "- a\n- b", "5", "null", "<html></html>"] {
        let findings = findings(text);
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        assert_eq!(findings[0].message(), "this is not an OpenAPI document: it is no mapping");
    }
    let other = findings("swagger: \"2.0\"\ninfo: {title: a, version: b}");
    assert_eq!(other.len(), 1, "{other:?}");
    assert_eq!(other[0].message(), "this is not an OpenAPI document: it has no `openapi`");
}

#[test]
fn a_key_that_stands_twice_is_told_with_its_place() {
    let finding = refused("openapi: \"3.0.3\"\ninfo: {title: a, version: b}\nopenapi: \"3.0.3\" # here");
    assert!(finding.message().contains("duplicate"), "{finding:?}");
}

#[test]
fn a_yaml_bomb_is_refused_before_it_unfolds() {
    let mut lines = vec!["a0: &a0 [x, x, x, x, x, x, x, x, x]".to_owned()];
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        lines.push(format!("a{level}: &a{level} [{}]", [before.as_str(); 9].join(", ")));
    }
    let bomb = lines.join("\n");
    let findings = findings(&bomb);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].message().starts_with("not YAML that can be read"), "{findings:?}");
}

#[test]
fn deep_nesting_is_refused_without_overflowing_the_stack() {
    for text in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000)] {
        assert_eq!(findings(&text).len(), 1);
    }
}

#[test]
fn other_versions_are_refused() {
    for version in ["\"3.1.0\"", "3.1", "\"2.0\"", "\"3.0\"", "\"3.0.x\"", "[]"] {
        let finding = refused(&format!("openapi: {version} # here\ninfo: {{title: a, version: b}}\n"));
        assert!(finding.message().contains("only OpenAPI 3.0 is supported"), "{finding:?}");
    }
}

#[test]
fn a_value_that_the_model_cannot_hold_is_told_with_its_component() {
    let finding = refused(&with_components("Thing: # here\n  type: object\n  properties: 5"));
    assert!(finding.message().starts_with("not OpenAPI 3.0"), "{finding:?}");
}

#[test]
fn an_error_shows_the_line_marks_the_place_and_tells_the_mend() {
    let spec = with_components("Thing: {type: object}\nOther:\n  type: booleen");
    let error = generate(&spec).expect_err("an unknown type");
    let text = error.render("openapi/thanos.yaml");
    let line = spec.lines().position(|line| line.contains("booleen")).expect("the line") + 1;
    assert!(text.contains(&format!("openapi/thanos.yaml:{line}:13")), "{text}");
    assert!(text.contains("type: booleen") && text.contains("^^^^^^^"), "{text}");
    assert!(text.contains("help: write one of: object, array"), "{text}");
}

#[test]
fn all_findings_are_told_at_once_in_the_order_of_the_lines() {
    let spec = with_components("A:\n  type: booleen\nThing:\n  type: objekt\nB:\n  type: strin");
    let lines: Vec<_> = findings(&spec).iter().map(thanos_api_gen::Finding::line).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.is_sorted());
}

#[test]
fn an_error_marks_the_word_and_no_more() {
    let error =
        generate(&with_components("Thing: {type: object}\nOther: {type: booleen, title: a}")).expect_err("a typo");
    let text = error.to_string();
    assert!(text.contains(" ^^^^^^^\n") && text.contains("help: write one of"), "{text}");
    assert_eq!(error.findings()[0].column(), Some(19));
    let error = generate("a: b\n}\n").expect_err("a stray bracket");
    assert!(error.to_string().contains(" ^\n"), "{error}");
}

#[test]
fn words_that_yaml_1_1_took_for_booleans_are_text() {
    let client =
        generated(&with_components("Thing: {type: object}\nAnswer: {type: string, enum: [yes, no, on, off, n]}"));
    for variant in ["Yes = \"yes\"", "No = \"no\"", "On = \"on\"", "Off = \"off\"", "N = \"n\""] {
        assert!(client.contains(variant), "{variant}\n{client}");
    }
}
