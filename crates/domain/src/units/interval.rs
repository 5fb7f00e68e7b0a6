//! Histories as rows with a span, for a store to keep and to ask.

use super::effect::Op;
use super::history::History;
use super::unit::Unit;
use crate::ids::UnitId;
use crate::span::Span;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A unit as it is during a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// What it is.
    pub unit: Arc<Unit>,
    /// When.
    pub span: Span,
}

/// `descendant` stands under `ancestor` during a span; every unit also under itself, with depth zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClosureRow {
    /// Above.
    pub ancestor: UnitId,
    /// Below.
    pub descendant: UnitId,
    /// How many steps lie between.
    pub depth: usize,
    /// When.
    pub span: Span,
}

impl History {
    /// Every version of every unit that lasted a day or more, by unit and time. The spans of a unit follow each other without
    /// gap, and neighbours differ.
    #[must_use]
    pub fn intervals(&self) -> Vec<VersionRow> {
        let mut rows: Vec<VersionRow> = Vec::new();
        for record in self.records.values() {
            let first = rows.len();
            for (index, (event, version)) in record.versions.iter().enumerate() {
                let Some(unit) = version else { continue };
                let to = record.versions.get(index + 1).map(|(event, _)| self.events[*event].date);
                let span = Span { from: self.events[*event].date, to };
                if span.is_empty() {
                    continue;
                }
                match rows[first..].last_mut() {
                    Some(last) if last.unit == *unit => last.span.to = to,
                    _ => rows.push(VersionRow { unit: unit.clone(), span }),
                }
            }
        }
        rows
    }

    /// Who stands under whom and when, by ancestor, descendant and time. As many rows as there are pairs, so about units times
    /// depth; time in proportion.
    #[must_use]
    pub fn closure_intervals(&self) -> Vec<ClosureRow> {
        let mut sweep = Sweep::default();
        let mut event = 0;
        while let Some(date) = self.events.get(event).map(|event| event.date) {
            let end = self.count(date);
            let touched: BTreeSet<UnitId> = self.effects[event..end]
                .iter()
                .flat_map(|effects| &effects.ops)
                .filter_map(Op::hangs)
                .collect();
            let now = touched.iter().map(|unit| {
                let version = self.records.get(unit).and_then(|record| record.after(end));
                (*unit, version.map(|unit| unit.parent))
            });
            sweep.day(date, now.collect());
            event = end;
        }
        sweep.finish()
    }
}

/// The forest while days go by, each unit with those above it and since when.
#[derive(Default)]
struct Sweep {
    parents: HashMap<UnitId, Option<UnitId>>,
    children: HashMap<UnitId, BTreeSet<UnitId>>,
    /// By depth: itself, its parent, its grandparent ….
    above: BTreeMap<UnitId, Vec<(UnitId, Date)>>,
    rows: Vec<ClosureRow>,
}

impl Sweep {
    /// `changed` has the parent of each unit that begins, moves or ends; of those that end, none.
    fn day(&mut self, date: Date, changed: Vec<(UnitId, Option<Option<UnitId>>)>) {
        let mut queue = Vec::new();
        for (unit, parent) in changed {
            if let Some(Some(old)) = self.parents.remove(&unit)
                && let Some(siblings) = self.children.get_mut(&old)
            {
                siblings.remove(&unit);
            }
            if let Some(parent) = parent {
                self.parents.insert(unit, parent);
                if let Some(parent) = parent {
                    self.children.entry(parent).or_default().insert(unit);
                }
            }
            queue.push(unit);
        }
        let mut seen = HashSet::new();
        while let Some(unit) = queue.pop() {
            if seen.insert(unit) {
                queue.extend(self.children.get(&unit).into_iter().flatten());
                self.renew(unit, date);
            }
        }
    }

    fn renew(&mut self, unit: UnitId, date: Date) {
        let lives = self.parents.contains_key(&unit).then_some(unit);
        let way: Vec<UnitId> =
            std::iter::successors(lives, |unit| self.parents.get(unit).copied().flatten()).collect();
        let mut old = self.above.remove(&unit).unwrap_or_default().into_iter();
        let mut new = Vec::new();
        for ancestor in way {
            let since = match old.next() {
                Some((same, since)) if same == ancestor => since,
                Some((other, since)) => {
                    self.close(other, unit, new.len(), since, Some(date));
                    date
                }
                None => date,
            };
            new.push((ancestor, since));
        }
        for (depth, (ancestor, since)) in (new.len()..).zip(old) {
            self.close(ancestor, unit, depth, since, Some(date));
        }
        if !new.is_empty() {
            self.above.insert(unit, new);
        }
    }

    fn close(&mut self, ancestor: UnitId, descendant: UnitId, depth: usize, from: Date, to: Option<Date>) {
        self.rows.push(ClosureRow { ancestor, descendant, depth, span: Span { from, to } });
    }

    fn finish(mut self) -> Vec<ClosureRow> {
        for (descendant, above) in std::mem::take(&mut self.above) {
            for (depth, (ancestor, since)) in above.into_iter().enumerate() {
                self.close(ancestor, descendant, depth, since, None);
            }
        }
        self.rows.sort_unstable_by_key(|row| (row.ancestor, row.descendant, row.span.from));
        self.rows
    }
}
