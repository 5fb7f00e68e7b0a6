//! The pages that people open, as the use cases answer them.

use crate::fill::{self, City, TODAY};
use crate::{Line, Times};
use app::rights::{TasksRead, TasksReport};
use app::{App, Config, Mail, Person};
use domain::TaskId;
use domain::documents::{Calendar, Period};
use domain::tasks::{Basis, Deed, Stage, Timeliness};
use domain::units::UnitSet;
use identity::password::Cost;
use jiff::ToSpan;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use store::{Database, Files, Options, TaskFilter, TaskGroup};

/// How often each is asked.
const ASKED: usize = 30;

async fn timed<F: Future<Output = ()>>(
    who: &'static str,
    what: &'static str,
    ask: impl Fn(usize) -> F,
) -> Line {
    let mut times = Times::default();
    for turn in 0..ASKED {
        let begin = Instant::now();
        ask(turn).await;
        times.add(begin.elapsed());
    }
    times.line(who, what)
}

async fn named(app: &App, name: &str) -> Person {
    app.at_console(&name.parse().unwrap()).await.unwrap()
}

/// Fills a city with `count` tasks and opens its pages.
pub(crate) async fn measure(url: &str, who: &'static str, count: u64, folder: &Path) -> Vec<Line> {
    let database = Database::open(url, &Options::default()).await.unwrap();
    database.migrate().await.unwrap();
    let now = TODAY.at(9, 0, 0, 0).in_tz("Asia/Ho_Chi_Minh").unwrap().timestamp();
    let app = App::new(Config {
        database: database.clone(),
        files: Files::open(&folder.join(who).display().to_string()).unwrap(),
        mail: Mail::off(),
        clock: Arc::new(move || now),
        password_cost: Cost::CHEAPEST,
    })
    .unwrap();
    let city = fill::city(&app).await;
    let begin = Instant::now();
    fill::tasks(url, &city, count).await;
    let took = begin.elapsed() / u32::try_from(count).unwrap();
    let mut lines = vec![Line { who, what: "fill, a task with its events", p50: took, p99: took }];
    let (leader, head) = (named(&app, "lanhdao").await, named(&app, "thutruong").await);
    lines.push(
        timed(who, "my work: leader", |_| async {
            leader.permit::<TasksRead>().unwrap().today(5).await.unwrap();
        })
        .await,
    );
    lines.push(
        timed(who, "my work: head of a unit", |_| async {
            head.permit::<TasksRead>().unwrap().today(5).await.unwrap();
        })
        .await,
    );
    lines.push(timed(who, "leader's page", |_| overview(&leader, &city)).await);
    lines.push(timed(who, "list, first page of all", |_| list(&leader, 50)).await);
    lines.push(timed(who, "Gantt of 500", |_| list(&leader, 500)).await);
    lines.push(
        timed(who, "numbers of now over 118 units", |_| async {
            let all = of_root(&city);
            let permit = leader.permit::<TasksRead>().unwrap();
            assert_eq!(permit.statistics(&all).await.unwrap().total().all(), count);
        })
        .await,
    );
    let year = Period::of(Calendar::Year, TODAY);
    lines.push(
        timed(who, "numbers of this year over 118 units", |_| async {
            leader.permit::<TasksRead>().unwrap().of_period(city.root, year, Basis::InForce).await.unwrap();
        })
        .await,
    );
    lines.push(
        timed(who, "numbers of the year before", |_| async {
            leader
                .permit::<TasksRead>()
                .unwrap()
                .of_period(city.root, year.before(), Basis::InForce)
                .await
                .unwrap();
        })
        .await,
    );
    lines.push(
        timed(who, "what moved in a week", |_| async {
            let permit = leader.permit::<TasksRead>().unwrap();
            permit.moved(&of_root(&city), (TODAY.saturating_sub(7.days()), TODAY)).await.unwrap();
        })
        .await,
    );
    lines.push(
        timed(who, "a task", |turn| {
            let id = TaskId::new(i64::try_from(turn * 7 + 1).unwrap());
            let permit = leader.permit::<TasksRead>().unwrap();
            async move {
                permit.open(id).await.unwrap();
            }
        })
        .await,
    );
    lines.push(notes(&head, &city, who).await);
    database.close().await;
    lines
}

fn of_root(city: &City) -> TaskFilter {
    TaskFilter { leads: Some(UnitSet::below(city.root, TODAY)), ..TaskFilter::all(TODAY) }
}

async fn list(person: &Person, limit: u32) {
    let all = TaskFilter::all(TODAY);
    person.permit::<TasksRead>().unwrap().list(&all, 0, limit).await.unwrap();
}

/// Everything that the leader's page asks.
async fn overview(leader: &Person, city: &City) {
    let permit = leader.permit::<TasksRead>().unwrap();
    let all = of_root(city);
    permit.statistics(&all).await.unwrap();
    for filter in [
        TaskFilter { buckets: vec![Timeliness::OpenLate], ..all.clone() },
        TaskFilter {
            buckets: vec![Timeliness::OpenInTime],
            due_from: Some(TODAY),
            due_to: Some(TODAY.saturating_add(7.days())),
            ..all.clone()
        },
        TaskFilter {
            unclear: true,
            buckets: vec![Timeliness::OpenInTime, Timeliness::OpenLate],
            ..all.clone()
        },
        TaskFilter { stages: vec![Stage::Submitted], ..all.clone() },
        TaskFilter { extension_asked: true, ..all.clone() },
    ] {
        permit.list(&filter, 0, 5).await.unwrap();
    }
    for by in [TaskGroup::Lead, TaskGroup::Leader, TaskGroup::Field, TaskGroup::Document] {
        permit.counted(&all, by).await.unwrap();
    }
}

/// Notes on the progress of open tasks of a unit, each in a turn of its own.
async fn notes(head: &Person, city: &City, who: &'static str) -> Line {
    let filter = TaskFilter {
        leads: Some(UnitSet::alone([city.units[0]], TODAY)),
        stages: vec![Stage::Doing],
        ..TaskFilter::all(TODAY)
    };
    let limit = u32::try_from(ASKED).unwrap();
    let open = head.permit::<TasksRead>().unwrap().list(&filter, 0, limit).await.unwrap();
    let report = head.permit::<TasksReport>().unwrap();
    let mut times = Times::default();
    for row in open.rows {
        let deed = Deed::Progress {
            percent: 80,
            note: "Đã họp.".to_owned(),
            difficulties: String::new(),
            proposals: String::new(),
        };
        let begin = Instant::now();
        report.report(row.id, row.revision, deed).await.unwrap();
        times.add(begin.elapsed());
    }
    times.line(who, "a note on the progress of a task")
}
