//! Another generator, or another progenitor, shows in the code although the spec is the same.

use super::history::{History, summary};
use crate::tree::{CLIENT, SPEC};

/// The code of the last release differs, and the line of the present code is told.
#[track_caller]
fn told(from: &str, to: &str, present: &str, expected: &str) {
    let history = History::since("1.4.2");
    let line = history.tree.line_of(CLIENT, present);
    history.release_code(from, to);
    let answer = history.diff();
    assert!(answer.out.starts_with(&format!("{CLIENT}:{line}:1  {expected}")), "{}", answer.out);
    assert_eq!(answer.out.lines().count(), 2, "{}", answer.out);
}

#[test]
fn an_item_that_is_gone_or_changed_is_major_and_a_new_one_is_minor() {
    let phone = "        pub phone: ::std::string::String,\n";
    told(
        phone,
        "        pub phone: ::std::sync::Arc<str>,\n",
        "pub phone: ::std",
        "major          types::Person::phone is String instead of ",
    );
    told(
        "    impl Person {\n",
        "    impl Person {\n        pub fn call(&self) {}\n",
        "pub struct Person",
        "major          types::Person::call is gone",
    );
    told(
        "pub async fn stream(",
        "async fn stream(",
        "pub async fn stream(",
        "minor          builder::GetAllUsers::stream is new",
    );
    told("            Active = \"ACTIVE\",\n", "", " Active = ", "minor          types::UserStatus::Active is new");
    told(
        "    impl ::std::error::Error for ConversionError {}\n",
        "",
        "pub struct ConversionError",
        "minor          ::std::error::Error for types::error",
    );
    let derives =
        "    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]\n    pub struct Credentials";
    told(
        derives,
        &derives.replace("Debug", "Debug, Eq"),
        "pub struct Credentials",
        "major          Eq for types::Credentials is gone",
    );
    let literal = "    #[non_exhaustive]\n    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]\n    pub struct OrgUser";
    told(
        literal,
        &literal.replace("    #[non_exhaustive]\n", ""),
        "pub struct OrgUser",
        "major          types::OrgUser as a literal is gone",
    );
}

#[test]
fn what_serde_reads_otherwise_is_major_and_what_nobody_sees_is_a_patch() {
    let phone = "        pub phone: ::std::string::String,\n";
    told(
        phone,
        &format!("        #[serde(default)]\n{phone}"),
        "pub phone: ::std",
        "major          types::Person::phone in JSON is ",
    );
    told(
        "/// Phone number of the Person",
        "/// Phone",
        "// @generated",
        "patch          the code is written otherwise",
    );
    told("client: client,", "client,", "// @generated", "patch          the code is written otherwise");
}

#[test]
fn a_spec_that_the_generator_refuses_by_now_is_an_unknown_change() {
    let history = History::since("1.4.2");
    history.tree.edit(SPEC, "description: Email address of the Person", "format: email");
    history.move_release();
    history.tree.edit(SPEC, "format: email", "description: Email address of the Person");
    let answer = history.diff();
    let told = "the generator refuses the spec of v1.4.2 now: the types do not enforce format";
    assert!(answer.out.starts_with(&format!("{SPEC}:1:1 ")), "{}", answer.out);
    assert!(answer.out.contains(told), "{}", answer.out);
    assert!(summary(&answer).starts_with("1.4.2 -> 2.0.0: "), "{}", answer.out);
}
