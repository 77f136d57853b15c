//! Two ways to the same bytes.

#[test]
fn the_build_script_generates_what_is_committed() {
    let generated = include_str!(concat!(env!("OUT_DIR"), "/client.rs"));
    let committed = include_str!("../../src/generated/client.rs").replace("\r\n", "\n");
    assert!(generated == committed, "run `cargo xtask generate`");
}
