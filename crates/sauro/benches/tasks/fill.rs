//! A city, its people, and tasks with their events: rows are written many at once.

use app::people::{NewPerson, NewPost};
use app::rights::{PeopleChange, UnitsChange};
use app::{App, Person, Root};
use domain::people::{PostKind, RoleCode};
use domain::tasks::deed::Origin;
use domain::tasks::{Deed, Due, Session, Stage, Task, TaskEvent, Terms, WorkingDays};
use domain::units::Order;
use domain::units::import::Row;
use domain::{AccountId, Span, UnitId};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};
use sqlx::{Connection as _, PgConnection, Postgres, QueryBuilder, Sqlite, SqliteConnection};

/// Units that lead: a city with its communes.
pub(crate) const UNITS: usize = 118;
/// The day on which one looks.
pub(crate) const TODAY: Date = date(2026, 10, 30);
const SINCE: Date = date(2020, 7, 1);
/// Days over which tasks were handed out.
const DAYS: i64 = 5 * 365;
/// Notes on the progress of each.
const NOTES: i64 = 5;
/// Tasks in one statement, and statements in one transaction.
const TOGETHER: usize = 100;
const STATEMENTS: usize = 50;
const FIELDS: [&str; 8] = [
    "kinh tế biển",
    "xây dựng Đảng",
    "nội chính",
    "dân vận",
    "kiểm tra",
    "văn hóa",
    "chuyển đổi số",
    "đô thị",
];
const TASK: &str = "INSERT INTO task (id, unit, lead_unit, accepting_unit, action, folded, stage, clears, responsible, follower, parent,
    series, due_on, first_due_on, given_on, submitted_on, over_on, percent, extension_asked, extensions, urgings, has_evidence, delay,
    first_delay, revision, changed_at, field, leader, session, reviewing_unit, session_on, first_session_on, put_off) ";
const EVENT: &str = "INSERT INTO task_event (task, number, at, account, post, deed) ";

/// Who looks.
pub(crate) struct City {
    pub(crate) root: UnitId,
    pub(crate) units: Vec<UnitId>,
    pub(crate) leader: AccountId,
}

async fn named(app: &App, name: &str) -> Person {
    app.at_console(&name.parse().unwrap()).await.unwrap()
}

/// The committee, its units, and three people: a leader, a follower, the head of the first unit.
pub(crate) async fn city(app: &App) -> City {
    let root = Root { name: "Thành ủy Hải Minh", kind: "city_committee", since: SINCE };
    let first = app.first_start(&root).await.unwrap().unwrap();
    let administrator = app.at_console(&first.sign_in).await.unwrap();
    let root = administrator.forest().roots().next().unwrap().unit.id;
    let row = |number: usize| Row {
        code: number.to_string(),
        name: format!("Đảng ủy phường số {number}"),
        short_name: String::new(),
        kind: "ward_committee".to_owned(),
        parent: String::new(),
    };
    let rows: Vec<Row> = (1..=UNITS).map(row).collect();
    let order = Order {
        symbol: "01-QĐ/TU".to_owned(),
        date: SINCE,
        issuer: "Thành ủy Hải Minh".to_owned(),
        subject: None,
    };
    administrator.permit::<UnitsChange>().unwrap().import(&rows, root, SINCE, &order).await.unwrap();
    let administrator = app.at_console(&first.sign_in).await.unwrap();
    let units: Vec<UnitId> = administrator.forest().children(root).map(|node| node.unit.id).collect();
    for (name, role, unit) in
        [("lanhdao", "leader", root), ("theodoi", "follower", root), ("thutruong", "head", units[0])]
    {
        let person = NewPerson {
            sign_in: name.parse().unwrap(),
            display_name: name.to_owned(),
            email: None,
            post: NewPost {
                unit,
                role: RoleCode::new(role),
                title: role.to_owned(),
                span: Span::since(SINCE),
                kind: PostKind::Held,
            },
        };
        administrator.permit::<PeopleChange>().unwrap().add(&person).await.unwrap();
    }
    City { root, units, leader: named(app, "lanhdao").await.account.id }
}

struct Made {
    id: i64,
    task: Task,
    events: Vec<TaskEvent>,
}

fn row(city: &City, number: u64) -> Made {
    let id = i64::try_from(number).unwrap();
    let place = usize::try_from(number).unwrap();
    let given = TODAY.saturating_sub((id * 7_919 % DAYS).days());
    let begin: Timestamp = given.at(8, 0, 0, 0).in_tz("Asia/Ho_Chi_Minh").unwrap().timestamp();
    let at = |days: i64| begin + SignedDuration::from_hours(24 * days);
    let terms = Terms {
        responsible: place.is_multiple_of(3).then_some(city.leader),
        follower: Some(city.leader),
        answerable: place.is_multiple_of(2).then(|| "nội dung và thời hạn".to_owned()),
        product: Some("báo cáo".to_owned()),
        acceptor: Some(city.root),
        field: Some(FIELDS[place % FIELDS.len()].to_owned()),
        leader: Some(city.leader),
        session: place.is_multiple_of(20).then(|| Session {
            name: "Hội nghị Ban Chấp hành".to_owned(),
            on: Some(given.saturating_add(60.days())),
            reviewer: None,
        }),
        ..Terms::bare(
            city.root,
            city.units[place * 31 % UNITS],
            format!("Rà soát, bổ sung quy chế số {number}"),
        )
    };
    let due = Due::Day(given.saturating_add((20 + id % 90).days()));
    let give = Deed::Give { origin: Origin::default(), terms, due };
    let mut deeds = vec![(0, give), (1, Deed::Receive { responsible: None })];
    for note in 0..NOTES {
        let percent = u8::try_from((note + 1) * 15).unwrap();
        let note = format!("Đã làm việc với các chi bộ, lần {note}.");
        deeds.push((
            2 + deeds.len() as i64,
            Deed::Progress { percent, note, difficulties: String::new(), proposals: String::new() },
        ));
    }
    // What is old is done, one in twelve of it late; of what is young, little.
    let age = i64::from(given.until(TODAY).unwrap().get_days());
    if age > 120 && !number.is_multiple_of(50) {
        let days = 15 + id % 100;
        let submit = Deed::Submit { note: "Đã hoàn thành.".to_owned(), evidence: Vec::new() };
        deeds.push((days.max(12), submit));
        deeds.push((days.max(12) + 2, Deed::Accept { note: String::new() }));
    }
    let events: Vec<TaskEvent> = deeds
        .into_iter()
        .map(|(day, deed)| TaskEvent { at: at(day), by: city.leader, post: None, deed })
        .collect();
    let task = Task::fold(&events).unwrap().unwrap();
    Made { id, task, events }
}

