//! How the provider is reached.

use std::fmt;
use std::future::Future;
use std::io::Cursor;
use std::pin::Pin;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use https::Client;

pub use https::NoClient;

/// A request with its whole body.
pub type Request = http::Request<Vec<u8>>;

/// An answer with its whole body.
pub type Response = http::Response<Vec<u8>>;

/// What [`Http::send`] gives.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, Unreachable>> + Send + 'a>>;

/// The provider cannot be reached.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreachable(pub String);

/// Sends one request. It must not follow redirects: the provider's addresses are those of its own document, and a
/// redirect could lead into the own network (OpenID Connect Core §3.1.3.3 knows none).
pub trait Http: Send + Sync {
    /// The answer, whatever its status.
    fn send(&self, request: Request) -> Answer<'_>;
}

/// An answer is cut off at so many bytes.
const LONGEST_ANSWER: usize = 1 << 20;

/// A request is given up after so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// HTTP over TLS, with the certificates of Mozilla's list and those that the site adds.
#[derive(Clone)]
pub struct HttpsClient(Client<Full<Cursor<Vec<u8>>>>);

impl HttpsClient {
    /// A client that trusts, besides Mozilla's list, the certificates in `authorities` (PEM; may be empty): those of a city's
    /// own certificate authority.
    ///
    /// # Errors
    /// [`NoClient`] when `authorities` holds something else.
    pub fn new(authorities: &[u8]) -> Result<Self, NoClient> {
        https::client(authorities).map(Self)
    }
}

impl fmt::Debug for HttpsClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HttpsClient")
    }
}

impl Http for HttpsClient {
    fn send(&self, request: Request) -> Answer<'_> {
        let sent = async move {
            let host = request.uri().host().unwrap_or_default().to_owned();
            let failed =
                |error: &dyn std::error::Error| Unreachable(format!("{host}: {}", with_causes(error)));
            let answer = self.0.request(request.map(|body| Full::new(Cursor::new(body)))).await;
            let (head, body) = answer.map_err(|error| failed(&error))?.into_parts();
            let body = Limited::new(body, LONGEST_ANSWER).collect().await.map_err(|error| failed(&*error))?;
            Ok(Response::from_parts(head, body.to_bytes().to_vec()))
        };
        Box::pin(async move {
            let late = || Unreachable(format!("no answer within {} seconds", PATIENCE.as_secs()));
            tokio::time::timeout(PATIENCE, sent).await.map_err(|_| late())?
        })
    }
}

/// An error and what caused it: the outer one says only that sending failed.
pub(super) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_does_not_answer_is_named() {
        let client = HttpsClient::new(b"").unwrap();
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let request = http::Request::get(format!("http://{closed}/")).body(Vec::new()).unwrap();
        let Unreachable(why) = client.send(request).await.unwrap_err();
        assert!(why.starts_with("127.0.0.1: ") && why.contains("refused"), "{why}");
    }
}
