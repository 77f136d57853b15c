//! Prints the spans of a call that is answered only at the second attempt, by a server on this machine.
//!
//! ```sh
//! cargo run --example spans --features mock,tracing
//! ```

#[cfg(all(feature = "mock", feature = "tracing"))]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), thanos_api::Error> {
    use thanos_api::mock::Server;
    use tracing_subscriber::fmt::format::FmtSpan;

    // A line for each span as it closes. A program in production has a subscriber that exports them.
    tracing_subscriber::fmt().with_span_events(FmtSpan::CLOSE).init();

    let server = Server::start().await;
    server.get_all_users().status(503).body("later").mount();
    server.get_all_users().sample().mount();

    let client = server.client_builder().build()?;
    let mut users = client.get_all_users().stream().await?;
    while let Some(user) = users.next().await {
        user?;
    }
    Ok(())
}

#[cfg(not(all(feature = "mock", feature = "tracing")))]
fn main() {
    eprintln!("error: this example needs `--features mock,tracing`");
    std::process::exit(2);
}
