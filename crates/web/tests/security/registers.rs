//! Registers and numbers of another unit, asked for by its number; and two clerks who press at once.

use crate::city::City;
use axum::http::StatusCode;

const REGISTER: &str = "system=party&code=%C4%90U&issuer=%C4%90%E1%BA%A3ng+%E1%BB%A7y&place=H%E1%BA%A3i+Minh\
                        &term-0=2025+-+2030&from-0=01%2F07%2F2025";

fn numbers(path: &str, unit: impl std::fmt::Display, number: u32) -> String {
    format!(
        "/documents/numbers{path}?unit={unit}&kind=b%C3%A1o+c%C3%A1o&cycle=since+2025-07-01&number={number}"
    )
}

#[tokio::test]
async fn the_register_of_another_unit_is_closed() {
    let city = City::new().await;
    let elsewhere = city.elsewhere;
    let roles: Vec<_> = city.app.roles().iter().cloned().collect();
    for role in roles.iter().filter(|role| role.scope(domain::rights::Right::PeopleChange).is_none()) {
        let token = city.enter(role.code.as_str()).await;
        for path in [
            format!("/documents/figures?unit={elsewhere}"),
            format!("/documents/numbers?unit={elsewhere}"),
            numbers("", elsewhere, 1),
            numbers("/void", elsewhere, 1),
            format!("/documents/registers/{elsewhere}"),
        ] {
            let answer = city.get(&path, Some(&token)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} by {}", role.code);
        }
        for (path, body) in [
            (numbers("/reserve", elsewhere, 1), ""),
            (numbers("/keep", elsewhere, 1), ""),
            (numbers("/release", elsewhere, 1), ""),
            (numbers("/void", elsewhere, 1), "reason=x"),
            (format!("/documents/registers/{elsewhere}"), REGISTER),
            (format!("/documents/registers/{elsewhere}/take-over"), "kind=arrival&before=9"),
        ] {
            let before = city.state().await;
            let answer = city.post(&path, Some(&token), body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} by {}", role.code);
            assert_eq!(city.state().await, before, "{path} by {}", role.code);
        }
    }
}

#[tokio::test]
async fn of_two_clerks_the_second_learns_that_the_number_is_another() {
    let city = City::new().await;
    let ward = city.ward;
    let first = city.enter("clerk").await;
    let second = city.enter("clerk").await;
    let saved = city.post(&format!("/documents/registers/{ward}"), Some(&first), REGISTER).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let taken = city
        .post(
            &format!("/documents/registers/{ward}/take-over"),
            Some(&first),
            "kind=b%C3%A1o+c%C3%A1o&before=56",
        )
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    // Both pages say that 57 is next.
    for (token, kept) in [(&first, "57"), (&second, "58")] {
        let answer = city.post(&numbers("/reserve", ward, 57), Some(token), "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let cookies: Vec<_> =
            answer.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
        let flash = cookies.iter().find(|cookie| cookie.starts_with("flash=")).unwrap();
        assert!(flash.contains(kept), "{flash}");
        assert_eq!(flash.contains("57"), kept == "57" || flash.contains("58"), "{flash}");
    }
    let sheet = city.get(&numbers("", ward, 1), Some(&second)).await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.text.contains("Giữ số 59"), "{}", sheet.text);
    // What the other has let go in between cannot be let go again.
    let release = numbers("/release", ward, 57);
    city.post(&release, Some(&first), "").await;
    let before = city.state().await;
    city.post(&release, Some(&second), "").await;
    assert_eq!(city.state().await, before);
    let void = city.post(&numbers("/void", ward, 57), Some(&second), "reason=+").await;
    assert_eq!(void.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(city.state().await, before);
}

const TABLE: &str = "\
Đến/đi;Số đến;Ngày đến;Số, ký hiệu;Ngày văn bản;Cơ quan ban hành;Trích yếu
đến;71;05/01/2026;15/QĐ-UBND;30/12/2025;UBND;<b>về lịch nghỉ</b>
đến;72;05/13/2026;;;UBND;giấy mời
";

#[tokio::test]
async fn an_older_register_is_looked_at_and_taken_in_by_its_own_clerk_alone() {
    let city = City::new().await;
    let clerk = city.enter("clerk").await;
    let (ward, elsewhere) = (city.ward.to_string(), city.elsewhere.to_string());
    let before = city.state().await;
    for path in ["/documents/import", "/documents/import/files"] {
        let fields = [("unit", elsewhere.as_str())];
        let answer = city.send_form(path, &clerk, &fields, Some(TABLE.as_bytes())).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let page =
        city.send_form("/documents/import", &clerk, &[("unit", ward.as_str())], Some(TABLE.as_bytes())).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("Nhập 1 dòng, bỏ 1 dòng cần sửa"), "{}", page.text);
    assert!(page.text.contains("&lt;b&gt;về lịch nghỉ") && !page.text.contains("<b>về"), "{}", page.text);
    assert!(page.text.contains("Điền ngày dạng"), "{}", page.text);
    assert_eq!(city.state().await, before, "looking writes nothing");

    let held = page.text.split_once("<textarea name=\"table\"").unwrap().1.split_once('>').unwrap().1;
    let held = held.split_once("</textarea>").unwrap().0.replace("&quot;", "\"");
    let held = held.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let enter = async |unit: &str, wrong: &str| {
        let fields = [("table", held.as_str()), ("unit", unit), ("wrong", wrong)];
        city.send_form("/documents/import/enter", &clerk, &fields, None).await
    };
    assert_eq!(enter(&elsewhere, "1").await.status, StatusCode::FORBIDDEN);
    assert_eq!(city.state().await, before);
    // Another number of wrong rows than was seen is shown first.
    assert_eq!(enter(&ward, "0").await.status, StatusCode::OK);
    assert_eq!(city.state().await, before);
    let begun = enter(&ward, "1").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let progress = begun.header("location").to_owned();
    city.app.work_off().await.unwrap();
    let done = city.get(&progress, Some(&clerk)).await;
    assert!(done.status == StatusCode::OK && done.text.contains("Đã nhập xong"), "{}", done.text);
    let figures = city.get("/documents/figures?from=01/01/2026&to=31/01/2026", Some(&clerk)).await;
    assert!(figures.text.contains("2 văn bản đến"), "{}", figures.text);
    // The list behind the number is of this very document.
    let list =
        figures.text.split("href=\"").find(|part| part.starts_with("/documents?direction=incoming")).unwrap();
    let list = list.split_once('"').unwrap().0.replace("&amp;", "&");
    let list = city.get(&list, Some(&clerk)).await;
    assert!(list.text.contains("15/QĐ-UBND"), "{}", list.text);
    // Nobody else of another unit sees how it went.
    let stranger = city.enter("stranger").await;
    assert_ne!(city.get(&progress, Some(&stranger)).await.status, StatusCode::OK);
}
