//! What a test writes down for the server to do.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// What the server does once a request has arrived.
#[derive(Clone, Default)]
pub(crate) struct Answer {
    pub(super) steps: Vec<Step>,
}

#[derive(Clone)]
pub(super) enum Step {
    Send(Vec<u8>),
    SendOutsideTls(Vec<u8>),
    Pause(Duration),
    Wait(Arc<Notify>),
    Stall,
    Close,
    Reset,
}

impl Answer {
    /// A status without a body. Further headers and a body can be added.
    pub(crate) fn new(status: u16) -> Self {
        Self::with(status, &[], "")
    }

    /// A status, headers, and a body with its length.
    pub(crate) fn with(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut head = vec![format!("HTTP/1.1 {status} Whatever")];
        head.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        // These two have no body by definition, and no length either.
        if status != 204 && status != 304 {
            head.push(format!("content-length: {}", body.len()));
        }
        let head = head.join("\r\n") + "\r\n\r\n";
        Self::raw([head.as_bytes(), body].concat())
    }

    /// 200 with a JSON body.
    pub(crate) fn json(body: impl AsRef<[u8]>) -> Self {
        Self::with(200, &[("content-type", "application/json")], body)
    }

    /// These bytes, and the connection stays open.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::default().send(bytes)
    }

    /// Nothing at all, until more is added.
    pub(crate) fn silent() -> Self {
        Self::default()
    }

    pub(crate) fn send(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.and(Step::Send(bytes.into()))
    }

    /// These bytes as they are, below TLS if there is TLS.
    #[cfg_attr(not(feature = "rustls"), allow(dead_code, reason = "only a test of TLS asks for it"))]
    pub(crate) fn send_outside_tls(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.and(Step::SendOutsideTls(bytes.into()))
    }

    /// What the other one does, after this.
    pub(crate) fn then(mut self, other: Self) -> Self {
        self.steps.extend(other.steps);
        self
    }

    pub(crate) fn pause(self, time: Duration) -> Self {
        self.and(Step::Pause(time))
    }

    /// Goes on when the test calls `notify_one()`.
    pub(crate) fn wait_for(self, gate: &Arc<Notify>) -> Self {
        self.and(Step::Wait(Arc::clone(gate)))
    }

    /// Goes on never.
    pub(crate) fn stall(self) -> Self {
        self.and(Step::Stall)
    }

    /// Ends the connection in good order.
    pub(crate) fn close(self) -> Self {
        self.and(Step::Close)
    }

    /// Ends the connection by a TCP reset.
    pub(crate) fn reset(self) -> Self {
        self.and(Step::Reset)
    }

    fn and(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}
