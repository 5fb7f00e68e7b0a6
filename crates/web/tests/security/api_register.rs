//! The register by its programming interface: files that wait, an older register taken in, and nothing of another unit's.

use crate::city::{Answer, City, call};
use axum::http::StatusCode;
use serde_json::{Value, json};

pub(crate) const LETTER: &str = "THÀNH ỦY HẢI MINH\n*\nSố 12-CV/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nHải Minh, ngày 05 tháng 01 năm 2026\n\n\
    Kính gửi: các đảng ủy trực thuộc\n\nI. Tình hình\nCó 8/10 (70%) chi bộ đạt.\n";
const SECRET: &str =
    "THÀNH ỦY HẢI MINH\nSố 13-BC/TU\nTỐI MẬT\n\nBÁO CÁO\nvề một việc\n\nI. Tình hình\nMột đoạn.\n";
const TABLE: &str = "Đến/đi;Số đến;Ngày đến;Số, ký hiệu;Ngày văn bản;Cơ quan ban hành;Trích yếu nội dung\n\
    đến;7;03/01/2026;21/QĐ-UBND;02/01/2026;UBND phường;về việc nghỉ\n\
    đến;8;03/01/2026;22/QĐ-UBND;99/01/2026;UBND phường;về việc khác\n";

/// A program of the clerk of the ward.
pub(crate) struct Program<'a> {
    city: &'a City,
    token: String,
}

impl Program<'_> {
    pub(crate) async fn of(city: &City) -> Program<'_> {
        Program { city, token: city.whole_program("clerk").await }
    }

    /// Asks, with other headers too.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&'static str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = call(method, &format!("/api/v1{path}"), &self.token);
        for (name, value) in headers {
            request.headers_mut().unwrap().insert(*name, value.parse().unwrap());
        }
        self.city.send(request, None, body.to_owned()).await
    }

    pub(crate) async fn done(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.ask(method, path, &[], &body.to_string()).await;
        assert!(answer.status.is_success(), "{method} {path}: {}", answer.text);
        if answer.text.is_empty() { Value::Null } else { value(&answer) }
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self.ask("GET", path, &[], "").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        value(&answer)
    }

    pub(crate) async fn refused(&self, method: &str, path: &str, body: &str) -> u16 {
        let before = self.city.state().await;
        let answer = self.ask(method, path, &[("if-match", "\"d2\"")], body).await;
        assert!(answer.status.is_client_error(), "{method} {path}: {}", answer.text);
        assert_eq!(self.city.state().await, before, "{method} {path}");
        answer.status.as_u16()
    }
}

pub(crate) fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|e| panic!("{e}: {}", answer.text))
}

