//! The report of a month, as its writer makes it: at the synthesis desk by keys, issued, and back from Word.

use sauro_browser::{DEMO_PASSWORD, Driver, Person, Server, View};
use serde_json::json;
use std::io::{Cursor, Read as _, Write as _};

const ENTER: &str = "\u{e007}";
/// What is counted in the figure that moves.
const COUNTED: &str = "Đảng viên được kiểm tra";

/// Somebody of the invented city, signed in.
async fn somebody(driver: &mut Driver, server: &Server, name: &str, view: View) -> Person {
    let person = driver.person(&server.address, view).await;
    person.sign_in(name, DEMO_PASSWORD).await;
    person.reads("h1", "Việc hôm nay").await;
    person
}

/// The report that the demonstration has begun.
async fn begun(writer: &Person) -> String {
    writer.go("/reports").await;
    writer.press("#reports tbody a").await;
    writer.comes_to("/reports/").await;
    writer.here().await
}

/// The place of the heading with these words in the outline.
async fn section(writer: &Person, words: &str) -> String {
    let script = "const all = [...document.querySelectorAll('.desk-outline a')]; \
                  return String(all.findIndex(one => one.textContent.includes(arguments[0])))";
    let place = writer.ask(script, vec![json!(words)]).await;
    place.as_str().filter(|place| *place != "-1").unwrap_or_else(|| panic!("no heading {words}")).to_owned()
}

/// A script's answer as text.
async fn told(person: &Person, script: &str) -> String {
    person.ask(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
}

/// What is new stands first, and is taken with keys.
async fn take_by_keys(writer: &Person, report: &str) {
    let place = section(writer, "xây dựng Đảng").await;
    writer.go(&format!("{report}?section={place}")).await;
    let new = "return [...document.querySelectorAll('.desk-voices [data-rows] > li')].findIndex(one => one.querySelector('button'))";
    let rows = writer.ask(new, Vec::new()).await.as_u64().expect("something to take");
    for _ in 0..=rows {
        writer.keys("j").await;
    }
    writer.see(".desk-voices li.lit").await;
    writer.keys("t").await;
    writer.reads("#notices", "Đã đưa vào báo cáo").await;
    writer.reads(".desk-text .passage:nth-last-child(2)", "Theo:").await;
    writer.picture("report-desk").await;
}

/// A sentence of one's own with a bound figure, without a mouse; gives the address of the figure's source.
async fn bind_by_keys(writer: &Person, report: &str) -> String {
    let place = section(writer, "HẠN CHẾ").await;
    writer.go(&format!("{report}?section={place}")).await;
    writer.tab_to(".desk-text details.add summary").await;
    writer.keys(ENTER).await;
    writer.tab_to(".desk-text details.add textarea").await;
    writer.keys("Số đảng viên được kiểm tra mới đạt [[members_inspected]] đồng chí.").await;
    writer.tab_to(".desk-text details.add button").await;
    writer.keys(ENTER).await;
    writer.reads("#notices", "Đã ghi").await;
    let href = "return document.querySelector('.desk-text .passage a.bound')?.getAttribute('href')";
    let source = told(writer, href).await;
    assert!(source.contains("/figures/v-"), "{source}");
    source
}

/// The figure opens what it rests on: the units with their values, the version, the way to its indicator.
async fn open_source(writer: &Person, report: &str, source: &str) {
    writer.press(".desk-text .passage a.bound").await;
    writer.comes_to(source).await;
    writer.reads("h1", COUNTED).await;
    writer.reads(".figure", "mới nhất").await;
    writer.reads("main", "Số đảng viên được kiểm tra mới đạt").await;
    let rows = "return document.querySelectorAll('#report-source tbody tr').length";
    assert!(writer.ask(rows, Vec::new()).await.as_u64().unwrap_or(0) > 20, "the units stand there");
    writer.picture("report-source").await;
    writer.press(".figure a[href^='/indicators/']").await;
    writer.reads("h1", COUNTED).await;
    writer.go(report).await;
}

/// A unit changes its cell.
async fn change_cell(focal: &Person, more: u64) {
    focal.go("/indicators/rounds").await;
    focal.press("main tbody a[href^='/indicators/rounds/']").await;
    focal.comes_to("/indicators/rounds/").await;
    if !focal.sees("form.cells-form").await {
        focal.press("main a[href^='/indicators/rounds/'][href*='/rounds/1/']").await;
    }
    focal.see("form.cells-form").await;
    let script = "return [...document.querySelectorAll('.cells label')].find(one => one.textContent.includes(arguments[0])).htmlFor";
    let id = focal.ask(script, vec![json!(COUNTED)]).await.as_str().expect("the cell").to_owned();
    let stands = told(focal, &format!("return document.getElementById('{id}').value")).await;
    let now = stands.parse::<u64>().unwrap_or(0) + more;
    focal.write(&format!("[id='{id}']"), &now.to_string()).await;
    focal.press("form.cells-form button[value='save']").await;
    focal.see("#notices li, #notices p, #notices div").await;
}

/// What is missing cannot be told: those sentences go.
async fn drop_gaps(writer: &Person, report: &str) {
    for _ in 0..20 {
        writer.go(report).await;
        let script = "return document.querySelector('.desk-outline li:has(.status.bad) a')?.getAttribute('href') ?? ''";
        let place = told(writer, script).await;
        if place.is_empty() {
            return;
        }
        writer.go(&place).await;
        writer.press(".passage:has(mark.gap) details summary").await;
        writer.press(".passage:has(mark.gap) button.danger").await;
        writer.reads("#notices", "Đã bỏ đoạn").await;
    }
    panic!("there is still something missing");
}

/// The .docx with its text changed.
fn edited(docx: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a .docx");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        if name == "word/document.xml" {
            let before = String::from_utf8(bytes).expect("text");
            let after = change(&before);
            assert_ne!(before, after, "something is changed");
            bytes = after.into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(&bytes).expect("its bytes");
    }
    writer.finish().expect("a .docx").into_inner()
}

