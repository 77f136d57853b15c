//! What the crates below write into a log, down to the last detail, holds nothing that is secret.

use std::sync::Mutex;

use log::{LevelFilter, Log, Metadata, Record};

use crate::canaries;

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

    canaries::call().await;

    let lines = KEPT.0.lock().unwrap();
    assert!(!lines.is_empty(), "the crates below do log");
    for line in lines.iter() {
        assert!(!line.contains("canary"), "{line}");
    }
}
