//! What cannot become right code is refused at its place.

use crate::spec::{findings, refused, with_components, with_operation, with_paths, with_responses};

/// The message for a component `Thing` beside which another one is wrong.
#[track_caller]
fn component(text: &str) -> String {
    refused(&with_components(&format!("Thing: {{type: object}}\n{text}"))).message().to_owned()
}

#[test]
fn an_unknown_type() {
    let message = component("Other:\n  type: booleen # here");
    assert_eq!(message, "the type is not one of OpenAPI 3.0");
}

#[test]
fn a_schema_without_a_type() {
    assert_eq!(component("Other: # here\n  description: Anything").as_str(), "a schema has no `type`");
}

#[test]
fn an_unknown_key() {
    let message = component("Other:\n  type: object\n  descripton: A typo # here");
    assert_eq!(message, "`descripton` is not known in a schema of type `object`");
    let message = component("Other:\n  type: string\n  properties: {} # here");
    assert_eq!(message, "`properties` is not known in a schema of type `string`");
}

#[test]
fn a_value_of_another_kind_than_its_key_has() {
    let message = component("Other:\n  type: object\n  description: [a] # here");
    assert_eq!(message, "`description` must be text");
    let message = component("Other:\n  type: object\n  properties:\n    a: {type: string, nullable: never} # here");
    assert_eq!(message, "`nullable` must be true or false");
}

#[test]
fn compositions() {
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let message = component(&format!("Other:\n  {keyword}: [{{type: object}}] # here"));
        assert!(message.contains(keyword), "{message}");
    }
}

#[test]
fn inline_objects_and_enumerations() {
    let inline = "Other:\n  type: object\n  properties:\n    a: ";
    let message = component(&format!("{inline}{{type: object, properties: {{b: {{type: string}}}}}} # here"));
    assert_eq!(message, "an object stands inline");
    let message = component(&format!("{inline}{{type: string, enum: [x]}} # here"));
    assert_eq!(message, "an enumeration stands inline");
}

#[test]
fn keywords_that_the_types_do_not_enforce() {
    for keyword in ["minLength: 1", "pattern: a", "format: email", "readOnly: true", "default: x", "maxLength: 5"] {
        let message = component(&format!(
            "Other:\n  type: object\n  properties:\n    a:\n      type: string\n      {keyword} # here"
        ));
        assert!(message.starts_with("the types do not enforce"), "{message}");
    }
    let message = component("Other:\n  type: array\n  items: {type: string}\n  maxItems: 5 # here");
    assert!(message.starts_with("the types do not enforce"), "{message}");
}

#[test]
fn a_list_of_documented_keywords_that_names_nothing() {
    let message = component("Other:\n  type: string\n  x-documentation-only: [minLength] # here");
    assert!(message.contains("names nothing"), "{message}");
}

#[test]
fn a_default_on_a_secret() {
    let message = component(
        "Other:\n  type: object\n  properties:\n    a:\n      type: string\n      format: password\n      default: hunter2 # here",
    );
    assert_eq!(message, "a secret has a default");
}

#[test]
fn a_secret_as_a_component_or_in_a_url() {
    let message = component("Other: # here\n  type: string\n  format: password");
    assert_eq!(message, "a secret cannot be a component of its own");
    let finding = refused(&with_operation(
        "parameters:\n  - {in: query, name: q, schema: {type: string, format: password}} # here",
    ));
    assert_eq!(finding.message(), "a secret in a URL ends up in logs");
}

#[test]
fn an_enumeration_of_numbers() {
    let message = component("Other:\n  type: integer\n  enum: [1, 2] # here");
    assert_eq!(message, "an enumeration of type `integer` has no names in Rust");
    let message = component("Other:\n  type: string\n  enum: [1] # here");
    assert_eq!(message, "a value of a string enumeration is not text");
}

#[test]
fn values_that_have_no_name_of_their_own() {
    let message = component("Other:\n  type: string\n  enum:\n    - a b\n    - a-b # here");
    assert_eq!(message, "the values \"a b\" and \"a-b\" would both be `AB` in Rust");
    for value in ["UNKNOWN", "unknown", "\"\"", "\"--\"", "self"] {
        let message = component(&format!("Other:\n  type: string\n  enum: [{value}] # here"));
        assert!(message.contains("has no name of its own"), "{value}: {message}");
    }
}

