use super::*;
use crate::indicators::Reading;
use crate::roll_up::CellKey;
use crate::units::generated::{days, run, seeds};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn reading(what: u8) -> Reading<i64> {
    match what % 5 {
        0 => Reading::Missing,
        1 => Reading::NotApplicable,
        value => Reading::Value(i64::from(value)),
    }
}

proptest! {
    /// Reporting §9.7: what changes after an approval opens exactly the changed cells, for exactly the units above them.
    #[test]
    fn exactly_what_changed_is_open_again(
        seeds in seeds(40),
        before in vec((any::<u16>(), 0..2_usize, any::<u8>()), 0..40),
        after in vec((any::<u16>(), 0..2_usize, any::<u8>()), 0..10),
    ) {
        let run = run(&seeds);
        let day = days().last().unwrap();
        let period = Period { from: day, last: day };
        let forest = run.history.on(day);
        prop_assume!(!forest.is_empty());
        let units: BTreeSet<_> = forest.nodes().iter().map(|node| node.unit.id).collect();
        let form = form();
        let campaign = Campaign::new(crate::CampaignId::new(1), &form, period, &units, &forest);
        let cell_of = |unit: u16, which: usize| -> CellKey {
            let unit = forest.nodes()[usize::from(unit) % forest.len()].unit.id;
            form.cells(unit, period).nth(which).unwrap()
        };
        let mut ledger = Ledger::default();
        let mut entered = 0;
        let mut enter = |ledger: &mut Ledger, key: CellKey, what: u8| {
            entered += 1;
            ledger.enter(key, fixture::cell(reading(what), entered)).unwrap();
        };
        for (unit, which, what) in before {
            enter(&mut ledger, cell_of(unit, which), what);
        }
        let covered: BTreeMap<_, _> = units.iter().map(|unit| (*unit, campaign.covered(&form, *unit, &forest))).collect();
        let approvals: Vec<Approval> = units.iter().map(|unit| Approval::of(*unit, &covered[unit], &ledger)).collect();
        let stood = ledger.cells_at(ledger.last());
        let mut touched = BTreeSet::new();
        for (unit, which, what) in after {
            let key = cell_of(unit, which);
            enter(&mut ledger, key.clone(), what);
            touched.insert(key);
        }
        let stands = ledger.cells_at(ledger.last());
        let changed: BTreeSet<CellKey> = touched.into_iter().filter(|key| stood.get(key) != stands.get(key)).collect();
        for approval in &approvals {
            let open: BTreeSet<CellKey> = approval.reopened(&covered[&approval.unit], &ledger).into_iter().collect();
            let above = |key: &&CellKey| forest.path(key.unit).iter().any(|node| node.unit.id == approval.unit);
            let expected: BTreeSet<CellKey> = changed.iter().filter(above).cloned().collect();
            prop_assert_eq!(approval.holds(&covered[&approval.unit], &ledger), open.is_empty());
            prop_assert_eq!(open, expected);
            // What was signed can be shown as it stood.
            prop_assert_eq!(Fingerprint::of(&covered[&approval.unit], &ledger, approval.entered), approval.fingerprint);
        }
    }
}

#[test]
fn entries_are_only_added() {
    let mut ledger = Ledger::default();
    let key = fixture::key(fixture::REVENUE, 2, JUNE);
    let mut enter = |value, entered| {
        ledger
            .enter(key.clone(), fixture::cell(value, entered))
            .map(|before| before.map(crate::indicators::Amount::scaled))
    };
    assert_eq!(enter(Reading::Value(5), 3), Ok(Reading::Missing));
    assert_eq!(enter(Reading::Value(6), 3), Err(NotLater(3)));
    assert_eq!(enter(Reading::Missing, 7), Ok(Reading::Value(5)));
    assert_eq!((ledger.entries(&key).len(), ledger.last()), (2, 7));
    assert_eq!(ledger.at(&key, 2), Reading::Missing);
    assert_eq!(ledger.at(&key, 6), fixture::cell(Reading::Value(5), 0).reading);
    assert_eq!(ledger.cells_at(7).iter().count(), 0);
}

#[test]
fn a_fingerprint_is_of_values() {
    let cells: BTreeSet<CellKey> = form().cells(crate::UnitId::new(2), JUNE).collect();
    let mut ledger = Ledger::default();
    let empty = Fingerprint::of(&cells, &ledger, 0);
    for (entered, value) in
        (1..).zip([Reading::Value(0), Reading::NotApplicable, Reading::Value(1), Reading::Missing])
    {
        ledger.enter(fixture::key(fixture::REVENUE, 2, JUNE), fixture::cell(value, entered)).unwrap();
        assert_eq!(Fingerprint::of(&cells, &ledger, entered) == empty, value == Reading::Missing);
    }
    assert_eq!(empty.to_string().len(), 64);
    assert_eq!(Fingerprint::from_bytes(*empty.bytes()), empty);
    assert_eq!(Fingerprint::parse(&empty.to_string()), Some(empty));
    for wrong in ["", "+1", &"é".repeat(32), &format!("{empty}0"), &empty.to_string().to_uppercase()] {
        assert_eq!(Fingerprint::parse(wrong), None, "{wrong}");
    }
}
