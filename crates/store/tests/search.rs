//! What the search finds is the same on both engines, and what a plain look through all texts finds.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

use domain::documents::{Direction, Fields, Handling, Stage, State};
use domain::people::{Language, SignInName};
use domain::search::{Form, Query, pieces, words};
use domain::{AccountId, DocumentId, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use store::{Database, NewAccount, NewDocument, Options, SearchFilter};

/// A document of the test.
#[derive(Debug, Clone)]
struct Paper {
    title: String,
    text: String,
    day: i8,
    incoming: bool,
    unit: usize,
    kind: Option<&'static str>,
    issuer: &'static str,
    done: bool,
    due: Option<i8>,
}

fn text(most: usize) -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "biển",
        "Biến",
        "bien",
        "kinh tế",
        "kinh",
        "TẾ",
        "uỷ",
        "ủy",
        "07-NQ/TU",
        "1.234,5",
        "\n",
        "của",
        "'",
        "\\",
        "=kinh",
    ]);
    // Some texts have several pieces.
    (prop::collection::vec(word, 0..most), prop_oneof![9 => Just(1_usize), 1 => Just(90)])
        .prop_map(|(words, times)| format!("{} ", words.join(" ")).repeat(times))
}

fn paper() -> impl Strategy<Value = Paper> {
    let kind = prop::sample::select(vec![None, Some("nghị quyết"), Some("công văn")]);
    (
        text(8).prop_map(|text| text.chars().take(300).collect()),
        text(40),
        1..6_i8,
        any::<bool>(),
        0..3_usize,
        kind,
        prop::sample::select(vec!["", "Thành ủy Hải Minh", "Đảng uỷ phường Đông Hải"]),
        any::<bool>(),
        prop::option::of(1..6_i8),
    )
        .prop_map(|(title, text, day, incoming, unit, kind, issuer, done, due)| Paper {
            title,
            text,
            day,
            incoming,
            unit,
            kind,
            issuer,
            done,
            due,
        })
}

type Wanted = (
    String,
    Option<bool>,
    Vec<usize>,
    Vec<&'static str>,
    Option<i8>,
    Option<i8>,
    &'static str,
    Option<bool>,
    Option<i8>,
);

fn wanted() -> impl Strategy<Value = Wanted> {
    let typed =
        prop_oneof![text(4), Just("\"kinh tế\"".to_owned()), Just("\"kinh te bien\" 07-nq/tu".to_owned())];
    (
        typed,
        prop::option::of(any::<bool>()),
        prop::collection::vec(0..3_usize, 0..3),
        prop::sample::subsequence(vec!["nghị quyết", "công văn"], 0..=2),
        prop::option::of(1..6_i8),
        prop::option::of(1..6_i8),
        prop::sample::select(vec!["", "", "hai minh", "Đảng ủy", "uy", "Hải Thành"]),
        prop::option::of(any::<bool>()),
        prop::option::weighted(0.2, 1..6_i8),
    )
}

/// Are all words of `wanted` in the name of the issuer?
fn issued_by(paper: &Paper, wanted: &str) -> bool {
    let has: Vec<String> = words(paper.issuer).map(|word| word.folded).collect();
    words(wanted).all(|word| has.contains(&word.folded))
}

fn state(paper: &Paper) -> State {
    match (paper.incoming, paper.done) {
        (true, false) => State::Incoming(Handling::Arrived),
        (true, true) => State::Incoming(Handling::Done),
        (false, false) => State::Own(Stage::Draft),
        (false, true) => State::Own(Stage::Expired),
    }
}

fn direction(incoming: bool) -> Direction {
    if incoming { Direction::Incoming } else { Direction::Outgoing }
}

fn day(day: i8) -> Date {
    date(2026, 3, day)
}

fn states(done: bool) -> Vec<State> {
    if done {
        vec![State::Incoming(Handling::Done), State::Own(Stage::Expired)]
    } else {
        vec![State::Incoming(Handling::Arrived), State::Own(Stage::Draft)]
    }
}

/// The tiers in which a paper is found, the best first; none where it is not.
fn tier(paper: &Paper, query: &Query) -> Option<usize> {
    let kind = paper.kind.unwrap_or_default();
    let text = format!("{}\n{kind}\n{}", paper.title, paper.issuer);
    let title: Vec<_> = words(&text).collect();
    let body = pieces(&paper.text);
    let forms: &[Form] = if query.has_marks() { &[Form::Marked, Form::Folded] } else { &[Form::Folded] };
    forms
        .iter()
        .flat_map(|&form| {
            let in_title = query.is_in(&title, form);
            [in_title, in_title || body.iter().any(|piece| query.is_in(&piece.words, form))]
        })
        .position(|found| found)
}

