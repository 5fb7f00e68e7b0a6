//! The register of this program on one engine.

use crate::words::Vocabulary;
use crate::{ASKED, Line, Times, fill};
use domain::DocumentId;
use domain::documents::{Calendar, Direction, Period};
use domain::search::Query;
use domain::units::UnitSet;
use fill::TODAY;
use std::time::Instant;
use store::{Database, Options, RegisterFilter, RegisterOrder, SearchFilter};

/// Fills a register with `count` documents and asks it.
pub(crate) async fn measure(url: &str, name: &'static str, count: u64, vocabulary: &Vocabulary) -> Vec<Line> {
    let database = Database::open(url, &Options::default()).await.unwrap();
    database.migrate().await.unwrap();
    let mut lines = Vec::new();
    let begin = Instant::now();
    let units = fill::fill(&database, url, count, vocabulary).await;
    lines.push(Line::once(name, "fill, a document", begin.elapsed() / u32::try_from(count).unwrap()));
    println!("{name}: {} MB on disk", fill::size(url).await >> 20);
    let mut times = Times::default();
    for number in 1..=ASKED {
        let id = DocumentId::new(i64::try_from(number * 7).unwrap());
        let text = vocabulary.document(id.get().unsigned_abs()).1;
        let mut work = database.work().await.unwrap();
        let document = work.document(id).await.unwrap().unwrap();
        let begin = Instant::now();
        work.index_document(&document, &text, None).await.unwrap();
        work.commit().await.unwrap();
        times.add(begin.elapsed());
    }
    lines.push(times.line(name, "a document into the index again"));

    let year = Period::of(Calendar::Year, TODAY);
    let mut times = Times::default();
    for unit in &units {
        let mut read = database.read().await.unwrap();
        let filter = RegisterFilter {
            units: Some(UnitSet::alone([*unit], TODAY)),
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
        assert!(count < 1_000_000 || (page.len() == 50 && total >= 50));
        times.add(begin.elapsed());
    }
    lines.push(times.line(name, "register page"));
    for (what, scope) in [
        ("figures of a unit, a year", Some(UnitSet::alone([units[0]], TODAY))),
        ("figures of all units, a year", None),
    ] {
        let mut times = Times::default();
        for _ in 0..20 {
            let mut read = database.read().await.unwrap();
            let begin = Instant::now();
            let figures = read.figures(scope.as_ref(), year, TODAY).await.unwrap();
            assert!(scope.is_some() || figures.total().all() > 0);
            times.add(begin.elapsed());
        }
        lines.push(times.line(name, what));
    }
    for (what, questions) in vocabulary.questions(ASKED) {
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
