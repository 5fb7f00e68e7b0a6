//! The programming interface: every operation, called by programs of every role and with every single scope.

use crate::city::{Answer, City, PASSWORD, call};
use crate::samples::{self, Samples, Side};
use axum::http::StatusCode;
use domain::rights::Right;
use serde_json::{Value, json};
use web::{Access, Route};

/// For every operation: what stands for its parameters, what is sent, and the answer to a program that may.
const SAMPLES: Samples = &[
    ("GET /api/v1/account/digest", "/api/v1/account/digest", "", 200),
    ("PUT /api/v1/account/digest", "/api/v1/account/digest", r#"{"hour":24}"#, 422),
    // For whoever defines for the whole house.
    ("GET /api/v1/definitions", "/api/v1/definitions", "", 403),
    ("POST /api/v1/definitions", "/api/v1/definitions", "x", 422),
    ("POST /api/v1/definitions/check", "/api/v1/definitions/check", "x", 422),
    ("GET /api/v1/definitions/burden", "/api/v1/definitions/burden", "", 200),
    ("DELETE /api/v1/definitions/rules/{rule}", "/api/v1/definitions/rules/no_such_rule", "", 403),
    ("POST /api/v1/rounds/{campaign}/approve", "/api/v1/rounds/999/approve", r#"{"participants":[1]}"#, 404),
    ("GET /api/v1/programmes", "/api/v1/programmes", "", 200),
    ("GET /api/v1/programmes/{programme}", "/api/v1/programmes/999", "", 404),
    ("POST /api/v1/documents/{id}/programme", "/api/v1/documents/999/programme", "", 404),
    ("GET /api/v1/tasks/moved", "/api/v1/tasks/moved", "", 200),
    ("POST /api/v1/tasks/{id}/notice", "/api/v1/tasks/999/notice", "", 428),
    ("GET /api/v1/reports/{id}/figures/{figure}", "/api/v1/reports/999/figures/x", "", 404),
    ("GET /api/v1/openapi.json", "/api/v1/openapi.json", "", 200),
    ("GET /api/v1/account", "/api/v1/account", "", 200),
    ("PATCH /api/v1/account", "/api/v1/account", r#"{"language":"vi"}"#, 204),
    ("GET /api/v1/account/sessions", "/api/v1/account/sessions", "", 200),
    ("DELETE /api/v1/account/sessions/{session}", "/api/v1/account/sessions/{session}", "", 404),
    ("GET /api/v1/account/tokens", "/api/v1/account/tokens", "", 200),
    ("DELETE /api/v1/account/tokens/{token}", "/api/v1/account/tokens/999", "", 404),
    (
        "PUT /api/v1/account/password",
        "/api/v1/account/password",
        r#"{"password":"{password}","new_password":"x"}"#,
        422,
    ),
    ("GET /api/v1/account/second-factor", "/api/v1/account/second-factor", "", 200),
    ("POST /api/v1/account/second-factor/begin", "/api/v1/account/second-factor/begin", "", 200),
    (
        "POST /api/v1/account/second-factor",
        "/api/v1/account/second-factor",
        r#"{"password":"{password}","enrolment":"00","code":"1"}"#,
        422,
    ),
    ("POST /api/v1/account/second-factor/remove", "/api/v1/account/second-factor/remove", SHOWN, 204),
    ("GET /api/v1/account/passkeys", "/api/v1/account/passkeys", "", 200),
    ("POST /api/v1/account/passkeys/begin", "/api/v1/account/passkeys/begin", SHOWN, 200),
    (
        "POST /api/v1/account/passkeys",
        "/api/v1/account/passkeys",
        r#"{"ceremony":"x","name":"a","credential":{}}"#,
        422,
    ),
    ("PATCH /api/v1/account/passkeys/{passkey}", "/api/v1/account/passkeys/999", r#"{"name":"a"}"#, 404),
    ("POST /api/v1/account/passkeys/{passkey}/remove", "/api/v1/account/passkeys/999/remove", SHOWN, 404),
    ("GET /api/v1/account/identities", "/api/v1/account/identities", "", 200),
    // No other site vouches for people here.
    ("POST /api/v1/account/identities/begin", "/api/v1/account/identities/begin", SHOWN, 422),
    (
        "POST /api/v1/account/identities",
        "/api/v1/account/identities",
        r#"{"ceremony":"x","query":"code=a"}"#,
        422,
    ),
    (
        "POST /api/v1/account/identities/remove",
        "/api/v1/account/identities/remove",
        r#"{"issuer":"http://127.0.0.1:9","password":"{password}"}"#,
        404,
    ),
    (
        "POST /api/v1/account/tokens",
        "/api/v1/account/tokens",
        r#"{"name":"","scopes":[],"days":7,"password":"{password}"}"#,
        422,
    ),
    ("POST /api/v1/account/feeds", "/api/v1/account/feeds", r#"{"password":"x"}"#, 422),
    ("GET /api/v1/account/delegations", "/api/v1/account/delegations", "", 200),
    ("GET /api/v1/account/delegations/choices", "/api/v1/account/delegations/choices", "", 200),
    ("POST /api/v1/account/delegations/{post}/end", "/api/v1/account/delegations/{held}/end", "", 404),
    ("GET /api/v1/views", "/api/v1/views?table=documents", "", 200),
    ("POST /api/v1/views", "/api/v1/views", r#"{"table":"documents","name":"","query":""}"#, 422),
    ("PATCH /api/v1/views/{view}", "/api/v1/views/999", r#"{"name":"x"}"#, 404),
    ("DELETE /api/v1/views/{view}", "/api/v1/views/999", "", 404),
    ("GET /api/v1/search", "/api/v1/search?q=phuong", "", 200),
    ("GET /api/v1/workdays", "/api/v1/workdays?from=2026-01-01&until=2026-01-08", "", 200),
    ("GET /api/v1/workdays/set", "/api/v1/workdays/set", "", 200),
    (
        "PUT /api/v1/workdays/set",
        "/api/v1/workdays/set",
        r#"{"day":"2026-01-05","works":false,"reason":""}"#,
        422,
    ),
    ("POST /api/v1/workdays/unset", "/api/v1/workdays/unset", r#"{"day":"2026-01-05"}"#, 412),
    ("POST /api/v1/events/revert", "/api/v1/events/revert", r#"{"first":999998,"last":999999}"#, 404),
    ("GET /api/v1/units/template", "/api/v1/units/template", "", 200),
    ("GET /api/v1/notices", "/api/v1/notices", "", 200),
    ("POST /api/v1/notices/{notice}/read", "/api/v1/notices/999/read", "", 404),
    ("POST /api/v1/notices/read", "/api/v1/notices/read", "", 204),
    ("GET /api/v1/jobs", "/api/v1/jobs", "", 200),
    ("GET /api/v1/jobs/{job}", "/api/v1/jobs/999", "", 404),
    ("POST /api/v1/jobs/{job}/again", "/api/v1/jobs/999/again", "", 404),
    ("DELETE /api/v1/jobs/{job}", "/api/v1/jobs/999", "", 404),
    ("POST /api/v1/jobs/letter", "/api/v1/jobs/letter", r#"{"to":"x"}"#, 422),
    ("GET /api/v1/units", "/api/v1/units?limit=2", "", 200),
    ("GET /api/v1/units/{unit}", "/api/v1/units/{ward}", "", 200),
    ("GET /api/v1/units/{unit}/life", "/api/v1/units/{ward}/life", "", 200),
    ("POST /api/v1/units/import", "/api/v1/units/import", "{table}", 422),
    ("GET /api/v1/events", "/api/v1/events", "", 200),
    ("GET /api/v1/events/{event}", "/api/v1/events/{event}", "", 200),
    ("POST /api/v1/events", "/api/v1/events", "{rename}", 428),
    ("POST /api/v1/events/preview", "/api/v1/events/preview", "{rename}", 200),
    ("POST /api/v1/events/{event}/revert", "/api/v1/events/999/revert", "", 404),
    ("GET /api/v1/people", "/api/v1/people", "", 200),
    ("POST /api/v1/people", "/api/v1/people", "{person}", 422),
    ("GET /api/v1/people/{account}", "/api/v1/people/{target}", "", 200),
    ("PUT /api/v1/people/{account}/state", "/api/v1/people/{target}/state", r#"{"state":"active"}"#, 204),
    ("POST /api/v1/people/{account}/password", "/api/v1/people/{target}/password", "", 200),
    ("POST /api/v1/people/{account}/posts", "/api/v1/people/{target}/posts", "{post}", 422),
    ("POST /api/v1/posts/{post}/end", "/api/v1/posts/{held}/end", r#"{"until":"2020-01-05"}"#, 422),
    ("POST /api/v1/posts/{post}/delegate", "/api/v1/posts/{held}/delegate", "{delegation}", 404),
    ("GET /api/v1/log", "/api/v1/log", "", 200),
    ("GET /api/v1/log/verify", "/api/v1/log/verify", "", 200),
    ("GET /api/v1/kinds", "/api/v1/kinds", "", 200),
    ("GET /api/v1/roles", "/api/v1/roles", "", 200),
    ("GET /api/v1/documents", "/api/v1/documents?direction=incoming", "", 200),
    ("GET /api/v1/documents/search", "/api/v1/documents/search?q=15-BC", "", 200),
    (
        "POST /api/v1/documents",
        "/api/v1/documents",
        r#"{"unit":{ward},"direction":"internal","form":{"subject":""}}"#,
        422,
    ),
    ("GET /api/v1/documents/{id}", "/api/v1/documents/{document}", "", 200),
    ("PUT /api/v1/documents/{id}/form", "/api/v1/documents/{document}/form", r#"{"subject":"x"}"#, 428),
    ("POST /api/v1/documents/{id}/steps", "/api/v1/documents/{draft}/steps", r#"{"step":"check"}"#, 428),
    // The ward keeps no register.
    ("GET /api/v1/documents/{id}/next-symbol", "/api/v1/documents/{draft}/next-symbol", "", 422),
    (
        "POST /api/v1/documents/{id}/handling",
        "/api/v1/documents/{document}/handling",
        r#"{"step":"finish"}"#,
        428,
    ),
    ("GET /api/v1/documents/{id}/handlers", "/api/v1/documents/{document}/handlers", "", 200),
    (
        "PUT /api/v1/documents/{id}/findings/{finding}",
        "/api/v1/documents/{document}/findings/{finding}",
        r#"{"verdict":"wrong","reason":"x"}"#,
        204,
    ),
    (
        "DELETE /api/v1/documents/{id}/findings/{finding}",
        "/api/v1/documents/{document}/findings/{finding}",
        "",
        204,
    ),
    ("POST /api/v1/documents/{id}/files", "/api/v1/documents/{document}/files?role=scan", "", 422),
    ("GET /api/v1/documents/{id}/files/{file}", "/api/v1/documents/{document}/files/{file}", "", 200),
    ("GET /api/v1/documents/{id}/text", "/api/v1/documents/{document}/text", "", 200),
    ("GET /api/v1/documents/{id}/text/docx", "/api/v1/documents/{document}/text/docx", "", 200),
    ("GET /api/v1/documents/{id}/text/pdf", "/api/v1/documents/{document}/text/pdf", "", 200),
    ("GET /api/v1/documents/{id}/paper", "/api/v1/documents/{document}/paper", "", 200),
    (
        "GET /api/v1/documents/{id}/compare",
        "/api/v1/documents/{document}/compare?older={file}&newer={file}",
        "",
        200,
    ),
    ("GET /api/v1/documents/{id}/graph", "/api/v1/documents/{document}/graph", "", 200),
    ("GET /api/v1/waiting", "/api/v1/waiting", "", 200),
    ("POST /api/v1/waiting", "/api/v1/waiting?unit={ward}&direction=incoming", "", 422),
    ("GET /api/v1/waiting/{waiting}", "/api/v1/waiting/999", "", 404),
    ("DELETE /api/v1/waiting/{waiting}", "/api/v1/waiting/999", "", 404),
    ("POST /api/v1/waiting/{waiting}/enter", "/api/v1/waiting/999/enter", r#"{"role":"scan"}"#, 404),
    ("GET /api/v1/waiting/{waiting}/file", "/api/v1/waiting/999/file", "", 404),
    ("GET /api/v1/registers", "/api/v1/registers", "", 200),
    ("GET /api/v1/registers/{unit}", "/api/v1/registers/{ward}", "", 200),
    (
        "PUT /api/v1/registers/{unit}",
        "/api/v1/registers/{ward}",
        r#"{"register":{"system":"party","code":"","issuer":"x","place":"x"}}"#,
        422,
    ),
    (
        "GET /api/v1/registers/{unit}/numbers",
        "/api/v1/registers/{ward}/numbers?kind=arrival&cycle=2026",
        "",
        200,
    ),
    (
        "POST /api/v1/registers/{unit}/numbers",
        "/api/v1/registers/{ward}/numbers",
        r#"{"kind":"arrival","cycle":"2026"}"#,
        422,
    ),
    ("POST /api/v1/registers/{unit}/numbers/keep", "/api/v1/registers/{ward}/numbers/keep", NUMBER, 422),
    (
        "POST /api/v1/registers/{unit}/numbers/release",
        "/api/v1/registers/{ward}/numbers/release",
        NUMBER,
        422,
    ),
    (
        "POST /api/v1/registers/{unit}/numbers/void",
        "/api/v1/registers/{ward}/numbers/void",
        r#"{"kind":"arrival","cycle":"2026","number":1,"reason":"x"}"#,
        422,
    ),
    (
        "POST /api/v1/registers/{unit}/numbers/take-over",
        "/api/v1/registers/{ward}/numbers/take-over",
        r#"{"kind":"arrival","cycle":"2026","given_before":1}"#,
        422,
    ),
    ("GET /api/v1/figures", "/api/v1/figures?unit={ward}&from=2026-01-01&until=2026-02-01", "", 200),
    ("POST /api/v1/imports/check", "/api/v1/imports/check?unit={ward}", "x", 422),
    ("POST /api/v1/imports", "/api/v1/imports?unit={ward}", "x", 422),
    ("POST /api/v1/imports/files", "/api/v1/imports/files?unit={ward}", "x", 422),
    ("GET /api/v1/imports/template", "/api/v1/imports/template", "", 200),
    ("GET /api/v1/imports", "/api/v1/imports", "", 200),
    ("GET /api/v1/imports/{import}", "/api/v1/imports/999", "", 404),
    ("GET /api/v1/tasks", "/api/v1/tasks?unit={ward}&below=true&role=lead", "", 200),
    (
        "POST /api/v1/tasks",
        "/api/v1/tasks",
        r#"{"tasks":[{"unit":{ward},"lead":{ward},"terms":{"action":""}}]}"#,
        422,
    ),
    ("GET /api/v1/tasks/{id}", "/api/v1/tasks/{task}", "", 200),
    // Which deeds are open to whom, tests of tasks say.
    ("POST /api/v1/tasks/{id}/deeds", "/api/v1/tasks/{task}/deeds", r#"{"deed":"resume"}"#, 428),
    ("POST /api/v1/tasks/progress", "/api/v1/tasks/progress", r#"{"reports":[]}"#, 204),
    ("POST /api/v1/tasks/{id}/result", "/api/v1/tasks/{task}/result", r#"{"note":"x"}"#, 428),
    ("POST /api/v1/tasks/{id}/result/file", "/api/v1/tasks/{task}/result/file?note=x", "x", 428),
    ("GET /api/v1/tasks/{id}/files/{file}", "/api/v1/tasks/{task}/files/999999", "", 404),
    ("GET /api/v1/documents/{id}/clauses", "/api/v1/documents/{document}/clauses", "", 200),
    (
        "PUT /api/v1/documents/{id}/clauses/{clause}/passed-over",
        "/api/v1/documents/{document}/clauses/999/passed-over",
        "",
        404,
    ),
    (
        "DELETE /api/v1/documents/{id}/clauses/{clause}/passed-over",
        "/api/v1/documents/{document}/clauses/999/passed-over",
        "",
        404,
    ),
    ("POST /api/v1/tasks/table/check", "/api/v1/tasks/table/check?unit={ward}", "x", 422),
    ("POST /api/v1/tasks/table", "/api/v1/tasks/table?unit={ward}", "x", 422),
    ("GET /api/v1/tasks/paper/docx", "/api/v1/tasks/paper/docx?unit={ward}", "", 200),
    ("GET /api/v1/tasks/paper/pdf", "/api/v1/tasks/paper/pdf", "", 200),
    ("GET /api/v1/tasks/{id}/notice/docx", "/api/v1/tasks/999999/notice/docx", "", 404),
    ("GET /api/v1/tasks/{id}/notice/pdf", "/api/v1/tasks/999999/notice/pdf", "", 404),
    ("GET /api/v1/tasks/statistics", "/api/v1/tasks/statistics?unit={ward}&group=document", "", 200),
    ("GET /api/v1/tasks/reports", "/api/v1/tasks/reports?unit={ward}", "", 200),
    (
        "POST /api/v1/tasks/reports",
        "/api/v1/tasks/reports",
        r#"{"unit":{ward},"from":"2025-10-01","until":"2025-10-01"}"#,
        422,
    ),
    ("GET /api/v1/tasks/reports/{report}", "/api/v1/tasks/reports/999999", "", 404),
    ("GET /api/v1/reports", "/api/v1/reports", "", 200),
    // There is one of that month already.
    ("POST /api/v1/reports", "/api/v1/reports", r#"{"unit":{ward},"kind":"month","day":"2025-12-14"}"#, 422),
    ("GET /api/v1/reports/{id}", "/api/v1/reports/{report}", "", 200),
    ("GET /api/v1/reports/{id}/desk", "/api/v1/reports/{report}/desk", "", 200),
    ("POST /api/v1/reports/{id}/edits", "/api/v1/reports/{report}/edits", r#"{"edit":"refresh"}"#, 428),
    ("POST /api/v1/reports/{id}/heap", "/api/v1/reports/{report}/heap", "x", 422),
    // The ward keeps no register.
    ("GET /api/v1/reports/{id}/docx", "/api/v1/reports/{report}/docx", "", 422),
    ("GET /api/v1/reports/{id}/pdf", "/api/v1/reports/{report}/pdf", "", 422),
    ("GET /api/v1/reports/{id}/checks", "/api/v1/reports/{report}/checks", "", 422),
    ("POST /api/v1/reports/{id}/back/compare", "/api/v1/reports/{report}/back/compare", "x", 422),
    ("POST /api/v1/reports/{id}/back", "/api/v1/reports/{report}/back", "x", 428),
    ("POST /api/v1/reports/{id}/hand-in", "/api/v1/reports/{report}/hand-in", "", 428),
    ("POST /api/v1/reports/{id}/decide", "/api/v1/reports/{report}/decide", r#"{"step":"sign"}"#, 428),
    ("GET /api/v1/reports/{id}/next-symbol", "/api/v1/reports/{report}/next-symbol", "", 422),
    ("POST /api/v1/reports/{id}/issue", "/api/v1/reports/{report}/issue", "{}", 428),
    ("GET /api/v1/indicators", "/api/v1/indicators", "", 200),
    ("GET /api/v1/forms", "/api/v1/forms", "", 200),
    ("GET /api/v1/calendars", "/api/v1/calendars?day=2026-01-05", "", 200),
    ("GET /api/v1/indicators/numbers", "/api/v1/indicators/numbers?unit={ward}", "", 200),
    ("GET /api/v1/indicators/pivot", "/api/v1/indicators/pivot?unit={ward}", "", 200),
    ("GET /api/v1/indicators/{indicator}", "/api/v1/indicators/999999?unit={ward}", "", 404),
    (
        "POST /api/v1/indicators/{indicator}/goals",
        "/api/v1/indicators/999999/goals",
        r#"{"unit":{ward},"goal":{"kind":"value","amount":"1"},"ordered_by":{"symbol":"1-NQ/TU","date":"2026-01-05","issuer":"x"}}"#,
        404,
    ),
    ("GET /api/v1/rounds", "/api/v1/rounds", "", 200),
    ("POST /api/v1/rounds", "/api/v1/rounds", r#"{"form_id":1,"day":"2026-01-05","participants":[]}"#, 422),
    // For whoever defines for the whole house.
    ("POST /api/v1/rounds/ready", "/api/v1/rounds/ready", "", 403),
    ("GET /api/v1/rounds/{campaign}", "/api/v1/rounds/999999", "", 404),
    ("GET /api/v1/rounds/{campaign}/units/{unit}", "/api/v1/rounds/999999/units/{ward}", "", 404),
    ("PATCH /api/v1/rounds/{campaign}/units/{unit}", "/api/v1/rounds/999999/units/{ward}", "{}", 428),
    (
        "POST /api/v1/rounds/{campaign}/units/{unit}/submit",
        "/api/v1/rounds/999999/units/{ward}/submit",
        "",
        404,
    ),
    (
        "POST /api/v1/rounds/{campaign}/units/{unit}/return",
        "/api/v1/rounds/999999/units/{ward}/return",
        r#"{"reasons":[]}"#,
        404,
    ),
    (
        "POST /api/v1/rounds/{campaign}/units/{unit}/approve",
        "/api/v1/rounds/999999/units/{ward}/approve",
        "",
        404,
    ),
    (
        "GET /api/v1/rounds/{campaign}/units/{unit}/template",
        "/api/v1/rounds/999999/units/{ward}/template",
        "",
        404,
    ),
    (
        "POST /api/v1/rounds/{campaign}/units/{unit}/table/check",
        "/api/v1/rounds/999999/units/{ward}/table/check",
        "x",
        404,
    ),
    (
        "POST /api/v1/rounds/{campaign}/units/{unit}/table",
        "/api/v1/rounds/999999/units/{ward}/table",
        "x",
        428,
    ),
    ("POST /api/v1/read", "/api/v1/read", "Báo cáo", 200),
    ("POST /api/v1/audit", "/api/v1/audit", "Tổng số 3 đơn, gồm 1 đơn cũ và 1 đơn mới.", 200),
];

const SHOWN: &str = r#"{"password":"{password}"}"#;
const NUMBER: &str = r#"{"kind":"arrival","cycle":"2026","number":1}"#;

/// What somebody sends who changes a unit.
pub(crate) fn rename(unit: impl std::fmt::Display, name: &str) -> Value {
    let unit: i64 = unit.to_string().parse().unwrap();
    json!({
        "date": "2026-01-05",
        "change": { "change": "rename", "unit": unit, "name": name, "short_name": null },
        "ordered_by": { "symbol": "02-QĐ/TU", "date": "2026-01-05", "issuer": "Thành ủy Hải Minh", "subject": null },
    })
}

pub(crate) struct Operations;

impl Side for Operations {
    const SAMPLES: Samples = SAMPLES;

    fn routes(city: &City) -> Vec<Route> {
        city.interface()
    }

    fn fill(city: &City, text: &str) -> String {
        let order = rename(city.ward, "")["ordered_by"].clone();
        let ward = city.ward.get();
        let body = match text {
            "{rename}" => rename(city.ward, "Đảng ủy phường Đông Hải mới"),
            "{table}" => json!({
                "under": ward, "date": "2026-01-05", "ordered_by": order,
                "rows": [{ "code": "1", "name": "", "kind": "none" }],
            }),
            "{person}" => json!({
                "sign_in": "a", "display_name": "", "email": null,
                "post": { "unit": ward, "role": "clerk", "title": "x", "from": "2026-01-05", "until": null },
            }),
            "{post}" => json!({ "unit": ward, "role": "clerk", "title": "", "from": "2026-01-05" }),
            "{delegation}" => {
                json!({ "account": city.stranger.0.get(), "from": "2026-01-05", "until": "2026-01-09" })
            }
            text => {
                return text
                    .replace("{ward}", &ward.to_string())
                    .replace("{event}", &city.event.to_string())
                    .replace("{target}", &city.target.0.to_string())
                    .replace("{held}", &city.target.1.to_string())
                    .replace("{session}", &city.stranger.2.to_string())
                    .replace("{document}", &city.document.id.to_string())
                    .replace("{draft}", &city.draft.to_string())
                    .replace("{task}", &city.task.to_string())
                    .replace("{report}", &city.report.to_string())
                    .replace("{password}", PASSWORD)
                    .replace("{file}", &city.document.file.to_string())
                    .replace("{finding}", &city.document.finding.to_string());
            }
        };
        body.to_string()
    }

    async fn enter(city: &City, role: &str) -> String {
        city.lasting_program(role).await
    }

    async fn ask(city: &City, route: &Route, token: &str) -> Answer {
        let (path, body, _) = Self::sample(city, route);
        city.call(route.method, &path, token, &body).await
    }

    fn check(answer: &Answer, status: StatusCode, what: &str) {
        if status.as_u16() >= 400 {
            assert_problem(answer, status, what);
        }
    }
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|e| panic!("{e}: {}", answer.text))
}

/// A refusal says what it is in the one form that there is.
fn assert_problem(answer: &Answer, status: StatusCode, what: &str) {
    assert_eq!(answer.status, status, "{what}: {}", answer.text);
    assert_eq!(answer.header("content-type"), "application/problem+json", "{what}");
    let problem = json_of(answer);
    assert_eq!(problem["status"], status.as_u16(), "{what}");
    for field in ["type", "title", "detail", "instance"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{what}: {field}");
    }
    // Sentences, not keys.
    for field in problem["fields"].as_array().into_iter().flatten() {
        assert!(field["detail"].as_str().unwrap().contains([' ', '…']), "{what}: {field}");
    }
}

#[tokio::test]
async fn every_operation_opens_to_the_roles_that_hold_its_right_and_to_no_other() {
    samples::every_route_opens_to_the_roles_that_hold_its_right_and_to_no_other::<Operations>().await;
}

#[tokio::test]
async fn a_token_opens_what_its_scope_names_and_nothing_else() {
    let city = City::new().await;
    // One who may all that belongs to no register, and one who keeps a register.
    for name in ["administrator", "clerk"] {
        let person = city.app.at_console(&name.parse().unwrap()).await.unwrap();
        let rights: Vec<Right> = Right::ALL.iter().copied().filter(|right| person.has(*right)).collect();
        for scope in rights {
            let token = city.program(name, &[scope]).await;
            for route in city.interface() {
                let Access::Right(code) = route.access else { continue };
                let answer = Operations::ask(&city, &route, &token).await;
                let forbidden = answer.status == StatusCode::FORBIDDEN;
                let opens = code == scope.code() && !wants_more(route.path);
                assert_eq!(forbidden, !opens, "{route:?} with {scope}: {}", answer.text);
            }
        }
    }
}

/// Operations that need a second right: whoever hands out what clauses give to do has to read the document and its tasks too, whoever
/// enters or judges figures has to read them, and what comes for the whole house wants the right for all of it.
fn wants_more(path: &str) -> bool {
    const SHEET: &str = "/api/v1/rounds/{campaign}/units/{unit}";
    let paths = [
        "/api/v1/definitions",
        "/api/v1/definitions/rules/{rule}",
        "/api/v1/documents/{id}/programme",
        "/api/v1/rounds/ready",
        "/api/v1/indicators/{indicator}/goals",
        "/api/v1/reports/{id}/back/compare",
    ];
    path.starts_with("/api/v1/documents/{id}/clauses")
        || path.starts_with("/api/v1/tasks/{id}/notice/")
        || path.strip_prefix(SHEET).is_some_and(|rest| ["/return", "/table/check"].contains(&rest))
        || paths.contains(&path)
}

#[tokio::test]
async fn every_sample_is_of_an_operation() {
    samples::every_sample_is_of_a_route::<Operations>().await;
}

/// No cookie opens the interface and no token opens a page: what another site makes a browser send opens nothing.
#[tokio::test]
async fn cookies_open_no_operation_and_tokens_no_page() {
    let city = City::new().await;
    let cookie = city.enter("administrator").await;
    let token = city.whole_program("administrator").await;
    for route in city.interface().into_iter().filter(|route| route.access != Access::Public) {
        let (path, body, _) = Operations::sample(&city, &route);
        for authorization in ["", "Basic YTpi", "Bearer", "Bearer ", &format!("Bearer {cookie}")] {
            let before = city.state().await;
            let request = call(route.method, &path, "x");
            let mut request = request.header("cookie", format!("session={cookie}"));
            request.headers_mut().unwrap().insert("authorization", authorization.parse().unwrap());
            let answer = city.send(request, None, body.clone()).await;
            assert_problem(&answer, StatusCode::UNAUTHORIZED, &format!("{route:?} with {authorization}"));
            assert!(answer.header("www-authenticate").starts_with("Bearer"));
            assert_eq!(city.state().await, before);
        }
    }
    for path in ["/", "/account", "/people", "/account/tokens"] {
        let answer = city.send(call("GET", path, &token).header("accept", "text/html"), None, "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        let answer = city.send(call("GET", path, "x"), Some(&token), "").await;
        assert_ne!(answer.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn what_belongs_to_another_unit_is_not_there() {
    let city = City::new().await;
    let (account, post, session) = city.stranger;
    for role in ["clerk", "head", "focal_point"] {
        let token = city.whole_program(role).await;
        let list = city.call("GET", "/api/v1/people?limit=200", &token, "").await;
        assert!(list.text.contains("Người target") && !list.text.contains("Người stranger"), "{role}");
        for (method, path, body) in [
            ("GET", format!("/api/v1/people/{account}"), ""),
            (
                "POST",
                format!("/api/v1/posts/{post}/delegate"),
                r#"{"account":1,"from":"2026-01-05","until":"2026-01-09"}"#,
            ),
            ("DELETE", format!("/api/v1/account/sessions/{session}"), ""),
        ] {
            let before = city.state().await;
            let answer = city.call(method, &path, &token, body).await;
            assert!([404, 403].contains(&answer.status.as_u16()), "{path} by {role}: {}", answer.text);
            assert_eq!(city.state().await, before, "{path} by {role}");
        }
    }
    // The administrator's program sees no tokens or sessions of others either.
    let token = city.whole_program("administrator").await;
    let others = city.whole_program("clerk").await;
    let own = json_of(&city.call("GET", "/api/v1/account", &others, "").await)["token"].clone();
    let answer = city.call("DELETE", &format!("/api/v1/account/tokens/{own}"), &token, "").await;
    assert_problem(&answer, StatusCode::NOT_FOUND, "a token of somebody else");
    let mine = city.call("GET", "/api/v1/account/tokens", &token, "").await;
    assert!(json_of(&mine)["items"].as_array().unwrap().iter().all(|item| item["id"] != own));
}

#[tokio::test]
async fn every_refusal_is_a_document() {
    let city = City::new().await;
    let token = city.whole_program("administrator").await;
    let ward = city.ward;
    let large = format!("{{\"language\":\"{}\"}}", "x".repeat(3 << 20));
    let preview = "/api/v1/events/preview";
    let wrong_day = rename(ward, "x").to_string().replace("2026-01-05", "2026-13-05");
    let unknown = rename(999_999, "x").to_string();
    let positive = json!({
        "date": "2026-01-05",
        "change": { "change": "create", "unit": 4711, "kind": "other", "name": "x", "short_name": null, "parent": ward.get() },
        "ordered_by": rename(ward, "")["ordered_by"],
    })
    .to_string();
    let long = format!("/api/v1/units?name={}", "x".repeat(301));
    let cases: &[(&str, &str, &str, u16)] = &[
        ("GET", &long, "", 422),
        ("GET", "/api/v1/nowhere", "", 404),
        ("GET", "/api/v2/units", "", 404),
        ("GET", "/api/v1/units/0", "", 404),
        ("GET", "/api/v1/units/x%00", "", 404),
        ("GET", "/api/v1/units/%ff", "", 404),
        ("GET", "/api/v1/units/9223372036854775808", "", 404),
        ("DELETE", "/api/v1/units", "", 405),
        ("GET", "/api/v1/events/preview", "", 405),
        ("GET", "/api/v1/units?limit=0", "", 422),
        ("GET", "/api/v1/units?limit=201", "", 422),
        ("GET", "/api/v1/units?limit=x", "", 422),
        ("GET", "/api/v1/units?limit=1&limit=2", "", 422),
        ("GET", "/api/v1/units?cursor=AAAA", "", 422),
        ("GET", "/api/v1/units?on=31/12/2025", "", 422),
        ("GET", "/api/v1/units?unknown=1", "", 422),
        ("GET", "/api/v1/account?x=1", "", 422),
        ("PATCH", "/api/v1/account", &large, 413),
        ("PATCH", "/api/v1/account", "{", 400),
        ("PATCH", "/api/v1/account", r#"{"language":"vi"}x"#, 400),
        ("PATCH", "/api/v1/account", "\u{feff}{}", 400),
        ("PATCH", "/api/v1/account", "{}", 422),
        ("PATCH", "/api/v1/account", r#"{"language":"fr"}"#, 422),
        ("PATCH", "/api/v1/account", r#"{"language":"vi","x":1}"#, 422),
        ("POST", preview, &wrong_day, 422),
        ("POST", preview, &unknown, 422),
        ("POST", preview, &positive, 422),
    ];
    for (method, path, body, status) in cases {
        let answer = city.call(method, path, &token, body).await;
        let what = format!("{method} {path} {}", body.chars().take(60).collect::<String>());
        assert_problem(&answer, StatusCode::from_u16(*status).unwrap(), &what);
    }
    let plain = call("PATCH", "/api/v1/account", &token);
    let mut plain = plain;
    plain.headers_mut().unwrap().insert("content-type", "text/plain".parse().unwrap());
    let answer = city.send(plain, None, "{}").await;
    assert_problem(&answer, StatusCode::UNSUPPORTED_MEDIA_TYPE, "text/plain");
}
