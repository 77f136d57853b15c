//! What the client fills in by itself, and the samples that its mock answers.

use crate::spec::{generated, with_paths, with_responses};
use std::cell::RefCell;
use thanos_api_gen::generate_with;

const THING: &str =
    "\"200\":\n  description: a\n  content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}";

#[test]
fn a_sample_is_asked_for_by_operation_and_status_where_the_spec_has_no_example() {
    let asked = RefCell::new(Vec::new());
    let generated = generate_with(&with_responses(THING), |name| {
        asked.borrow_mut().push(name.to_owned());
        Some("{\"id\": \"from a file\"}".to_owned())
    });
    assert!(generated.expect("a right spec").client.contains("\"id\": \"from a file\""));
    assert_eq!(asked.into_inner(), ["list_things.200.json"]);

    let example = THING.replace("Thing\"}}", "Thing\"}, example: {id: a}}");
    let generated = generate_with(&with_responses(&example), |name| panic!("asked for {name}"));
    assert!(generated.expect("a right spec").client.contains("\"id\": \"a\""));
}

#[test]
fn a_sample_that_is_not_json_is_passed_over() {
    let generated = generate_with(&with_responses(THING), |_| Some("{id: a".to_owned()));
    assert!(generated.expect("a right spec").client.contains("ALL: &[Sample] = &[];"));
}

#[test]
fn the_clients_own_credentials_are_the_body_of_operations_that_send_such_and_of_no_other() {
    let paths = |request: &str| {
        with_paths(&format!("/a:\n  post:\n    operationId: add\n    requestBody: {{content: {{application/json: {{schema: {{$ref: \"#/components/schemas/{request}\"}}}}}}}}\n    responses: {{\"204\": {{description: a}}}}"))
            .replace("    Size:", "    Credentials: {type: object, required: [username, password], properties: {username: {type: string}, password: {type: string, format: password}}}\n    Size:")
    };
    let filled = "builder::Add::new(self).body(&self.inner)";
    assert!(generated(&paths("Credentials")).contains(filled));
    let other = generated(&paths("Thing"));
    assert!(other.contains("builder::Add::new(self)") && !other.contains(filled), "{other}");
    assert!(other.contains("for types::Credentials"), "{other}");
}
