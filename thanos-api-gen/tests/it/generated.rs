//! What right specs become.

use crate::spec::{generated, with_components, with_operation, with_paths, with_responses};
use std::fs;
use std::path::Path;
use thanos_api_gen::generate;

fn repository(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(path).expect("a file of the repository").replace("\r\n", "\n")
}

#[test]
fn the_same_spec_gives_the_same_text() {
    let spec = repository("openapi/thanos.yaml");
    assert_eq!(generated(&spec), generated(&spec));
}

#[test]
fn line_ends_comments_and_styles_make_no_difference() {
    let spec = with_components("Thing:\n  type: object\n  required: [id]\n  properties:\n    id: {type: string}");
    let client = generated(&spec);
    assert_eq!(generated(&spec.replace('\n', "\r\n")), client);
    assert_eq!(generated(&format!("# a remark\n{spec}")), client);
    assert_eq!(generated(&spec.replace("type: string", "\"type\": 'string'")), client);
}

#[test]
fn every_operation_goes_through_the_clients_one_call() {
    let client = generated(&with_operation(""));
    assert!(client.contains("crate::call::collect") && client.contains("crate::call::stream"));
    assert!(!client.contains("pub fn new(") && !client.contains("pub mod prelude"));
    let one =
        "\"200\":\n  description: a\n  content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}";
    let client = generated(&with_responses(one));
    assert!(client.contains("crate::call::one") && !client.contains("crate::call::stream"));
    let client = generated(&with_responses("\"204\": {description: a}"));
    assert!(client.contains("crate::call::nothing") && !client.contains("crate::call::one"));
}

#[test]
fn two_operations_are_two_methods_and_no_builder_shows_what_it_holds() {
    let client = generated(&with_paths(
        "/a:\n  get:\n    operationId: see\n    responses: {\"204\": {description: a}}\n  put:\n    operationId: lay\n    responses: {\"204\": {description: a}}",
    ));
    for (method, builder) in [("see", "See"), ("lay", "Lay")] {
        assert!(client.contains(&format!("pub fn {method}(&self)")), "{client}");
        let debug = format!("impl ::std::fmt::Debug for {builder}<'_> {{");
        let shown = client.split(&debug).nth(1).and_then(|rest| rest.split("\n    }").next()).expect("its Debug");
        assert!(shown.contains(&format!("debug_struct(\"{builder}\").finish_non_exhaustive()")), "{shown}");
    }
}

#[test]
fn a_component_that_is_a_list_can_be_streamed_and_so_can_shared_elements() {
    let answer = with_components(
        "Things: {type: array, items: {$ref: \"#/components/schemas/Thing\"}}\nThing: {type: object, x-shared: true, required: [a], properties: {a: {type: string}}}",
    );
    let client = generated(&answer);
    assert!(client.contains("ArrayStream<types::Thing>"), "{client}");
    let named = "schema: {type: array, items: {$ref: \"#/components/schemas/Thing\"}}";
    let client = generated(&answer.replace(named, "schema: {$ref: \"#/components/schemas/Things\"}"));
    assert!(client.contains("ArrayStream<types::Thing>"), "{client}");
}

#[test]
fn what_may_be_null_may_be_absent_in_the_type() {
    let properties = "a: {type: integer, nullable: true}, b: {type: integer}";
    let client = generated(&with_components(&format!(
        "Thing: {{type: object, required: [a, b], properties: {{{properties}}}}}"
    )));
    assert!(client.contains("pub a: ::std::option::Option<i64>,") && client.contains("pub b: i64,"), "{client}");
}

#[test]
fn ranges_and_default_are_meanings_after_those_of_single_codes() {
    let client = generated(&with_responses(
        "default: {description: else}\n4XX: {description: refused}\n\"404\": {description: gone}\n\"204\": {description: done}",
    ));
    let at = |text: &str| client.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(at("404u16..=404u16") < at("400u16..=499u16"));
    assert!(at("400u16..=499u16") < at("100u16..=599u16"));
}

#[test]
fn a_status_may_be_a_number_without_quotes() {
    assert!(generated(&with_responses("204: {description: done}")).contains("success: 204u16"));
}

#[test]
fn what_is_only_received_can_grow_and_what_is_sent_cannot() {
    let client = generated(&with_paths(
        "/a:\n  post:\n    operationId: add\n    requestBody: {content: {application/json: {schema: {$ref: \"#/components/schemas/New\"}}}}\n    responses: {\"200\": {description: a, content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}}}",
    ).replace("    Size:", "    New: {type: object, required: [a], properties: {a: {type: string}}}\n    Size:"));
    assert!(can_grow(&client, "Thing") && !can_grow(&client, "New"), "{client}");
}

