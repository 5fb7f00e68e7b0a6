//! What belongs to one person alone: notices and saved views.

use crate::city::City;
use axum::http::StatusCode;

#[tokio::test]
async fn a_notice_is_opened_by_its_owner() {
    let city = City::new().await;
    let path = format!("/notices/{}/open", city.notice);
    let other = city.enter("administrator").await;
    assert_eq!(city.post(&path, Some(&other), "").await.status, StatusCode::NOT_FOUND);
    let token = city.enter("stranger").await;
    let page = city.get("/notices", Some(&token)).await;
    assert!(page.text.contains(&path) && page.text.contains("Chưa đọc"));
    let opened = city.post(&path, Some(&token), "").await;
    assert_eq!((opened.status, opened.header("location")), (StatusCode::SEE_OTHER, "/account"));
    city.post("/notices/read", Some(&token), "").await;
    assert!(!city.get("/notices", Some(&token)).await.text.contains("Chưa đọc"));
    assert!(city.get("/notices/count", Some(&token)).await.text.contains("\"unread\":0"));
}

#[tokio::test]
async fn a_view_is_saved_shown_renamed_and_removed_by_its_owner() {
    let city = City::new().await;
    let (mine, other) = (city.enter("administrator").await, city.enter("inspector").await);
    let saved = city
        .post("/views", Some(&mine), "table=people&name=%3Cb%3EKh%C3%B3a&query=state%3Ddisabled&back=/people")
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let shown = "/people?state=disabled";
    let page = city.get(shown, Some(&mine)).await.text;
    assert!(page.contains("&lt;b&gt;Khóa") && !page.contains("<b>Khóa"));
    let id: String = page
        .split("action=\"/views/remove\"")
        .nth(1)
        .unwrap()
        .split("value=\"")
        .nth(1)
        .unwrap()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    assert!(!city.get(shown, Some(&other)).await.text.contains("Khóa</a>"));
    let rename = format!("id={id}&name=M%E1%BB%9Bi&back=/people");
    assert_eq!(city.post("/views/rename", Some(&other), &rename).await.status, StatusCode::NOT_FOUND);
    assert_eq!(city.post("/views/remove", Some(&other), &rename).await.status, StatusCode::NOT_FOUND);
    assert_eq!(city.post("/views/rename", Some(&mine), &rename).await.status, StatusCode::SEE_OTHER);
    assert!(city.get(shown, Some(&mine)).await.text.contains("Mới</a>"));
    assert_eq!(city.post("/views/remove", Some(&mine), &rename).await.status, StatusCode::SEE_OTHER);
    assert!(!city.get(shown, Some(&mine)).await.text.contains("Mới</a>"));
    let empty = city.post("/views", Some(&mine), "table=people&name=+&query=&back=/people").await;
    assert_eq!(empty.status, StatusCode::BAD_REQUEST);
}
