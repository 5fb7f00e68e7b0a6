//! From an action programme to tasks, as the office does it: confirmed by keyboard, and counted on the leader's page.

use sauro_browser::office::{colleague, make_unit, open_register, stands};
use sauro_browser::{Driver, PASSWORD, Person, Server, View};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";

/// An action programme of the invented city; and one of which the same must be true, where somebody has such a file.
const PAPER: &str = "tests/papers/chuong-trinh-hanh-dong-31.txt";

const WARD: &str = "Đảng ủy phường An Đức";
const BRANCH: &str = "Chi bộ khu phố Một";

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The committee with a ward and an office, and who works there.
struct Office {
    server: Server,
    driver: Driver,
    clerk: Person,
    follower: Person,
    leader: Person,
    head: Person,
}

async fn office() -> Office {
    let server = Server::start().await;
    let mut driver = Driver::start().await;
    let first = driver.person(&server.address, View::Desk).await;
    first.first_sign_in("quantri", &server.password).await;
    make_unit(&first, "/units", WARD).await;
    make_unit(&first, "/units", "Văn phòng Thành ủy").await;
    first.go("/units").await;
    first.press_words("main .tree", WARD).await;
    first.comes_to("/units/").await;
    let ward = first.here().await;
    make_unit(&first, &format!("{ward}/change/create"), BRANCH).await;
    let mut hire = async |who, role, unit| colleague(&mut driver, &server, &first, who, role, unit).await;
    let clerk = hire(("van.thu", "Trần Thu Hà"), "Văn thư", None).await;
    let follower = hire(("theo.doi", "Lê Hoàng Yến"), "Chuyên viên theo dõi", None).await;
    let leader = hire(("lanh.dao", "Đỗ Quang Huy"), "Lãnh đạo, thường trực", None).await;
    let head = hire(("thu.truong", "Vũ Thị Mai Lan"), "Thủ trưởng đơn vị", Some(WARD)).await;
    first.close().await;
    Office { server, driver, clerk, follower, leader, head }
}

