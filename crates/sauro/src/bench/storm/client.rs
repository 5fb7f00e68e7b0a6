//! A browser's connection, as far as it sends forms and reads pages: HTTP/1.1 over one connection that is kept open.

use std::io;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A connection to the site.
pub(super) struct Client {
    address: String,
    stream: BufReader<TcpStream>,
}

/// What was answered.
pub(super) struct Answer {
    /// 303 for a form that was taken.
    pub(super) status: u16,
    /// The page.
    pub(super) body: String,
}

impl Client {
    pub(super) async fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream) })
    }

    pub(super) async fn get(&mut self, path: &str, cookie: &str) -> io::Result<Answer> {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: session={cookie}\r\n\r\n", self.address);
        self.ask(&request).await
    }

    pub(super) async fn post(&mut self, path: &str, cookie: &str, form: &str) -> io::Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nCookie: session={cookie}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        );
        self.ask(&request).await
    }

    async fn ask(&mut self, request: &str) -> io::Result<Answer> {
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let (mut status, mut length, mut closes) = (None, 0, false);
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end().to_lowercase();
            if line.is_empty() {
                break;
            } else if status.is_none() {
                status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
            } else if let Some(of) = line.strip_prefix("content-length: ") {
                length = of.parse().map_err(|_| io::ErrorKind::InvalidData)?;
            } else if line == "connection: close" {
                closes = true;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        if closes {
            *self = Self::open(&self.address.clone()).await?;
        }
        let status = status.ok_or(io::ErrorKind::InvalidData)?;
        Ok(Answer { status, body: String::from_utf8_lossy(&body).into_owned() })
    }
}
