//! All events, and what each unit was when.

use super::change::UnitEvent;
use super::effect::Effects;
use super::forest::Forest;
use super::refusal::{Broken, Refusal, Rule};
use super::state::State;
use super::unit::Unit;
use crate::ids::{EventId, UnitId};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Every event of the organisation in the order of its day, events of one day in the order of entry. It always is whole: each
/// event could happen when it did.
///
/// A few hundred bytes an event; [`Self::replay`] takes time in proportion to the events and the units they touch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    pub(super) events: Vec<Arc<UnitEvent>>,
    /// What each event did, beside it.
    pub(super) effects: Vec<Arc<Effects>>,
    pub(super) records: BTreeMap<UnitId, Record>,
    places: HashMap<EventId, usize>,
    state: State,
}

/// A unit's story, as indexes into the events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Record {
    /// The unit as each of these events left it; none when it ended.
    pub(super) versions: Vec<(usize, Option<Arc<Unit>>)>,
    /// Events in which it gives a share.
    pub(super) gives: Vec<usize>,
    /// Events in which it takes a share.
    pub(super) takes: Vec<usize>,
}

impl Record {
    /// The unit as the first `count` events left it.
    pub(super) fn after(&self, count: usize) -> Option<&Arc<Unit>> {
        let version = self.versions.partition_point(|(event, _)| *event < count).checked_sub(1)?;
        self.versions[version].1.as_ref()
    }
}

impl History {
    /// The history of these events, given in any order.
    ///
    /// # Errors
    /// [`Broken`] names the first event that could not happen.
    pub fn replay(events: impl IntoIterator<Item = UnitEvent>) -> Result<Self, Broken> {
        Self::of(events.into_iter().map(Arc::new).collect())
    }

    fn of(mut events: Vec<Arc<UnitEvent>>) -> Result<Self, Broken> {
        events.sort_by_key(|event| (event.date, event.id));
        let mut history = Self::default();
        for event in events {
            if history.event(event.id).is_some() {
                return Err(Broken { event: event.id, rule: Rule::EventTaken { event: event.id } });
            }
            let effects = Effects::of(&event.change, &history.state);
            let effects = effects.map_err(|rule| Broken { event: event.id, rule })?;
            history.push(event, effects);
        }
        Ok(history)
    }

    /// Takes in an event; it may be dated before others, if all those can still happen.
    ///
    /// # Errors
    /// [`Refusal`] says which rule is broken and, if it is a later event that breaks it, by which. Nothing is changed then.
    pub fn append(&mut self, event: UnitEvent) -> Result<(), Refusal> {
        if self.event(event.id).is_some() {
            return Err(Rule::EventTaken { event: event.id }.into());
        }
        if self.events.last().is_none_or(|last| (last.date, last.id) < (event.date, event.id)) {
            let effects = Effects::of(&event.change, &self.state)?;
            self.push(Arc::new(event), effects);
        } else {
            *self = self.with(event)?;
        }
        Ok(())
    }

    /// The history with one event more.
    pub(super) fn with(&self, event: UnitEvent) -> Result<Self, Refusal> {
        let id = event.id;
        let events = self.events.iter().cloned().chain([Arc::new(event)]).collect();
        Self::of(events)
            .map_err(|broken| Refusal { at: (broken.event != id).then_some(broken.event), rule: broken.rule })
    }

    /// The history without an event, while no later one depends on it, see [`Self::revert_all`].
    ///
    /// # Errors
    /// [`Refusal`] names the event that depends on it, or says that there is no such event.
    pub fn revert(&self, event: EventId) -> Result<Self, Refusal> {
        self.revert_all(&BTreeSet::from([event]))
    }

    /// The history without some events, while no later one depends on them: every other event can still happen, and what those do
    /// that take place after the first of them and were entered after it stays the same.
    ///
    /// # Errors
    /// [`Refusal`] names the event that depends on one of them, or says which of them there is not.
    pub fn revert_all(&self, events: &BTreeSet<EventId>) -> Result<Self, Refusal> {
        if let Some(&event) = events.iter().find(|event| !self.places.contains_key(event)) {
            return Err(Rule::NoEvent { event }.into());
        }
        let left = || self.events.iter().zip(&self.effects).filter(|(event, _)| !events.contains(&event.id));
        let without = Self::of(left().map(|(event, _)| event.clone()).collect())
            .map_err(|broken| Refusal { at: Some(broken.event), rule: broken.rule })?;
        let first = events.first();
        for ((event, did), would_do) in left().zip(&without.effects) {
            if first.is_some_and(|first| event.id > *first) && did != would_do {
                return Err(Refusal { at: Some(event.id), rule: Rule::Needed });
            }
        }
        Ok(without)
    }

    /// All events, by day and entry.
    #[must_use]
    pub fn events(&self) -> &[Arc<UnitEvent>] {
        &self.events
    }

    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Arc<UnitEvent>> {
        self.places.get(&id).map(|&place| &self.events[place])
    }

    /// Every unit that ever was, by id.
    pub fn units(&self) -> impl Iterator<Item = UnitId> {
        self.records.keys().copied()
    }

    /// The unit as it is at the end of the day `date`; none if it does not live then.
    #[must_use]
    pub fn unit(&self, unit: UnitId, date: Date) -> Option<&Arc<Unit>> {
        self.records.get(&unit)?.after(self.count(date))
    }

    /// The unit as it was last, living or ended.
    #[must_use]
    pub fn last_known(&self, unit: UnitId) -> Option<&Arc<Unit>> {
        self.records.get(&unit)?.versions.iter().rev().find_map(|(_, version)| version.as_ref())
    }

    /// All units that live at the end of the day `date`.
    #[must_use]
    pub fn on(&self, date: Date) -> Forest {
        let count = self.count(date);
        Forest::of(self.records.values().filter_map(|record| record.after(count).cloned()))
    }

    /// How many events have happened at the end of the day `date`.
    pub(super) fn count(&self, date: Date) -> usize {
        self.events.partition_point(|event| event.date <= date)
    }

    /// What the first `count` events led to.
    pub(super) fn state_after(&self, count: usize) -> State {
        let begun = |record: &Record| record.versions.first().is_some_and(|(event, _)| *event < count);
        let ended = self.records.iter().filter(|(_, record)| begun(record) && record.after(count).is_none());
        let living = self.records.values().filter_map(|record| record.after(count).cloned());
        State::of(living, ended.map(|(unit, _)| *unit).collect())
    }

    fn push(&mut self, event: Arc<UnitEvent>, effects: Effects) {
        let index = self.events.len();
        for (unit, version) in self.state.apply(&effects) {
            self.records.entry(unit).or_default().versions.push((index, version));
        }
        for link in &effects.links {
            note(&mut self.records.entry(link.predecessor).or_default().gives, index);
            note(&mut self.records.entry(link.successor).or_default().takes, index);
        }
        self.places.insert(event.id, index);
        self.events.push(event);
        self.effects.push(Arc::new(effects));
    }
}

fn note(events: &mut Vec<usize>, event: usize) {
    if events.last() != Some(&event) {
        events.push(event);
    }
}
