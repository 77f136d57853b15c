//! Descriptions read the same in rustdoc, and nothing in them is compiled or taken for a link.

use crate::spec::{generated, with_components, with_operation, with_responses};

/// Asserts that the lines of a description become these lines of documentation.
#[track_caller]
fn reads_as(lines: &[(&str, &str)]) {
    let description: Vec<_> = lines.iter().map(|(line, _)| *line).collect();
    let text = serde_json::to_string(&description.join("\n")).expect("JSON");
    let client =
        generated(&with_components(&format!("Thing: {{type: object, description: {text}, properties: {{}}}}")));
    let expected = lines.iter().map(|(_, line)| format!("    ///{}{line}\n", if line.is_empty() { "" } else { " " }));
    let expected: String = expected.collect();
    assert!(client.contains(&expected), "{expected}\n{client}");
}

#[test]
fn a_block_of_code_ends_at_its_mark_alone() {
    reads_as(&[
        ("[before]", r"\[before]"),
        ("```", "```text"),
        ("[a]", "[a]"),
        ("", ""),
        ("[b]", "[b]"),
        ("``` [c]", "``` [c]"),
        ("```", "```"),
        ("[after]", r"\[after]"),
    ]);
    reads_as(&[("~~~ rust `x`", "~~~text"), ("[a]", "[a]"), ("```", "```"), ("~~~", "~~~"), ("[b]", r"\[b]")]);
}

#[test]
fn a_line_that_begins_with_a_mark_of_code_in_the_line_is_prose() {
    reads_as(&[("```a``` [b]", r"```a``` \[b]"), ("~5 [c]", r"~5 \[c]"), ("`d [e]", r"\`d \[e]")]);
}

#[test]
fn code_in_a_line_and_escapes_stay_as_they_are() {
    reads_as(&[
        (r"``a`[b]`` [c]", r"``a`[b]`` \[c]"),
        (r"\[d] \e [f]", r"\[d] \e \[f]"),
        (r"``g` [h]", r"\`\`g\` \[h]"),
    ]);
}

#[test]
fn an_indented_line_is_no_block_of_code() {
    reads_as(&[("a", "a"), (" b", " b"), ("\tc", "   c"), ("     d", "   d")]);
    reads_as(&[(" a", " a"), ("b", "b")]);
    reads_as(&[("a", "a")]);
}

#[test]
fn links_stay_and_addresses_become_links() {
    reads_as(&[
        ("[a](https://b.c/d) <https://e.f>", "[a](https://b.c/d) <https://e.f>"),
        ("see https://g.h/i, or http://j.", "see <https://g.h/i>, or <http://j>."),
        ("[k](l) https:// <m>", r"\[k](l) https:// \<m>"),
        ("[n [o](https://p.q)", r"\[n [o](https://p.q)"),
    ]);
}

#[test]
fn the_meanings_of_statuses_are_in_the_documentation_of_the_call() {
    let client = generated(&with_responses(
        "\"204\": {description: \"Done,\\n  with [x]\"}\n4XX: {description: Refused}\ndefault: {description: Else}",
    ));
    for line in [r"/// - 204: Done, with \[x]", "/// - 4XX: Refused", "/// - any other: Else"] {
        assert!(client.contains(line), "{line}\n{client}");
    }
}

#[test]
fn summaries_and_descriptions_of_calls_and_parameters_are_read_as_they_are_written() {
    let client = generated(&with_operation(
        "summary: \"Sum [a]\"\ndescription: \"All [b]\"\nparameters: [{in: query, name: q, description: \"Of [c]\", schema: {type: string}}]",
    ));
    for text in [r"Sum \[a]", r"All \[b]", r"Of \[c]"] {
        assert!(client.contains(text), "{text}\n{client}");
    }
    assert!(!client.contains(" [a]") && !client.contains(" [b]") && !client.contains(" [c]"), "{client}");
}

#[test]
fn builders_say_what_the_spec_says_of_what_they_set() {
    let property = "a: {type: string, description: \"Name [it]\"}, b: {type: string}";
    let spec = with_operation(
        "requestBody: {content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}}\nparameters: [{in: query, name: q, schema: {type: string}}]",
    );
    let client = generated(&spec.replace("id: {type: string}", &format!("id: {{type: string}}, {property}")));
    let lines: Vec<_> = client.lines().map(str::trim).collect();
    for (words, code) in [
        (r"/// Name \[it]", "pub fn a<T>("),
        ("/// What builds it: ", "pub fn builder() -> builder::Thing"),
        ("/// Builds [`Thing`](super::Thing).", "#[derive(Clone)]"),
        ("/// Sets the body of the request.", "pub fn body<V>("),
        ("/// Changes the body of the request", "pub fn body_map<F>("),
        ("/// Sets the argument `q`.", "pub fn q<V>("),
    ] {
        let found = lines.windows(2).any(|pair| pair[0].starts_with(words) && pair[1].starts_with(code));
        assert!(found, "{words} {code}\n{client}");
    }
}
