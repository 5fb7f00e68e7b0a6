//! Goals, what is reached of them, and what they come to.

use super::*;
use crate::indicators::{AcrossUnits, Decimals, Exact, Nature};
use jiff::civil::date;
use proptest::prelude::*;

const YEAR: Period = Period { from: date(2026, 1, 1), last: date(2026, 12, 31) };

fn amount(n: i64) -> Amount {
    Amount::new(n, Decimals::NONE)
}

fn range(low: i64, high: i64) -> Goal {
    Goal::Range { low: amount(low), high: amount(high) }
}

fn exact(n: i64) -> Exact {
    Exact::from(n)
}

fn revision(on: Date, goal: Goal) -> Revision {
    let ordered_by =
        Order { symbol: "05-NQ/TU".into(), date: on, issuer: "Thành ủy Hải Minh".into(), subject: None };
    Revision { on, goal, ordered_by }
}

fn target(goal: Goal) -> Result<Target, TargetError> {
    Target::new((IndicatorId::new(1), Slice::Whole), UnitId::new(1), YEAR, revision(date(2026, 1, 5), goal))
}

#[test]
fn of_a_range_the_end_is_said() {
    let at = |goal: &Goal, n| {
        let progress = Progress::of(goal, &exact(n));
        (progress.end, progress.percent.unwrap().to_string(), progress.reached)
    };
    let goal = range(7_300, 7_400);
    assert_eq!(at(&goal, 3_650), (End::Low, "50".into(), false));
    assert_eq!(at(&goal, 7_300), (End::High, "3650/37".into(), true));
    assert_eq!(at(&goal, 8_140), (End::High, "110".into(), true));
    assert_eq!(at(&Goal::Value(amount(30)), 33), (End::Value, "110".into(), true));
    assert_eq!(at(&Goal::AtMost(amount(10)), 9), (End::Most, "90".into(), true));
    assert_eq!(at(&Goal::AtMost(amount(10)), 11), (End::Most, "110".into(), false));
    assert_eq!(Progress::of(&Goal::Value(amount(0)), &exact(5)).percent, None);
}

#[test]
fn a_revision_follows_and_nothing_is_rewritten() {
    let mut target = target(Goal::Value(amount(100))).unwrap();
    let later = revision(date(2026, 7, 1), Goal::Value(amount(120)));
    target.revise(later.clone()).unwrap();
    assert_eq!(target.on(date(2026, 1, 4)), None);
    assert_eq!(target.on(date(2026, 6, 30)).unwrap().goal, Goal::Value(amount(100)));
    assert_eq!(target.on(date(2026, 7, 1)), Some(&later));
    assert_eq!(target.revise(later), Err(TargetError::Order));
    let cents = Amount::new(1, Decimals::new(2).unwrap());
    assert_eq!(target.revise(revision(date(2026, 8, 1), Goal::Value(cents))), Err(TargetError::Decimals));
    assert_eq!(target.revisions().len(), 2);
}

#[test]
fn a_goal_must_make_sense() {
    let step = |until, n| Step { until, amount: amount(n) };
    assert_eq!(target(range(5, 4)).unwrap_err().key(), "target-range");
    for steps in [
        vec![],
        vec![step(date(2026, 6, 30), 1)],
        vec![step(date(2026, 6, 30), 1), step(date(2026, 6, 30), 2), step(YEAR.last, 2)],
        vec![step(date(2025, 6, 30), 1), step(YEAR.last, 2)],
    ] {
        assert_eq!(target(Goal::Path(steps)).unwrap_err(), TargetError::Path);
    }
    assert!(target(Goal::Path(vec![step(date(2026, 6, 30), 1), step(YEAR.last, 2)])).is_ok());
}

