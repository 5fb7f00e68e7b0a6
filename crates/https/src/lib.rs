//! How other machines are asked: HTTP/1.1 over rustls, with the certificates of Mozilla's list and those that the site adds.
//!
//! One place, so that whose certificates are believed is the same for every machine that is asked. Redirects are not
//! followed: the addresses are those that the keeper gave, and a redirect could lead elsewhere in the own network.

use hyper::body::Body;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Builder;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore, crypto};
use std::sync::Arc;
use std::time::Duration;

pub use hyper_util::client::legacy::Error;

/// A machine that takes no connection within this time is out of reach.
const CONNECT: Duration = Duration::from_secs(5);

/// Keeps its connections; cheap to clone.
pub type Client<B> = hyper_util::client::legacy::Client<HttpsConnector<HttpConnector>, B>;

/// The added certificates cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the certificates cannot be read: {0}")]
pub struct NoClient(String);

/// A client that trusts, besides Mozilla's list, the certificates in `authorities` (PEM; may be empty): those of a city's own
/// certificate authority. It also asks by plain HTTP; whoever must not do that looks at the address.
///
/// # Errors
/// [`NoClient`] when `authorities` holds something else.
pub fn client<B>(authorities: &[u8]) -> Result<Client<B>, NoClient>
where
    B: Body + Send,
    B::Data: Send,
{
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for certificate in CertificateDer::pem_slice_iter(authorities) {
        let certificate = certificate.map_err(|error| NoClient(error.to_string()))?;
        roots.add(certificate).map_err(|error| NoClient(error.to_string()))?;
    }
    let tls = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| NoClient(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_connect_timeout(Some(CONNECT));
    let connector =
        HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().wrap_connector(tcp);
    Ok(Builder::new(TokioExecutor::new()).build(connector))
}

#[cfg(test)]
mod tests {
    use super::client;

    #[test]
    fn certificates_are_read_or_refused() {
        assert!(client::<String>(b"").is_ok());
        let refused = client::<String>(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assert!(refused.is_err());
    }
}
