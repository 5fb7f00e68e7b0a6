//! What figures say now.

use super::count::{Bound, Counted};
use super::figure::{Aspect, FigureRef};
use crate::ids::{IndicatorId, UnitId};
use crate::indicators::formula::EvaluationError;
use crate::indicators::{Amount, Catalogue, Decimals, Exact, Goal, Indicator, MeasureKind, Progress, Slice};
use crate::periods::{Calendars, Period};
use crate::roll_up::{Question, RollUp, Time, Tree};
use std::collections::BTreeMap;

/// Goals of the year, by unit and figure.
pub type Goals = BTreeMap<(UnitId, IndicatorId, Slice), Goal>;

/// A figure as a report shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The Vietnamese way, without a sign: words say whether it is more or less.
    pub shown: String,
    /// Is it nought?
    pub is_nought: bool,
    /// Is it less than nought? Such a value has its sign in `shown`, a difference has not.
    pub is_negative: bool,
}

/// Where a report has its figures from: cells of one moment, and goals.
#[derive(Debug)]
pub struct Evidence<'a> {
    roll_up: RollUp<'a>,
    calendars: &'a Calendars,
    catalogue: &'a Catalogue,
    goals: &'a Goals,
    counted: Option<&'a Counted>,
}

impl<'a> Evidence<'a> {
    /// Evidence from these.
    #[must_use]
    pub fn new(
        roll_up: RollUp<'a>,
        calendars: &'a Calendars,
        catalogue: &'a Catalogue,
        goals: &'a Goals,
    ) -> Self {
        Self { roll_up, calendars, catalogue, goals, counted: None }
    }

    /// The same with counts of tasks and documents.
    #[must_use]
    pub fn with_counts(self, counted: Option<&'a Counted>) -> Self {
        Self { counted, ..self }
    }

    /// What something bound says; none where something of it is missing.
    ///
    /// # Errors
    /// [`EvaluationError`] where a formula takes too much.
    pub fn said(&mut self, bound: &Bound) -> Result<Option<Told>, EvaluationError> {
        match bound {
            Bound::Figure(figure) => self.told(figure),
            Bound::Count(count) => Ok(self.counted.and_then(|counted| counted.told(count))),
        }
    }

    /// The indicators.
    #[must_use]
    pub fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// What a figure says; none where something of it is missing.
    ///
    /// # Errors
    /// [`EvaluationError`] where a formula takes too much.
    pub fn told(&mut self, figure: &FigureRef) -> Result<Option<Told>, EvaluationError> {
        let Some(indicator) = self.catalogue.get(figure.indicator) else { return Ok(None) };
        let Some(exact) = self.exact(figure)? else { return Ok(None) };
        let kind = self.catalogue.measure(&indicator.measure).map(|measure| measure.kind);
        Ok(written(&exact, figure.aspect, indicator, kind))
    }

    /// What it comes to, before it is rounded.
    ///
    /// # Errors
    /// [`EvaluationError`] where a formula takes too much.
    pub fn exact(&mut self, figure: &FigureRef) -> Result<Option<Exact>, EvaluationError> {
        let period = figure.period;
        match figure.aspect {
            Aspect::Value => self.value(figure, Time::of(period)),
            Aspect::ToDate => self.value(figure, Time { period, to_date: true }),
            Aspect::LastYear => self.earlier(figure, true),
            Aspect::Before => self.earlier(figure, false),
            Aspect::Goal => Ok(self.progress(figure)?.map(|progress| progress.goal)),
            Aspect::Share => Ok(self.progress(figure)?.and_then(|progress| progress.percent)),
            Aspect::Change | Aspect::ChangeBefore => {
                let than = self.earlier(figure, figure.aspect == Aspect::Change)?;
                Ok(self.value(figure, Time::of(period))?.zip(than).map(|(now, than)| now - than))
            }
            Aspect::Rate | Aspect::RateBefore => {
                let than = self.earlier(figure, figure.aspect == Aspect::Rate)?;
                let both = self.value(figure, Time::of(period))?.zip(than);
                Ok(both.and_then(|(now, than)| (now - than.clone()).percent_of(&than)))
            }
        }
    }

