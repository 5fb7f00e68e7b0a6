use super::*;

#[tokio::test]
async fn a_panic_is_a_page_that_tells_nothing_of_its_cause() {
    let response = send(get("/panic")).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let number = header(&response, "x-request-id").to_owned();
    let page = text(response).await;
    assert!(page.contains("Hệ thống gặp lỗi") && !page.contains("a bug of a test"));
    assert!(page.contains(&number), "the page names the number that stands in the log");
}

#[tokio::test]
async fn a_slow_handler_is_given_up() {
    let response = send(get("/slow")).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(text(response).await.contains("Hệ thống đang bận"));
}

#[tokio::test]
async fn an_unknown_address_is_a_page_in_the_shell() {
    let response = send(get("/nowhere").header("x-test-visitor", "clerk")).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let page = text(response).await;
    assert!(page.contains("Không tìm thấy trang này") && page.contains("Nhiệm vụ"));
}

#[tokio::test]
async fn a_method_that_a_page_does_not_take_says_which_it_does() {
    let response = send(post("/open")).await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(&response, "allow"), "GET,HEAD");
    assert!(text(response).await.contains("Trang này không nhận thao tác như vậy"));
}

#[tokio::test]
async fn a_bare_error_of_a_library_gets_its_words() {
    let page = text(send(get("/text")).await).await;
    assert!(page.contains("Yêu cầu chưa đúng") && !page.contains("not for people"));
}

#[tokio::test]
async fn programs_get_a_document_of_rfc_9457() {
    let response = send(Request::get("/api/v1/conflict").header("accept-language", "en")).await;
    assert_eq!(response.status(), StatusCode::CONFLICT);
    assert_eq!(header(&response, "content-type"), "application/problem+json");
    let mut document: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    assert!(document["instance"].as_str().unwrap().starts_with("urn:uuid:"));
    document["instance"] = "urn:uuid:…".into();
    let expected = serde_json::json!({
        "type": "urn:sauro:problem:conflict",
        "title": "Somebody else has changed this",
        "status": 409,
        "detail": "B đã sửa",
        "instance": "urn:uuid:…",
        "fields": [{ "name": "name", "detail": "khác" }],
    });
    assert_eq!(document, expected);
    let unknown = send(Request::get("/api/v1/nowhere")).await;
    assert_eq!(header(&unknown, "content-type"), "application/problem+json");
}

#[test]
fn every_kind_of_problem_has_its_words() {
    for language in messages::Language::ALL {
        let words = crate::messages(language);
        for kind in crate::Kind::ALL {
            let (status, name) = kind.parts();
            assert!(status.is_client_error() || status.is_server_error());
            for key in [format!("problem-{name}"), format!("problem-{name}-help")] {
                assert_ne!(words.text(&key, []), key);
            }
        }
    }
}
