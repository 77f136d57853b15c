//! TLS as a ready configuration of rustls with ring, so that no provider has to be installed for
//! the whole process.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::RootCertStore;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls_platform_verifier::Verifier;

use crate::error::Error;

/// What the settings give beside the certificates of the platform.
#[derive(Default)]
pub(crate) struct Certificates {
    roots: Vec<CertificateDer<'static>>,
    identity: Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>,
}

impl Certificates {
    pub(crate) fn read(roots: &[Vec<u8>], identity: Option<&[u8]>) -> Result<Self, Error> {
        let mut read = Self::default();
        for pem in roots {
            read.roots.extend(certificates("root_certificate_pem", pem)?);
        }
        let mut store = RootCertStore::empty();
        for root in &read.roots {
            store
                .add(root.clone())
                .map_err(|_| Error::config("root_certificate_pem: one of the certificates cannot be read"))?;
        }
        if let Some(pem) = identity {
            let key = PrivateKeyDer::from_pem_slice(pem).map_err(|_| {
                Error::config("identity_pem: it holds no private key in PEM (PKCS#8, PKCS#1 or SEC1, not encrypted)")
            })?;
            read.identity = Some((certificates("identity_pem", pem)?, key));
        }
        Ok(read)
    }

    /// The configuration for an https base URL.
    pub(crate) fn config(self) -> Result<ClientConfig, Error> {
        let provider = Arc::new(ring::default_provider());
        let builder = builder(&provider)?;
        let verifier = Verifier::new_with_extra_roots(self.roots, provider).map_err(|_| {
            Error::config(
                "no certificate authority is known on this machine: install its certificates (often the package \
                 ca-certificates), set SSL_CERT_FILE, or give root_certificate_pem",
            )
        })?;
        let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = match self.identity {
            None => builder.with_no_client_auth(),
            Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(|_| {
                Error::config("identity_pem: its key cannot be used, or does not belong to its first certificate")
            })?,
        };
        // reqwest sets this only in configurations of its own making.
        config.alpn_protocols = if cfg!(feature = "http2") {
            vec![b"h2".to_vec(), b"http/1.1".to_vec()]
        } else {
            vec![b"http/1.1".to_vec()]
        };
        Ok(config)
    }
}

/// A configuration that trusts nobody, for a client that only speaks http.
///
/// Without a ready one reqwest would make its own, and panic for want of a provider.
pub(crate) fn unused() -> Result<ClientConfig, Error> {
    let builder = builder(&Arc::new(ring::default_provider()))?;
    Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

fn builder(
    provider: &Arc<CryptoProvider>,
) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, Error> {
    ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_safe_default_protocol_versions()
        .map_err(|_| Error::config("rustls: it was built without TLS 1.2 and 1.3; enable the feature `tls12`"))
}

fn certificates(setting: &str, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(Error::config(format!("{setting}: it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)"))),
    }
}