macro_rules! write_rows {
    ($driver:ty, $connection:expr, $rows:expr, $days:expr) => {{
        let days: &WorkingDays = $days;
        let mut tasks = QueryBuilder::<$driver>::new(TASK);
        tasks.push_values($rows, |mut values, row: &Made| {
            let (task, terms) = (&row.task, &row.task.terms);
            let due = |due: Option<Date>| due.map_or_else(|| "9999-12-31".to_owned(), |due| due.to_string());
            let late = |basis| {
                if task.stage == Stage::Done {
                    i64::from(domain::tasks::statistics::delay(task, basis, days))
                } else {
                    0
                }
            };
            let local = domain::span::local_day;
            values.push_bind(row.id).push_bind(terms.unit.get()).push_bind(terms.lead.get());
            values.push_bind(terms.accepting().get()).push_bind(terms.action.clone());
            values.push_bind(vitext::fold::fold_text(&terms.action)).push_bind(task.stage.code());
            values.push_bind(i64::from(task.clears().bits()));
            values
                .push_bind(terms.responsible.map(AccountId::get))
                .push_bind(terms.follower.map(AccountId::get));
            values.push_bind(None::<i64>).push_bind(None::<i64>);
            values.push_bind(due(task.due().last_day())).push_bind(due(task.first_due().last_day()));
            values.push_bind(local(task.given_at).to_string());
            values.push_bind(task.submitted_on().map(|day| day.to_string()));
            values.push_bind(task.over_at.map(|at| local(at).to_string()));
            values.push_bind(i64::from(task.percent)).push_bind(task.asked.is_some());
            values.push_bind(i64::from(task.extensions)).push_bind(task.urgings.len() as i64);
            values.push_bind(task.has_evidence());
            values
                .push_bind(late(domain::tasks::Basis::InForce))
                .push_bind(late(domain::tasks::Basis::First));
            values.push_bind(i64::from(task.revision)).push_bind(task.changed_at.as_microsecond());
            values.push_bind(terms.field.clone()).push_bind(terms.leader.map(AccountId::get));
            let session = terms.session.as_ref();
            values.push_bind(session.map(|session| session.name.clone())).push_bind(None::<i64>);
            let on = session.and_then(|session| session.on).map(|on| on.to_string());
            values.push_bind(on.clone()).push_bind(on).push_bind(0_i64);
        });
        tasks.build().execute(&mut *$connection).await.unwrap();
        let events = $rows.iter().flat_map(|row| (1_i64..).zip(&row.events).map(|both| (row.id, both)));
        let mut statement = QueryBuilder::<$driver>::new(EVENT);
        statement.push_values(events, |mut values, (id, (number, event))| {
            values.push_bind(id).push_bind(number).push_bind(event.at.as_microsecond());
            values.push_bind(event.by.get()).push_bind(None::<i64>);
            values.push_bind(serde_json::to_string(&event.deed).unwrap());
        });
        statement.build().execute(&mut *$connection).await.unwrap();
    }};
}

/// Fills the database with `count` tasks.
pub(crate) async fn tasks(url: &str, city: &City, count: u64) {
    let days = WorkingDays::built_in().unwrap();
    let numbers: Vec<u64> = (1..=count).collect();
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        for together in numbers.chunks(TOGETHER * STATEMENTS) {
            let mut transaction = connection.begin().await.unwrap();
            for numbers in together.chunks(TOGETHER) {
                let rows: Vec<Made> = numbers.iter().map(|number| row(city, *number)).collect();
                write_rows!(Sqlite, transaction, &rows, &days);
            }
            transaction.commit().await.unwrap();
        }
        // What the program does by itself after a while.
        sqlx::query("ANALYZE").execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        for together in numbers.chunks(TOGETHER * STATEMENTS) {
            let mut transaction = connection.begin().await.unwrap();
            for numbers in together.chunks(TOGETHER) {
                let rows: Vec<Made> = numbers.iter().map(|number| row(city, *number)).collect();
                write_rows!(Postgres, transaction, &rows, &days);
            }
            transaction.commit().await.unwrap();
        }
        let next = "SELECT setval(pg_get_serial_sequence('task', 'id'), $1)";
        sqlx::query(next).bind(i64::try_from(count).unwrap()).execute(&mut connection).await.unwrap();
        sqlx::query("VACUUM ANALYZE").execute(&mut connection).await.unwrap();
    }
}
