//! The events of `domain.md §3`, one by one, and who is refused.

use super::generator::{BEGIN, new_unit, order};
use crate::ids::{EventId, UnitId};
use crate::units::{
    Change, Heirs, History, KindCode, NAME_LIMIT, NewUnit, Part, Placement, Portion, Refusal, Rule, Share,
    Successor, UnitEvent,
};
use jiff::ToSpan;
use jiff::civil::Date;

const fn id(unit: i64) -> UnitId {
    UnitId::new(unit)
}

fn day(day: i64) -> Date {
    BEGIN.saturating_add(day.days())
}

fn create(unit: i64, name: &str, parent: Option<i64>) -> Change {
    Change::Create(new_unit(unit, name, parent.map(id)))
}

fn founded(unit: i64, name: &str, parent: i64) -> Successor {
    Successor::New(new_unit(unit, name, Some(id(parent))))
}

fn gives(unit: i64, share: &str) -> Portion {
    Portion { unit: id(unit), share: share.parse().unwrap() }
}

fn part(to: Successor, share: &str) -> Part {
    Part { to, share: share.parse().unwrap() }
}

fn merge(from: &[(i64, &str)], into: Successor) -> Change {
    Change::Merge { from: from.iter().map(|(unit, share)| gives(*unit, share)).collect(), into }
}

/// City 1 with wards 2, 3, 4; cells 21, 22 under 2 and 31 under 3.
fn city() -> History {
    let mut history = History::default();
    for change in [
        create(1, "Thành ủy Hải Minh", None),
        create(2, "Đảng ủy phường An Hải", Some(1)),
        create(3, "Đảng ủy phường Đông Hải", Some(1)),
        create(4, "Đảng ủy xã Bình Minh", Some(1)),
        create(21, "Chi bộ 1", Some(2)),
        create(22, "Chi bộ 2", Some(2)),
        create(31, "Chi bộ 3", Some(3)),
    ] {
        happen(&mut history, 0, change).unwrap();
    }
    history
}

fn event(history: &History, on: i64, change: Change) -> UnitEvent {
    let next = history.events().iter().map(|event| event.id.get()).max().unwrap_or(0) + 1;
    UnitEvent { id: EventId::new(next), date: day(on), change, ordered_by: order() }
}

fn happen(history: &mut History, on: i64, change: Change) -> Result<EventId, Refusal> {
    let event = event(history, on, change);
    let id = event.id;
    history.append(event).map(|()| id)
}

/// `1(2(21 22) 3(31) 4)`
fn drawn(history: &History, on: i64) -> String {
    let forest = history.on(day(on));
    let mut text = String::new();
    let mut depth = 0;
    for (number, node) in forest.nodes().iter().enumerate() {
        match node.depth {
            deeper if deeper > depth => text.push('('),
            higher => {
                text.push_str(&")".repeat(depth - higher));
                if number > 0 {
                    text.push(' ');
                }
            }
        }
        depth = node.depth;
        text.push_str(&node.unit.id.to_string());
    }
    text + &")".repeat(depth)
}

fn shares(portions: &[Portion]) -> Vec<(i64, String)> {
    portions.iter().map(|portion| (portion.unit.get(), portion.share.to_string())).collect()
}

#[track_caller]
fn refused(change: Change, rule: Rule) {
    assert_eq!(happen(&mut city(), 1, change.clone()), Err(Refusal { rule: rule.clone(), at: None }));
    assert_eq!(city().preview(&change, day(1)).refused, Some(Refusal { rule, at: None }));
}

#[test]
fn siblings_stand_as_in_the_dictionary_unless_they_have_a_position() {
    let mut history = city();
    assert_eq!(drawn(&history, 0), "1(2(21 22) 3(31) 4)");
    happen(&mut history, 1, Change::Move { unit: id(4), parent: Some(id(1)), position: Some(1) }).unwrap();
    assert_eq!(drawn(&history, 0), "1(2(21 22) 3(31) 4)");
    assert_eq!(drawn(&history, 1), "1(4 2(21 22) 3(31))");
}

#[test]
fn wards_become_one_with_their_children() {
    let mut history = city();
    let change = merge(&[(2, "1"), (3, "1")], founded(5, "Đảng ủy phường Hải An", 1));
    let preview = history.preview(&change, day(1));
    let ids = |units: Vec<UnitId>| units.into_iter().map(UnitId::get).collect::<Vec<_>>();
    assert_eq!(ids(preview.begun.iter().map(|unit| unit.id).collect()), [5]);
    assert_eq!(ids(preview.ended.iter().map(|unit| unit.id).collect()), [2, 3]);
    assert_eq!(ids(preview.moved().map(|moved| moved.after.id).collect()), [21, 22, 31]);
    assert_eq!(preview.refused, None);
    happen(&mut history, 1, change).unwrap();
    assert_eq!(drawn(&history, 1), "1(5(21 22 31) 4)");
    assert_eq!(shares(&history.successors(id(2), day(0), day(1))), [(5, "1".into())]);
    assert_eq!(shares(&history.predecessors(id(5), day(0), day(1))), [(2, "1".into()), (3, "1".into())]);
}

