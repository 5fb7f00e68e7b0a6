//! A bucket of S3 as the place of contents: its address, the access to it, and how it is asked.

use super::FilesError;
use async_trait::async_trait;
use http::Uri;
use http_body_util::{BodyExt, Limited};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse,
    HttpResponseBody, HttpService,
};
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tower_http::timeout::TimeoutBody;

/// An answer begins within this time. Somebody may wait for it in a turn to write: the size of a content is asked there.
const ANSWER: Duration = Duration::from_secs(10);
/// What is sent comes there at a megabit a second at least: so many bytes for each second more.
const BYTES_A_SECOND: u64 = 128 << 10;
/// A piece of a content comes within this time after the one before.
const PIECE: Duration = Duration::from_secs(30);
/// How often a request is tried again, when nothing was answered or "later".
const RETRIES: usize = 2;
/// After this time nothing is tried again.
const GIVE_UP: Duration = Duration::from_secs(60);
/// The most bytes of a refusal that are read.
const REFUSAL: usize = 64 << 10;

/// How a bucket is reached: what the variables `AWS_…` say. Its secrets are never shown.
#[derive(Clone)]
pub struct S3Access {
    key: String,
    secret: String,
    token: Option<String>,
    region: Option<String>,
    endpoint: Option<String>,
    authorities: Vec<u8>,
}

impl fmt::Debug for S3Access {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { region, endpoint, .. } = self;
        formatter
            .debug_struct("S3Access")
            .field("region", region)
            .field("endpoint", endpoint)
            .finish_non_exhaustive()
    }
}

impl S3Access {
    /// What the environment says, in which `variable` looks: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`,
    /// `AWS_REGION` (else `us-east-1`), `AWS_ENDPOINT_URL` (else Amazon's), `AWS_ALLOW_HTTP` (`true`: the endpoint may be plain
    /// http), `AWS_CA_BUNDLE` (a file of certificates that are believed besides Mozilla's list). No other machine is asked for
    /// credentials.
    ///
    /// # Errors
    /// [`FilesError::Variable`], [`FilesError::PlainHttp`].
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Result<Self, FilesError> {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        let needed = |name: &'static str| said(name).ok_or(FilesError::Variable(name));
        let endpoint = said("AWS_ENDPOINT_URL");
        if let Some(endpoint) = &endpoint {
            let plain =
                said("AWS_ALLOW_HTTP").is_some_and(|said| said.eq_ignore_ascii_case("true") || said == "1");
            check_endpoint(endpoint, plain)?;
        }
        let authorities = match said("AWS_CA_BUNDLE") {
            Some(file) => std::fs::read(file).map_err(|_| FilesError::Variable("AWS_CA_BUNDLE"))?,
            None => Vec::new(),
        };
        Ok(Self {
            key: needed("AWS_ACCESS_KEY_ID")?,
            secret: needed("AWS_SECRET_ACCESS_KEY")?,
            token: said("AWS_SESSION_TOKEN"),
            region: said("AWS_REGION"),
            endpoint,
            authorities,
        })
    }
}

/// `https://host[:port]`, without a name or password in it: addresses stand in errors.
fn check_endpoint(endpoint: &str, plain: bool) -> Result<(), FilesError> {
    let wrong = || FilesError::Variable("AWS_ENDPOINT_URL");
    let address: Uri = endpoint.parse().map_err(|_| wrong())?;
    let authority = address.authority().ok_or_else(wrong)?;
    match address.scheme_str() {
        Some("https") => {}
        Some("http") if plain => {}
        Some("http") => return Err(FilesError::PlainHttp),
        _ => return Err(wrong()),
    }
    if authority.as_str().contains('@') || address.query().is_some() {
        return Err(wrong());
    }
    Ok(())
}

/// The place at `s3://BUCKET/PREFIX`; the prefix may be absent. Nothing is asked yet.
pub(super) fn open(place: &str, access: &S3Access) -> Result<Arc<dyn ObjectStore>, FilesError> {
    let wrong = || FilesError::Address(place.to_owned());
    let rest = place.strip_prefix("s3://").ok_or_else(wrong)?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let of_a_bucket = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    if !(3..=63).contains(&bucket.len()) || !bucket.bytes().all(of_a_bucket) {
        return Err(wrong());
    }
    let prefix = Path::parse(prefix).map_err(|_| wrong())?;
    let connector =
        Connector(https::client(&access.authorities).map_err(|_| FilesError::Variable("AWS_CA_BUNDLE"))?);
    let retry = RetryConfig { max_retries: RETRIES, retry_timeout: GIVE_UP, ..RetryConfig::default() };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_access_key_id(&access.key)
        .with_secret_access_key(&access.secret)
        .with_retry(retry)
        .with_http_connector(connector);
    let told = [
        (AmazonS3ConfigKey::Token, &access.token),
        (AmazonS3ConfigKey::Region, &access.region),
        (AmazonS3ConfigKey::Endpoint, &access.endpoint),
    ];
    for (key, value) in told {
        if let Some(value) = value {
            builder = builder.with_config(key, value);
        }
    }
    let store = builder.build().map_err(FilesError::Place)?;
    Ok(Arc::new(PrefixStore::new(store, prefix)))
}

