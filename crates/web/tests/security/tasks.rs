//! Tasks: those of another unit are not there, each side does its own, and who saw an older state changes nothing.

use crate::city::{Answer, City, ask};
use axum::http::StatusCode;
use domain::rights::Right;
use domain::tasks::Stage;

/// Everything that an address of a task can be asked for.
fn asked(id: impl std::fmt::Display) -> Vec<(&'static str, String, &'static str, Right)> {
    vec![
        ("GET", format!("/tasks/{id}"), "", Right::TasksRead),
        ("GET", format!("/tasks/{id}/do/receive"), "", Right::TasksRead),
        ("POST", format!("/tasks/{id}/do/receive"), "revision=1", Right::TasksRead),
        ("POST", format!("/tasks/{id}/do/cancel"), "revision=1&reason=x", Right::TasksRead),
        ("GET", format!("/tasks/{id}/files/1"), "", Right::TasksRead),
        ("GET", format!("/tasks/new?parent={id}"), "", Right::TasksAssign),
        ("POST", "/tasks/new".to_owned(), "parent={id}&action=a&lead=a", Right::TasksAssign),
    ]
}

#[tokio::test]
async fn tasks_of_another_unit_are_not_there() {
    let city = City::new().await;
    city.person("outsider", "head", city.elsewhere, true).await;
    let foreign = city.give("outsider", city.elsewhere, "việc riêng của nơi khác").await;
    let roles: Vec<_> = city.app.roles().iter().cloned().collect();
    for role in &roles {
        let token = city.enter(role.code.as_str()).await;
        for (method, path, body, right) in asked(foreign) {
            let before = city.state().await;
            let body = body.replace("{id}", &foreign.to_string());
            let answer = city.send(ask(method, &path), Some(&token), body).await;
            let expected =
                if role.scope(right).is_some() { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{method} {path} by {}", role.code);
            assert!(!answer.text.contains("việc riêng"), "{method} {path} by {}", role.code);
            assert_eq!(city.state().await, before, "{method} {path} by {}", role.code);
        }
        if role.scope(Right::TasksRead).is_none() {
            continue;
        }
        let unit = city.elsewhere;
        let lists = [
            "/".to_owned(),
            "/tasks".to_owned(),
            "/tasks?q=viec%20rieng".to_owned(),
            "/tasks?format=csv".to_owned(),
            "/tasks/board".to_owned(),
            "/tasks/calendar?month=2026-03-31".to_owned(),
            "/tasks/plan".to_owned(),
            "/tasks/plan?format=csv".to_owned(),
            format!("/tasks?unit={unit}"),
            format!("/tasks?unit={unit}&role=give"),
        ];
        for path in lists {
            let answer = city.get(&path, Some(&token)).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} by {}", role.code);
            assert!(!answer.text.contains("việc riêng"), "{path} by {}", role.code);
        }
        let other = city.get(&format!("/tasks/statistics?unit={unit}"), Some(&token)).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN, "{}", role.code);
        for by in ["responsible", "document", "month"] {
            let other = city.get(&format!("/tasks/statistics?unit={unit}&by={by}"), Some(&token)).await;
            assert_eq!(other.status, StatusCode::FORBIDDEN, "{}", role.code);
        }
        let own = city.get("/tasks", Some(&token)).await;
        assert!(own.text.contains("rà soát quy chế"), "{}", role.code);
    }
}

/// Each of these in turn, by who may do it; whoever may not, before, changes nothing.
#[tokio::test]
async fn each_side_does_its_own() {
    let city = City::new().await;
    let id = city.task;
    let roles: Vec<String> = city.app.roles().iter().map(|role| role.code.to_string()).collect();
    let turns: [(&str, &str, &str, &[&str]); 6] = [
        ("do/receive", "", "focal_point", &["focal_point", "head"]),
        ("do/progress", "percent=40&note=x", "head", &["focal_point", "head"]),
        ("do/urge", "told=head&text=x", "follower", &["follower", "head", "leader"]),
        ("do/set_due", "due=30/06/2026&reason=x", "leader", &["follower", "head", "leader"]),
        ("do/suspend", "reason=x", "follower", &["follower", "head", "leader"]),
        ("do/resume", "", "head", &["follower", "head", "leader"]),
    ];
    for (revision, (path, body, by, may)) in (1..).zip(turns) {
        let path = format!("/tasks/{id}/{path}");
        let body = format!("revision={revision}&{body}");
        for role in roles.iter().filter(|role| !may.contains(&role.as_str())) {
            let token = city.enter(role).await;
            let before = city.state().await;
            let answer = city.post(&path, Some(&token), &body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} by {role}: {}", answer.text);
            assert_eq!(city.state().await, before, "{path} by {role}");
        }
        let token = city.enter(by).await;
        // A revision that nobody has seen: somebody else was first.
        let stale = body.replace(&format!("revision={revision}"), "revision=99");
        let before = city.state().await;
        let answer = city.post(&path, Some(&token), &stale).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}: {}", answer.text);
        assert_eq!(city.state().await, before, "{path}");
        let answer = city.post(&path, Some(&token), &body).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} by {by}: {}", answer.text);
    }
}

