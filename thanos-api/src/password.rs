//! A secret that shows itself only when it is asked to.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A secret text of the API's types. `Debug` hides it, `Display` does not exist.
///
/// The clear text leaves in two ways only: [`expose`](Self::expose), and `Serialize`, which writes
/// it because that is how the password travels in a request. Do not serialize a value that holds
/// a password into a log or a file.
///
/// ```
/// use thanos_api::Password;
///
/// let password = Password::new("open sesame");
/// assert_eq!(format!("{password:?}"), "Password(..)");
/// assert_eq!(password.expose(), "open sesame");
/// ```
///
/// The memory is not overwritten when the value is dropped: the password is also copied into the
/// body of each request, the TLS connection and the buffers of the operating system, where this
/// crate cannot reach it, so wiping one of the copies would promise more than it keeps. `==` takes
/// a time that depends on the contents; do not decide with it whether to let somebody in.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes a secret into keeping.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The clear text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

impl From<String> for Password {
    fn from(secret: String) -> Self {
        Self(secret)
    }
}

impl From<&str> for Password {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}

impl Serialize for Password {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The cause is left out: it quotes what it refuses, and a password that was written as a
        // bare number is a password all the same.
        let secret = String::deserialize(deserializer);
        secret.map(Self).map_err(|_| de::Error::custom("a password has to be a string"))
    }
}

/// Inlined: a password is a format of the type string, not a type of its own.
#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Password {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Password".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::Password").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "password" })
    }
}
