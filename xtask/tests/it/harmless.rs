//! An edit that agrees with all samples is no finding once `generate` has run, however it is written.

use crate::tree::{SPEC, Tree};

type Edit = (&'static str, &'static str);

const EMAIL: &str = "          type: string\n          description: Email address of the Person\n";

#[track_caller]
fn holds(edits: &[Edit]) {
    for (from, to) in edits {
        let tree = Tree::fresh();
        tree.edit(SPEC, from, to);
        tree.xtask(["generate"]).holds();
        let answer = tree.check();
        assert_eq!(answer.code, Some(0), "{to}: {}", answer.out);
    }
}

#[test]
fn another_way_of_writing_the_same() {
    holds(&[
        ("paths:\n", "\n# A comment.\n\npaths: # another\n"),
        ("version: \"1.0.0\"", "version: '1.0.0'"),
        ("username: \"jweir@projectthanos.com\"", "username: jweir@projectthanos.com"),
        ("first_name: \"Jason \"", "'first_name': \"\\x4aason\\x20\""),
        (
            "description: \"Ability to create an org\"",
            "description: >-\n                            Ability to create\n                            an org",
        ),
        ("        - username\n        - password\n", "        [username, password]\n"),
        (
            "        - CONFIRMATION WAITING\n        - ACTIVE\n",
            "        - \"CONFIRMATION WAITING\"\n        - 'ACTIVE'\n",
        ),
        (EMAIL, "          {description: 'Email address of the Person', type: \"string\"}\n"),
        (
            "      type: object\n      description: Organization User holds the uuid for the User\n",
            "      description: Organization User holds the uuid for the User\n      type: object\n",
        ),
        ("        - email\n        - phone\n", "        - phone\n        - email\n"),
        (
            "        uuid:\n          type: string\n          format: uuid\n          description: Universal Unique Identifier for the Person\n        first_name:\n          type: string\n          description: First Name of the Person\n",
            "        first_name: &text\n          type: string\n          description: First Name of the Person\n        uuid:\n          type: string\n          format: uuid\n          description: Universal Unique Identifier for the Person\n",
        ),
    ]);
}

#[test]
fn an_anchor_and_its_aliases() {
    let tree = Tree::fresh();
    tree.edit(SPEC, "        email:\n", "        email: &text\n");
    tree.edit(
        SPEC,
        "        phone:\n          type: string\n          description: Phone number of the Person\n",
        "        phone: *text\n",
    );
    tree.xtask(["generate"]).holds();
    tree.check().holds();
}

#[test]
fn an_explicit_default() {
    holds(&[
        (EMAIL, "          type: string\n          nullable: false\n          deprecated: false\n"),
        ("      description: Organization User holds the uuid for the User\n", "      additionalProperties: true\n"),
        (
            "      operationId: get_all_users\n",
            "      operationId: get_all_users\n      deprecated: false\n      parameters: []\n",
        ),
        (
            "      operationId: get_all_users\n",
            "      operationId: get_all_users\n      parameters:\n        - {name: sort, in: query, style: form, required: false, explode: true, schema: {type: string}}\n",
        ),
    ]);
}

#[test]
fn a_change_that_the_samples_allow() {
    holds(&[
        (EMAIL, "          type: string\n"),
        (EMAIL, "          type: string\n          nullable: true\n"),
        (EMAIL, "          type: string\n          title: Email\n          example: a@example.com\n"),
        (EMAIL, "          type: string\n          format: email\n          x-documentation-only: [format]\n"),
        (
            EMAIL,
            "          type: string\n          minLength: 3\n          maxLength: 100\n          pattern: '^[^@]+@[^@]+$'\n          x-documentation-only: [minLength, maxLength, pattern]\n",
        ),
        (EMAIL, "          type: string\n        nickname:\n          type: string\n"),
        ("          format: uuid\n", ""),
        ("      type: array\n      x-shared: true\n", "      type: array\n"),
        (
            "      type: array\n      x-shared: true\n",
            "      type: array\n      x-shared: true\n      maxItems: 3\n      x-documentation-only: [maxItems]\n",
        ),
        ("      description: Organization User holds the uuid for the User\n", "      additionalProperties: false\n"),
        (
            "          description: Generally, this is a syntax problem\n",
            "          description: A syntax problem\n          headers:\n            Retry-After: {description: When, schema: {type: integer, example: 5}}\n",
        ),
    ]);
}

#[test]
fn a_component_of_another_kind() {
    let tree = Tree::fresh();
    tree.edit(
        SPEC,
        "          description: Generally, this is a syntax problem\n",
        "          $ref: '#/components/responses/Syntax'\n",
    );
    tree.edit(
        SPEC,
        "\ncomponents:\n",
        "\ncomponents:\n  responses:\n    Syntax:\n      description: A syntax problem\n",
    );
    tree.xtask(["generate"]).holds();
    tree.check().holds();
}
