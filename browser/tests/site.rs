//! What a person does on the site, from the first sign-in on.

use sauro_browser::office::{make_unit, write_order};
use sauro_browser::{Driver, PASSWORD, Server, View, code};
use serde_json::json;

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
/// Control and K, then both let go.
const CONTROL_K: &str = "\u{e009}k\u{e000}";

#[tokio::test]
async fn from_the_first_sign_in_to_a_merged_unit_and_a_colleague() {
    let server = Server::start().await;
    let mut driver = Driver::start().await;
    let person = driver.person(&server.address, View::Desk).await;
    person.first_sign_in("quantri", &server.password).await;
    person.picture("home").await;

    // The second factor, then out and in with it.
    person.go("/account").await;
    person.press("a[href='/account/second-factor']").await;
    person.picture("second-factor").await;
    let secret = person.read("main ol code").await;
    person.write("#code", &code(&secret, 0)).await;
    person.press("main form button.primary").await;
    person.reads("h1", "Mã khôi phục").await;
    person.press("main a.primary").await;
    person.reads("main", "Đang bật").await;
    person.press(".person > summary").await;
    person.press(".person form[action='/sign-out'] button").await;
    person.comes_to("/sign-in").await;
    person.sign_in("quantri", PASSWORD).await;
    person.reads("h1", "Bước xác thực thứ hai").await;
    // The code of this half minute has been used; the next one is taken too.
    person.write("#code", &code(&secret, 30)).await;
    person.press("main form button.primary").await;
    person.reads("h1", "Việc hôm nay").await;

    // Two units, and their merger with its preview.
    make_unit(&person, "/units", "Đảng ủy phường Đông Hải").await;
    make_unit(&person, "/units", "Đảng ủy phường Kiến Minh").await;
    person.go("/units").await;
    person.press_words("main .tree", "Đảng ủy phường Đông Hải").await;
    person.press(".changes > summary").await;
    person.press(".changes a[href$='/change/merge']").await;
    person.press("label[for^='with-']").await;
    person.write("#name", "Đảng ủy phường Đông Kiến").await;
    write_order(&person, "01/01/2030").await;
    person.picture("merge").await;
    person.press("main form button.primary").await;
    for name in ["Đảng ủy phường Đông Kiến", "Đảng ủy phường Đông Hải", "Đảng ủy phường Kiến Minh"]
    {
        person.reads("main .preview", name).await;
    }
    person.picture("merge-preview").await;
    person.press("main form button.primary").await;
    person.reads("#notices", "Đã ghi nhận").await;

    // The tree before and after.
    person.go("/units").await;
    let before = person.read("main .tree").await;
    assert!(before.contains("Đông Hải") && before.contains("Kiến Minh") && !before.contains("Đông Kiến"));
    person.write("#on", "02/01/2030").await;
    person.press("form.inline button").await;
    person.comes_to("/units?on=").await;
    person.reads("main .tree", "Đông Kiến").await;
    let after = person.read("main .tree").await;
    assert!(!after.contains("Đông Hải") && !after.contains("Kiến Minh"));
    person.picture("tree-after").await;

    // The merger is taken back.
    person.go("/units/events").await;
    assert!(person.read("main tbody tr:first-child").await.contains("Đông Kiến"));
    person.press("main tbody tr:first-child form button").await;
    person.reads("#notices", "Đã hoàn tác").await;
    person.go("/units?on=02/01/2030").await;
    assert!(person.read("main .tree").await.contains("Đông Hải"));

    // A colleague, who gets the printed password and signs in.
    person.go("/people/new").await;
    person.write("#display_name", "Trần Minh Quân").await;
    person.write("#sign_in", "minh.quan").await;
    person.choose("#unit", "Đảng ủy phường Đông Hải").await;
    person.choose("#role", "Chuyên viên tổng hợp").await;
    person.write("#title", "Chuyên viên").await;
    person.press("main form button.primary").await;
    person.reads("h1", "Mật khẩu được cấp").await;
    let printed = person.read(".facts > div:last-child code").await;
    let colleague = driver.person(&server.address, View::Desk).await;
    colleague.first_sign_in("minh.quan", &printed).await;
    assert!(!colleague.read(".areas").await.is_empty());

    // On a telephone too; from the desk that session is ended.
    let telephone = driver.person(&server.address, View::Phone).await;
    telephone.sign_in("minh.quan", PASSWORD).await;
    telephone.reads("h1", "Việc hôm nay").await;
    telephone.picture("home-phone").await;
    colleague.go("/account").await;
    colleague.picture("account").await;
    colleague.press(".sessions form[action$='/revoke'] button").await;
    colleague.reads("#notices", "Đã kết thúc phiên").await;
    telephone.go("/account").await;
    telephone.comes_to("/sign-in").await;
    for one in [person, colleague, telephone] {
        one.close().await;
    }
}

