//! The ways in which a program is asked to stop.

/// Ends when Ctrl-C was pressed or, where there are signals, SIGTERM came.
pub(crate) async fn asked_to_stop() {
    tokio::select! {
        Ok(()) = tokio::signal::ctrl_c() => {}
        Some(()) = terminated() => {}
        // Where nobody can ask, nobody does.
        else => std::future::pending().await,
    }
}

#[cfg(unix)]
async fn terminated() -> Option<()> {
    use tokio::signal::unix::{SignalKind, signal};

    signal(SignalKind::terminate()).ok()?.recv().await
}

#[cfg(not(unix))]
async fn terminated() -> Option<()> {
    None
}
