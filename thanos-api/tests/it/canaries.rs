//! Calls whose secrets and answers are canaries, for whoever watches what is told of them.

use std::time::Duration;

use thanos_api::Retry;

use crate::certificates::{authority, for_name, serve};
use crate::server::{Answer, Server};

/// Calls in the clear, over TLS, over HTTP/2 and through a proxy that refuses, and gets every sort of answer: none, a refusal, a
/// redirect, and a success that cannot be decoded.
pub(crate) async fn call() {
    let echo = |status| Answer::with(status, &[("location", "/canary"), ("set-cookie", "canary")], "[\"canary\"]");
    let plain = Server::start([Answer::silent().close(), echo(401), echo(302), echo(200)]).await;
    let authority = authority();
    let tls = serve(&authority, &for_name("localhost"), None).await;
    let proxy = Server::start([Answer::with(407, &[("canary", "canary")], "canary")]).await;
    let proxy_url = proxy.url().replace("//", "//canary:canary@");
    let pem = authority.pem();
    let trusting = || crate::tls::client(&tls).root_certificate_pem(pem.as_bytes());
    #[cfg(feature = "http2")]
    let http2 = crate::http2::Server::start([crate::http2::Turn::Echo]).await;
    for builder in [
        plain.client(),
        plain.client(),
        plain.client(),
        trusting(),
        trusting().proxy(&proxy_url),
        #[cfg(feature = "http2")]
        http2.client(),
    ] {
        let builder = builder.token("canary-token").credentials("canary-username", "canary-password");
        let retry = Retry::default().max_delay(Duration::ZERO);
        let client = builder.retry(retry).build().unwrap().with_header("x-key", "canary-header").unwrap();
        let _ = client.get_all_users().send().await;
    }
    assert_eq!((plain.requests().len(), tls.requests().len(), proxy.requests().len()), (4, 1, 1));
    #[cfg(feature = "http2")]
    assert_eq!(http2.requests(), 1);
}
