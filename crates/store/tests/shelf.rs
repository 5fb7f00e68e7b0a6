//! A page of a register has what a plain look through all documents chooses, in the same order.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::documents::{Direction, Document, Fields, Handling, Routing, State, Timeliness};
use domain::people::{Language, SignInName};
use domain::units::UnitSet;
use domain::{AccountId, DocumentId, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::cmp::Reverse;
use store::{Database, NewAccount, NewDocument, RegisterFilter, RegisterOrder};

const KINDS: [Option<&str>; 3] = [None, Some("nghị quyết"), Some("công văn")];

fn march(day: i8) -> Date {
    date(2026, 3, day)
}

async fn filled(database: &Database) -> (Vec<UnitId>, Vec<Document>) {
    let mut work = database.work().await.unwrap();
    let clerk = NewAccount {
        sign_in: "vanthu".parse::<SignInName>().unwrap(),
        display_name: "Văn thư".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let by: AccountId = work.add_account(&clerk, Timestamp::UNIX_EPOCH).await.unwrap();
    let units = vec![work.new_unit(None).await.unwrap(), work.new_unit(None).await.unwrap()];
    work.new_unit(None).await.unwrap();
    let mut documents = Vec::new();
    for index in 0..48_usize {
        let fields = Fields {
            kind: KINDS[index % 3].map(str::to_owned),
            issuer: (index % 3 == 1).then(|| "Thành ủy Hải Minh".to_owned()),
            subject: format!("việc {index}"),
            ..Fields::default()
        };
        let new = NewDocument {
            unit: units[index % 2],
            direction: if index % 5 == 0 { Direction::Internal } else { Direction::Incoming },
            state: State::Incoming(Handling::Arrived),
            fields: &fields,
            at: Timestamp::UNIX_EPOCH,
            by,
        };
        if index % 5 == 0 {
            work.add_document(&NewDocument { state: State::Own(domain::documents::Stage::Draft), ..new })
                .await
                .unwrap();
            continue;
        }
        let id = work.add_document(&new).await.unwrap();
        let mut document = work.document(id).await.unwrap().unwrap();
        let number = domain::documents::Number::new(u32::try_from(index).unwrap()).unwrap();
        let day = i8::try_from(index % 9).unwrap() + 1;
        document.arrival = Some(domain::documents::Arrival { number, on: march(day) });
        document.routing = Routing { due: (index % 4 != 0).then(|| march(day + 3)), ..Routing::default() };
        if index % 7 == 0 {
            document.state = State::Incoming(Handling::Done);
            document.done_on = Some(march(day + 1));
        }
        assert!(work.change_document(&document).await.unwrap());
        document.revision += 1;
        documents.push(document);
    }
    work.commit().await.unwrap();
    (units, documents)
}

fn expected(all: &[Document], filter: &RegisterFilter) -> Vec<Document> {
    let fits = |document: &&Document| {
        let day = document.counted_on();
        filter.units.as_ref().is_none_or(|units| units.single().contains(&document.unit))
            && document.direction == filter.direction
            && filter.from.is_none_or(|from| from <= day)
            && filter.to.is_none_or(|to| day < to)
            && (filter.kinds.is_empty()
                || filter.kinds.iter().any(|kind| document.fields.kind.as_deref().unwrap_or("-") == kind))
            && (filter.states.is_empty() || filter.states.contains(&document.state))
            && (filter.issuer.is_empty() || document.fields.issuer.is_some())
            && (filter.handled.is_empty()
                || document.timeliness(filter.today).is_some_and(|is| filter.handled.contains(&is)))
    };
    let mut found: Vec<Document> = all.iter().filter(fits).cloned().collect();
    let due = |document: &Document| (document.routing.due.is_none(), document.routing.due);
    match filter.order {
        RegisterOrder::Latest => found.sort_by_key(|document| Reverse((document.counted_on(), document.id))),
        RegisterOrder::Earliest => found.sort_by_key(|document| (document.counted_on(), document.id)),
        RegisterOrder::DueFirst => found.sort_by_key(|document| (due(document), document.id)),
        RegisterOrder::DueLast => {
            found.sort_by_key(|document| (due(document).0, Reverse((due(document).1, document.id))));
        }
    }
    found
}

#[test]
fn a_page_has_what_is_chosen_in_its_order() {
    both::on_both(|database| async move {
        let (units, documents) = filled(&database).await;
        let mut read = database.read().await.unwrap();
        assert_eq!(read.units_with_documents().await.unwrap(), units);
        let orders =
            [RegisterOrder::Latest, RegisterOrder::Earliest, RegisterOrder::DueFirst, RegisterOrder::DueLast];
        let done = vec![State::Incoming(Handling::Done)];
        let mut seen = 0;
        for (index, order) in (0..32).zip(orders.into_iter().cycle()) {
            let filter = RegisterFilter {
                units: match index % 8 {
                    6 => Some(UnitSet::alone(units.clone(), march(9))),
                    7 => None,
                    _ => Some(UnitSet::alone([units[index % 2]], march(9))),
                },
                direction: Direction::Incoming,
                from: (index % 3 == 0).then(|| march(3)),
                to: (index % 4 == 1).then(|| march(8)),
                kinds: if index % 5 == 0 {
                    vec!["nghị quyết".to_owned(), "-".to_owned()]
                } else {
                    vec![]
                },
                states: if index % 7 == 3 { done.clone() } else { vec![] },
                issuer: if index % 5 == 1 { "HAI MINH".to_owned() } else { String::new() },
                handled: match index % 6 {
                    2 => vec![Timeliness::OpenLate],
                    4 => vec![Timeliness::DoneInTime, Timeliness::OpenInTime],
                    _ => vec![],
                },
                today: march(9),
                order,
            };
            let expected = expected(&documents, &filter);
            let (mut found, mut total) = (Vec::new(), 1);
            while (found.len() as u64) < total {
                let page = read.register_page(&filter, found.len() as u64, 5).await.unwrap();
                assert_eq!(page.1, expected.len() as u64, "{filter:?}");
                (total, found) = (page.1, [found, page.0].concat());
            }
            assert_eq!(found, expected, "{filter:?}");
            seen += found.len();
            // The same documents, one after another by their ids.
            found.sort_by_key(|document| document.id);
            let (mut walked, mut after) = (Vec::new(), DocumentId::new(0));
            loop {
                let part = read.register_after(&filter, after, 5).await.unwrap();
                let Some(last) = part.last() else { break };
                after = last.id;
                walked.extend(part);
            }
            assert_eq!(walked, found, "{filter:?}");
        }
        assert!(seen > 100);
    });
}
