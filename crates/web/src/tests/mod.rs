//! The site as a browser meets it.

mod access;
mod assets;
mod errors;
mod headers;
mod serve;
mod shell;
mod words;

use crate::{Access, Frame, Guard, Identified, Page, Problem, Routes, Site, Visitor, areas, gate};
use axum::Router;
use axum::body::Body;
use axum::http::request::{Builder, Parts};
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// Knows people by a header.
struct ByHeader;

impl Guard for ByHeader {
    fn identify<'a>(&'a self, parts: &'a mut Parts) -> Identified<'a> {
        let name = parts.headers.get("x-test-visitor").map(|v| v.to_str().unwrap().to_owned());
        Box::pin(async move {
            Ok(name.map(|name| match name.as_str() {
                "reader" => visitor(&[]),
                "clerk" => visitor(&["tasks.write"]),
                other => panic!("nobody is called {other}"),
            }))
        })
    }
}

fn visitor(rights: &[&'static str]) -> Visitor {
    Visitor {
        name: "Trần Thị Minh Hạnh".into(),
        post: "Chuyên viên, Văn phòng Thành ủy Hải Minh".into(),
        rights: rights.iter().copied().collect(),
        language: None,
        notices: 3,
        ..Visitor::default()
    }
}

fn routes() -> Routes {
    async fn home(frame: Frame) -> Page {
        frame.page(frame.word("area-today"))
    }
    async fn panics() -> Page {
        panic!("a bug of a test")
    }
    async fn slow() -> &'static str {
        tokio::time::sleep(std::time::Duration::from_secs(30)).await;
        "late"
    }
    Routes::new()
        .area(areas::TODAY, Access::SignedIn)
        .area(areas::TASKS, Access::Right("tasks.write"))
        .get("/", Access::SignedIn, home)
        .get("/notices", Access::SignedIn, home)
        .get("/open", Access::Public, home)
        .get("/tasks", Access::Right("tasks.write"), home)
        .post("/tasks", Access::Right("tasks.write"), |body: String| async move { body })
        .get("/panic", Access::Public, panics)
        .get("/slow", Access::Public, slow)
        .get("/text", Access::Public, || async { (StatusCode::BAD_REQUEST, "not for people") })
        .get("/api/v1/conflict", Access::Public, || async {
            Problem::conflict("B đã sửa").field("name", "khác")
        })
}

fn site() -> Router {
    Site::new(routes())
        .guard(ByHeader)
        .organisation("Thành ủy Hải Minh")
        .timeout(std::time::Duration::from_millis(200))
        .router(())
}

fn get(path: &str) -> Builder {
    Request::get(path).header("accept", "text/html").header("host", "localhost")
}

fn post(path: &str) -> Builder {
    Request::post(path)
        .header("accept", "text/html")
        .header("host", "localhost")
        .header("content-type", "application/x-www-form-urlencoded")
}

async fn send(request: Builder) -> Response<Body> {
    send_with(request, "").await
}

async fn send_with(request: Builder, body: impl Into<Body>) -> Response<Body> {
    site().oneshot(request.body(body.into()).unwrap()).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |v| v.to_str().unwrap())
}

fn sign_in_path(back: &str) -> String {
    format!("{}?back={back}", gate::SIGN_IN)
}
