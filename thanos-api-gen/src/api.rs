//! The facts of a spec that the client needs, and the refusal of what cannot become right code.
//!
//! Every object of the document is read by the keys that are known for it. Whatever else stands there is refused
//! with its place, so that nothing is dropped in silence and progenitor never sees what it would panic on.

mod document;
mod names;
mod operation;
mod parameter;
mod reader;
mod response;
mod schema;
mod security;

pub(crate) use document::read;
pub(crate) use names::CREDENTIALS;
pub use names::{type_name, variable_name};
pub(crate) use reader::is_extension;
pub(crate) use response::sample_of;

use crate::error::Place;

/// Everything that the spec says about the client.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) server: String,
    pub(crate) operations: Vec<Operation>,
    pub(crate) components: Vec<Component>,
}

/// One operation.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) place: Place,
    /// The method as progenitor and `http` name it: `GET`.
    pub(crate) method: String,
    pub(crate) path: String,
    /// The component that the request's body holds.
    pub(crate) request: Option<String>,
    pub(crate) success: u16,
    pub(crate) answer: Answer,
    /// What the mock server answers, as JSON; empty where a success has no body.
    pub(crate) sample: Option<String>,
    pub(crate) statuses: Vec<Status>,
    pub(crate) security: Option<Scheme>,
}

/// What a success carries; the names are those of components.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Nothing,
    One(String),
    Array(String),
}

/// The statuses from one code to another mean the same.
#[derive(Debug)]
pub(crate) struct Status {
    pub(crate) first: u16,
    pub(crate) last: u16,
    pub(crate) meaning: String,
}

/// The header that carries the token, and the word before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scheme {
    pub(crate) header: String,
    pub(crate) prefix: String,
}

/// A named schema.
#[derive(Debug)]
pub(crate) struct Component {
    /// The name in the spec.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// Marked as a value that repeats (`x-shared`).
    pub(crate) shared: bool,
    pub(crate) description: Option<String>,
    /// What the component holds in its properties or elements, once for each place.
    pub(crate) uses: Vec<Use>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Object,
    Enumeration(Vec<Variant>),
    Array,
    Scalar,
}

/// A value of a string enumeration, and its name in Rust.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) value: String,
    pub(crate) name: String,
}

/// What stands at a place within a component, as far as a rule of the generator looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Component(String),
    Secret,
}

/// What an operation sends and receives, by the names that its sample files carry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationSummary {
    /// The operationId.
    pub id: String,
    /// The line of the operationId in the spec, counted from 1.
    pub line: usize,
    /// The column of the operationId in its line, counted from 1.
    pub column: usize,
    /// Whether a request has a body.
    pub request: bool,
    /// The status of a success.
    pub success: u16,
    /// Whether a success carries JSON.
    pub json: bool,
}

impl Operation {
    /// Whether the client fills the body with its own username and password.
    pub(crate) fn sends_credentials(&self) -> bool {
        self.request.as_deref() == Some(names::CREDENTIALS)
    }

    /// The file that holds the sample of a success.
    pub(crate) fn sample_file(&self) -> String {
        format!("{}.{}.json", self.id, self.success)
    }

    pub(crate) fn summary(&self) -> OperationSummary {
        OperationSummary {
            id: self.id.clone(),
            line: self.place.line.unwrap_or(1),
            column: self.place.column.unwrap_or(1),
            request: self.request.is_some(),
            success: self.success,
            json: self.answer != Answer::Nothing,
        }
    }
}

impl Api {
    pub(crate) fn component(&self, name: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.name == name)
    }
}
