//! Documents and their numbers are kept, and found again.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::documents::{
    Arrival, Calendar, Cycle, Direction, Fields, Figures, Handling, Number, Period, Routing, Sequence,
    Series, Slot, Stage, State, Term, Terms,
};
use domain::people::{Language, SignInName};
use domain::units::UnitSet;
use domain::{AccountId, DocumentId, Span, UnitId};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use store::{Database, NewAccount, NewDocument, Options, RegisterFilter, RegisterOrder};

const AT: Timestamp = Timestamp::UNIX_EPOCH;

async fn unit_and_clerk(database: &Database) -> (UnitId, AccountId) {
    let mut work = database.work().await.unwrap();
    let unit = work.new_unit(None).await.unwrap();
    let clerk = NewAccount {
        sign_in: "vanthu".parse::<SignInName>().unwrap(),
        display_name: "Văn thư".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let clerk = work.add_account(&clerk, AT).await.unwrap();
    work.commit().await.unwrap();
    (unit, clerk)
}

fn fields(symbol: &str) -> Fields {
    Fields {
        kind: Some("nghị quyết".to_owned()),
        symbol: Some(symbol.to_owned()),
        date: Some(date(2026, 3, 2)),
        issuer: Some("Thành ủy Hải Minh".to_owned()),
        subject: "về phát triển kinh tế biển".to_owned(),
        recipients: vec!["Như trên".to_owned(), "Lưu Văn phòng".to_owned()],
        ..Fields::default()
    }
}

fn new(unit: UnitId, by: AccountId, direction: Direction, fields: &Fields) -> NewDocument<'_> {
    let state =
        if direction.is_own() { State::Own(Stage::Draft) } else { State::Incoming(Handling::Arrived) };
    NewDocument { unit, direction, state, fields, at: AT, by }
}

#[test]
fn a_document_is_kept_as_it_is_and_changed_by_who_saw_it_last() {
    both::on_both(|database| async move {
        let (unit, clerk) = unit_and_clerk(&database).await;
        let fields = fields("7 - NQ/TU");
        let mut work = database.work().await.unwrap();
        let id = work.add_document(&new(unit, clerk, Direction::Incoming, &fields)).await.unwrap();
        let mut document = work.document(id).await.unwrap().unwrap();
        assert_eq!((&document.fields, document.revision), (&fields, 1));
        document.state = State::Incoming(Handling::Routed);
        document.arrival = Some(Arrival { number: Number::new(12).unwrap(), on: date(2026, 3, 3) });
        document.routing = Routing { unit: Some(unit), account: Some(clerk), due: Some(date(2026, 3, 20)) };
        assert!(work.change_document(&document).await.unwrap());
        assert!(!work.change_document(&document).await.unwrap(), "seen before the change");
        let again = work.document(id).await.unwrap().unwrap();
        document.revision = 2;
        assert_eq!(again, document);
        work.commit().await.unwrap();

        let mut read = database.read().await.unwrap();
        for symbol in ["07-NQ/TU", "07 -NQ/TU", "7-nq/tu"] {
            assert_eq!(
                read.documents_with_symbol(symbol).await.unwrap(),
                std::slice::from_ref(&again),
                "{symbol}"
            );
        }
        assert_eq!(read.documents_with_symbol("08-NQ/TU").await.unwrap(), []);
        let on = |from, to| (date(2026, 3, from), date(2026, 3, to));
        for ((from, to), found) in [(on(3, 4), 1), (on(4, 9), 0), (on(1, 3), 0)] {
            let filter = RegisterFilter {
                units: Some(UnitSet::alone([unit], from)),
                direction: Direction::Incoming,
                from: Some(from),
                to: Some(to),
                kinds: Vec::new(),
                states: Vec::new(),
                issuer: "Thành uỷ".to_owned(),
                handled: Vec::new(),
                today: date(2026, 3, 3),
                order: RegisterOrder::Latest,
            };
            let (list, total) = read.register_page(&filter, 0, 10).await.unwrap();
            assert_eq!((list.len(), total), (found, found as u64), "{from} {to}");
        }
        assert_eq!(read.document(DocumentId::new(99)).await.unwrap(), None);
    });
}