/// Asks over the client that all the site uses; that of `object_store` would bring a second one.
#[derive(Clone)]
struct Connector(https::Client<HttpRequestBody>);

impl fmt::Debug for Connector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Connector")
    }
}

impl HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Connector {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        // Not `is_empty`: in object_store 0.14 it says the opposite of what is sent.
        let bytes = request.body().content_length() as u64;
        let patience = ANSWER + Duration::from_secs(bytes / BYTES_A_SECOND);
        let answer = tokio::time::timeout(patience, self.0.request(request)).await;
        let answer =
            answer.map_err(|late| HttpError::new(HttpErrorKind::Timeout, late))?.map_err(|error| {
                let kind = if error.is_connect() { HttpErrorKind::Connect } else { HttpErrorKind::Request };
                HttpError::new(kind, error)
            })?;
        let (head, body) = answer.into_parts();
        let body = TimeoutBody::new(PIECE, body).map_err(interrupted);
        if head.status.is_client_error() || head.status.is_server_error() {
            let refusal = Limited::new(body, REFUSAL).collect().await.map(|body| body.to_bytes());
            let code = refusal.ok().and_then(|text| code(&text)).unwrap_or_default();
            return Ok(HttpResponse::from_parts(head, code.into()));
        }
        Ok(HttpResponse::from_parts(head, HttpResponseBody::new(body)))
    }
}

fn interrupted(error: Box<dyn std::error::Error + Send + Sync>) -> HttpError {
    HttpError::new_boxed(HttpErrorKind::Interrupted, error)
}

/// The code of a refusal. Nothing else of it is told on: some repeat the whole request with the session token in it.
fn code(refusal: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(refusal).ok()?;
    let (_, rest) = text.split_once("<Code>")?;
    let (code, _) = rest.split_once("</Code>")?;
    let told = code.len() <= 64 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    told.then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(more: &[(&str, &str)]) -> Result<S3Access, FilesError> {
        let keys = [
            ("AWS_ACCESS_KEY_ID", "AKIAHAIMINH"),
            ("AWS_SECRET_ACCESS_KEY", "bi-mat"),
            ("AWS_SESSION_TOKEN", "the-phien"),
        ];
        let said = |name: &str| {
            more.iter().chain(&keys).find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        S3Access::of(said)
    }

    #[test]
    fn what_is_missing_or_wrong_is_told_by_its_name() {
        let missing = |name: &str| match access(&[(name, "")]) {
            Err(FilesError::Variable(missing)) => missing == name,
            _ => false,
        };
        assert!(missing("AWS_ACCESS_KEY_ID") && missing("AWS_SECRET_ACCESS_KEY"));
        for wrong in [
            "s3.haiminh.example",
            "ftp://s3.haiminh.example",
            "https://ten:bi-mat@s3.haiminh.example",
            "https://s3.haiminh.example/?a=b",
            "https://",
        ] {
            let found = access(&[("AWS_ENDPOINT_URL", wrong)]);
            assert!(matches!(found, Err(FilesError::Variable("AWS_ENDPOINT_URL"))), "{wrong}: {found:?}");
        }
        let plain = ("AWS_ENDPOINT_URL", "http://s3.haiminh.example:9000");
        assert!(matches!(access(&[plain]), Err(FilesError::PlainHttp)));
        assert!(matches!(access(&[plain, ("AWS_ALLOW_HTTP", "false")]), Err(FilesError::PlainHttp)));
        access(&[plain, ("AWS_ALLOW_HTTP", "true")]).unwrap();
        access(&[("AWS_ENDPOINT_URL", "https://s3.haiminh.example")]).unwrap();
        assert!(matches!(
            access(&[("AWS_CA_BUNDLE", "none.pem")]),
            Err(FilesError::Variable("AWS_CA_BUNDLE"))
        ));
    }

    #[test]
    fn an_address_has_a_bucket_and_maybe_a_prefix() {
        let access = access(&[]).unwrap();
        for good in ["s3://sauro", "s3://sauro/", "s3://hai-minh.sauro/site/files"] {
            open(good, &access).unwrap();
        }
        for wrong in [
            "s3://",
            "s3://ab",
            "s3://Sauro/files",
            "s3:///files",
            "sauro",
            "s3://sauro/a//b",
            "s3://sauro/../b",
        ] {
            assert!(matches!(open(wrong, &access), Err(FilesError::Address(_))), "{wrong}");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        let access = access(&[]).unwrap();
        let shown = format!("{access:?} {:?}", open("s3://sauro", &access).unwrap());
        assert!(!shown.contains("bi-mat") && !shown.contains("the-phien"), "{shown}");
    }

    #[test]
    fn of_a_refusal_only_the_code_is_told() {
        let refusal = b"<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code><Message>x-amz-security-token:the-phien</Message></Error>";
        assert_eq!(code(refusal).as_deref(), Some("SignatureDoesNotMatch"));
        assert_eq!(code(b"<Code>the-phien x</Code>"), None);
        assert_eq!(code(b"<html>"), None);
    }
}
