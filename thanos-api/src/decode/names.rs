//! Which names on the way to an error are the type's own.
//!
//! A key in a path comes out of the text. Where it names a field of a struct it says nothing that
//! the program's source does not say; where it is the key of a map, or of a field that the type
//! does not know, it may be a person's name. Only the type can tell the two apart, so it is asked:
//! it is made to deserialize from nothing but the path, and shows its fields by doing so.

use std::cell::Cell;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::pointer::Step;

/// How many of the first steps are indices and fields that `T` declares.
pub(super) fn known<T: DeserializeOwned>(steps: &[Step<'_>]) -> usize {
    let known = Cell::new(0);
    // Always ends in an error: either at a step that the type does not know or after the last.
    _ = T::deserialize(Walk { steps, known: &known });
    known.get()
}

/// The part of the path that is still ahead.
struct Walk<'p> {
    steps: &'p [Step<'p>],
    known: &'p Cell<usize>,
}

impl<'p> Walk<'p> {
    fn step(self) -> Result<(Step<'p>, Self), Error> {
        let (first, steps) = self.steps.split_first().ok_or_else(stop)?;
        Ok((*first, Self { steps, known: self.known }))
    }

    fn approve(&self) {
        self.known.set(self.known.get() + 1);
    }
}

fn stop() -> Error {
    de::Error::custom("the walk ends here")
}

impl<'de> Deserializer<'de> for Walk<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(stop())
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
        match self.step()? {
            (Step::Key(key), rest) if fields.contains(&key) => {
                rest.approve();
                visitor.visit_map(MapDeserializer::new(std::iter::once((key, rest))))
            }
            _ => Err(stop()),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.step()? {
            (Step::Index(_), rest) => {
                rest.approve();
                visitor.visit_seq(SeqDeserializer::new(std::iter::once(rest)))
            }
            (Step::Key(_), _) => Err(stop()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct map enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Walk<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