#[test]
fn properties_that_would_be_one_field() {
    let message = component(
        "Other:\n  type: object\n  required: [aB, a_b]\n  properties:\n    aB: {type: string}\n    a_b: {type: string} # here",
    );
    assert_eq!(message, "the properties `aB` and `a_b` would be one field, `a_b`");
}

#[test]
fn an_optional_list_whose_absence_would_be_lost() {
    let message =
        component("Other:\n  type: object\n  properties:\n    a: {type: array, items: {type: string}} # here");
    assert!(message.starts_with("an optional list or map"), "{message}");
}

#[test]
fn required_names_that_are_no_properties() {
    let message = component("Other:\n  type: object\n  required: [nme] # here\n  properties: {name: {type: string}}");
    assert_eq!(message, "`required` names `nme`, which is no property");
}

#[test]
fn references_that_lead_nowhere_or_in_a_circle() {
    let message =
        component("Other:\n  type: object\n  properties:\n    a: {$ref: \"#/components/schemas/Nope\"} # here");
    assert_eq!(message, "the `$ref` names no component among `schemas`");
    let circle = with_components(
        "Thing: {type: object}\nA: {$ref: \"#/components/schemas/B\"}\nB: {$ref: \"#/components/schemas/A\"}",
    );
    let findings = findings(&circle);
    assert_eq!(findings.len(), 2);
    assert!(findings.iter().all(|finding| finding.message().contains("only a `$ref`")), "{findings:?}");
    let parameter = with_operation("parameters: [{$ref: \"#/components/parameters/a\"}] # here").replace(
        "  schemas:",
        "  parameters:\n    a: {$ref: \"#/components/parameters/b\"}\n    b: {in: query, name: q, schema: {type: string}}\n  schemas:",
    );
    let message = refused(&parameter).message().to_owned();
    assert_eq!(message, "the `$ref` names a component that is only a `$ref` itself");
}

#[test]
fn what_stands_beside_a_reference() {
    let message = component(
        "Other:\n  type: object\n  properties:\n    a:\n      $ref: \"#/components/schemas/Thing\"\n      description: lost # here",
    );
    assert_eq!(message, "OpenAPI 3.0 drops `description` beside a `$ref`");
}

#[test]
fn other_credentials_than_the_client_has() {
    let message =
        component("Credentials: # here\n  type: object\n  required: [user]\n  properties: {user: {type: string}}");
    assert!(message.starts_with("`Credentials` is what the client itself sends"), "{message}");
}

#[test]
fn a_shared_mark_where_nothing_can_be_shared() {
    let message = component("Other:\n  type: string\n  x-shared: true # here");
    assert_eq!(message, "`x-shared` does not apply here");
}

#[test]
fn answers_without_exactly_one_success() {
    let message = refused(&with_responses("\"404\": {description: gone}").replace("responses:", "responses: # here"));
    assert_eq!(message.message(), "an operation has no success");
    let two = refused(&with_responses("\"200\": {description: a}\n\"204\": {description: b} # here"));
    assert_eq!(two.message(), "an operation has more than one success");
    let open = findings(&with_responses("2XX: {description: a}"));
    assert!(open.iter().any(|finding| finding.message().contains("`2XX` leaves it open")), "{open:?}");
}

#[test]
fn answers_that_have_no_type() {
    let inline = "\"200\":\n  description: a\n  content:\n    application/json:\n      schema: {type: string} # here";
    assert_eq!(refused(&with_responses(inline)).message(), "the schema of an answer stands inline");
    let untyped = inline.replace("{type: string}", "{items: {$ref: \"#/components/schemas/Thing\"}}");
    assert_eq!(refused(&with_responses(&untyped)).message(), "the schema of an answer stands inline");
    let no_schema = "\"200\":\n  description: a\n  content:\n    application/json: {} # here";
    assert_eq!(refused(&with_responses(no_schema)).message(), "JSON without a schema has no type");
    let two = "\"200\":\n  description: a\n  content: {application/json: {}, text/csv: {}} # here";
    assert_eq!(refused(&with_responses(two)).message(), "there must be exactly one media type");
    let other = "\"200\":\n  description: a\n  content:\n    text/csv: {schema: {type: string}} # here";
    assert_eq!(refused(&with_responses(other)).message(), "the media type `text/csv` is not supported");
    let empty = "\"204\":\n  description: a\n  content: {application/json: {}} # here";
    assert_eq!(refused(&with_responses(empty)).message(), "a 204 has no body");
}