#[tokio::test]
async fn a_file_is_sent_twice_and_waits_once_until_it_is_confirmed() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let path = format!("/waiting?unit={}&direction=incoming&name=c%C3%B4ng%20v%C4%83n.txt", city.ward);
    let key = [("idempotency-key", "k1")];
    let first = program.ask("POST", &path, &key, LETTER).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let again = program.ask("POST", &path, &key, LETTER).await;
    assert_eq!((again.header("idempotency-replayed"), &again.text), ("true", &first.text));
    // Another file with that key; the same file with another.
    assert_eq!(program.ask("POST", &path, &key, "x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = program.ask("POST", &path, &[("idempotency-key", "k2")], LETTER).await;
    assert_eq!(value(&other), json!({ "id": value(&first)["id"], "again": true }));

    let id = &value(&first)["id"];
    let waiting = program.get("/waiting").await;
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1);
    assert_eq!(waiting["items"][0]["name"], "công văn.txt");
    let shown = program.get(&format!("/waiting/{id}")).await;
    assert_eq!(shown["form"]["symbol"], "12-CV/TU");
    let symbol = shown["places"].as_array().unwrap().iter().find(|place| place["name"] == "symbol");
    assert_eq!(symbol.unwrap()["sure"], "verbatim");
    let file = program.ask("GET", &format!("/waiting/{id}/file"), &[], "").await;
    assert_eq!((file.text.as_str(), file.header("content-type")), (LETTER, "application/octet-stream"));

    // The form as it was read is not whole: what it lacks is said.
    let enter = format!("/waiting/{id}/enter");
    let lacking = program.ask("POST", &enter, &[], r#"{"role":"editable"}"#).await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", lacking.text);
    assert_eq!(value(&lacking)["fields"][0]["name"], "subject");
    let mut form = shown["form"].clone();
    form["subject"] = json!("chuẩn bị sơ kết");
    let confirmed = json!({ "form": form, "role": "editable", "registration": { "due": "2026-02-01" } });
    let entered = program.done("POST", &enter, &confirmed).await;
    assert!(entered["arrival_number"].as_u64().unwrap() > 0);
    assert_eq!(program.get("/waiting").await["items"], json!([]));
    assert_eq!(program.refused("POST", &enter, &confirmed.to_string()).await, 404);

    let document = program.get(&format!("/documents/{}", entered["id"])).await;
    assert_eq!((&document["state"], &document["due"]), (&json!("routed"), &json!("2026-02-01")));
    assert_eq!(document["files"][0]["added_by"]["display_name"], "Người clerk");
    assert_eq!(document["findings"].as_array().unwrap().len(), 1);
    // The same document by hand.
    let twice = json!({ "unit": city.ward, "direction": "incoming", "form": document["form"] });
    assert_eq!(program.refused("POST", "/documents", &twice.to_string()).await, 422);
}

#[tokio::test]
async fn what_is_secret_leaves_nothing() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let path = format!("/waiting?unit={}&direction=incoming", city.ward);
    assert_eq!(program.refused("POST", &path, SECRET).await, 422);
    let path = format!("/documents/{}/files?role=editable", city.document.id);
    assert_eq!(program.refused("POST", &path, SECRET).await, 422);
    assert_eq!(program.get("/waiting").await["items"], json!([]));
}

/// Two parts, a part of another name, no part: one file is meant.
#[tokio::test]
async fn a_form_carries_one_file() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let path = format!("/waiting?unit={}&direction=incoming", city.ward);
    let part = |name: &str, edge: &str, text: &str| {
        format!(
            "--{edge}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"a.txt\"\r\n\r\n{text}\r\n"
        )
    };
    let send = async |edge: &str, parts: &str| {
        let kind = format!("multipart/form-data; boundary={edge}");
        let headers = [("content-type", kind.as_str()), ("idempotency-key", "form")];
        program.ask("POST", &path, &headers, &format!("{parts}--{edge}--\r\n")).await
    };
    let two = part("file", "e", "a") + &part("file", "e", "b");
    for wrong in [two, part("tep", "e", "a"), String::new()] {
        let answer = send("e", &wrong).await;
        assert!([400, 422].contains(&answer.status.as_u16()), "{wrong}: {}", answer.text);
    }
    // What differs is the line between the parts, and not what is meant.
    let first = send("e", &part("file", "e", LETTER)).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let again = send("another", &part("file", "another", LETTER)).await;
    assert_eq!(again.header("idempotency-replayed"), "true", "{}", again.text);
}

#[tokio::test]
async fn an_older_register_is_looked_at_and_taken_in() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let unit = city.ward;
    let checked = program.ask("POST", &format!("/imports/check?unit={unit}"), &[], TABLE).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.text);
    let checked = value(&checked);
    assert_eq!((&checked["wrong"], checked["rows"].as_array().unwrap().len()), (&json!(1), 1), "{checked}");
    assert_eq!((&checked["errors"][0]["row"], &checked["errors"][0]["column"]), (&json!(3), &json!("date")));
    // Who has not seen that a row is wrong is told.
    assert_eq!(program.refused("POST", &format!("/imports?unit={unit}"), TABLE).await, 422);
    let begun = program.ask("POST", &format!("/imports?unit={unit}&wrong=1"), &[], TABLE).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    let import = program.get(&format!("/imports/{}", value(&begun)["id"])).await;
    assert_eq!((&import["count"], &import["ended_at"]), (&json!(1), &Value::Null));
    assert_eq!(program.get("/imports").await["items"][0]["id"], value(&begun)["id"]);
}

