//! Figures of the invented city in a browser: two wards become one in mid-year, and the series reads both ways.

use sauro_browser::{Driver, Person, Server, View};
use serde_json::Value;

async fn enters(driver: &mut Driver, server: &Server, name: &str) -> Person {
    let person = driver.person(&server.address, View::Desk).await;
    person.sign_in(name, &server.password).await;
    person.reads("h1", "Việc hôm nay").await;
    person
}

async fn text(person: &Person, script: &str, arguments: Vec<Value>) -> String {
    person.ask(script, arguments).await.as_str().unwrap_or_default().to_owned()
}

/// The large number of an indicator; none where it is not known yet.
async fn big(person: &Person, path: &str) -> Option<i64> {
    person.go(path).await;
    person.read(".figure .big strong").await.replace('.', "").parse().ok()
}

/// The units of the table below, each with its number in addresses and its value.
async fn units(person: &Person) -> Vec<(String, String, i64)> {
    let script = "return [...document.querySelectorAll('main table tbody tr')].map(row => [row.querySelector('a[href*=\"unit=\"]'), row])
        .filter(([link]) => link).map(([link, row]) => [new URL(link.href).searchParams.get('unit'), link.textContent.trim(),
            row.querySelector('td.num').textContent.trim()])";
    let rows: Vec<(String, String, String)> =
        serde_json::from_value(person.ask(script, Vec::new()).await).expect("rows");
    let number = |text: &str| text.replace('.', "").parse().unwrap_or(0);
    rows.into_iter().map(|(unit, name, value)| (unit, name, number(&value))).collect()
}

#[tokio::test]
async fn two_wards_become_one_in_mid_year_and_the_series_reads_both_ways() {
    let server = Server::demo().await;
    let mut driver = Driver::start().await;
    let committee = enters(&mut driver, &server, "tonghop").await;
    let keeper = enters(&mut driver, &server, "quantri").await;

    // A month before the merger, of which every ward has figures.
    committee.go("/indicators/rounds").await;
    committee.press("#figure-rounds tbody a").await;
    committee.press("main table tbody a").await;
    let field =
        text(&committee, "return document.querySelector('td.now[id^=c-], input[data-cell]').id", Vec::new())
            .await;
    let indicator = format!("/indicators/{}", field.trim_start_matches("c-"));
    let month = format!("{indicator}?period=2026-05-15..2026-06-14");
    let before = big(&committee, &month).await;
    let wards = units(&committee).await;
    let [(one, first, mine), (other, second, theirs)] = &wards[..2] else { panic!("two wards: {wards:?}") };

    // Merged on the page of units, by a resolution, on 1 July.
    keeper.go(&format!("/units/{one}/change/merge")).await;
    keeper.press(&format!("label[for='with-{other}']")).await;
    for (field, typed) in [
        ("#name", "Đảng ủy phường Hợp Nhất"),
        ("#date", "01/07/2026"),
        ("#order_symbol", "45-NQ/TU"),
        ("#order_date", "20/06/2026"),
        ("#order_issuer", "Thành ủy Hải Minh"),
    ] {
        keeper.write(field, typed).await;
    }
    keeper.press("main form button.primary").await;
    keeper.reads("main .preview", "Đảng ủy phường Hợp Nhất").await;
    keeper.picture("figures-merge").await;
    keeper.press("main form button.primary").await;
    keeper.reads("#notices", "Đã ghi nhận").await;

    // As the tree was: two wards. As it is today: one, with what both said. The city's number is the same.
    assert_eq!(big(&committee, &month).await, before);
    let names: Vec<String> = units(&committee).await.into_iter().map(|row| row.1).collect();
    assert!(names.contains(first) && names.contains(second), "{names:?}");
    committee.picture("figures-as-it-was").await;
    assert_eq!(big(&committee, &format!("{month}&tree=today")).await, before);
    let today = units(&committee).await;
    let merged = today.iter().find(|row| row.1.contains("Hợp Nhất"));
    assert_eq!(merged.map(|row| row.2), Some(mine + theirs), "{today:?}");
    assert!(today.iter().all(|row| row.1 != *first && row.1 != *second), "{today:?}");
    committee.picture("figures-as-it-is").await;
    committee.close().await;
    keeper.close().await;
}
