//! Sign-in at another site: the whole way by a real provider, and what somebody could do with pieces of it.

use crate::city::{Answer, City, PASSWORD, ask};
use axum::http::{Request, StatusCode};
use domain::people::AccountState;
use identity::oidc::{Http as _, HttpsClient};
use jiff::SignedDuration;
use store::LogFilter;
use testkit::openid::Provider;

const SUBJECT: &str = "nguoi-42-cua-cong";

/// What the browser holds while its person is at the other site.
fn held(answer: &Answer) -> Option<String> {
    let cookies = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let value = cookies.filter_map(|cookie| cookie.strip_prefix("openid=")).next()?;
    value.split(';').next().filter(|token| !token.is_empty()).map(str::to_owned)
}

/// Where the page leads to by itself.
fn leads_to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.header("refresh").strip_prefix("0; url=").unwrap().to_owned()
}

/// What a person does at the provider; the path and query with which the browser comes back.
async fn at_provider(url: &str, subject: &str) -> String {
    let request = Request::post(url).header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(format!("sub={subject}").into_bytes()).unwrap();
    let answer = HttpsClient::new(b"").unwrap().send(request).await.unwrap();
    let to = answer.headers()["location"].to_str().unwrap();
    to.strip_prefix("https://sauro.example").unwrap().to_owned()
}

impl City {
    /// A city of the provider's own time.
    async fn of(provider: &Provider) -> Self {
        let city = Self::vouched_by(&provider.issuer()).await;
        city.pass(app::system_clock()().duration_since(city.app.now()));
        city
    }

    async fn come_back(&self, path: &str, held: &str, session: Option<&str>) -> Answer {
        let session = session.map(|session| format!("; session={session}")).unwrap_or_default();
        self.send(ask("GET", path).header("cookie", format!("openid={held}{session}")), None, "").await
    }

    async fn begin(&self, back: &str) -> (String, String) {
        let answer = self.post("/sign-in/openid", None, &format!("back={back}")).await;
        (leads_to(&answer), held(&answer).unwrap())
    }

    async fn begin_link(&self, session: &str) -> (String, String) {
        let body = format!("password={PASSWORD}");
        let answer = self.post("/account/openid/new", Some(session), &body).await;
        (leads_to(&answer), held(&answer).unwrap())
    }

    async fn link(&self, session: &str, subject: &str) -> Answer {
        let (url, held) = self.begin_link(session).await;
        self.come_back(&at_provider(&url, subject).await, &held, Some(session)).await
    }

    async fn log(&self) -> String {
        let rows = self.app.database().read().await.unwrap().search_log(&LogFilter::default(), 50).await;
        format!("{:?}", rows.unwrap())
    }
}