/// Registers a paper; gives the path of its page.
async fn register(clerk: &Person, paper: &Path) -> String {
    clerk.go("/documents/intake").await;
    let path = paper.canonicalize().expect("the paper");
    let field = clerk.see("#file").await;
    field.send_keys(path.to_str().expect("a path")).await.expect("a file is chosen");
    clerk.see(".files li a").await;
    clerk.press(".files li a").await;
    clerk.reads("h1", "Vào sổ").await;
    for (field, words) in [("#issuer", "Thành ủy Hải Minh"), ("#subject", "chương trình hành động")]
    {
        if stands(clerk, field).await.is_empty() {
            clerk.write(field, words).await;
        }
    }
    clerk.press("form.entry button.primary").await;
    clerk.reads("#notices", "Đã vào sổ").await;
    clerk.go("/documents").await;
    clerk.press("#documents tbody a[href^='/documents/']").await;
    clerk.comes_to("/documents/").await;
    clerk.here().await.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// How many clauses there are, and how many are decided.
async fn decided(person: &Person) -> (u64, u64) {
    let script = "const bar = document.querySelector('#decided'); return bar ? [bar.value, bar.max] : [0, 0]";
    let found = person.ask(script, Vec::new()).await;
    let number = |place: usize| found[place].as_u64().unwrap_or_default();
    (number(0), number(1))
}

/// Waits until so many clauses are decided.
async fn comes_to_decided(person: &Person, count: u64) {
    let begin = Instant::now();
    while decided(person).await.0 < count {
        let page = person.here().await;
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?} on {page}", decided(person).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // Keys are heard when all of the page is there.
    while person.ask("return document.readyState", Vec::new()).await.as_str() != Some("complete") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Goes through all proposals of a document with nothing but keys: one is changed, two are merged, one is split, one is skipped, the
/// others are accepted. Gives how many tasks there are now.
async fn confirm_by_keyboard(person: &Person, document: &str) -> u64 {
    person.go(&format!("{document}/tasks")).await;
    person.see(".card.task.lit").await;
    let (begun, all) = decided(person).await;
    assert!(begun == 0 && all >= 40, "{all} clauses");
    let begin = Instant::now();

    person.keys("e").await;
    person.tab_to("#product").await;
    person.keys(&format!("bản rà soát{ENTER}")).await;
    comes_to_decided(person, 1).await;

    person.keys("m").await;
    person.tab_to("input[name^='with-']").await;
    person.keys(SPACE).await;
    person.tab_to("button[value='accept']").await;
    person.keys(ENTER).await;
    comes_to_decided(person, 3).await;

    person.keys("t").await;
    person.tab_to("#pieces").await;
    person.keys("Khảo sát hiện trạng\nLập hồ sơ").await;
    person.tab_to("button[value='split']").await;
    person.keys(ENTER).await;
    comes_to_decided(person, 4).await;

    person.keys("s").await;
    comes_to_decided(person, 5).await;

    // The others one after the other, with Enter on the button that has the focus, or with its key.
    for count in 6..=all {
        person.keys("a").await;
        comes_to_decided(person, count).await;
    }
    let took = begin.elapsed();
    // Merging takes one away, splitting adds one, skipping takes one away.
    let tasks = all - 1;
    println!("{tasks} tasks of {all} clauses confirmed by keyboard in {:.1} s", took.as_secs_f32());
    assert!(tasks >= 40 && took < Duration::from_secs(300), "{tasks} tasks in {took:?}");
    person.reads("main", "Đã xem hết các điều khoản giao việc").await;
    tasks
}

/// The four numbers of the leader's page: done in time, done late, open in time, open late.
async fn four(person: &Person) -> Vec<u64> {
    person.go("/tasks/overview").await;
    let script = "return [...document.querySelectorAll('main ul.numbers')[0].querySelectorAll('strong')]
        .map(one => Number(one.textContent.replaceAll('.', '')))";
    serde_json::from_value(person.ask(script, Vec::new()).await).expect("four numbers")
}

#[tokio::test]
async fn an_action_programme_is_confirmed_by_keyboard() {
    let Office { server: _server, driver: _driver, clerk, follower, leader, .. } = office().await;
    open_register(&clerk).await;
    let document = register(&clerk, &here(PAPER)).await;
    let tasks = confirm_by_keyboard(&follower, &document).await;
    follower.picture("tasks-confirmed").await;
    let before = four(&leader).await;
    assert_eq!(before, [0, 0, tasks, 0]);
}

/// No page of the tasks has a barrier that WCAG 2.2 AA names.
#[tokio::test]
async fn no_page_of_the_tasks_shuts_anybody_out() {
    let Office { server, mut driver, clerk, follower, leader, head } = office().await;
    open_register(&clerk).await;
    let document = register(&clerk, &here(PAPER)).await;
    follower.go(&format!("{document}/tasks")).await;
    for count in 1..=4 {
        follower.keys("a").await;
        comes_to_decided(&follower, count).await;
    }
    for one in [clerk, follower, leader, head] {
        one.close().await;
    }
    let pages: Vec<String> = [
        "/tasks",
        "/tasks/board",
        "/tasks/calendar",
        "/tasks/plan",
        "/tasks/statistics",
        "/tasks/overview",
        "/tasks/agenda",
        "/tasks/moved",
        "/tasks/programmes",
        "/account",
        "/tasks/import",
        "/tasks/new",
        "/tasks/feed",
        "/tasks/1",
        "/tasks/1/do/urge",
        "/help/tasks",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([format!("{document}/tasks")])
    .collect();
    let mut found = Vec::new();
    for view in [View::Desk, View::Phone] {
        let person = driver.person(&server.address, view).await;
        person.sign_in("theo.doi", PASSWORD).await;
        person.reads("h1", "Việc hôm nay").await;
        found.extend(person.barriers_of(view, &pages, &["main .card"]).await);
        person.close().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
