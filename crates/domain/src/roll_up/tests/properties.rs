//! What holds for every history and all figures.

use super::*;
use crate::ids::UnitId;
use crate::indicators::Exact;
use crate::units::generated::{self, BEGIN, days, run, seeds};
use crate::units::{Forest, History};
use jiff::ToSpan as _;
use num_bigint::BigInt;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What is said: which unit (of all that ever were), of which day, what, and of which indicator.
type Said = (u16, u8, i32, u8);

fn said() -> impl Strategy<Value = Vec<Said>> {
    vec((any::<u16>(), 0..20_u8, any::<i32>(), 0..8_u8), 0..60)
}

fn day(n: u8) -> Period {
    let day = BEGIN + i32::from(n).days();
    Period { from: day, last: day }
}

/// All these days, which no calendar has: four of them are a period of somebody's own.
fn cells(history: &History, said: &[Said]) -> Vec<(CellKey, Cell)> {
    let units: Vec<UnitId> = history.units().collect();
    let mut all = Vec::new();
    for (entered, &(unit, when, value, what)) in (1..).zip(said) {
        let Some(unit) = units.get(usize::from(unit) % units.len().max(1)) else { continue };
        let indicator = [REVENUE, MEMBERS, GREATEST][usize::from(what % 3)];
        let reading = if what == 7 { Reading::NotApplicable } else { Reading::Value(i64::from(value)) };
        all.push((key(indicator, unit.get(), day(when)), cell(reading, entered)));
    }
    all
}

/// The total of all that stand under no other on a day.
fn of_roots(
    roll_up: &mut RollUp<'_>,
    forest: &Forest,
    indicator: IndicatorId,
    period: Period,
    tree: Tree,
) -> Exact {
    let total = |root: UnitId| roll_up.total(&question(indicator, root.get(), period, tree)).unwrap();
    let roots: Vec<UnitId> = forest.roots().map(|node| node.unit.id).collect();
    roots.into_iter().map(total).map(|total| total.reading.value().unwrap_or_else(Exact::zero)).sum()
}

