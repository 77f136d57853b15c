//! Small specs, and what is expected of them.

use thanos_api_gen::{Finding, generate};

const HEAD: &str = "\
openapi: \"3.0.3\"
info: {title: Test, version: \"1\"}
servers: [{url: \"https://example.com\"}]
";

/// A spec with one operation and the given components.
pub(crate) fn with_components(components: &str) -> String {
    format!(
        "{HEAD}paths:
  /things/:
    get:
      operationId: list_things
      responses:
        \"200\":
          description: The things
          content: {{application/json: {{schema: {{type: array, items: {{$ref: \"#/components/schemas/Thing\"}}}}}}}}
components:
  schemas:
{}",
        indent(components, 4)
    )
}

/// A spec with the given paths and one component, `Thing`.
pub(crate) fn with_paths(paths: &str) -> String {
    format!(
        "{HEAD}paths:
{}
components:
  schemas:
    Thing: {{type: object, required: [id], properties: {{id: {{type: string}}}}}}
    Size: {{type: string, enum: [SMALL, LARGE]}}
",
        indent(paths, 2)
    )
}

/// A spec with one operation on `/things/`, without its answers, that answers a list of things.
pub(crate) fn with_operation(operation: &str) -> String {
    with_paths(&format!(
        "/things/:
  get:
    operationId: list_things
    responses: {{\"200\": {{description: Things, content: {{application/json: {{schema: {{type: array, items: {{$ref: \"#/components/schemas/Thing\"}}}}}}}}}}}}
{}",
        indent(operation, 4)
    ))
}

/// A spec with one operation that has the given answers.
pub(crate) fn with_responses(responses: &str) -> String {
    with_paths(&format!("/things/:\n  get:\n    operationId: list_things\n    responses:\n{}", indent(responses, 6)))
}

fn indent(text: &str, by: usize) -> String {
    let lines = text.lines().map(|line| format!("{:by$}{line}", ""));
    lines.collect::<Vec<_>>().join("\n")
}

/// The client generated from a spec, as valid Rust.
#[track_caller]
pub(crate) fn generated(spec: &str) -> String {
    let client = generate(spec).unwrap_or_else(|error| panic!("{error}")).client;
    syn::parse_file(&client).expect("the generated text is Rust");
    client
}

/// All that is wrong with a spec.
#[track_caller]
pub(crate) fn findings(spec: &str) -> Vec<Finding> {
    generate(spec).expect_err("the spec is refused").findings().to_vec()
}

/// The one thing that is wrong with a spec, on the line that ends in `# here`.
#[track_caller]
pub(crate) fn refused(spec: &str) -> Finding {
    let findings = findings(spec);
    let [finding] = findings.as_slice() else { panic!("not one finding: {findings:#?}") };
    let marked = spec.lines().position(|line| line.ends_with("# here")).map(|line| line + 1);
    assert_eq!(finding.line(), marked, "{finding:?} in\n{spec}");
    assert!(finding.column().is_some(), "{finding:?}");
    assert!(!finding.help().is_empty());
    assert!(!finding.message().contains('\n') && !finding.help().contains('\n'));
    finding.clone()
}
