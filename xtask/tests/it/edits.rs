//! An edit of the spec that contradicts the samples is found where it was made, after `generate` as well.

use crate::tree::{SPEC, Tree};

/// What is replaced, by what, and what is told; the edit marks the line that is named with `# here`.
type Edit = (&'static str, &'static str, &'static str);

const EMAIL: &str = "          type: string\n          description: Email address of the Person";
const ASSIGNED: &str = "          type: boolean\n";
const UUID: &str = "          format: uuid\n          description: The uuid for the User";
const STATUS: &str = "      enum:\n        - CONFIRMATION WAITING\n        - ACTIVE\n        - DEACTIVATED\n";
const LIST: &str = "      type: array\n      x-shared: true\n";
const PERSON: &str = "        - email\n        - phone\n      properties:\n";
const ORG_USER: &str = "      description: Organization User holds the uuid for the User\n";

/// Each edit on a tree of its own. What it breaks is told once.
#[track_caller]
fn found(edits: &[Edit]) {
    for (from, to, told) in edits {
        let tree = Tree::fresh();
        tree.edit(SPEC, from, to);
        tree.xtask(["generate"]);
        findings(&tree, 1, told);
    }
}

#[track_caller]
fn findings(tree: &Tree, number: usize, told: &str) {
    let findings = tree.check().findings();
    let line = tree.line_of(SPEC, "# here");
    assert!(findings.contains(&format!("{SPEC}:{line}:")), "line {line}: {findings}");
    assert!(findings.contains(told), "{told}: {findings}");
    let last = if number == 1 { "\n1 finding\n".to_owned() } else { format!("\n{number} findings\n") };
    assert!(findings.ends_with(&last), "{findings}");
}

#[test]
fn a_property_dropped_or_renamed() {
    let tree = Tree::fresh();
    tree.edit(SPEC, PERSON, "        - email\n      properties: # here\n");
    tree.edit(SPEC, "        phone:\n          type: string\n          description: Phone number of the Person\n", "");
    tree.xtask(["generate"]).holds();
    findings(&tree, 1, "`phone`, which the schema does not describe");

    let tree = Tree::fresh();
    tree.edit(SPEC, PERSON, "        - email\n        - fax # here\n      properties:\n");
    tree.edit(SPEC, "        phone:\n          type", "        fax:\n          type");
    tree.xtask(["generate"]).holds();
    findings(&tree, 2, "no `fax`, which is required");
    findings(&tree, 2, "`phone`, which the schema does not describe");

    found(&[
        ("        - phone\n", "        - fax # here\n", "`fax`, which is no property"),
        ("        - phone\n", "        - Phone # here\n", "`Phone`, which is no property"),
    ]);
}

#[test]
fn a_property_retyped() {
    found(&[
        (EMAIL, "          type: integer # here", "`type: integer`"),
        (EMAIL, "          type: number # here", "`type: number`"),
        (EMAIL, "          type: boolean # here", "`type: boolean`"),
        (EMAIL, "          type: object # here", "`type: object`"),
        (EMAIL, "          type: array # here\n          items: {type: string}", "`type: array`"),
        (EMAIL, "          type: string\n          nullable: yes # here", "`nullable`"),
        (ASSIGNED, "          type: string # here\n", "`type: string`"),
        (ASSIGNED, "          type: integer # here\n", "`type: integer`"),
        (
            "          $ref: \"#/components/schemas/OrgUser\"",
            "          $ref: \"#/components/schemas/Orguser\" # here",
            "`$ref`",
        ),
    ]);
}

#[test]
fn a_format_added_or_changed() {
    const BESIDE: &str = "          type: string\n          x-documentation-only: [format]\n";
    let documented = |format: &str| format!("{BESIDE}          format: {format} # here");
    for format in ["date-time", "date", "ipv4", "uuid", "hostname"] {
        let tree = Tree::fresh();
        tree.edit(SPEC, EMAIL, &documented(format));
        tree.xtask(["generate"]).holds();
        findings(&tree, 1, &format!("`format: {format}`"));
    }
    found(
        &[
            (EMAIL, "          type: string\n          format: uuid # here", "`format: uuid`"),
            (UUID, "          format: email\n          x-documentation-only: [format] # here", "`format: email`"),
            (UUID, "          format: uid # here", "do not enforce `format`"),
        ][..1],
    );
}

#[test]
fn an_enumeration_changed() {
    found(&[
        (STATUS, "      enum: # here\n        - CONFIRMATION WAITING\n        - ACTIVE\n", "`enum`"),
        (STATUS, "      enum: # here\n        - ACTIVE\n        - DEACTIVATED\n", "`enum`"),
        (STATUS, "      enum: # here\n        - CONFIRMATION WAITING\n        - DEACTIVATED\n", "in 5 places"),
        ("        - DEACTIVATED\n", "        - DEACTIVATED\n        - LOCKED # here\n", "no sample shows this value"),
        ("        - DEACTIVATED\n", "        - DEACTIVATED\n        - DEACTIVATED # here\n", "stands twice"),
        ("        - DEACTIVATED\n", "        - DEACTIVATED\n        - 5 # here\n", "not text"),
    ]);
    let tree = Tree::fresh();
    tree.edit(SPEC, "        - DEACTIVATED\n", "        - DEACTIVATE # here\n");
    tree.xtask(["generate"]).holds();
    findings(&tree, 2, "no sample shows this value");
}

#[test]
fn a_name_added_to_required_or_removed_from_it() {
    const PROPERTIES: &str = "        - org_user\n      properties:\n";
    found(&[
        (
            PROPERTIES,
            "        - org_user\n        - team # here\n      properties:\n        team: {type: string}\n",
            "no `team`, which is required",
        ),
        (
            "        - assigned\n        - permission\n      properties:\n        assigned:\n",
            "        - permission\n      properties:\n        assigned: # here\n",
            "`assigned` is optional, but no sample is without it",
        ),
        (
            "      required:\n        - permissions\n        - org_user\n      properties:\n        permissions:",
            "      required:\n        - org_user\n      properties:\n        permissions: # here",
            "`permissions` is optional, but no sample is without it",
        ),
        (
            "      required:\n        - uuid\n      properties:\n        uuid:",
            "      properties:\n        uuid: # here",
            "`uuid` is optional, but no sample is without it",
        ),
    ]);
}

#[test]
fn bounds_and_patterns() {
    let text = |keyword: &str| {
        let (name, _) = keyword.split_once(':').unwrap();
        format!("          type: string\n          x-documentation-only: [{name}]\n          {keyword} # here")
    };
    for keyword in ["minLength: 100", "maxLength: 3", "pattern: ^[0-9]*$"] {
        let tree = Tree::fresh();
        tree.edit(SPEC, EMAIL, &text(keyword));
        tree.xtask(["generate"]).holds();
        findings(&tree, 1, &format!("`{keyword}`"));
    }
    found(&[
        (
            LIST,
            "      type: array\n      x-shared: true\n      minItems: 1 # here\n      x-documentation-only: [minItems]\n",
            "`minItems: 1`",
        ),
        (
            LIST,
            "      type: array\n      x-shared: true\n      maxItems: 2 # here\n      x-documentation-only: [maxItems]\n",
            "in 4 places",
        ),
        (
            ORG_USER,
            "      minProperties: 2 # here\n      x-documentation-only: [minProperties]\n",
            "`minProperties: 2`",
        ),
        (
            EMAIL,
            "          type: string\n          pattern: '(' # here\n          x-documentation-only: [pattern]",
            "cannot be understood",
        ),
        (EMAIL, "          type: string\n          maxLength: 3 # here", "do not enforce `maxLength`"),
    ]);
}

#[test]
fn a_boolean_or_a_new_property_that_no_sample_shows() {
    found(&[(
        "        permissions:\n          $ref: \"#/components/schemas/PermissionAssignmentList\"\n",
        "        active: {type: boolean} # here\n        permissions:\n          $ref: \"#/components/schemas/PermissionAssignmentList\"\n",
        "no sample shows this as `true` or `false`",
    )]);
    let tree = Tree::fresh();
    tree.edit(SPEC, ASSIGNED, "          type: boolean # here\n");
    let sample = "openapi/samples/get_all_users.200.every_value.json";
    let text = tree.read(sample).replace("\"assigned\": false", "\"assigned\": true");
    tree.write(sample, text);
    let findings = tree.check().findings();
    let line = tree.line_of(SPEC, "# here") - 1;
    assert!(findings.contains(&format!("--> {SPEC}:{line}:9\n")), "{findings}");
    assert!(findings.contains("no sample shows this as `false`"), "{findings}");
}

#[test]
fn additional_properties_closed_under_a_sample_that_has_some() {
    let tree = Tree::fresh();
    tree.edit(SPEC, PERSON, "        - email\n      additionalProperties: false # here\n      properties:\n");
    tree.edit(SPEC, "        phone:\n          type: string\n          description: Phone number of the Person\n", "");
    tree.xtask(["generate"]).holds();
    findings(&tree, 1, "`phone`, although the schema is closed");
}

#[test]
fn an_example_that_is_not_the_sample() {
    found(&[
        ("username: \"jweir@projectthanos.com\"\n", "username: \"jweir\" # here\n", "differs here"),
        ("first_name: \"Jason \"\n", "first_name: \"Jason\" # here\n", "differs here"),
        ("assigned: true\n", "assigned: false # here\n", "differs here"),
        (
            "            example: # samples/get_all_users.request.json\n              username: \"jweir@projectthanos.com\"\n",
            "            example: # here\n",
            "no `username`, which is required",
        ),
        ("- uuid: \"3a7acb28-", "- uuid: # here\n                    \"3A7A-", "`format: uuid`"),
        ("status: \"ACTIVE\"\n", "status: \"INACTIVE\" # here\n", "`enum`"),
        (
            "phone: \"1-722",
            "fax: \"\" # here\n                    phone: \"1-722",
            "`fax`, which the schema does not describe",
        ),
        (
            "          description: Email address of the Person\n",
            "          description: Email address of the Person\n          example: 5 # here\n",
            "`type: string`",
        ),
    ]);
}