#[test]
fn pace_and_forecast() {
    let half = date(2026, 7, 2); // the 183rd of 365 days
    let goal = Goal::Value(amount(365));
    let pace = Pace::of(&goal, Nature::Flow, (YEAR, half), None, &exact(183)).unwrap();
    assert_eq!((pace.expected, pace.percent), (exact(183), Some(exact(100))));
    // A stock grows from what there was.
    let pace = Pace::of(
        &Goal::Value(amount(1_365)),
        Nature::Stock,
        (YEAR, half),
        Some(&exact(1_000)),
        &exact(1_000),
    );
    assert_eq!(pace.unwrap().expected, exact(1_183));
    let steps = [(date(2026, 6, 30), 100), (YEAR.last, 284)];
    let path = Goal::Path(steps.map(|(until, n)| Step { until, amount: amount(n) }).into());
    let expected = |day| Pace::of(&path, Nature::Flow, (YEAR, day), None, &exact(1)).unwrap().expected;
    assert_eq!(expected(date(2026, 6, 30)), exact(100));
    assert_eq!(expected(date(2026, 7, 2)), exact(102));
    assert_eq!(expected(YEAR.last), exact(284));
    assert_eq!(Pace::of(&Goal::AtMost(amount(3)), Nature::Flow, (YEAR, half), None, &exact(1)), None);

    let forecast = |part: i64| {
        let last_year = (exact(part), exact(300));
        Forecast::of(Nature::Flow, (YEAR, half), None, &exact(183), Some((&last_year.0, &last_year.1)))
    };
    assert_eq!(forecast(100), Some(Forecast::Seasonal(exact(549))));
    assert_eq!(forecast(0), Some(Forecast::Linear(exact(365))));
    let alone = Forecast::of(Nature::Flow, (YEAR, half), None, &exact(183), None);
    assert_eq!(alone, Some(Forecast::Linear(exact(365))));
    let stock = Forecast::of(Nature::Stock, (YEAR, half), Some(&exact(1_000)), &exact(1_183), None);
    assert_eq!(stock.unwrap().value(), &exact(1_365));
    assert_eq!(Forecast::of(Nature::Ratio, (YEAR, half), None, &exact(1), None), None);
    assert_eq!(Forecast::of(Nature::Flow, (YEAR, date(2025, 12, 31)), None, &exact(0), None), None);
}

#[test]
fn a_goal_handed_out_is_added_up() {
    let of = |above: Goal, below: &[Goal]| Cascade::of(&above, below, &AcrossUnits::Sum);
    let value = |n| Goal::Value(amount(n));
    let least = |n| Goal::AtLeast(amount(n));
    let most = |n| Goal::AtMost(amount(n));
    assert_eq!(of(value(100), &[value(60), value(40)]), Cascade::Foots);
    assert_eq!(of(value(100), &[value(60), value(30)]), Cascade::Short(exact(10)));
    assert_eq!(of(value(100), &[value(60), value(50)]), Cascade::Over(exact(10)));
    assert_eq!(of(least(100), &[value(60), least(60)]), Cascade::Foots);
    assert_eq!(of(range(100, 120), &[range(60, 70), range(40, 60)]), Cascade::Over(exact(10)));
    assert_eq!(of(value(100), &[least(60), least(40)]), Cascade::Foots);
    assert_eq!(of(most(10), &[most(4), most(6)]), Cascade::Foots);
    assert_eq!(of(least(10), &[most(4), least(6)]), Cascade::Open);
    assert_eq!(Cascade::of(&value(90), &[value(90), value(90)], &AcrossUnits::Max), Cascade::NotAdded);
}

proptest! {
    /// Whoever reaches the goals that foot has reached the whole, at whatever amounts within them.
    #[test]
    fn what_foots_reaches_the_whole(low in 0_i64..100, width in 0_i64..20, parts in prop::collection::vec((0_i64..60, 0_i64..20, 0_i64..=20), 1..6)) {
        let above = range(low, low + width);
        let below: Vec<Goal> = parts.iter().map(|&(low, width, _)| range(low, low + width)).collect();
        let reached: i64 = parts.iter().map(|&(low, width, at)| low + at.min(width)).sum();
        if Cascade::of(&above, &below, &AcrossUnits::Sum) == Cascade::Foots {
            prop_assert!((low..=low + width).contains(&reached));
        }
    }
}
