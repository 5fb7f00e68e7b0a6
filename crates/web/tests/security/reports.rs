//! Reports: those of another unit are not there, and who saw an older text changes nothing.

use crate::city::{City, ask};
use axum::http::StatusCode;
use domain::rights::Right;

#[tokio::test]
async fn reports_of_another_unit_are_not_there() {
    let city = City::new().await;
    city.person("outsider", "head", city.elsewhere, true).await;
    let foreign = city.begin_report("outsider", city.elsewhere).await;
    let asked = [
        ("GET", format!("/reports/{foreign}"), "", Right::ReportsRead),
        ("GET", format!("/reports/{foreign}/figures/v-1-1-20251215-20260114"), "", Right::ReportsRead),
        ("GET", format!("/reports/{foreign}/checks"), "", Right::ReportsRead),
        ("GET", format!("/reports/{foreign}/file/docx"), "", Right::ReportsRead),
        ("POST", format!("/reports/{foreign}/edit"), "do=refresh&revision=1", Right::ReportsWrite),
        ("POST", format!("/reports/{foreign}/hand-in"), "revision=1", Right::ReportsWrite),
        (
            "POST",
            format!("/reports/{foreign}/decide"),
            "step=abandon&revision=1&reason=x",
            Right::ReportsIssue,
        ),
        ("GET", format!("/reports/{foreign}/issue"), "", Right::ReportsIssue),
        ("POST", format!("/reports/{foreign}/issue"), "day=05/01/2026&revision=1", Right::ReportsIssue),
    ];
    let roles: Vec<_> = city.app.roles().iter().cloned().collect();
    for role in &roles {
        let token = city.enter(role.code.as_str()).await;
        for (method, path, body, right) in &asked {
            let before = city.state().await;
            let answer = city.send(ask(method, path), Some(&token), *body).await;
            let expected =
                if role.scope(*right).is_some() { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{method} {path} by {}", role.code);
            assert_eq!(city.state().await, before, "{method} {path} by {}", role.code);
        }
        if role.scope(Right::ReportsRead).is_some() {
            let list = city.get("/reports", Some(&token)).await.text;
            assert!(list.contains(&format!("/reports/{}\"", city.report)), "{}", role.code);
            assert!(!list.contains(&format!("/reports/{foreign}\"")), "{}", role.code);
        }
        if role.scope(Right::ReportsWrite).is_some() {
            let body = format!("unit={}&kind=month&day=14/11/2025", city.elsewhere);
            let answer = city.post("/reports/new", Some(&token), &body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", role.code);
        }
    }
}

#[tokio::test]
async fn who_saw_an_older_text_changes_nothing() {
    let city = City::new().await;
    let token = city.enter("head").await;
    let token = Some(token.as_str());
    let path = format!("/reports/{}", city.report);
    let own = "do=add&section=1&text=%C4%90%C3%A3%20l%C3%A0m%20xong%20%3Cb%3E.";
    let first = city.post(&format!("{path}/edit"), token, &format!("{own}&revision=1")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let page = city.get(&format!("{path}?section=1"), token).await.text;
    assert!(page.contains("Đã làm xong &lt;b&gt;."), "{page}");
    let before = city.state().await;
    for late in [format!("{own}&revision=1"), "do=drop&section=1&passage=0&revision=1".to_owned()] {
        let answer = city.post(&format!("{path}/edit"), token, &late).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(city.state().await, before);
    }
    let empty =
        city.post(&format!("{path}/edit"), token, "do=set&section=1&passage=0&text=%20&revision=2").await;
    assert_eq!(empty.status, StatusCode::BAD_REQUEST);
    let unknown = city.post(&format!("{path}/edit"), token, "do=burn&revision=2").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(city.state().await, before);
    // Handed in, it is no longer written on.
    assert_eq!(
        city.post(&format!("{path}/hand-in"), token, "revision=2").await.status,
        StatusCode::SEE_OTHER
    );
    let before = city.state().await;
    city.post(&format!("{path}/edit"), token, &format!("{own}&revision=3")).await;
    assert_eq!(city.state().await, before);
}
