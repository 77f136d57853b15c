//! Where the types differ from the spec by design.

use crate::types::mutations::Kind;
use crate::types::sites::Site;

/// A difference that is no finding. A rule that never applies where it could is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    OpenEnumeration,
    NullForOptional,
    UuidSpelling,
    ArrayForObject,
    KeyOnce,
    WholeNumber,
    Bits,
}

/// Who of the two takes what the other refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taker {
    Spec,
    Types,
}

impl Rule {
    /// The rule that a mutation falls under.
    pub(crate) fn of(kind: Kind, site: &Site) -> Option<Self> {
        let schema = &site.schema;
        let is_struct = schema.text("type") == "object" && !schema.properties().is_empty();
        match kind {
            Kind::Unlisted => Some(Self::OpenEnumeration),
            Kind::Null if site.property.as_ref().is_some_and(|property| !property.required) && !schema.nullable() => {
                Some(Self::NullForOptional)
            }
            Kind::OtherUuid => Some(Self::UuidSpelling),
            Kind::Positional => Some(Self::ArrayForObject),
            // A type all of whose fields may be absent is an empty array too.
            Kind::List if is_struct && schema.required().is_empty() => Some(Self::ArrayForObject),
            Kind::Doubled => Some(Self::KeyOnce),
            Kind::Whole => Some(Self::WholeNumber),
            Kind::Beyond if schema.text("format").is_empty() => Some(Self::Bits),
            _ => None,
        }
    }

    pub(crate) const fn taker(self) -> Taker {
        match self {
            Self::OpenEnumeration | Self::NullForOptional | Self::UuidSpelling | Self::ArrayForObject => Taker::Types,
            Self::KeyOnce | Self::WholeNumber | Self::Bits => Taker::Spec,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OpenEnumeration => "open enumerations",
            Self::NullForOptional => "null for an optional property",
            Self::UuidSpelling => "other spellings of a uuid",
            Self::ArrayForObject => "an array for an object",
            Self::KeyOnce => "a key stands once",
            Self::WholeNumber => "an integer is written as one",
            Self::Bits => "an integer has 64 bits",
        }
    }

    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::OpenEnumeration => "a value that a server adds must not fail all others",
            Self::NullForOptional => "servers write null for what is absent, and it means the same",
            Self::UuidSpelling => "they mean the same uuid, and are written in the usual way",
            Self::ArrayForObject => "serde's derives take a struct's fields in their order",
            Self::KeyOnce => "a validator sees the last of two values, and which one was meant nobody knows",
            Self::WholeNumber => "JSON Schema counts 1.0 as an integer, serde does not",
            Self::Bits => "the spec sets no limit, and a type has one",
        }
    }
}
