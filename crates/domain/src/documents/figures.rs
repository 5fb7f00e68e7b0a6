//! Figures of a register: how many documents came, went out and stayed, by kind, unit and month, and how what came was handled.
//! A page and a report count by the same rules.

use super::life::is_late;
use super::{Direction, Document, Handling, Period, State};
use crate::Timeliness;
use crate::ids::UnitId;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

impl Document {
    /// How it stands on the day `today`; none for what is issued here.
    #[must_use]
    pub fn timeliness(&self, today: Date) -> Option<Timeliness> {
        let State::Incoming(handling) = self.state else { return None };
        let done = handling == Handling::Done;
        // Of what was taken over from paper the day on which it was done may be unknown: nobody says then that it was late.
        let late = (!done || self.done_on.is_some()) && is_late(self.routing.due, self.done_on, today);
        Some(Timeliness::from_answers(done, late))
    }
}

/// What documents of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Group {
    /// In whose register they stand.
    pub unit: UnitId,
    /// Which way they go.
    pub direction: Direction,
    /// Name of their kind; none where nobody knows it.
    pub kind: Option<String>,
    /// The first day of the month under which they count.
    pub month: Date,
    /// How they are handled; none for what is issued here.
    pub timeliness: Option<Timeliness>,
}

/// How many documents went which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Flow {
    /// Came in.
    pub incoming: u64,
    /// Went out.
    pub outgoing: u64,
    /// Stayed.
    pub internal: u64,
}

impl Flow {
    /// How many went that way.
    #[must_use]
    pub const fn of(&self, direction: Direction) -> u64 {
        match direction {
            Direction::Incoming => self.incoming,
            Direction::Outgoing => self.outgoing,
            Direction::Internal => self.internal,
        }
    }

    /// All together.
    #[must_use]
    pub const fn all(&self) -> u64 {
        self.incoming + self.outgoing + self.internal
    }

    fn add(&mut self, direction: Direction, count: u64) {
        *match direction {
            Direction::Incoming => &mut self.incoming,
            Direction::Outgoing => &mut self.outgoing,
            Direction::Internal => &mut self.internal,
        } += count;
    }
}

/// The figures of registers for a period. Of what is issued here only what was issued counts, under the day of its symbol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// The days.
    pub period: Period,
    /// The day from which lateness is seen.
    pub today: Date,
    groups: BTreeMap<Group, u64>,
}

impl Figures {
    /// No document yet.
    #[must_use]
    pub fn new(period: Period, today: Date) -> Self {
        Self { period, today, groups: BTreeMap::new() }
    }

    /// Adds documents of a group.
    pub fn add(&mut self, group: Group, count: u64) {
        *self.groups.entry(group).or_default() += count;
    }

    /// Adds a document, if it counts.
    pub fn count(&mut self, document: &Document) {
        let counted_on = document.counted_on();
        if counts(document.state) && self.period.span().contains(counted_on) {
            let group = Group {
                unit: document.unit,
                direction: document.direction,
                kind: document.fields.kind.clone(),
                month: counted_on.first_of_month(),
                timeliness: document.timeliness(self.today),
            };
            self.add(group, 1);
        }
    }

    /// The groups with their counts.
    pub fn groups(&self) -> impl Iterator<Item = (&Group, u64)> {
        self.groups.iter().map(|(group, count)| (group, *count))
    }

    /// How many in all went which way.
    #[must_use]
    pub fn total(&self) -> Flow {
        self.flows(|_| ()).into_values().next().unwrap_or_default()
    }

    /// By kind, the most frequent first.
    #[must_use]
    pub fn by_kind(&self) -> Vec<(Option<String>, Flow)> {
        let mut kinds: Vec<_> = self.flows(|group| group.kind.clone()).into_iter().collect();
        // Those of an unknown kind stand last; equal ones in the order of their names.
        kinds.sort_by_key(|(kind, flow)| (kind.is_none(), std::cmp::Reverse(flow.all())));
        kinds
    }

