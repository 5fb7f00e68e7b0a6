//! What a provider, or somebody in its place, could send back.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use data_encoding::{BASE64, BASE64URL_NOPAD};
use identity::Os;
use identity::oidc::{
    Answer, Http, Identity, OidcError, Pending, Provider, Request, Settings, TokenFault, Unreachable,
};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm as Algorithm};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;

const ISSUER: &str = "https://id.haiminh.example";

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn settings() -> Settings {
    Settings {
        issuer: url(ISSUER),
        client_id: "sauro".into(),
        client_secret: Some("a secret that the provider knows".into()),
        redirect: url("https://sauro.haiminh.example/sign-in/back"),
    }
}

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

fn key(seed: u8, name: &str) -> CoreEdDsaPrivateSigningKey {
    // PKCS #8 around the 32 bytes of the key (RFC 8410 §7).
    let mut der = data_encoding::HEXLOWER.decode(b"302e020100300506032b657004220420").unwrap();
    der.extend([seed; 32]);
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", BASE64.encode(&der));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(name.into()))).unwrap()
}

fn signed(header: Value, claims: &Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let message = format!("{}.{}", part(&header), part(claims));
    format!("{message}.{}", BASE64URL_NOPAD.encode(&sign(message.as_bytes())))
}

/// A token signed by `key`.
fn token(key: &CoreEdDsaPrivateSigningKey, name: &str, claims: &Value) -> String {
    let header = json!({ "alg": "EdDSA", "kid": name });
    signed(header, claims, |message| key.sign(&Algorithm::EdDsa, message).unwrap())
}

/// Makes a token of claims that hold.
type Forge<'a> = &'a dyn Fn(&Value) -> String;

/// The provider, whose answers each test changes.
struct Stub {
    document: Value,
    keys: Mutex<Value>,
    keys_read: AtomicUsize,
    tokens: Mutex<(u16, String)>,
    userinfo: Value,
    asked: Mutex<Option<Request>>,
}

impl Stub {
    fn new() -> Self {
        Self {
            document: json!({
                "issuer": ISSUER,
                "authorization_endpoint": format!("{ISSUER}/authorize"),
                "token_endpoint": format!("{ISSUER}/token"),
                "userinfo_endpoint": format!("{ISSUER}/userinfo"),
                "jwks_uri": format!("{ISSUER}/keys"),
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
            }),
            keys: Mutex::new(json!({ "keys": [key(1, "one").as_verification_key()] })),
            keys_read: AtomicUsize::new(0),
            tokens: Mutex::new((500, String::new())),
            userinfo: json!({ "sub": "42" }),
            asked: Mutex::new(None),
        }
    }

    fn gives(&self, id_token: &str) {
        let tokens = json!({ "access_token": "access", "token_type": "Bearer", "id_token": id_token });
        *self.tokens.lock().unwrap() = (200, tokens.to_string());
    }
}

impl Http for Stub {
    fn send(&self, request: Request) -> Answer<'_> {
        let (status, body) = match request.uri().path() {
            "/.well-known/openid-configuration" => (200, self.document.to_string()),
            "/keys" => {
                self.keys_read.fetch_add(1, Ordering::Relaxed);
                (200, self.keys.lock().unwrap().to_string())
            }
            "/token" => {
                *self.asked.lock().unwrap() = Some(request);
                self.tokens.lock().unwrap().clone()
            }
            "/userinfo" => (200, self.userinfo.to_string()),
            other => panic!("{other}"),
        };
        let answer = http::Response::builder().status(status).header("content-type", "application/json");
        let answer = answer.body(body.into_bytes()).map_err(|error| Unreachable(error.to_string()));
        Box::pin(async { answer })
    }
}

/// A sign-in up to the moment at which the browser comes back.
struct Begun {
    provider: Provider,
    url: Url,
    pending: Pending,
}

impl Begun {
    async fn with(stub: &Stub) -> Self {
        let provider = Provider::discover(stub, settings()).await.unwrap();
        let (url, pending) = provider.begin(now(), &mut Os);
        Self { provider, url, pending: Pending::from_json(&pending.to_json().unwrap()).unwrap() }
    }

    fn sent(&self, name: &str) -> String {
        self.url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
    }