/// Another number is typed over the last one that is bound to this figure.
fn typed_over(xml: &str, figure: &str, number: &str) -> String {
    let tag = xml.rfind(&format!("w:val=\"{figure}\"")).expect("the figure is bound");
    let open = "<w:t xml:space=\"preserve\">";
    let begin = tag + xml[tag..].find(open).expect("its text") + open.len();
    let end = begin + xml[begin..].find("</w:t>").expect("the end of its text");
    format!("{}{number}{}", &xml[..begin], &xml[end..])
}

/// Sends a file back, to be taken in or only looked at.
async fn send_back(writer: &Person, report: &str, docx: &[u8], take: bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bao-cao.docx");
    std::fs::write(&path, docx).expect("a file");
    writer.go(report).await;
    writer.press("details:has(#back-file) summary").await;
    if take {
        writer.press("details:has(#back-file) input[name='take']").await;
    }
    writer.choose_file("#back-file", &path).await;
    writer.press("details:has(#back-file) button").await;
    writer.comes_to(&format!("{report}/back")).await;
}

/// Handed in by its writer, signed and issued by a leader.
async fn issue(writer: &Person, leader: &Person, report: &str) {
    let checks = format!("{report}/checks");
    writer.go(&checks).await;
    writer.reads("main", "Báo cáo đủ điều kiện ban hành").await;
    writer.picture("report-checks").await;
    writer.press_words("main .actions", "Trình ký").await;
    writer.reads("#notices", "Đã trình ký").await;
    leader.go(&checks).await;
    leader.reads(".way", "Trần Minh Quân").await;
    leader.press_words("main .actions", "Ký").await;
    leader.reads("#notices", "Đã ghi").await;
    leader.press_words("main .actions", "Ban hành").await;
    leader.reads("main .preview", "-BC/TU").await;
    leader.press("main form button.primary").await;
    leader.reads("#notices", "Đã ban hành").await;
    leader.picture("report-issued").await;
}

