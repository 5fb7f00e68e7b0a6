//! Files sent to the register, as browsers send them: what is taken waits for its register only, what is secret leaves nothing.

use crate::city::{Answer, City, ask};
use axum::http::StatusCode;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};

const LETTER: &str = "THÀNH ỦY HẢI MINH\n*\nSố 12-CV/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nHải Minh, ngày 05 tháng 01 năm 2026\n\n\
    Kính gửi: các đảng ủy trực thuộc\n\nI. Tình hình\nMột đoạn <script>alert(1)</script>.\n";
const SECRET: &str =
    "THÀNH ỦY HẢI MINH\nSố 13-BC/TU\nTỐI MẬT\n\nBÁO CÁO\nvề một việc\n\nI. Tình hình\nMột đoạn.\n";

impl City {
    async fn receive(&self, token: &str, file: &[u8]) -> Answer {
        self.send_form("/documents/intake", token, &[("direction", "incoming")], Some(file)).await
    }

    async fn waiting(&self, token: &str) -> Vec<String> {
        let page = self.get("/documents/intake", Some(token)).await.text;
        let links = page.split("href=\"/documents/intake/").skip(1);
        let mut all: Vec<String> = links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        all.dedup();
        all
    }
}

#[tokio::test]
async fn what_is_taken_waits_for_its_own_register() {
    let city = City::new().await;
    let clerk = city.enter("clerk").await;
    assert_eq!(city.receive(&clerk, LETTER.as_bytes()).await.status, StatusCode::OK);
    let waiting = city.waiting(&clerk).await;
    let id = waiting.first().unwrap();
    let page = city.get(&format!("/documents/intake/{id}"), Some(&clerk)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("&lt;script&gt;") && !page.text.contains("<script>alert"));
    let file = city.get(&format!("/documents/intake/{id}/file"), Some(&clerk)).await;
    assert!(
        file.header("content-disposition").starts_with("attachment"),
        "{}",
        file.header("content-disposition")
    );
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert_eq!(file.header("x-content-type-options"), "nosniff");

    // The clerk of another unit: nothing of this register is there.
    let stranger = city.enter("stranger").await;
    for path in [format!("/documents/intake/{id}"), format!("/documents/intake/{id}/file")] {
        assert_eq!(city.get(&path, Some(&stranger)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [format!("/documents/intake/{id}"), format!("/documents/intake/{id}/discard")] {
        let answer = city.post(&path, Some(&stranger), "subject=a&issuer=b&arrived_on=05/01/2026").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let strange = city.receive_for(&stranger, &city.ward.to_string()).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND, "another unit's register");

    let body = "kind=c%C3%B4ng+v%C4%83n&symbol=12-CV%2FTU&date=05%2F01%2F2026&issuer=Th%C3%A0nh+%E1%BB%A7y&subject=m%E1%BB%99t+vi%E1%BB%87c&arrived_on=05%2F01%2F2026";
    let answer = city.post(&format!("/documents/intake/{id}"), Some(&clerk), body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert!(city.waiting(&clerk).await.is_empty());
}

#[tokio::test]
async fn of_a_secret_file_nothing_stays() {
    let city = City::new().await;
    let clerk = city.enter("clerk").await;
    let before = city.state().await;
    let answer = city.receive(&clerk, SECRET.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("mật"), "{}", answer.text);
    for file in [&b""[..], b"PK\x03\x04 no archive", b"%PDF-1.7 nothing", &[0, 159, 146, 150]] {
        let answer = city.receive(&clerk, file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{file:?}");
    }
    assert!(city.waiting(&clerk).await.is_empty());
    assert_eq!(city.state().await, before, "no entry of the log, no row");
}

#[tokio::test]
async fn programs_of_the_page_get_sentences_as_json() {
    let city = City::new().await;
    let clerk = city.enter("clerk").await;
    let edge = "the-edge";
    let body = format!(
        "--{edge}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n{SECRET}\r\n\
         --{edge}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"b.txt\"\r\n\r\n{LETTER}\r\n--{edge}--\r\n"
    );
    let mut request = ask("POST", "/documents/intake");
    let headers = request.headers_mut().unwrap();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::try_from(format!("multipart/form-data; boundary={edge}")).unwrap(),
    );
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let answer = city.send(request, Some(&clerk), body).await;
    let taken: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!((&taken[0]["name"], &taken[0]["href"]), (&"a.txt".into(), &serde_json::Value::Null));
    assert_eq!(taken[1]["name"], "b.txt");
    assert!(taken[1]["href"].as_str().unwrap().starts_with("/documents/intake/"));
}

impl City {
    async fn receive_for(&self, token: &str, unit: &str) -> Answer {
        let fields = [("unit", unit), ("direction", "incoming")];
        self.send_form("/documents/intake", token, &fields, Some(LETTER.as_bytes())).await
    }
}
