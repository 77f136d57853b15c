//! Certificates made for a test, and servers that show them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert, WebPkiClientVerifier};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::server::{Answer, SAMPLE, Server};

pub(crate) type Authority = CertifiedIssuer<'static, KeyPair>;

/// All of these have the same name, and each its own key.
pub(crate) fn authority() -> Authority {
    authority_called("authority")
}

pub(crate) fn authority_called(name: &str) -> Authority {
    let mut params = CertificateParams::new([]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate of `authority` and its key.
pub(crate) fn issued(authority: &Authority, params: &CertificateParams) -> (rcgen::Certificate, KeyPair) {
    let key = KeyPair::generate().unwrap();
    (params.signed_by(&key, authority).unwrap(), key)
}

pub(crate) fn for_name(name: &str) -> CertificateParams {
    CertificateParams::new([name.to_owned()]).unwrap()
}

/// A server of the sample that shows such a certificate, and asks for one of `clients` if there are
/// any.
pub(crate) async fn serve(authority: &Authority, params: &CertificateParams, clients: Option<&Authority>) -> Server {
    Server::start_tls([Answer::json(SAMPLE)], config(authority, params, clients)).await
}

/// What such a server has to know.
pub(crate) fn config(authority: &Authority, params: &CertificateParams, clients: Option<&Authority>) -> ServerConfig {
    let (certificate, key) = issued(authority, params);
    let provider = Arc::new(ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions().unwrap();
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(clients) => {
            let mut roots = RootCertStore::empty();
            roots.add(clients.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
            builder.with_client_cert_verifier(verifier)
        }
    };
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    builder.with_single_cert(vec![certificate.der().clone()], key).unwrap()
}

/// A certificate and its key, as a server shows it.
pub(crate) fn certified(authority: &Authority, params: &CertificateParams) -> Arc<CertifiedKey> {
    let (certificate, key) = issued(authority, params);
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let key = ring::sign::any_supported_type(&key).unwrap();
    Arc::new(CertifiedKey::new(vec![certificate.der().clone()], key))
}

/// A server of the sample that shows the first of these to whoever comes first, and so on.
pub(crate) async fn serve_in_turn(shown: impl IntoIterator<Item = Arc<CertifiedKey>>) -> Server {
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let shown = Arc::new(InTurn(Mutex::new(shown.into_iter().collect())));
    Server::start_tls([Answer::json(SAMPLE)], builder.with_no_client_auth().with_cert_resolver(shown)).await
}

#[derive(Debug)]
struct InTurn(Mutex<VecDeque<Arc<CertifiedKey>>>);

impl ResolvesServerCert for InTurn {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.0.lock().unwrap().pop_front()
    }
}
