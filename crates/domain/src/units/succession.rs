//! Who came before and after a unit, over any number of mergers and splits.

use super::change::{Portion, UnitEvent};
use super::effect::Link;
use super::history::History;
use super::share::Share;
use crate::ids::UnitId;
use jiff::civil::Date;
use std::collections::BTreeMap;

impl History {
    /// Every handing over of a share, by event.
    pub fn successions(&self) -> impl Iterator<Item = (&UnitEvent, &Link)> {
        let events = self.events.iter().zip(&self.effects);
        events.flat_map(|(event, effects)| effects.links.iter().map(move |link| (event.as_ref(), link)))
    }

    /// Where what the unit reported at the end of the day `from` belongs at the end of the day `to`: the units, by id, with the
    /// exact share of each. The shares sum to one.
    ///
    /// A unit that lives unchanged is its own successor. If it had ended before `from`, its last day counts; if it began after
    /// `from`, its first. A unit that never was has no successors.
    #[must_use]
    pub fn successors(&self, unit: UnitId, from: Date, to: Date) -> Vec<Portion> {
        let Some(record) = self.records.get(&unit) else { return Vec::new() };
        let until = self.count(to);
        let mut since = self.count(from);
        if record.after(since).is_none() && record.versions.first().is_some_and(|(begun, _)| *begun < since) {
            // The event that ended it counts.
            since = record.versions.last().map_or(since, |(ended, _)| *ended);
        }
        // Shares wait at the next event in which their unit gives; events are taken in order, so each unit once an event.
        let mut waiting: BTreeMap<(usize, UnitId), Share> = BTreeMap::new();
        let mut arrived: BTreeMap<UnitId, Share> = BTreeMap::new();
        let next = |unit: UnitId, since: usize| {
            let gives = &self.records.get(&unit)?.gives;
            gives.get(gives.partition_point(|&event| event < since)).copied().filter(|&event| event < until)
        };
        let mut send = |waiting: &mut BTreeMap<_, _>, unit, share, since| match next(unit, since) {
            Some(event) => add(waiting, (event, unit), share),
            None => add(&mut arrived, unit, share),
        };
        send(&mut waiting, unit, Share::whole(), since);
        while let Some(((event, unit), share)) = waiting.pop_first() {
            for link in self.effects[event].links.iter().filter(|link| link.predecessor == unit) {
                send(&mut waiting, link.successor, &share * &link.share, event + 1);
            }
        }
        portions(arrived)
    }

    /// Whose figures of the end of the day `from` are part of the unit at the end of the day `to`: the units, by id, each with
    /// the share of it that belongs to the unit; the other way round of [`Self::successors`].
    ///
    /// A unit that lives unchanged is its own predecessor. One that was newly created on the way has none of that time and is
    /// given itself; a unit that never was has no predecessors.
    #[must_use]
    pub fn predecessors(&self, unit: UnitId, from: Date, to: Date) -> Vec<Portion> {
        let Some(record) = self.records.get(&unit) else { return Vec::new() };
        let since = self.count(from);
        let mut until = self.count(to);
        if record.after(until).is_none() {
            let ended = record.versions.last().map_or(until, |(ended, _)| *ended);
            until = until.min(ended);
        }
        let mut waiting: BTreeMap<(usize, UnitId), Share> = BTreeMap::new();
        let mut arrived: BTreeMap<UnitId, Share> = BTreeMap::new();
        let previous = |unit: UnitId, until: usize| {
            let takes = &self.records.get(&unit)?.takes;
            let place = takes.partition_point(|&event| event < until).checked_sub(1)?;
            Some(takes[place]).filter(|&event| event >= since)
        };
        let mut send = |waiting: &mut BTreeMap<_, _>, unit, share, until| match previous(unit, until) {
            Some(event) => add(waiting, (event, unit), share),
            None => add(&mut arrived, unit, share),
        };
        send(&mut waiting, unit, Share::whole(), until);
        while let Some(((event, unit), share)) = waiting.pop_last() {
            let links = &self.effects[event].links;
            for link in links.iter().filter(|link| link.successor == unit) {
                send(&mut waiting, link.predecessor, &share * &link.share, event);
            }
            let gave = links.iter().any(|link| link.predecessor == unit);
            let lived = self.records.get(&unit).is_some_and(|record| record.after(event).is_some());
            if lived && !gave {
                send(&mut waiting, unit, share, event);
            }
        }
        portions(arrived)
    }
}

fn add<K: Ord>(shares: &mut BTreeMap<K, Share>, key: K, share: Share) {
    let sum = shares.remove(&key).unwrap_or_else(Share::none) + share;
    shares.insert(key, sum);
}

fn portions(shares: BTreeMap<UnitId, Share>) -> Vec<Portion> {
    shares.into_iter().map(|(unit, share)| Portion { unit, share }).collect()
}
