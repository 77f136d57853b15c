//! What only the compiled types tell: the real check on whole copies of the tree.

pub(crate) mod laboratory;

use crate::tree::SPEC;
use laboratory::Laboratory;

pub(crate) const PATHS: &str = include_str!("types/paths.yaml");
pub(crate) const SCHEMAS: &str = include_str!("types/schemas.yaml");
pub(crate) const SAMPLE: &str = r#"{
    "must": null, "list": [], "kinds": ["product", "on-call"], "numbers": [1],
    "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}, "labels": {"a": "b"}, "flag": true, "options": {"b": true},
    "parent": {
        "must": "x", "list": [], "kinds": [], "numbers": [],
        "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}, "flag": false, "options": {"b": false},
        "parent": {
            "must": "x", "list": [], "kinds": [], "numbers": [],
            "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}, "options": {},
            "parent": {
                "must": "x", "list": [], "kinds": [], "numbers": [],
                "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}
            }
        }
    }
}"#;

#[test]
fn a_whole_tree_holds_silently_once_it_is_built_and_only_the_target_folder_is_written() {
    let laboratory = Laboratory::open();
    let before = laboratory.tree.snapshot();
    let first = laboratory.check(&[]);
    assert_eq!(first.code, Some(0), "{}{}", first.out, first.err);
    assert!(first.err.contains("Compiling thanos-api"), "{}", first.err);
    laboratory.check(&[]).holds();
    assert_eq!(laboratory.tree.snapshot(), before);

    let explained = laboratory.check(&["--explain"]).out;
    let line = |label: &str, keyword: &str| {
        let mut lines = explained.lines().filter(|line| line.starts_with(&format!("{SPEC}:")));
        let is_it = |line: &&str| line.split_whitespace().skip(1).take(2).eq([label, keyword]);
        lines.find(is_it).unwrap_or_else(|| panic!("{label} {keyword}: {explained}"))
    };
    for (label, keyword, told) in [
        ("Person.uuid", "format", "enforced"),
        ("Person.uuid", "format", "other spellings of a uuid"),
        ("Person.email", "required", "enforced"),
        ("User.status", "enum", "lenient on reading"),
        ("User.person", "type", "an array for an object"),
    ] {
        assert!(line(label, keyword).contains(told), "{}", line(label, keyword));
    }
    assert!(!explained.contains("weir"), "{explained}");
}

#[test]
fn hand_written_types_that_take_too_much_are_found_at_their_properties() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    tree.edit(
        "thanos-api/src/password.rs",
        "String::deserialize(deserializer)",
        "serde_json::Value::deserialize(deserializer).map(|value| value.as_str().unwrap_or(\"\").to_owned())",
    );
    tree.edit(
        "thanos-api/src/shared/decoding.rs",
        "deserializer.deserialize_seq(ListVisitor(PhantomData)).map(Self)",
        "#[derive(Deserialize)] #[serde(untagged)] enum Either<T> { List(Vec<T>), Number(f64) }
        Either::deserialize(deserializer)
            .map(|either| Self(if let Either::List(list) = either { list } else { Vec::new() }))",
    );
    let file = "thanos-api/src/open_enum.rs";
    tree.edit(file, "deserializer.deserialize_str(", "deserializer.deserialize_any(");
    let visit = "    fn visit_u64<Error: de::Error>(self, _: u64) -> Result<E, Error> { Ok(\"\".into()) }\n";
    tree.edit(file, "    fn visit_string<", &format!("{visit}    fn visit_string<"));

    let findings = laboratory.check(&[]).out;
    for (place, told) in [
        (("Credentials", "password"), "the types take what the spec refuses: null, a boolean, a number, a list"),
        (("PermissionAssignments", "permissions"), "the types take what the spec refuses: a number\n"),
        (("User", "status"), "the types take what the spec refuses: a number\n"),
    ] {
        laboratory.assert_found(&findings, place, told);
    }
    assert!(findings.ends_with("\n3 findings\n"), "{findings}");
}

#[test]
fn a_generator_that_takes_too_much_is_found_although_its_code_is_fresh() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    // A rule that no longer knows uuids, a field that defaults, and unlisted values that are not kept.
    tree.edit("thanos-api-gen/src/model.rs", "secret || uuid { format", "secret { let _ = uuid; format");
    damage_generated(&laboratory, "pub email: ", "#[serde(default)] pub email: ");
    tree.edit("thanos-api/src/open_enum.rs", "Unlisted::new(text.into())", "Unlisted::new(\"?\".into())");
    assert_eq!(laboratory.own_xtask(&["generate"]).code, Some(0));

    let findings = laboratory.own_xtask(&["check"]).out;
    for (place, told) in [
        (("Person", "uuid"), "a broken uuid"),
        (("Person", "uuid"), "the spec has `format`, and the type's schema has none"),
        (("Permission", "uuid"), "a broken uuid"),
        (("Person", "email"), "the types take what the spec refuses: its absence"),
        (("Person", "email"), "the spec requires it, and the type does without it"),
        (("User", "status"), "the types take but do not keep: a value that is not listed"),
        (("User", "status"), "the rule \"open enumerations\" never applies"),
    ] {
        laboratory.assert_found(&findings, place, told);
    }
}

