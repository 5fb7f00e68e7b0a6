use super::*;
use crate::ids::EventId;
use crate::units::{Change, History, Order, UnitEvent};
use jiff::civil::date;
use proptest::prelude::*;

fn row(code: &str, name: &str, kind: &str, parent: &str) -> Row {
    Row {
        code: code.into(),
        name: name.into(),
        short_name: String::new(),
        kind: kind.into(),
        parent: parent.into(),
    }
}

fn read(rows: &[Row]) -> Result<Vec<Imported>, Vec<RowError>> {
    import(rows, &UnitKinds::built_in().unwrap())
}

fn error(row: usize, column: Column, problem: Problem) -> RowError {
    RowError { row, column, problem }
}

#[test]
fn parents_come_before_their_children_wherever_they_stand() {
    let rows = [
        row("P1.1", "Chi bộ 1", "cell", " P1 "),
        row("P1", "Đảng ủy  phường An Hải ", "Đảng ủy phường", ""),
        row("P2", "Đảng ủy xã Bình Minh", "dang uy xa", ""),
    ];
    let imported = read(&rows).unwrap();
    let ids = [10, 11, 12].map(UnitId::new);
    let units = found(&imported, &ids, Some(UnitId::new(1)));
    let plain: Vec<_> = imported
        .iter()
        .zip(&units)
        .map(|(i, unit)| {
            (i.row, i.code.as_str(), unit.unit.get(), unit.parent.map(UnitId::get), unit.kind.as_str())
        })
        .collect();
    assert_eq!(
        plain,
        [
            (1, "P1", 10, Some(1), "ward_committee"),
            (0, "P1.1", 11, Some(10), "cell"),
            (2, "P2", 12, Some(1), "commune_committee"),
        ]
    );
    assert_eq!(units[0].name, "Đảng ủy phường An Hải");
    assert_eq!(units[0].short_name, None);
}

#[test]
fn every_row_says_what_is_wrong_with_it() {
    let long = "ơ".repeat(NAME_LIMIT + 1);
    let rows = [
        row("a", "A", "cell", "b"),
        row("b", "B", "cell", "c"),
        row("c", "C", "cell", "a"),
        row("d", "D", "cell", "c"),
        row("a", "E", "cell", ""),
        row("", " ", "", ""),
        row("g", &long, "ô", "z"),
        row("h", "H", "cell", "h"),
        row(&"x".repeat(65), "I", "cell", ""),
    ];
    assert_eq!(
        read(&rows).unwrap_err(),
        [
            error(0, Column::Parent, Problem::Cycle),
            error(1, Column::Parent, Problem::Cycle),
            error(2, Column::Parent, Problem::Cycle),
            error(4, Column::Code, Problem::Duplicate { first: 0 }),
            error(5, Column::Code, Problem::Empty),
            error(5, Column::Name, Problem::Empty),
            error(5, Column::Kind, Problem::Empty),
            error(6, Column::Name, Problem::TooLong { length: NAME_LIMIT + 1, limit: NAME_LIMIT }),
            error(6, Column::Kind, Problem::UnknownKind),
            error(6, Column::Parent, Problem::UnknownParent),
            error(7, Column::Parent, Problem::Cycle),
            error(8, Column::Code, Problem::TooLong { length: 65, limit: CODE_LIMIT }),
        ]
    );
}

#[test]
fn a_chain_without_end_is_refused_where_it_gets_too_deep() {
    let code = |n: usize| if n == 0 { String::new() } else { format!("c{n}") };
    let rows: Vec<Row> = (1..50_000).rev().map(|n| row(&code(n), "A", "cell", &code(n - 1))).collect();
    let errors = read(&rows).unwrap_err();
    assert_eq!(errors, [error(50_000 - 1 - (DEPTH_LIMIT + 2), Column::Parent, Problem::TooDeep)]);
    assert_eq!(read(&[]), Ok(Vec::new()));
}

proptest! {
    #[test]
    fn a_table_that_is_taken_is_a_forest(parents in proptest::collection::vec(0..24_usize, 1..20)) {
        let rows: Vec<Row> = parents.iter().enumerate().map(|(n, &parent)| {
            let parent = if parent < parents.len() { format!("c{parent}") } else { String::new() };
            row(&format!("c{n}"), &format!("Tên {n}"), "cell", &parent)
        }).collect();
        let circles = (0..rows.len()).any(|start| {
            let up = |n: &usize| Some(parents[*n]).filter(|&parent| parent < parents.len());
            std::iter::successors(Some(start), up).take(rows.len() + 1).count() > rows.len()
        });
        match read(&rows) {
            Err(errors) => {
                prop_assert!(circles);
                prop_assert!(errors.iter().all(|error| error.problem == Problem::Cycle));
            }
            Ok(imported) => {
                prop_assert!(!circles);
                prop_assert_eq!(imported.len(), rows.len());
                let ordered_by = Order { symbol: "01-QĐ/TU".into(), date: date(2025, 7, 1), issuer: "A".into(), subject: None };
                let ids: Vec<UnitId> = (1..).take(rows.len()).map(UnitId::new).collect();
                let events = found(&imported, &ids, None).into_iter().map(|unit| UnitEvent {
                    id: EventId::new(unit.unit.get()),
                    date: date(2025, 7, 1),
                    change: Change::Create(unit),
                    ordered_by: ordered_by.clone(),
                });
                prop_assert_eq!(History::replay(events).unwrap().on(date(2025, 7, 1)).len(), rows.len());
            }
        }
    }
}
