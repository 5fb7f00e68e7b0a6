//! What the components become, as a person who reads HTML sees it; and that nothing in the gallery is broken.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../examples/gallery/pages/mod.rs"]
mod pages;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use std::collections::BTreeSet;
use tower::ServiceExt;

async fn page(path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header("accept", "text/html").body(Body::empty()).unwrap();
    answer(request).await
}

async fn answer(request: Request<Body>) -> (StatusCode, String) {
    let response = pages::site().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

/// The main part of a page, a tag a line.
fn main_part(page: &str) -> String {
    let start = page.find("<main").unwrap();
    let end = page.find("</main>").unwrap();
    page[start..end].replace("><", ">\n<")
}

#[tokio::test]
async fn components() {
    insta::assert_snapshot!(main_part(&page("/").await.1));
}

#[tokio::test]
async fn tree_and_upload() {
    insta::assert_snapshot!(main_part(&page("/units").await.1));
}

#[tokio::test]
async fn a_preview() {
    insta::assert_snapshot!(main_part(&page("/units/merge").await.1));
}

#[tokio::test]
async fn a_table_with_filters() {
    let (_, page) =
        page("/tasks?status=late&due-from=01/11/2025&due-to=oops&rows=25&sort=-due&period=2025-11").await;
    insta::assert_snapshot!(main_part(&page));
}

#[tokio::test]
async fn a_form_keeps_what_was_typed_and_says_what_is_wrong() {
    let body = "name=%20&from=32%2F13%2F2025&kind=cell&reason=C%C4%83n%20c%E1%BB%A9%20%3Cb%3E&report=yes&scope=below";
    let request = Request::post("/units/new")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    let (status, page) = answer(request).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    insta::assert_snapshot!(main_part(&page));
}

#[tokio::test]
async fn the_export_is_a_file() {
    let request =
        Request::get("/tasks?status=late&format=csv&columns=title,due").body(Body::empty()).unwrap();
    let response = pages::site().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-disposition"], "attachment; filename=\"tasks.csv\"");
    let (_, text) =
        answer(Request::get("/tasks?status=late&format=csv&columns=title,due").body(Body::empty()).unwrap())
            .await;
    assert_eq!(text.lines().next(), Some("\u{feff}Nhiệm vụ,Hạn"));
    assert_eq!(text.lines().count(), 25, "every row that is chosen, not only those of a page");
}

/// What is named is there, and there once.
#[tokio::test]
async fn ids_are_unique_and_every_label_has_its_field() {
    let attribute = |name: &str| regex::Regex::new(&format!(r#"\s{name}="([^"]+)""#)).unwrap();
    let (ids, labels, described) =
        (attribute("id"), attribute("for"), attribute("aria-(?:describedby|labelledby|controls)"));
    for path in [
        "/",
        "/tasks",
        "/indicators",
        "/units",
        "/units/new",
        "/units/merge",
        "/documents",
        "/bug",
        "/search?q=x",
    ] {
        let (_, page) = page(path).await;
        let mut seen = BTreeSet::new();
        for id in ids.captures_iter(&page) {
            assert!(seen.insert(id[1].to_owned()), "{} twice in {path}", &id[1]);
        }
        for found in labels.captures_iter(&page).chain(described.captures_iter(&page)) {
            for id in found[1].split(' ') {
                assert!(seen.contains(id), "{path} names {id}, which is not there");
            }
        }
        assert_eq!(page.matches("<h1>").count(), 1, "{path} has one heading");
    }
}
