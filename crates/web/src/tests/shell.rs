use super::*;
use messages::Language;

#[tokio::test]
async fn the_shell_of_a_page() {
    let page = text(send(get("/tasks").header("x-test-visitor", "clerk")).await).await;
    insta::assert_snapshot!(lines(&page));
}

#[tokio::test]
async fn the_shell_for_somebody_who_is_not_signed_in() {
    let page = text(send(get("/open")).await).await;
    assert!(
        page.contains(gate::SIGN_IN)
            && !page.contains("id=\"find\"")
            && !page.contains("<nav class=\"areas\"")
    );
}

#[tokio::test]
async fn the_navigation_shows_only_what_one_may_enter() {
    let page = text(send(get("/").header("x-test-visitor", "reader")).await).await;
    assert!(page.contains("Việc hôm nay") && !page.contains("Nhiệm vụ</a>"));
}

async fn language_of(request: Builder) -> String {
    let page = text(send(request).await).await;
    let start = page.find("<html lang=\"").unwrap() + 12;
    page[start..start + 2].to_owned()
}

#[tokio::test]
async fn the_language_is_chosen_by_cookie_then_by_the_browser() {
    assert_eq!(language_of(get("/open")).await, "vi");
    assert_eq!(language_of(get("/open").header("accept-language", "en-GB,en;q=0.9")).await, "en");
    assert_eq!(language_of(get("/open").header("accept-language", "en;q=0.5, vi;q=0.9")).await, "vi");
    assert_eq!(language_of(get("/open").header("accept-language", "fr, de;q=0.9")).await, "vi");
    let both = get("/open").header("accept-language", "en").header("cookie", "a=b; language=vi");
    assert_eq!(language_of(both).await, "vi");
}

#[tokio::test]
async fn a_preference_is_kept_and_leads_back() {
    let response = send_with(post("/preferences"), "language=en&back=%2Ftasks%3Fpage%3D2").await;
    assert_eq!(header(&response, "location"), "/tasks?page=2");
    assert!(header(&response, "set-cookie").starts_with("language=en; Path=/; Max-Age=31536000"));
    let astray = send_with(post("/preferences"), "theme=dark&back=%2F%2Felsewhere.example").await;
    assert_eq!(header(&astray, "location"), "/");
    let wrong = send_with(post("/preferences"), "theme=pink").await;
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_notice_is_shown_once() {
    let flash = crate::ui::Flash::done("Đã gộp <hai> đơn vị").undo("/units/12/undo");
    let cookie = crate::frame::FLASH.write(&flash.print(), false);
    let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
    let response = send(get("/open").header("cookie", pair)).await;
    assert!(header(&response, "set-cookie").starts_with("flash=; Path=/; Max-Age=0"));
    let page = text(response).await;
    assert!(page.contains("Đã gộp &lt;hai&gt; đơn vị") && page.contains("action=\"/units/12/undo\""));
    let forged =
        "flash=%7B%22tone%22%3A%22done%22%2C%22text%22%3A%22x%22%2C%22undo%22%3A%22%2F%2Fa.example%22%7D";
    assert!(!text(send(get("/open").header("cookie", forged)).await).await.contains("a.example"));
}

#[tokio::test]
async fn the_palette_finds_places_without_marks() {
    let response = send(get("/palette?q=nhiem%20vu").header("x-test-visitor", "clerk")).await;
    let found: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!(found[0]["href"], "/tasks");
    let page = text(send(get("/search?q=khong").header("x-test-visitor", "clerk")).await).await;
    assert!(page.contains("Không tìm thấy “khong”."));
}

#[test]
fn weights_of_languages() {
    let mut headers = axum::http::HeaderMap::new();
    headers.insert("accept-language", "en;q=abc, vi;q=0.1, en;q=0.2".parse().unwrap());
    assert_eq!(crate::language::accepted(&headers), Language::En);
}

/// A tag a line, addresses of assets without their version.
fn lines(page: &str) -> String {
    let version = regex::Regex::new("/assets/[0-9a-f]+/").unwrap();
    version.replace_all(page, "/assets/…/").replace("><", ">\n<")
}
