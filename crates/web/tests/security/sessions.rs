//! Sessions: where they begin, and when they end.

use crate::city::{City, PASSWORD, ask};
use app::Visit;
use axum::http::StatusCode;
use jiff::SignedDuration;

/// The code of an authenticator app at the city's moment.
pub(crate) fn code(city: &City, secret: &str) -> String {
    let secret = identity::totp::Secret::from_hex(secret).unwrap();
    let now = city.app.now();
    // A code has a million forms; the server's own check finds the right one.
    (0..1_000_000)
        .map(|number| format!("{number:06}"))
        .find(|code| secret.verify(code, now, None).is_ok_and(|step| step.0 == now.as_second() / 30))
        .unwrap()
}

/// Sets up an authenticator app; the secret in hexadecimal digits.
pub(crate) async fn add_totp(city: &City, name: &str) -> String {
    let token = city.enter(name).await;
    let visit = city.visit(&token).await;
    let person = visit.person().unwrap();
    let enrolment = person.begin_totp("Hải Minh").unwrap();
    person.finish_totp(&enrolment.hex, &code(city, &enrolment.hex)).await.unwrap();
    city.app.sign_out(&visit).await.unwrap();
    city.pass(SignedDuration::from_secs(60));
    enrolment.hex
}

async fn is_in(city: &City, token: &str) -> bool {
    city.get("/account", Some(token)).await.status == StatusCode::OK
}

#[tokio::test]
async fn the_token_of_before_the_sign_in_is_never_kept() {
    let city = City::new().await;
    let planted = "A".repeat(43);
    let body = format!("name=clerk&password={PASSWORD}&back=/");
    let answer = city.post("/sign-in", Some(&planted), &body).await;
    let token = answer.token().unwrap();
    assert_ne!(token, planted);
    assert!(is_in(&city, &token).await && !is_in(&city, &planted).await);

    // A session of somebody else, put into the browser, ends and does not become mine.
    let others = city.enter("follower").await;
    let answer = city.post("/sign-in", Some(&others), &body).await;
    let mine = answer.token().unwrap();
    assert_ne!(mine, others);
    assert!(is_in(&city, &mine).await && !is_in(&city, &others).await);
}

#[tokio::test]
async fn the_second_step_gives_a_new_token_and_the_first_opens_nothing() {
    let city = City::new().await;
    let secret = add_totp(&city, "clerk").await;
    let answer = city.post("/sign-in", None, &format!("name=clerk&password={PASSWORD}")).await;
    let half = answer.token().unwrap();
    assert!(!is_in(&city, &half).await);
    let body = format!("code={}", code(&city, &secret));
    let answer = city.post("/sign-in/code", Some(&half), &body).await;
    let whole = answer.token().unwrap();
    assert_ne!(half, whole);
    assert!(is_in(&city, &whole).await);
    assert!(matches!(city.visit(&half).await, Visit::Nobody(_)));
    // Nobody is let in by the same code again.
    let again =
        city.post("/sign-in", None, &format!("name=clerk&password={PASSWORD}")).await.token().unwrap();
    let answer = city.post("/sign-in/code", Some(&again), &body).await;
    assert_eq!((answer.status, answer.token()), (StatusCode::UNPROCESSABLE_ENTITY, None));
}

#[tokio::test]
async fn a_half_signed_session_ends_after_five_minutes() {
    let city = City::new().await;
    let secret = add_totp(&city, "clerk").await;
    let half = city.enter("clerk").await;
    city.pass(SignedDuration::from_secs(301));
    let answer = city.post("/sign-in/code", Some(&half), &format!("code={}", code(&city, &secret))).await;
    assert_eq!((answer.status, answer.token()), (StatusCode::SEE_OTHER, None));
}

#[tokio::test]
async fn the_cookie_is_for_the_server_alone() {
    let city = City::new().await;
    let answer = city.post("/sign-in", None, &format!("name=clerk&password={PASSWORD}")).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
    assert!(!answer.text.contains(&answer.token().unwrap()));
}

#[tokio::test]
async fn an_unused_session_ends_after_an_hour() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    for _ in 0..3 {
        city.pass(SignedDuration::from_mins(50));
        assert!(is_in(&city, &token).await);
    }
    city.pass(SignedDuration::from_secs(3_601));
    assert!(!is_in(&city, &token).await);
}

#[tokio::test]
async fn a_session_in_use_ends_after_twelve_hours() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    for _ in 0..23 {
        city.pass(SignedDuration::from_mins(30));
        assert!(is_in(&city, &token).await);
    }
    city.pass(SignedDuration::from_mins(31));
    assert!(!is_in(&city, &token).await);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let city = City::new().await;
    let (own, other) = (city.enter("clerk").await, city.enter("clerk").await);
    let new = "thuyen+ve+ben+cu";
    let body = format!("old={PASSWORD}&new={new}");
    let answer = city.post("/account/password", Some(&own), &body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert!(is_in(&city, &own).await && !is_in(&city, &other).await);
    assert!(city.app.sign_in("clerk", PASSWORD, &city.origin()).await.is_err());
    assert!(city.app.sign_in("clerk", "thuyen ve ben cu", &city.origin()).await.is_ok());
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let city = City::new().await;
    let (own, administrator) = (city.enter("target").await, city.enter("administrator").await);
    let path = format!("/people/{}/state", city.target.0);
    let answer = city.post(&path, Some(&administrator), "state=disabled").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!is_in(&city, &own).await);
    let answer = city.post("/sign-in", None, &format!("name=target&password={PASSWORD}")).await;
    assert_eq!((answer.status, answer.token()), (StatusCode::UNPROCESSABLE_ENTITY, None));
    // Let in again, the person signs in anew: the old session stays ended.
    city.post(&path, Some(&administrator), "state=active").await;
    assert!(!is_in(&city, &own).await);
    assert!(is_in(&city, &city.enter("target").await).await);
}

#[tokio::test]
async fn a_right_that_is_taken_away_is_gone_at_once() {
    let city = City::new().await;
    let (own, administrator) = (city.enter("target").await, city.enter("administrator").await);
    assert_eq!(city.get("/people", Some(&own)).await.status, StatusCode::OK);
    let path = format!("/people/{}/posts/{}/end", city.target.0, city.target.1);
    let answer = city.post(&path, Some(&administrator), "to=05/01/2026").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(city.get("/people", Some(&own)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_revoked_session_and_one_signed_out_open_nothing() {
    let city = City::new().await;
    let (own, other) = (city.enter("clerk").await, city.enter("clerk").await);
    let path = format!("/account/sessions/{}/revoke", city.session(&other).await);
    assert_eq!(city.post(&path, Some(&own), "").await.status, StatusCode::SEE_OTHER);
    assert!(!is_in(&city, &other).await && is_in(&city, &own).await);
    let answer = city.send(ask("POST", "/sign-out"), Some(&own), "").await;
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert!(!is_in(&city, &own).await);
}
