//! How many tasks stand in which bucket, and how late they are.

use super::basis::Basis;
use super::task::Task;
use super::working::WorkingDays;
use crate::Timeliness;
use crate::ids::UnitId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Numbers of a group of tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// How many stand in each bucket, in the order of [`Timeliness::ALL`].
    pub buckets: [u64; 4],
    /// How many extensions were granted.
    pub extensions: u64,
    /// How many times somebody was urged.
    pub urgings: u64,
    /// Working days of delay of those done late, together.
    pub delay: u64,
    /// How many lack one of the six.
    pub unclear: u64,
    /// How many of the done ones have no evidence.
    pub without_evidence: u64,
}

impl Counts {
    /// How many stand in a bucket.
    #[must_use]
    pub const fn of(&self, bucket: Timeliness) -> u64 {
        self.buckets[bucket as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.buckets.iter().sum()
    }

    /// How many are done.
    #[must_use]
    pub const fn done(&self) -> u64 {
        self.of(Timeliness::DoneInTime) + self.of(Timeliness::DoneLate)
    }

    /// Working days of delay of those done late, on average, in tenths, rounded half up; none where none was late.
    #[must_use]
    pub fn mean_delay_tenths(&self) -> Option<u64> {
        let late = self.of(Timeliness::DoneLate);
        (self.delay * 20 + late).checked_div(late * 2)
    }

    /// Counts a task as it stands on a day; what was cancelled counts nowhere.
    pub fn add(&mut self, task: &Task, basis: Basis, today: Date, days: &WorkingDays) {
        let Some(bucket) = task.timeliness(basis, today) else { return };
        self.buckets[bucket as usize] += 1;
        self.extensions += u64::from(task.extensions);
        self.urgings += u64::try_from(task.urgings.len()).unwrap_or(u64::MAX);
        self.unclear += u64::from(!task.clears().is_whole());
        if bucket.is_done() {
            self.without_evidence += u64::from(!task.has_evidence());
            self.delay += u64::from(delay(task, basis, days));
        }
    }
}

/// Working days by which the accepted result of a task was late; 0 for one in time.
#[must_use]
pub fn delay(task: &Task, basis: Basis, days: &WorkingDays) -> u32 {
    let late = basis.last_day(task).zip(task.submitted_on()).filter(|(due, submitted)| submitted > due);
    late.and_then(|(due, submitted)| u32::try_from(days.between(due, submitted)).ok()).unwrap_or_default()
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for (own, other) in self.buckets.iter_mut().zip(other.buckets) {
            *own += other;
        }
        self.extensions += other.extensions;
        self.urgings += other.urgings;
        self.delay += other.delay;
        self.unclear += other.unclear;
        self.without_evidence += other.without_evidence;
    }
}

/// Numbers by lead unit: what a report says of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Against which version of the deadline.
    pub basis: Basis,
    /// On which day they were taken.
    pub on: Date,
    /// By lead unit.
    pub units: BTreeMap<UnitId, Counts>,
}

impl Statistics {
    /// The numbers of these tasks on a day.
    #[must_use]
    pub fn of<'a>(
        tasks: impl IntoIterator<Item = &'a Task>,
        basis: Basis,
        on: Date,
        days: &WorkingDays,
    ) -> Self {
        let mut units: BTreeMap<UnitId, Counts> = BTreeMap::new();
        for task in tasks.into_iter().filter(|task| task.timeliness(basis, on).is_some()) {
            units.entry(task.terms.lead).or_default().add(task, basis, on, days);
        }
        Self { basis, on, units }
    }

    /// All units together.
    #[must_use]
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.units.values().for_each(|counts| total += *counts);
        total
    }
}
