//! What a server was asked.

/// A request as it came over the wire.
#[derive(Clone)]
pub(crate) struct Request {
    /// For instance `GET /api/organizations/users/all/ HTTP/1.1`.
    pub(crate) line: String,
    /// Names in lower case, in the order of arrival.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The value of a header that stands once; none if it stands never or more than once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(each, _)| each == name);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(value.as_str())
    }

    /// Takes a whole request out of what was read; none if it is not all there yet.
    pub(super) fn take(read: &mut Vec<u8>) -> Option<Self> {
        let end = read.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&read[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let line = lines.next()?.to_owned();
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let length =
            headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse().unwrap());
        let body = read.get(end + 4..end + 4 + length)?.to_vec();
        read.drain(..end + 4 + length);
        Some(Self { line, headers, body })
    }
}
