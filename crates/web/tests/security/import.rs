//! Tables of units, sent as browsers send them: looked at, taken in, taken back; and what somebody would send who means harm.

use crate::city::{Answer, City, ask};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use reader::sheet::{SheetLimits, read};
use std::fmt::Write as _;
use std::time::Instant;

const EDGE: &str = "xxxx-the-edge-xxxx";
const ORDER: [(&str, &str); 4] = [
    ("date", "05/01/2026"),
    ("order_symbol", "12-NQ/TU"),
    ("order_date", "02/01/2026"),
    ("order_issuer", "Thành ủy"),
];

impl City {
    /// Sends a form with fields and a file.
    pub(crate) async fn send_form(
        &self,
        path: &str,
        token: &str,
        fields: &[(&str, &str)],
        file: Option<&[u8]>,
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.as_bytes());
        }
        if let Some(file) = file {
            let head = "content-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
            body.extend(format!("--{EDGE}\r\n{head}").as_bytes());
            body.extend(file);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{EDGE}--\r\n").as_bytes());
        let mut request = ask("POST", path);
        let kind = HeaderValue::try_from(format!("multipart/form-data; boundary={EDGE}")).unwrap();
        request.headers_mut().unwrap().insert(CONTENT_TYPE, kind);
        self.send(request, Some(token), body).await
    }

    async fn check(&self, token: &str, file: &[u8]) -> Answer {
        self.send_form("/units/import", token, &[], Some(file)).await
    }

    async fn enter_table(&self, token: &str, table: &str) -> Answer {
        let under = self.ward.to_string();
        let mut fields = vec![("table", table), ("under", under.as_str())];
        fields.extend(ORDER);
        self.send_form("/units/import/enter", token, &fields, None).await
    }
}

/// What the page holds of the table until it is confirmed, as a browser sends it.
fn held(page: &str) -> String {
    let text = page.split_once("<textarea name=\"table\"").unwrap().1.split_once('>').unwrap().1;
    let text = text.split_once("</textarea>").unwrap().0;
    text.trim_start_matches('\n')
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&quot;", "\"")
        .replace('\n', "\r\n")
}

const TABLE: &str =
    "Mã;Tên;Loại;Mã cấp trên\nN1;Đảng ủy xã <b>An & Hà</b>;commune_committee;\nN1-1;Chi bộ Thôn 1;cell;N1\n";

#[tokio::test]
async fn a_table_is_looked_at_taken_in_and_taken_back() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let before = city.state().await;
    let page = city.check(&token, TABLE.as_bytes()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Nhập 2 đơn vị") && !page.text.contains("<b>An"), "{}", page.text);
    assert_eq!(city.state().await, before, "to look writes nothing");
    let table = held(&page.text);
    // What is missing is said, and the table is still there.
    let wrong =
        city.send_form("/units/import/enter", &token, &[("table", &table), ("under", "x")], None).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((held(&wrong.text), city.state().await), (table.clone(), before));
    let done = city.enter_table(&token, &table).await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, &*format!("/units/{}", city.ward))
    );
    let cookies: Vec<_> =
        done.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap().to_owned()).collect();
    assert!(cookies.iter().any(|cookie| cookie.contains("import")), "{cookies:?}");
    let found = city.get("/search?q=an+ha", Some(&token)).await;
    assert!(found.text.contains("An &amp; Hà"), "{}", found.text);
    // The same table again: its codes are taken.
    let again = city.enter_table(&token, &table).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("đã có trong hệ thống"));
    let list = city.get("/units/import", Some(&token)).await.text;
    let path = list
        .split("action=\"")
        .find(|part| part.starts_with("/units/import/") && part.contains("/revert"))
        .unwrap();
    let path = path.split_once('"').unwrap().0.to_owned();
    assert_eq!(city.post(&path, Some(&token), "").await.status, StatusCode::SEE_OTHER);
    assert!(!city.get("/units", Some(&token)).await.text.contains("An &amp; Hà"));
    assert_eq!(city.post(&path, Some(&token), "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        city.enter_table(&token, &table).await.status,
        StatusCode::SEE_OTHER,
        "the codes are free again"
    );
}

