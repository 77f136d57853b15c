//! What a body says of a person shows in no error, wherever in a user it stands.

use serde_json::{Value, json};
use thanos_api::types;

use crate::chunked::{items, list};
use crate::secrets::error_is_clean;
use crate::server::SAMPLE;

/// The places of all values within a value, by JSON pointer.
fn places(value: &Value, at: &str) -> Vec<String> {
    let within: Vec<String> = match value {
        Value::Object(map) => map.iter().flat_map(|(key, value)| places(value, &format!("{at}/{key}"))).collect(),
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(index, value)| places(value, &format!("{at}/{index}"))).collect()
        }
        _ => Vec::new(),
    };
    [vec![at.to_owned()], within].concat()
}

#[tokio::test]
async fn no_value_of_a_refused_user_is_shown_wherever_it_stands() {
    let user: Value = serde_json::from_str::<Vec<Value>>(SAMPLE).unwrap().remove(0);
    let wrong = [
        json!("canary"),
        json!(["canary"]),
        json!({"canary": "canary"}),
        json!(77_077),
        json!(-77_077.5),
        json!(null),
        json!(true),
    ];
    let places = places(&user, "");
    let texts = places.iter().flat_map(|place| {
        wrong.iter().map(|wrong| {
            let mut user = user.clone();
            *user.pointer_mut(place).unwrap() = wrong.clone();
            user.to_string()
        })
    });
    // The same with another key, with a key twice, and with text that is no JSON.
    let text = user.to_string();
    let broken = places.iter().filter_map(|place| place.rsplit('/').next()).flat_map(|key| {
        let key = format!("\"{key}\":");
        [
            "\"canary\":".to_owned(),
            format!("{key}\"canary\",{key}"),
            format!("{key}canary"),
            format!("{key}\"\\canary\","),
        ]
        .map(|other| text.replacen(&key, &other, 1))
    });
    let broken = broken.filter(|broken| *broken != text);
    let texts: Vec<_> = texts.chain(broken).collect();
    let items = items::<types::User>(list([format!("[{}]", texts.join(","))])).await;
    assert_eq!(items.len(), texts.len());
    let refused: Vec<_> = items.into_iter().filter_map(Result::err).collect();
    assert!(refused.len() > 4 * places.len(), "{} of {} are refused", refused.len(), texts.len());
    for error in refused {
        error_is_clean(&error);
        assert!(!format!("{error} {error:?}").contains("077"), "{error:?}");
    }
}
