//! All indicators, with formulas that make sense together.

use super::code::{BreakdownCode, IndicatorCode, MeasureCode};
use super::formula::{Formula, FormulaError, Known, Names, Strategy};
use super::indicator::{AcrossUnits, Breakdown, Indicator, Nature, OverTime, Version};
use super::measure::{Measure, MeasureKind};
use crate::ids::IndicatorId;
use crate::periods::{CalendarCode, Calendars, Period};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is wrong with a catalogue; always with the indicator in question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueFault {
    /// An id or code twice.
    #[error("{0} stands there twice")]
    Twice(IndicatorCode),
    /// A measure that there is not.
    #[error("{0} is measured in {1}, which is not there")]
    Measure(IndicatorCode, MeasureCode),
    /// A breakdown that there is not.
    #[error("{0} is broken down by {1}, which is not there")]
    Breakdown(IndicatorCode, BreakdownCode),
    /// A calendar that there is not, or none at all for what is reported.
    #[error("{0} is collected by no calendar that is there: {1:?}")]
    Calendar(IndicatorCode, Option<CalendarCode>),
    /// No version, versions out of order, or one without a name.
    #[error("{0} has no versions in order, or one without a name")]
    Versions(IndicatorCode),
    /// Ratios that are added up, stocks that are added up over time, what is computed by another rule than from the totals.
    #[error("{0} cannot be added up so")]
    AddsUp(IndicatorCode),
    /// A weight that there is not, or is no amount that can be added up.
    #[error("{0} is weighed by {1}, which is no indicator that adds up")]
    Weight(IndicatorCode, IndicatorCode),
    /// A formula that makes no sense.
    #[error("{0}: {1}")]
    Formula(IndicatorCode, FormulaError),
    /// Formulas that need each other: the way round, beginning and ending with the same.
    #[error("formulas need each other: {0:?}")]
    Cycle(Vec<IndicatorCode>),
    /// A formula over formulas over formulas, more than eight of them.
    #[error("{0} is computed from what is computed, more than eight times over")]
    Deep(IndicatorCode),
}

impl CatalogueFault {
    /// Key of the sentence that a person reads.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Twice(_) => "indicator-twice",
            Self::Measure(..) => "indicator-measure",
            Self::Breakdown(..) => "indicator-breakdown",
            Self::Calendar(..) => "indicator-calendar",
            Self::Versions(_) => "indicator-versions",
            Self::AddsUp(_) => "indicator-adds-up",
            Self::Weight(..) => "indicator-weight",
            Self::Formula(..) => "indicator-formula",
            Self::Cycle(_) => "indicator-cycle",
            Self::Deep(_) => "indicator-deep",
        }
    }
}

/// Formulas over formulas: each costs room on the stack.
const MOST_LEVELS: usize = 8;

/// All indicators. Every formula in it is checked, none needs itself.
#[derive(Debug, Clone)]
pub struct Catalogue {
    measures: Vec<Measure>,
    breakdowns: Vec<Breakdown>,
    indicators: BTreeMap<IndicatorId, Indicator>,
    codes: HashMap<String, IndicatorId>,
    /// Beside the versions of each indicator.
    formulas: HashMap<IndicatorId, Vec<Option<(Formula, Strategy)>>>,
}

