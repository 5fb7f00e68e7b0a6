//! The client for providers, against servers with certificates of their own.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;

use identity::oidc::{Http as _, HttpsClient, Response, Unreachable};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto};

/// A server for `name` on this machine that answers every request with `answer`; with its port, and the certificate of
/// the authority that vouches for it.
fn server(name: &str, answer: &'static [u8]) -> (u16, String) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        )
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            // What goes wrong here is what the client reports.
            if stream.read(&mut [0; 4096]).is_ok() {
                let _ = stream.write_all(answer);
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    (port, authority.pem())
}

async fn get(port: u16, authorities: &str) -> Result<Response, Unreachable> {
    let client = HttpsClient::new(authorities.as_bytes()).unwrap();
    client.send(http::Request::get(format!("https://localhost:{port}/")).body(Vec::new()).unwrap()).await
}

#[tokio::test]
async fn a_citys_own_authority_is_trusted_when_it_is_named_and_only_then() {
    let (port, authority) = server("localhost", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nrooms");
    assert_eq!(get(port, &authority).await.unwrap().body(), b"room");
    let Unreachable(why) = get(port, "").await.unwrap_err();
    assert!(why.contains("UnknownIssuer"), "{why}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let (port, authority) = server("id.other.example", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let Unreachable(why) = get(port, &authority).await.unwrap_err();
    assert!(why.contains("certificate not valid for name"), "{why}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (port, authority) = server(
        "localhost",
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    );
    assert_eq!(get(port, &authority).await.unwrap().status(), 302);
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    static LONG: std::sync::LazyLock<Vec<u8>> =
        std::sync::LazyLock::new(|| [b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &[b'x'; 2 << 20]].concat());
    let (port, authority) = server("localhost", &LONG);
    let Unreachable(why) = get(port, &authority).await.unwrap_err();
    assert!(why.contains("length limit exceeded"), "{why}");
}