#[test]
fn a_part_of_a_commune_goes_and_the_rest_follows_elsewhere() {
    let mut history = city();
    happen(&mut history, 1, merge(&[(2, "1"), (4, "2/5")], founded(5, "Phường A", 1))).unwrap();
    assert_eq!(drawn(&history, 1), "1(3(31) 4 5(21 22))");
    happen(&mut history, 1, merge(&[(3, "1"), (4, "1")], founded(6, "Phường B", 1))).unwrap();
    assert_eq!(drawn(&history, 1), "1(5(21 22) 6(31))");
    assert_eq!(shares(&history.successors(id(4), day(0), day(1))), [(5, "2/5".into()), (6, "3/5".into())]);
    assert_eq!(shares(&history.predecessors(id(6), day(0), day(1))), [(3, "1".into()), (4, "3/5".into())]);
}

#[test]
fn a_unit_takes_in_others_and_goes_on() {
    for from in [&[(3, "1"), (4, "1")][..], &[(2, "1"), (3, "1"), (4, "1")]] {
        let mut history = city();
        happen(&mut history, 1, merge(from, Successor::Existing(id(2)))).unwrap();
        assert_eq!(drawn(&history, 1), "1(2(21 22 31))");
        assert_eq!(shares(&history.successors(id(2), day(0), day(1))), [(2, "1".into())]);
    }
}

#[test]
fn a_unit_becomes_several_and_ends_or_goes_on() {
    let heirs = Heirs { single: vec![Placement { child: id(22), parent: id(6) }], rest: Some(id(5)) };
    let into = vec![part(founded(5, "A", 1), "1/3"), part(founded(6, "B", 1), "2/3")];
    let mut history = city();
    happen(&mut history, 1, Change::Split { from: id(2), into, heirs: heirs.clone() }).unwrap();
    assert_eq!(drawn(&history, 1), "1(5(21) 6(22) 3(31) 4)");

    let into = vec![part(Successor::Existing(id(2)), "1/3"), part(founded(6, "B", 1), "2/3")];
    let mut history = city();
    happen(&mut history, 1, Change::Split { from: id(2), into, heirs: Heirs { rest: None, ..heirs } })
        .unwrap();
    assert_eq!(drawn(&history, 1), "1(6(22) 2(21) 3(31) 4)");
    assert_eq!(shares(&history.successors(id(2), day(0), day(9))), [(2, "1/3".into()), (6, "2/3".into())]);
    happen(&mut history, 2, merge(&[(2, "1"), (6, "1")], founded(7, "C", 1))).unwrap();
    assert_eq!(shares(&history.successors(id(2), day(0), day(9))), [(7, "1".into())]);
    assert_eq!(shares(&history.predecessors(id(7), day(0), day(2))), [(2, "1".into())]);
    assert_eq!(shares(&history.predecessors(id(7), day(1), day(2))), [(2, "1".into()), (6, "1".into())]);
}

#[test]
fn a_district_ends_and_its_communes_go_to_the_city() {
    let mut history = city();
    let change = Change::Dissolve { unit: id(2), to: vec![gives(1, "1")], heirs: Heirs::all(id(1)) };
    happen(&mut history, 1, change).unwrap();
    assert_eq!(drawn(&history, 1), "1(21 22 3(31) 4)");
    // Nobody lives under this id again, and what it once was is still known.
    assert_eq!(
        history.preview(&create(2, "A", Some(1)), day(2)).refused,
        Some(Rule::IdTaken { unit: id(2) }.into())
    );
    assert_eq!(
        happen(&mut history, 2, create(2, "A", Some(1))).unwrap_err().rule,
        Rule::IdTaken { unit: id(2) }
    );
    assert_eq!(history.unit(id(2), day(1)), None);
    assert_eq!(history.last_known(id(2)).unwrap().label(), "Đảng ủy phường An Hải");
    assert_eq!(shares(&history.successors(id(2), day(5), day(9))), [(1, "1".into())]);
}

