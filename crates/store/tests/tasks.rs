//! Tasks are kept with their events; lists, pages and numbers are what a plain look through all of them gives.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::documents::{Direction, Fields, Handling, Period, State};
use domain::people::{Language, SignInName};
use domain::tasks::deed::Origin;
use domain::tasks::{
    Basis, Clause, Counts, Deed, Due, Evidence, Part, Stage, Statistics, Task, TaskEvent, Terms, Timeliness,
    WorkingDays,
};
use domain::units::UnitSet;
use domain::{AccountId, DocumentId, TaskId, UnitId};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Database, Moment, NewAccount, NewDocument, NewTaskReport, TaskEnd, TaskFilter, TaskGroup, TaskKey,
    TaskOrder, TaskRow,
};

const TODAY: Date = date(2026, 3, 10);

fn at(day: i64) -> Timestamp {
    "2026-01-05T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24 * day)
}

struct City {
    units: Vec<UnitId>,
    clerk: AccountId,
    document: DocumentId,
    days: WorkingDays,
}

async fn city(database: &Database) -> City {
    let mut work = database.work().await.unwrap();
    let clerk = NewAccount {
        sign_in: "vanthu".parse::<SignInName>().unwrap(),
        display_name: "Văn thư".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let clerk = work.add_account(&clerk, at(0)).await.unwrap();
    let mut units = Vec::new();
    for _ in 0..4 {
        units.push(work.new_unit(None).await.unwrap());
    }
    let fields = Fields { subject: "một việc".to_owned(), ..Fields::default() };
    let new = NewDocument {
        unit: units[0],
        direction: Direction::Incoming,
        state: State::Incoming(Handling::Arrived),
        fields: &fields,
        at: at(0),
        by: clerk,
    };
    let document = work.add_document(&new).await.unwrap();
    work.commit().await.unwrap();
    City { units, clerk, document, days: WorkingDays::built_in().unwrap() }
}

/// A task as it may be: lead, coordinator, due so many days after the beginning, product, and what happened to it.
type Sketch = (usize, usize, Option<i32>, bool, u8);

fn sketch() -> impl Strategy<Value = Sketch> {
    (1..4_usize, 1..4_usize, prop::option::of(0..90_i32), any::<bool>(), 0..9_u8)
}

fn due_day(days: i32) -> Date {
    date(2026, 1, 5) + days.days()
}

/// What happens to it, in order.
fn deeds(city: &City, (lead, with, due, product, life): Sketch, number: usize) -> Vec<Deed> {
    let part = Part { unit: city.units[with], part: Some("góp ý".to_owned()), due: None, done_on: None };
    let terms = Terms {
        responsible: product.then_some(city.clerk),
        answerable: Some("nội dung".to_owned()),
        product: product.then(|| "đề án".to_owned()),
        acceptor: number.is_multiple_of(2).then_some(city.units[3]),
        parts: if with == lead { Vec::new() } else { vec![part] },
        ..Terms::bare(city.units[0], city.units[lead], format!("Trình đề án số {number}"))
    };
    let due = due.map_or(Due::None, |days| Due::Day(due_day(days)));
    let why = || "vì vậy".to_owned();
    let evidence = if product { vec![Evidence::Document(city.document)] } else { Vec::new() };
    let submit = Deed::Submit { note: why(), evidence };
    let more = [
        Deed::AskExtension { due: Due::Day(due_day(120)), reason: why() },
        Deed::GrantExtension { due: Due::Day(due_day(100)) },
    ];
    let give = Deed::Give { origin: Origin::default(), terms, due };
    let receive = Deed::Receive { responsible: None };
    let accept = Deed::Accept { note: String::new() };
    let tail = match life {
        0 => vec![],
        1 => vec![Deed::Return { reason: why() }],
        2 => vec![receive],
        3 => vec![receive, submit],
        4 => vec![receive, submit, accept],
        5 => [vec![receive], more.to_vec(), vec![submit, accept]].concat(),
        6 => vec![receive, Deed::Suspend { reason: why() }],
        7 => vec![Deed::Cancel { reason: why() }],
        _ => vec![
            Deed::Urge { told: domain::tasks::Told::Head, text: why() },
            receive,
            submit,
            Deed::SendBack { reason: why() },
        ],
    };
    std::iter::once(give).chain(tail).collect()
}

async fn keep(database: &Database, city: &City, sketches: &[Sketch]) -> BTreeMap<TaskId, Task> {
    let mut tasks = BTreeMap::new();
    let mut work = database.work().await.unwrap();
    for (number, sketch) in sketches.iter().enumerate() {
        let mut events = Vec::new();
        let deeds = deeds(city, *sketch, number).into_iter();
        for (day, deed) in deeds.enumerate() {
            let at = at(i64::try_from(day * 10 + number % 7).unwrap());
            events.push(TaskEvent { at, by: city.clerk, post: None, deed });
        }
        let id = work.add_task(&events[0], &city.days).await.unwrap();
        let mut task = Task::begin(&events[0]).unwrap();
        for event in &events[1..] {
            task.apply(event).unwrap();
            assert!(work.change_task(id, event, &task, &city.days).await.unwrap());
            assert!(!work.change_task(id, event, &task, &city.days).await.unwrap(), "seen before the change");
        }
        assert_eq!(work.task_events(id).await.unwrap(), events);
        assert_eq!(work.task(id).await.unwrap().as_ref(), Some(&task));
        tasks.insert(id, task);
    }
    work.commit().await.unwrap();
    tasks
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn lists_and_numbers_are_what_looking_through_all_gives(sketches in prop::collection::vec(sketch(), 1..40)) {
        both::on_both(|database| {
            let sketches = sketches.clone();
            async move {
                let city = city(&database).await;
                let tasks = keep(&database, &city, &sketches).await;
                let mut read = database.read().await.unwrap();
                for basis in Basis::ALL {
                    let filter = TaskFilter { basis, ..TaskFilter::all(TODAY) };
                    let counted = Statistics::of(tasks.values(), basis, TODAY, &city.days);
                    assert_eq!(read.task_statistics(&filter).await.unwrap(), counted);
                    // By what they have in common: each task in one group, those of a month as the days say.
                    for by in [TaskGroup::Responsible, TaskGroup::Document, TaskGroup::Month] {
                        let groups = read.task_counts(&filter, by).await.unwrap();
                        let mut whole = Counts::default();
                        groups.values().for_each(|counts| whole += *counts);
                        if by != TaskGroup::Document {
                            assert_eq!(whole, counted.total());
                        }
                        for (key, counts) in groups {
                            let TaskKey::Month(month) = key else { continue };
                            let those = tasks.values().filter(|task| {
                                basis.last_day(task).map(Date::first_of_month) == month
                            });
                            assert_eq!(Statistics::of(those, basis, TODAY, &city.days).total(), counts);
                        }
                    }
                    for bucket in Timeliness::ALL {
                        let filter = TaskFilter { buckets: vec![bucket], ..filter.clone() };
                        assert_eq!(read.count_tasks(&filter).await.unwrap(), counted.total().of(bucket));
                    }
                    let unclear = TaskFilter { unclear: true, buckets: Timeliness::ALL.to_vec(), ..filter.clone() };
                    assert_eq!(read.count_tasks(&unclear).await.unwrap(), counted.total().unclear);
                    let bare = TaskFilter { without_evidence: true, ..filter };
                    assert_eq!(read.count_tasks(&bare).await.unwrap(), counted.total().without_evidence);
                }
                // Of a unit: what it leads, hands out, accepts or has a part in.
                let unit = city.units[2];
                let within = TaskFilter { within: Some(UnitSet::alone([unit], TODAY)), ..TaskFilter::all(TODAY) };
                let seen = |task: &Task| {
                    let terms = &task.terms;
                    [terms.unit, terms.lead, terms.accepting()].contains(&unit) || terms.part(unit).is_some()
                };
                let those = tasks.values().filter(|task| seen(task)).count() as u64;
                assert_eq!(read.count_tasks(&within).await.unwrap(), those);
                let nobody = TaskFilter { within: Some(UnitSet::alone([], TODAY)), ..TaskFilter::all(TODAY) };
                assert_eq!(read.count_tasks(&nobody).await.unwrap(), 0);
                let stages = [Stage::Submitted, Stage::Done];
                let of_stage = TaskFilter { stages: stages.to_vec(), ..TaskFilter::all(TODAY) };
                let those = tasks.values().filter(|task| stages.contains(&task.stage)).count() as u64;
                assert_eq!(read.count_tasks(&of_stage).await.unwrap(), those);

                let by_id = read.tasks_by_id(&TaskFilter::all(TODAY), TaskId::new(0), 1_000).await.unwrap();
                assert!(by_id.iter().map(|row| row.id).eq(tasks.keys().copied()));
                let rest = read.tasks_by_id(&TaskFilter::all(TODAY), by_id[0].id, 1_000).await.unwrap();
                assert_eq!(rest, by_id[1..]);
                let unassigned = TaskFilter { unassigned: true, ..TaskFilter::all(TODAY) };
                let those = tasks.values().filter(|task| task.terms.responsible.is_none()).count() as u64;
                assert_eq!(read.count_tasks(&unassigned).await.unwrap(), those);

                // Page by page, by number and by where the last one ended.
                let all = TaskFilter::all(TODAY);
                let mut sorted: Vec<TaskId> = tasks.keys().copied().collect();
                sorted.sort_by_key(|id| (tasks[id].due().last_day().unwrap_or(Date::MAX), *id));
                let (mut paged, mut walked, mut after) = (Vec::new(), Vec::new(), None);
                loop {
                    let rows = read.tasks_after(&all, after, 7).await.unwrap();
                    let (page, total) = read.task_page(&all, paged.len() as u64, 7).await.unwrap();
                    assert_eq!((&page, total), (&rows, tasks.len() as u64));
                    paged.extend(page.iter().map(|row| row.id));
                    for row in &rows {
                        let task = &tasks[&row.id];
                        assert_eq!((row.stage, row.clears, row.lead), (task.stage, task.clears(), task.terms.lead));
                        assert_eq!(row.bucket(TODAY), task.timeliness(Basis::InForce, TODAY));
                        assert_eq!(row.submitted_on, task.submitted_on());
                        assert_eq!(row, &TaskRow::of(row.id, task));
                    }
                    let Some(last) = rows.last() else { break };
                    after = Some(TaskEnd { due: last.due, id: last.id });
                    walked.extend(rows.iter().map(|row| row.id));
                }
                assert_eq!((&paged, &walked), (&sorted, &sorted));
                let latest = TaskFilter { order: TaskOrder::Latest, ..all };
                let (rows, _) = read.task_page(&latest, 0, 100).await.unwrap();
                assert!(rows.windows(2).all(|pair| pair[0].id > pair[1].id));
            }
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// What is frozen is what the log says of then, whatever was done since; nobody folds all of it for that.
    #[test]
    fn numbers_as_of_a_moment_are_those_of_all_tasks_folded_up_to_then(
        sketches in prop::collection::vec(sketch(), 1..30), day in 0..70_i64, first in 0..70_i32,
    ) {
        both::on_both(|database| {
            let sketches = sketches.clone();
            async move {
                let city = city(&database).await;
                let tasks = keep(&database, &city, &sketches).await;
                let mut read = database.read().await.unwrap();
                let (until, on, from) = (at(day), due_day(i32::try_from(day).unwrap()), due_day(first));
                let leads: BTreeSet<UnitId> = city.units[1..3].iter().copied().collect();
                let mut then = Vec::new();
                for id in tasks.keys() {
                    let events = read.task_events(*id).await.unwrap();
                    let task = Task::as_of(&events, until).unwrap();
                    then.extend(task.filter(|task| {
                        let over = task.over_at.map(domain::span::local_day);
                        leads.contains(&task.terms.lead) && over.is_none_or(|over| over >= from)
                    }));
                }
                for basis in Basis::ALL {
                    let moment = Moment { leads: &leads, basis, from, on, until };
                    let numbers = read.task_statistics_as_of(&moment, &city.days).await.unwrap();
                    assert_eq!(numbers, Statistics::of(&then, basis, on, &city.days));
                }
            }
        });
    }
}

#[test]
fn a_clause_knows_its_tasks_and_frozen_numbers_stay() {
    both::on_both(|database| async move {
        let city = city(&database).await;
        let tasks = keep(&database, &city, &[(1, 2, Some(3), true, 4), (2, 1, None, false, 0)]).await;
        let ids: Vec<TaskId> = tasks.keys().copied().collect();
        let clause = |address: &str| Clause {
            document: city.document,
            address: address.to_owned(),
            quote: "trình đề án".to_owned(),
        };
        let mut work = database.work().await.unwrap();
        work.decide_clause(&clause("II.1"), Some(ids[0]), at(1), city.clerk).await.unwrap();
        work.decide_clause(&clause("II.1"), Some(ids[1]), at(1), city.clerk).await.unwrap();
        work.decide_clause(&clause("II.2"), None, at(1), city.clerk).await.unwrap();
        let decided = work.clauses(city.document).await.unwrap();
        assert_eq!(
            decided.iter().map(|row| row.task).collect::<Vec<_>>(),
            [Some(ids[0]), Some(ids[1]), None]
        );
        assert_eq!(work.clauses_of(ids[1]).await.unwrap()[0].clause, clause("II.1"));
        assert!(!work.reopen_clause(&clause("II.1")).await.unwrap(), "a task stands on it");
        assert!(work.reopen_clause(&clause("II.2")).await.unwrap());
        let of_document = TaskFilter { document: Some(city.document), ..TaskFilter::all(TODAY) };
        assert_eq!(work.count_tasks(&of_document).await.unwrap(), 2);
        let searched = TaskFilter { text: "ĐỀ ÁN số 1".to_owned(), ..TaskFilter::all(TODAY) };
        assert_eq!(work.task_page(&searched, 0, 9).await.unwrap().0[0].id, ids[1]);

        let statistics = Statistics::of(tasks.values(), Basis::InForce, TODAY, &city.days);
        let period = Period { from: date(2026, 1, 1), last: date(2026, 3, 31) };
        let new = NewTaskReport {
            unit: city.units[0],
            period,
            statistics: &statistics,
            at: at(90),
            by: city.clerk,
        };
        let id = work.add_task_report(&new).await.unwrap();
        let kept = work.task_report(id).await.unwrap().unwrap();
        assert_eq!((&kept.statistics, kept.period), (&statistics, period));
        assert_eq!(work.task_reports(city.units[0]).await.unwrap(), [kept]);

        work.set_working_day(date(2026, 11, 24), true, "chưa rõ").await.unwrap();
        work.set_working_day(date(2026, 11, 24), false, "nghỉ").await.unwrap();
        assert_eq!(work.working_days().await.unwrap(), [(date(2026, 11, 24), false, "nghỉ".to_owned())]);
        work.commit().await.unwrap();
    });
}
