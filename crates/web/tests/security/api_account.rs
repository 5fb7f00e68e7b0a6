//! How one signs in, changed by a program: only with the password again, and no secret is kept.

use crate::city::{Answer, City, PASSWORD, call};
use axum::http::StatusCode;
use domain::rights::Right;
use serde_json::{Value, json};

fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|e| panic!("{e}: {}", answer.text))
}

/// Everything that changes how one signs in, with what stands for the password.
fn changes(password: &str) -> Vec<(&'static str, &'static str, Value)> {
    vec![
        (
            "PUT",
            "/api/v1/account/password",
            json!({ "password": password, "new_password": "mat-khau-khac-han-1" }),
        ),
        (
            "POST",
            "/api/v1/account/tokens",
            json!({ "password": password, "name": "x", "scopes": ["tasks.read"], "days": 7 }),
        ),
        ("POST", "/api/v1/account/feeds", json!({ "password": password })),
        ("POST", "/api/v1/account/passkeys/begin", json!({ "password": password })),
        ("POST", "/api/v1/account/passkeys/1/remove", json!({ "password": password })),
        (
            "POST",
            "/api/v1/account/second-factor",
            json!({ "password": password, "enrolment": "00", "code": "1" }),
        ),
        ("POST", "/api/v1/account/second-factor/remove", json!({ "password": password })),
        ("POST", "/api/v1/account/identities/remove", json!({ "password": password, "issuer": "x" })),
    ]
}

/// A token that leaked cannot make itself at home: without the password nothing is done, and soon it has to wait as at the sign-in.
#[tokio::test]
async fn a_program_without_the_password_changes_nothing_of_how_one_signs_in() {
    let city = City::new().await;
    let token = city.whole_program("clerk").await;
    for (method, path, body) in changes("doan-mo-1") {
        let before = city.state().await;
        let answer = city.call(method, path, &token, &body.to_string()).await;
        let refused = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::TOO_MANY_REQUESTS];
        assert!(refused.contains(&answer.status), "{path}: {}", answer.text);
        if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
            assert_eq!(value(&answer)["fields"][0]["name"], "password", "{path}: {}", answer.text);
        }
        assert_eq!(city.state().await, before, "{path}");
        let mut without = body;
        without.as_object_mut().unwrap().remove("password");
        let answer = city.call(method, path, &token, &without.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text);
    }
    let body = json!({ "password": "doan-mo-2" }).to_string();
    let mut last = StatusCode::OK;
    for _ in 0..30 {
        last = city.call("POST", "/api/v1/account/second-factor/remove", &token, &body).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    // Then the right one waits too.
    let right = json!({ "password": PASSWORD }).to_string();
    let answer = city.call("POST", "/api/v1/account/second-factor/remove", &token, &right).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
}

#[tokio::test]
async fn a_token_makes_none_that_may_more_than_itself_and_its_text_is_kept_nowhere() {
    let city = City::new().await;
    let token = city.program("head", &[Right::ApiTokensOwn, Right::TasksRead]).await;
    let wish =
        |scope: &str| json!({ "password": PASSWORD, "name": "x", "scopes": [scope], "days": 7 }).to_string();
    let path = "/api/v1/account/tokens";
    for beyond in ["tasks.assign", "nothing"] {
        let answer = city.call("POST", path, &token, &wish(beyond)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{beyond}: {}", answer.text);
    }
    let send = |password: &str| {
        let body =
            json!({ "password": password, "name": "x", "scopes": ["tasks.read"], "days": 7 }).to_string();
        let request = call("POST", path, &token).header("idempotency-key", "k-1");
        city.send(request, None, body)
    };
    let made = send(PASSWORD).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = value(&made);
    let text = made["token"].as_str().unwrap();
    assert_eq!(city.call("GET", "/api/v1/tasks", text, "").await.status, StatusCode::OK);
    assert_eq!(city.call("GET", path, text, "").await.status, StatusCode::FORBIDDEN);
    let again = send(PASSWORD).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(value(&again), json!({ "id": made["id"], "token": null }));
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it() {
    let city = City::new().await;
    let token = city.whole_program("target").await;
    let browser = city.enter("target").await;
    let (path, new) = ("/api/v1/account/password", "mat-khau-moi-cua-toi");
    let short = json!({ "password": PASSWORD, "new_password": "x" }).to_string();
    let answer = city.call("PUT", path, &token, &short).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(value(&answer)["fields"][0]["name"], "new_password", "{}", answer.text);
    let body = json!({ "password": PASSWORD, "new_password": new }).to_string();
    let answer = city.call("PUT", path, &token, &body).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    assert_eq!(city.get("/account", Some(&browser)).await.status, StatusCode::SEE_OTHER);
    city.enter_with("target", new).await;
}

/// The whole ceremony of the second factor; what is shown once is null when the request comes again.
#[tokio::test]
async fn a_second_factor_is_set_by_a_program_and_taken_away() {
    let city = City::new().await;
    let token = city.whole_program("target").await;
    let begun = call("POST", "/api/v1/account/second-factor/begin", &token).header("idempotency-key", "k-2");
    let begun = value(&city.send(begun, None, "").await);
    let again = call("POST", "/api/v1/account/second-factor/begin", &token).header("idempotency-key", "k-2");
    assert_eq!(value(&city.send(again, None, "").await), json!({ "secret": null, "enrolment": null }));
    let hex = begun["enrolment"].as_str().unwrap();
    let wrong = json!({ "password": PASSWORD, "enrolment": hex, "code": "abcdef" }).to_string();
    let answer = city.call("POST", "/api/v1/account/second-factor", &token, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = crate::sessions::code(&city, hex);
    let right = json!({ "password": PASSWORD, "enrolment": hex, "code": code }).to_string();
    let answer = city.call("POST", "/api/v1/account/second-factor", &token, &right).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(value(&answer)["recovery_codes"].as_array().unwrap().len() >= 8);
    let shown = || city.call("GET", "/api/v1/account/second-factor", &token, "");
    assert_eq!(value(&shown().await)["is_set"], true);
    let body = json!({ "password": PASSWORD }).to_string();
    let answer = city.call("POST", "/api/v1/account/second-factor/remove", &token, &body).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    assert_eq!(value(&shown().await)["is_set"], false);
}

#[tokio::test]
async fn saved_views_are_their_owners() {
    let city = City::new().await;
    let (mine, other) = (city.whole_program("clerk").await, city.whole_program("head").await);
    let wish = json!({ "table": "documents", "name": "Quá  hạn", "query": "handled=late" }).to_string();
    let saved = city.call("POST", "/api/v1/views", &mine, &wish).await;
    assert_eq!(saved.status, StatusCode::CREATED, "{}", saved.text);
    let path = format!("/api/v1/views/{}", value(&saved)["id"]);
    let list = async |token: &str| {
        value(&city.call("GET", "/api/v1/views?table=documents", token, "").await)["items"].clone()
    };
    assert_eq!(list(&mine).await[0]["name"], "Quá hạn");
    assert_eq!(list(&other).await, json!([]));
    let name = json!({ "name": "Muộn" }).to_string();
    assert_eq!(city.call("PATCH", &path, &other, &name).await.status, StatusCode::NOT_FOUND);
    assert_eq!(city.call("DELETE", &path, &other, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(city.call("PATCH", &path, &mine, &name).await.status, StatusCode::NO_CONTENT);
    assert_eq!(list(&mine).await[0]["name"], "Muộn");
    assert_eq!(city.call("DELETE", &path, &mine, "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(list(&mine).await, json!([]));
}
