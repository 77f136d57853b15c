//! A list is handed out element by element, whatever arrives in its place.

use std::pin::pin;
use std::sync::Arc;

use futures_core::Stream;
use futures_core::stream::FusedStream;
use serde_json::Value;
use thanos_api::{Error, ErrorKind, types};
use tokio::sync::Notify;

use crate::chunked::{LAST, chunk, head, items, list, open};
use crate::server::SAMPLE;

/// The elements of an answer, and the one error after them that ends the stream.
async fn broken(text: impl AsRef<[u8]>) -> (Vec<Value>, Error) {
    let mut items = items(list([text])).await;
    let error = items.pop().unwrap().unwrap_err();
    assert_eq!((error.index(), error.path()), (None, None));
    assert_eq!(error.status().unwrap(), 200);
    (items.into_iter().map(Result::unwrap).collect(), error)
}

#[tokio::test]
async fn the_first_user_arrives_before_the_rest_is_sent() {
    let users: Vec<Value> = serde_json::from_str(SAMPLE).unwrap();
    let first_is_here = Arc::new(Notify::new());
    let answer = head("application/json")
        .send(chunk(format!("[{}", users[0])))
        .wait_for(&first_is_here)
        .send(chunk(format!(",{}]", users[1])))
        .send(LAST);
    let (mut stream, _server) = open::<types::User>(answer).await;
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!(first.person.first_name, users[0]["person"]["first_name"]);
    first_is_here.notify_one();
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!(second.person.first_name, users[1]["person"]["first_name"]);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn the_chunks_of_an_answer_make_no_difference() {
    let expected: Vec<types::User> = serde_json::from_str(SAMPLE).unwrap();
    for size in [1, 2, 777, SAMPLE.len()] {
        let answer = list(SAMPLE.as_bytes().chunks(size));
        let users: Vec<types::User> = items(answer).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(users, expected, "in chunks of {size}");
    }
}

#[tokio::test]
async fn a_list_without_elements_is_a_stream_without_items() {
    assert!(items::<Value>(list([" [ \n] "])).await.is_empty());
}

#[tokio::test]
async fn a_stream_knows_its_answer_and_how_much_of_it_was_read() {
    let (mut stream, _server) = open::<Value>(list(["[1,\"canary\"]"])).await;
    assert_eq!(stream.bytes_read(), 0);
    while stream.next().await.is_some() {}
    assert_eq!(stream.bytes_read(), 12);
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "application/json");
    assert_eq!(stream.request_id(), Some("r1"));
    assert_eq!(stream.attempts(), 1);
    assert!(!format!("{stream:?}").contains("canary"));
}

#[tokio::test]
async fn waiting_may_be_given_up_without_losing_anything() {
    let given_up = Arc::new(Notify::new());
    let answer = head("application/json").send(chunk("[1,{\"a\":")).wait_for(&given_up).send(chunk("2}]")).send(LAST);
    let (mut stream, _server) = open::<Value>(answer).await;
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    for _ in 0..3 {
        tokio::select! {
            biased;
            _ = stream.next() => panic!("half an element was given out"),
            () = tokio::task::yield_now() => {}
        }
    }
    given_up.notify_one();
    assert_eq!(stream.next().await.unwrap().unwrap()["a"], 2);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_is_one_of_the_futures_crates_too() {
    fn usable<S: FusedStream + Unpin + Send>(stream: S) -> S {
        stream
    }
    let (stream, _server) = open::<Value>(list(["[1,2]"])).await;
    let mut stream = pin!(usable(stream));
    assert!(!stream.is_terminated());
    let mut sum = 0;
    while let Some(item) = std::future::poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
        sum += item.unwrap().as_i64().unwrap();
    }
    assert_eq!(sum, 3);
    assert!(stream.is_terminated());
}

