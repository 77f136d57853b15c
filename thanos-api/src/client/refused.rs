//! What progenitor says of an argument that it could not take, without what the caller's own types
//! say of it.

use super::MissingCredentials;

/// The message for a request that was refused before it was sent.
///
/// progenitor ends its sentence with the `Display` of the error that the caller's conversion gave,
/// and that may quote the value, a password among them. Kept is the part before, which names the
/// argument.
pub(crate) fn refused_request(text: &str) -> String {
    if text.contains(MissingCredentials::TEXT) {
        return MissingCredentials::TEXT.to_owned();
    }
    if let Some((argument, _)) = text.split_once(" failed: ") {
        return format!("{argument} failed");
    }
    if let Some(rest) = text.strip_prefix("error converting supplied value for ") {
        let property = rest.split(':').next().unwrap_or_default();
        return format!("the value given for {property} could not be converted");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_callers_types_say_is_left_out() {
        for (text, kept) in [
            (
                "conversion to `Credentials` for body failed: bad: hunter2",
                "conversion to `Credentials` for body failed",
            ),
            (
                "error converting supplied value for password: hunter2",
                "the value given for password could not be converted",
            ),
            ("no value supplied for password", "no value supplied for password"),
            ("conversion to `uuid :: Uuid` for id failed", "conversion to `uuid :: Uuid` for id failed"),
        ] {
            assert_eq!(refused_request(text), kept);
        }
    }

    #[test]
    fn missing_credentials_are_named_with_the_mend() {
        let text = format!("conversion to `Credentials` for body failed: {MissingCredentials}");
        assert_eq!(refused_request(&text), MissingCredentials::TEXT);
    }
}