#[test]
fn parameters_that_would_be_a_builders_own_methods() {
    for name in ["new", "send", "stream", "stream_as", "raw", "body", "client"] {
        let spec =
            with_operation(&format!("parameters:\n  - {{in: query, name: {name}, schema: {{type: string}}}} # here"));
        assert!(refused(&spec).message().contains("every request has already"), "{name}");
    }
}

#[test]
fn parameters_that_do_not_fit_the_path() {
    let path = "/things/{id}: # here\n  get:\n    operationId: get_thing\n    responses: {\"204\": {description: a}}";
    let findings = findings(&with_paths(path));
    assert_eq!(findings[0].message(), "the parameter `id` of the path is not described");
    let extra = with_operation("parameters: [{in: path, name: id, required: true, schema: {type: string}}]");
    assert_eq!(crate::spec::findings(&extra)[0].message(), "the path has no place for the parameter `id`");
}

#[test]
fn headers_and_cookies_as_parameters() {
    for place in ["header", "cookie"] {
        let spec =
            with_operation(&format!("parameters:\n  - {{in: {place}, name: x, schema: {{type: string}}}} # here"));
        assert!(refused(&spec).help().contains("with_header"));
    }
}

#[test]
fn paths_that_cannot_stand_in_a_url() {
    for path in ["things", "/things//", "/things?all", "/th ings", "/things/{id", "/things/}", "/{}", "/ä"] {
        let spec = with_paths(&format!(
            "{path:?}: # here\n  get:\n    operationId: x\n    responses: {{\"204\": {{description: a}}}}"
        ));
        assert_eq!(refused(&spec).message(), "the path cannot stand in a URL", "{path}");
    }
}

#[test]
fn servers_that_are_no_address() {
    for url in
        ["/api", "http://example.com", "https://", "https://h:99999", "https://[::1", "https://a@b", "https://{a}"]
    {
        let servers = format!("servers: [{{url: {url:?}}}] # here");
        let spec = with_operation("").replace("servers: [{url: \"https://example.com\"}]", &servers);
        assert_eq!(refused(&spec).message(), "the server's URL is not absolute and complete", "{url}");
    }
}

#[test]
fn security_that_one_token_cannot_satisfy() {
    let spec = with_operation("security: [{basic: []}]").replace(
        "components:\n",
        "components:\n  securitySchemes:\n    basic: # here\n      type: http\n      scheme: basic\n",
    );
    let finding = &findings(&spec)[0];
    assert_eq!(finding.message(), "the client sends its token in a header only");
    let missing = with_operation("security: [{token: []}] # here");
    assert_eq!(refused(&missing).message(), "there is no security scheme `token`");
}

#[test]
fn lists_of_shared_lists_that_never_end_or_have_no_type() {
    let list = "{type: array, x-shared: true, items: {$ref: \"#/components/schemas/List\"}}";
    assert_eq!(component(&format!("List: {list} # here")), "a list marked `x-shared` holds itself");
    let answer = with_components(
        "Thing: {type: array, x-shared: true, items: {$ref: \"#/components/schemas/One\"}}\nOne: {type: object}",
    );
    assert_eq!(findings(&answer)[0].message(), "an answer is a list of lists that are marked `x-shared`");
}

#[test]
fn marks_that_would_be_ignored() {
    let message =
        component("Other:\n  type: object\n  properties:\n    a:\n      type: string\n      x-shared: true # here");
    assert!(message.starts_with("`x-shared` does not apply"), "{message}");
    let twice = "parameters:\n  - {in: query, name: q, schema: {type: string}}\n  - {in: query, name: q, schema: {type: string}} # here";
    assert_eq!(refused(&with_operation(twice)).message(), "the parameter stands twice in one list");
    let optional = "requestBody:\n  required: false # here\n  content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}";
    assert_eq!(refused(&with_operation(optional)).message(), "the client always sends a request's body");
}

#[test]
fn an_inline_enumeration_of_a_parameter() {
    let spec = with_operation("parameters:\n  - in: query\n    name: q\n    schema: {type: string, enum: [a]} # here");
    assert_eq!(refused(&spec).message(), "an enumeration stands inline");
}

#[test]
fn characters_that_cannot_be_seen() {
    let message = component("Other:\n  type: object\n  description: \"a\\u202Eb\" # here");
    assert_eq!(message, "the text holds a character that cannot be seen");
}

#[test]
fn a_version_that_is_no_header() {
    let spec = with_operation("").replace("version: \"1\"}", "version: \"1 ä\"} # here");
    assert_eq!(refused(&spec).message(), "the version cannot stand in a header");
}