#[tokio::test]
async fn a_refused_element_is_one_error_among_the_others() {
    let items = items::<u32>(list(["[1,\"canary\",3,tru,{\"a\":[5}},6]"])).await;
    assert_eq!(items.len(), 6);
    for (index, item) in items.iter().enumerate() {
        match item {
            Ok(value) => assert_eq!(*value as usize, index + 1),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Decode);
                assert_eq!(error.index(), Some(index as u64));
                assert_eq!(error.path(), Some(""));
                assert_eq!(error.status().unwrap(), 200);
                assert!(error.body().is_empty());
            }
        }
    }
    assert_eq!(items.iter().filter(|item| item.is_err()).count(), 3);
}

#[tokio::test]
async fn a_broken_list_gives_its_whole_elements_and_then_one_error() {
    for text in ["[1,2", "[1,2 ,", "[1,2,]", "[1,2,,3]", "[1,2 3", "[1,2] 3", "[1,2]]", "[1,2,{\"a\":[", "[1,2}"] {
        let (elements, error) = broken(text).await;
        let whole = if text == "[1,2" { 1 } else { 2 };
        assert_eq!(elements.len(), whole, "{text}");
        assert_eq!(error.kind(), ErrorKind::Decode, "{text}");
        assert!(error.body().is_empty(), "{text}");
    }
}

#[tokio::test]
async fn an_answer_that_is_no_list_is_kept_for_the_error() {
    let texts: &[(&[u8], &str)] = &[
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"null", "null"),
        (b"true", "boolean"),
        (b" 17", "number"),
        (b"\"canary\"", "string"),
        (b"\n{\"detail\": \"canary\"}", "object"),
        (b"<html>canary</html>", "not JSON"),
        (b"\xef\xbb\xbf[1]", "byte order mark"),
        (b"\xff\xfe[\x001\x00]\x00", "UTF-8"),
        (b"[\x001\x00]\x00", "UTF-8"),
        (b"\x00[\x001\x00]", "UTF-8"),
        (b"\x00\xff\x13", "UTF-8"),
    ];
    for (text, what) in texts {
        let (elements, error) = broken(text).await;
        assert!(elements.is_empty());
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.body(), *text);
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(what), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[tokio::test]
async fn the_content_type_of_what_is_not_json_is_named() {
    let answer = head("text/html; charset=utf-8").send(chunk("<html>")).send(LAST);
    let error = items::<Value>(answer).await.pop().unwrap().unwrap_err();
    assert!(error.to_string().contains("text/html"), "{error}");
}

#[tokio::test]
async fn a_content_type_does_not_decide_whether_a_list_is_read() {
    let answer = head("text/plain").send(chunk("[1]")).send(LAST);
    assert_eq!(items::<Value>(answer).await.pop().unwrap().unwrap(), 1);
}

#[tokio::test]
async fn no_more_than_64_kib_are_kept_of_an_answer_that_is_no_list() {
    let page = format!("   <html>{}", "x".repeat(200_000));
    let mut items = items::<Value>(list(page.as_bytes().chunks(1000))).await;
    let error = items.pop().unwrap().unwrap_err();
    assert_eq!(error.body(), &page.as_bytes()[..64 * 1024]);
    assert!(items.is_empty());
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_an_error_after_all_whole_elements() {
    for text in ["[1,2,", "[1,2]"] {
        let answer = head("application/json").send(chunk(text)).close();
        let mut items = items::<Value>(answer).await;
        let error = items.pop().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(error.index(), None);
        assert!(items.iter().all(Result::is_ok));
        assert_eq!(items.len(), 2);
    }
}

#[tokio::test]
async fn an_element_beyond_16_mib_ends_the_stream() {
    let large = format!("[1,\"{}\",2]", "x".repeat(16 << 20));
    let mut items = items::<Value>(list(large.as_bytes().chunks(1 << 20))).await;
    let error = items.pop().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.index(), None);
    assert_eq!(items.len(), 1);
}

#[tokio::test]
async fn white_space_between_elements_belongs_to_none() {
    let space = " ".repeat(17 << 20);
    let text = ["[", "1", ",", "2", "]"].map(|part| format!("{space}{part}"));
    let items = items::<u32>(list(text)).await;
    assert_eq!(items.into_iter().map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
}
