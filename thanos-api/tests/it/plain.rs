//! A client that does nothing of what ours does, to compare with, and to be the caller of a server under test.

/// Where reqwest is built with TLS, it wants a configuration, though only `http://` is asked.
pub(crate) fn client() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy();
    #[cfg(feature = "rustls")]
    let builder = builder.tls_backend_preconfigured(tls());
    builder.build().unwrap()
}

/// Without any certificates, which take memory, too.
#[cfg(feature = "rustls")]
fn tls() -> tokio_rustls::rustls::ClientConfig {
    use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

    let provider = std::sync::Arc::new(ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    tls.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
}
