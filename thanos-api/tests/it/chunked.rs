//! Lists that arrive in the chunks that a test wants, and all that a stream makes of them.

use serde::de::DeserializeOwned;
use thanos_api::{ArrayStream, Error};

use crate::server::{Answer, Server};

/// The end of a chunked body.
pub(crate) const LAST: &[u8] = b"0\r\n\r\n";

/// The head of a list, to be followed by chunks.
pub(crate) fn head(content_type: &str) -> Answer {
    Answer::raw(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\nx-request-id: r1\r\n\
         transfer-encoding: chunked\r\n\r\n"
    ))
}

/// Bytes as one chunk.
pub(crate) fn chunk(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let bytes = bytes.as_ref();
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

/// A whole body, each piece a chunk of its own.
pub(crate) fn list(pieces: impl IntoIterator<Item: AsRef<[u8]>>) -> Answer {
    let full = pieces.into_iter().filter(|piece| !piece.as_ref().is_empty());
    full.fold(head("application/json"), |answer, piece| answer.send(chunk(piece))).send(LAST)
}

/// A stream whose head has arrived, and the server that it depends on.
pub(crate) async fn open<T: DeserializeOwned>(answer: Answer) -> (ArrayStream<T>, Server) {
    let server = Server::start([answer]).await;
    let client = server.client().build().unwrap();
    (client.get_all_users().stream_as().await.unwrap(), server)
}

/// All that a stream gives: its elements and its errors, up to its end.
pub(crate) async fn items<T: DeserializeOwned>(answer: Answer) -> Vec<Result<T, Error>> {
    let (mut stream, _server) = open(answer).await;
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
        assert!(items.len() < 1000, "the stream does not end");
    }
    assert!(stream.next().await.is_none(), "the end of a stream is its end for ever");
    items
}
