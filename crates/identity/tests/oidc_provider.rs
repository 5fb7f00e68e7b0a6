//! A sign-in at a real provider: another program, in another language, over HTTP.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use identity::Os;
use identity::oidc::{Http as _, HttpsClient, Identity, OidcError, Pending, Provider, Request, Settings};
use jiff::Timestamp;
use url::Url;

/// The provider reads the clock of the machine, so the test must too.
#[expect(clippy::disallowed_methods, reason = "the provider has the clock of the machine")]
fn now() -> Timestamp {
    Timestamp::now()
}

/// What a person does in the browser: fills in the provider's form, and is sent back.
async fn signs_in_as(http: &HttpsClient, url: &Url, subject: &str) -> Url {
    let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("sub", subject).finish();
    let request: Request = http::Request::post(url.as_str())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.into_bytes())
        .unwrap();
    let answer = http.send(request).await.unwrap();
    assert_eq!(answer.status(), 302, "{}", String::from_utf8_lossy(answer.body()));
    Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_person_signs_in_at_a_real_provider() {
    let running = testkit::openid::Provider::start(
        env!("CARGO_TARGET_TMPDIR"),
        r#"{"sub": "binh", "email": "binh@haiminh.example", "email_verified": true, "name": "Trần Văn Bình"}"#,
    );
    let http = HttpsClient::new(b"").unwrap();
    let settings = Settings {
        issuer: Url::parse(&running.issuer()).unwrap(),
        client_id: "sauro".into(),
        client_secret: Some("secret".into()),
        redirect: Url::parse("https://sauro.haiminh.example/sign-in/back").unwrap(),
    };
    let provider = Provider::discover(&http, settings.clone()).await.unwrap();

    let (url, pending) = provider.begin(now(), &mut Os);
    let kept = pending.to_json().unwrap();
    let back = signs_in_as(&http, &url, "binh").await;
    assert_eq!(back.host_str(), Some("sauro.haiminh.example"));
    let query = back.query().unwrap();
    let finish = async |pending| provider.finish(&http, pending, query, now()).await;
    assert_eq!(
        finish(pending).await,
        Ok(Identity {
            issuer: running.issuer(),
            subject: "binh".into(),
            email: Some("binh@haiminh.example".into()),
            email_verified: true,
            name: Some("Trần Văn Bình".into()),
        })
    );

    let again = finish(Pending::from_json(&kept).unwrap()).await;
    assert!(matches!(again, Err(OidcError::Provider(_))), "the provider takes a code once: {again:?}");
    let (_, other) = provider.begin(now(), &mut Os);
    assert_eq!(finish(other).await, Err(OidcError::OtherState), "another browser's sign-in");

    let (url, pending) = provider.begin(now(), &mut Os);
    let back = signs_in_as(&http, &url, "nobody").await;
    let stranger = provider.finish(&http, pending, back.query().unwrap(), now()).await.unwrap();
    assert_eq!((stranger.subject.as_str(), stranger.email_verified), ("nobody", false));

    drop(running);
    let gone = Provider::discover(&http, settings).await.unwrap_err();
    assert!(matches!(gone, OidcError::Unreachable(_)), "{gone}");
}