/// Whether the type, which callers only read, is marked so that fields can be added to it.
#[track_caller]
fn can_grow(client: &str, name: &str) -> bool {
    let at = client.find(&format!("pub struct {name} ")).expect("the type");
    let mut attributes =
        client[..at].lines().rev().take_while(|line| line.trim_start().starts_with('#') || line.trim().is_empty());
    attributes.any(|line| line.contains("non_exhaustive"))
}

#[test]
fn secrets_shared_values_and_enumerations_have_the_clients_types() {
    let client = generated(&with_components(
        "Thing:\n  type: object\n  required: [secret, list, one, size]\n  properties:\n    secret: {type: string, format: password, description: Yours}\n    maybe: {type: string, format: password, nullable: true}\n    list: {$ref: \"#/components/schemas/List\"}\n    one: {$ref: \"#/components/schemas/One\"}\n    sizes: {$ref: \"#/components/schemas/Sizes\"}\n    size: {$ref: \"#/components/schemas/Size\"}\nList: {type: array, x-shared: true, items: {$ref: \"#/components/schemas/One\"}}\nOne: {type: object, x-shared: true, required: [a], properties: {a: {type: string}}}\nSizes: {type: array, items: {$ref: \"#/components/schemas/Size\"}}\nSize: {type: string, enum: [small, LARGE ONE]}",
    ));
    for field in [
        "pub secret: crate::Password",
        "pub maybe: ::std::option::Option<crate::Password>",
        "pub list: crate::Shared<[crate::Shared<crate::types::One>]>",
        "pub one: crate::Shared<crate::types::One>",
        "pub size: crate::types::Size",
    ] {
        assert!(client.contains(field), "{field}\n{client}");
    }
    assert!(client.contains("Small = \"small\"") && client.contains("LargeOne ="));
}

#[test]
fn keywords_that_the_spec_calls_documentation_change_nothing() {
    let plain = "Thing: {type: object, required: [a], properties: {a: {type: string}}}";
    let documented = "Thing: {type: object, required: [a], properties: {a: {type: string, format: email, maxLength: 9, x-documentation-only: [format, maxLength]}}}";
    assert_eq!(generated(&with_components(plain)), generated(&with_components(documented)));
}

#[test]
fn descriptions_become_documentation_that_reads_the_same() {
    let client = generated(&with_components(
        "Thing:\n  type: object\n  description: |-\n    Größe <x> of [x], `<y>` and */ see https://example.com/a.\n\n        let code = 1;\n\n    ```\n    run()\n    ```\n  properties: {}",
    ));
    for line in [
        r"/// Größe \<x> of \[x], `<y>` and */ see <https://example.com/a>.",
        "///    let code = 1;",
        "/// ```text",
        "/// run()",
    ] {
        assert!(client.contains(line), "{line}\n{client}");
    }
    assert!(!client.contains("/**"));
}

#[test]
fn code_in_quotes_and_lists_is_no_test() {
    let client = generated(&with_components(
        "Thing:\n  type: object\n  description: |-\n    > ```\n    > let x = ;\n    > ```\n\n    - ```rust\n      run()\n      ```\n    - [x]\n  properties: {}",
    ));
    for line in ["/// > ```text", "/// - ```text", "///   ```\n", r"/// - \[x]"] {
        assert!(client.contains(line), "{line}\n{client}");
    }
}

#[test]
fn a_type_may_contain_itself() {
    let client = generated(&with_components(
        "Thing: {type: object, required: [children, parent], properties: {children: {type: array, items: {$ref: \"#/components/schemas/Thing\"}}, parent: {$ref: \"#/components/schemas/Other\"}}}\nOther: {type: object, required: [thing], properties: {thing: {$ref: \"#/components/schemas/Thing\"}}}",
    ));
    assert!(client.contains("pub children: ::std::vec::Vec<Thing>"), "{client}");
    assert!(client.contains("::std::boxed::Box<"), "{client}");
}