#[test]
fn a_generator_that_loses_names_is_found_although_its_code_is_fresh() {
    let laboratory = Laboratory::open();
    damage_generated(&laboratory, "pub phone: ", "#[serde(rename = \"telephone\")] pub phone: ");
    damage_generated(&laboratory, "= \"DEACTIVATED\"", "= \"DEAKTIVATED\"");
    damage_generated(&laboratory, "name: \"OrgUser\"", "name: \"OrganizationUser\"");
    assert_eq!(laboratory.own_xtask(&["generate"]).code, Some(0));

    let findings = laboratory.own_xtask(&["check"]).out;
    for (place, told) in [
        (("User", "person"), "the types refuse openapi/samples/get_all_users.200.json: "),
        (("Person", "phone"), "the type has no such property"),
        (("Person", "Person"), "the type has the property `telephone`, and the spec does not"),
        (("UserStatus", "UserStatus"), "DEAKTIVATED"),
        (("OrgUser", "OrgUser"), "the client has no type for this component"),
    ] {
        laboratory.assert_found(&findings, place, told);
    }
    assert!(!findings.contains("weir"), "{findings}");
}

/// Has the copy's generator write something else than it means to.
fn damage_generated(laboratory: &Laboratory, from: &str, to: &str) {
    let text = "client: format!(\"{HEADER}{}{enumerations}\", prettyplease::unparse(&tree))";
    laboratory.tree.edit("thanos-api-gen/src/lib.rs", text, &format!("{text}.replace({from:?}, {to:?})"));
}

#[test]
fn every_kind_of_property_that_the_generator_takes_holds_and_is_explained() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    tree.edit(SPEC, "\npaths:\n", &format!("\npaths:\n{PATHS}"));
    tree.edit(SPEC, "\n  schemas:\n", &format!("\n  schemas:\n{SCHEMAS}"));
    for part in ["request", "200"] {
        tree.write(&format!("openapi/samples/post_everything.{part}.json"), SAMPLE);
    }
    tree.xtask(["generate"]).holds();

    let answer = laboratory.check(&["--explain"]);
    assert_eq!(answer.code, Some(0), "{}", answer.out);
    let told = |label: &str, keyword: &str| {
        let mut lines = answer.out.lines().map(|line| line.split_whitespace().skip(1).collect::<Vec<_>>());
        let found = lines.find(|words| words.starts_with(&[label, keyword]));
        found.unwrap_or_else(|| panic!("{label} {keyword}: {}", answer.out))[2..].join(" ")
    };
    for (label, keyword, proof) in [
        ("Everything.mail", "format", "documented only"),
        ("Everything.mail", "maxLength", "documented only"),
        ("Everything.mail", "type", "null for an optional property"),
        ("Everything.small", "format", "enforced"),
        ("Everything.count", "type", "an integer is written as one"),
        ("Everything.must", "required", "enforced"),
        ("Everything.text", "nullable", "kept"),
        ("Everything.ids[]", "format", "enforced"),
        ("Everything.closed", "additionalProperties", "enforced"),
        ("Options.b", "type", "enforced"),
    ] {
        assert!(told(label, keyword).contains(proof), "{label} {keyword}: {}", told(label, keyword));
    }
}

#[test]
fn a_keyword_that_no_type_enforces_is_found_before_anything_is_built() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    tree.edit(
        SPEC,
        "        email:\n          type: string\n",
        "        email:\n          type: string\n          format: email\n",
    );
    let findings = laboratory.check(&[]).findings();
    let line = tree.line_of(SPEC, "format: email");
    assert!(findings.contains(&format!("--> {SPEC}:{line}:")), "{findings}");
    assert!(findings.contains("x-documentation-only: [format]"), "{findings}");
}

#[test]
fn code_that_does_not_compile_is_found_at_the_compilers_place() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    let file = "thanos-api/src/password.rs";
    let line = tree.line_of(file, "pub struct Password(String);");
    tree.edit(file, "pub struct Password(String);", "pub struct Password(Strin);");
    let answer = laboratory.check(&[]);
    assert_eq!(answer.code, Some(1), "{}{}", answer.out, answer.err);
    for told in [&format!("--> {file}:{line}:21\n"), "does not compile", "Strin", "cargo check -p thanos-api"] {
        assert!(answer.out.contains(told), "{told}: {}", answer.out);
    }
    assert!(answer.out.ends_with("\n1 finding\n"), "{}", answer.out);
}

#[test]
fn what_cargo_cannot_build_for_other_reasons_is_a_failure_that_says_why() {
    let laboratory = Laboratory::open();
    laboratory.tree.edit("xtask/Cargo.toml", "[features]", "[feature");
    let failure = laboratory.check(&[]).failure();
    assert!(failure.contains("xtask/Cargo.toml"), "{failure}");
    assert_eq!(failure.lines().count(), 1, "{failure}");
}