impl Catalogue {
    /// A catalogue of these.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn new(
        calendars: &Calendars,
        measures: Vec<Measure>,
        breakdowns: Vec<Breakdown>,
        indicators: Vec<Indicator>,
    ) -> Result<Self, Vec<CatalogueFault>> {
        let mut catalogue = Self {
            measures,
            breakdowns,
            indicators: BTreeMap::new(),
            codes: HashMap::new(),
            formulas: HashMap::new(),
        };
        let mut faults = Vec::new();
        for indicator in indicators {
            let known = catalogue.codes.insert(indicator.code.as_str().to_owned(), indicator.id).is_some();
            if known || catalogue.indicators.contains_key(&indicator.id) {
                faults.push(CatalogueFault::Twice(indicator.code.clone()));
            }
            catalogue.indicators.insert(indicator.id, indicator);
        }
        for indicator in catalogue.indicators.values() {
            catalogue.check(indicator, calendars, &mut faults);
        }
        catalogue.formulas = catalogue.compile(&mut faults);
        if let Some(cycle) = catalogue.cycle() {
            faults.push(CatalogueFault::Cycle(cycle));
        } else {
            let deep = catalogue.deep().into_iter().filter_map(|id| catalogue.get(id));
            faults.extend(deep.map(|indicator| CatalogueFault::Deep(indicator.code.clone())));
        }
        if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
    }

    /// The indicator with this id.
    #[must_use]
    pub fn get(&self, id: IndicatorId) -> Option<&Indicator> {
        self.indicators.get(&id)
    }

    /// The indicator with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Indicator> {
        self.get(*self.codes.get(code)?)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.values()
    }

    /// All measures.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.measures.iter()
    }

    /// All breakdowns.
    pub fn breakdowns(&self) -> impl Iterator<Item = &Breakdown> {
        self.breakdowns.iter()
    }

    /// The measure with this code.
    #[must_use]
    pub fn measure(&self, code: &MeasureCode) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.code == *code)
    }

    /// The breakdown with this code.
    #[must_use]
    pub fn breakdown(&self, code: &BreakdownCode) -> Option<&Breakdown> {
        self.breakdowns.iter().find(|breakdown| breakdown.code == *code)
    }

    /// The formula by which an indicator is computed for a period; none for what is reported.
    #[must_use]
    pub fn formula(&self, id: IndicatorId, period: Period) -> Option<(&Formula, Strategy)> {
        let versions = &self.indicators.get(&id)?.versions;
        let place = versions.partition_point(|version| version.from <= period.last).saturating_sub(1);
        let (formula, strategy) = self.formulas.get(&id)?.get(place)?.as_ref()?;
        Some((formula, *strategy))
    }

    fn check(&self, indicator: &Indicator, calendars: &Calendars, faults: &mut Vec<CatalogueFault>) {
        let code = || indicator.code.clone();
        let kind = self.measure(&indicator.measure).map(|measure| measure.kind);
        if kind.is_none() {
            faults.push(CatalogueFault::Measure(code(), indicator.measure.clone()));
        }
        if kind == Some(MeasureKind::Percent) && indicator.nature != Nature::Ratio {
            faults.push(CatalogueFault::AddsUp(code()));
        }
        let reported = indicator.versions.iter().any(|version| version.formula.is_none());
        if reported && indicator.calendars.is_empty() {
            faults.push(CatalogueFault::Calendar(code(), None));
        }
        let unknown = indicator.calendars.iter().filter(|calendar| calendars.get(calendar).is_none());
        faults.extend(unknown.map(|calendar| CatalogueFault::Calendar(code(), Some(calendar.clone()))));
        let versions = &indicator.versions;
        let ordered = versions.windows(2).all(|pair| pair[0].from < pair[1].from);
        if versions.is_empty() || !ordered || versions.iter().any(|version| version.vi.trim().is_empty()) {
            faults.push(CatalogueFault::Versions(code()));
        }
        for version in versions {
            self.check_version(indicator, version, faults);
        }
    }

    fn check_version(&self, indicator: &Indicator, version: &Version, faults: &mut Vec<CatalogueFault>) {
        let code = || indicator.code.clone();
        let unknown = version.breakdowns.iter().filter(|breakdown| self.breakdown(breakdown).is_none());
        faults.extend(unknown.map(|breakdown| CatalogueFault::Breakdown(code(), breakdown.clone())));
        let units = match &version.across_units {
            AcrossUnits::RatioOfSums => version.formula.is_some(),
            AcrossUnits::Sum => version.formula.is_none() && indicator.nature != Nature::Ratio,
            _ => version.formula.is_none(),
        };
        let time = version.over_time != OverTime::Sum || indicator.nature == Nature::Flow;
        if !units || !time {
            faults.push(CatalogueFault::AddsUp(code()));
        }
        if let AcrossUnits::WeightedMean(weight) = &version.across_units {
            let adds_up = |weight: &Indicator| {
                weight.nature != Nature::Ratio
                    && weight.versions.iter().all(|version| version.formula.is_none())
            };
            if !self.find(weight.as_str()).is_some_and(adds_up) {
                faults.push(CatalogueFault::Weight(code(), weight.clone()));
            }
        }
    }

    fn compile(
        &self,
        faults: &mut Vec<CatalogueFault>,
    ) -> HashMap<IndicatorId, Vec<Option<(Formula, Strategy)>>> {
        let mut all = HashMap::new();
        for indicator in self.indicators.values() {
            let mut compiled = Vec::with_capacity(indicator.versions.len());
            for version in &indicator.versions {
                let Some(written) = &version.formula else {
                    compiled.push(None);
                    continue;
                };
                match self.parse(indicator, &written.text) {
                    Ok(formula) => compiled.push(Some((formula, written.missing))),
                    Err(error) => faults.push(CatalogueFault::Formula(indicator.code.clone(), error)),
                }
            }
            all.insert(indicator.id, compiled);
        }
        all
    }

    fn parse(&self, indicator: &Indicator, text: &str) -> Result<Formula, FormulaError> {
        let formula = Formula::parse(text, self)?;
        let Some(measure) = self.measure(&indicator.measure) else { return Ok(formula) };
        if formula.kind().fits(&indicator.measure, measure.kind, indicator.nature) {
            return Ok(formula);
        }
        let declared = format!("{:?} ({})", indicator.nature, indicator.measure).to_lowercase();
        let fault = super::Fault::Result { found: formula.kind().to_string(), declared };
        Err(FormulaError { at: 0..text.len(), fault })
    }

    /// A way round among the formulas of all versions.
    fn cycle(&self) -> Option<Vec<IndicatorCode>> {
        let mut done = BTreeSet::new();
        for &start in self.indicators.keys() {
            // Each step: an indicator, and which of its operands comes next.
            let mut way: Vec<(IndicatorId, Vec<IndicatorId>)> = vec![(start, self.needs(start))];
            while let Some((here, next)) = way.last_mut() {
                let Some(next) = next.pop() else {
                    done.insert(*here);
                    way.pop();
                    continue;
                };
                if let Some(place) = way.iter().position(|(id, _)| *id == next) {
                    let round = way[place..].iter().map(|(id, _)| *id).chain([next]);
                    return Some(
                        round.filter_map(|id| self.get(id)).map(|found| found.code.clone()).collect(),
                    );
                }
                if !done.contains(&next) {
                    way.push((next, self.needs(next)));
                }
            }
        }
        None
    }

    /// Those that are computed from what is computed more often than is allowed.
    fn deep(&self) -> Vec<IndicatorId> {
        let mut left: Vec<IndicatorId> = self.indicators.keys().copied().collect();
        for _ in 0..=MOST_LEVELS {
            let open: BTreeSet<IndicatorId> = left.iter().copied().collect();
            left.retain(|id| self.needs(*id).iter().any(|needed| open.contains(needed)));
        }
        left
    }

    fn needs(&self, id: IndicatorId) -> Vec<IndicatorId> {
        let formulas = self.formulas.get(&id).into_iter().flatten().flatten();
        formulas.flat_map(|(formula, _)| formula.operands()).map(|operand| operand.indicator).collect()
    }
}

impl Names for Catalogue {
    fn known(&self, code: &str) -> Option<Known> {
        let indicator = self.find(code)?;
        let kind = self.measure(&indicator.measure)?.kind;
        let breakdowns: BTreeSet<&BreakdownCode> =
            indicator.versions.iter().flat_map(|version| &version.breakdowns).collect();
        let items =
            breakdowns.into_iter().filter_map(|code| self.breakdown(code)).flat_map(|found| &found.items);
        Some(Known {
            id: indicator.id,
            measure: indicator.measure.clone(),
            kind,
            nature: indicator.nature,
            items: items.map(|item| item.code.clone()).collect(),
            reported: indicator.versions.iter().all(|version| version.formula.is_none()),
        })
    }
}