#[tokio::test]
async fn a_month_is_told_issued_and_read_back() {
    let server = Server::demo().await;
    let mut driver = Driver::start().await;
    let writer = somebody(&mut driver, &server, "tonghop", View::Desk).await;
    let focal = somebody(&mut driver, &server, "daumoi", View::Desk).await;
    let leader = somebody(&mut driver, &server, "lanhdao", View::Desk).await;
    let report = begun(&writer).await;

    take_by_keys(&writer, &report).await;
    let source = bind_by_keys(&writer, &report).await;
    open_source(&writer, &report, &source).await;

    // A cell changes: the sentences that tell it are listed with what was and what is, and are told anew.
    change_cell(&focal, 7).await;
    writer.go(&report).await;
    writer.reads("main .notice", "Số đảng viên được kiểm tra mới đạt").await;
    let moved =
        |css: &'static str| format!("return document.querySelector('main .notice {css}').textContent");
    let (before, now) = (told(&writer, &moved("del")).await, told(&writer, &moved("ins")).await);
    assert_ne!(before, now);
    writer.picture("report-moved").await;
    writer.press_words("main .notice", "Đưa số mới vào").await;
    writer.reads("#notices", "Đã đưa số hiện nay").await;
    drop_gaps(&writer, &report).await;

    // In Word: words are changed, and a number is typed over.
    let figure = source.rsplit('/').next().expect("its code");
    let docx = writer.download(&format!("{report}/file/docx")).await;
    let docx =
        edited(&docx, |xml| typed_over(&xml.replace("đến cuối kỳ", "tính đến hết kỳ"), figure, "9.999"));
    send_back(&writer, &report, &docx, true).await;
    writer.reads("main", "Nội dung của tệp đã thay nội dung ở đây").await;
    writer.reads("main ul.rows ins", "tính đến hết kỳ").await;
    writer.reads("main", "Số không còn bằng ô số liệu (1)").await;
    writer.picture("report-back").await;
    writer.go(&report).await;
    writer.reads("main .notice", "9.999").await;
    writer.press_words("main .notice", "Đưa số mới vào").await;
    writer.reads("#notices", "Đã đưa số hiện nay").await;

    issue(&writer, &leader, &report).await;

    // What was issued says what it said, whatever the cell says now.
    change_cell(&focal, 5).await;
    writer.go(&source).await;
    writer.reads(".figure", "như đã báo cáo tại").await;
    writer.reads(".figure .status", "khác với báo cáo").await;
    writer.picture("report-source-issued").await;
    let docx = writer.download(&format!("{report}/file/docx")).await;
    let docx = edited(&docx, |xml| xml.replace("tính đến hết kỳ", "đến ngày cuối kỳ"));
    send_back(&writer, &report, &docx, false).await;
    writer.reads("main", "Lời văn thay đổi (1)").await;
    writer.reads("main", "báo cáo chưa thay đổi").await;
    writer.go(&report).await;
    writer.reads(".way", "Đỗ Quang Huy").await;
    assert!(!writer.sees(".desk-text details.add").await, "what was issued is not written on");
    for person in [writer, focal, leader] {
        person.close().await;
    }
}

/// No page of reports has a barrier that WCAG 2.2 AA names.
#[tokio::test]
async fn no_page_of_reports_shuts_anybody_out() {
    let server = Server::demo().await;
    let mut driver = Driver::start().await;
    let writer = somebody(&mut driver, &server, "tonghop", View::Desk).await;
    let report = begun(&writer).await;
    let source = bind_by_keys(&writer, &report).await;
    writer.close().await;
    let pages = ["/reports", "/reports/new", "/help/reports"].map(str::to_owned).into_iter();
    let own = [report.clone(), format!("{report}?section=2"), format!("{report}/checks"), source];
    let pages: Vec<String> = pages.chain(own).collect();
    let mut found = Vec::new();
    for view in [View::Desk, View::Phone] {
        let person = somebody(&mut driver, &server, "tonghop", view).await;
        found.extend(person.barriers_of(view, &pages, &["main .passage", "main > details"]).await);
        person.close().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
