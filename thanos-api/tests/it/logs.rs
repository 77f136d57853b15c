//! What the crates below write into a log, down to the last detail, holds nothing that is secret.

use std::sync::Mutex;

use log::{LevelFilter, Log, Metadata, Record};
use thanos_api::Retry;

use crate::certificates::{authority, for_name, serve};
use crate::server::{Answer, Server};

struct Kept(Mutex<Vec<String>>);

static KEPT: Kept = Kept(Mutex::new(Vec::new()));

impl Log for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        self.0.lock().unwrap().push(format!("{} {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

#[tokio::test]
async fn no_secret_and_nothing_of_an_answer_is_logged() {
    log::set_logger(&KEPT).unwrap();
    log::set_max_level(LevelFilter::Trace);

    let echo = Answer::with(401, &[("location", "/canary"), ("set-cookie", "canary")], "[\"canary\"]");
    let plain = Server::start([Answer::silent().close(), echo.clone(), Answer::json("[\"canary\"]")]).await;
    let authority = authority();
    let tls = serve(&authority, &for_name("localhost"), None).await;
    let proxy = Server::start([Answer::with(407, &[("canary", "canary")], "canary")]).await;
    let proxy_url = proxy.url().replace("//", "//canary:canary@");
    let pem = authority.pem();
    let trusting = || crate::tls::client(&tls).root_certificate_pem(pem.as_bytes());
    for builder in [plain.client(), plain.client(), trusting(), trusting().proxy(&proxy_url)] {
        let builder = builder.token("canary-token").credentials("canary-username", "canary-password");
        let retry = Retry::default().max_delay(std::time::Duration::ZERO);
        let client = builder.retry(retry).build().unwrap().with_header("x-key", "canary-header").unwrap();
        let _ = client.get_all_users().send().await;
    }
    assert_eq!((plain.requests().len(), tls.requests().len(), proxy.requests().len()), (3, 1, 1));

    let lines = KEPT.0.lock().unwrap();
    assert!(!lines.is_empty(), "the crates below do log");
    for line in lines.iter() {
        assert!(!line.contains("canary"), "{line}");
    }
}
