//! Reports and figures by programs: written and read back, those of another unit are not there, and who saw an older state changes
//! nothing.

use crate::city::{Answer, City, call};
use axum::http::StatusCode;
use domain::rights::Right;
use serde_json::{Value, json};

fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|e| panic!("{e}: {}", answer.text))
}

async fn edit(city: &City, token: &str, revision: i64, body: &Value) -> Answer {
    let path = format!("/api/v1/reports/{}/edits", city.report);
    let request = call("POST", &path, token).header("if-match", format!("\"r{revision}\""));
    city.send(request, None, body.to_string()).await
}

#[tokio::test]
async fn a_report_is_written_by_a_program() {
    let city = City::new().await;
    let token = city.whole_program("head").await;
    let path = format!("/api/v1/reports/{}", city.report);
    let shown = city.call("GET", &path, &token, "").await;
    assert!(shown.header("etag").starts_with("\"r1-"), "{}", shown.header("etag"));
    let own = json!({ "edit": "add", "section_number": 1, "text": "Đã làm xong <b>." });
    let done = edit(&city, &token, 1, &own).await;
    assert_eq!((done.status, value(&done)), (StatusCode::OK, json!({ "revision": 2 })), "{}", done.text);
    let passages = value(&city.call("GET", &path, &token, "").await)["sections"][1]["passages"].clone();
    let last = passages.as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["text"], &last["origin"]), (&json!("Đã làm xong <b>."), &json!("own")));
    let before = city.state().await;
    for late in [own, json!({ "edit": "refresh" })] {
        assert_eq!(edit(&city, &token, 1, &late).await.status, StatusCode::PRECONDITION_FAILED);
    }
    for wrong in [
        json!({ "edit": "burn" }),
        json!({ "edit": "set", "section_number": 1, "passage": 0, "text": " " }),
        json!({ "edit": "up", "section_number": 99, "passage": 1 }),
    ] {
        let answer = edit(&city, &token, 2, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}: {}", answer.text);
    }
    assert_eq!(city.state().await, before);
    let request = call("POST", &format!("{path}/hand-in"), &token).header("if-match", "\"r2\"");
    assert_eq!(city.send(request, None, "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(value(&city.call("GET", &path, &token, "").await)["stage"], "checked");
}

#[tokio::test]
async fn reports_of_another_unit_are_not_there_for_a_program() {
    let city = City::new().await;
    city.person("outsider", "head", city.elsewhere, true).await;
    let foreign = city.begin_report("outsider", city.elsewhere).await;
    let asked = [
        ("GET", "", "", Right::ReportsRead),
        ("GET", "/desk", "", Right::ReportsRead),
        ("GET", "/checks", "", Right::ReportsRead),
        ("GET", "/docx", "", Right::ReportsRead),
        ("POST", "/edits", r#"{"edit":"refresh"}"#, Right::ReportsWrite),
        ("POST", "/heap", "x", Right::ReportsWrite),
        ("POST", "/back/compare", "x", Right::ReportsWrite),
        ("POST", "/back", "x", Right::ReportsWrite),
        ("POST", "/hand-in", "", Right::ReportsWrite),
        ("POST", "/decide", r#"{"step":"abandon","reason":"x"}"#, Right::ReportsIssue),
        ("GET", "/next-symbol", "", Right::ReportsIssue),
        ("POST", "/issue", "{}", Right::ReportsIssue),
    ];
    let roles: Vec<_> = city.app.roles().iter().cloned().collect();
    for role in &roles {
        let token = city.whole_program(role.code.as_str()).await;
        for (method, rest, body, right) in &asked {
            let path = format!("/api/v1/reports/{foreign}{rest}");
            let before = city.state().await;
            let request = call(method, &path, &token).header("if-match", "\"r1\"");
            let answer = city.send(request, None, (*body).to_owned()).await;
            let expected =
                if role.scope(*right).is_some() { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{method} {path} by {}: {}", role.code, answer.text);
            assert_eq!(city.state().await, before, "{method} {path} by {}", role.code);
        }
    }
}

/// A round from the ready set to an approved sheet, by programs alone.
#[tokio::test]
async fn figures_are_asked_entered_handed_up_and_approved() {
    let city = City::new().await;
    let root =
        city.app.organisation_now().await.unwrap().on(city.app.today()).roots().next().unwrap().unit.id;
    let definer = figures_role(&city, Right::FiguresDefine);
    city.person("definer", &definer, root, true).await;
    let judge = figures_role(&city, Right::FiguresApprove);
    city.person("judge", &judge, root, true).await;
    let enterer = figures_role(&city, Right::FiguresEnter);
    city.person("enterer", &enterer, city.ward, true).await;
    let define = city.whole_program("definer").await;
    let taken = city.call("POST", "/api/v1/rounds/ready", &define, "").await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    assert!(value(&taken)["forms_added"].as_u64().unwrap() > 0);
    let forms = value(&city.call("GET", "/api/v1/forms", &define, "").await);
    let form =
        forms["items"].as_array().unwrap().iter().find(|form| form["calendar"] == "reporting_month").unwrap();
    let wish = json!({ "form_id": form["id"], "day": "2025-12-20", "participants": [city.ward.get()] });
    let opened = city.call("POST", "/api/v1/rounds", &define, &wish.to_string()).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text);
    let sheet = format!("/api/v1/rounds/{}/units/{}", value(&opened)["id"], city.ward);
    let enter = city.whole_program("enterer").await;
    let shown = value(&city.call("GET", &sheet, &enter, "").await);
    assert_eq!((&shown["sheet_state"], &shown["may_enter"]), (&json!("draft"), &json!(true)));
    let cells = shown["cells"].as_array().unwrap().clone();
    let patch = |token: String, tag: String, body: Value| {
        let request = call("PATCH", &sheet, &token).header("if-match", tag);
        city.send(request, None, body.to_string())
    };
    let wrong = json!({ "cells": [{ "code": "none" }, { "code": cells[0]["code"], "value": "1.234,5" }] });
    let answer = patch(enter.clone(), "\"s0\"".to_owned(), wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    let names: Vec<String> =
        value(&answer)["fields"].as_array().unwrap().iter().map(|f| f["name"].to_string()).collect();
    assert_eq!(names, ["\"cells[0].code\"", "\"cells[1].value\""]);
    // Everything that does not apply is said so; that keeps every rule silent.
    let all: Vec<Value> =
        cells.iter().map(|cell| json!({ "code": cell["code"], "not_applicable": true })).collect();
    let done = patch(enter.clone(), "\"s0\"".to_owned(), json!({ "cells": all })).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert_eq!(value(&done)["changes_made"], cells.len());
    let one = json!({ "cells": [{ "code": cells[0]["code"], "value": "7" }] });
    let late = patch(enter.clone(), "\"s0\"".to_owned(), one.clone()).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{}", late.text);
    let tag = format!("\"s{}\"", value(&done)["revision"]);
    let stranger = city.whole_program("stranger").await;
    let foreign = patch(stranger, tag, one).await.status;
    assert!([StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&foreign), "{foreign}");
    let submitted = city.call("POST", &format!("{sheet}/submit"), &enter, "").await;
    assert_eq!(submitted.status, StatusCode::NO_CONTENT, "{}", submitted.text);
    let judge = city.whole_program("judge").await;
    let reasons = json!({ "reasons": [{ "code": cells[0]["code"], "reason": "Hãy xem lại." }] }).to_string();
    let returned = city.call("POST", &format!("{sheet}/return"), &judge, &reasons).await;
    assert_eq!(returned.status, StatusCode::NO_CONTENT, "{}", returned.text);
    let shown = value(&city.call("GET", &sheet, &enter, "").await);
    assert_eq!(
        (&shown["sheet_state"], &shown["cells"][0]["reason"]),
        (&json!("returned"), &json!("Hãy xem lại."))
    );
}

/// A role that gives a right.
fn figures_role(city: &City, right: Right) -> String {
    let role = city.app.roles().iter().find(|role| role.allows(right)).unwrap();
    role.code.to_string()
}
