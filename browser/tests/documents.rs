//! The register, as its clerks use it: papers come in, are understood, found again and answered under numbers of their own.

use sauro_browser::office::{colleague, open_register, stands};
use sauro_browser::{Driver, PASSWORD, Person, Server, View};
use serde_json::json;
use std::path::Path;

const SAMPLES: [&str; 3] = ["thong-bao-ket-luan.html", "nghi-quyet-05.txt", "bao-cao-9-thang-2026.txt"];

/// What comes in as another version.
const NEWER: &str = "bao-cao-thang-11-2025.txt";

/// Enters the sample files. What their texts do not say is written by hand.
async fn register_samples(person: &Person) {
    person.go("/documents/intake").await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples");
    let folder = folder.canonicalize().expect("the samples");
    let paths = SAMPLES.map(|name| folder.join(name).to_str().expect("a path").to_owned());
    let field = person.see("#file").await;
    field.send_keys(&paths.join("\n")).await.expect("files are chosen");
    for count in 1..=SAMPLES.len() {
        person.see(&format!(".files li:nth-child({count}) a")).await;
    }
    person.press(".files li a").await;
    for rest in (0..SAMPLES.len()).rev() {
        person.reads("h1", "Vào sổ").await;
        person.see("#subject").await;
        if stands(person, "#issuer").await.is_empty() {
            person.write("#issuer", "Đảng ủy các cơ quan").await;
        }
        if stands(person, "#subject").await.is_empty() {
            person.write("#subject", "tình hình 9 tháng đầu năm 2026").await;
        }
        if stands(person, "#symbol").await == "05-NQ/TU" {
            // The issuer as the register knows it.
            person.write("#issuer", "Thành ủy Hải Minh").await;
        }
        person.picture(&format!("intake-{rest}")).await;
        person.press("form.entry button.primary").await;
        person.reads("#notices", "Đã vào sổ").await;
    }
}

/// A draft that waits for its number.
async fn signed_draft(person: &Person, subject: &str) -> String {
    person.go("/documents/new?direction=outgoing").await;
    person.choose("#kind", "thông báo").await;
    person.write("#subject", subject).await;
    person.press("form.entry button.primary").await;
    person.reads("#notices", "Đã vào sổ").await;
    person.reads(".lead", subject).await;
    let path = person.here().await;
    for (button, state) in [("Thẩm định xong", "đã thẩm định"), ("Đã ký", "đã ký")] {
        person.press_words(".heading .action", button).await;
        person.reads(".about .facts", state).await;
    }
    path
}

/// Another version of a document comes in, and is held against the one before.
async fn second_version(person: &Person, document: &str) {
    person.go(document).await;
    person.press(".add-file summary").await;
    person.press(".add-file input[value='editable']").await;
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").canonicalize().expect("the samples");
    let path = folder.join(NEWER);
    let field = person.see(".add-file #file").await;
    field.send_keys(path.to_str().expect("a path")).await.expect("a file is chosen");
    person.press(".add-file button").await;
    person.reads("#notices", "Đã thêm tệp").await;
    person.press(".compare-choice button").await;
    person.reads(".lead", &format!("sang {NEWER}")).await;
    person.see("main ins").await;
    person.picture("document-compare").await;
}