#[tokio::test]
async fn an_import_with_people_in_it_stays() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    city.enter_table(
        &token,
        "2\tN1\tĐảng ủy xã An Hà\t\tcommune_committee\t\n3\tN2\tĐảng ủy xã An Lạc\t\tcommune_committee\t",
    )
    .await;
    let organisation = city.app.organisation_now().await.unwrap();
    let unit = organisation.history().units().last().unwrap();
    let last = organisation.history().events().iter().map(|event| event.id).max().unwrap();
    let first = domain::EventId::new(last.get() - 1);
    city.person("settled", "clerk", unit, true).await;
    let before = city.state().await;
    let answer = city.post(&format!("/units/import/{first}/{last}/revert"), Some(&token), "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(city.state().await, before);
    assert_eq!(
        city.post(&format!("/units/events/{last}/revert"), Some(&token), "").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(city.state().await, before);
}

#[tokio::test]
async fn what_is_wrong_is_said_by_row_and_column() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let before = city.state().await;
    let table = "Danh sách\n\nMã,Tên,Loại,Mã cấp trên\nA,Một,xyz,\nA,,cell,B\n";
    let page = city.check(&token, table.as_bytes()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for sentence in
        ["4 ô cần sửa", "đã có ở dòng 4", "trang “Loại đơn vị”", "Hãy điền ô này", "Không có dòng nào"]
    {
        assert!(page.text.contains(sentence), "{sentence}: {}", page.text);
    }
    for (file, sentence) in [
        (&b""[..], "không có dòng đơn vị nào"),
        ("Mã;Tên\n1;2\n".as_bytes(), "Thiếu cột: Loại đơn vị"),
        (b"PK\x03\x04xxx", "bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxx", ".xls kiểu cũ"),
        (b"\x89PNG\r\n\x1a\n\0", "không phải bảng"),
    ] {
        let page = city.check(&token, file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(page.text.contains(sentence), "{sentence}: {}", page.text);
    }
    let large = city.check(&token, &vec![b'a'; 12 << 20]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    for table in ["", "x", "1\t2\t3"] {
        assert_eq!(city.enter_table(&token, table).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(city.state().await, before);
}

#[tokio::test]
async fn the_template_is_a_table_that_can_be_sent_back() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let request = ask("GET", "/units/import/template");
    let bytes = city.send_bytes(request, Some(&token), "").await;
    assert_eq!(read(&bytes, &SheetLimits::default()).unwrap().len(), 5);
    let page = city.check(&token, &bytes).await;
    assert!(page.text.contains("Nhập 4 đơn vị"), "{}", page.text);
}

/// A whole city in one table. The limit is wide: tests are slower than what is shipped, and machines are shared.
#[tokio::test]
async fn three_thousand_rows_are_taken_in_at_once() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let mut table = "Mã;Tên;Loại;Mã cấp trên\n".to_owned();
    for ward in 0..150 {
        writeln!(table, "W{ward};Đảng ủy xã {ward};commune_committee;").unwrap();
        for cell in 0..19 {
            writeln!(table, "W{ward}-{cell};Chi bộ {cell};cell;W{ward}").unwrap();
        }
    }
    let begin = Instant::now();
    let page = city.check(&token, table.as_bytes()).await;
    let looked = begin.elapsed();
    assert!(page.text.contains("Nhập 3000 đơn vị") || page.text.contains("Nhập 3.000 đơn vị"));
    let table = held(&page.text);
    let begin = Instant::now();
    assert_eq!(city.enter_table(&token, &table).await.status, StatusCode::SEE_OTHER);
    let entered = begin.elapsed();
    let list = city.get("/units/import", Some(&token)).await.text;
    let path = list
        .split("action=\"")
        .find(|part| part.starts_with("/units/import/") && part.contains("/revert"))
        .unwrap();
    let begin = Instant::now();
    let undone = city.post(path.split_once('"').unwrap().0, Some(&token), "").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    println!("looked at in {looked:?}, taken in in {entered:?}, taken back in {:?}", begin.elapsed());
    assert!(looked.as_secs() < 5 && entered.as_secs() < 20, "{looked:?} {entered:?}");
}
