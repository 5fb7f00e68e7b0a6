//! The programming interface answers as its own document says, whatever is sent.

use crate::city::City;
use axum::http::StatusCode;

/// With these a program ends its own access, by its first number or so: they are asked last, and by themselves.
const ENDING: [&str; 3] = ["people-password", "people-state", "tokens-revoke"];
/// What a register consists of: asked for as somebody who keeps one.
const REGISTER: [&str; 6] = ["documents", "waiting", "registers", "numbers", "figures", "imports"];
/// In all it takes about two minutes.
const SECONDS: u32 = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_interface_keeps_to_its_document() {
    let city = City::new().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/v1/openapi.json", listener.local_addr().unwrap());
    let server = tokio::spawn(web::serve(listener, city.router.clone(), std::future::pending()));
    let ending = |choice: &str| ENDING.map(|name| format!("--{choice}-operation-id={name}"));
    let register = |choice: &str| REGISTER.map(|name| format!("--{choice}-tag={name}"));
    for (choice, name, chosen, seconds) in [
        ("exclude", "administrator", [ending("exclude").as_slice(), &register("exclude")].concat(), SECONDS),
        ("register", "clerk", register("include").to_vec(), SECONDS),
        ("include", "administrator", ending("include").to_vec(), SECONDS / 4),
    ] {
        let token = city.whole_program(name).await;
        let (url, with) = (url.clone(), token.clone());
        let check =
            move || testkit::contract::check(env!("CARGO_TARGET_TMPDIR"), &url, &with, seconds, &chosen);
        if let Err(found) = tokio::task::spawn_blocking(check).await.unwrap() {
            panic!("{found}");
        }
        if choice != "include" {
            let still = city.call("GET", "/api/v1/account", &token, "").await;
            assert_eq!(still.status, StatusCode::OK, "most was asked by a program without access");
        }
    }
    server.abort();
}
