//! Documents by the programming interface: their life, their handling, what is found and counted, the numbers that they get.

use crate::api_register::{LETTER, Program, value};
use crate::city::City;
use axum::http::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn who_saw_an_older_state_changes_nothing() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let path = format!("/documents/{}", city.draft);
    let shown = program.ask("GET", &path, &[], "").await;
    let tag = shown.header("etag").to_owned();
    let same = program.ask("GET", &path, &[("if-none-match", &tag)], "").await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    assert_eq!(value(&shown)["steps"], json!(["check", "abandon"]));

    let steps = format!("{path}/steps");
    let step = r#"{"step":"check"}"#;
    let taken = program.ask("POST", &steps, &[("if-match", &tag)], step).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    assert_eq!(value(&taken)["state"], "checked");
    let before = city.state().await;
    for (tag, step, status) in [
        (tag.as_str(), r#"{"step":"sign"}"#, 412),
        ("\"u3\"", r#"{"step":"sign"}"#, 412),
        ("*", r#"{"step":"sign"}"#, 412),
        ("\"d3\"", step, 422),
        ("\"d3\"", r#"{"step":"send_back"}"#, 422),
        ("\"d3\"", r#"{"step":"none"}"#, 422),
    ] {
        let answer = program.ask("POST", &steps, &[("if-match", tag)], step).await;
        assert_eq!(answer.status.as_u16(), status, "{tag} {step}: {}", answer.text);
    }
    let form = r#"{"kind":"công văn","subject":"khác"}"#;
    let late = program.ask("PUT", &format!("{path}/form"), &[("if-match", &tag)], form).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(city.state().await, before);
    let revision = format!("\"d{}\"", value(&taken)["revision"]);
    let corrected = program.ask("PUT", &format!("{path}/form"), &[("if-match", &revision)], form).await;
    assert_eq!(value(&corrected)["form"]["subject"], "khác");
}

#[tokio::test]
async fn an_incoming_document_is_routed_found_counted_and_done() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let path = format!("/documents/{}", city.document.id);
    let handlers = program.get(&format!("{path}/handlers")).await;
    let people: Vec<_> = handlers["people"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert!(people.contains(&&json!(city.target.0)) && !people.contains(&&json!(city.stranger.0)));
    for nobody in [r#"{"step":"route","handler":999999}"#, r#"{"step":"route","handler_unit":999999}"#] {
        assert_eq!(program.refused("POST", &format!("{path}/handling"), nobody).await, 422);
    }
    let to = json!({ "step": "route", "handler": city.target.0, "due": "2026-01-05" }).to_string();
    let routed = program.ask("POST", &format!("{path}/handling"), &[("if-match", "\"d2\"")], &to).await;
    assert_eq!(routed.status, StatusCode::OK, "{}", routed.text);
    city.pass(jiff::SignedDuration::from_hours(48));
    let program = Program::of(&city).await;
    let unit = city.ward;
    let late = program.get("/documents?direction=incoming&handled=open_late").await;
    assert_eq!(late["items"][0]["id"], json!(city.document.id));
    let found = program.get("/documents/search?q=15-bc/%C4%91u").await;
    assert_eq!(found["with_symbol"][0]["id"], json!(city.document.id));
    let found = program.get("/documents/search?q=chi%20bo%20dat&late=true&count=1").await;
    assert!(found["items"][0]["snippet"].as_str().unwrap().contains("chi bộ đạt"), "{found}");
    assert!(found["next"].as_str().unwrap().contains("after="), "{found}");
    let after = found["next"].as_str().unwrap().strip_prefix("/api/v1").unwrap();
    assert_eq!(program.get(after).await["items"], json!([]));
    let figures = program.get(&format!("/figures?unit={unit}&from=2026-01-01&until=2026-02-01")).await;
    assert_eq!((&figures["flow"]["incoming"], &figures["handled"]["open_late"]), (&json!(1), &json!(1)));
    assert_eq!(figures["units"][0]["unit"], json!(unit));
    let done = program
        .ask("POST", &format!("{path}/handling"), &[("if-match", "\"d3\"")], r#"{"step":"finish"}"#)
        .await;
    assert_eq!(value(&done)["timeliness"], "done_late");

    let finding = format!("{path}/findings/{}", city.document.finding);
    program.done("PUT", &finding, &json!({ "verdict": "right", "reason": "đã hỏi lại" })).await;
    let shown = program.get(&path).await;
    assert_eq!(shown["findings"][0]["settlement"]["reason"], "đã hỏi lại");
    assert_eq!(shown["deeds"][0]["verb"], "documents.settle");
    program.done("DELETE", &finding, &json!({})).await;
    assert_eq!(program.get(&path).await["findings"][0]["settlement"], Value::Null);
    assert_eq!(program.refused("PUT", &finding, r#"{"verdict":"right","reason":" "}"#).await, 422);

    // Another version, and both as they came.
    let key = [("idempotency-key", "version")];
    let version = program.ask("POST", &format!("{path}/files?role=editable&name=b.txt"), &key, LETTER).await;
    assert_eq!(version.status, StatusCode::NO_CONTENT, "{}", version.text);
    let again = program.ask("POST", &format!("{path}/files?role=editable&name=b.txt"), &key, LETTER).await;
    assert_eq!((again.status, again.header("idempotency-replayed")), (StatusCode::NO_CONTENT, "true"));
    let files = program.get(&path).await["files"].clone();
    assert_eq!((&files[0]["version"], &files[0]["is_read"]), (&json!(2), &json!(true)));
    let file = program.ask("GET", &format!("{path}/files/{}", files[0]["id"]), &[], "").await;
    assert_eq!((file.text.as_str(), file.header("content-type")), (LETTER, "text/plain"));
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"b.txt\""));
    let text = program.ask("GET", &format!("{path}/text"), &[], "").await;
    assert!(text.text.contains("Kính gửi") && text.header("content-type").starts_with("text/plain"));
}

/// Who walks through a register meets each document once, in the order of their ids.
#[tokio::test]
async fn a_register_is_walked_through() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    for index in 0..5 {
        let form = json!({ "kind": "công văn", "subject": format!("việc {index}") });
        let new = json!({ "unit": city.ward, "direction": "outgoing", "form": form });
        program.done("POST", "/documents", &new).await;
    }
    let mut next = format!("/documents?direction=outgoing&unit={}&limit=2", city.ward);
    let mut met = Vec::new();
    loop {
        let page = program.get(&next).await;
        met.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()));
        let Some(path) = page["next"].as_str() else { break };
        next = path.strip_prefix("/api/v1").unwrap().to_owned();
    }
    assert_eq!(met.len(), 6);
    assert!(met.is_sorted());
    let below = program.get(&format!("/documents?direction=outgoing&unit={}&below=true", city.ward)).await;
    assert_eq!(below["items"].as_array().unwrap().len(), 6);
    let drafts = program.get("/documents?direction=outgoing&state=issued").await;
    assert_eq!(drafts["items"], json!([]));
}

#[tokio::test]
async fn numbers_are_kept_let_go_and_void() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let path = format!("/registers/{}", city.ward);
    let register = json!({
        "register": { "system": "party", "code": "ĐU", "issuer": "Đảng ủy phường Đông Hải", "place": "Đông Hải" },
        "terms": [{ "name": "2025 - 2030", "from": "2025-07-01", "until": null }],
    });
    program.done("PUT", &path, &register).await;
    let shown = program.get(&path).await;
    assert_eq!((&shown["cycle"], &shown["register"]["code"]), (&json!("since 2025-07-01"), &json!("ĐU")));
    let own = program.get("/registers").await["items"].clone();
    assert_eq!(own[0]["register"]["system"], "party", "{own}");

    let series = json!({ "kind": "công văn", "cycle": "since 2025-07-01" });
    let with = |more: Value| {
        let mut series = series.clone();
        series.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        series
    };
    let numbers = format!("{path}/numbers");
    program.done("POST", &format!("{numbers}/take-over"), &with(json!({ "given_before": 4 }))).await;
    assert_eq!(program.done("POST", &numbers, &series).await, json!({ "number": 5 }));
    let five = with(json!({ "number": 5 }));
    program.done("POST", &format!("{numbers}/release"), &five).await;
    program.done("POST", &format!("{numbers}/keep"), &five).await;
    assert_eq!(program.refused("POST", &format!("{numbers}/keep"), &five.to_string()).await, 422);
    let void = with(json!({ "number": 5, "reason": "viết hỏng" }));
    program.done("POST", &format!("{numbers}/void"), &void).await;
    let list = program.get(&format!("{numbers}?kind=c%C3%B4ng%20v%C4%83n&cycle=since%202025-07-01")).await;
    assert_eq!(
        (&list["items"][0]["state"], &list["items"][0]["reason"]),
        (&json!("void"), &json!("viết hỏng"))
    );
    assert_eq!(program.get(&path).await["sequences"][0]["given_before"], json!(4));

    // The next document takes the next one.
    let draft = format!("/documents/{}", city.draft);
    for (step, tag) in [("check", "\"d2\""), ("sign", "\"d3\"")] {
        let body = json!({ "step": step }).to_string();
        let taken = program.ask("POST", &format!("{draft}/steps"), &[("if-match", tag)], &body).await;
        assert_eq!(taken.status, StatusCode::OK, "{step}: {}", taken.text);
    }
    assert_eq!(program.get(&format!("{draft}/next-symbol")).await["symbol"], "06-CV/ĐU");
    let issue = program
        .ask("POST", &format!("{draft}/steps"), &[("if-match", "\"d4\"")], r#"{"step":"issue"}"#)
        .await;
    assert_eq!(value(&issue)["form"]["symbol"], "06-CV/ĐU");
}
