//! The spec as progenitor is given it: what the types need, and nothing that would change them unseen.

use crate::error::Finding;
use crate::prose::{rustdoc, rustdoc_line};
use crate::yaml::Node;
use openapiv3::{
    AdditionalProperties, IntegerFormat, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem,
    ReferenceOr, RequestBody, Responses, Schema, SchemaData, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty as Format,
};
use serde::de::DeserializeOwned;

/// The model of a spec that was not refused, reduced to what progenitor should see.
pub(crate) fn for_progenitor(root: &Node) -> Result<OpenAPI, Finding> {
    let mut model: OpenAPI = serde_json::from_value(root.to_json()).map_err(|error| located(root, &error))?;
    model.info.title = rustdoc_line(&model.info.title);
    prose(&mut model.info.description);
    for item in model.paths.paths.values_mut().filter_map(item_mut) {
        path(item);
    }
    if let Some(components) = &mut model.components {
        components.schemas.values_mut().filter_map(item_mut).for_each(schema);
        components.parameters.values_mut().filter_map(item_mut).for_each(parameter);
        components.request_bodies.values_mut().filter_map(item_mut).for_each(request);
        components.responses.clear();
    }
    Ok(model)
}

/// The model's own errors know no place, so the smallest part that fails alone gives it.
fn located(root: &Node, error: &serde_json::Error) -> Finding {
    let components = root.get("components");
    let schemas = components.and_then(|components| components.get("schemas"));
    let place = failing::<ReferenceOr<Schema>>(schemas)
        .or_else(|| failing::<ReferenceOr<PathItem>>(root.get("paths")))
        .or_else(|| root.entries().iter().find(|entry| entry.key == "info").map(|entry| entry.place))
        .unwrap_or(root.place);
    let help = "compare it with the OpenAPI 3.0 specification";
    Finding::new(place, format!("not OpenAPI 3.0: {error}"), help)
}

fn failing<T: DeserializeOwned>(map: Option<&Node>) -> Option<crate::error::Place> {
    let entries = map.map(Node::entries).unwrap_or_default();
    let broken = entries.iter().find(|entry| serde_json::from_value::<T>(entry.value.to_json()).is_err());
    broken.map(|entry| entry.place)
}

fn item_mut<T>(item: &mut ReferenceOr<T>) -> Option<&mut T> {
    match item {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    }
}

fn path(item: &mut PathItem) {
    item.parameters.iter_mut().filter_map(item_mut).for_each(parameter);
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten().for_each(operation);
}

/// Without responses every operation has one shape: a byte stream for a success, the unread response for the rest.
fn operation(operation: &mut Operation) {
    operation.responses = Responses::default();
    operation.extensions.clear();
    prose(&mut operation.summary);
    prose(&mut operation.description);
    operation.parameters.iter_mut().filter_map(item_mut).for_each(parameter);
    operation.request_body.iter_mut().filter_map(item_mut).for_each(request);
}

fn prose(text: &mut Option<String>) {
    if let Some(text) = text {
        *text = rustdoc(text);
    }
}

fn request(request: &mut RequestBody) {
    prose(&mut request.description);
}

fn parameter(parameter: &mut Parameter) {
    let (Parameter::Query { parameter_data: data, .. } | Parameter::Path { parameter_data: data, .. }) = parameter
    else {
        return;
    };
    prose(&mut data.description);
    if let ParameterSchemaOrContent::Schema(ReferenceOr::Item(inner)) = &mut data.format {
        schema(inner);
    }
}

/// Keeps the type, the description and what the types enforce. A conversion matches a schema by equality.
fn schema(schema: &mut Schema) {
    let SchemaData { nullable, ref description, .. } = schema.schema_data;
    schema.schema_data =
        SchemaData { nullable, description: description.as_deref().map(rustdoc), ..SchemaData::default() };
    if let SchemaKind::Type(kind) = &mut schema.schema_kind {
        enforced(kind);
    }
}

fn enforced(kind: &mut Type) {
    match kind {
        Type::String(string) => {
            let secret = matches!(string.format, Format::Item(StringFormat::Password));
            let uuid = matches!(&string.format, Format::Unknown(format) if format == "uuid");
            let format = std::mem::take(&mut string.format);
            // A named enumeration is replaced by its name, and any other one is documentation.
            *string = openapiv3::StringType::default();
            string.format = if secret || uuid { format } else { Format::Empty };
        }
        Type::Integer(integer) => {
            let int32 = matches!(integer.format, Format::Item(IntegerFormat::Int32));
            let format = Format::Item(if int32 { IntegerFormat::Int32 } else { IntegerFormat::Int64 });
            *integer = openapiv3::IntegerType { format, ..Default::default() };
        }
        Type::Number(number) => *number = openapiv3::NumberType::default(),
        Type::Boolean(boolean) => boolean.enumeration.clear(),
        Type::Array(array) => {
            (array.min_items, array.max_items, array.unique_items) = (None, None, false);
            array.items.iter_mut().filter_map(item_mut_boxed).for_each(schema);
        }
        Type::Object(object) => {
            (object.min_properties, object.max_properties) = (None, None);
            object.properties.values_mut().filter_map(item_mut_boxed).for_each(schema);
            if let Some(AdditionalProperties::Schema(extra)) = &mut object.additional_properties
                && let ReferenceOr::Item(extra) = extra.as_mut()
            {
                schema(extra);
            }
        }
    }
}

fn item_mut_boxed(item: &mut ReferenceOr<Box<Schema>>) -> Option<&mut Schema> {
    item_mut(item).map(Box::as_mut)
}
