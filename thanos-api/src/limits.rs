//! How long a call may wait for the network, and how much it may read.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

/// The limits of every call of a client, attempt by attempt. `ClientBuilder` documents each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) response: Duration,
    pub(crate) read: Duration,
    pub(crate) call: Option<Duration>,
    pub(crate) body_bytes: Option<u64>,
}

/// What is left of a call's `timeout`. Only time spent waiting for the network is taken from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    left: Option<Duration>,
}

impl Budget {
    pub(crate) fn new(timeout: Option<Duration>) -> Self {
        Self { left: timeout }
    }

    pub(crate) fn spend(&mut self, time: Duration) {
        self.left = self.left.map(|left| left.saturating_sub(time));
    }

    pub(crate) fn is_spent(self) -> bool {
        self.left.is_some_and(|left| left.is_zero())
    }

    /// Whether a wait can end before the budget does.
    pub(crate) fn allows(self, wait: Duration) -> bool {
        self.left.is_none_or(|left| wait < left)
    }

    /// The shorter of the two.
    pub(crate) fn cap(self, limit: Duration) -> Duration {
        self.left.map_or(limit, |left| left.min(limit))
    }
}

/// The clock of a body: it runs from the moment that no bytes are there until some are, or nobody
/// waits for them.
pub(crate) struct Wait {
    limit: Duration,
    budget: Budget,
    since: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Wait {
    pub(crate) fn new(limit: Duration, budget: Budget) -> Self {
        Self { limit, budget, since: None, timer: None }
    }

    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    pub(crate) fn budget(&self) -> Budget {
        self.budget
    }

    /// Starts the clock if it stands, and is ready with what to say once a limit is reached.
    pub(crate) fn poll_expired(&mut self, cx: &mut Context<'_>) -> Poll<String> {
        let since = *self.since.get_or_insert_with(Instant::now);
        let allowed = self.budget.cap(self.limit);
        let deadline = since.checked_add(allowed).unwrap_or_else(|| since + NEVER);
        let timer = self.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        // Setting a timer costs more than looking at one, and bytes come every few microseconds. So
        // a timer set for an earlier wait stays as it is, and is set anew only when it goes off too
        // early.
        if timer.deadline() > deadline {
            timer.as_mut().reset(deadline);
        }
        loop {
            ready!(timer.as_mut().poll(cx));
            if timer.deadline() >= deadline {
                self.stop();
                return Poll::Ready(self.expired(allowed));
            }
            timer.as_mut().reset(deadline);
        }
    }

    /// Stops the clock and takes what it shows from the budget.
    pub(crate) fn stop(&mut self) {
        if let Some(since) = self.since.take() {
            self.budget.spend(since.elapsed());
        }
    }

    fn expired(&self, allowed: Duration) -> String {
        if allowed == self.limit {
            format!("no byte of the body arrived for {:?}, the read_timeout", self.limit)
        } else {
            "the call's timeout ended in the middle of the body".to_owned()
        }
    }
}

/// Stands for a deadline too far away to be computed.
const NEVER: Duration = Duration::from_secs(60 * 60 * 24 * 365);
