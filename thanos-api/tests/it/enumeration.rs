//! An enumeration takes values that the API's description does not list, and keeps them apart.

use std::collections::HashSet;

use serde_json::json;
use thanos_api::types::{User, UserStatus};

const LISTED: [(UserStatus, &str); 3] = [
    (UserStatus::ConfirmationWaiting, "CONFIRMATION WAITING"),
    (UserStatus::Active, "ACTIVE"),
    (UserStatus::Deactivated, "DEACTIVATED"),
];

#[test]
fn a_listed_value_has_one_form_whatever_it_is_made_from() {
    for (status, text) in LISTED {
        assert_eq!(status.as_str(), text);
        assert_eq!(status.as_ref(), text);
        assert_eq!(status.to_string(), text);
        assert_eq!(text.parse(), Ok(status.clone()));
        assert_eq!(UserStatus::from(text), status);
        assert_eq!(UserStatus::from(text.to_owned()), status);
        assert_eq!(serde_json::to_value(&status).unwrap(), json!(text));
        assert_eq!(serde_json::from_value::<UserStatus>(json!(text)).unwrap(), status);
        let escaped = format!("\"\\u{:04x}{}\"", u32::from(text.as_bytes()[0]), &text[1..]);
        assert_eq!(serde_json::from_str::<UserStatus>(&escaped).unwrap(), status);
    }
}

#[test]
fn any_other_value_is_kept_as_it_is() {
    for text in ["ON HOLIDAY", "active", "ACTIVE ", ""] {
        let status: UserStatus = serde_json::from_value(json!(text)).unwrap();
        let UserStatus::Unknown(value) = &status else { panic!("{status:?}") };
        assert_eq!(value.as_str(), text);
        assert_eq!(value.to_string(), text);
        assert_eq!(status.as_str(), text);
        assert_eq!(serde_json::to_value(&status).unwrap(), json!(text));
        assert_eq!(status, text.parse().unwrap());
        assert_eq!(status, text.to_owned().into());
    }
}

#[test]
fn only_a_string_is_a_value() {
    for value in [json!(1), json!(true), json!(null), json!(["ACTIVE"]), json!({ "ACTIVE": null })] {
        assert!(serde_json::from_value::<UserStatus>(value).is_err());
    }
}

#[test]
fn values_can_be_matched_compared_and_collected() {
    let text = match UserStatus::from("ON HOLIDAY") {
        UserStatus::Active => "active".to_owned(),
        other => other.as_str().to_owned(),
    };
    assert_eq!(text, "ON HOLIDAY");
    assert_ne!(UserStatus::from("A"), "B".into());
    assert!(UserStatus::from("A") < "B".into());
    assert!(UserStatus::Active < "A".into());
    let all: HashSet<UserStatus> = ["A", "ACTIVE", "A", "ACTIVE"].into_iter().map(Into::into).collect();
    assert_eq!(all.len(), 2);
}

#[test]
fn it_can_be_padded_like_any_text() {
    assert_eq!(format!("{:>8}|{:<8}|", UserStatus::Active, UserStatus::from("X")), "  ACTIVE|X       |");
}

#[test]
fn a_builder_takes_a_value_as_text() {
    assert!(User::try_from(User::builder().status("ACTIVE").status(UserStatus::Active)).is_err());
}

#[cfg(feature = "schemars")]
#[test]
fn its_schema_lists_its_values() {
    use schemars::JsonSchema;

    assert!(!UserStatus::inline_schema());
    assert_eq!(UserStatus::schema_name(), "UserStatus");
    let schema = UserStatus::json_schema(&mut schemars::SchemaGenerator::default()).to_value();
    assert_eq!(schema["type"], "string");
    assert_eq!(schema["enum"], json!(LISTED.map(|(_, text)| text)));
    assert!(schema["description"].as_str().unwrap().starts_with("User's account status"));
    assert_eq!(schema.as_object().unwrap().len(), 3);
}
