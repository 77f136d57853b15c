//! An answer that is a JSON array, handed out element by element as its bytes arrive.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use tokio::time::Sleep;

use crate::body::Body;
use crate::decode;
use crate::error::{Error, ErrorKind};

mod elements;
mod finder;
mod ignored;
mod opening;
mod straddling;
#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]
mod tests;
#[cfg(feature = "schemars")]
pub(crate) mod texts;

use elements::{Elements, Next};
use finder::Broken;

/// The elements of a list, each given out as soon as its last byte has arrived.
///
/// Take them by [`next`](Self::next), which needs nothing but this crate, or through the trait
/// [`Stream`]. No more than one element is held at a time, however long the list is.
///
/// Within a `select!`, prefer [`next`](Self::next): a wait that is given up stops the clocks there. Whoever gives up a
/// wait through [`Stream`], which is not told of it, has `read_timeout` and `timeout` run on until bytes arrive.
///
/// ```no_run
/// # async fn count(client: thanos_api::Client) -> Result<(), thanos_api::Error> {
/// let mut users = client.get_all_users().stream().await?;
/// let mut refused = 0;
/// while let Some(user) = users.next().await {
///     match user {
///         Ok(user) => println!("{}", user.person.email),
///         // One user that could not be read: the others still come.
///         Err(error) if error.index().is_some() => refused += 1,
///         Err(error) => return Err(error),
///     }
/// }
/// eprintln!("{refused} refused, {} bytes read", users.bytes_read());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// An item is an error
/// - of one element: [`ErrorKind::Decode`] with an [`index`](Error::index), and a
///   [`path`](Error::path) to the place within the element. The stream goes on.
/// - of the list: [`ErrorKind::Decode`] without an index. The answer is no JSON array, does not close
///   (as when a server was cut off) or goes on after its end. All whole elements come before it, the
///   stream ends after it. If the answer is no array at all, that is the first item, as the stream
///   is there from the head of the answer on; the error keeps the start as [`body`](Error::body).
/// - of size: [`ErrorKind::TooLarge`] for an element of more than 16 MiB, or a body beyond
///   `max_body_bytes`. The stream ends after it.
/// - of the network: [`ErrorKind::Timeout`] or [`ErrorKind::Transport`]. The stream ends after it.
///
/// Each keeps the status and the headers of the answer.
pub struct ArrayStream<T> {
    body: Body,
    elements: Elements,
    /// How many elements have been given out, good or bad.
    count: u64,
    state: State,
    // As of a function that returns a `T`: none is held, so what `T` is has no say in what this is.
    of: PhantomData<fn() -> T>,
}

enum State {
    Reading,
    /// The answer is no array: what the error will keep is still being read, until then at the latest.
    Refused(Pin<Box<Sleep>>),
    Ended,
}

impl<T> ArrayStream<T> {
    pub(crate) fn new(mut body: Body) -> Self {
        body.traced().elements(0);
        Self { body, elements: Elements::new(), count: 0, state: State::Reading, of: PhantomData }
    }

    /// The status of the answer: the one that means success for this operation.
    pub fn status(&self) -> StatusCode {
        self.body.head().status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.body.head().headers
    }

    /// The header `x-request-id`, by which the server's operators can find the request.
    pub fn request_id(&self) -> Option<&str> {
        self.body.head().request_id()
    }

    /// How many requests the call took, retries included: 1 if the first one succeeded.
    pub fn attempts(&self) -> u32 {
        self.body.head().attempts
    }

    /// How many bytes of the body have been received so far, decompressed.
    pub fn bytes_read(&self) -> u64 {
        self.body.bytes_read()
    }

    /// Takes in what comes next from the network.
    fn poll_more(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(match ready!(self.body.poll_chunk(cx)) {
            Some(chunk) => chunk.map(|chunk| self.elements.push(chunk)),
            None => match self.elements.end() {
                Ok(()) => {
                    self.state = State::Ended;
                    self.body.traced().end();
                    Ok(())
                }
                Err(broken) => self.broken(broken),
            },
        })
    }