#[tokio::test]
async fn everything_by_keyboard() {
    let server = Server::start().await;
    let mut driver = Driver::start().await;
    let person = driver.person(&server.address, View::Desk).await;
    person.go("/").await;
    person.tab_to("#name").await;
    person.keys("quantri").await;
    person.tab_to("#password").await;
    person.keys(&format!("{}{ENTER}", server.password)).await;
    person.reads("h1", "Đặt mật khẩu của bạn").await;
    person.tab_to("#old").await;
    person.keys(&server.password).await;
    person.tab_to("#new").await;
    person.keys(&format!("{PASSWORD}{ENTER}")).await;
    person.reads("h1", "Việc hôm nay").await;

    // To the units by name, without marks; then a new one.
    person.keys(CONTROL_K).await;
    person.keys("to chuc").await;
    person.reads("#palette-list [aria-selected='true']", "Tổ chức").await;
    person.keys(ENTER).await;
    person.comes_to("/units").await;
    person.tab_to(".heading .action a").await;
    person.keys(ENTER).await;
    person.tab_to("#name").await;
    person.keys("Đảng ủy phường Đông Hải").await;
    for (field, text) in
        [("#order_symbol", "12-NQ/TU"), ("#order_date", "05/06/2025"), ("#order_issuer", "Thành ủy")]
    {
        person.tab_to(field).await;
        person.keys(text).await;
    }
    person.keys(ENTER).await;
    person.reads("main .preview", "Đông Hải").await;
    person.tab_to("main form button.primary").await;
    person.keys(ENTER).await;
    person.reads("#notices", "Đã ghi nhận").await;

    // The unit is found by its name without marks.
    person.keys(CONTROL_K).await;
    person.keys("dong hai").await;
    person.reads("#palette-list [aria-selected='true']", "Đông Hải").await;
    person.keys(ENTER).await;
    person.reads("h1", "Đảng ủy phường Đông Hải").await;

    // Keys go to areas and list themselves, and do nothing of it in a field.
    person.keys("gq").await;
    person.comes_to("/administration").await;
    person.keys("?").await;
    assert!(person.sees("#keys[open]").await);
    person.keys(ESCAPE).await;
    assert!(!person.sees("dialog[open]").await);
    person.keys("/").await;
    person.keys("g?/jkgt").await;
    let typed = person.ask("return document.activeElement.value", Vec::new()).await;
    assert_eq!(typed, json!("g?/jkgt"));
    assert!(!person.sees("dialog[open]").await);
    assert_eq!(person.here().await, "/administration");

    // A menu opens by key, and the language is another.
    person.tab_to(".person > summary").await;
    person.keys(ENTER).await;
    person.tab_to(".person button[name='language'][value='en']").await;
    person.keys(ENTER).await;
    person.reads("h1", "Administration").await;
    assert!(person.sees("html[lang='en']").await);
    person.close().await;
}

/// No page has a barrier that WCAG 2.2 AA names: at the desk and on a telephone, light and dark, menus shut and open.
#[tokio::test]
async fn no_page_shuts_anybody_out() {
    let server = Server::start().await;
    let mut driver = Driver::start().await;
    let first = driver.person(&server.address, View::Desk).await;
    first.first_sign_in("quantri", &server.password).await;
    make_unit(&first, "/units", "Đảng ủy phường Đông Hải").await;
    make_unit(&first, "/units", "Đảng ủy phường Kiến Minh").await;
    first.go("/units").await;
    first.press_words("main .tree", "Đảng ủy phường Đông Hải").await;
    first.comes_to("/units/").await;
    let unit = first.here().await;
    first.close().await;
    let change = |kind: &str| format!("{unit}/change/{kind}");
    let mut pages: Vec<String> = [
        "/",
        "/units",
        "/units?on=01/01/2020",
        "/units/events",
        "/units/import",
        "/administration",
        "/people",
        "/people?q=khong-co-ai",
        "/people/new",
        "/people/1",
        "/people/1/posts/new",
        "/log",
        "/jobs",
        "/notices",
        "/account",
        "/account/second-factor",
        "/account/passkeys/new",
        "/account/delegations",
        "/account/delegations/new",
        "/account/tokens",
        "/account/tokens/new",
        "/search?q=dong",
        "/help",
        "/help/units",
        "/help/people",
        "/khong-co-trang-nay",
        "/sign-in",
    ]
    .map(str::to_owned)
    .into();
    pages.push(unit.clone());
    pages.extend(["create", "merge", "split", "dissolve"].map(change));
    let mut found = Vec::new();
    for view in [View::Desk, View::Phone] {
        let person = driver.person(&server.address, view).await;
        person.sign_in("quantri", PASSWORD).await;
        person.reads("h1", "Việc hôm nay").await;
        // Nobody has a menu of the head and one of the page open at once: they would lie over each other.
        found.extend(person.barriers_of(view, &pages, &["nothing", "main", "header:not(main header)"]).await);
        person.close().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
