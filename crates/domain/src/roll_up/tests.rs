//! Totals by hand, and what holds for every history (`domain.md §3`: nothing is lost).

mod examples;
mod properties;

use super::*;
use crate::ids::{IndicatorId, UnitId};
use crate::indicators::{
    AcrossUnits, Amount, Catalogue, Decimals, Direction, FormulaText, Indicator, Measure, MeasureKind,
    Nature, OverTime, Reading, Slice, Version,
};
use crate::periods::{CalendarCode, Calendars, Period};
use jiff::civil::date;

pub(crate) const REVENUE: IndicatorId = IndicatorId::new(1);
pub(crate) const MEMBERS: IndicatorId = IndicatorId::new(2);
pub(crate) const SATISFIED: IndicatorId = IndicatorId::new(3);
pub(crate) const PER_HEAD: IndicatorId = IndicatorId::new(4);
pub(crate) const GREATEST: IndicatorId = IndicatorId::new(5);
pub(crate) const GROWTH: IndicatorId = IndicatorId::new(6);
pub(crate) const REPORTS: IndicatorId = IndicatorId::new(7);

/// Flow, stock, weighed ratio, computed ratio, greatest, growth over a year, how many said something.
pub(crate) fn catalogue(calendars: &Calendars) -> Catalogue {
    let measure =
        |code: &str, kind| Measure { code: code.parse().unwrap(), vi: code.into(), en: code.into(), kind };
    let measures = vec![
        measure("dong", MeasureKind::Amount),
        measure("person", MeasureKind::Count),
        measure("percent", MeasureKind::Percent),
        measure("per_head", MeasureKind::Ratio),
    ];
    let indicator = |id: IndicatorId,
                     code: &str,
                     measure: &str,
                     nature,
                     across_units,
                     over_time,
                     formula: Option<&str>| {
        let version = Version {
            from: date(2020, 1, 1),
            vi: code.into(),
            en: code.into(),
            note: String::new(),
            direction: Direction::Neutral,
            across_units,
            over_time,
            breakdowns: Vec::new(),
            formula: formula.map(|text| FormulaText {
                text: text.into(),
                missing: crate::indicators::formula::Strategy::Whole,
            }),
        };
        let calendars = ["month", "reporting_month", "day"].map(CalendarCode::new).into();
        let (code, measure) = (code.parse().unwrap(), measure.parse().unwrap());
        Indicator { id, code, measure, decimals: Decimals::NONE, nature, calendars, versions: vec![version] }
    };
    use AcrossUnits::{Max, RatioOfSums, Sum, WeightedMean};
    use Nature::{Flow, Ratio, Stock};
    let weighed = WeightedMean("members".parse().unwrap());
    let indicators = vec![
        indicator(REVENUE, "revenue", "dong", Flow, Sum, OverTime::Sum, None),
        indicator(MEMBERS, "members", "person", Stock, Sum, OverTime::Last, None),
        indicator(SATISFIED, "satisfied", "percent", Ratio, weighed, OverTime::Mean, None),
        indicator(
            PER_HEAD,
            "per_head",
            "per_head",
            Ratio,
            RatioOfSums,
            OverTime::Last,
            Some("revenue / members"),
        ),
        indicator(GREATEST, "greatest", "dong", Flow, Max, OverTime::Sum, None),
        indicator(
            GROWTH,
            "growth",
            "percent",
            Ratio,
            RatioOfSums,
            OverTime::Last,
            Some("percent(revenue, last_year(revenue)) - 100"),
        ),
        indicator(REPORTS, "reports", "person", Flow, RatioOfSums, OverTime::Sum, Some("units(revenue)")),
    ];
    Catalogue::new(calendars, measures, Vec::new(), indicators).unwrap()
}

pub(crate) fn key(indicator: IndicatorId, unit: i64, period: Period) -> CellKey {
    CellKey { unit: UnitId::new(unit), series: Series { indicator, slice: Slice::Whole, period } }
}

pub(crate) fn cell(reading: Reading<i64>, entered: u64) -> Cell {
    Cell { reading: reading.map(|value| Amount::new(value, Decimals::NONE)), entered }
}

pub(crate) fn question(indicator: IndicatorId, unit: i64, period: Period, tree: Tree) -> Question {
    Question { indicator, slice: Slice::Whole, unit: UnitId::new(unit), time: Time::of(period), tree }
}