    /// How many of each kind went that way, the most frequent first.
    #[must_use]
    pub fn kinds_of(&self, direction: Direction) -> Vec<(Option<String>, u64)> {
        let kinds = self.by_kind().into_iter().map(|(kind, flow)| (kind, flow.of(direction)));
        let mut kinds: Vec<_> = kinds.filter(|(_, count)| *count > 0).collect();
        kinds.sort_by_key(|(kind, count)| (kind.is_none(), std::cmp::Reverse(*count)));
        kinds
    }

    /// By the unit in whose register they stand.
    #[must_use]
    pub fn by_unit(&self) -> BTreeMap<UnitId, Flow> {
        self.flows(|group| group.unit)
    }

    /// By the first day of the month under which they count.
    #[must_use]
    pub fn by_month(&self) -> BTreeMap<Date, Flow> {
        self.flows(|group| group.month)
    }

    /// How many of the incoming ones were, or are, handled like that.
    #[must_use]
    pub fn handled(&self, timeliness: Timeliness) -> u64 {
        self.groups().filter(|(group, _)| group.timeliness == Some(timeliness)).map(|(_, count)| count).sum()
    }

    /// How the incoming ones of each unit were, or are, handled, in the order of [`Timeliness::ALL`].
    #[must_use]
    pub fn handled_by_unit(&self) -> BTreeMap<UnitId, [u64; 4]> {
        let mut units: BTreeMap<UnitId, [u64; 4]> = BTreeMap::new();
        for (group, count) in self.groups() {
            for (place, timeliness) in Timeliness::ALL.into_iter().enumerate() {
                if group.timeliness == Some(timeliness) {
                    units.entry(group.unit).or_default()[place] += count;
                }
            }
        }
        units
    }

    fn flows<K: Ord>(&self, key: impl Fn(&Group) -> K) -> BTreeMap<K, Flow> {
        let mut flows: BTreeMap<K, Flow> = BTreeMap::new();
        for (group, count) in self.groups() {
            flows.entry(key(group)).or_default().add(group.direction, count);
        }
        flows
    }
}

/// Does a document in that state count? What was never issued is no document that went out.
#[must_use]
pub const fn counts(state: State) -> bool {
    match state {
        State::Own(stage) => stage.was_issued(),
        State::Incoming(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn group(unit: i64, direction: Direction, kind: &str, month: Date) -> Group {
        let timeliness = (direction == Direction::Incoming).then_some(Timeliness::OpenLate);
        Group { unit: UnitId::new(unit), direction, kind: Some(kind.to_owned()), month, timeliness }
    }

    #[test]
    fn every_view_adds_up_to_the_total() {
        let period = Period::of(super::super::Calendar::Quarter, date(2026, 2, 1));
        let mut figures = Figures::new(period, date(2026, 4, 1));
        assert_eq!(figures.total(), Flow::default());
        figures.add(group(1, Direction::Incoming, "công văn", date(2026, 1, 1)), 90);
        figures.add(group(2, Direction::Incoming, "báo cáo", date(2026, 2, 1)), 40);
        figures.add(group(1, Direction::Outgoing, "công văn", date(2026, 1, 1)), 32);
        figures.add(group(1, Direction::Outgoing, "báo cáo", date(2026, 3, 1)), 11);
        figures.add(Group { kind: None, ..group(1, Direction::Outgoing, "", date(2026, 3, 1)) }, 60);
        let total = Flow { incoming: 130, outgoing: 103, internal: 0 };
        assert_eq!(figures.total(), total);
        let sum = |flows: Vec<Flow>| flows.iter().map(Flow::all).sum::<u64>();
        assert_eq!(sum(figures.by_unit().into_values().collect()), total.all());
        assert_eq!(sum(figures.by_month().into_values().collect()), total.all());
        assert_eq!(sum(figures.by_kind().into_iter().map(|(_, flow)| flow).collect()), total.all());
        let outgoing: Vec<_> = figures.kinds_of(Direction::Outgoing);
        assert_eq!(
            outgoing,
            [(Some("công văn".to_owned()), 32), (Some("báo cáo".to_owned()), 11), (None, 60)]
        );
        assert_eq!(figures.handled(Timeliness::OpenLate), 130);
        assert_eq!(figures.handled_by_unit().get(&UnitId::new(2)), Some(&[0, 0, 0, 40]));
    }
}
