//! What a request carries beside its body: the server, the token, parameters. Right ones and wrong ones.

use crate::spec::{findings, generated, refused, with_operation, with_paths, with_responses};

fn with_scheme(scheme: &str) -> String {
    with_operation("security: [{token: []}]")
        .replace("components:\n", &format!("components:\n  securitySchemes:\n    token: {scheme} # here\n"))
}

#[track_caller]
fn parameters(list: &str) -> String {
    let path = format!(
        "/things/{{id}}/:\n  parameters: [{{in: path, name: id, required: true, schema: {{type: string}}}}]\n  get:\n    operationId: get_thing\n    parameters: [{list}] # here\n    responses: {{\"204\": {{description: a}}}}"
    );
    with_paths(&path)
}

#[test]
fn the_token_goes_where_the_scheme_says() {
    for (scheme, table) in [
        ("{type: apiKey, in: header, name: X-Token}", r#"Scheme{header:"x-token",prefix:"",}"#),
        ("{type: apiKey, in: header, name: X-Token, x-prefix: Key-1}", r#"Scheme{header:"x-token",prefix:"Key-1",}"#),
        ("{type: http, scheme: bearer}", r#"Scheme{header:"authorization",prefix:"Bearer",}"#),
    ] {
        let client: String = generated(&with_scheme(scheme)).split_whitespace().collect();
        assert!(client.contains(table), "{table}\n{client}");
    }
}

#[test]
fn the_security_of_an_operation_replaces_that_of_the_document() {
    let all = with_scheme("{type: http, scheme: bearer}").replace("      security: [{token: []}]\n", "");
    let all = format!("security: [{{token: []}}]\n{all}");
    assert!(generated(&all).contains("Some(Scheme"));
    let none = all.replace("operationId: list_things\n", "operationId: list_things\n      security: []\n");
    assert!(generated(&none).contains("security: ::std::option::Option::None"));
}

#[test]
fn schemes_that_cannot_carry_a_token_are_refused() {
    for (scheme, message) in [
        ("{type: apiKey, in: query, name: t}", "the client sends its token in a header only"),
        ("{type: apiKey, in: header, name: \"\"}", "the header's `name` or `x-prefix` cannot stand in a header"),
        ("{type: apiKey, in: header, name: \"a b\"}", "the header's `name` or `x-prefix` cannot stand in a header"),
        (
            "{type: apiKey, in: header, name: a, x-prefix: \"b c\"}",
            "the header's `name` or `x-prefix` cannot stand in a header",
        ),
        (
            "{type: apiKey, in: header, name: a, x-prefix: 5}",
            "the header's `name` or `x-prefix` cannot stand in a header",
        ),
        ("{type: apiKey, in: header, name: Accept}", "the client sends this header with another meaning"),
        ("{type: http, scheme: bearer, flows: {}}", "`flows` is not known in a security scheme"),
    ] {
        assert_eq!(refused(&with_scheme(scheme)).message(), message, "{scheme}");
    }
    for (security, message) in [
        ("[{token: []}, {token: []}]", "alternatives of security schemes are not supported"),
        ("[{token: [], other: []}]", "several security schemes at once are not supported"),
    ] {
        let spec = with_scheme("{type: http, scheme: bearer}").replace("[{token: []}]", security);
        let findings = findings(&spec);
        assert_eq!((findings.len(), findings[0].message()), (1, message), "{security}");
    }
}

#[test]
fn the_first_server_is_the_default_without_slashes_at_its_end() {
    for (url, server) in [
        ("https://example.com/v1//", "https://example.com/v1"),
        ("https://example.com:8443", "https://example.com:8443"),
        ("http://localhost:80", "http://localhost:80"),
        ("http://127.1.2.3", "http://127.1.2.3"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]"),
    ] {
        let spec = with_operation("").replace("url: \"https://example.com\"", &format!("url: \"{url}\""));
        let client = generated(&spec.replace("}]\npaths", "}, {url: \"https://other\"}]\npaths"));
        assert!(client.contains(&format!("DEFAULT_SERVER: &str = \"{server}\";")), "{url}");
    }
    for url in
        ["ftp://example.com", "https://:80", "https://h:port", "http://10.0.0.1", "https://h/a?b", "https://[::1]x"]
    {
        let servers = format!("servers: [{{url: {url:?}}}] # here");
        let spec = with_operation("").replace("servers: [{url: \"https://example.com\"}]", &servers);
        assert_eq!(refused(&spec).message(), "the server's URL is not absolute and complete", "{url}");
    }
    let none = with_operation("").replace("servers: [{url: \"https://example.com\"}]", "servers: [] # here");
    assert_eq!(refused(&none).message(), "`servers` is empty");
}

#[test]
fn keys_that_are_no_status_are_refused() {
    for key in ["600", "099", "20", "+20", "0200", "6XX", "0XX", "12XX", "4xx", "ok"] {
        let spec = with_responses(&format!("\"204\": {{description: a}}\n\"{key}\": {{description: b}} # here"));
        assert_eq!(refused(&spec).message(), format!("`{key}` is not a status"));
    }
    let body = "\"205\":\n  description: a\n  content: {application/json: {}} # here";
    assert_eq!(refused(&with_responses(body)).message(), "a 205 has no body");
}

#[test]
fn a_parameter_of_an_operation_replaces_the_one_of_its_path() {
    let id = "{in: path, name: id, required: true, schema: {type: integer}}";
    let client = generated(&parameters(id));
    assert!(client.contains("id: Result<i64, String>"), "{client}");
    generated(&parameters(&format!("{id}, {{in: query, name: q, schema: {{type: string}}}}")));
    let twice = findings(&parameters(&format!("{id}, {id}")));
    assert_eq!(twice[0].message(), "the parameter stands twice in one list");
}

#[test]
fn parameters_that_would_be_sent_otherwise_are_refused() {
    for (parameter, message) in [
        ("{in: path, name: id, schema: {type: string}}", "a parameter in the path must be required"),
        (
            "{in: path, name: id, required: true, schema: {type: string, nullable: true}}",
            "a parameter in the path cannot be null",
        ),
        (
            "{in: path, name: id, required: true, style: label, schema: {type: string}}",
            "this style of a parameter is not supported",
        ),
        (
            "{in: path, name: id, required: true, explode: true, schema: {type: string}}",
            "this style of a parameter is not supported",
        ),
        ("{in: query, name: q, style: simple, schema: {type: string}}", "this style of a parameter is not supported"),
        ("{in: query, name: q, explode: false, schema: {type: string}}", "this style of a parameter is not supported"),
        ("{in: query, name: q, schema: {type: object}}", "a parameter of this type has no agreed form in a URL"),
        (
            "{in: path, name: id, required: true, schema: {type: array, items: {type: string}}}",
            "a parameter of this type has no agreed form in a URL",
        ),
        (
            "{in: query, name: a-b, schema: {type: string}}, {in: query, name: a_b, schema: {type: string}}",
            "the parameters `a-b` and `a_b` would be one method",
        ),
    ] {
        assert_eq!(refused(&parameters(parameter)).message(), message, "{parameter}");
    }
    for parameter in [
        "{in: path, name: id, required: true, style: simple, explode: false, schema: {type: string}}",
        "{in: query, name: q, style: form, explode: true, schema: {type: string, nullable: true}}",
        "{in: query, name: q, schema: {type: array, items: {type: string}}}",
    ] {
        generated(&parameters(parameter));
    }
    let twice = "/a/{id}/{id}: # here\n  get:\n    operationId: x\n    parameters: [{in: path, name: id, required: true, schema: {type: string}}]\n    responses: {\"204\": {description: a}}";
    assert_eq!(refused(&with_paths(twice)).message(), "a parameter stands twice in the path");
}

#[test]
fn paths_and_names_that_stand_as_they_are() {
    let path = "/a-b._~!$&'()*+,;=:@/{id}/x: # here\n  x-mine: 1\n  delete:\n    operationId: gen-1\n    parameters: [{in: path, name: id, required: true, schema: {type: string}}]\n    responses: {\"204\": {description: a}}";
    let client = generated(&with_paths(path));
    assert!(client.contains("method: ::http::Method::DELETE") && client.contains("pub fn gen_1(&self)"), "{client}");
    for id in ["1a", "gen", "a.b", "ä"] {
        let path = format!("/a:\n  get:\n    operationId: {id} # here\n    responses: {{\"204\": {{description: a}}}}");
        assert!(refused(&with_paths(&path)).message().starts_with("the operationId makes no name"), "{id}");
    }
}