#[tokio::test]
async fn papers_come_in_are_found_and_answered() {
    let server = Server::start().await;
    let mut driver = Driver::start().await;
    let first = driver.person(&server.address, View::Desk).await;
    first.first_sign_in("quantri", &server.password).await;
    let person = colleague(&mut driver, &server, &first, ("van.thu", "Trần Thu Hà"), "Văn thư", None).await;
    let other_clerk =
        colleague(&mut driver, &server, &first, ("thu.ky", "Lê Minh Đức"), "Văn thư", None).await;
    first.close().await;
    open_register(&person).await;
    register_samples(&person).await;

    // The register has them; they are found without marks.
    person.go("/documents").await;
    for symbol in ["05-NQ/TU", "143-TB/TU"] {
        person.reads("#documents", symbol).await;
    }
    person.picture("documents").await;
    person.write("#documents input[name='q']", "kinh te bien").await;
    person.reads("#documents .hits", "kinh tế biển").await;
    person.picture("documents-found").await;
    person.go("/documents?q=143%20-%20tb/tu").await;
    person.reads("#documents .hits > li:first-child", "143-TB/TU").await;

    // Along a citation to the other document.
    person.go("/documents?q=141-bc/tu").await;
    person.press("#documents .hits > li:first-child a").await;
    person.see(".sheet .card").await;
    person.picture("document").await;
    let report = person.here().await;
    person.press(".sheet .citations a[href^='/documents/']:not([href*='new'])").await;
    person.reads("h1", "143-TB/TU").await;
    person.reads("#relations", "141-BC/TU").await;
    person.picture("document-relations").await;

    // A finding is settled by keys, with its reason; nothing fires while one types.
    person.go(&report).await;
    person.keys("j").await;
    person.see(".card.lit").await;
    person
        .ask(
            "document.querySelector('.lit')?.classList.remove('lit');
         document.querySelector('.settle').closest('.card').classList.add('lit')",
            Vec::new(),
        )
        .await;
    person.keys("x").await;
    person.see(".lit .settle[open] textarea").await;
    let focus = "return document.activeElement.matches('.lit .settle textarea')";
    assert_eq!(person.ask(focus, Vec::new()).await, json!(true), "the reason is asked for");
    person.keys("jkx số liệu đã làm tròn").await;
    assert!(!person.sees("dialog[open]").await);
    person.press(".lit .settle input[value='wrong']").await;
    person.press(".lit .settle button").await;
    person.reads("#notices", "Đã ghi kết luận").await;
    person.reads("#life", "Đã ghi kết luận").await;
    assert!(person.sees("#notices form.undo").await);

    second_version(&person, &report).await;

    // Two clerks have the form of the same number open: each document gets one of its own.
    let mine = signed_draft(&person, "kết luận phiên họp thứ nhất").await;
    let other = signed_draft(&other_clerk, "kết luận phiên họp thứ hai").await;
    let symbol = "01-TB/TU";
    for (who, path) in [(&person, &mine), (&other_clerk, &other)] {
        who.go(path).await;
        who.press_words(".heading .action", "Ban hành").await;
        who.reads("main .preview", symbol).await;
    }
    person.picture("document-issue").await;
    let button = "main form button.primary";
    tokio::join!(person.press(button), other_clerk.press(button));
    person.reads("#notices", "Đã ban hành").await;
    other_clerk.reads("#notices", "Đã ban hành").await;
    let mut given = [person.read("h1").await, other_clerk.read("h1").await];
    given.sort();
    assert_eq!(given, ["Thông báo 01-TB/TU", "Thông báo 02-TB/TU"]);
    person.close().await;
    other_clerk.close().await;
}

/// No page of the register has a barrier that WCAG 2.2 AA names.
#[tokio::test]
async fn no_page_of_the_register_shuts_anybody_out() {
    let server = Server::start().await;
    let mut driver = Driver::start().await;
    let first = driver.person(&server.address, View::Desk).await;
    first.first_sign_in("quantri", &server.password).await;
    let person = colleague(&mut driver, &server, &first, ("van.thu", "Trần Thu Hà"), "Văn thư", None).await;
    first.close().await;
    open_register(&person).await;
    register_samples(&person).await;
    let draft = signed_draft(&person, "kết luận phiên họp").await;
    person.close().await;
    let pages: Vec<String> = [
        "/documents",
        "/documents?direction=outgoing",
        "/documents?q=kinh+te",
        "/documents?q=khong-co-gi-ca",
        "/documents/1",
        "/documents/2",
        "/documents/3",
        "/documents/3/handle/route",
        "/documents/intake",
        "/documents/numbers",
        "/documents/registers",
        "/documents/figures",
        "/documents/import",
        "/help/documents",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([draft.clone(), format!("{draft}/step/issue"), format!("{draft}/edit")])
    .collect();
    let mut found = Vec::new();
    for view in [View::Desk, View::Phone] {
        let person = driver.person(&server.address, view).await;
        person.sign_in("van.thu", PASSWORD).await;
        person.reads("h1", "Việc hôm nay").await;
        found.extend(person.barriers_of(view, &pages, &["main .settle"]).await);
        person.close().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
