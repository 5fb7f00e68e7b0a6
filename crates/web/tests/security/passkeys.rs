//! Passkeys: asked for with the password, answered by who was asked, once, and touched by their owner alone. A whole ceremony
//! with a device is a test of the browser.

use crate::city::{Answer, City, PASSWORD, ask};
use axum::http::StatusCode;
use store::NewPasskey;

/// What the browser is told to hold until it answers.
fn ceremony(answer: &Answer) -> Option<String> {
    let cookies = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let value = cookies.filter_map(|cookie| cookie.strip_prefix("ceremony=")).next()?;
    value.split(';').next().map(str::to_owned)
}

impl City {
    async fn finish(&self, token: &str, ceremony: &str) -> Answer {
        let request = ask("POST", "/account/passkeys/new").header("cookie", format!("ceremony={ceremony}"));
        self.send(request, Some(token), "name=a&answer=%7B%7D").await
    }
}

#[tokio::test]
async fn a_passkey_is_asked_for_with_the_password_and_answered_once_by_who_was_asked() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    let wrong = city.post("/account/passkeys/begin", Some(&token), "password=wrong").await;
    assert_eq!((wrong.status, ceremony(&wrong)), (StatusCode::UNPROCESSABLE_ENTITY, None));
    let begin = async || {
        let answer =
            city.post("/account/passkeys/begin", Some(&token), &format!("password={PASSWORD}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text.contains("challenge") && !answer.text.contains(PASSWORD));
        ceremony(&answer).unwrap()
    };
    let before = city.state().await;
    let held = begin().await;
    // Somebody else with the token of the ceremony: it is none of theirs, and it is gone.
    let other = city.enter("head").await;
    let before_other = city.state().await;
    assert!(city.finish(&other, &held).await.text.contains("Đã quá lâu"));
    assert!(city.finish(&token, &held).await.text.contains("Đã quá lâu"));
    assert_eq!(city.state().await, before_other);
    // An answer that is none uses the ceremony up.
    let held = begin().await;
    let nonsense = city.finish(&token, &held).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nonsense.text.contains("Chưa dùng được khóa này"));
    assert!(city.finish(&token, &held).await.text.contains("Đã quá lâu"));
    // A sign-in is not a registration, and the other way round.
    let sign_in = city.post("/sign-in/passkey/begin", None, "").await;
    assert!(city.finish(&token, &ceremony(&sign_in).unwrap()).await.text.contains("Đã quá lâu"));
    let held = begin().await;
    let request = ask("POST", "/sign-in/passkey").header("cookie", format!("ceremony={held}"));
    let answer = city.send(request, None, "answer=%7B%7D&back=//evil.example").await;
    assert_eq!((answer.header("location"), answer.token()), ("/sign-in", None));
    assert_ne!(before, before_other, "the other one signed in");
}

#[tokio::test]
async fn a_passkey_is_touched_by_its_owner_alone_and_goes_with_the_password() {
    let city = City::new().await;
    let (account, _, _) = city.stranger;
    let mut work = city.app.database().work().await.unwrap();
    let new = NewPasskey { account, credential: "abc", name: "Máy lạ", data: "{}" };
    work.add_passkey(&new, city.app.now()).await.unwrap();
    work.commit().await.unwrap();
    let passkeys = async || city.app.database().read().await.unwrap().passkeys(account).await.unwrap();
    let id = passkeys().await[0].id;
    for role in ["clerk", "administrator"] {
        let token = city.enter(role).await;
        let before = (city.state().await, passkeys().await);
        for deed in ["rename", "remove"] {
            let path = format!("/account/passkeys/{id}/{deed}");
            let answer = city.post(&path, Some(&token), &format!("name-{id}=x")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed} by {role}");
        }
        assert_eq!((city.state().await, passkeys().await), before);
    }
    let token = city.enter("stranger").await;
    let rename = format!("/account/passkeys/{id}/rename");
    city.post(&rename, Some(&token), &format!("name-{id}=%3Cb%3Exa")).await;
    assert!(city.get("/account", Some(&token)).await.text.contains("&lt;b&gt;xa"));
    city.post(&rename, Some(&token), &format!("name-{id}=")).await;
    assert_eq!(passkeys().await[0].name, "<b>xa");
    city.print_password(account).await;
    assert!(passkeys().await.is_empty());
}
