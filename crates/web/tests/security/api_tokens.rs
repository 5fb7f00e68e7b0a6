//! Tokens as they end, quotas, keys of requests that are sent twice, tags, pages of lists.

use crate::api::rename;
use crate::city::{City, call};
use axum::http::StatusCode;
use domain::rights::Right;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;

async fn opens(city: &City, token: &str) -> bool {
    let status = city.call("GET", "/api/v1/account", token, "").await.status;
    assert!([StatusCode::OK, StatusCode::UNAUTHORIZED].contains(&status), "{status}");
    status == StatusCode::OK
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[tokio::test]
async fn a_token_ends_with_its_time_its_revocation_and_its_account() {
    let city = City::new().await;
    let (target, _) = city.target;
    let token = city.whole_program("target").await;
    assert!(opens(&city, &token).await);
    assert!(!opens(&city, &format!("{}0", &token[..token.len() - 1])).await || token.ends_with('0'));
    city.pass(SignedDuration::from_hours(7 * 24));
    assert!(!opens(&city, &token).await, "expired");

    let token = city.whole_program("target").await;
    let own = value(&city.call("GET", "/api/v1/account", &token, "").await.text)["token"].clone();
    let answer = city.call("DELETE", &format!("/api/v1/account/tokens/{own}"), &token, "").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    assert!(!opens(&city, &token).await, "revoked");

    let administrator = city.enter("administrator").await;
    let token = city.whole_program("target").await;
    city.post(&format!("/people/{target}/state"), Some(&administrator), "state=disabled").await;
    assert!(!opens(&city, &token).await, "the account is shut");
    city.post(&format!("/people/{target}/state"), Some(&administrator), "state=active").await;
    assert!(!opens(&city, &token).await, "what was shut out stays out");

    let token = city.whole_program("target").await;
    city.print_password(target).await;
    assert!(!opens(&city, &token).await, "who got a new password may have lost the token too");
}

#[tokio::test]
async fn a_right_that_its_owner_loses_the_token_loses() {
    let city = City::new().await;
    let token = city.whole_program("target").await;
    assert_eq!(city.call("GET", "/api/v1/people", &token, "").await.status, StatusCode::OK);
    let administrator = city.enter("administrator").await;
    let path = format!("/people/{}/posts/{}/end", city.target.0, city.target.1);
    city.post(&path, Some(&administrator), "to=05/01/2026").await;
    assert_eq!(city.call("GET", "/api/v1/people", &token, "").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_is_made_within_the_rights_of_its_owner_and_said_in_the_log() {
    let city = City::new().await;
    let clerk = city.enter("clerk").await;
    let beyond = "name=x&days=7&scope-units.change=yes";
    let answer = city.post("/account/tokens/new", Some(&clerk), beyond).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for wrong in
        ["name=x&days=7", "name=&days=7&scope-units.read=yes", "name=x&days=400&scope-units.read=yes"]
    {
        let answer = city.post("/account/tokens/new", Some(&clerk), wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let made = city.post("/account/tokens/new", Some(&clerk), "name=x&days=7&scope-units.read=yes").await;
    assert_eq!(made.status, StatusCode::OK);
    let text = made.text.split("sauro_t_").nth(1).unwrap();
    let token = format!("sauro_t_{}", &text[..72]);
    assert!(opens(&city, &token).await);
    assert!(!city.get("/account/tokens", Some(&clerk)).await.text.contains(&token[8..30]));
    let log = city
        .call("GET", "/api/v1/log?verb=tokens.make", &city.whole_program("administrator").await, "")
        .await;
    let entry = value(&log.text);
    assert!(entry["items"].as_array().unwrap().iter().any(|e| e["after"]["scopes"] == json!(["units.read"])));
    assert!(!log.text.contains(&token[8..30]));
}

/// What a program does stands in the log under the person, with the token by which it came.
#[tokio::test]
async fn the_log_says_which_token_it_was() {
    let city = City::new().await;
    let token = city.whole_program("administrator").await;
    let answer = city.call("PATCH", "/api/v1/account", &token, r#"{"language":"en"}"#).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let log = value(&city.call("GET", "/api/v1/log?limit=1", &token, "").await.text);
    let own = value(&city.call("GET", "/api/v1/account", &token, "").await.text)["token"].clone();
    let from = log["items"][0]["came_from"].as_str().unwrap();
    assert!(from.ends_with(&format!(" token {own}")), "{from}");
}

#[tokio::test]
async fn a_program_that_asks_too_much_is_told_when_to_come_back() {
    let city = City::new().await;
    let (greedy, other) = (city.whole_program("clerk").await, city.whole_program("clerk").await);
    let mut refused = None;
    for _ in 0..3_000 {
        let answer = city.call("GET", "/api/v1/kinds", &greedy, "").await;
        assert!(answer.header("ratelimit").starts_with("\"token\";r="), "{:?}", answer.headers);
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a quota has an end");
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(city.call("GET", "/api/v1/kinds", &other, "").await.status, StatusCode::OK);
}

/// Runs a story over a city on SQLite, and over one on PostgreSQL.
async fn on_both<F: Future<Output = ()>>(story: impl Fn(City) -> F) {
    story(City::new().await).await;
    let url = testkit::postgres::database();
    story(City::on(&url, tempfile::tempdir().unwrap()).await).await;
}

fn person(city: &City, sign_in: &str) -> String {
    json!({
        "sign_in": sign_in, "display_name": "Người mới",
        "post": { "unit": city.ward.get(), "role": "clerk", "title": "Văn thư", "from": "2026-01-05" },
    })
    .to_string()
}

/// Twenty programs send one request with one key at once: it is done once, and whoever is not told to wait is told the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_at_once_with_one_key_do_it_once() {
    on_both(|city| async move {
        let city = Arc::new(city);
        let token = city.whole_program("administrator").await;
        let body = person(&city, "moi-mot");
        let send = |city: Arc<City>, token: String, body: String| async move {
            let request = call("POST", "/api/v1/people", &token).header("idempotency-key", "k-1");
            city.send(request, None, body).await
        };
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..20 {
            all.spawn(send(city.clone(), token.clone(), body.clone()));
        }
        let answers = all.join_all().await;
        let with = |status: StatusCode| answers.iter().filter(|answer| answer.status == status).count();
        assert_eq!(with(StatusCode::CREATED) + with(StatusCode::CONFLICT), 20);
        let fresh: Vec<_> = answers
            .iter()
            .filter(|answer| {
                answer.status == StatusCode::CREATED && answer.header("idempotency-replayed").is_empty()
            })
            .collect();
        assert_eq!(fresh.len(), 1);
        let first = value(&fresh[0].text);
        assert!(first["password"].is_string());

        // Later the same comes back, without the secret; another request with that key is refused.
        let again = send(city.clone(), token.clone(), body.clone()).await;
        assert_eq!(again.status, StatusCode::CREATED);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(value(&again.text), json!({ "id": first["id"], "password": null }));
        let other = send(city.clone(), token.clone(), person(&city, "moi-hai")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);

        let list = city.call("GET", "/api/v1/people?name=nguoi%20moi", &token, "").await;
        assert_eq!(value(&list.text)["items"].as_array().unwrap().len(), 1, "{}", list.text);

        // A refusal is kept too; a day later all is forgotten.
        let wrong = send_key(&city, &token, "k-2", &person(&city, "?")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = send_key(&city, &token, "k-2", &person(&city, "?")).await;
        assert_eq!(wrong.header("idempotency-replayed"), "true");
        assert_eq!(wrong.header("content-type"), "application/problem+json");
        city.pass(SignedDuration::from_hours(25));
        assert_eq!(city.app.sweep_keyed().await.unwrap(), 2);
        city.app.database().close().await;
    })
    .await;
}

async fn send_key(city: &City, token: &str, key: &str, body: &str) -> crate::city::Answer {
    let request = call("POST", "/api/v1/people", token).header("idempotency-key", key);
    city.send(request, None, body.to_owned()).await
}

#[tokio::test]
async fn nobody_overwrites_what_they_have_not_seen() {
    let city = City::new().await;
    let token = city.whole_program("administrator").await;
    let path = format!("/api/v1/units/{}", city.ward);
    let seen = city.call("GET", &path, &token, "").await;
    let tag = seen.header("etag").to_owned();
    let unchanged = city.send(call("GET", &path, &token).header("if-none-match", &tag), None, "").await;
    assert_eq!((unchanged.status, unchanged.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let change = |tag: &str, name: &str| {
        let request = call("POST", "/api/v1/events", &token).header("if-match", tag);
        city.send(request, None, rename(city.ward, name).to_string())
    };
    let first = change(&tag, "Đảng ủy phường Đông Hải 1").await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(change(&tag, "Đảng ủy phường Đông Hải 2").await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(change("\"x\"", "x").await.status, StatusCode::PRECONDITION_FAILED);
    let again = city.send(call("GET", &path, &token).header("if-none-match", &tag), None, "").await;
    assert_eq!(value(&again.text)["name"], "Đảng ủy phường Đông Hải 1");
    let event = value(&first.text)["id"].clone();
    let back = city.call("POST", &format!("/api/v1/events/{event}/revert"), &token, "").await;
    assert_eq!(back.status, StatusCode::NO_CONTENT, "{}", back.text);
}

/// Whoever walks through a list meets each row that was there once, whatever is written in between.
#[tokio::test]
async fn a_walk_meets_each_row_once_while_others_write() {
    let city = City::new().await;
    let token = city
        .program("administrator", &[Right::UnitsRead, Right::UnitsChange, Right::LogRead, Right::PeopleRead])
        .await;
    for (list, limit) in [
        ("/api/v1/events", 1),
        ("/api/v1/log", 3),
        ("/api/v1/people", 2),
        ("/api/v1/units", 1),
        ("/api/v1/log", 200),
    ] {
        let whole = value(&city.call("GET", &format!("{list}?limit=200"), &token, "").await.text);
        let there: BTreeSet<i64> = ids(&whole).collect();
        assert!(there.len() > 2 && whole["next"].is_null(), "{list}");
        let mut next = Some(format!("{list}?limit={limit}"));
        let mut met = Vec::new();
        while let Some(path) = next {
            let page = value(&city.call("GET", &path, &token, "").await.text);
            assert!(page["items"].as_array().unwrap().len() <= limit);
            met.extend(ids(&page));
            next = page["next"].as_str().map(str::to_owned);
            let tag = city.call("GET", "/api/v1/units", &token, "").await.header("etag").to_owned();
            let request = call("POST", "/api/v1/events", &token).header("if-match", tag);
            if met.len() < 40 {
                let name = format!("Đảng ủy phường số {}", met.len());
                let answer = city.send(request, None, rename(city.ward, &name).to_string()).await;
                assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
            }
        }
        let once: BTreeSet<i64> = met.iter().copied().collect();
        assert_eq!(once.len(), met.len(), "{list}");
        assert!(there.is_subset(&once), "{list}");
    }
}

fn ids(page: &Value) -> impl Iterator<Item = i64> {
    page["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap())
}

#[tokio::test]
async fn a_document_sent_in_either_way_is_read_alike() {
    let city = City::new().await;
    let token = city.program("clerk", &[Right::UnitsRead]).await;
    let text = "Tổng số 3 đơn, gồm 1 đơn cũ và 1 đơn mới.";
    let mut bare = call("POST", "/api/v1/audit?name=a.txt", &token);
    bare.headers_mut().unwrap().insert("content-type", "application/octet-stream".parse().unwrap());
    let bare = city.send(bare, None, text).await;
    let mut form = call("POST", "/api/v1/audit", &token);
    form.headers_mut().unwrap().insert("content-type", "multipart/form-data; boundary=x".parse().unwrap());
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n{text}\r\n--x--\r\n"
    );
    let form = city.send(form, None, body).await;
    assert_eq!((bare.status, form.status), (StatusCode::OK, StatusCode::OK), "{} {}", bare.text, form.text);
    assert_eq!(value(&bare.text), value(&form.text));
    assert_eq!(value(&bare.text)["documents"][0]["path"], "a.txt");
    let mut broken = call("POST", "/api/v1/read", &token);
    broken.headers_mut().unwrap().insert("content-type", "multipart/form-data; boundary=x".parse().unwrap());
    let broken = city.send(broken, None, "--x\r\n\r\n").await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    let empty = city.call("POST", "/api/v1/read", &token, "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.text);
    let mut other = call("POST", "/api/v1/read", &token);
    other.headers_mut().unwrap().insert("content-type", "multipart/form-data; boundary=x".parse().unwrap());
    let body = "--x\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\nx\r\n--x--\r\n";
    let other = city.send(other, None, body).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text);
    assert_eq!(value(&other.text)["fields"][0]["name"], "files");
}