/// A result with a file: sent in, sent back, sent again, accepted; the file comes back as it was, to those who may see the task.
#[tokio::test]
async fn a_result_is_submitted_with_its_file_and_accepted() {
    let city = City::new().await;
    let id = city.task;
    let (focal, head) = (city.enter("focal_point").await, city.enter("head").await);
    let done = |answer: Answer| assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    done(city.post(&format!("/tasks/{id}/do/receive"), Some(&focal), "revision=1").await);
    done(submit(&city, &focal, 2, "Quy chế mới.").await);
    done(city.post(&format!("/tasks/{id}/do/send_back"), Some(&head), "revision=3&reason=x").await);
    // What is marked secret leaves no trace.
    let secret =
        "ĐẢNG BỘ THÀNH PHỐ HẢI MINH\nSố 12-BC/TU\nMẬT\n\nBÁO CÁO\nvề một việc\n\nI. Tình hình\nMột đoạn.\n";
    let before = city.state().await;
    let refused = submit(&city, &focal, 4, secret).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert_eq!(city.state().await, before);
    done(submit(&city, &focal, 4, "Quy chế mới, lần hai.").await);
    done(city.post(&format!("/tasks/{id}/do/accept"), Some(&head), "revision=5&note=").await);
    let mut read = city.app.database().read().await.unwrap();
    let task = read.task(id).await.unwrap().unwrap();
    assert_eq!((task.stage, task.has_evidence(), task.submissions.len()), (Stage::Done, true, 2));
    let file = read.task_files(id).await.unwrap()[0].id;
    drop(read);
    let path = format!("/tasks/{id}/files/{file}");
    let inspector = city.enter("inspector").await;
    let answer = city.get(&path, Some(&inspector)).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "Quy chế mới."));
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let stranger = city.enter("stranger").await;
    assert_eq!(city.get(&path, Some(&stranger)).await.status, StatusCode::NOT_FOUND);
}

async fn submit(city: &City, token: &str, revision: u32, content: &str) -> Answer {
    let part = |name: &str, value: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n{content}\r\n--x--\r\n"
    );
    let body = part("revision", &revision.to_string()) + &part("note", "đã xong") + &file;
    let request = ask("GET", &format!("/tasks/{}/result", city.task))
        .method("POST")
        .header("content-type", "multipart/form-data; boundary=x");
    city.send(request, Some(token), body).await
}

/// The addresses of calendars that a page shows once.
fn addresses(page: &str) -> Vec<String> {
    let found = page.split("/feeds/").skip(1);
    found.map(|rest| format!("/feeds/{}", rest.split('<').next().unwrap())).collect()
}