#[test]
fn two_thousand_properties_are_two_thousand_fields() {
    let properties: Vec<String> = (0..2000).map(|number| format!("    p{number}: {{type: string}}")).collect();
    let client =
        generated(&with_components(&format!("Thing:\n  type: object\n  properties:\n{}", properties.join("\n"))));
    assert_eq!(client.matches("    pub p").count(), 2000, "fields");
    assert_eq!(client.matches("    pub fn p").count(), 2000, "setters");
}

#[test]
fn a_mock_has_a_method_for_each_operation_and_the_example_of_its_success() {
    let json = |more: &str| {
        let media = format!("schema: {{$ref: \"#/components/schemas/Thing\"}}{more}");
        generated(&with_responses(&format!("\"200\":\n  description: a\n  content: {{application/json: {{{media}}}}}")))
    };
    let without = json("");
    assert!(without.contains("pub fn list_things(&self) -> crate::mock::Mock<'_, types::Thing>"), "{without}");
    assert!(without.contains("ALL: &[Sample] = &[];"), "{without}");

    let one = json(", example: {id: \"a\\\"#b\\u202e\", count: 1.0}");
    assert!(one.contains("json: r##\"{\n  \"id\": \"a\\\"#b\\u202e\",\n  \"count\": 1.0\n}\"##"), "{one}");
    let several = json(", examples: {first: {value: [1]}, second: {value: [2]}}");
    assert!(several.contains("json: r#\"[\n  1\n]\"#") && !several.contains("2\n]"), "{several}");

    let nothing = generated(&with_responses("\"204\": {description: a}"));
    assert!(nothing.contains("Mock<'_, crate::mock::Nothing>") && nothing.contains("json: r#\"\"#"), "{nothing}");
}

#[test]
fn the_summary_tells_which_samples_there_must_be() {
    let generated = generate(&repository("openapi/thanos.yaml")).expect("the spec of the repository");
    let summary = &generated.operations[0];
    assert!(summary.request && summary.json);
    assert_eq!((summary.id.as_str(), summary.success), ("get_all_users", 200));
}

#[test]
fn what_is_sent_and_received_cannot_grow() {
    let client = generated(&with_operation(
        "requestBody: {content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}}",
    ));
    assert!(!can_grow(&client, "Thing"), "{client}");
}

#[test]
fn what_a_map_holds_is_received_as_what_holds_it_is() {
    let client = generated(&with_components(
        "Thing: {type: object, required: [all], properties: {all: {type: object, additionalProperties: {$ref: \"#/components/schemas/One\"}}}}\nOne: {type: object, properties: {a: {type: string}}, additionalProperties: true}",
    ));
    assert!(client.contains("pub all: ::std::collections::HashMap<::std::string::String, One>"), "{client}");
    assert!(can_grow(&client, "One") && can_grow(&client, "Thing"), "{client}");
}

#[test]
fn a_number_has_the_size_of_its_format() {
    let properties =
        "a: {type: integer, format: int32}, b: {type: integer, format: int64}, c: {type: integer}, d: {type: number}";
    let client = generated(&with_components(&format!(
        "Thing: {{type: object, required: [a, b, c, d], properties: {{{properties}}}}}"
    )));
    for field in ["pub a: i32,", "pub b: i64,", "pub c: i64,", "pub d: f64,"] {
        assert!(client.contains(field), "{field}\n{client}");
    }
}

#[test]
fn what_is_only_documentation_does_not_change_the_type_of_a_parameter() {
    let limit = |more: &str| {
        generated(&with_operation(&format!("parameters: [{{in: query, name: q, schema: {{type: integer{more}}}}}]")))
    };
    assert_eq!(limit(", minimum: 1, x-documentation-only: [minimum]"), limit(""));
}

#[test]
fn the_check_has_every_component_and_every_body() {
    let client = generated(&with_paths(
        "/a:\n  post:\n    operationId: add\n    requestBody: {content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}}\n    responses: {\"201\": {description: a, content: {application/json: {schema: {type: array, items: {$ref: \"#/components/schemas/Thing\"}}}}}}",
    ));
    let check: String = client.split("pub(crate) mod check {").nth(1).expect("the check").split_whitespace().collect();
    for part in [
        "name:\"Thing\",schema:|generator|generator.subschema_for::<crate::types::Thing>()",
        "name:\"Size\",schema:|generator|generator.subschema_for::<crate::types::Size>()",
        "name:\"request\",recode:recode::<crate::types::Thing>",
        "name:\"201\",recode:recode::<::std::vec::Vec<crate::types::Thing>>",
    ] {
        assert!(check.contains(part), "{part}\n{check}");
    }
}
