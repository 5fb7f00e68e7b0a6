//! A round: a form, a period, units.

use super::form::Form;
use crate::ids::{CampaignId, FormId, UnitId};
use crate::indicators::Reading;
use crate::periods::Period;
use crate::roll_up::{CellKey, Cells};
use crate::units::Forest;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A form that units fill in for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Which form.
    pub form: FormId,
    /// For which period.
    pub period: Period,
    /// Who, each with the last day on which it is in time.
    pub units: BTreeMap<UnitId, Date>,
}

/// Was it in time?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Punctuality {
    /// Submitted in time.
    OnTime,
    /// Submitted so many days late.
    Late(i32),
    /// Not submitted, and so many days are left; nought on the last.
    Open(i32),
    /// Not submitted, so many days too late already.
    Overdue(i32),
}

impl Punctuality {
    /// Of something that is due on a day, was first submitted on another, and is looked at today.
    #[must_use]
    pub fn of(due: Date, submitted: Option<Date>, today: Date) -> Self {
        let late = |day: Date| (day - due).get_days();
        match submitted {
            Some(day) if day <= due => Self::OnTime,
            Some(day) => Self::Late(late(day)),
            None if today <= due => Self::Open(-late(today)),
            None => Self::Overdue(late(today)),
        }
    }
}

/// How much of what is asked is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completeness {
    /// Cells that are asked.
    pub asked: u32,
    /// Of these, with a value.
    pub values: u32,
    /// Of these, said not to apply.
    pub not_applicable: u32,
    /// Of these, empty though something must stand there.
    pub lacking: u32,
}

impl Campaign {
    /// A round for these units, each with its day by its level on the tree of the last day of the period. Units that do not live then
    /// are placed right below the top: they still owe their part of it.
    #[must_use]
    pub fn new(
        id: CampaignId,
        form: &Form,
        period: Period,
        units: &BTreeSet<UnitId>,
        forest: &Forest,
    ) -> Self {
        let due = |unit: &UnitId| {
            let depth = forest.node(*unit).map_or(1, |node| node.depth);
            let days = form.due(depth).map_or(0, |due| i64::from(due.days));
            period.last.saturating_add(jiff::Span::new().days(days))
        };
        Self { id, form: form.id, period, units: units.iter().map(|unit| (*unit, due(unit))).collect() }
    }

    /// How much of what is asked of a unit is there; nothing is asked of those that take no part. Derived from the cells, so nobody
    /// can say that he is ready who is not.
    #[must_use]
    pub fn completeness(&self, form: &Form, unit: UnitId, cells: &Cells) -> Completeness {
        let mut found = Completeness::default();
        if !self.units.contains_key(&unit) {
            return found;
        }
        for (series, required) in form.figures(self.period) {
            found.asked += 1;
            match cells.get(&CellKey { unit, series }) {
                Reading::Value(_) => found.values += 1,
                Reading::NotApplicable => found.not_applicable += 1,
                Reading::Missing if required => found.lacking += 1,
                Reading::Missing => {}
            }
        }
        found
    }

    /// The cells that an approval by `unit` stands for: those of all units that take part and stand under it, or are it.
    #[must_use]
    pub fn covered(&self, form: &Form, unit: UnitId, forest: &Forest) -> BTreeSet<CellKey> {
        let under = self.units.keys().filter(|taking| **taking == unit || forest.is_within(**taking, unit));
        under.flat_map(|taking| form.cells(*taking, self.period)).collect()
    }
}
