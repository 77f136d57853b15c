//! Nothing in the spec is dropped, points nowhere, or is used by nothing.

use crate::tree::{SPEC, Tree};

/// The edit marks the line that is found with `# here`.
#[track_caller]
fn found(from: &str, to: &str, told: &str) {
    let tree = Tree::fresh();
    tree.edit(SPEC, from, to);
    tree.xtask(["generate"]);
    let findings = tree.check().findings();
    let line = tree.line_of(SPEC, "# here");
    assert!(findings.contains(&format!("--> {SPEC}:{line}:")), "{findings}");
    assert!(findings.contains(told), "{told}: {findings}");
    assert!(findings.ends_with("\n1 finding\n"), "{findings}");
}

const ERROR: &str = "          description: Generally, this is a syntax problem\n";

#[test]
fn a_key_that_the_model_would_drop() {
    let header = "          headers:\n            Retry-After:\n              schema: {type: integer}\n";
    found(ERROR, &format!("{ERROR}{header}              requird: true # here\n"), "dropped");
    found(
        ERROR,
        &format!(
            "{ERROR}          links:\n            again:\n              operationId: get_all_users\n              requestbody: 5 # here\n"
        ),
        "dropped",
    );
    found(
        "    description: The users on your account\n",
        "    externalDocs:\n      url: https://example.com\n      urn: x # here\n",
        "dropped",
    );
    found("          format: uuid\n", "          frmat: uuid # here\n", "`frmat` is not known");
}

#[test]
fn a_reference_to_nothing() {
    let header =
        "          headers:\n            Retry-After:\n              $ref: '#/components/headers/RetryAfter' # here\n";
    found(ERROR, &format!("{ERROR}{header}"), "names nothing");
    found(
        "$ref: \"#/components/schemas/OrgUser\"",
        "$ref: \"#/components/schemas/OrgUsr\" # here",
        "names no component",
    );
}

#[test]
fn a_part_that_no_operation_uses() {
    let components = "\ncomponents:\n";
    for (kind, part) in [
        ("headers", "{schema: {type: string}}"),
        ("parameters", "{name: sort, in: query, schema: {type: string}}"),
        ("requestBodies", "{content: {application/json: {schema: {$ref: '#/components/schemas/Credentials'}}}}"),
        ("responses", "{description: None}"),
        ("examples", "{value: 1}"),
    ] {
        let to = format!("{components}  {kind}:\n    Unused: {part} # here\n");
        found(components, &to, "no operation uses this");
    }
    let schemas = "\n  schemas:\n";
    let one = format!("{schemas}    Unused: # here\n      type: object\n");
    found(schemas, &one, "no operation uses this");
    let leads_to_itself = "      properties:\n        next:\n          $ref: '#/components/schemas/Unused'\n";
    found(schemas, &format!("{one}{leads_to_itself}"), "no operation uses this");
    found(
        "  securitySchemes:\n",
        "  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Key} # here\n",
        "no operation uses this",
    );
    found("tags:\n", "tags:\n  - name: teams # here\n", "no operation uses this");
}
