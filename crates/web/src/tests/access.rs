use super::*;

#[tokio::test]
async fn a_page_leads_to_the_sign_in_and_back() {
    let response = send(get("/tasks?status=late")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(header(&response, "location"), sign_in_path("%2Ftasks%3Fstatus%3Dlate"));
}

#[tokio::test]
async fn a_form_of_somebody_signed_out_is_told_so_and_kept() {
    let response = send(post("/tasks")).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert!(text(response).await.contains("Nội dung bạn đã gõ được giữ"));
}

#[tokio::test]
async fn a_right_is_wanted_where_the_route_says_so() {
    for (who, status) in [("reader", StatusCode::FORBIDDEN), ("clerk", StatusCode::OK)] {
        assert_eq!(send(get("/tasks").header("x-test-visitor", who)).await.status(), status);
    }
}

#[tokio::test]
async fn signed_in_is_enough_where_the_route_says_so() {
    assert_eq!(send(get("/").header("x-test-visitor", "reader")).await.status(), StatusCode::OK);
    assert_eq!(send(get("/open")).await.status(), StatusCode::OK);
}

/// Every route of the table, asked for by nobody and by one without rights: generated, so that a new route is in it.
#[tokio::test]
async fn every_route_holds_its_access() {
    let table: Vec<_> = Site::new(routes()).table().cloned().collect();
    assert!(table.len() > 10);
    for route in table {
        let path = route.path.replace("{version}", "0").replace("{*name}", "site.css");
        for who in [None, Some("reader")] {
            let request = Request::builder().method(route.method).uri(&path);
            let request = who.iter().fold(request, |r, who| r.header("x-test-visitor", *who));
            let status = send(request).await.status();
            let kept_out =
                [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::SEE_OTHER].contains(&status);
            let may = match route.access {
                Access::Public => true,
                Access::SignedIn => who.is_some(),
                Access::Right(_) | Access::AnyRight(_) => false,
            };
            assert_eq!(kept_out, !may, "{route:?} asked for by {who:?}: {status}");
        }
    }
}

#[tokio::test]
async fn a_body_is_bounded() {
    let request = post("/tasks").header("x-test-visitor", "clerk");
    let response = send_with(request, vec![b'x'; (2 << 20) + 1]).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(response).await.contains("quá lớn"));
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")] {
        let response = send(post("/preferences").header(name, value)).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(text(response).await.contains("Yêu cầu đến từ một trang khác"));
    }
    let own = post("/preferences").header("sec-fetch-site", "same-origin");
    assert_eq!(send_with(own, "theme=dark&back=/open").await.status(), StatusCode::SEE_OTHER);
}

#[test]
fn nobody_is_led_to_another_site() {
    for bad in [
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "",
        "tasks",
        "/a b",
        "/a\n",
    ] {
        assert_eq!(crate::back_to(bad, "/"), "/", "{bad:?}");
    }
    assert_eq!(crate::back_to("/tasks?status=late", "/"), "/tasks?status=late");
}
