//! Documents: those of another unit are not there, files open in nothing, and who saw an older state changes nothing.

use crate::city::{Answer, City, Paper};
use app::rights::DocumentsIssue;
use axum::http::StatusCode;
use domain::Span;
use domain::documents::{Register, Term, Terms};
use domain::rights::Right;
use jiff::civil::date;
use vitext::symbol::System;

/// Everything that an address of a document can be asked for.
fn asked(paper: &Paper) -> Vec<(&'static str, String, &'static str, Right)> {
    let Paper { id, file, finding } = paper;
    vec![
        ("GET", format!("/documents/{id}"), "", Right::DocumentsRead),
        ("GET", format!("/documents/{id}/text"), "", Right::DocumentsRead),
        ("GET", format!("/documents/{id}/text/pdf"), "", Right::DocumentsRead),
        ("GET", format!("/documents/{id}/files/{file}"), "", Right::DocumentsRead),
        ("GET", format!("/documents/{id}/compare?from={file}&to={file}"), "", Right::DocumentsRead),
        ("GET", format!("/documents/{id}/step/abandon"), "", Right::DocumentsIssue),
        ("POST", format!("/documents/{id}/step/check"), "revision=2", Right::DocumentsIssue),
        ("POST", format!("/documents/{id}/step/abandon"), "revision=2&reason=x", Right::DocumentsIssue),
        ("GET", format!("/documents/{id}/handle/route"), "", Right::DocumentsRegister),
        ("POST", format!("/documents/{id}/handle/finish"), "revision=2", Right::DocumentsRegister),
        (
            "POST",
            format!("/documents/{id}/findings/{finding}"),
            "verdict=wrong&reason=x",
            Right::DocumentsRegister,
        ),
    ]
}

#[tokio::test]
async fn documents_of_another_unit_are_not_there() {
    let city = City::new().await;
    let roles: Vec<_> = city.app.roles().iter().cloned().collect();
    for role in &roles {
        let token = city.enter(role.code.as_str()).await;
        for (method, path, body, right) in asked(&city.foreign) {
            let before = city.state().await;
            let answer = city.send(crate::city::ask(method, &path), Some(&token), body).await;
            let expected =
                if role.scope(right).is_some() { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{method} {path} by {}", role.code);
            assert!(!answer.text.contains("Kiến Minh"), "{method} {path} by {}", role.code);
            assert_eq!(city.state().await, before, "{method} {path} by {}", role.code);
        }
        if role.scope(Right::DocumentsRead).is_none() {
            continue;
        }
        let lists = [
            "/documents",
            "/documents?q=vi%E1%BB%87c%20ri%C3%AAng",
            "/documents?q=99-BC%2F%C4%90U",
            "/documents?q=viec&unit=all&direction=incoming",
            "/documents?format=csv",
            "/search?q=viec%20rieng",
            "/palette?q=99-BC%2F%C4%90U",
        ];
        for path in lists {
            let answer = city.get(path, Some(&token)).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} by {}", role.code);
            assert!(!answer.text.contains("của phường Kiến Minh"), "{path} by {}", role.code);
        }
        let other = city.get(&format!("/documents?unit={}", city.elsewhere), Some(&token)).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN, "{}", role.code);
        let own = city.get("/palette?q=15-bc%2F%C4%91u", Some(&token)).await;
        assert!(own.text.contains("kết quả công tác"), "{}", role.code);
    }
}

