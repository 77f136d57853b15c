//! Names that would collide in Rust are refused, and those that only look so become right code.

use crate::spec::{generated, refused, with_components, with_operation, with_paths};

#[test]
fn an_operation_named_as_a_method_of_the_client_is_refused() {
    for id in ["builder", "from_env", "with_token", "withToken", "new", "base_url", "pre", "clone", "start", "url"] {
        let spec = with_paths(&format!(
            "/x:\n  get:\n    operationId: {id} # here\n    responses: {{\"204\": {{description: a}}}}"
        ));
        assert!(refused(&spec).message().contains("which the client has already"), "{id}");
    }
}

#[test]
fn two_operations_of_one_name_are_refused() {
    let spec = with_paths(
        "/x:\n  get:\n    operationId: listAll\n    responses: {\"204\": {description: a}}\n  put:\n    operationId: list_all # here\n    responses: {\"204\": {description: a}}",
    );
    assert_eq!(refused(&spec).message(), "two operations would be the method `list_all` or its builder");
}

#[test]
fn a_component_named_as_something_that_generated_code_needs_is_refused() {
    for name in ["Vec", "String", "Option", "Result", "Default", "Box"] {
        let spec = with_components(&format!("Thing: {{type: object}}\n{name}: {{type: object}} # here"));
        assert!(refused(&spec).message().contains("which generated code cannot have"), "{name}");
    }
    let spec = with_components("Thing: {type: object}\n\"A Thing\": {type: object} # here");
    assert!(refused(&spec).message().contains("would be the type `AThing`"));
}

#[test]
fn components_of_one_name_are_refused() {
    let spec = with_components("Thing: {type: object}\nMyThing: {type: object}\nmy-thing: {type: object} # here");
    assert_eq!(refused(&spec).message(), "the components `MyThing` and `my-thing` would be one type, `MyThing`");
}

#[test]
fn components_named_client_or_error_are_types_like_others() {
    let client = generated(&with_components("Thing: {type: object}\nClient: {type: object}\nError: {type: object}"));
    assert!(client.contains("pub struct Client(") && client.contains("pub struct Error("), "{client}");
}

#[test]
fn properties_named_as_methods_or_keywords_are_fields_like_others() {
    let client = generated(&with_components(
        "Thing:\n  type: object\n  required: [send, new, type, stream]\n  properties:\n    send: {type: boolean}\n    new: {type: string}\n    type: {type: string}\n    stream: {type: string}",
    ));
    for field in ["pub send: bool", "pub new: ", "pub type_: ", "pub stream: "] {
        assert!(client.contains(field), "{field}");
    }
    assert!(client.contains("#[serde(rename = \"type\")]"));
    assert!(client.contains("async fn raw(self)") && !client.contains("pub async fn raw"));
}

#[test]
fn a_query_parameter_named_type_is_sent_by_its_name() {
    let client = generated(&with_operation("parameters: [{in: query, name: type, schema: {type: string}}]"));
    assert!(client.contains("QueryParam::new(\"type\", &type_)"));
}

#[test]
fn an_operation_whose_builder_would_collide_is_refused() {
    for id in ["error", "byte_stream", "result", "string", "all", "option"] {
        let spec = with_paths(&format!(
            "/x:\n  get:\n    operationId: {id} # here\n    responses: {{\"204\": {{description: a}}}}"
        ));
        assert!(refused(&spec).message().contains("which generated code cannot have"), "{id}");
    }
    let spec = with_paths(
        "/x:\n  get:\n    operationId: get_a1\n    responses: {\"204\": {description: a}}\n  put:\n    operationId: get_a_1 # here\n    responses: {\"204\": {description: a}}",
    );
    assert!(refused(&spec).message().contains("two operations"));
}

#[test]
fn letters_that_rust_does_not_take_leave_names_that_it_does() {
    let client = generated(&with_components(
        "Thing: {type: object, required: [b], properties: {\"b\": {$ref: \"#/components/schemas/Size\"}}}\nSize: {type: string, enum: [\"a²\", \"1½\", \"é\"]}",
    ));
    for variant in ["A = \"a²\"", "X1 = \"1½\"", "É = \"é\""] {
        assert!(client.contains(variant), "{variant}");
    }
}
