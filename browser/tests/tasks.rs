//! From an action programme to accepted results, as the office does it: confirmed by keyboard, handed down, extended, sent back,
//! accepted, counted and frozen.

use sauro_browser::office::{colleague, make_unit, open_register, stands};
use sauro_browser::{Driver, PASSWORD, Person, Server, View};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";

/// An action programme of the invented city; and one of which the same must be true, where somebody has such a file.
const PAPER: &str = "tests/papers/chuong-trinh-hanh-dong-31.txt";
const OTHERS: &str = "../../shared/documents/002-action-programme.txt";

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

/// Fills in the form of a deed and does it.
async fn act(person: &Person, task: &str, deed: &str, fields: &[(&str, &str)]) {
    person.go(&format!("{task}/do/{deed}")).await;
    for (field, text) in fields {
        person.write(field, text).await;
    }
    person.press("main form p.actions button").await;
    person.reads("#notices", "Đã").await;
    person.comes_to(task).await;
}

/// A result with a file that shows it.
async fn submit(person: &Person, task: &str, note: &str) {
    person.go(&format!("{task}/do/submit")).await;
    person.write("#note", note).await;
    let file = here("../samples/quyet-dinh-412.txt").canonicalize().expect("a sample");
    person.see("#file").await.send_keys(file.to_str().expect("a path")).await.expect("a file is chosen");
    person.press("main form p.actions button").await;
    person.reads("#notices", "Đã trình kết quả").await;
}

/// The four numbers of the leader's page: done in time, done late, open in time, open late.
async fn four(person: &Person) -> Vec<u64> {
    person.go("/tasks/overview").await;
    let script = "return [...document.querySelectorAll('main ul.numbers')[0].querySelectorAll('strong')]
        .map(one => Number(one.textContent.replaceAll('.', '')))";
    serde_json::from_value(person.ask(script, Vec::new()).await).expect("four numbers")
}

#[tokio::test]
async fn an_action_programme_becomes_tasks_that_are_done() {
    let Office { server: _server, driver: _driver, clerk, follower, leader, head } = office().await;
    open_register(&clerk).await;
    let document = register(&clerk, &here(PAPER)).await;
    let tasks = confirm_by_keyboard(&follower, &document).await;
    follower.picture("tasks-confirmed").await;
    let before = four(&leader).await;
    assert_eq!(before, [0, 0, tasks, 0]);

    // The whole paper is followed as a programme: its goals, its branches, who does what.
    follower.press_words("main", "Lập chương trình theo dõi").await;
    follower.comes_to("/tasks/programmes/").await;
    follower.reads("main .programme", "doanh thu kinh tế biển tăng bình quân").await;
    follower.reads("main .programme", "Quy hoạch, hạ tầng cảng").await;
    follower.reads("main .programme", "Văn phòng Thành ủy").await;
    follower.picture("tasks-programme").await;

    // The clause shows the task, the task keeps the clause.
    follower.go(&document).await;
    follower.see("main a[href^='/tasks/']").await;

    // The ward takes one on, hands it down, asks for more time.
    head.go("/tasks").await;
    head.write("#tasks input[name='q']", "dân quân biển").await;
    head.reads("#tasks tbody", "kiện toàn trung đội dân quân biển").await;
    head.press("#tasks tbody a[href^='/tasks/']").await;
    head.comes_to("/tasks/").await;
    let task = head.here().await;
    head.reads("main", "II.6").await;
    act(&head, &task, "receive", &[]).await;
    head.go(&format!("/tasks/new?parent={}", task.trim_start_matches("/tasks/"))).await;
    head.write("#lead", BRANCH).await;
    head.press("main form button.primary").await;
    head.reads("#notices", "Đã giao nhiệm vụ").await;
    head.go(&task).await;
    head.reads("main", BRANCH).await;
    act(&head, &task, "ask_extension", &[("#due", "31/01/2027"), ("#reason", "Chờ hướng dẫn")]).await;
    follower.go(&task).await;
    follower.reads("main", "Đơn vị xin gia hạn đến 31/01/2027").await;
    act(&follower, &task, "grant_extension", &[]).await;

    // Its result is sent back, and accepted the second time.
    submit(&head, &task, "Đã kiện toàn.").await;
    act(&leader, &task, "send_back", &[("#reason", "Bổ sung danh sách")]).await;
    head.go(&task).await;
    head.reads("main", "Bổ sung danh sách").await;
    submit(&head, &task, "Đã kiện toàn, kèm danh sách.").await;
    act(&leader, &task, "accept", &[("#note", "Đạt")]).await;
    leader.reads("main", "hoàn thành").await;
    leader.picture("task-accepted").await;
    // What was handed down counts too, and is still open.
    assert_eq!(four(&leader).await, [1, 0, tasks, 0]);

    // The quarter is frozen; later changes leave what was reported as it was.
    leader.go("/tasks/statistics").await;
    leader.choose("select[name='day']", &stands_last(&leader).await).await;
    leader.press("form[action='/tasks/statistics'] button").await;
    leader.comes_to("/tasks/statistics/").await;
    let frozen = leader.here().await;
    let reported = leader.read("main table").await;
    leader.picture("statistics-frozen").await;
    follower.go("/tasks?bucket=open_in_time").await;
    follower.press("#tasks tbody a[href^='/tasks/']").await;
    follower.comes_to("/tasks/").await;
    let other = follower.here().await;
    act(&follower, &other, "cancel", &[("#reason", "Đã có việc khác thay")]).await;
    assert_eq!(four(&leader).await, [1, 0, tasks - 1, 0]);
    leader.go(&frozen).await;
    assert_eq!(leader.read("main table").await, reported, "printed again, the same numbers");
    for one in [clerk, follower, leader, head] {
        one.close().await;
    }
}

/// The quarter in which we are: the last one offered.
async fn stands_last(person: &Person) -> String {
    let script = "return document.querySelector('select[name=day] option:last-child').textContent.trim()";
    person.ask(script, Vec::new()).await.as_str().expect("a quarter").to_owned()
}

/// The same with a paper that is not ours, where it is there.
#[tokio::test]
async fn another_action_programme_is_confirmed_by_keyboard() {
    if !here(OTHERS).exists() {
        println!("NOT MEASURED: {OTHERS} is not here");
        return;
    }
    let Office { server: _server, driver: _driver, clerk, follower, leader, head } = office().await;
    open_register(&clerk).await;
    let document = register(&clerk, &here(OTHERS)).await;
    confirm_by_keyboard(&follower, &document).await;
    for one in [clerk, follower, leader, head] {
        one.close().await;
    }
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
