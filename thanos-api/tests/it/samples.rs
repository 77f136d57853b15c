//! The generated types hold what the samples hold, whatever the operations are.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use thanos_api::check;

/// The samples of the repository: operation, part, and text.
fn samples() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/samples");
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let sample = |name: String| {
        let mut parts = name.split('.');
        let (operation, part) = (parts.next().unwrap().to_owned(), parts.next().unwrap().to_owned());
        (operation, part, fs::read_to_string(folder.join(&name)).unwrap())
    };
    names.map(sample).collect()
}

#[test]
fn every_sample_decodes_and_encodes_back_to_the_same_json() {
    let samples = samples();
    assert!(!samples.is_empty());
    for (operation, name, text) in samples {
        let part = check::parts().iter().find(|part| part.operation == operation && part.name == name);
        let part = part.unwrap_or_else(|| panic!("the client has no {operation}.{name}"));
        let sent: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((part.recode)(text.as_bytes()).unwrap(), sent, "{operation}.{name}");
    }
}

#[test]
fn every_part_has_a_sample_and_refuses_what_is_none() {
    let known: BTreeSet<_> = samples().into_iter().map(|(operation, name, _)| (operation, name)).collect();
    for part in check::parts() {
        assert!(known.contains(&(part.operation.to_owned(), part.name.to_owned())));
        let refused = (part.recode)(b"[5, \"hunter2\"]").unwrap_err();
        assert!(!refused.cause.contains("hunter2"), "{}", refused.cause);
    }
}

#[test]
fn every_component_has_a_schema_of_its_own() {
    let mut generator = schemars::generate::SchemaSettings::openapi3().into_generator();
    let schemas: Vec<_> = check::components().iter().map(|component| (component.schema)(&mut generator)).collect();
    assert!(!schemas.is_empty());
    assert!(schemas.iter().all(|schema| schema.as_object().is_some_and(|object| !object.is_empty())));
    let defined = generator.take_definitions(true);
    for component in check::components() {
        // A list that is shared has no name among the types, and stands in place.
        let inline = schemas.iter().filter(|schema| schema.get("$ref").is_none()).count();
        assert!(defined.contains_key(component.name) || inline > 0, "{}", component.name);
    }
}
