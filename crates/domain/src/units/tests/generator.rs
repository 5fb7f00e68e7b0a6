//! Events at random: made from what lives, so that most of them can happen; some are bent so that many cannot.

use super::naive;
use crate::ids::{EventId, UnitId};
use crate::units::{
    Change, Heirs, History, KindCode, NewUnit, Order, Part, Placement, Portion, Share, Successor, UnitEvent,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;

/// What an event is made of; what it names is looked up among those who live when it is made.
pub(crate) type Seed = (u8, u16, u16, u16, u16, u8);

/// The first day.
pub(crate) const BEGIN: Date = date(2024, 1, 1);

pub(crate) fn seeds(most: usize) -> impl Strategy<Value = Vec<Seed>> {
    vec(any::<Seed>(), 1..most)
}

/// Days on which something can happen: few, so that much happens on one.
pub(crate) fn days() -> impl Iterator<Item = Date> {
    (-1..20).map(|day| BEGIN.saturating_add(day.days()))
}

pub(crate) fn order() -> Order {
    Order { symbol: "12-NQ/TU".into(), date: BEGIN, issuer: "Thành ủy Hải Minh".into(), subject: None }
}

pub(crate) fn new_unit(unit: i64, name: &str, parent: Option<UnitId>) -> NewUnit {
    let kind = KindCode::new("ward_committee");
    NewUnit { unit: UnitId::new(unit), kind, name: name.into(), short_name: None, parent, position: None }
}

/// A history and the events that it took in, in the order of entry; `refused` counts the others.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) history: History,
    pub(crate) events: Vec<UnitEvent>,
    pub(crate) refused: Vec<UnitEvent>,
}

pub(crate) fn run(seeds: &[Seed]) -> Run {
    let mut run = Run { history: History::default(), events: Vec::new(), refused: Vec::new() };
    for (number, seed) in seeds.iter().enumerate() {
        let event = event(&run.events, number, *seed);
        if run.history.append(event.clone()).is_ok() {
            run.events.push(event);
        } else {
            run.refused.push(event);
        }
    }
    run
}

pub(crate) fn event(events: &[UnitEvent], number: usize, seed: Seed) -> UnitEvent {
    let id = EventId::new(i64::try_from(number).unwrap() + 1);
    // Every fourth is dated somewhere in the past.
    let day = if seed.5.is_multiple_of(4) { usize::from(seed.5) % (number / 4 + 1) } else { number / 4 };
    let date = BEGIN.saturating_add(i64::try_from(day.min(18)).unwrap().days());
    UnitEvent { id, date, change: change(&naive::on(events, date), id, seed), ordered_by: order() }
}

fn change(day: &naive::Day, id: EventId, (what, a, b, c, d, bend): Seed) -> Change {
    let living: Vec<UnitId> = day.keys().copied().collect();
    // One more than live, so that now and then somebody is named who does not.
    let pick = |n: u16| {
        let place = usize::from(n) % (living.len() + usize::from(bend.is_multiple_of(16))).max(1);
        living.get(place).copied().unwrap_or(UnitId::new(999_999))
    };
    let above = |n: u16| if n.is_multiple_of(5) { None } else { Some(pick(n / 5)) };
    let fresh = |n: i64, parent| {
        let position = (a % 3 == 0).then_some(u32::from(b % 4));
        NewUnit { position, ..new_unit(id.get() * 10 + n, &format!("Đơn vị {}", a % 50), parent) }
    };
    let share = |n: u16| Share::new(u64::from(n % 6) + 1, 7).unwrap();
    let heirs = |unit: UnitId, heir: UnitId| {
        let first = day.values().find(|child| child.parent == Some(unit) && d % 2 == 0);
        let single =
            first.map(|child| Placement { child: child.unit, parent: pick(d / 2) }).into_iter().collect();
        Heirs { single, rest: (bend % 8 != 1).then_some(heir) }
    };
    if living.len() < 3 {
        return Change::Create(fresh(0, above(b)));
    }
    match what % 16 {
        0..6 => Change::Create(fresh(0, above(b))),
        6 => Change::Rename { unit: pick(a), name: format!("Tên {}", b % 9), short_name: None },
        7 => Change::ChangeKind { unit: pick(a), kind: KindCode::new(format!("kind_{}", b % 3)) },
        8 | 9 => {
            Change::Move { unit: pick(a), parent: above(b), position: (c % 4 == 0).then_some(u32::from(c)) }
        }
        10 => {
            let (unit, to) = (pick(a), [pick(b), pick(c)]);
            let rest = share(d).rest().unwrap();
            let mut to = vec![Portion { unit: to[0], share: share(d) }, Portion { unit: to[1], share: rest }];
            if to[0].unit == to[1].unit {
                to.truncate(1);
                to[0].share = Share::whole();
            }
            let heir = day.get(&unit).and_then(|unit| unit.parent).unwrap_or(to[0].unit);
            Change::Dissolve { unit, to, heirs: heirs(unit, heir) }
        }
        11..14 => {
            let whole = |unit| Portion { unit, share: Share::whole() };
            let mut from = vec![whole(pick(a)), whole(pick(b))];
            if c % 3 == 0 {
                from.push(Portion { unit: pick(d), share: share(c) });
            }
            from.dedup_by_key(|portion| portion.unit);
            let into = match c % 4 {
                0 => Successor::Existing(pick(d)),
                1 => Successor::Existing(from[0].unit),
                _ => Successor::New(fresh(0, day.get(&from[0].unit).and_then(|unit| unit.parent))),
            };
            Change::Merge { from, into }
        }
        _ => {
            let from = pick(a);
            let parent = day.get(&from).and_then(|unit| unit.parent);
            let first = match b % 3 {
                0 => Successor::Existing(from),
                1 => Successor::Existing(pick(c)),
                _ => Successor::New(fresh(1, parent)),
            };
            let heir = first.unit();
            let rest = if bend % 8 == 2 { share(d) } else { share(d).rest().unwrap() };
            let into = vec![
                Part { to: first, share: share(d) },
                Part { to: Successor::New(fresh(2, parent)), share: rest },
            ];
            Change::Split { from, into, heirs: heirs(from, heir) }
        }
    }
}
