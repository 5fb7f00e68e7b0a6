//! Requests that another site makes, and texts that want to be something else.

use crate::city::{City, PASSWORD, ask};
use axum::http::StatusCode;

const ELSEWHERE: [&str; 9] = [
    "//elsewhere.example",
    "https://elsewhere.example/",
    "/\\elsewhere.example",
    "\\/elsewhere.example",
    "javascript:alert(1)",
    " //elsewhere.example",
    "/%0d%0aSet-Cookie:x=1 y",
    "/\r\nSet-Cookie: x=1",
    "/\t/elsewhere.example",
];

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let foreign = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.example"),
        ("origin", "null"),
    ];
    let mut tried = 0;
    for route in city.table().into_iter().filter(|route| route.method != "GET") {
        let path = route
            .path
            .replace("{account}", &city.target.0.to_string())
            .replace("{post}", &city.target.1.to_string())
            .replace("{event}", &city.event.to_string())
            .replace("{unit}", &city.ward.to_string())
            .replace("{kind}", "rename")
            .replace("{session}", &city.stranger.2.to_string())
            .replace("{token}", "1")
            .replace("{notice}", &city.notice.to_string())
            .replace("{job}", &city.job.to_string());
        for (name, value) in foreign {
            let before = city.state().await;
            let request = ask(route.method, &path).header(name, value);
            let body = format!("state=disabled&to=05/01/2026&theme=dark&name=clerk&password={PASSWORD}");
            let answer = city.send(request, Some(&token), body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{route:?} with {name}: {value}");
            assert!(answer.headers.get("set-cookie").is_none(), "{route:?} with {name}: {value}");
            assert_eq!(city.state().await, before, "{route:?} with {name}: {value}");
            tried += 1;
        }
    }
    assert!(tried > 60);
}

#[tokio::test]
async fn a_form_of_the_own_site_passes() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let path = format!("/people/{}/state", city.target.0);
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", "http://sauro.example")] {
        let request = ask("POST", &path).header(name, value);
        let answer = city.send(request, Some(&token), "state=disabled").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {value}");
    }
}