/// A file or a finding of another document under the address of one that may be seen.
#[tokio::test]
async fn a_part_belongs_to_its_document() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    let (own, foreign) = (city.document, city.foreign);
    let before = city.state().await;
    for path in [
        format!("/documents/{}/files/{}", own.id, foreign.file),
        format!("/documents/{}/compare?from={}&to={}", own.id, own.file, foreign.file),
        format!("/documents/{}/files/0", own.id),
        format!("/documents/{}/files/x", own.id),
        format!("/documents/{}/step/none", own.id),
        "/documents/0".to_owned(),
        "/documents/9223372036854775808".to_owned(),
        "/documents/x/text".to_owned(),
    ] {
        assert_eq!(city.get(&path, Some(&token)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let path = format!("/documents/{}/findings/{}", own.id, foreign.finding);
    let answer = city.post(&path, Some(&token), "verdict=right&reason=x").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(city.state().await, before);
}

#[tokio::test]
async fn a_file_opens_in_nothing() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    let Paper { id, file, .. } = city.document;
    let guarded = |answer: &Answer| {
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("content-disposition").starts_with("attachment; "));
        assert_eq!(answer.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    };
    let original = city.get(&format!("/documents/{id}/files/{file}"), Some(&token)).await;
    guarded(&original);
    assert_eq!(original.header("content-type"), "text/plain");
    assert!(original.header("content-disposition").contains("filename*=UTF-8''B%C3%A1o%20c%C3%A1o%2Etxt"));
    assert!(original.text.contains("8/10 (70%)"));
    let text = city.get(&format!("/documents/{id}/text"), Some(&token)).await;
    guarded(&text);
    assert!(text.text.contains("8/10 (70%)"));
}

#[tokio::test]
async fn who_saw_an_older_state_sees_what_has_become_of_it() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    let token = Some(token.as_str());
    let path = format!("/documents/{}/step", city.draft);
    assert_eq!(city.post(&format!("{path}/check"), token, "revision=2").await.status, StatusCode::SEE_OTHER);
    let before = city.state().await;
    let late =
        city.post(&format!("{path}/abandon"), token, "revision=2&reason=Kh%C3%B4ng%20c%E1%BA%A7n").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text.contains("Thẩm định xong") && late.text.contains("Người clerk"),
        "what was done, by whom"
    );
    assert!(late.text.contains("Không cần"), "what was typed is kept");
    assert_eq!(city.state().await, before);
    // A step that cannot be taken from here any more.
    let again = city.post(&format!("{path}/check"), token, "revision=3").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Without a reason.
    let empty = city.post(&format!("{path}/abandon"), token, "revision=3&reason=%20").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(city.state().await, before);
}

#[tokio::test]
async fn a_finding_is_settled_with_a_reason_and_taken_back() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    let token = Some(token.as_str());
    let Paper { id, finding, .. } = city.document;
    let address = format!("/documents/{id}");
    let page = || city.get(&address, token);
    let path = format!("/documents/{id}/findings/{finding}");
    assert!(page().await.text.contains("sai chắc chắn"));
    let before = city.state().await;
    for body in ["verdict=right&reason=%20", "verdict=perhaps&reason=x"] {
        assert_eq!(city.post(&path, token, body).await.status, StatusCode::BAD_REQUEST, "{body}");
    }
    assert_eq!(city.state().await, before);
    let settled = city.post(&path, token, "verdict=wrong&reason=Do%20l%C3%A0m%20tr%C3%B2n%20%3Cb%3E").await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER);
    let text = page().await.text;
    assert!(text.contains("Do làm tròn &lt;b&gt;") && text.contains("Bỏ kết luận này"), "the reason stays");
    assert_eq!(city.post(&path, token, "").await.status, StatusCode::SEE_OTHER);
    assert!(!page().await.text.contains("Bỏ kết luận này"));
}

/// The main part of a page, a tag a line.
fn main_part(answer: &Answer) -> String {
    let page = &answer.text;
    page[page.find("<main").unwrap()..page.find("</main>").unwrap()].replace("><", ">\n<")
}

#[tokio::test]
async fn pages_as_a_clerk_sees_them() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    let token = Some(token.as_str());
    insta::assert_snapshot!("register", main_part(&city.get("/documents", token).await));
    insta::assert_snapshot!("found", main_part(&city.get("/documents?q=chi%20bo%20dat", token).await));
    let document = format!("/documents/{}", city.document.id);
    insta::assert_snapshot!("document", main_part(&city.get(&document, token).await));
    let route = format!("{document}/handle/route");
    insta::assert_snapshot!("route", main_part(&city.get(&route, token).await));
    let issue = format!("/documents/{}/step/issue", city.draft);
    insta::assert_snapshot!("issue", main_part(&city.get(&issue, token).await));
}

