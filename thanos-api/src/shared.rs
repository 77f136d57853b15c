//! A value that many others hold in common.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

mod decoding;

/// A received value that many others may hold in common: an [`Arc`] of our own.
///
/// Some parts of an answer repeat in each of its elements, such as the catalogue of permissions in
/// every user of an account. Held as plain values, the same text would stand in memory once per
/// element. A `Shared` value costs one copy however many hold it, cloning it copies no content,
/// and equal parts of one answer can be given out as the same value. Whether two of them are the
/// same allocation is not part of any promise: `==`, ordering and hashing look at the contents.
///
/// It reads like the value itself, and a `Shared<[T]>` like a slice:
///
/// ```
/// use thanos_api::Shared;
///
/// let numbers: Shared<[u32]> = vec![1, 2, 3].into();
/// let same = numbers.clone();
/// for number in &same {
///     assert!(*number > 0);
/// }
/// assert_eq!(same.len(), 3);
/// assert_eq!(same, numbers);
/// ```
///
/// In JSON, and in any other format of serde's, it looks as the value alone does. What a stream has
/// decoded twice it gives out again wherever the same text stands in place of a value of the same
/// type; that is why the type has to be `Send`, `Sync` and `'static`, and the entries of a list
/// `Clone`.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shared<T: ?Sized>(Arc<T>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> AsRef<T> for Shared<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized> Borrow<T> for Shared<T> {
    fn borrow(&self) -> &T {
        self
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> From<Vec<T>> for Shared<[T]> {
    fn from(values: Vec<T>) -> Self {
        Self(values.into())
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        T::default().into()
    }
}

/// The empty list.
impl<T> Default for Shared<[T]> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> FromIterator<T> for Shared<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<'a, T> IntoIterator for &'a Shared<[T]> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: ?Sized + Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

/// The schema is that of the value: who shares it is not to be seen on the wire.
#[cfg(feature = "schemars")]
impl<T: ?Sized + schemars::JsonSchema> schemars::JsonSchema for Shared<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
