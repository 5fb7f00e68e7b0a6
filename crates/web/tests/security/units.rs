//! What belongs to another unit, asked for by its number.

use crate::city::City;
use axum::http::StatusCode;

#[tokio::test]
async fn people_of_another_unit_are_not_there() {
    let city = City::new().await;
    let roles: Vec<_> = city.app.roles().iter().cloned().collect();
    for role in roles.iter().filter(|role| role.scope(domain::rights::Right::PeopleChange).is_none()) {
        let token = city.enter(role.code.as_str()).await;
        let token = Some(token.as_str());
        let page = city.get(&format!("/people/{}", city.stranger.0), token).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", role.code);
        for path in [
            "/people",
            "/people?q=stranger",
            "/people?export=csv",
            "/search?q=stranger",
            "/palette?q=stranger",
        ] {
            let list = city.get(path, token).await;
            assert_eq!(list.status, StatusCode::OK, "{path} by {}", role.code);
            assert!(!list.text.contains("Người stranger"), "{path} by {}", role.code);
            assert!(!list.text.contains("Chức vụ stranger"), "{path} by {}", role.code);
        }
        assert!(city.get("/people", token).await.text.contains("Người target"), "{}", role.code);
    }
}

#[tokio::test]
async fn nothing_of_another_unit_is_changed_by_its_number() {
    let city = City::new().await;
    let (account, post, session) = city.stranger;
    let elsewhere = city.elsewhere;
    let deeds = [
        (format!("/people/{account}/state"), "state=disabled", StatusCode::FORBIDDEN),
        (format!("/people/{account}/password"), "", StatusCode::FORBIDDEN),
        (
            format!("/people/{account}/posts/new"),
            "role=administrator&title=x&from=05/01/2026",
            StatusCode::FORBIDDEN,
        ),
        (format!("/people/{account}/posts/{post}/end"), "to=05/01/2026", StatusCode::FORBIDDEN),
        (format!("/units/{elsewhere}/change/dissolve"), "step=enter", StatusCode::FORBIDDEN),
        (format!("/units/{elsewhere}/change/rename"), "step=enter&name=x", StatusCode::FORBIDDEN),
        (format!("/units/events/{}/revert", city.event), "", StatusCode::FORBIDDEN),
        (format!("/account/sessions/{session}/revoke"), "", StatusCode::NOT_FOUND),
    ];
    let roles: Vec<_> = city.app.roles().iter().cloned().collect();
    for role in roles.iter().filter(|role| role.scope(domain::rights::Right::PeopleChange).is_none()) {
        let token = city.enter(role.code.as_str()).await;
        for (path, body, expected) in &deeds {
            let before = city.state().await;
            let answer = city.post(path, Some(&token), body).await;
            assert_eq!(answer.status, *expected, "{path} by {}", role.code);
            assert_eq!(city.state().await, before, "{path} by {}", role.code);
        }
    }
}

/// The address names a person and a post: of that person it must be, also for who may change every post.
#[tokio::test]
async fn a_post_is_ended_only_under_the_person_who_holds_it() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let before = city.state().await;
    let path = format!("/people/{}/posts/{}/end", city.target.0, city.stranger.1);
    let answer = city.post(&path, Some(&token), "to=05/01/2026").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(city.state().await, before);
}

#[tokio::test]
async fn a_session_of_somebody_else_is_not_there_even_for_the_administrator() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let before = city.state().await;
    let path = format!("/account/sessions/{}/revoke", city.stranger.2);
    assert_eq!(city.post(&path, Some(&token), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(city.state().await, before);
}

#[tokio::test]
async fn numbers_that_are_none_lead_nowhere() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    for number in [
        "0",
        "-1",
        "999999",
        "9223372036854775807",
        "9223372036854775808",
        "x",
        "1%27%20OR%201=1",
        "%F0%9F%92%A9",
    ] {
        for path in [
            format!("/units/{number}"),
            format!("/units/{number}/change/rename"),
            format!("/units/{}/change/{number}", city.ward),
            format!("/people/{number}"),
            format!("/people/{number}/posts/new"),
        ] {
            let answer = city.get(&path, Some(&token)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "GET {path}");
        }
        for path in [
            format!("/units/events/{number}/revert"),
            format!("/people/{number}/password"),
            format!("/people/{}/posts/{number}/end", city.target.0),
            format!("/account/sessions/{number}/revoke"),
        ] {
            let before = city.state().await;
            let answer = city.post(&path, Some(&token), "to=05/01/2026").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "POST {path}");
            assert_eq!(city.state().await, before, "POST {path}");
        }
    }
}

/// The inspector of a ward reads what people of the ward did, and nothing of the others.
#[tokio::test]
async fn the_log_is_read_as_far_as_the_post_reaches() {
    let city = City::new().await;
    city.enter("stranger").await;
    let row = |number| format!("Tài khoản số {number}<");
    let ward = city.get("/log?size=500", Some(&city.enter("inspector").await)).await.text;
    assert!(ward.contains(&row(city.target.0)) && !ward.contains(&row(city.stranger.0)));
    let all = city.get("/log?size=500", Some(&city.enter("administrator").await)).await.text;
    assert!(all.contains(&row(city.stranger.0)));
}