#[test]
fn what_is_refused() {
    let unit = id(2);
    refused(create(9, "A", Some(99)), Rule::NotLiving { unit: id(99) });
    refused(create(2, "A", Some(1)), Rule::IdTaken { unit });
    refused(create(9, "A", Some(9)), Rule::Cycle { unit: id(9) });
    refused(create(9, " – ", Some(1)), Rule::NameEmpty { unit: id(9) });
    let long = "ữ".repeat(NAME_LIMIT + 1);
    refused(create(9, &long, Some(1)), Rule::NameTooLong { unit: id(9), length: NAME_LIMIT + 1 });
    refused(Change::Rename { unit, name: String::new(), short_name: None }, Rule::NameEmpty { unit });
    refused(Change::ChangeKind { unit: id(99), kind: KindCode::new("x") }, Rule::NotLiving { unit: id(99) });
    let to = |parent| Change::Move { unit, parent: Some(id(parent)), position: None };
    refused(to(2), Rule::Cycle { unit });
    refused(to(21), Rule::Cycle { unit: id(21) });
    refused(to(99), Rule::NotLiving { unit: id(99) });
    let dissolve = |to: &[(i64, &str)], heirs| {
        let to = to.iter().map(|(unit, share)| gives(*unit, share)).collect();
        Change::Dissolve { unit, to, heirs }
    };
    let left = Rule::ChildrenLeft { unit, children: vec![id(21), id(22)] };
    refused(dissolve(&[(1, "1")], Heirs::default()), left);
    let single =
        |child| Heirs { single: vec![Placement { child: id(child), parent: id(1) }; 2], rest: Some(id(1)) };
    refused(dissolve(&[(1, "1")], single(31)), Rule::NotAChild { unit, child: id(31) });
    refused(dissolve(&[(1, "1")], single(21)), Rule::Twice { unit: id(21) });
    refused(dissolve(&[(1, "1")], Heirs::all(unit)), Rule::NotLiving { unit });
    refused(dissolve(&[(1, "1")], Heirs::all(id(21))), Rule::Cycle { unit: id(21) });
    refused(dissolve(&[], Heirs::all(id(1))), Rule::NoSuccessor { unit });
    refused(dissolve(&[(2, "1")], Heirs::all(id(1))), Rule::SucceedsItself { unit });
    refused(dissolve(&[(3, "1/2"), (3, "1/2")], Heirs::all(id(1))), Rule::Twice { unit: id(3) });
    for (first, second, sum) in [("1/2", "1/3", "5/6"), ("1", "1/7", "8/7"), ("1", "0", "1")] {
        let sum: Share = sum.parse().unwrap();
        refused(dissolve(&[(3, first), (4, second)], Heirs::all(id(1))), Rule::Shares { unit, sum });
    }
    refused(merge(&[(2, "1")], founded(9, "A", 1)), Rule::TooFew);
    refused(merge(&[(2, "1")], Successor::Existing(unit)), Rule::TooFew);
    refused(merge(&[(2, "1"), (2, "1")], founded(9, "A", 1)), Rule::Twice { unit });
    refused(
        merge(&[(2, "1"), (3, "0")], founded(9, "A", 1)),
        Rule::Shares { unit: id(3), sum: Share::none() },
    );
    refused(
        merge(&[(2, "3/2"), (3, "1")], founded(9, "A", 1)),
        Rule::Shares { unit, sum: "3/2".parse().unwrap() },
    );
    refused(merge(&[(2, "1"), (3, "1")], founded(9, "A", 2)), Rule::NotLiving { unit });
    refused(merge(&[(2, "1"), (3, "1")], founded(9, "A", 21)), Rule::Cycle { unit: id(9) });
    refused(merge(&[(2, "1"), (3, "1")], Successor::Existing(id(21))), Rule::Cycle { unit: id(21) });
    let split = |into: Vec<Part>| Change::Split { from: unit, into, heirs: Heirs::all(id(3)) };
    refused(split(vec![part(founded(9, "A", 1), "1")]), Rule::TooFew);
    let half = || part(founded(9, "A", 1), "1/2");
    refused(split(vec![half(), half()]), Rule::Twice { unit: id(9) });
    refused(split(vec![half(), part(founded(8, "B", 2), "1/2")]), Rule::NotLiving { unit });
}

#[test]
fn the_past_can_be_mended_only_where_the_later_holds() {
    let mut history = city();
    happen(&mut history, 5, merge(&[(2, "1"), (3, "1")], founded(5, "A", 1))).unwrap();
    let merger = history.events().last().unwrap().id;
    let before = history.clone();
    let gone = Change::Dissolve { unit: id(3), to: vec![gives(1, "1")], heirs: Heirs::all(id(1)) };
    let expected = Refusal { rule: Rule::NotLiving { unit: id(3) }, at: Some(merger) };
    assert_eq!(history.preview(&gone, day(3)).refused, Some(expected.clone()));
    assert_eq!(happen(&mut history, 3, gone), Err(expected));
    assert_eq!(history, before);
    // A cell that was forgotten goes to the successor with the others, and can be taken out again.
    let forgotten = happen(&mut history, 3, create(32, "Chi bộ 4", Some(3))).unwrap();
    assert_eq!(drawn(&history, 4), "1(2(21 22) 3(31 32) 4)");
    assert_eq!(drawn(&history, 5), "1(5(21 22 31 32) 4)");
    assert_eq!(history.revert(forgotten).unwrap(), before);
}

