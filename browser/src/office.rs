//! What every office does before the work begins: units, colleagues, a register.

use crate::{Driver, Person, Server, View};
use serde_json::json;

/// The document behind an event of units.
pub async fn write_order(person: &Person, date: &str) {
    person.write("#date", date).await;
    person.write("#order_symbol", "12-NQ/TU").await;
    person.write("#order_date", "05/06/2025").await;
    person.write("#order_issuer", "Thành ủy Hải Minh").await;
}

/// The day, as people write it.
///
/// # Panics
/// The browser knows none.
pub async fn today(person: &Person) -> String {
    let script =
        "return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())";
    person.ask(script, Vec::new()).await.as_str().expect("a day").to_owned()
}

/// A unit below the one whose page, or whose form, stands at `from`; the tree is `/units`.
pub async fn make_unit(person: &Person, from: &str, name: &str) {
    person.go(from).await;
    if from == "/units" {
        person.press(".heading .action a").await;
    }
    person.write("#name", name).await;
    write_order(person, &today(person).await).await;
    person.press("main form button.primary").await;
    person.reads("main .preview", name).await;
    person.press("main form button.primary").await;
    person.reads("#notices", "Đã ghi nhận").await;
}

/// Somebody with a post, signed in at a browser of their own; of the committee where no unit is named.
pub async fn colleague(
    driver: &mut Driver,
    server: &Server,
    first: &Person,
    (name, full): (&str, &str),
    role: &str,
    unit: Option<&str>,
) -> Person {
    first.go("/people/new").await;
    first.write("#display_name", full).await;
    first.write("#sign_in", name).await;
    if let Some(unit) = unit {
        first.choose("#unit", unit).await;
    }
    first.choose("#role", role).await;
    first.write("#title", role).await;
    first.press("main form button.primary").await;
    first.reads("h1", "Mật khẩu được cấp").await;
    let printed = first.read(".facts > div:last-child code").await;
    let person = driver.person(&server.address, View::Desk).await;
    person.first_sign_in(name, &printed).await;
    person
}

/// How the committee numbers what it issues.
pub async fn open_register(person: &Person) {
    person.go("/documents/registers").await;
    person.press("#registers tbody a").await;
    person.comes_to("/documents/registers/").await;
    person.press("input[name='system'][value='party']").await;
    person.write("#code", "TU").await;
    person.write("#issuer", "Thành ủy Hải Minh").await;
    person.write("#place", "Hải Minh").await;
    person.write("#term-0", "2025 - 2030").await;
    person.write("#from-0", "20/09/2025").await;
    person.press("main form button.primary").await;
    person.sees("#notices").await;
}

/// What stands in a field.
pub async fn stands(person: &Person, css: &str) -> String {
    let script = "return document.querySelector(arguments[0])?.value ?? ''";
    person.ask(script, vec![json!(css)]).await.as_str().unwrap_or_default().to_owned()
}
