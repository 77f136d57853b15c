//! A subscriber's layer that keeps all it is told.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// A span, with the fields that have a value.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) name: &'static str,
    pub(super) fields: BTreeMap<&'static str, String>,
    pub(super) closed: bool,
    id: Id,
}

impl Shown {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }
}

#[derive(Default)]
struct Kept {
    spans: Vec<Shown>,
    lines: Vec<String>,
}

#[derive(Clone, Default)]
pub(super) struct Captured(Arc<Mutex<Kept>>);

impl Captured {
    /// The spans of this crate, and those that a test has opened itself.
    pub(super) fn spans(&self) -> Vec<Shown> {
        self.kept().spans.clone()
    }

    /// Every span, every field that it got later, and every event, as text.
    pub(super) fn lines(&self) -> Vec<String> {
        self.kept().lines.clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap()
    }
}

impl Kept {
    fn tell(&mut self, metadata: &Metadata<'_>, fields: &Fields) {
        self.lines.push(format!("{} {} {:?}", metadata.target(), metadata.name(), fields.0));
    }

    /// Only while a span is open is its id its own.
    fn open(&mut self, id: &Id) -> Option<&mut Shown> {
        self.spans.iter_mut().find(|span| span.id == *id && !span.closed)
    }
}

#[derive(Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Captured {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let (mut kept, metadata) = (self.kept(), attributes.metadata());
        kept.tell(metadata, &fields);
        if metadata.target() == "thanos_api" || metadata.target().starts_with("it::") {
            kept.spans.push(Shown { name: metadata.name(), fields: fields.0, closed: false, id: id.clone() });
        }
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        record.record(&mut fields);
        let mut kept = self.kept();
        kept.tell(context.metadata(id).unwrap(), &fields);
        if let Some(span) = kept.open(id) {
            span.fields.extend(fields.0);
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.kept().tell(event.metadata(), &fields);
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        if let Some(span) = self.kept().open(&id) {
            span.closed = true;
        }
    }
}