#[test]
fn what_others_stand_on_is_not_taken_back() {
    let mut history = city();
    let moved =
        happen(&mut history, 1, Change::Move { unit: id(31), parent: Some(id(2)), position: None }).unwrap();
    let renamed =
        happen(&mut history, 1, Change::Rename { unit: id(31), name: "Chi bộ X".into(), short_name: None })
            .unwrap();
    let merged = happen(&mut history, 2, merge(&[(2, "1"), (4, "1")], founded(5, "A", 1))).unwrap();
    // The merger took the cell with it because it stood there.
    assert_eq!(history.revert(moved), Err(Refusal { rule: Rule::Needed, at: Some(merged) }));
    assert!(history.revert(renamed).is_ok());
    assert!(history.revert(merged).unwrap().revert(moved).is_ok());
    let first = history.events()[0].id;
    let second = history.events()[1].id;
    assert_eq!(
        history.revert(first),
        Err(Refusal { rule: Rule::NotLiving { unit: id(1) }, at: Some(second) })
    );
    let unknown = EventId::new(99);
    assert_eq!(history.revert(unknown), Err(Rule::NoEvent { event: unknown }.into()));
}

#[test]
fn an_event_is_taken_in_once() {
    let mut history = city();
    let event = history.events()[3].as_ref().clone();
    assert_eq!(history.append(event.clone()), Err(Rule::EventTaken { event: event.id }.into()));
    let twice = history.events().iter().map(|event| event.as_ref().clone()).chain([event.clone()]);
    assert_eq!(History::replay(twice).unwrap_err().rule, Rule::EventTaken { event: event.id });
}

#[test]
fn a_life_tells_its_story_with_its_documents() {
    let mut history = city();
    happen(
        &mut history,
        1,
        Change::Rename {
            unit: id(2), name: "Đảng ủy phường Hải".into(), short_name: Some("Hải".into())
        },
    )
    .unwrap();
    happen(&mut history, 2, merge(&[(2, "1"), (4, "1/2")], founded(5, "A", 1))).unwrap();
    let life = history.life(id(2));
    assert_eq!(life.len(), 3);
    assert_eq!(life[1].after.as_ref().unwrap().label(), "Hải");
    assert_eq!(life[2].after, None);
    assert_eq!(shares(&life[2].given), [(5, "1".into())]);
    assert_eq!(life[2].event.ordered_by.symbol, "12-NQ/TU");
    let life = history.life(id(4));
    assert_eq!(shares(&life[1].given), [(5, "1/2".into()), (4, "1/2".into())]);
    assert_eq!(shares(&history.life(id(5))[0].received), [(2, "1".into()), (4, "1/2".into())]);
    assert_eq!(history.life(id(99)), []);
}

/// What grew with the square of the units would not be done before somebody loses patience.
#[test]
fn a_country_is_no_burden() {
    let mut events = Vec::new();
    let mut push = |change| {
        let id = EventId::new(i64::try_from(events.len()).unwrap() + 1);
        events.push(UnitEvent { id, date: day(id.get() / 40), change, ordered_by: order() });
    };
    push(create(1, "Trung ương", None));
    for province in 2..36 {
        push(create(province, &format!("Tỉnh {province}"), Some(1)));
    }
    for unit in 36..20_000 {
        let parent = if unit < 3_400 { unit % 34 + 2 } else { unit % 3_364 + 36 };
        push(create(unit, &format!("Đơn vị {unit}"), Some(parent)));
    }
    for pair in (36..3_400).step_by(2).take(1_000) {
        push(merge(
            &[(pair, "1"), (pair + 1, "1")],
            Successor::New(NewUnit {
                position: Some(1),
                ..new_unit(100_000 + pair, "Xã mới", Some(id(pair % 34 + 2)))
            }),
        ));
    }
    let count = events.len();
    let history = History::replay(events).unwrap();
    assert_eq!(history.events().len(), count);
    let forest = history.on(Date::MAX);
    assert_eq!(forest.len(), 19_999 - 1_000);
    assert_eq!(forest.subtree(id(1)).len(), forest.len());
    let closure = history.closure_intervals();
    let living = closure.iter().filter(|row| row.span.to.is_none()).count();
    assert_eq!(living, forest.nodes().iter().map(|node| node.depth + 1).sum::<usize>());
}