/// The secret of an address opens the calendars of its owner's tasks and nothing else, until it is revoked.
#[tokio::test]
async fn a_calendar_opens_by_its_secret_alone() {
    let city = City::new().await;
    city.person("outsider", "head", city.elsewhere, true).await;
    city.give("outsider", city.elsewhere, "việc riêng của nơi khác").await;
    let head = city.enter("head").await;
    let page = city.post("/tasks/feed", Some(&head), "").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let addresses = addresses(&page.text);
    assert_eq!(addresses.len(), 2, "{}", page.text);
    let unit = &addresses[1];
    assert!(unit.ends_with(&format!("/{}.ics", city.ward)));
    let calendar = city.get(unit, None).await;
    assert_eq!(calendar.status, StatusCode::OK);
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(calendar.header("cache-control"), "private, no-store");
    assert!(calendar.text.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(calendar.text.contains("rà soát quy chế") && !calendar.text.contains("việc riêng"));
    let mine = city.get(&addresses[0], None).await;
    assert!(mine.status == StatusCode::OK && !mine.text.contains("rà soát quy chế"));
    // Not another unit's; not by a session; not as a session; not with another secret.
    let secret = unit.strip_prefix("/feeds/").unwrap().split('/').next().unwrap().to_owned();
    for path in [
        format!("/feeds/{secret}/{}.ics", city.elsewhere),
        format!("/feeds/{secret}/mine"),
        format!("/feeds/{secret}/0.ics"),
        format!("/feeds/{secret}x/mine.ics"),
        format!("/feeds/x/{}.ics", city.ward),
    ] {
        assert_eq!(city.get(&path, Some(&head)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_ne!(city.get("/tasks", Some(&secret)).await.status, StatusCode::OK);
    let wide = city.call("GET", "/api/v1/documents?direction=incoming", &secret, "").await;
    assert_eq!(wide.status, StatusCode::FORBIDDEN);
    // A page that one signs in for says where it ends.
    let list = city.get("/tasks/feed", Some(&head)).await;
    let revoke = list.text.split("/account/tokens/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let ended = city.post(&format!("/account/tokens/{revoke}/revoke"), Some(&head), "").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
    assert_eq!(city.get(unit, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_may_urge_gets_the_letter_for_it() {
    let city = City::new().await;
    let path = format!("/tasks/{}/notice", city.task);
    let head = city.enter("head").await;
    let pdf = city.get(&format!("{path}/pdf"), Some(&head)).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));
    let docx = city.get(&format!("{path}/docx"), Some(&head)).await;
    assert!(docx.status == StatusCode::OK && docx.header("content-disposition").contains("don-doc"));
    assert_eq!(city.get(&format!("{path}/txt"), Some(&head)).await.status, StatusCode::NOT_FOUND);
    let focal = city.enter("focal_point").await;
    assert_ne!(city.get(&format!("{path}/pdf"), Some(&focal)).await.status, StatusCode::OK);
}

/// A table of tasks as a form sends it.
async fn send_table(city: &City, token: &str, path: &str, parts: &[(&str, &str)], table: &str) -> Answer {
    let part = |(name, value): &(&str, &str)| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{table}\r\n--x--\r\n"
    );
    let body = parts.iter().map(part).collect::<String>() + &file;
    let request = ask("GET", path).method("POST").header("content-type", "multipart/form-data; boundary=x");
    city.send(request, Some(token), body).await
}

/// A table is looked at first: what is wrong in a row is said at its cell, and only what was shown is handed out.
#[tokio::test]
async fn a_table_becomes_tasks_once_it_was_looked_at() {
    let city = City::new().await;
    let head = city.enter("head").await;
    let ward = city.ward.to_string();
    let name = {
        let person = city.app.at_console(&"head".parse().unwrap()).await.unwrap();
        person.forest().unit(city.ward).unwrap().name.clone()
    };
    let table = format!(
        "TT;Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn;Sản phẩm\n1;lập danh sách;{name};quý II/2026;danh sách\n\
         2;việc của nơi lạ;Sở Không Có;30/06/2026;x\n3;hạn sai;{name};sớm;x\n"
    );
    let before = city.state().await;
    let shown = send_table(&city, &head, "/tasks/import", &[("unit", &ward)], &table).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert!(shown.text.contains("lập danh sách") && shown.text.contains("Sở Không Có"));
    assert!(shown.text.contains("name=\"wrong\" value=\"2\""), "{}", shown.text);
    assert_eq!(city.state().await, before);
    let held = shown.text.split("<textarea").nth(1).unwrap();
    let held = held.split_once('>').unwrap().1.split("</textarea>").next().unwrap().trim();
    let held = held.replace("&quot;", "\"");
    let parts = [("unit", ward.as_str()), ("wrong", "1"), ("table", held.as_str())];
    let other = send_table(&city, &head, "/tasks/import/give", &parts, "").await;
    assert_eq!((other.status, city.state().await), (StatusCode::OK, before));
    let parts = [("unit", ward.as_str()), ("wrong", "2"), ("table", held.as_str())];
    let given = send_table(&city, &head, "/tasks/import/give", &parts, "").await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    let list = city.get("/tasks", Some(&head)).await;
    assert!(list.text.contains("lập danh sách") && !list.text.contains("hạn sai"));
    let nothing = send_table(&city, &head, "/tasks/import", &[("unit", &ward)], "a;b\n1;2\n").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nothing.text);
}

/// Behind every number of the statistics, totals too, stand exactly as many tasks as it says.
#[tokio::test]
async fn each_number_opens_what_it_counts() {
    let city = City::new().await;
    city.person("giver", "head", city.ward, true).await;
    let cancelled = city.give("giver", city.ward, "một việc thôi không làm nữa").await;
    city.give("giver", city.ward, "một việc khác").await;
    let head = city.enter("head").await;
    let gone = format!("/tasks/{cancelled}/do/cancel");
    city.post(&gone, Some(&head), "revision=1&reason=x").await;
    let link = regex::Regex::new("<a href=\"(/tasks\\?[^\"]*)\">([0-9.]+)</a>").unwrap();
    let sums = ["extended=yes", "urged=yes", "bucket=done_late&amp;"];
    for by in ["unit", "leader", "field", "document", "responsible", "month"] {
        for basis in ["in_force", "first"] {
            let page = format!("/tasks/statistics?unit={}&by={by}&basis={basis}", city.ward);
            let shown = city.get(&page, Some(&head)).await;
            assert_eq!(shown.status, StatusCode::OK, "{page}");
            let numbers: Vec<_> =
                link.captures_iter(&shown.text).map(|found| found.extract::<2>().1).collect();
            assert!(numbers.len() >= 3, "{page}: {numbers:?}");
            for [href, number] in numbers {
                if sums.iter().any(|sum| href.contains(sum)) {
                    continue;
                }
                let list = format!("{}&format=csv", href.replace("&amp;", "&"));
                let rows = city.get(&list, Some(&head)).await.text.trim().lines().count() - 1;
                assert_eq!(rows.to_string(), number, "{href} on {page}");
            }
        }
    }
}
