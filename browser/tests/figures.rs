//! Figures, as a ward and the committee above it use them: filled in, handed up, back and up again, approved; read before and after a
//! merger.

use sauro_browser::{Driver, Person, Server, View};
use serde_json::{Value, json};

const ENTER: &str = "\u{e007}";
const SHIFT_ENTER: &str = "\u{e008}\u{e007}\u{e000}";
/// Control with a key, then both let go.
const COPY: &str = "\u{e009}c\u{e000}";
const PASTE: &str = "\u{e009}v\u{e000}";
const UNDO: &str = "\u{e009}z\u{e000}";

async fn enters(driver: &mut Driver, server: &Server, name: &str) -> Person {
    let person = driver.person(&server.address, View::Desk).await;
    person.sign_in(name, &server.password).await;
    person.reads("h1", "Việc hôm nay").await;
    person
}

async fn text(person: &Person, script: &str, arguments: Vec<Value>) -> String {
    person.ask(script, arguments).await.as_str().unwrap_or_default().to_owned()
}

async fn value(person: &Person, id: &str) -> String {
    text(person, "return document.getElementById(arguments[0]).value", vec![json!(id)]).await
}

/// The empty cells of the grid, in their order.
async fn empty(person: &Person) -> Vec<String> {
    let script = "return [...document.querySelectorAll('input[data-cell]')].filter(one => !one.value).map(one => one.id)";
    serde_json::from_value(person.ask(script, Vec::new()).await).expect("a list of cells")
}

/// The cell of a row by words of its name.
async fn cell(person: &Person, words: &str) -> String {
    let script = "return [...document.querySelectorAll('th.what label')]
        .find(one => one.textContent.includes(arguments[0]))?.htmlFor ?? ''";
    let id = text(person, script, vec![json!(words)]).await;
    assert!(!id.is_empty(), "no row “{words}”");
    id
}

/// What the unit said the period before, for the rows of these cells, a line each, as it would be copied from a sheet.
async fn before(person: &Person, ids: &[String]) -> String {
    let script = "return arguments[0].map(id => document.getElementById(id).closest('tr').querySelector('td.beside').textContent.trim())
        .map(text => text === '…' ? '' : text === '×' ? 'x' : text).join('\\n')";
    text(person, script, vec![json!(ids)]).await
}

/// Puts a text into the clipboard by selecting and copying it.
async fn copy(person: &Person, block: &str) {
    let script =
        "const box = document.createElement('textarea'); box.id = 'elsewhere'; box.value = arguments[0];
        document.querySelector('main').append(box); box.focus(); box.select()";
    person.ask(script, vec![json!(block)]).await;
    person.keys(COPY).await;
    person.ask("document.getElementById('elsewhere').remove()", Vec::new()).await;
}

async fn focus(person: &Person, id: &str) {
    person.ask("document.getElementById(arguments[0]).focus()", vec![json!(id)]).await;
}

/// The large number of an indicator; none where it is not known yet.
async fn big(person: &Person, path: &str) -> Option<i64> {
    person.go(path).await;
    person.read(".figure .big strong").await.replace('.', "").parse().ok()
}

/// The first of these cells whose indicator comes to a number, with the page of that indicator and the number.
async fn known(person: &Person, cells: &[String]) -> (String, String, i64) {
    for cell in cells {
        // Parts have no page of their own.
        let Some(id) = cell.strip_prefix("c-").filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
        else {
            continue;
        };
        let path = format!("/indicators/{id}");
        if let Some(total) = big(person, &path).await {
            return (cell.clone(), path, total);
        }
    }
    panic!("nothing is known of {cells:?}");
}