    /// How far the goal of the year is reached; none where there is none, or no figure.
    ///
    /// # Errors
    /// [`EvaluationError`] where a formula takes too much.
    pub fn progress(&mut self, figure: &FigureRef) -> Result<Option<Progress>, EvaluationError> {
        let key = (figure.unit, figure.indicator, figure.slice.clone());
        let Some(goal) = self.goals.get(&key) else { return Ok(None) };
        let actual = self.value(figure, Time { period: figure.period, to_date: true })?;
        Ok(actual.map(|actual| Progress::of(goal, &actual)))
    }

    /// What is compared with: last year, or the period before.
    fn earlier(&mut self, figure: &FigureRef, last_year: bool) -> Result<Option<Exact>, EvaluationError> {
        let Some(calendar) = self.calendars.of(figure.period) else { return Ok(None) };
        let period = if last_year {
            self.calendars.last_year(calendar, figure.period)
        } else {
            calendar.shift(figure.period, -1)
        };
        match period {
            Some(period) => self.value(figure, Time::of(period)),
            None => Ok(None),
        }
    }

    fn value(&mut self, figure: &FigureRef, time: Time) -> Result<Option<Exact>, EvaluationError> {
        let question = Question {
            indicator: figure.indicator,
            slice: figure.slice.clone(),
            unit: figure.unit,
            time,
            tree: Tree::AsItWas,
        };
        Ok(self.roll_up.total(&question)?.reading.value())
    }
}

/// The periods whose figures a report of `period` needs: all that its year has so far, the same of last year, and the one before.
#[must_use]
pub(super) fn needed(calendars: &Calendars, period: Period) -> Vec<Period> {
    let Some(calendar) = calendars.of(period) else { return vec![period] };
    let mut all = vec![period];
    all.extend(calendar.shift(period, -1));
    all.extend(calendars.last_year(calendar, period));
    all.extend(calendars.year_to_date(calendar, period).unwrap_or_default());
    all.sort_unstable();
    all.dedup();
    all
}

impl Evidence<'_> {
    /// The periods whose cells a report of `period` may need, those of every calendar by which something is collected.
    #[must_use]
    pub fn periods(calendars: &Calendars, catalogue: &Catalogue, period: Period) -> Vec<Period> {
        let mut all = needed(calendars, period);
        // What a formula asks of the year before.
        let earlier: Vec<Period> = all
            .iter()
            .filter_map(|one| calendars.of(*one).and_then(|calendar| calendars.last_year(calendar, *one)))
            .collect();
        all.extend(earlier);
        let codes = catalogue.iter().flat_map(|indicator| &indicator.calendars);
        let parts: Vec<Period> = codes
            .filter_map(|code| calendars.get(code))
            .flat_map(|calendar| {
                all.iter().filter_map(|one| calendar.parts(*one)).flatten().collect::<Vec<_>>()
            })
            .collect();
        all.extend(parts);
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Rounded once, here.
fn written(exact: &Exact, aspect: Aspect, indicator: &Indicator, kind: Option<MeasureKind>) -> Option<Told> {
    let is_negative = exact.is_negative();
    let is_difference =
        matches!(aspect, Aspect::Change | Aspect::Rate | Aspect::ChangeBefore | Aspect::RateBefore);
    let exact = if is_difference { exact.size() } else { exact.clone() };
    let is_rate = matches!(aspect, Aspect::Share | Aspect::Rate | Aspect::RateBefore);
    let shown = if is_rate {
        rate(&exact)?
    } else {
        let amount = Amount::rounded(&exact, indicator.decimals).ok()?;
        let text = amount.written_vi();
        // Offices write small counts with two figures: `05 đảng viên`.
        let is_small = amount.decimals() == Decimals::NONE && (1..10).contains(&amount.scaled());
        if is_small && kind == Some(MeasureKind::Count) { format!("0{text}") } else { text }
    };
    Some(Told { shown, is_nought: exact.is_zero(), is_negative })
}

/// A rate with one decimal, without it where it is nought; two where one would say that all is there and it is not.
fn rate(exact: &Exact) -> Option<String> {
    let hundred = Exact::from(100);
    let with = |decimals| {
        let decimals = Decimals::new(decimals).ok()?;
        Amount::rounded(exact, decimals).ok()
    };
    let mut amount = with(1)?;
    if amount.exact() == hundred && *exact != hundred || amount.scaled() == 0 && !exact.is_zero() {
        amount = with(2)?;
    }
    Some(amount.written_vi().trim_end_matches('0').trim_end_matches(',').to_owned())
}