fn expected(
    papers: &[(DocumentId, Paper)],
    units: &[UnitId],
    query: &Query,
    wanted: &Wanted,
) -> Vec<DocumentId> {
    let (_, incoming, of_units, kind, from, to, issuer, done, late) = wanted;
    let mut found: Vec<_> = papers
        .iter()
        .filter(|(_, paper)| incoming.is_none_or(|incoming| incoming == paper.incoming))
        .filter(|(_, paper)| {
            of_units.is_empty() || of_units.iter().any(|&unit| units[unit] == units[paper.unit])
        })
        .filter(|(_, paper)| kind.is_empty() || paper.kind.is_some_and(|own| kind.contains(&own)))
        .filter(|(_, paper)| issued_by(paper, issuer) && done.is_none_or(|done| done == paper.done))
        .filter(|(_, paper)| from.is_none_or(|from| from <= paper.day) && to.is_none_or(|to| paper.day < to))
        .filter(|(_, paper)| late.is_none_or(|late| !paper.done && paper.due.is_some_and(|due| due < late)))
        .filter_map(|(id, paper)| Some((tier(paper, query)?, std::cmp::Reverse((paper.day, *id)))))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, std::cmp::Reverse((_, id)))| id).collect()
}

async fn index(database: &Database, unit: UnitId, by: AccountId, paper: &Paper) -> DocumentId {
    let fields = Fields {
        kind: Some("thông báo".to_owned()),
        date: Some(date(2020, 1, 1)),
        subject: "kinh tế biển".to_owned(),
        ..Fields::default()
    };
    let mut work = database.work().await.unwrap();
    let direction = direction(paper.incoming);
    let begun = state(&Paper { done: false, ..paper.clone() });
    let new = NewDocument { unit, direction, state: begun, fields: &fields, at: Timestamp::UNIX_EPOCH, by };
    let id = work.add_document(&new).await.unwrap();
    let mut document = work.document(id).await.unwrap().unwrap();
    // What it was before is not found any more.
    work.index_document(&document, "kinh tế biển", None).await.unwrap();
    document.fields = fields_of(paper);
    document.state = state(paper);
    document.routing.due = paper.due.map(day);
    document.done_on = paper.done.then(|| day(1));
    work.index_document(&document, &paper.text, None).await.unwrap();
    work.commit().await.unwrap();
    id
}

fn fields_of(paper: &Paper) -> Fields {
    Fields {
        kind: paper.kind.map(str::to_owned),
        date: Some(day(paper.day)),
        subject: paper.title.clone(),
        issuer: Some(paper.issuer.to_owned()),
        ..Fields::default()
    }
}

#[test]
fn the_search_finds_what_a_look_through_all_texts_finds() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let cases = std::cell::Cell::new(0);
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() });
    let papers = prop::collection::vec(paper(), 1..10);
    let asked = prop::collection::vec((wanted(), 1..5_usize), 1..12);
    let postgresql = testkit::postgres::database();
    runner
        .run(&(papers, asked), |(papers, asked)| {
            cases.set(cases.get() + 1);
            let case = cases.get();
            let lite = format!("sqlite:{}", folder.path().join(format!("{case}.db")).display());
            for url in [&lite, &postgresql] {
                runtime.block_on(async {
                    let database = Database::open(url, &Options::default()).await.unwrap();
                    database.migrate().await.unwrap();
                    let mut work = database.work().await.unwrap();
                    let mut units = Vec::new();
                    for _ in 0..3 {
                        units.push(work.new_unit(None).await.unwrap());
                    }
                    let clerk = NewAccount {
                        sign_in: format!("vanthu{case}").parse::<SignInName>().unwrap(),
                        display_name: "Văn thư".to_owned(),
                        email: None,
                        language: Language::Vi,
                    };
                    let by = work.add_account(&clerk, Timestamp::UNIX_EPOCH).await.unwrap();
                    work.commit().await.unwrap();
                    let mut indexed = Vec::new();
                    for paper in &papers {
                        indexed.push((index(&database, units[paper.unit], by, paper).await, paper.clone()));
                    }
                    let mut read = database.read().await.unwrap();
                    for (wanted, limit) in &asked {
                        let query = Query::parse(&wanted.0);
                        // Units of earlier cases stay in PostgreSQL: only those of this one are meant.
                        let meant = if wanted.2.is_empty() { vec![0, 1, 2] } else { wanted.2.clone() };
                        let filter = SearchFilter {
                            units: meant.iter().map(|&unit| units[unit]).collect(),
                            direction: wanted.1.map(direction),
                            kinds: wanted.3.iter().map(|kind| (*kind).to_owned()).collect(),
                            states: wanted.7.map_or_else(Vec::new, states),
                            late_on: wanted.8.map(day),
                            issuer: wanted.6.to_owned(),
                            from: wanted.4.map(day),
                            to: wanted.5.map(day),
                        };
                        let (mut found, mut after) = (Vec::new(), None);
                        loop {
                            let page = read.search(&query, &filter, after, *limit).await.unwrap();
                            prop_assert!(page.len() <= *limit);
                            found.extend(page.iter().map(|hit| hit.document));
                            match page.last() {
                                Some(last) => after = Some(last.end.to_string().parse().unwrap()),
                                None => break,
                            }
                        }
                        let expected = if query.is_empty() {
                            Vec::new()
                        } else {
                            expected(&indexed, &units, &query, wanted)
                        };
                        prop_assert_eq!(found, expected, "{} {:?}", url, wanted);
                    }
                    drop(read);
                    database.close().await;
                    Ok(())
                })?;
            }
            Ok(())
        })
        .unwrap();
}
