//! An operation more costs its lines in the spec and its samples, and no line of Rust.

use std::process::Command;

use crate::tree::SPEC;
use crate::types::laboratory::{Laboratory, target_folder};

const PATHS: &str = include_str!("second_operation/paths.yaml");
const SCHEMAS: &str = include_str!("second_operation/schemas.yaml");
const PROGRAM: &str = include_str!("second_operation/program.rs");

const SAMPLES: &[(&str, &str)] = &[
    (
        "list_teams.200",
        r#"[{"name": "a", "kind": "on-call", "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}, "size": 3},
            {"name": "b", "kind": "product", "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}, "size": 0, "note": "x"}]"#,
    ),
    ("create_team.request", r#"{"name": "a", "kind": "product"}"#),
    (
        "create_team.201",
        r#"{"name": "a", "kind": "product", "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}, "size": 0}"#,
    ),
    (
        "get_team.200",
        r#"{"name": "a", "kind": "on-call", "lead": {"uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8"}, "size": 3}"#,
    ),
];

#[test]
fn operations_added_to_the_spec_are_methods_of_the_client_after_one_command() {
    let laboratory = Laboratory::open();
    let tree = &laboratory.tree;
    tree.edit(SPEC, "\ncomponents:\n", &format!("\n{PATHS}\ncomponents:\n"));
    tree.edit(SPEC, "\n  schemas:\n", &format!("\n  schemas:\n{SCHEMAS}\n"));
    for (name, text) in SAMPLES {
        tree.write(&format!("openapi/samples/{name}.json"), format!("{text}\n"));
    }
    tree.xtask(["generate"]).holds();
    tree.check().holds();

    std::fs::create_dir(tree.path("thanos-api/examples")).unwrap();
    tree.write("thanos-api/examples/second_operation.rs", PROGRAM);
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--package", "thanos-api", "--features", "mock"])
        .args(["--example", "second_operation"])
        .current_dir(tree.path(""))
        .env("XTASK_TREE", tree.path(""))
        .env("CARGO_TARGET_DIR", target_folder())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "all answers were right\n");
}
