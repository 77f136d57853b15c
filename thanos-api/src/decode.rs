//! From one JSON text to one value, or to a refusal that quotes nothing of the text.

use serde::de::DeserializeOwned;

mod cause;
mod names;
mod pointer;

/// Why a text was refused. Neither field repeats a value of the text.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Where: a JSON pointer within the text, absent when the text as a whole is not one JSON
    /// value. It may name the key of a map, which is why `what` does not repeat it as it is.
    pub(crate) path: Option<String>,
    /// What is wrong and where, in words that may be printed.
    pub(crate) what: String,
}

/// Decodes a text that is one JSON value and nothing else.
pub(crate) fn whole<T: DeserializeOwned>(text: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(text).map_err(|error| explain::<T>(text, &error))
}

/// Decodes a refused text once more, this time keeping track of the place. Doing so every time
/// would make all the good elements pay for the bad one.
#[cold]
fn explain<T: DeserializeOwned>(text: &[u8], error: &serde_json::Error) -> Refusal {
    let mut json = serde_json::Deserializer::from_slice(text);
    match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Err(tracked) => {
            let steps = pointer::steps(tracked.path());
            let malformed = !tracked.inner().is_data();
            let mut what = cause::wording::<T>(tracked.inner(), &steps);
            if !steps.is_empty() {
                what += " at ";
                what += &pointer::shown(&steps, names::known::<T>(&steps));
            }
            let path = (!malformed || !steps.is_empty()).then(|| pointer::exact(&steps));
            Refusal { path, what }
        }
        // The value itself is right: what is wrong follows it.
        Ok(_) => Refusal { path: None, what: cause::wording::<T>(error, &[]) },
    }
}
