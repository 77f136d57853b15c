//! A password shows itself to nobody who does not ask for it.

use serde_json::json;
use thanos_api::{Password, types};

#[test]
fn it_is_made_from_text_and_exposed_on_demand() {
    for password in [Password::new("secret"), "secret".into(), String::from("secret").into()] {
        assert_eq!(password.expose(), "secret");
        assert_eq!(password, password.clone());
        assert_ne!(password, "other".into());
    }
}

#[test]
fn its_debug_hides_even_its_length() {
    assert_eq!(format!("{:?}", Password::new("canary")), format!("{:?}", Password::new("")));
    let credentials = types::Credentials { username: "name".into(), password: "canary".into() };
    assert!(!format!("{credentials:?} {credentials:#?}").contains("canary"));
}

#[test]
fn it_travels_as_clear_text() {
    assert_eq!(serde_json::to_value(Password::new("secret")).unwrap(), json!("secret"));
    assert_eq!(serde_json::from_value::<Password>(json!("secret")).unwrap().expose(), "secret");
}

#[test]
fn it_is_read_from_a_string_alone_and_what_was_refused_is_not_quoted() {
    for value in ["77077", "-77077", "77.077", "1e77077", "[77077]", "{\"77077\":77077}", "true", "null"] {
        let error = serde_json::from_str::<Password>(value).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("077") && !shown.contains("true"), "{shown}");
    }
}

#[cfg(feature = "schemars")]
#[test]
fn its_schema_is_that_of_a_string_with_a_format() {
    use schemars::JsonSchema;

    assert!(Password::inline_schema());
    let schema = Password::json_schema(&mut schemars::SchemaGenerator::default());
    assert_eq!(schema.to_value(), json!({ "type": "string", "format": "password" }));
}
