//! The same questions answered the simple way: one map, every event done to it by hand.

use crate::ids::UnitId;
use crate::units::{Change, Heirs, NewUnit, Portion, Share, Successor, UnitEvent};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Kind, name, short name, parent, position of the living.
pub(super) type Day = BTreeMap<UnitId, NewUnit>;

/// Everybody who lives at the end of `date`.
pub(super) fn on(events: &[UnitEvent], date: Date) -> Day {
    let mut day = Day::new();
    for event in in_order(events).into_iter().filter(|event| event.date <= date) {
        apply(&event.change, &mut day);
    }
    day
}

fn in_order(events: &[UnitEvent]) -> Vec<&UnitEvent> {
    let mut events: Vec<&UnitEvent> = events.iter().collect();
    events.sort_by_key(|event| (event.date, event.id));
    events
}

fn apply(change: &Change, day: &mut Day) {
    let found = |day: &mut Day, successor: &Successor| {
        if let Successor::New(new) = successor {
            day.insert(new.unit, new.clone());
        }
    };
    match change {
        Change::Create(new) => drop(day.insert(new.unit, new.clone())),
        Change::Rename { unit, name, short_name } => {
            let unit = day.get_mut(unit).unwrap();
            (unit.name, unit.short_name) = (name.clone(), short_name.clone());
        }
        Change::Move { unit, parent, position } => {
            let unit = day.get_mut(unit).unwrap();
            (unit.parent, unit.position) = (*parent, *position);
        }
        Change::ChangeKind { unit, kind } => day.get_mut(unit).unwrap().kind = kind.clone(),
        Change::Dissolve { unit, heirs, .. } => {
            hand_down(*unit, heirs, day);
            day.remove(unit);
        }
        Change::Merge { from, into } => {
            found(day, into);
            let gone: Vec<UnitId> =
                from.iter().filter(|p| p.share.is_whole() && p.unit != into.unit()).map(|p| p.unit).collect();
            for unit in &gone {
                day.remove(unit);
            }
            for unit in day.values_mut() {
                if unit.parent.is_some_and(|parent| gone.contains(&parent)) {
                    unit.parent = Some(into.unit());
                }
            }
        }
        Change::Split { from, into, heirs } => {
            for part in into {
                found(day, &part.to);
            }
            if into.iter().any(|part| part.to.unit() == *from) {
                hand_down(*from, &Heirs { rest: Some(*from), single: heirs.single.clone() }, day);
            } else {
                hand_down(*from, heirs, day);
                day.remove(from);
            }
        }
    }
}

fn hand_down(unit: UnitId, heirs: &Heirs, day: &mut Day) {
    for child in day.values_mut().filter(|child| child.parent == Some(unit)) {
        let single = heirs.single.iter().find(|placement| placement.child == child.unit);
        child.parent = single.map(|placement| placement.parent).or(heirs.rest);
    }
}

/// Where the whole of every unit of `from` is at the end of `to`, by doing every event to all of it.
pub(super) fn distribute(
    events: &[UnitEvent],
    unit: UnitId,
    from: Date,
    to: Date,
) -> BTreeMap<UnitId, Share> {
    let mut held = BTreeMap::from([(unit, Share::whole())]);
    for event in in_order(events).into_iter().filter(|event| from < event.date && event.date <= to) {
        for (giver, parts) in links(&event.change) {
            let Some(share) = held.remove(&giver) else { continue };
            for (taker, part) in parts.into_iter().filter(|(_, part)| !part.is_none()) {
                let sum = held.remove(&taker).unwrap_or_else(Share::none) + &share * &part;
                held.insert(taker, sum);
            }
        }
    }
    held
}

/// Who gives what to whom. A giver that also takes (part of it) must not be asked again, so each stands here once.
pub(super) fn links(change: &Change) -> Vec<(UnitId, Vec<(UnitId, Share)>)> {
    let plain = |portions: &[Portion]| portions.iter().map(|p| (p.unit, p.share.clone())).collect();
    match change {
        Change::Dissolve { unit, to, .. } => vec![(*unit, plain(to))],
        Change::Split { from, into, .. } => {
            vec![(*from, into.iter().map(|part| (part.to.unit(), part.share.clone())).collect())]
        }
        Change::Merge { from, into } => from
            .iter()
            .filter(|p| p.unit != into.unit())
            .map(|p| (p.unit, vec![(into.unit(), p.share.clone()), (p.unit, p.share.rest().unwrap())]))
            .collect(),
        _ => Vec::new(),
    }
}