    /// Claims that hold, to be changed.
    fn claims(&self) -> Value {
        let second = now().as_second();
        json!({
            "iss": ISSUER, "sub": "42", "aud": "sauro", "exp": second + 300, "iat": second, "nonce": self.sent("nonce"),
            "email": "binh@haiminh.example", "email_verified": true, "name": "Trần Văn Bình",
        })
    }

    async fn comes_back(self, stub: &Stub) -> Result<Identity, OidcError> {
        let query = format!("code=abc&state={}", self.sent("state"));
        self.provider.finish(stub, self.pending, &query, now()).await
    }
}

/// Signs in with a token whose claims were changed.
async fn with(change: impl FnOnce(&mut Value)) -> Result<Identity, OidcError> {
    let stub = Stub::new();
    let begun = Begun::with(&stub).await;
    let mut claims = begun.claims();
    change(&mut claims);
    stub.gives(&token(&key(1, "one"), "one", &claims));
    begun.comes_back(&stub).await
}

async fn fault(change: impl FnOnce(&mut Value)) -> TokenFault {
    match with(change).await {
        Err(OidcError::Token(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

fn binh() -> Identity {
    Identity {
        issuer: ISSUER.into(),
        subject: "42".into(),
        email: Some("binh@haiminh.example".into()),
        email_verified: true,
        name: Some("Trần Văn Bình".into()),
    }
}

#[tokio::test]
async fn a_token_that_holds_says_who_it_is() {
    assert_eq!(with(|_| {}).await, Ok(binh()));
}

#[tokio::test]
async fn the_code_is_asked_for_and_redeemed_with_proof() {
    let stub = Stub::new();
    let begun = Begun::with(&stub).await;
    assert!(begun.url.as_str().starts_with(&format!("{ISSUER}/authorize?")));
    assert_eq!(begun.sent("response_type"), "code");
    assert_eq!(begun.sent("scope"), "openid email profile");
    assert_eq!(begun.sent("redirect_uri"), "https://sauro.haiminh.example/sign-in/back");
    assert_eq!(begun.sent("code_challenge_method"), "S256");
    let challenge = begun.sent("code_challenge");
    stub.gives(&token(&key(1, "one"), "one", &begun.claims()));
    begun.comes_back(&stub).await.unwrap();
    let request = stub.asked.lock().unwrap().take().unwrap();
    let form: Vec<(String, String)> = url::form_urlencoded::parse(request.body()).into_owned().collect();
    let sent = |name: &str| form.iter().find(|(key, _)| key == name).unwrap().1.clone();
    assert_eq!((sent("grant_type"), sent("code")), ("authorization_code".into(), "abc".into()));
    assert_eq!(BASE64URL_NOPAD.encode(&Sha256::digest(sent("code_verifier"))), challenge);
    assert!(request.headers()["authorization"].to_str().unwrap().starts_with("Basic "));
}

#[tokio::test]
async fn a_token_of_another_sign_in_is_refused() {
    assert_eq!(fault(|claims| claims["nonce"] = "another".into()).await, TokenFault::Nonce);
    assert_eq!(fault(|claims| claims["nonce"] = Value::Null).await, TokenFault::Nonce);
}

#[tokio::test]
async fn a_token_for_another_site_is_refused() {
    assert_eq!(fault(|claims| claims["aud"] = "other".into()).await, TokenFault::Audience);
    assert_eq!(fault(|claims| claims["aud"] = json!([])).await, TokenFault::Audience);
    assert_eq!(fault(|claims| claims["aud"] = json!(["sauro", "other"])).await, TokenFault::Audience);
}

#[tokio::test]
async fn a_token_of_another_provider_is_refused() {
    assert_eq!(fault(|claims| claims["iss"] = "https://id.other.example".into()).await, TokenFault::Issuer);
    assert_eq!(fault(|claims| claims["iss"] = format!("{ISSUER}/").into()).await, TokenFault::Issuer);
}

#[tokio::test]
async fn a_token_of_another_time_is_refused() {
    let second = now().as_second();
    assert_eq!(fault(|claims| claims["exp"] = (second - 61).into()).await, TokenFault::Time);
    assert_eq!(fault(|claims| claims["iat"] = (second + 61).into()).await, TokenFault::Time);
    assert_eq!(
        with(|claims| claims["exp"] = (second - 59).into()).await,
        Ok(binh()),
        "clocks differ by a minute"
    );
}

#[tokio::test]
async fn only_signatures_of_the_providers_keys_are_taken() {
    let stub = Stub::new();
    let sign_in = async |forge: Forge<'_>| {
        let begun = Begun::with(&stub).await;
        stub.gives(&forge(&begun.claims()));
        begun.comes_back(&stub).await
    };
    let none = |claims: &Value| signed(json!({ "alg": "none" }), claims, |_| Vec::new());
    let secret = CoreHmacKey::new(settings().client_secret.unwrap());
    let shared = |claims: &Value| {
        signed(json!({ "alg": "HS256" }), claims, |text| secret.sign(&Algorithm::HmacSha256, text).unwrap())
    };
    let public = serde_json::to_string(&key(1, "one").as_verification_key()).unwrap();
    let confused = |claims: &Value| {
        let secret = CoreHmacKey::new(public.clone());
        signed(json!({ "alg": "HS256", "kid": "one" }), claims, |text| {
            secret.sign(&Algorithm::HmacSha256, text).unwrap()
        })
    };
    let stranger = |claims: &Value| token(&key(2, "one"), "one", claims);
    let unknown = |claims: &Value| token(&key(2, "two"), "two", claims);
    let unsigned = |claims: &Value| {
        let whole = token(&key(1, "one"), "one", claims);
        whole[..=whole.rfind('.').unwrap()].to_owned()
    };
    let changed = |claims: &Value| {
        let whole = token(&key(1, "one"), "one", claims);
        let mut claims = claims.clone();
        claims["sub"] = "1".into();
        let other = BASE64URL_NOPAD.encode(claims.to_string().as_bytes());
        let parts: Vec<&str> = whole.split('.').collect();
        format!("{}.{other}.{}", parts[0], parts[2])
    };
    let forgeries: [(&str, Forge<'_>); 7] = [
        ("none", &none),
        ("shared", &shared),
        ("confused", &confused),
        ("stranger", &stranger),
        ("unknown", &unknown),
        ("unsigned", &unsigned),
        ("changed", &changed),
    ];
    for (name, forge) in forgeries {
        let answer = sign_in(forge).await;
        assert!(matches!(answer, Err(OidcError::Token(TokenFault::Signature(_)))), "{name}: {answer:?}");
    }
    assert_eq!(sign_in(&|claims| token(&key(1, "one"), "one", claims)).await, Ok(binh()));
}

#[tokio::test]
async fn keys_are_read_anew_when_the_provider_changed_them() {
    let stub = Stub::new();
    let begun = Begun::with(&stub).await;
    *stub.keys.lock().unwrap() = json!({ "keys": [key(2, "two").as_verification_key()] });
    stub.gives(&token(&key(2, "two"), "two", &begun.claims()));
    assert_eq!(begun.comes_back(&stub).await, Ok(binh()));
    assert_eq!(stub.keys_read.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn an_access_token_that_was_swapped_is_refused() {
    // Of Ed25519 the hash is SHA-512, of which the left half counts.
    let hash = |token: &str| BASE64URL_NOPAD.encode(&sha2::Sha512::digest(token)[..32]);
    assert_eq!(with(|claims| claims["at_hash"] = hash("access").into()).await, Ok(binh()));
    assert!(matches!(
        fault(|claims| claims["at_hash"] = hash("other").into()).await,
        TokenFault::Signature(_)
    ));
}

#[tokio::test]
async fn what_the_token_leaves_out_is_asked_for_and_must_be_of_the_same_person() {
    let mut stub = Stub::new();
    for (subject, is_same) in [("42", true), ("43", false)] {
        stub.userinfo = json!({ "sub": subject, "email": "binh@haiminh.example", "email_verified": true, "name#vi": "Trần Văn Bình" });
        let begun = Begun::with(&stub).await;
        let mut claims = begun.claims();
        let all = claims.as_object_mut().unwrap();
        all.retain(|name, _| !name.starts_with("email") && name != "name");
        stub.gives(&token(&key(1, "one"), "one", &claims));
        let answer = begun.comes_back(&stub).await;
        if is_same {
            assert_eq!(answer, Ok(binh()));
        } else {
            assert!(matches!(answer, Err(OidcError::Token(_))), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn who_did_not_begin_here_does_not_come_in() {
    let stub = Stub::new();
    for (query, expected) in [
        ("", OidcError::Form),
        ("code=abc", OidcError::Form),
        ("code=abc&state=", OidcError::OtherState),
        ("code=abc&state=forged", OidcError::OtherState),
        ("error=access_denied&state=forged", OidcError::OtherState),
        ("state=STATE", OidcError::Form),
        ("code=abc&code=def&state=STATE", OidcError::Form),
        ("code=abc&state=STATE&state=STATE", OidcError::Form),
        ("code=abc&state=STATE&iss=https%3A%2F%2Fid.other.example", OidcError::OtherState),
        (
            "error=access_denied&error_description=Kh%C3%B4ng&state=STATE",
            OidcError::Refused { error: "access_denied".into(), description: Some("Không".into()) },
        ),
    ] {
        let begun = Begun::with(&stub).await;
        let query = query.replace("STATE", &begun.sent("state"));
        assert_eq!(
            begun.provider.finish(&stub, begun.pending, &query, now()).await,
            Err(expected),
            "{query}"
        );
    }
    let begun = Begun::with(&stub).await;
    let query = format!("code=abc&state={}", begun.sent("state"));
    let late = now() + SignedDuration::from_mins(10);
    assert_eq!(begun.provider.finish(&stub, begun.pending, &query, late).await, Err(OidcError::TooLate));
}

#[tokio::test]
async fn what_the_provider_should_not_say_is_an_error_without_its_tokens() {
    let stub = Stub::new();
    for (status, body) in [
        (200, "<html>"),
        (200, "{}"),
        (200, r#"{"access_token":"access","token_type":"Bearer","id_token":"a.b.c"}"#),
        (400, r#"{"error":"invalid_grant"}"#),
        (502, "Bad gateway"),
    ] {
        *stub.tokens.lock().unwrap() = (status, body.into());
        let error = Begun::with(&stub).await.comes_back(&stub).await.unwrap_err();
        assert!(matches!(error, OidcError::Provider(_)) && !error.to_string().contains("access"), "{error}");
    }
    *stub.tokens.lock().unwrap() = (200, r#"{"access_token":"access","token_type":"Bearer"}"#.into());
    let error = Begun::with(&stub).await.comes_back(&stub).await.unwrap_err();
    assert_eq!(error, OidcError::Token(TokenFault::Missing));
}

#[tokio::test]
async fn addresses_without_https_and_foreign_documents_are_refused() {
    let discover = async |change: fn(&mut Stub), settings| {
        let mut stub = Stub::new();
        change(&mut stub);
        Provider::discover(&stub, settings).await.unwrap_err()
    };
    for endpoint in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"] {
        let mut stub = Stub::new();
        stub.document[endpoint] = "http://id.haiminh.example/keys".into();
        let error = Provider::discover(&stub, settings()).await.unwrap_err();
        assert!(matches!(error, OidcError::Insecure(_)), "{endpoint}: {error}");
    }
    let other = |stub: &mut Stub| stub.document["issuer"] = "https://id.other.example".into();
    assert!(matches!(discover(other, settings()).await, OidcError::Provider(_)));
    let plain = Settings { issuer: url("http://id.haiminh.example"), ..settings() };
    assert!(matches!(discover(|_| {}, plain).await, OidcError::Insecure(_)));
    let plain = Settings { redirect: url("http://sauro.haiminh.example/back"), ..settings() };
    assert!(matches!(discover(|_| {}, plain).await, OidcError::Insecure(_)));
    assert!(!format!("{:?}", settings()).contains("secret"));
}

/// A server's handler must be able to wait on another thread.
#[test]
fn futures_may_be_sent() {
    fn is_send<T: Send>(_: T) {}
    let stub = Stub::new();
    is_send(Provider::discover(&stub, settings()));
    is_send(async {
        let begun = Begun::with(&stub).await;
        begun.provider.finish(&stub, begun.pending, "", now()).await
    });
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(query: String, id_token: String, parts in ("[ -~]{0,40}", "[ -~]{0,40}", "[ -~]{0,40}")) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let stub = Stub::new();
            let begun = Begun::with(&stub).await;
            assert!(begun.provider.finish(&stub, begun.pending, &query, now()).await.is_err());
            let encoded = [parts.0, parts.1, parts.2].map(|part| BASE64URL_NOPAD.encode(part.as_bytes())).join(".");
            for id_token in [id_token, encoded] {
                stub.gives(&id_token);
                assert!(Begun::with(&stub).await.comes_back(&stub).await.is_err());
            }
        });
        prop_assert!(Pending::from_json(&query).is_err());
    }
}
