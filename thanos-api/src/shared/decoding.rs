//! How a shared value is decoded: it asks for itself, since it may be known already.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Shared;
use crate::memory::lent::{self, ASK_ONE, ASK_RUN};

impl<'de, T> Deserialize<'de> for Shared<T>
where
    T: Deserialize<'de> + Send + Sync + 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        One { share: |value: T| Self::from(value), size: |shared| size_of_val(&**shared) }.deserialize(deserializer)
    }
}

impl<'de, T> Deserialize<'de> for Shared<[T]>
where
    T: Deserialize<'de> + Clone + Send + Sync + 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        One { share: List::share, size: |shared: &Self| size_of_val(&**shared) }.deserialize(deserializer)
    }
}

/// A value `V` that is made by sharing the content `C`.
struct One<C, V> {
    share: fn(C) -> V,
    /// How large the content is.
    size: fn(&V) -> usize,
}

impl<'de, C: Deserialize<'de>, V: Any + Clone + Send + Sync> DeserializeSeed<'de> for One<C, V> {
    type Value = V;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V, D::Error> {
        if lent::ask::<V>() {
            deserializer.deserialize_newtype_struct(ASK_ONE, self)
        } else {
            C::deserialize(deserializer).map(self.share)
        }
    }
}

impl<'de, C: Deserialize<'de>, V: Any + Clone + Send + Sync> Visitor<'de> for One<C, V> {
    type Value = V;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a shared value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V, D::Error> {
        let wanted = lent::is_wanted();
        let value = (self.share)(C::deserialize(deserializer)?);
        if wanted {
            lent::offer(value.clone(), (self.size)(&value));
        }
        Ok(value)
    }

    /// The value is known, or it is what a unit decodes to.
    fn visit_unit<E: Error>(self) -> Result<V, E> {
        lent::take_one().map_or_else(|| C::deserialize(().into_deserializer()).map(self.share), Ok)
    }
}

/// The entries of a shared list. In lists that differ here and there most entries are known.
struct List<T>(Vec<T>);

impl<T: Send + Sync + 'static> List<T> {
    fn share(mut self) -> Shared<[T]> {
        let shared = self.0.drain(..).collect();
        lent::put_room(self.0);
        shared
    }
}

impl<'de, T> Deserialize<'de> for List<T>
where
    T: Deserialize<'de> + Clone + Send + Sync + 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData)).map(Self)
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T> Visitor<'de> for ListVisitor<T>
where
    T: Deserialize<'de> + Clone + Send + Sync + 'static,
{
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let mut list = lent::take_room();
        while entries.next_element_seed(Run(&mut list))?.is_some() {}
        Ok(list)
    }
}

/// The next entries, one or many: they join the list.
struct Run<'l, T>(&'l mut Vec<T>);

impl<'de, T> DeserializeSeed<'de> for Run<'_, T>
where
    T: Deserialize<'de> + Clone + Send + Sync + 'static,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if lent::ask::<T>() {
            deserializer.deserialize_newtype_struct(ASK_RUN, self)
        } else {
            self.0.push(T::deserialize(deserializer)?);
            Ok(())
        }
    }
}

impl<'de, T> Visitor<'de> for Run<'_, T>
where
    T: Deserialize<'de> + Clone + Send + Sync + 'static,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry of a shared list")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let wanted = lent::is_wanted();
        let entry = T::deserialize(deserializer)?;
        if wanted {
            lent::offer(entry.clone(), size_of::<T>());
        }
        self.0.push(entry);
        Ok(())
    }

    /// The entries are known, or there is one that a unit decodes to.
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        if !lent::take(&mut *self.0) {
            self.0.push(T::deserialize(().into_deserializer())?);
        }
        Ok(())
    }
}
