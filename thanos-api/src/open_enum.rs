//! String enumerations that a server may extend.

#![allow(dead_code, unused_macros, reason = "for enumerations, which not every spec has")]

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{self, Deserializer};

/// A value that the API's description does not list for the enumeration `E`.
///
/// It stands in the variant `Unknown` of an enumeration, so that a value added by the server is
/// received like any other. Only decoding makes one, and never of a listed value; the type names
/// its enumeration so that it cannot be carried over into another one, which may list it.
///
/// ```
/// use thanos_api::types::UserStatus;
///
/// let status: UserStatus = "ON HOLIDAY".into();
/// if let UserStatus::Unknown(value) = &status {
///     assert_eq!(value.as_str(), "ON HOLIDAY");
/// }
/// ```
pub struct Unlisted<E> {
    text: Box<str>,
    // As of a function that takes an `E`: holds none, so that the enumeration can hold this.
    of: PhantomData<fn(E)>,
}

impl<E> Unlisted<E> {
    pub(crate) fn new(text: Box<str>) -> Self {
        Self { text, of: PhantomData }
    }

    /// The value as it was received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

// By hand, because derives would demand of the enumeration what only the text has to do.
impl<E> Clone for Unlisted<E> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<E> fmt::Debug for Unlisted<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<E> fmt::Display for Unlisted<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<E> PartialEq for Unlisted<E> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<E> Eq for Unlisted<E> {}

impl<E> PartialOrd for Unlisted<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Unlisted<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<E> Hash for Unlisted<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// Reads an enumeration from a string and from nothing else.
pub(crate) fn deserialize<'de, D, E>(deserializer: D) -> Result<E, D::Error>
where
    D: Deserializer<'de>,
    E: From<String> + for<'a> From<&'a str>,
{
    // `str` and not `string`: a listed value then costs no allocation.
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<E>(PhantomData<E>);

impl<E: From<String> + for<'a> From<&'a str>> de::Visitor<'_> for TextVisitor<E> {
    type Value = E;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<Error: de::Error>(self, text: &str) -> Result<E, Error> {
        Ok(text.into())
    }

    fn visit_string<Error: de::Error>(self, text: String) -> Result<E, Error> {
        Ok(text.into())
    }
}

/// Makes an enumeration of the strings that the API lists, open to those it does not.
///
/// `Unknown` is the only variant without a text of its own; it can be matched but not built from
/// outside, so a listed value has exactly one form and `==` may be relied on.
macro_rules! open_enum {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            $( $(#[doc = $variant_doc:literal])* $variant:ident = $text:literal, )+
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $variant_doc])* $variant, )+
            /// A value that the API's description does not list.
            Unknown($crate::open_enum::Unlisted<$name>),
        }

        impl $name {
            /// The value as it stands in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )+
                    Self::Unknown(value) => value.as_str(),
                }
            }

            fn listed(text: &str) -> ::std::option::Option<Self> {
                match text {
                    $( $text => ::std::option::Option::Some(Self::$variant), )+
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::listed(text)
                    .unwrap_or_else(|| Self::Unknown($crate::open_enum::Unlisted::new(text.into())))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::listed(&text)
                    .unwrap_or_else(|| Self::Unknown($crate::open_enum::Unlisted::new(text.into())))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            // Not `Self::Err`, which is a listed value where the API has one of that name.
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(text.into())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::open_enum::deserialize(deserializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::std::concat!(::std::module_path!(), "::", ::std::stringify!($name)).into()
            }

            // By schemars' own derive on the listed values alone, so that the description follows
            // the same rules as that of every other type.
            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                $(#[doc = $doc])*
                #[derive(::schemars::JsonSchema)]
                #[allow(dead_code, reason = "only its schema is used")]
                enum Listed {
                    $( #[schemars(rename = $text)] $variant, )+
                }
                <Listed as ::schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}

pub(crate) use open_enum;

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macro makes public types")]
mod tests {
    open_enum! {
        /// Values that have a name of the language or its library.
        pub enum Named {
            /// `err`
            Err = "err",
            /// `error`
            Error = "error",
            /// `ok`
            Ok = "ok",
            /// `none`
            None = "none",
        }
    }

    #[test]
    fn a_value_may_be_named_like_anything() {
        for listed in [Named::Err, Named::Error, Named::Ok, Named::None] {
            assert_eq!(listed.as_str().parse(), Ok(listed.clone()));
        }
    }
}