#[test]
fn terms_are_kept() {
    both::on_both(|database| async move {
        let (unit, _) = unit_and_clerk(&database).await;
        let term = |name: &str, from, to| Term { name: name.to_owned(), span: Span { from, to } };
        let congress = date(2025, 9, 26);
        let terms = Terms::new(vec![
            term("2020 - 2025", date(2020, 10, 14), Some(congress)),
            term("2025 - 2030", congress, None),
        ])
        .unwrap();
        let mut work = database.work().await.unwrap();
        work.set_terms(unit, &terms).await.unwrap();
        work.set_terms(unit, &terms).await.unwrap();
        assert_eq!(work.terms(unit).await.unwrap(), terms);
    });
}

/// What one of several processes does with a sequence.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Reserve,
    Give,
    GiveAt(u32),
    Release(u32),
    Void(u32),
}

fn deed() -> impl Strategy<Value = (usize, Deed, bool)> {
    let deed = prop_oneof![
        3 => Just(Deed::Reserve),
        4 => Just(Deed::Give),
        1 => (1..30_u32).prop_map(Deed::GiveAt),
        2 => (1..30_u32).prop_map(Deed::Release),
        1 => (1..30_u32).prop_map(Deed::Void),
    ];
    // Which process, what, and whether it dies before its transaction is kept.
    (0..3_usize, deed, prop::bool::weighted(0.2))
}

const CYCLE: Cycle = Cycle::Year(2026);

/// One deed in one transaction. Says the document that got a number, if one did and it was kept.
async fn act(database: &Database, unit: UnitId, by: AccountId, deed: Deed, dies: bool) -> Option<DocumentId> {
    let series = Series::Kind("nghị quyết".to_owned());
    let mut work = database.write().await.unwrap();
    let document = match deed {
        Deed::Give | Deed::GiveAt(_) => {
            let fields = fields("01-NQ/TU");
            Some(work.add_document(&new(unit, by, Direction::Outgoing, &fields)).await.unwrap())
        }
        _ => None,
    };
    let number = match deed {
        Deed::GiveAt(number) | Deed::Release(number) | Deed::Void(number) => Number::new(number),
        _ => None,
    };
    let (id, before) = work.working_sequence(unit, &series, CYCLE, number, document).await.unwrap();
    let mut after = before.clone();
    let done = match (deed, document, number) {
        (Deed::Reserve, ..) => after.reserve(by, AT).map(drop),
        (Deed::Give, Some(document), _) => after.give_next(document).map(drop),
        (Deed::GiveAt(_), Some(document), Some(number)) => after.give(number, document, by, AT),
        (Deed::Release(_), _, Some(number)) => after.release(number, by, AT),
        (Deed::Void(_), _, Some(number)) => after.void(number, "nhầm", by, AT),
        _ => unreachable!("{deed:?}"),
    };
    done.ok()?;
    work.put_slots(id, &before, &after, AT).await.unwrap();
    if dies {
        return None;
    }
    let entry = domain::log::Entry {
        at: AT,
        actor: domain::log::Actor::Account(by),
        post: None,
        verb: "documents.number".to_owned(),
        object: domain::log::Object { kind: "unit".to_owned(), id: Some(unit.get()) },
        before: None,
        after: None,
        from: None,
        request: None,
    };
    work.log(&entry).await.unwrap().commit().await.unwrap();
    document
}

