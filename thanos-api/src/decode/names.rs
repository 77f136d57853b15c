//! What a type declares on the way to an error, and at its place.
//!
//! A key in a path comes out of the text. Where it names a field of a struct it says nothing that
//! the program's source does not say; where it is the key of a map, or of a field that the type
//! does not know, it may be a person's name. Only the type can tell the two apart, so it is asked:
//! it is made to deserialize from nothing but the path, and shows its fields by doing so. In the same
//! way it says what it expects at the end of the path, without having seen a value.

use std::cell::{Cell, RefCell};

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, Expected, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::pointer::Step;

/// How many of the first steps are indices and fields that `T` declares.
pub(super) fn known<T: DeserializeOwned>(steps: &[Step<'_>]) -> usize {
    ask::<T>(steps).known.get()
}

/// What `T` expects after the last step, in its own words.
pub(super) fn expected<T: DeserializeOwned>(steps: &[Step<'_>]) -> Option<String> {
    ask::<T>(steps).expected.take()
}

fn ask<T: DeserializeOwned>(steps: &[Step<'_>]) -> Told {
    let told = Told::default();
    // Always ends in an error: either at a step that the type does not know or after the last.
    _ = T::deserialize(Walk { steps, done: 0, told: &told });
    told
}

/// What a type has told so far.
#[derive(Default)]
struct Told {
    known: Cell<usize>,
    expected: RefCell<Option<String>>,
}

/// The part of the path that is still ahead.
struct Walk<'p> {
    steps: &'p [Step<'p>],
    done: usize,
    told: &'p Told,
}

impl<'p> Walk<'p> {
    fn step(&self) -> Option<(Step<'p>, Self)> {
        let (first, steps) = self.steps.split_first()?;
        Some((*first, Self { steps, done: self.done + 1, told: self.told }))
    }

    /// The last step is the type's own, which counts if all before it are.
    fn approve(&self) {
        if self.told.known.get() + 1 == self.done {
            self.told.known.set(self.done);
        }
    }

    /// Ends the walk, where a value would be next if there are no more steps.
    fn stop<'de, T>(&self, visitor: &impl Visitor<'de>) -> Result<T, Error> {
        if self.steps.is_empty() {
            let expected: &dyn Expected = visitor;
            self.told.expected.replace(Some(expected.to_string()));
        }
        Err(de::Error::custom("the walk ends here"))
    }
}

impl<'de> Deserializer<'de> for Walk<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.stop(&visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.step() {
            Some((Step::Key(key), rest)) if fields.contains(&key) => {
                rest.approve();
                visitor.visit_map(MapDeserializer::new(std::iter::once((key, rest))))
            }
            _ => self.stop(&visitor),
        }
    }

    /// The type is not given the key of a map either, which it might put into what it expects.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.step() {
            Some((Step::Key(_), rest)) => visitor.visit_map(MapDeserializer::new(std::iter::once(("", rest)))),
            _ => self.stop(&visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.step() {
            Some((Step::Index(_), rest)) => {
                rest.approve();
                visitor.visit_seq(SeqDeserializer::new(std::iter::once(rest)))
            }
            _ => self.stop(&visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Walk<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
