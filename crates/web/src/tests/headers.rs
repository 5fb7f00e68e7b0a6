use super::*;

#[tokio::test]
async fn every_answer_says_what_pages_may_not_do() {
    for path in ["/open", "/nowhere", "/panic", "/robots.txt"] {
        let response = send(get(path)).await;
        let policy = header(&response, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert_eq!(header(&response, "referrer-policy"), "same-origin");
        assert_eq!(header(&response, "cross-origin-opener-policy"), "same-origin");
        assert!(header(&response, "permissions-policy").contains("camera=()"));
        assert!(response.headers().get("strict-transport-security").is_none());
    }
}

#[tokio::test]
async fn a_site_behind_https_says_so() {
    let site = Site::new(routes()).secure(true).router(());
    let response = site.oneshot(post("/preferences").body(Body::from("theme=dark")).unwrap()).await.unwrap();
    assert!(header(&response, "strict-transport-security").starts_with("max-age="));
    assert!(header(&response, "set-cookie").ends_with("; HttpOnly; SameSite=Lax; Secure"));
}

#[tokio::test]
async fn numbers_of_requests_are_ours() {
    let response = send(get("/open").header("x-request-id", "forged")).await;
    assert_eq!(header(&response, "x-request-id").len(), 36);
}

#[tokio::test]
async fn pages_are_compressed_and_kept_by_nobody() {
    let response = send(get("/open").header("accept-encoding", "gzip")).await;
    assert_eq!(header(&response, "content-encoding"), "gzip");
    assert_eq!(header(&response, "cache-control"), "private, no-cache");
    let vary: Vec<_> = response.headers().get_all("vary").iter().map(|v| v.to_str().unwrap()).collect();
    assert!(vary.iter().any(|line| line.contains("cookie")), "{vary:?}");
}

/// Our policy forbids them, so they would do nothing.
#[tokio::test]
async fn pages_have_no_inline_style_or_script() {
    let inline =
        regex::Regex::new(r#"<style|\sstyle=|\son[a-z]+=|<script(?:[^>]*)>[^<]|javascript:"#).unwrap();
    for path in ["/open", "/nowhere"] {
        let page = text(send(get(path).header("x-test-visitor", "clerk")).await).await;
        assert!(!inline.is_match(&page), "{:?}", inline.find(&page));
    }
}
