//! How far it is.

use super::super::exact::Exact;
use super::super::indicator::Nature;
use super::{Goal, Step};
use crate::periods::Period;
use jiff::civil::Date;

/// Against which end of a goal something is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// The one value.
    Value,
    /// The low end of a range: it is not yet reached.
    Low,
    /// The high end of a range: the low one is reached.
    High,
    /// What is the least.
    Least,
    /// What is the most.
    Most,
    /// The end of a scenario.
    Path,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Against what it is measured.
    pub end: End,
    /// The amount there.
    pub goal: Exact,
    /// What per cent of it; none of nothing.
    pub percent: Option<Exact>,
    /// Is it as it should be? Of a range: not below its low end.
    pub reached: bool,
}

impl Progress {
    /// How far `actual` is. A plan may be exceeded.
    #[must_use]
    pub fn of(goal: &Goal, actual: &Exact) -> Self {
        let (end, amount) = match goal {
            Goal::Value(amount) => (End::Value, amount.exact()),
            Goal::Range { low, .. } if *actual < low.exact() => (End::Low, low.exact()),
            Goal::Range { high, .. } => (End::High, high.exact()),
            Goal::AtLeast(amount) => (End::Least, amount.exact()),
            Goal::AtMost(amount) => (End::Most, amount.exact()),
            Goal::Path(steps) => {
                (End::Path, steps.last().map_or_else(Exact::zero, |step| step.amount.exact()))
            }
        };
        let reached = match end {
            End::Low => false,
            End::High => true,
            End::Most => *actual <= amount,
            End::Value | End::Least | End::Path => *actual >= amount,
        };
        Self { end, percent: actual.percent_of(&amount), goal: amount, reached }
    }
}

/// Whether it goes as fast as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// How far it should be at the end of that day.
    pub expected: Exact,
    /// What per cent of that it is; none of nothing.
    pub percent: Option<Exact>,
}

impl Pace {
    /// The pace of `actual`, which is of all up to the end of `day`. A goal without scenario is expected day by day the same: a flow
    /// from nought, a stock from what there was before (`opening`), where that is known; a ratio is expected at once. What may be at
    /// most this much has no pace.
    #[must_use]
    pub fn of(
        goal: &Goal,
        nature: Nature,
        (period, day): (Period, Date),
        opening: Option<&Exact>,
        actual: &Exact,
    ) -> Option<Self> {
        let goal = match goal {
            Goal::AtMost(_) => return None,
            Goal::Path(steps) => {
                return path(steps, nature, (period, day), opening).map(|e| Self::at(e, actual));
            }
            Goal::Value(amount) | Goal::AtLeast(amount) | Goal::Range { low: amount, .. } => amount.exact(),
        };
        let from = match nature {
            Nature::Flow => Exact::zero(),
            Nature::Stock => opening.cloned().unwrap_or_else(|| goal.clone()),
            Nature::Ratio => goal.clone(),
        };
        Some(Self::at(between(&from, &goal, &elapsed(period, day)), actual))
    }

    fn at(expected: Exact, actual: &Exact) -> Self {
        Self { percent: actual.percent_of(&expected), expected }
    }
}

/// Where a scenario is on a day: between the ends of two steps in proportion to the days.
fn path(
    steps: &[Step],
    nature: Nature,
    (period, day): (Period, Date),
    opening: Option<&Exact>,
) -> Option<Exact> {
    let done = steps.partition_point(|step| step.until <= day);
    let Some(next) = steps.get(done) else { return steps.last().map(|step| step.amount.exact()) };
    let (before, begins) = match done.checked_sub(1).map(|place| &steps[place]) {
        Some(step) => (step.amount.exact(), step.until.tomorrow().ok()?),
        None if nature == Nature::Flow => (Exact::zero(), period.from),
        None => (opening.cloned().unwrap_or_else(|| next.amount.exact()), period.from),
    };
    let step = Period::new(begins, next.until)?;
    Some(between(&before, &next.amount.exact(), &elapsed(step, day)))
}

fn between(from: &Exact, to: &Exact, share: &Exact) -> Exact {
    from.clone() + &(to.clone() - from.clone()) * share
}

/// What share of a period has passed at the end of a day.
pub(crate) fn elapsed(period: Period, day: Date) -> Exact {
    let passed = (day.min(period.last) - period.from).get_days() + 1;
    Exact::new(passed.max(0).into(), period.days().into())
}

/// What it will come to at the end of its period, and how that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forecast {
    /// As last year went on from the same day: what there is, times last year's whole by last year's part.
    Seasonal(Exact),
    /// As it went so far, day by day.
    Linear(Exact),
}

impl Forecast {
    /// What `actual`, of all up to the end of `day`, will come to. `last_year` is what last year had on the same day and in the
    /// whole. None before the first day is over, and for ratios.
    #[must_use]
    pub fn of(
        nature: Nature,
        (period, day): (Period, Date),
        opening: Option<&Exact>,
        actual: &Exact,
        last_year: Option<(&Exact, &Exact)>,
    ) -> Option<Self> {
        let elapsed = elapsed(period, day);
        let begin = match nature {
            Nature::Ratio => return None,
            Nature::Flow => Exact::zero(),
            Nature::Stock => opening?.clone(),
        };
        let seasonal =
            last_year.filter(|(part, _)| nature == Nature::Flow && !part.is_zero() && !part.is_negative());
        if let Some(ratio) = seasonal.and_then(|(part, whole)| whole.over(part)) {
            return Some(Self::Seasonal(actual * &ratio));
        }
        let speed = (actual.clone() - begin.clone()).over(&elapsed)?;
        Some(Self::Linear(begin + speed))
    }

    /// The amount.
    #[must_use]
    pub const fn value(&self) -> &Exact {
        match self {
            Self::Seasonal(value) | Self::Linear(value) => value,
        }
    }
}
