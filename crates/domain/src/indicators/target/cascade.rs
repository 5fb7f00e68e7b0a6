//! A goal handed out to units.

use super::super::exact::Exact;
use super::super::indicator::AcrossUnits;
use super::Goal;

/// The least and the most, where there is one.
type Ends = (Option<Exact>, Option<Exact>);

/// What the goals of the units below come to, beside the goal that they were made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cascade {
    /// If each reaches its goal, so does the whole.
    Foots,
    /// They come to less than the whole should be: by so much.
    Short(Exact),
    /// They come to more than the whole should be: by so much.
    Over(Exact),
    /// Some unit has no end on the side that counts, so that nothing can be said.
    Open,
    /// Figures of this indicator are not added up over units, so neither are goals.
    NotAdded,
}

impl Cascade {
    /// Compares the goals of all units below with that of the unit above.
    #[must_use]
    pub fn of(above: &Goal, below: &[Goal], across: &AcrossUnits) -> Self {
        if *across != AcrossUnits::Sum {
            return Self::NotAdded;
        }
        let (low, high) = above.ends();
        let ends: Vec<_> = below.iter().map(Goal::ends).collect();
        let sum = |end: fn(&Ends) -> Option<Exact>| {
            ends.iter().map(end).try_fold(Exact::zero(), |sum, end| Some(sum + end?))
        };
        let (lows, highs) = (sum(|ends| ends.0.clone()), sum(|ends| ends.1.clone()));
        if let Some(low) = low {
            let Some(lows) = &lows else { return Self::Open };
            if *lows < low {
                return Self::Short(low - lows.clone());
            }
        }
        if let Some(high) = high {
            // Who must only reach a least may come to more, but is not asked to.
            let Some(asked) = highs.or(lows) else { return Self::Open };
            if asked > high {
                return Self::Over(asked - high);
            }
        }
        Self::Foots
    }
}

impl Goal {
    /// The least and the most that it allows; of one value and of a scenario both.
    fn ends(&self) -> Ends {
        match self {
            Self::Value(amount) => (Some(amount.exact()), Some(amount.exact())),
            Self::Range { low, high } => (Some(low.exact()), Some(high.exact())),
            Self::AtLeast(amount) => (Some(amount.exact()), None),
            Self::AtMost(amount) => (None, Some(amount.exact())),
            Self::Path(steps) => {
                let last = steps.last().map(|step| step.amount.exact());
                (last.clone(), last)
            }
        }
    }
}