#[tokio::test]
async fn a_ward_hands_up_its_figures_and_the_committee_sees_them() {
    let server = Server::demo().await;
    let mut driver = Driver::start().await;
    let clerk = enters(&mut driver, &server, "daumoi").await;
    let committee = enters(&mut driver, &server, "tonghop").await;
    let leader = enters(&mut driver, &server, "lanhdao").await;

    // The ward's own sheet, half filled in.
    clerk.go("/indicators/rounds").await;
    clerk.press("main .notice a").await;
    clerk.see("form.cells-form").await;
    let sheet = clerk.here().await;
    let left = empty(&clerk).await;
    assert!(left.len() > 10, "{left:?}");
    let first = left[0].clone();
    let (told, indicator, total) = known(&leader, &left[1..]).await;
    leader.go("/indicators/board").await;
    let board = leader.read(".board-round").await;

    // By keys alone: what is no number is said in the cell; Enter goes down, with Shift up again.
    focus(&clerk, &first).await;
    clerk.keys(&format!("mười hai{ENTER}")).await;
    clerk.reads(&format!("#{first}-says .error"), "Viết số như 1.234,5").await;
    clerk.picture("figures-wrong-cell").await;
    let at = text(&clerk, "return document.activeElement.id", Vec::new()).await;
    assert_eq!(at, left[1], "Enter goes down");
    clerk.keys(SHIFT_ENTER).await;
    clerk.keys(&format!("12{ENTER}")).await;
    assert!(!clerk.sees(&format!("#{first}-says .error")).await);

    // A block from a sheet over all cells that are left, taken back and put in again.
    let block = before(&clerk, &left[1..]).await;
    copy(&clerk, &block).await;
    focus(&clerk, &left[1]).await;
    clerk.keys(PASTE).await;
    let first_line = block.lines().next().unwrap_or_default();
    assert_eq!(value(&clerk, &left[1]).await, first_line);
    clerk.keys(UNDO).await;
    assert_eq!(value(&clerk, &left[1]).await, "", "the block is taken back");
    focus(&clerk, &left[1]).await;
    clerk.keys(PASTE).await;
    assert_eq!(value(&clerk, &left[1]).await, first_line);

    // What does not fit together is said in a sentence with both numbers, and is not handed up.
    let digital = cell(&clerk, "ký số").await;
    let fits = value(&clerk, &digital).await;
    clerk.write(&format!("#{digital}"), "999.999").await;
    clerk.press("button[name='step'][value='submit']").await;
    clerk.reads(".rules .hard", "Văn bản ký số (999.999) nhiều hơn văn bản ban hành").await;
    clerk.picture("figures-rule").await;
    clerk.write(&format!("#{digital}"), &fits).await;
    clerk.press("button[name='step'][value='save']").await;
    clerk.reads("#notices", "Đã lưu").await;
    let script = "return [...document.querySelectorAll('textarea[name^=e-]')].map(one => one.id)";
    let asked: Vec<String> = serde_json::from_value(clerk.ask(script, Vec::new()).await).expect("a list");
    for explained in asked {
        clerk.write(&format!("#{explained}"), "Gồm cả số của kỳ trước chuyển sang.").await;
    }
    let added: i64 = value(&clerk, &told).await.replace('.', "").parse().expect("a whole number");
    assert_ne!(added, 0);
    clerk.press("button[name='step'][value='submit']").await;
    clerk.reads("#notices", "Đã gửi duyệt").await;
    assert_eq!(big(&leader, &indicator).await, Some(total + added), "the total has moved at once");

    // Back with a reason, which stands at the cell; mended and handed up again; approved.
    committee.go(&sheet).await;
    let reason = first.replacen("c-", "w-", 1);
    committee.write(&format!("input[name='{reason}']"), "Thiếu số của hai chi bộ, đề nghị bổ sung.").await;
    committee.press("button[name='step'][value='give-back']").await;
    committee.reads("#notices", "Đã trả lại với lý do ở 1 ô").await;
    clerk.go(&sheet).await;
    clerk.reads("tr.back .back", "Thiếu số của hai chi bộ").await;
    clerk.picture("figures-returned").await;
    clerk.press("button[name='step'][value='submit']").await;
    clerk.reads("#errors", "chưa sửa").await;
    clerk.write(&format!("#{first}"), "15").await;
    clerk.press("button[name='step'][value='submit']").await;
    clerk.reads("#notices", "Đã gửi duyệt").await;
    committee.go(&sheet).await;
    committee.press("button[name='step'][value='approve']").await;
    committee.reads("#notices", "Đã duyệt").await;
    assert_eq!(big(&leader, &indicator).await, Some(total + added));
    leader.picture("figures-indicator").await;
    leader.go("/indicators/board").await;
    assert_ne!(leader.read(".board-round").await, board, "one unit more has handed up");
    leader.picture("figures-board").await;
    for one in [clerk, committee, leader] {
        one.close().await;
    }
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
