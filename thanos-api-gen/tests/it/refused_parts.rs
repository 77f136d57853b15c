//! Parts of a spec of another shape than `OpenAPI` gives them, and schemas that say what no type keeps, are refused at
//! their place.

use crate::spec::{generated, refused, with_components, with_operation};

#[test]
fn what_must_be_a_mapping_or_a_list() {
    let contact = with_operation("").replace("version: \"1\"}", "version: \"1\", contact: me} # here");
    assert_eq!(refused(&contact).message(), "`contact` must be a mapping");
    let tags = format!("tags: things # here\n{}", with_operation(""));
    assert_eq!(refused(&tags).message(), "`tags` must be a list");
    let documentation = with_components(
        "Thing:\n  type: object\n  properties:\n    a:\n      type: string\n      x-documentation-only: format # here",
    );
    assert_eq!(refused(&documentation).message(), "`x-documentation-only` must be a list of keywords");
}

#[track_caller]
fn component(text: &str) -> String {
    refused(&with_components(&format!("Thing: {{type: object}}\n{text}"))).message().to_owned()
}

/// The message for an object with this property.
#[track_caller]
fn property(schema: &str) -> String {
    component(&format!("Other:\n  type: object\n  required: [a]\n  properties:\n    a: {schema} # here"))
}

#[track_caller]
fn taken(schema: &str) {
    generated(&with_components(&format!(
        "Thing: {{type: object, required: [a], properties: {{a: {schema}, b: {{type: string}}}}}}"
    )));
}

#[test]
fn limits_are_taken_where_the_spec_calls_them_documentation_and_refused_otherwise() {
    for (kind, limit) in [
        ("integer", "minimum: 1"),
        ("number", "multipleOf: 2"),
        ("string", "format: email"),
        ("integer", "format: int16"),
        ("number", "format: float"),
        ("boolean", "readOnly: true"),
        ("array, items: {type: string}", "uniqueItems: true"),
        ("object", "maxProperties: 3"),
    ] {
        let keyword = limit.split(':').next().unwrap();
        let message = property(&format!("{{type: {kind}, {limit}}}"));
        assert_eq!(message, format!("the types do not enforce `{keyword}`"));
        taken(&format!("{{type: {kind}, {limit}, x-documentation-only: [{keyword}]}}"));
    }
    for format in ["string, format: uuid", "integer, format: int32", "integer, format: int64", "number, format: double"]
    {
        taken(&format!("{{type: {format}}}"));
    }
    for (schema, keyword) in [
        ("{type: string, x-documentation-only: [format]}", "format"),
        ("{type: string, description: b, x-documentation-only: [description]}", "description"),
    ] {
        assert_eq!(property(schema), format!("`x-documentation-only` names nothing by `{keyword}`"));
    }
}

#[test]
fn enumerations_that_are_documentation_are_text() {
    taken("{type: string, enum: [a], x-documentation-only: [enum]}");
    taken("{type: integer, enum: [1], x-documentation-only: [enum]}");
    assert_eq!(component("Other: {type: string, enum: [a], format: uuid} # here"), "an enumeration has no format");
    assert_eq!(component("Other: {type: string, enum: []} # here"), "the enumeration has no value");
    assert_eq!(component("Other: {type: string, enum: [a, a]} # here"), "the value \"a\" stands twice");
}

#[test]
fn objects_and_lists_that_no_type_keeps() {
    assert_eq!(property("{type: object, additionalProperties: false}"), "an object stands inline");
    assert_eq!(property("{type: array}"), "an array has no `items`");
    assert_eq!(
        component("Other: {type: object, nullable: true} # here"),
        "a component cannot be nullable, only a place that holds one"
    );
    assert_eq!(
        component(
            "Other: {type: object, properties: {a: {type: string}}, additionalProperties: {type: string}} # here"
        ),
        "properties and a schema for all others cannot stand together"
    );
    assert_eq!(
        component("Other: {type: object, required: [a, a], properties: {a: {type: string}}} # here"),
        "`required` names `a` twice"
    );
    let optional = "an optional list or map: typify cannot tell absent from empty";
    assert_eq!(component("Other: {type: object, properties: {a: {type: object}}} # here"), optional);
    for kept in [
        "{type: object, additionalProperties: {type: integer}}",
        "{type: array, items: {type: array, items: {type: boolean}}}",
    ] {
        taken(kept);
    }
    generated(&with_components(
        "Thing: {type: object, properties: {a: {type: array, nullable: true, items: {type: string}}}}",
    ));
    generated(&with_components("Thing: {type: object, additionalProperties: {type: string, format: password}}"));
}

#[test]
fn marks_of_sharing_that_are_not_true_or_where_nothing_repeats() {
    for schema in ["{type: object, x-shared: false}", "{type: array, items: {type: string}, x-shared: true}"] {
        assert_eq!(component(&format!("Other: {schema} # here")), "`x-shared` does not apply here");
    }
}

#[test]
fn credentials_are_a_username_and_a_password_and_nothing_else() {
    let properties = "username: {type: string}, password: {type: string, format: password}";
    let credentials = |required: &str, properties: &str| {
        format!(
            "Thing: {{type: object}}\nCredentials: {{type: object, required: [{required}], properties: {{{properties}}}}} # here"
        )
    };
    generated(&with_components(&credentials("username, password", properties)));
    for (required, properties) in [
        ("username", properties.to_owned()),
        ("username, password", format!("{properties}, more: {{type: string}}")),
        ("username, password", properties.replace(", format: password", "")),
        ("username, password", properties.replace("{type: string}", "{type: integer}")),
        ("username, password", properties.replace("{type: string}", "{type: string, nullable: true}")),
        ("user, password", properties.replace("username", "user")),
    ] {
        let message = refused(&with_components(&credentials(required, &properties))).message().to_owned();
        assert!(message.starts_with("`Credentials` is what the client itself sends"), "{message}");
    }
}