fn provider() -> Provider {
    Provider::start(
        env!("CARGO_TARGET_TMPDIR"),
        &format!(r#"{{"sub": "{SUBJECT}", "name": "Trần Văn Bình"}}"#),
    )
}

#[tokio::test]
async fn who_has_linked_the_account_signs_in_at_the_provider_and_nobody_else() {
    let provider = provider();
    let city = City::of(&provider).await;
    assert!(city.get("/sign-in", None).await.text.contains("Đăng nhập bằng Cổng Hải Minh"));

    // Known there, not here.
    let (url, held_by) = city.begin("/units").await;
    let before = city.state().await;
    let answer = city.come_back(&at_provider(&url, SUBJECT).await, &held_by, None).await;
    assert_eq!((answer.status, answer.token()), (StatusCode::FORBIDDEN, None));
    assert!(answer.text.contains("chưa được liên kết") && answer.text.contains("chọn “Liên kết với"));
    assert_eq!(city.state().await, before);

    // Linked with the password alone; what the page keeps of it is nothing.
    let session = city.enter("clerk").await;
    let wrong = city.post("/account/openid/new", Some(&session), "password=wrong-one").await;
    assert_eq!((wrong.status, held(&wrong)), (StatusCode::UNPROCESSABLE_ENTITY, None));
    assert!(!wrong.text.contains("wrong-one"));
    let linked = city.link(&session, SUBJECT).await;
    assert_eq!(linked.header("location"), "/account");
    let page = city.get("/account", Some(&session)).await.text;
    assert!(page.contains("liên kết từ") && !page.contains(SUBJECT));

    // In, where the person wanted to go, with a new session; the one that lay in the browser has ended.
    let planted = city.enter("follower").await;
    let (url, held_by) = city.begin("/units").await;
    let path = at_provider(&url, SUBJECT).await;
    let answer = city.come_back(&path, &held_by, Some(&planted)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/units"));
    let token = answer.token().unwrap();
    assert_ne!(token, planted);
    assert!(city.get("/account", Some(&token)).await.text.contains("Người clerk"));
    assert_eq!(city.get("/account", Some(&planted)).await.status, StatusCode::SEE_OTHER);
    // The same again opens nothing.
    assert_eq!(city.come_back(&path, &held_by, None).await.token(), None);

    let log = city.log().await;
    assert!(log.contains("people.link_openid") && log.contains("openid") && log.contains(&provider.issuer()));
    assert!(!log.contains(SUBJECT) && !log.contains("Bình"), "{log}");

    // One person there is one account here, and one account here is one person there.
    let other = city.enter("head").await;
    city.link(&other, SUBJECT).await;
    assert!(city.get("/account", Some(&other)).await.text.contains("Liên kết với Cổng Hải Minh"));
    city.link(&session, "ai-khac").await;
    let (url, held_by) = city.begin("/").await;
    let stranger = city.come_back(&at_provider(&url, "ai-khac").await, &held_by, None).await;
    assert_eq!((stranger.status, stranger.token()), (StatusCode::FORBIDDEN, None));

    // Unlinked by its owner alone.
    let body = format!("issuer={}", provider.issuer());
    let answer = city.post("/account/openid/remove", Some(&other), &body).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = city.post("/account/openid/remove", Some(&session), &body).await;
    assert_eq!(answer.header("location"), "/account");
    assert!(city.log().await.contains("people.unlink_openid"));
    let (url, held_by) = city.begin("/").await;
    let gone = city.come_back(&at_provider(&url, SUBJECT).await, &held_by, None).await;
    assert_eq!((gone.status, gone.token()), (StatusCode::FORBIDDEN, None));
}

#[tokio::test]
async fn a_piece_of_the_way_opens_nothing() {
    let provider = provider();
    let city = City::of(&provider).await;
    let session = city.enter("clerk").await;
    city.link(&session, SUBJECT).await;

    // A stolen address, without what the browser holds, with what another holds, or under a link that was sent to somebody.
    let (url, held_by) = city.begin("/").await;
    let path = at_provider(&url, SUBJECT).await;
    let (_, of_another) = city.begin("/").await;
    for thief in ["", "x", &"A".repeat(43), &of_another] {
        let answer = city.come_back(&path, thief, None).await;
        assert_eq!((answer.header("location"), answer.token()), ("/sign-in", None), "{thief}");
    }
    assert!(city.come_back(&path, &held_by, None).await.token().is_some());

    // No way out of the site.
    for back in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let (url, held_by) = city.begin(back).await;
        let answer = city.come_back(&at_provider(&url, SUBJECT).await, &held_by, None).await;
        assert_eq!(answer.header("location"), "/", "{back}");
    }

    // A link that was begun by one is not finished by another, nor by nobody; and is no sign-in.
    let other = city.enter("head").await;
    for visitor in [Some(other.as_str()), None] {
        let (url, held_by) = city.begin_link(&session).await;
        let path = at_provider(&url, "ai-khac").await;
        let before = city.state().await;
        assert_eq!(city.come_back(&path, &held_by, visitor).await.token(), None);
        assert!(city.come_back(&path, &held_by, Some(&session)).await.token().is_none());
        assert_eq!(city.state().await, before);
    }
    // What is held for a passkey answers nothing here, and the other way round.
    let (_, held_by) = city.begin("/").await;
    let request = ask("POST", "/sign-in/passkey").header("cookie", format!("ceremony={held_by}"));
    let answer = city.send(request, None, "answer=%7B%7D").await;
    assert_eq!((answer.status, answer.token()), (StatusCode::SEE_OTHER, None));

    // The provider's refusal, twice the same word, too late.
    let (_, held_by) = city.begin("/").await;
    let nonsense = "/sign-in/openid/return?state=a&state=b&code=%3Cscript%3E&error=access_denied";
    assert_eq!(city.come_back(nonsense, &held_by, None).await.header("location"), "/sign-in");
    let (url, held_by) = city.begin("/").await;
    let path = at_provider(&url, SUBJECT).await;
    city.pass(SignedDuration::from_mins(11));
    assert_eq!(city.come_back(&path, &held_by, None).await.token(), None);
    city.pass(-SignedDuration::from_mins(11));

    // A disabled account stays outside; a new printed password takes the link away.
    let (account, _) = city.target;
    let target = city.enter("target").await;
    city.link(&target, "nguoi-dich").await;
    let administrator = city.enter("administrator").await;
    let state = async |word: &str| {
        let path = format!("/people/{account}/state");
        city.post(&path, Some(&administrator), &format!("state={word}")).await
    };
    state("disabled").await;
    let kept = city.app.database().read().await.unwrap().account(account).await.unwrap().unwrap();
    assert_eq!(kept.state, AccountState::Disabled);
    let (url, held_by) = city.begin("/").await;
    let answer = city.come_back(&at_provider(&url, "nguoi-dich").await, &held_by, None).await;
    assert_eq!((answer.header("location"), answer.token()), ("/sign-in", None));
    state("active").await;
    city.print_password(account).await;
    let links = city.app.database().read().await.unwrap().external_identities(account).await.unwrap();
    assert!(links.is_empty());
}

#[tokio::test]
async fn a_provider_that_is_out_of_reach_is_asked_again_later() {
    let city = City::new().await;
    let answer = city.post("/sign-in/openid", None, "back=/").await;
    assert_eq!((answer.header("location"), held(&answer)), ("/sign-in", None));
    assert!(answer.header("set-cookie").contains("flash"), "{:?}", answer.headers);
    // The password goes on working.
    assert!(city.post("/sign-in", None, &format!("name=clerk&password={PASSWORD}")).await.token().is_some());
}