/// A register of the ward, and a draft that goes its whole way.
#[tokio::test]
async fn a_draft_is_issued_under_the_symbol_that_was_shown() {
    let city = City::new().await;
    let clerk = city.app.at_console(&"clerk".parse().unwrap()).await.unwrap();
    let register = Register {
        system: System::Party,
        code: "ĐU".to_owned(),
        issuer: "Đảng ủy phường Đông Hải".to_owned(),
        place: "Đông Hải".to_owned(),
        office: "VP".to_owned(),
    };
    let term = Term { name: "2025 - 2030".to_owned(), span: Span::since(date(2025, 7, 1)) };
    let terms = Terms::new(vec![term]).unwrap();
    clerk.permit::<DocumentsIssue>().unwrap().set_register(city.ward, &register, &terms).await.unwrap();
    let token = city.enter("clerk").await;
    let token = Some(token.as_str());
    let path = format!("/documents/{}", city.draft);
    for (step, revision) in [("check", 2), ("sign", 3)] {
        let answer = city.post(&format!("{path}/step/{step}"), token, &format!("revision={revision}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}");
    }
    let form = city.get(&format!("{path}/step/issue"), token).await;
    assert!(form.text.contains("<strong>01-CV/ĐU</strong>"), "{}", main_part(&form));
    for body in ["revision=4&day=06/01/2026", "revision=4&day=", "revision=4&day=05/01/2026&number=x"] {
        let answer = city.post(&format!("{path}/step/issue"), token, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
    let answer = city.post(&format!("{path}/step/issue"), token, "revision=4&day=05/01/2026").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = city.get(&path, token).await.text;
    assert!(page.contains("01-CV/ĐU") && page.contains("đã ban hành"));
    let list =
        city.get("/documents?direction=outgoing&state=issued&kind=c%C3%B4ng%20v%C4%83n", token).await.text;
    assert!(list.contains("dự thảo của phường"));
    for other in
        ["state=draft", "kind=ngh%E1%BB%8B%20quy%E1%BA%BFt", "issuer=Ki%E1%BA%BFn%20Minh", "period=2025"]
    {
        let list = city.get(&format!("/documents?direction=outgoing&{other}"), token).await.text;
        assert!(!list.contains("dự thảo của phường"), "{other}");
    }
    // The index knows the state as it is now.
    let found = city.get("/documents?q=du%20thao&state=issued", token).await.text;
    assert!(found.contains("của phường"));
    assert!(!city.get("/documents?q=du%20thao&state=draft", token).await.text.contains("của phường"));
}

#[tokio::test]
async fn an_incoming_document_is_routed_late_and_done() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    let token = Some(token.as_str());
    let path = format!("/documents/{}", city.document.id);
    let handler = city.target.0;
    let past = format!("revision=2&handler={handler}&due=04/01/2026");
    let answer = city.post(&format!("{path}/handle/route"), token, &past).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let body = format!("revision=2&handler={handler}&due=05/01/2026");
    let answer = city.post(&format!("{path}/handle/route"), token, &body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let late = city.get("/documents?late=yes", token).await.text;
    assert!(!late.contains("15-BC/ĐU"));
    city.pass(jiff::SignedDuration::from_hours(24 * 5));
    let token = city.enter("clerk").await;
    let token = Some(token.as_str());
    for list in ["/documents?late=yes", "/documents?q=ket%20qua&late=yes"] {
        let late = city.get(list, token).await.text;
        assert!(late.contains("15-BC/ĐU"), "{list}");
    }
    let list = city.get("/documents?late=yes", token).await.text;
    assert!(list.contains("quá hạn 5 ngày") && list.contains("Người target"));
    let answer = city.post(&format!("{path}/handle/finish"), token, "revision=3").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!city.get("/documents?late=yes", token).await.text.contains("15-BC/ĐU"));
    // The way back of ten seconds.
    let answer = city.post(&format!("{path}/handle/reopen?revision=4"), token, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(city.get("/documents?late=yes", token).await.text.contains("15-BC/ĐU"));
}