/// Whatever several processes do at once and wherever they die: every number is borne once, every gap has its reason.
#[test]
fn numbers_are_given_once_and_gaps_are_explained() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 12, ..ProptestConfig::default() });
    let lite = format!("sqlite:{}", folder.path().join("sauro.db").display());
    for url in [lite, testkit::postgres::database()] {
        let databases: Vec<Database> = runtime.block_on(async {
            let mut all = Vec::new();
            for _ in 0..3 {
                let options = Options { readers: 2, ..Options::default() };
                all.push(Database::open(&url, &options).await.unwrap());
            }
            all[0].migrate().await.unwrap();
            all
        });
        let by = runtime.block_on(unit_and_clerk(&databases[0])).1;
        let deeds = prop::collection::vec(deed(), 1..40);
        runner
            .run(&deeds, |deeds| {
                let (sequence, given) = runtime.block_on(async {
                    let mut work = databases[0].work().await.unwrap();
                    let unit = work.new_unit(None).await.unwrap();
                    work.commit().await.unwrap();
                    let processes = databases.iter().enumerate().map(|(which, database)| {
                        let mine: Vec<_> = deeds.iter().filter(|deed| deed.0 == which).copied().collect();
                        let database = database.clone();
                        tokio::spawn(async move {
                            let mut given = Vec::new();
                            for (_, deed, dies) in mine {
                                given.extend(act(&database, unit, by, deed, dies).await);
                            }
                            given
                        })
                    });
                    let mut given = Vec::new();
                    for process in processes.collect::<Vec<_>>() {
                        given.extend(process.await.unwrap());
                    }
                    let mut read = databases[0].read().await.unwrap();
                    let rows = read.sequences(unit).await.unwrap();
                    let sequence = match rows.first() {
                        Some(row) => read.sequence(row).await.unwrap(),
                        None => Sequence::default(),
                    };
                    (sequence, given)
                });
                let mut borne = Vec::new();
                for number in 1..=sequence.last() {
                    match sequence.slot(Number::new(number).unwrap()) {
                        Some(Slot::Given { document }) => borne.push(*document),
                        Some(_) => {}
                        None => return Err(TestCaseError::fail(format!("{number} is not explained"))),
                    }
                }
                // A number can be made void after it was given; else each document still bears its own.
                let voided = sequence.gaps().filter(|gap| matches!(gap.slot, Slot::Void { .. })).count();
                borne.sort_unstable();
                prop_assert!(borne.windows(2).all(|pair| pair[0] < pair[1]), "{borne:?}");
                prop_assert!(borne.iter().all(|document| given.contains(document)));
                prop_assert!(given.len() <= borne.len() + voided);
                Ok(())
            })
            .unwrap();
        for database in databases {
            runtime.block_on(database.close());
        }
    }
}

/// A document as it may stand in a register: whose, which way, how far, which kind, on which day of 2026, due and done so many
/// days later.
type Sketch = (usize, usize, usize, usize, i64, Option<i64>, Option<i64>);

fn sketch() -> impl Strategy<Value = Sketch> {
    (
        0..3_usize,
        0..3_usize,
        0..7_usize,
        0..3_usize,
        0..120_i64,
        prop::option::of(0..20_i64),
        prop::option::of(0..20_i64),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn figures_are_what_counting_the_documents_gives(sketches in prop::collection::vec(sketch(), 0..60)) {
        let kinds = [None, Some("công văn"), Some("báo cáo")];
        both::on_both(|database| {
            let sketches = sketches.clone();
            async move {
                let (first, clerk) = unit_and_clerk(&database).await;
                let mut work = database.work().await.unwrap();
                let units =
                    [first, work.new_unit(None).await.unwrap(), work.new_unit(None).await.unwrap()];
                let mut documents = Vec::new();
                for (number, (unit, way, state, kind, day, due, done)) in (1..).zip(sketches) {
                    let day = date(2026, 1, 1) + jiff::Span::new().days(day);
                    let later = |days: Option<i64>| days.map(|days| day + jiff::Span::new().days(days));
                    let fields = Fields { kind: kinds[kind].map(str::to_owned), date: Some(day), ..fields("") };
                    let direction = Direction::ALL[way];
                    let id = work.add_document(&new(units[unit], clerk, direction, &fields)).await.unwrap();
                    let mut document = work.document(id).await.unwrap().unwrap();
                    if direction.is_own() {
                        document.state = State::Own(Stage::ALL[state]);
                    } else {
                        document.arrival = Some(Arrival { number: Number::new(number).unwrap(), on: day });
                        document.routing.due = later(due);
                        document.done_on = later(done);
                        let handling = if done.is_some() || state == 0 { Handling::Done } else { Handling::Routed };
                        document.state = State::Incoming(handling);
                    }
                    assert!(work.change_document(&document).await.unwrap());
                    documents.push(document);
                }
                work.commit().await.unwrap();
                let mut read = database.read().await.unwrap();
                let today = date(2026, 3, 10);
                for period in [
                    Period::of(Calendar::Year, today),
                    Period::of(Calendar::ReportingMonth, today),
                    Period::of(Calendar::Month, today),
                ] {
                    for units in [None, Some(&units[..2]), Some(&[])] {
                        let mut counted = Figures::new(period, today);
                        let among = |unit| units.is_none_or(|units: &[UnitId]| units.contains(&unit));
                        documents.iter().filter(|document| among(document.unit)).for_each(|d| counted.count(d));
                        let set = units.map(|units| UnitSet::alone(units.to_vec(), today));
                        assert_eq!(read.figures(set.as_ref(), period, today).await.unwrap(), counted);
                    }
                }
            }
        });
    }
}
