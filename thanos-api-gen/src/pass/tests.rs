//! Every edit and every rule is counted: output of progenitor that is not as expected is an error, never silence.

use super::apply;
use crate::api::{self, Api};
use crate::rules::Rules;
use crate::{model, yaml};
use quote::ToTokens;

const SPEC: &str = include_str!("../../tests/it/every_rule.yaml");

fn read() -> (Api, Rules, syn::File) {
    let root = yaml::parse(SPEC).unwrap();
    let api = api::read(&root).unwrap();
    let rules = Rules::of(&api);
    let tree = rules.run(&model::for_progenitor(&root).unwrap()).unwrap();
    (api, rules, tree)
}

/// Applies the pass to progenitor's output after a text of it was replaced.
fn with(from: &str, to: &str) -> Result<(), String> {
    let (api, rules, tree) = read();
    let text = tree.to_token_stream().to_string();
    assert!(text.contains(from), "progenitor does not write {from:?}");
    let tree = syn::parse_str(&text.replace(from, to)).unwrap();
    apply(tree, &api, &rules).map(drop).map_err(|finding| finding.message().to_owned())
}

#[test]
fn what_progenitor_writes_is_as_expected() {
    let (api, rules, tree) = read();
    apply(tree, &api, &rules).unwrap();
}

#[test]
fn an_edit_that_finds_too_little_or_too_much_is_an_error() {
    for (from, to) in [
        ("pub use progenitor_client", "use progenitor_client"),
        ("encode_path ,", ""),
        ("fn new_with_client", "fn with_client"),
        ("pub mod prelude", "pub mod other"),
        ("pub async fn send (self)", "pub async fn dispatch (self)"),
        ("pub fn new (client", "pub fn made (client"),
        ("```ignore", "```text"),
        ("pub fn list_things (& self)", "pub fn list (& self)"),
        ("builder :: ListThings < '_ >", "Other < '_ >"),
        ("pub mod builder {", "pub mod builders {"),
        ("# [derive (Clone , Debug)] pub struct One", "# [derive (Clone)] pub struct One"),
    ] {
        let message = with(from, to).expect_err(from);
        assert!(message.starts_with("the code from progenitor is not as expected"), "{from}: {message}");
    }
}

#[test]
fn a_rule_that_misses_a_place_is_an_error() {
    for (from, to) in [
        ("pub secret : crate :: Password", "pub secret : String"),
        ("pub plain : :: std :: string :: String", "pub plain : crate :: Password"),
        ("pub one : crate :: Shared < crate :: types :: One >", "pub one : One"),
        ("pub list : crate :: Shared < [crate :: Shared < crate :: types :: One >] >", "pub list : Vec < One >"),
        ("pub size : crate :: types :: Size", "pub size : String"),
        ("pub struct One {", "pub struct Two {"),
        ("JsonSchema", "Other"),
    ] {
        let message = with(from, to).expect_err(from);
        assert!(message.starts_with("the code from progenitor is not as expected"), "{from}: {message}");
    }
}
