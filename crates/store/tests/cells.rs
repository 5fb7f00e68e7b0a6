//! Figures are kept, with all that was ever entered, and their totals move with them.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::collection::{Approval, Campaign, Ledger, Row, Submission, Submitting};
use domain::indicators::{Amount, Catalogue, Decimals, Goal, Reading, Revision, Slice, Target};
use domain::people::{Language, SignInName};
use domain::periods::{Calendars, Period, Usual};
use domain::ready::Set;
use domain::roll_up::{Cell, CellKey, Cells, Live, Running, Series};
use domain::units::{Change, History, KindCode, NewUnit, Order, Portion, Share, Successor};
use domain::{AccountId, IndicatorId, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::{Database, NewAccount, NewEntry, NewEvent};

const AT: Timestamp = Timestamp::UNIX_EPOCH;

struct House {
    units: Vec<UnitId>,
    clerk: AccountId,
    indicators: Vec<IndicatorId>,
    history: History,
}

async fn happen(database: &Database, on: Date, changes: Vec<Change>) -> History {
    let mut work = database.work().await.unwrap();
    let ordered_by =
        Order { symbol: "12-NQ/TU".into(), date: on, issuer: "Thành ủy Hải Minh".into(), subject: None };
    for change in &changes {
        work.add_unit_event(&NewEvent { date: on, change, ordered_by: &ordered_by, entered_at: AT })
            .await
            .unwrap();
    }
    let history = History::replay(work.unit_events().await.unwrap()).unwrap();
    work.derive_units(&history, on).await.unwrap();
    work.commit().await.unwrap();
    history
}

/// The first unit over four others, and two indicators of the ready set.
async fn house(database: &Database) -> House {
    let mut work = database.work().await.unwrap();
    let mut units = Vec::new();
    for _ in 0..5 {
        units.push(work.new_unit(None).await.unwrap());
    }
    let clerk = NewAccount {
        sign_in: "daumoi".parse::<SignInName>().unwrap(),
        display_name: "Đầu mối".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let clerk = work.add_account(&clerk, AT).await.unwrap();
    let set = Set::built_in(&Calendars::built_in().unwrap()).unwrap();
    let mut indicators = Vec::new();
    for code in ["documents_received", "letters_received"] {
        indicators.push(work.set_indicator(set.catalogue.find(code).unwrap()).await.unwrap());
    }
    work.commit().await.unwrap();
    let create = |unit: &UnitId| {
        let parent = (*unit != units[0]).then_some(units[0]);
        let name = format!("Phường {unit}");
        Change::Create(NewUnit {
            unit: *unit,
            kind: KindCode::new("ward"),
            name,
            short_name: None,
            parent,
            position: None,
        })
    };
    let history = happen(database, date(2025, 1, 1), units.iter().map(create).collect()).await;
    House { units, clerk, indicators, history }
}

fn series(indicator: IndicatorId, month: i8) -> Series {
    Series { indicator, slice: Slice::Whole, period: Period::of(Usual::Month, date(2025, month, 1)) }
}

fn amount(scaled: i64) -> Amount {
    Amount::new(scaled, Decimals::NONE)
}

fn entry(unit: UnitId, series: Series, reading: Reading<Amount>) -> NewEntry {
    NewEntry { key: CellKey { unit, series }, reading, comment: None }
}

#[test]
fn a_ready_set_is_kept_and_still_makes_sense() {
    both::on_both(|database| async move {
        let calendars = Calendars::built_in().unwrap();
        let set = Set::built_in(&calendars).unwrap();
        let mut work = database.work().await.unwrap();
        let before = work.definitions_revision().await.unwrap();
        let measures: BTreeSet<_> = set.catalogue.iter().map(|indicator| indicator.measure.clone()).collect();
        for measure in &measures {
            work.set_measure(set.catalogue.measure(measure).unwrap()).await.unwrap();
        }
        let breakdowns: BTreeSet<_> =
            set.catalogue.iter().flat_map(|found| found.versions[0].breakdowns.clone()).collect();
        for breakdown in &breakdowns {
            work.set_breakdown(set.catalogue.breakdown(breakdown).unwrap()).await.unwrap();
        }
        for indicator in set.catalogue.iter() {
            assert_eq!(work.set_indicator(indicator).await.unwrap(), indicator.id);
        }
        for form in &set.forms {
            assert_eq!(work.set_form(form).await.unwrap(), form.id);
        }
        // The same again is the same: nothing doubles.
        let again = set.catalogue.iter().next().unwrap();
        assert_eq!(work.set_indicator(again).await.unwrap(), again.id);
        assert!(work.definitions_revision().await.unwrap() > before);
        work.commit().await.unwrap();

        let mut read = database.read().await.unwrap();
        let (measures, breakdowns) = read.measures().await.unwrap();
        let indicators = read.indicators().await.unwrap();
        assert_eq!(indicators, set.catalogue.iter().cloned().collect::<Vec<_>>());
        assert!(Catalogue::new(&calendars, measures, breakdowns, indicators).is_ok());
        assert_eq!(read.forms().await.unwrap(), set.forms);
    });
}

#[test]
fn entries_are_added_and_totals_move() {
    both::on_both(|database| async move {
        let House { units, clerk, indicators, history } = house(&database).await;
        let of = |month| series(indicators[0], month);
        let all: BTreeSet<Series> = [of(1), of(2)].into();
        let mut work = database.work().await.unwrap();
        let first = [
            entry(units[1], of(1), Reading::Value(amount(i64::MAX))),
            entry(units[2], of(1), Reading::Value(amount(i64::MAX))),
            entry(units[3], of(1), Reading::NotApplicable),
            entry(units[1], of(2), Reading::Value(amount(-7))),
        ];
        assert_eq!(work.enter_cells(&history, &first, (AT, clerk)).await.unwrap(), 4);
        let total = work.cell_total(units[0], &of(1)).await.unwrap();
        assert_eq!(total, Running { sum: i128::from(i64::MAX) * 2, values: 2, not_applicable: 1 });
        // Twice in one turn: the last stands, both are kept.
        let second = [
            entry(units[1], of(1), Reading::Value(amount(5))),
            entry(units[1], of(1), Reading::Value(amount(6))),
            entry(units[2], of(1), Reading::Missing),
        ];
        assert_eq!(work.enter_cells(&history, &second, (AT, clerk)).await.unwrap(), 7);
        work.commit().await.unwrap();

        let mut read = database.read().await.unwrap();
        let totals = read.cell_totals(units[0], of(1).period).await.unwrap();
        assert_eq!(totals, [(of(1), Running { sum: 6, values: 1, not_applicable: 1 })]);
        assert_eq!(read.cell_total(units[4], &of(1)).await.unwrap(), Running::default());
        let entries = read.cell_entries(&first[0].key).await.unwrap();
        assert_eq!(entries.iter().map(|cell| cell.entered).collect::<Vec<_>>(), [1, 5, 6]);
        // As it stood, and as it stands.
        let stood = read.cells(&all, Some(4)).await.unwrap();
        assert_eq!(stood.get(&first[1].key), Reading::Value(amount(i64::MAX)));
        assert_eq!(stood.iter().count(), 4);
        let stands = read.cells(&all, None).await.unwrap();
        assert_eq!(stands.get(&first[0].key), Reading::Value(amount(6)));
        assert_eq!(stands.get(&first[1].key), Reading::Missing);
        assert_eq!(read.cells(&all, Some(0)).await.unwrap(), Cells::default());
        assert_eq!(read.cell_totals_differ(&history).await.unwrap(), 0);
    });
}

#[test]
fn a_merger_dated_back_moves_the_totals() {
    both::on_both(|database| async move {
        let House { units, clerk, indicators, history } = house(&database).await;
        let mut work = database.work().await.unwrap();
        let values =
            (1..5_usize).map(|unit| entry(units[unit], series(indicators[0], 7), Reading::Value(amount(10))));
        work.enter_cells(&history, &values.collect::<Vec<_>>(), (AT, clerk)).await.unwrap();
        work.commit().await.unwrap();
        // What stood under the city stands under a ward since the middle of the month.
        let under = Change::Move { unit: units[2], parent: Some(units[1]), position: None };
        let whole = |unit| Portion { unit, share: Share::whole() };
        let merge = Change::Merge {
            from: vec![whole(units[3]), whole(units[4])],
            into: Successor::Existing(units[4]),
        };
        let history = happen(&database, date(2025, 7, 15), vec![under, merge]).await;
        let mut read = database.read().await.unwrap();
        assert_eq!(read.cell_totals_differ(&history).await.unwrap(), 0);
        let sum = async |read: &mut store::Read, unit: usize| {
            read.cell_total(units[unit], &series(indicators[0], 7)).await.unwrap().sum
        };
        assert_eq!(sum(&mut read, 0).await, 40);
        assert_eq!(sum(&mut read, 1).await, 20);
        // Who ended counts under who was above it then.
        assert_eq!(sum(&mut read, 3).await, 10);
    });
}

#[test]
fn a_goal_is_revised_and_never_rewritten() {
    both::on_both(|database| async move {
        let House { units, clerk, indicators, .. } = house(&database).await;
        let of = series(indicators[0], 6);
        let revision = |on, goal| Revision {
            on,
            goal,
            ordered_by: Order {
                symbol: "05-NQ/TU".into(),
                date: on,
                issuer: "Thành ủy Hải Minh".into(),
                subject: None,
            },
        };
        let first = revision(date(2025, 1, 5), Goal::Value(amount(100)));
        let later = revision(date(2025, 3, 5), Goal::Range { low: amount(110), high: amount(120) });
        let place = (of.indicator, of.slice.clone());
        let mut target = Target::new(place, units[1], of.period, first.clone()).unwrap();
        let mut work = database.work().await.unwrap();
        assert_eq!(work.target(units[1], &of).await.unwrap(), None);
        work.add_goal(units[1], &of, &first, (AT, clerk)).await.unwrap();
        assert_eq!(work.target(units[1], &of).await.unwrap().as_ref(), Some(&target));
        work.add_goal(units[1], &of, &later, (AT, clerk)).await.unwrap();
        target.revise(later).unwrap();
        assert_eq!(work.target(units[1], &of).await.unwrap().as_ref(), Some(&target));
        assert!(matches!(
            work.add_goal(units[1], &of, &first, (AT, clerk)).await,
            Err(store::StoreError::Taken(_))
        ));
    });
}

#[test]
fn a_round_goes_up_back_and_up_again() {
    both::on_both(|database| async move {
        let House { units, clerk, history, .. } = house(&database).await;
        let calendars = Calendars::built_in().unwrap();
        let set = Set::built_in(&calendars).unwrap();
        let mut work = database.work().await.unwrap();
        for indicator in set.catalogue.iter() {
            work.set_indicator(indicator).await.unwrap();
        }
        let indicators = work.indicators().await.unwrap();
        let mut form = set.forms[3].clone();
        form.id = work.set_form(&form).await.unwrap();
        for section in &mut form.sections {
            for row in &mut section.rows {
                if let Row::Figure { indicator, .. } = row {
                    let code = &set.catalogue.get(*indicator).unwrap().code;
                    *indicator = indicators.iter().find(|kept| kept.code == *code).unwrap().id;
                }
            }
        }
        let period = series(indicators[0].id, 6).period;
        let taking: BTreeSet<UnitId> = units[1..4].iter().copied().collect();
        let forest = history.on(period.last);
        let mut campaign = Campaign::new(domain::CampaignId::new(1), &form, period, &taking, &forest);
        campaign.id = work.add_campaign(&campaign).await.unwrap();
        assert_eq!(work.campaign(campaign.id).await.unwrap().as_ref(), Some(&campaign));
        assert_eq!(work.campaigns(period).await.unwrap(), [campaign.id]);

        let (id, unit) = (campaign.id, units[1]);
        let asked: BTreeSet<CellKey> = form.cells(unit, period).collect();
        let draft = work.submission(id, unit).await.unwrap().unwrap();
        assert_eq!(draft, Submission::default());
        let up = draft.submit(date(2025, 7, 2), &Submitting::default()).unwrap();
        let reasons = asked.iter().take(2).map(|key| (key.clone(), "Chưa khớp".to_owned())).collect();
        let back = up.give_back(reasons, &asked).unwrap();
        for submission in [&up, &back, &up] {
            assert!(work.set_submission(id, unit, submission).await.unwrap());
            assert_eq!(work.submission(id, unit).await.unwrap().as_ref(), Some(submission));
        }
        assert!(!work.set_submission(id, units[0], &up).await.unwrap());
        assert_eq!(work.submission(id, units[0]).await.unwrap(), None);

        let ledger = Ledger::default();
        let mut approvals = Vec::new();
        for unit in &units[..2] {
            let approval = Approval::of(*unit, &campaign.covered(&form, *unit, &forest), &ledger);
            work.add_approval(id, &approval, (AT, clerk)).await.unwrap();
            approvals.push(approval);
        }
        assert_eq!(work.approvals(id).await.unwrap(), approvals);
        // A later one of the same unit counts.
        approvals[0].entered = 7;
        work.add_approval(id, &approvals[0], (AT, clerk)).await.unwrap();
        assert_eq!(work.approvals(id).await.unwrap(), approvals);
    });
}

/// Which unit, indicator, month; what.
type Said = (usize, usize, i8, Option<Option<i64>>);
/// Which unit, under which, on which day.
type Moved = (usize, usize, i8);

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Reporting §9.3: what is kept is what is computed anew, on both engines, whatever comes in whatever order.
    #[test]
    fn totals_are_what_cells_come_to(rounds in proptest::collection::vec((
        proptest::collection::vec((0..5_usize, 0..2_usize, 1..4_i8, proptest::option::of(proptest::option::of(any::<i64>()))), 0..12),
        proptest::option::of((1..5_usize, 1..5_usize, 2..28_i8)),
    ), 1..5)) {
        both::on_both(|database| {
            let rounds: Vec<(Vec<Said>, Option<Moved>)> = rounds.clone();
            async move {
                let House { units, clerk, indicators, mut history } = house(&database).await;
                let (mut cells, mut entered) = (Cells::default(), 0);
                for (said, moved) in rounds {
                    let mut work = database.work().await.unwrap();
                    let entries: Vec<NewEntry> = said.iter().map(|&(unit, which, month, what)| {
                        let reading = what.map_or(Reading::Missing, |what| what.map_or(Reading::NotApplicable, |n| Reading::Value(amount(n))));
                        entry(units[unit], series(indicators[which], month), reading)
                    }).collect();
                    work.enter_cells(&history, &entries, (AT, clerk)).await.unwrap();
                    work.commit().await.unwrap();
                    for entry in entries {
                        entered += 1;
                        cells.set(entry.key, Cell { reading: entry.reading, entered });
                    }
                    if let Some((unit, parent, day)) = moved.filter(|(unit, parent, _)| unit != parent) {
                        let change = Change::Move { unit: units[unit], parent: Some(units[parent]), position: None };
                        let on = date(2025, 2, day);
                        let mut tried = history.clone();
                        let ordered_by = Order { symbol: "1".into(), date: on, issuer: "Thành ủy Hải Minh".into(), subject: None };
                        let id = domain::EventId::new(1_000_000);
                        if tried.append(domain::units::UnitEvent { id, date: on, change: change.clone(), ordered_by }).is_ok() {
                            history = happen(&database, on, vec![change]).await;
                        }
                    }
                    let mut read = database.read().await.unwrap();
                    assert_eq!(read.cell_totals_differ(&history).await.unwrap(), 0);
                    let live = Live::of(&history, &cells);
                    for which in &indicators {
                        for month in 1..4 {
                            let series = series(*which, month);
                            let kept = read.cells(&[series.clone()].into(), None).await.unwrap();
                            let expected: Cells = cells.iter().filter(|(key, _)| key.series == series).collect();
                            assert_eq!(kept, expected);
                            for unit in &units {
                                assert_eq!(read.cell_total(*unit, &series).await.unwrap(), live.get(*unit, &series));
                            }
                        }
                    }
                }
            }
        });
    }
}