    /// What a broken list comes to: an error at once, or a little later if its start is to be kept.
    fn broken(&mut self, broken: Broken) -> Result<(), Error> {
        if broken == Broken::NoArray {
            self.state = State::Refused(Box::pin(tokio::time::sleep(self.body.read_timeout())));
            return Ok(());
        }
        let what = broken.what();
        let message = format!("not one whole JSON array: {what} (elements before that: {})", self.count);
        Err(self.body.fail(ErrorKind::Decode, message))
    }

    /// Reads on until there is as much as an error keeps. If the body fails meanwhile, or drips, the
    /// error makes do with less: it is certain already, and says more than the failure would.
    fn poll_refused(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        let opening = self.elements.opening();
        while !opening.is_full() {
            match self.body.poll_chunk(cx) {
                Poll::Ready(Some(Ok(chunk))) => opening.keep(&chunk),
                Poll::Pending => {
                    if let State::Refused(until) = &mut self.state {
                        ready!(until.as_mut().poll(cx));
                    }
                    break;
                }
                Poll::Ready(_) => break,
            }
        }
        let error = self.body.fail(ErrorKind::Decode, opening.describe());
        Poll::Ready(error.with_body(opening.take()))
    }

    /// The stream has ended, or whoever reads it makes do without its end.
    pub(crate) fn fail(&mut self, error: &Error) {
        self.state = State::Ended;
        self.body.traced().fail(error);
    }

    fn too_large(&mut self) -> Error {
        let message = format!("element {} is larger than 16 MiB", self.count);
        self.body.fail(ErrorKind::TooLarge, message)
    }
}

impl<T: DeserializeOwned> ArrayStream<T> {
    /// The next element; none after the last one, and none after an error that ends the stream.
    ///
    /// It may be given up at any time, as in a `select!`: nothing is lost, and the next call goes on
    /// where this one was. While no call is under way, no time limit runs.
    ///
    /// # Errors
    ///
    /// As said [above](Self#errors). The stream goes on after an error that has an
    /// [`index`](Error::index), and ends after any other.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        let waiting = Waiting(self);
        poll_fn(|cx| waiting.0.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let step = match self.state {
                State::Ended => return Poll::Ready(None),
                State::Refused(_) => Err(ready!(self.poll_refused(cx))),
                State::Reading => match self.elements.next() {
                    Next::Element(decoded) => return Poll::Ready(Some(self.item(decoded))),
                    Next::More => ready!(self.poll_more(cx)),
                    Next::Broken(broken) => self.broken(broken),
                    Next::TooLarge => Err(self.too_large()),
                },
            };
            if let Err(error) = step {
                self.fail(&error);
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn item(&mut self, decoded: Result<T, decode::Refusal>) -> Result<T, Error> {
        let index = self.count;
        self.count += 1;
        self.body.traced().elements(self.count);
        decoded.map_err(|refusal| {
            let path = refusal.path.unwrap_or_default();
            self.body.error(ErrorKind::Decode, refusal.what).with_element(index, Some(path))
        })
    }
}

/// Somebody who waits for the next element. Whoever no longer does, has it or gave it up, and what
/// time passes until the next call is not the network's.
struct Waiting<'a, T>(&'a mut ArrayStream<T>);

impl<T> Drop for Waiting<'_, T> {
    fn drop(&mut self) {
        self.0.body.pause();
    }
}

impl<T: DeserializeOwned> Stream for ArrayStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T: DeserializeOwned> FusedStream for ArrayStream<T> {
    fn is_terminated(&self) -> bool {
        matches!(self.state, State::Ended)
    }
}

/// Shows how far the stream is, and nothing of what the answer says.
impl<T> fmt::Debug for ArrayStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArrayStream")
            .field("status", &self.status())
            .field("attempts", &self.attempts())
            .field("elements", &self.count)
            .field("bytes_read", &self.bytes_read())
            .finish_non_exhaustive()
    }
}
