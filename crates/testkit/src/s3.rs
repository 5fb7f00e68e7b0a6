//! An S3 as a process of its own: `moto` from PyPI, which keeps everything in memory and believes every key.

use crate::python::Server;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// It looks whether somebody signs, not how.
const SIGNED: &str = "Authorization: AWS4-HMAC-SHA256 Credential=AKIAHAIMINH/20260101/us-east-1/s3/aws4_request, \
    SignedHeaders=host, Signature=0\r\n";

/// The running server with one bucket, [`S3::BUCKET`]; ends when dropped.
#[derive(Debug)]
pub struct S3(Server);

impl S3 {
    /// The bucket in it.
    pub const BUCKET: &str = "sauro";

    /// Installs it if need be below `folder` (`CARGO_TARGET_TMPDIR`) and starts it on a free port of this machine.
    ///
    /// # Panics
    /// With what to do, when it cannot be installed or does not start.
    #[must_use]
    pub fn start(folder: &str) -> Self {
        let arguments = ["moto.server", "--host", "127.0.0.1", "--port"];
        let server = Self(Server::start(folder, "s3", include_str!("s3/requirements.txt"), &arguments));
        server.ask("PUT", "", b"");
        server
    }

    /// Its address.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.0.address)
    }

    /// Writes an object past whoever uses the bucket.
    ///
    /// # Panics
    /// When the server does not do it.
    pub fn write(&self, key: &str, bytes: &[u8]) {
        self.ask("PUT", &format!("/{key}"), bytes);
    }

    /// Takes an object away.
    ///
    /// # Panics
    /// When the server does not do it.
    pub fn remove(&self, key: &str) {
        self.ask("DELETE", &format!("/{key}"), b"");
    }

    /// How many uploads in parts were begun below `prefix` and neither ended nor taken back.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    pub fn open_uploads(&self, prefix: &str) -> usize {
        self.ask("GET", "?uploads", b"").matches(&format!("<Key>{prefix}/")).count()
    }

    fn ask(&self, method: &str, path: &str, body: &[u8]) -> String {
        let mut head = format!("{method} /{}{path} HTTP/1.1\r\n", Self::BUCKET);
        write!(head, "Host: {}\r\nConnection: close\r\n", self.0.address).expect("text");
        head.push_str(SIGNED);
        write!(head, "Content-Length: {}\r\n\r\n", body.len()).expect("text");
        let mut stream = TcpStream::connect(self.0.address).expect("the server");
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).expect("the server");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the server");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
        answer
    }
}
