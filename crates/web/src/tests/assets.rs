use super::*;

#[tokio::test]
async fn assets_are_kept_for_ever_under_an_address_that_changes() {
    let response = send(get(&crate::asset("site.css")).header("accept-encoding", "br, gzip")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-type"), "text/css; charset=utf-8");
    assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&response, "content-encoding"), "gzip");
    let plain = send(get(&crate::asset("site.css")).header("accept-encoding", "gzip;q=0")).await;
    assert_eq!(header(&plain, "content-encoding"), "");
}

#[tokio::test]
async fn an_old_address_still_works_and_is_not_kept() {
    let response = send(get("/assets/0/site.js")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "cache-control"), "no-store");
}

#[tokio::test]
async fn nothing_else_is_an_asset() {
    for path in ["/assets/0/nothing.js", "/assets/0/../../Cargo.toml", "/assets/0/%2e%2e/Cargo.toml"] {
        assert_eq!(send(get(path)).await.status(), StatusCode::NOT_FOUND);
    }
}

/// Modules name each other by relative paths, under one version.
#[test]
fn modules_import_modules_that_are_there() {
    let names: Vec<_> = crate::assets::names().collect();
    let import = regex::Regex::new(r#"(?m)^import .*"\./([^"]+)""#).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for name in names.iter().filter(|name| name.ends_with(".js")) {
        let source = std::fs::read_to_string(folder.join(name)).unwrap();
        for found in import.captures_iter(&source) {
            assert!(names.contains(&&found[1]), "{name} imports {}", &found[1]);
        }
    }
}