/// Added up without any tree, the slow way.
fn plainly(cells: &Cells, indicator: IndicatorId, period: Period) -> Exact {
    let of = |key: &CellKey| key.series.indicator == indicator && key.series.period == period;
    cells
        .iter()
        .filter(|(key, _)| of(key))
        .filter_map(|(_, cell)| cell.reading.value())
        .map(Amount::exact)
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Reporting §9.1, §9.2: mergers, splits and moves neither make nor lose anything, read as it was or on any later tree.
    #[test]
    fn nothing_is_lost_over_any_reorganisation(seeds in seeds(50), said in said(), which in 0..20_u8) {
        let run = run(&seeds);
        let cells: Cells = cells(&run.history, &said).into_iter().collect();
        let calendars = Calendars::built_in().unwrap();
        let catalogue = catalogue(&calendars);
        let mut roll_up = RollUp::new(&run.history, &calendars, &catalogue, &cells);
        let period = day(which);
        for indicator in [REVENUE, MEMBERS] {
            let plain = plainly(&cells, indicator, period);
            let said: Vec<_> = cells.series(&key(indicator, 0, period).series).collect();
            // On a later tree those of the day have it all.
            let last = said.iter().filter_map(|(unit, _)| run.history.day_of(*unit, period)).max();
            for on in days().filter(|on| *on >= period.last && last.is_none_or(|last| last <= *on)) {
                let forest = run.history.on(on);
                prop_assert_eq!(&of_roots(&mut roll_up, &forest, indicator, period, Tree::On(on)), &plain);
            }
            // As it was each figure counts once for every unit above it, and for nobody else.
            let mut expected: BTreeMap<UnitId, Exact> = BTreeMap::new();
            for (unit, cell) in said {
                let (placed, on) = run.history.placed(unit, period).unwrap();
                let forest = run.history.on(on);
                prop_assert!(forest.contains(placed));
                for node in forest.path(placed) {
                    let value = cell.reading.value().map_or_else(Exact::zero, Amount::exact);
                    let sum = expected.remove(&node.unit.id).unwrap_or_else(Exact::zero);
                    expected.insert(node.unit.id, sum + value);
                }
            }
            for unit in run.history.units() {
                let total = roll_up.total(&question(indicator, unit.get(), period, Tree::AsItWas)).unwrap();
                let expected = expected.remove(&unit).unwrap_or_else(Exact::zero);
                prop_assert_eq!(total.reading.value().unwrap_or_else(Exact::zero), expected);
            }
        }
    }

    /// Reporting §9.1: what was issued is the same after anything that happens later.
    #[test]
    fn what_was_is_not_changed_by_what_comes(seeds in seeds(50), said in said(), which in 0..12_u8) {
        let whole = run(&seeds);
        let period = day(which);
        let mut before = History::default();
        for event in whole.events.iter().filter(|event| event.date <= period.last) {
            prop_assert!(before.append(event.clone()).is_ok());
        }
        let cells: Cells = cells(&before, &said).into_iter().filter(|(key, _)| key.series.period == period).collect();
        let calendars = Calendars::built_in().unwrap();
        let catalogue = catalogue(&calendars);
        let mut then = RollUp::new(&before, &calendars, &catalogue, &cells);
        let mut now = RollUp::new(&whole.history, &calendars, &catalogue, &cells);
        for unit in before.units() {
            for indicator in [REVENUE, MEMBERS, GREATEST, PER_HEAD, REPORTS] {
                let question = question(indicator, unit.get(), period, Tree::AsItWas);
                prop_assert_eq!(then.total(&question).unwrap(), now.total(&question).unwrap());
            }
        }
    }

    /// Reporting §9.3: what is kept up to date is what is computed anew, after any interleaving of figures and events.
    #[test]
    fn live_is_recomputed(seeds in seeds(40), said in vec((any::<u16>(), 0..20_u8, any::<i32>(), 0..8_u8, any::<u8>()), 1..60)) {
        let (mut history, mut cells, mut live) = (History::default(), Cells::default(), Live::default());
        let mut events: Vec<crate::units::UnitEvent> = Vec::new();
        let mut seeds = seeds.iter().enumerate();
        for (entered, (unit, when, value, what, turn)) in (1..).zip(said) {
            for _ in 0..turn % 3 {
                let Some((number, seed)) = seeds.next() else { continue };
                let event = generated::event(&events, number, *seed);
                if history.append(event.clone()).is_ok() {
                    live.reorganised(&history, &cells, event.date);
                    events.push(event);
                }
            }
            if turn % 16 == 15 && let Some(last) = events.last().cloned() && let Ok(without) = history.revert(last.id) {
                history = without;
                events.pop();
                live.reorganised(&history, &cells, last.date);
            }
            let units: Vec<UnitId> = history.units().collect();
            let Some(unit) = units.get(usize::from(unit) % units.len().max(1)) else { continue };
            let key = key([REVENUE, MEMBERS][usize::from(what % 2)], unit.get(), day(when));
            let reading = match what { 6 => Reading::NotApplicable, 7 => Reading::Missing, _ => Reading::Value(i64::from(value)) };
            let after = cell(reading, entered);
            let before = cells.set(key.clone(), after).map_or(Reading::Missing, |cell| cell.reading);
            live.change(&history, &key, before, after.reading);
            prop_assert_eq!(&live, &Live::of(&history, &cells));
        }
        // And it is what the questions answer.
        let calendars = Calendars::built_in().unwrap();
        let catalogue = catalogue(&calendars);
        let mut roll_up = RollUp::new(&history, &calendars, &catalogue, &cells);
        for (key, _) in cells.iter() {
            for unit in history.units() {
                let running = live.get(unit, &key.series);
                let total = roll_up.total(&question(key.series.indicator, unit.get(), key.series.period, Tree::AsItWas)).unwrap();
                let sum = total.reading.clone().value().unwrap_or_else(Exact::zero);
                prop_assert_eq!(sum, Exact::from(BigInt::from(running.sum)));
                prop_assert_eq!(total.reading.value().is_some(), running.values > 0);
            }
        }
    }

    /// Every total that is shown is the sum of what is shown below it, and less than one from what it is.
    #[test]
    fn what_is_shown_foots(seeds in seeds(50), said in said(), which in 0..20_u8) {
        let run = run(&seeds);
        let cells: Cells = cells(&run.history, &said).into_iter().collect();
        let calendars = Calendars::built_in().unwrap();
        let catalogue = catalogue(&calendars);
        let mut roll_up = RollUp::new(&run.history, &calendars, &catalogue, &cells);
        let on = days().last().unwrap();
        let forest = run.history.on(on);
        for root in forest.roots() {
            let asked = question(REVENUE, root.unit.id.get(), day(which), Tree::On(on));
            let rows = roll_up.footed(&asked, Decimals::NONE).unwrap();
            let totals: BTreeMap<UnitId, BigInt> = rows.iter().map(|row| (row.unit, row.total.clone())).collect();
            prop_assert_eq!(rows.len(), forest.subtree(root.unit.id).len());
            for row in &rows {
                let below: BigInt = forest.children(row.unit).map(|node| &totals[&node.unit.id]).sum();
                prop_assert_eq!(&row.total, &(below + &row.own));
                let exact = roll_up.total(&Question { unit: row.unit, ..asked.clone() }).unwrap().reading.value().unwrap_or_else(Exact::zero);
                prop_assert!((Exact::from(row.total.clone()) - exact).size() < Exact::one());
            }
        }
    }
}
