//! Tasks by the programming interface: each side does its own by its own right, once for each key, and nothing of another unit's.

use crate::city::{Answer, City, call};
use axum::http::StatusCode;
use domain::rights::Right;
use serde_json::{Value, json};

fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|e| panic!("{e}: {}", answer.text))
}

/// Asks with a tag and, perhaps, a key.
async fn ask(city: &City, token: &str, path: &str, tag: &str, key: Option<&str>, body: &Value) -> Answer {
    let mut request = call("POST", &format!("/api/v1/tasks{path}"), token).header("if-match", tag);
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    city.send(request, None, body.to_string()).await
}

#[tokio::test]
async fn a_task_goes_from_handing_out_to_acceptance() {
    let city = City::new().await;
    let (head, focal) = (city.whole_program("head").await, city.whole_program("focal_point").await);
    let ward = city.ward;
    let wish = json!({ "tasks": [{
        "unit": ward, "lead": ward, "deadline": { "day": "2026-12-31" },
        "terms": { "action": "lập kế hoạch kiểm tra", "product": "kế hoạch", "acceptor": ward },
    }] });
    let key = Some("give-1");
    let given = ask(&city, &head, "", "", key, &wish).await;
    assert_eq!(given.status, StatusCode::CREATED, "{}", given.text);
    let again = ask(&city, &head, "", "", key, &wish).await;
    assert_eq!((again.header("idempotency-replayed"), &again.text), ("true", &given.text));
    let id = value(&given)["tasks"][0].as_i64().unwrap();
    let deeds = format!("/{id}/deeds");

    // The side that leads has no right to accept; a program that may read alone does nothing.
    let reader = city.program("head", &[Right::TasksRead]).await;
    let before = city.state().await;
    let refused = ask(&city, &reader, &deeds, "\"t1\"", None, &json!({ "deed": "receive" })).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    assert_eq!(city.state().await, before);

    let done = |answer: Answer| {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        value(&answer)
    };
    let received = done(ask(&city, &focal, &deeds, "\"t1\"", None, &json!({ "deed": "receive" })).await);
    assert_eq!((&received["stage"], &received["revision"]), (&json!("received"), &json!(2)));
    let stale = ask(&city, &focal, &deeds, "\"t1\"", None, &json!({ "deed": "return", "reason": "x" })).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.text);
    let late = json!({ "deed": "ask_extension", "deadline": { "day": "2026-01-31" }, "reason": "x" });
    let early = ask(&city, &focal, &deeds, "\"t2\"", None, &late).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.text);
    let told = json!({ "reports": [{ "id": id, "revision": 2, "percent": 60, "note": "đã có dự thảo" }] });
    let progress = ask(&city, &focal, "/progress", "", None, &told).await;
    assert_eq!(progress.status, StatusCode::NO_CONTENT, "{}", progress.text);
    let path = format!("/{id}/result/file?note=xong&name=k.txt");
    let result = done(ask(&city, &focal, &path, "\"t3\"", None, &json!("Kế hoạch")).await);
    assert_eq!((&result["stage"], &result["has_evidence"]), (&json!("submitted"), &json!(true)));
    let accept = json!({ "deed": "accept" });
    let refused = ask(&city, &focal, &deeds, "\"t4\"", None, &accept).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let accepted = done(ask(&city, &head, &deeds, "\"t4\"", None, &accept).await);
    assert_eq!((&accepted["stage"], &accepted["timeliness"]), (&json!("done"), &json!("done_in_time")));

    let shown = city.call("GET", &format!("/api/v1/tasks/{id}"), &head, "").await;
    assert!(shown.header("etag").starts_with("\"t5-"));
    let card = value(&shown);
    let names: Vec<&str> =
        card["deeds"].as_array().unwrap().iter().map(|deed| deed["deed"]["deed"].as_str().unwrap()).collect();
    assert_eq!(names, ["accept", "submit", "progress", "receive", "give"]);
    let file = card["submissions"][0]["evidence"][0]["file"].as_i64().unwrap();
    let file = city.call("GET", &format!("/api/v1/tasks/{id}/files/{file}"), &head, "").await;
    assert_eq!(file.text, "\"Kế hoạch\"");

    // Numbers now, and as they stay.
    let path = format!("/api/v1/tasks/statistics?unit={ward}&group=month");
    let numbers = value(&city.call("GET", &path, &head, "").await);
    assert_eq!(numbers["total"]["done_in_time"], 1);
    let december = numbers["groups"].as_array().unwrap().iter().find(|group| group["month"] == "2026-12-01");
    assert_eq!(december.unwrap()["numbers"]["done_in_time"], 1);
    let list = format!("/api/v1/tasks?unit={ward}&timeliness=done_in_time");
    let list = value(&city.call("GET", &list, &head, "").await);
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let freeze = json!({ "unit": ward, "from": "2026-01-01", "until": "2026-04-01" });
    let frozen = ask(&city, &head, "/reports", "", Some("f"), &freeze).await;
    assert_eq!(frozen.status, StatusCode::CREATED, "{}", frozen.text);
    let path = format!("/api/v1/tasks/reports/{}", value(&frozen)["id"]);
    let first = city.call("GET", &path, &head, "").await.text;
    city.give("head", ward, "việc giao sau khi chốt").await;
    assert_eq!(city.call("GET", &path, &head, "").await.text, first);
}

#[tokio::test]
async fn tasks_of_another_unit_are_not_there() {
    let city = City::new().await;
    city.person("outsider", "head", city.elsewhere, true).await;
    let foreign = city.give("outsider", city.elsewhere, "việc riêng của nơi khác").await;
    for name in ["clerk", "focal_point", "head", "follower", "inspector"] {
        let token = city.whole_program(name).await;
        for path in ["?limit=200", "?q=viec", &format!("?unit={}&below=true", city.elsewhere)] {
            let list = city.call("GET", &format!("/api/v1/tasks{path}"), &token, "").await;
            assert_eq!(list.status, StatusCode::OK, "{}", list.text);
            assert!(!list.text.contains("việc riêng"), "{path} by {name}");
        }
        let shown = city.call("GET", &format!("/api/v1/tasks/{foreign}"), &token, "").await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "{name}");
        let before = city.state().await;
        let deed = json!({ "deed": "receive" });
        let answer = ask(&city, &token, &format!("/{foreign}/deeds"), "\"t1\"", None, &deed).await;
        assert!(answer.status.is_client_error(), "{name}: {}", answer.text);
        assert_eq!(city.state().await, before, "{name}");
        for path in ["statistics", "reports"] {
            let path = format!("/api/v1/tasks/{path}?unit={}", city.elsewhere);
            assert_eq!(city.call("GET", &path, &token, "").await.status, StatusCode::FORBIDDEN, "{name}");
        }
    }
}