#[tokio::test]
async fn nobody_is_led_elsewhere() {
    let city = City::new().await;
    let token = city.enter("clerk").await;
    for back in ELSEWHERE {
        let typed = encoded(back);
        let answers = [
            city.post("/sign-in", None, &format!("name=clerk&password={PASSWORD}&back={typed}")).await,
            city.get(&format!("/sign-in?back={typed}"), Some(&token)).await,
            city.post("/preferences", None, &format!("theme=dark&back={typed}")).await,
            city.post("/preferences", Some(&token), &format!("language=en&back={typed}")).await,
        ];
        for (place, answer) in answers.iter().enumerate() {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{place}: {back:?}");
            assert_eq!(answer.header("location"), "/", "{place}: {back:?}");
            assert!(!answer.headers.get_all("set-cookie").iter().any(|c| c.as_bytes().starts_with(b"x=")));
        }
        // Nor does the form hand it on.
        let form = city.get(&format!("/sign-in?back={typed}"), None).await;
        assert!(form.text.contains(r#"name="back" value="/""#), "{back:?}");
    }
    let answer = city.post("/sign-in", None, &format!("name=clerk&password={PASSWORD}&back=/units")).await;
    assert_eq!(answer.header("location"), "/units");
}

/// What is typed and comes into headers: cookies of preferences and notices, addresses, names of files.
#[tokio::test]
async fn nothing_typed_becomes_a_header() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let token = Some(token.as_str());
    let evil = encoded("x\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>");
    let ward = city.ward;
    let answers = [
        city.post("/preferences", token, &format!("language={evil}")).await,
        city.post("/preferences", token, &format!("theme={evil}")).await,
        city.post("/views", token, &format!("table={evil}&name={evil}&query={evil}&back=/units")).await,
        city.get(&format!("/people?q={evil}&export=csv"), token).await,
        city.get(&format!("/people?q={evil}&export=xlsx"), token).await,
        city.get(&format!("/people?q={evil}&sort={evil}&columns={evil}"), token).await,
        city.get(&format!("/search?q={evil}"), token).await,
        city.get(&format!("/units?on={evil}"), token).await,
        city.post(&format!("/units/{ward}/change/create"), token, &format!("name={evil}&kind={evil}")).await,
        city.post("/people/new", token, &format!("sign_in={evil}&display_name={evil}&email={evil}")).await,
        city.send(ask("GET", "/units").header("x-request-id", "x<script>"), token, "").await,
        city.send(ask("GET", "/units").header("cookie", format!("flash={evil}")), None, "").await,
    ];
    for (place, answer) in answers.iter().enumerate() {
        assert!(!answer.status.is_server_error(), "{place}: {}", answer.status);
        assert!(answer.headers.get("x-evil").is_none(), "{place}");
        assert!(!answer.text.contains("<script>alert"), "{place}");
        assert!(!answer.header("x-request-id").contains("script"), "{place}");
    }
}

/// A name that is markup stays text wherever it is shown.
#[tokio::test]
async fn a_name_that_is_markup_stays_text() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let token = Some(token.as_str());
    let name = encoded("<img src=x onerror=alert(1)>\"'");
    let order = "order_symbol=1&order_date=05/01/2026&order_issuer=x&order_subject=%3Cb%3E";
    let revision = city.state().await.1;
    let body =
        format!("step=enter&date=05/01/2026&revision={revision}&name={name}&kind=ward_committee&{order}");
    let answer = city.post(&format!("/units/{}/change/create", city.ward), token, &body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let person = format!(
        "sign_in=ten-la&display_name={name}&unit={}&role=clerk&title={name}&from=05/01/2026",
        city.ward
    );
    assert_eq!(city.post("/people/new", token, &person).await.status, StatusCode::OK);
    let ward = city.ward;
    for path in
        ["/units", "/units/events", "/people", "/search?q=img", "/palette?q=img", "/log", "/notices", "/jobs"]
    {
        let page = city.get(path, token).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let html = page.header("content-type").starts_with("text/html");
        assert!(!html || !page.text.contains("<img src=x"), "{path}");
    }
    for path in
        [format!("/units/{ward}"), format!("/units/below?unit={ward}"), format!("/units/{ward}/change/merge")]
    {
        let page = city.get(&path, token).await;
        assert!(!page.text.contains("<img src=x"), "{path}");
    }
}

/// No database keeps the character 0: nothing is looked for with it, and nothing has it.
#[tokio::test]
async fn the_character_0_is_nowhere() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    let token = Some(token.as_str());
    assert_eq!(city.get("/people?q=a%00b", token).await.status, StatusCode::NOT_FOUND);
    let person = format!(
        "sign_in=ten-la&display_name=Ten%00La&unit={}&role=clerk&title=x%00&from=05/01/2026",
        city.ward
    );
    assert_eq!(city.post("/people/new", token, &person).await.status, StatusCode::OK);
    assert!(city.get("/people?q=tenla", token).await.text.contains("TenLa"));
}

#[tokio::test]
async fn files_are_those_of_the_site_and_no_others() {
    let city = City::new().await;
    for path in [
        "/assets/0/../../Cargo.toml",
        "/assets/0/..%2f..%2fCargo.toml",
        "/assets/0/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/0/..%5c..%5cCargo.toml",
        "/assets/0//etc/passwd",
        "/assets/0/%2fetc%2fpasswd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd/site.css/..",
        "/assets/0/site.css%00.png",
        "/assets/0/site.css/..",
        "/assets/../Cargo.toml",
        "/assets",
    ] {
        let answer = city.get(path, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text.contains("[package]") && !answer.text.contains("root:"), "{path}");
    }
}

#[tokio::test]
async fn answers_forbid_what_pages_do_not_need_and_are_kept_by_nobody() {
    let city = City::new().await;
    let token = city.enter("administrator").await;
    for route in city.table().into_iter().filter(|route| route.method == "GET" && !route.path.contains('{')) {
        let answer = city.get(route.path, Some(&token)).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{route:?}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{route:?}");
        assert!(answer.header("cache-control").contains("no-cache"), "{route:?}");
        for inline in [" style=\"", "<script>", " onclick=", "<style"] {
            assert!(!answer.text.contains(inline), "{route:?} has {inline}");
        }
    }
}
