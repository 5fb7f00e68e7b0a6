//! Units are kept as events and found again by day.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::units::{Change, History, KindCode, NewUnit, Order, Portion, Share, Successor};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::{Database, NewEvent};

fn order(day: Date) -> Order {
    Order {
        symbol: "12-NQ/TU".into(),
        date: day,
        issuer: "Thành ủy Hải Minh".into(),
        subject: Some("sắp xếp đơn vị".into()),
    }
}

fn new(unit: domain::UnitId, name: &str, parent: Option<domain::UnitId>) -> NewUnit {
    NewUnit { unit, kind: KindCode::new("ward"), name: name.into(), short_name: None, parent, position: None }
}

async fn add(database: &Database, on: Date, changes: Vec<Change>) {
    let mut work = database.work().await.unwrap();
    for change in changes {
        let ordered_by = order(on);
        let event = NewEvent {
            date: on,
            change: &change,
            ordered_by: &ordered_by,
            entered_at: Timestamp::UNIX_EPOCH,
        };
        work.add_unit_event(&event).await.unwrap();
    }
    let history = History::replay(work.unit_events().await.unwrap()).unwrap();
    work.derive_units(&history, Date::MIN).await.unwrap();
    work.commit().await.unwrap();
}

#[test]
fn a_merger_is_kept_and_seen_from_both_sides() {
    both::on_both(|database| async move {
        let mut work = database.work().await.unwrap();
        let mut ids = Vec::new();
        for code in ["root", "a", "b", "c", "below a"] {
            ids.push(work.new_unit(Some(code)).await.unwrap());
        }
        assert!(matches!(work.new_unit(Some("a")).await, Err(store::StoreError::Taken(_))));
        drop(work);
        // Nothing was committed: the numbers are not used.
        let mut work = database.work().await.unwrap();
        assert_eq!(work.unit_by_code("a").await.unwrap(), None);
        let mut ids = Vec::new();
        for code in ["root", "a", "b", "c", "below a"] {
            ids.push(work.new_unit(Some(code)).await.unwrap());
        }
        work.commit().await.unwrap();
        let [root, a, b, c, below] = ids[..] else { panic!() };

        let before = database.read().await.unwrap().units_revision().await.unwrap();
        add(
            &database,
            date(2021, 7, 1),
            vec![
                Change::Create(new(root, "Thành ủy Hải Minh", None)),
                Change::Create(new(a, "Đảng ủy phường An Hải", Some(root))),
                Change::Create(new(b, "Đảng ủy phường Bình Minh", Some(root))),
                Change::Create(new(below, "Chi bộ 1", Some(a))),
            ],
        )
        .await;
        let whole = |unit| Portion { unit, share: Share::whole() };
        add(
            &database,
            date(2025, 7, 1),
            vec![Change::Merge {
                from: vec![whole(a), whole(b)],
                into: Successor::New(new(c, "Đảng ủy phường Hải Bình", Some(root))),
            }],
        )
        .await;

        let mut read = database.read().await.unwrap();
        assert!(read.units_revision().await.unwrap() > before);
        let history = History::replay(read.unit_events().await.unwrap()).unwrap();
        assert_eq!(history.events().len(), 5);
        assert_eq!(history.events()[4].ordered_by, order(date(2025, 7, 1)));
        for day in
            [date(2021, 6, 30), date(2021, 7, 1), date(2025, 6, 30), date(2025, 7, 1), date(2030, 1, 1)]
        {
            let mut expected: Vec<_> =
                history.on(day).subtree(root).iter().map(|node| node.unit.id).collect();
            let mut found = read.units_under(root, day).await.unwrap();
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{day}");
        }
        assert_eq!(read.units_under(c, date(2025, 7, 1)).await.unwrap(), [c, below]);
    });
}
