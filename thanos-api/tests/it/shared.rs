//! A shared value reads like the value itself.

use std::collections::HashMap;

use serde_json::json;
use thanos_api::Shared;

#[test]
fn it_is_made_from_a_value_a_vec_or_an_iterator() {
    let one: Shared<String> = "a".to_owned().into();
    assert_eq!(*one, "a");
    let list: Shared<[u8]> = vec![1, 2].into();
    assert_eq!(list[..], [1, 2]);
    assert_eq!((1..3).collect::<Shared<[u8]>>(), list);
}

#[test]
fn a_list_can_be_gone_through() {
    let list: Shared<[u8]> = vec![1, 2, 3].into();
    let mut sum = 0;
    for number in &list {
        sum += number;
    }
    assert_eq!(sum, list.iter().sum::<u8>());
    assert_eq!(list.len(), 3);
}

#[test]
fn a_clone_shares_the_contents() {
    let list: Shared<[u8]> = vec![1].into();
    assert!(std::ptr::eq(&raw const *list, &raw const *list.clone()));
}

#[test]
fn comparing_looks_at_the_contents() {
    let list: Shared<[u8]> = vec![1, 2].into();
    assert_eq!(list, vec![1, 2].into());
    assert!(list < vec![1, 3].into());
    let not_a_number: Shared<f64> = f64::NAN.into();
    assert_ne!(not_a_number, not_a_number.clone());
    let not_numbers: Shared<[f64]> = vec![f64::NAN].into();
    assert_ne!(not_numbers, not_numbers.clone());
}

#[test]
fn a_map_with_shared_keys_is_asked_with_plain_ones() {
    let key: Shared<[u8]> = vec![1, 2].into();
    let map = HashMap::from([(key, "value")]);
    assert_eq!(map[&[1, 2][..]], "value");
}

#[test]
fn its_debug_is_that_of_the_value() {
    let list: Shared<[u8]> = vec![1, 2].into();
    assert_eq!(format!("{list:?}"), "[1, 2]");
}

#[test]
fn in_json_it_is_the_value_alone() {
    let one: Shared<String> = serde_json::from_value(json!("a")).unwrap();
    let list: Shared<[u8]> = serde_json::from_value(json!([1, 2])).unwrap();
    assert_eq!(serde_json::to_value((one, list)).unwrap(), json!(["a", [1, 2]]));
    assert!(serde_json::from_value::<Shared<[u8]>>(json!([1, "2"])).is_err());
}

#[cfg(feature = "schemars")]
#[test]
fn its_schema_is_that_of_the_value() {
    use schemars::JsonSchema;
    use thanos_api::types::Permission;

    assert_eq!(Shared::<Permission>::schema_name(), Permission::schema_name());
    assert_eq!(Shared::<Permission>::schema_id(), Permission::schema_id());
    assert_eq!(Shared::<Permission>::inline_schema(), Permission::inline_schema());
    assert_eq!(schemars::schema_for!(Shared<Permission>), schemars::schema_for!(Permission));
    assert_eq!(schemars::schema_for!(Shared<[Permission]>), schemars::schema_for!(Vec<Permission>));
}
