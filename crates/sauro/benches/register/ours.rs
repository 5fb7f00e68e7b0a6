//! The register of this program on one engine.

use crate::words::Vocabulary;
use crate::{Line, Times};
use domain::documents::{Arrival, Calendar, Direction, Fields, Handling, Number, Period, Stage, State};
use domain::people::{Language, SignInName};
use domain::search::Query;
use domain::{AccountId, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::time::Instant;
use store::{Database, NewAccount, NewDocument, Options, RegisterFilter, RegisterOrder, SearchFilter};

/// Units with a register: a city with its communes.
const UNITS: usize = 118;
/// Days over which the documents are spread.
const DAYS: usize = 10 * 365;
/// Documents in one transaction.
const TOGETHER: u64 = 1_000;
/// The first of the days.
const FIRST: Date = date(2016, 11, 1);
/// The last of the days.
const TODAY: Date = date(2026, 10, 31);

/// Fills a register with `count` documents and asks it.
pub(crate) async fn measure(url: &str, name: &'static str, count: u64, vocabulary: &Vocabulary) -> Vec<Line> {
    let database = Database::open(url, &Options::default()).await.unwrap();
    database.migrate().await.unwrap();
    let mut lines = Vec::new();
    let begin = Instant::now();
    let units = fill(&database, count, vocabulary).await;
    lines.push(Line::once(name, "fill, a document", begin.elapsed() / u32::try_from(count).unwrap()));

    let year = Period::of(Calendar::Year, TODAY);
    let mut times = Times::default();
    for unit in &units {
        let mut read = database.read().await.unwrap();
        let filter = RegisterFilter {
            units: vec![*unit],
            direction: Direction::Incoming,
            from: Some(year.from),
            to: year.span().to,
            kinds: Vec::new(),
            states: Vec::new(),
            issuer: String::new(),
            handled: Vec::new(),
            today: TODAY,
            order: RegisterOrder::Latest,
        };
        let begin = Instant::now();
        let (page, total) = read.register_page(&filter, 0, 50).await.unwrap();
        assert!(count < 100_000 || (page.len() == 50 && total >= 50));
        times.add(begin.elapsed());
    }
    lines.push(times.line(name, "register page"));
    for (what, scope) in
        [("figures of a unit, a year", Some(&units[..1])), ("figures of all units, a year", None)]
    {
        let mut times = Times::default();
        for _ in 0..20 {
            let mut read = database.read().await.unwrap();
            let begin = Instant::now();
            let figures = read.figures(scope, year, TODAY).await.unwrap();
            assert!(scope.is_some() || figures.total().all() > 0);
            times.add(begin.elapsed());
        }
        lines.push(times.line(name, what));
    }
    for (what, questions) in vocabulary.questions(crate::ASKED) {
        for (scope, filter) in [
            ("", SearchFilter::default()),
            (", one unit", SearchFilter { units: vec![units[0]], ..SearchFilter::default() }),
        ] {
            let mut times = Times::default();
            for question in &questions {
                let query = Query::parse(question);
                let mut read = database.read().await.unwrap();
                let begin = Instant::now();
                let hits = read.search(&query, &filter, None, crate::HITS).await.unwrap();
                times.add(begin.elapsed());
                assert!(
                    !scope.is_empty() || what == "phrase" || count < 10_000 || !hits.is_empty(),
                    "{question}"
                );
            }
            lines.push(times.line(name, format!("{what}{scope}")));
        }
    }
    database.close().await;
    lines
}

async fn fill(database: &Database, count: u64, vocabulary: &Vocabulary) -> Vec<UnitId> {
    let mut work = database.work().await.unwrap();
    let mut units = Vec::new();
    for _ in 0..UNITS {
        units.push(work.new_unit(None).await.unwrap());
    }
    let clerk = NewAccount {
        sign_in: "vanthu".parse::<SignInName>().unwrap(),
        display_name: "Văn thư".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let clerk = work.add_account(&clerk, Timestamp::UNIX_EPOCH).await.unwrap();
    work.commit().await.unwrap();
    let mut number = 0;
    while number < count {
        let mut work = database.work().await.unwrap();
        for _ in 0..TOGETHER.min(count - number) {
            number += 1;
            add(&mut work, number, (&units, clerk), vocabulary).await;
        }
        work.commit().await.unwrap();
    }
    units
}

async fn add(
    work: &mut store::Work,
    number: u64,
    (units, clerk): (&[UnitId], AccountId),
    vocabulary: &Vocabulary,
) {
    let (subject, text) = vocabulary.document(number);
    let place = usize::try_from(number).unwrap();
    let day = FIRST + jiff::Span::new().days(i64::try_from(place * 7_919 % DAYS).unwrap());
    let incoming = number % 5 < 3;
    let kind = ["công văn", "báo cáo", "kế hoạch", "nghị quyết", "thông báo"][place % 5];
    let fields = Fields {
        kind: Some(kind.to_owned()),
        symbol: Some(format!("{}-CV/TU", number % 9_000 + 1)),
        date: Some(day),
        issuer: Some("Thành ủy Hải Minh".to_owned()),
        subject,
        ..Fields::default()
    };
    let (direction, state) = if incoming {
        (Direction::Incoming, State::Incoming(Handling::Arrived))
    } else {
        (Direction::Outgoing, State::Own(Stage::Issued))
    };
    let new = NewDocument {
        unit: units[place * 31 % units.len()],
        direction,
        state,
        fields: &fields,
        at: Timestamp::UNIX_EPOCH,
        by: clerk,
    };
    let id = work.add_document(&new).await.unwrap();
    let mut document = work.document(id).await.unwrap().unwrap();
    if incoming {
        let given = Number::new(u32::try_from(number % 900_000).unwrap() + 1).unwrap();
        document.arrival = Some(Arrival { number: given, on: day });
        document.routing.due = Some(day + jiff::Span::new().days(10));
    }
    assert!(work.change_document(&document).await.unwrap());
    work.index_document(&document, &text, None).await.unwrap();
}