#[tokio::test]
async fn what_is_of_another_unit_is_not_there() {
    let city = City::new().await;
    let program = Program::of(&city).await;
    let other = Program { city: &city, token: city.whole_program("stranger").await };
    let elsewhere = city.elsewhere;
    let path = format!("/waiting?unit={elsewhere}&direction=incoming");
    let waiting = value(&other.ask("POST", &path, &[], LETTER).await)["id"].clone();
    let import = other.ask("POST", &format!("/imports?unit={elsewhere}&wrong=1"), &[], TABLE).await;
    let import = value(&import)["id"].clone();
    let (document, file, finding) = (city.foreign.id, city.foreign.file, city.foreign.finding);
    let settlement = r#"{"verdict":"right","reason":"x"}"#;
    for (method, path, body) in [
        ("GET", format!("/documents/{document}"), ""),
        ("PUT", format!("/documents/{document}/form"), r#"{"subject":"x","issuer":"x"}"#),
        ("POST", format!("/documents/{document}/steps"), r#"{"step":"check"}"#),
        ("GET", format!("/documents/{document}/next-symbol"), ""),
        ("POST", format!("/documents/{document}/handling"), r#"{"step":"finish"}"#),
        ("GET", format!("/documents/{document}/handlers"), ""),
        ("PUT", format!("/documents/{document}/findings/{finding}"), settlement),
        ("PUT", format!("/documents/{}/findings/{finding}", city.document.id), settlement),
        ("DELETE", format!("/documents/{document}/findings/{finding}"), ""),
        ("POST", format!("/documents/{document}/files?role=scan"), LETTER),
        ("GET", format!("/documents/{document}/files/{file}"), ""),
        ("GET", format!("/documents/{}/files/{file}", city.document.id), ""),
        ("GET", format!("/documents/{document}/text"), ""),
        ("GET", format!("/documents/{document}/text/docx"), ""),
        ("GET", format!("/waiting/{waiting}"), ""),
        ("GET", format!("/waiting/{waiting}/file"), ""),
        ("DELETE", format!("/waiting/{waiting}"), ""),
        ("POST", format!("/waiting/{waiting}/enter"), r#"{"role":"editable"}"#),
        ("GET", format!("/imports/{import}"), ""),
    ] {
        assert_eq!(program.refused(method, &path, body).await, 404, "{method} {path}");
    }
    let new =
        json!({ "unit": elsewhere, "direction": "incoming", "form": { "subject": "x", "issuer": "x" } });
    let number = r#"{"kind":"arrival","cycle":"2026","number":1}"#;
    for (method, path, body) in [
        ("GET", format!("/documents?direction=incoming&unit={elsewhere}"), ""),
        ("POST", "/documents".to_owned(), new.to_string().as_str()),
        ("POST", format!("/waiting?unit={elsewhere}&direction=incoming"), LETTER),
        ("GET", format!("/registers/{elsewhere}"), ""),
        ("GET", format!("/registers/{elsewhere}/numbers?kind=arrival&cycle=2026"), ""),
        ("POST", format!("/registers/{elsewhere}/numbers"), r#"{"kind":"arrival","cycle":"2026"}"#),
        ("POST", format!("/registers/{elsewhere}/numbers/keep"), number),
        ("POST", format!("/registers/{elsewhere}/numbers/release"), number),
        ("GET", format!("/figures?unit={elsewhere}&from=2026-01-01&until=2026-02-01"), ""),
        ("POST", format!("/imports/check?unit={elsewhere}"), TABLE),
        ("POST", format!("/imports?unit={elsewhere}&wrong=1"), TABLE),
    ] {
        assert_eq!(program.refused(method, &path, body).await, 403, "{method} {path}");
    }
    for path in [
        "/documents?direction=incoming",
        "/documents/search?q=vi%E1%BB%87c%20ri%C3%AAng",
        "/documents/search?q=99-BC/%C4%90U",
        "/waiting",
        "/registers",
        "/imports",
        "/figures?from=2026-01-01&until=2026-02-01",
    ] {
        let answer = program.ask("GET", path, &[], "").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        let own = format!("\"unit\":{elsewhere}");
        assert!(!answer.text.contains("Kiến Minh") && !answer.text.contains(&own), "{path}: {}", answer.text);
    }
}
