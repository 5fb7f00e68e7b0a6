use super::*;
use crate::ids::{CampaignId, UnitId};
use crate::indicators::Reading;
use crate::roll_up::{CellKey, Cells, Series};
use crate::units::{Change, History, KindCode, NewUnit, Order, UnitEvent};
use std::collections::BTreeSet;

fn history() -> History {
    let create = |id: i64, parent: Option<i64>| UnitEvent {
        id: crate::EventId::new(id),
        date: date(2020, 1, 1),
        change: Change::Create(NewUnit {
            unit: UnitId::new(id),
            kind: KindCode::new("ward_committee"),
            name: format!("Phường {id}"),
            short_name: None,
            parent: parent.map(UnitId::new),
            position: None,
        }),
        ordered_by: Order {
            symbol: "12-NQ/TU".into(),
            date: date(2020, 1, 1),
            issuer: "Thành ủy Hải Minh".into(),
            subject: None,
        },
    };
    History::replay([create(1, None), create(2, Some(1)), create(3, Some(1)), create(4, Some(3))]).unwrap()
}

#[test]
fn each_fault_of_a_form_is_named() {
    let (calendars, catalogue) = known();
    let faults = |change: &dyn Fn(&mut Form)| {
        let mut form = form();
        change(&mut form);
        form.faults(&catalogue, &calendars).iter().map(FormFault::key).collect::<Vec<_>>()
    };
    let put = |row: Row| move |form: &mut Form| form.sections[0].rows.push(row.clone());
    assert_eq!(faults(&|_| {}), Vec::<&str>::new());
    assert_eq!(faults(&put(figure(IndicatorId::new(99), false))), ["form-indicator"]);
    assert_eq!(faults(&put(figure(fixture::PER_HEAD, false))), ["form-computed"]);
    assert_eq!(faults(&put(figure(fixture::REVENUE, false))), ["form-twice"]);
    let women = Row::Figure {
        indicator: fixture::MEMBERS,
        slice: Slice::Part("women".parse().unwrap()),
        required: false,
    };
    assert_eq!(faults(&put(women)), ["form-part"]);
    assert_eq!(faults(&|form| form.calendar = CalendarCode::new("moon"))[0], "form-calendar");
    assert_eq!(faults(&|form| form.calendar = CalendarCode::new("week")), ["form-not-collected"; 2]);
    assert_eq!(faults(&|form| form.sections.clear()), ["form-empty"]);
    assert_eq!(faults(&|form| form.due.reverse()), ["form-due"]);
    let again = form().sections[0].rows[2].clone();
    assert_eq!(faults(&put(again)), ["form-twice"]);
}

#[test]
fn a_round_knows_who_is_due_when_and_what_lacks() {
    let form = form();
    let units: BTreeSet<UnitId> = [1, 2, 4].map(UnitId::new).into();
    let forest = history().on(JUNE.last);
    let campaign = Campaign::new(CampaignId::new(1), &form, JUNE, &units, &forest);
    let due: Vec<_> = campaign.units.values().copied().collect();
    assert_eq!(due, [date(2025, 7, 3), date(2025, 7, 1), date(2025, 7, 1)]);
    let mut cells = Cells::default();
    let of = |cells: &Cells, unit| campaign.completeness(&form, UnitId::new(unit), cells);
    assert_eq!(of(&cells, 2), Completeness { asked: 2, lacking: 1, ..Completeness::default() });
    cells.set(fixture::key(fixture::REVENUE, 2, JUNE), fixture::cell(Reading::Value(0), 1));
    cells.set(fixture::key(fixture::MEMBERS, 2, JUNE), fixture::cell(Reading::NotApplicable, 2));
    assert_eq!(of(&cells, 2), Completeness { asked: 2, values: 1, not_applicable: 1, lacking: 0 });
    assert_eq!(of(&cells, 3), Completeness::default());
    let covered = |unit| {
        campaign
            .covered(&form, UnitId::new(unit), &forest)
            .iter()
            .map(|key| key.unit.get())
            .collect::<Vec<_>>()
    };
    assert_eq!(covered(1), [1, 1, 2, 2, 4, 4]);
    assert_eq!(covered(3), [4, 4]);
}

#[test]
fn being_in_time_is_derived() {
    let due = date(2025, 7, 1);
    let of = |submitted, today| Punctuality::of(due, submitted, today);
    assert_eq!(of(Some(due), date(2026, 1, 1)), Punctuality::OnTime);
    assert_eq!(of(Some(date(2025, 7, 3)), date(2026, 1, 1)), Punctuality::Late(2));
    assert_eq!(of(None, date(2025, 6, 29)), Punctuality::Open(2));
    assert_eq!(of(None, due), Punctuality::Open(0));
    assert_eq!(of(None, date(2025, 7, 2)), Punctuality::Overdue(1));
}

#[test]
fn a_figure_is_asked_once() {
    let (calendars, catalogue) = known();
    let month = form();
    let again = Form { id: FormId::new(2), ..form() };
    let mut quarter = Form { id: FormId::new(3), calendar: CalendarCode::new("quarter"), ..form() };
    quarter.sections[0].rows.push(figure(fixture::SATISFIED, true));
    let series = |indicator, period| Series { indicator, slice: Slice::Whole, period };
    let whole = Period { from: date(2025, 4, 1), last: JUNE.last };
    let of =
        |form: &Form, series: &Series, others: &[&Form]| origin(form, series, others, &catalogue, &calendars);
    assert_eq!(of(&month, &series(fixture::REVENUE, JUNE), &[&month]), Origin::Asked);
    assert_eq!(of(&again, &series(fixture::REVENUE, JUNE), &[&month]), Origin::Same(month.id));
    let Origin::Parts(by, parts) = of(&quarter, &series(fixture::REVENUE, whole), &[&month]) else {
        panic!("in parts")
    };
    assert_eq!((by, parts.len(), parts[2]), (month.id, 3, JUNE));
    // No form asks for the months of it.
    assert_eq!(of(&quarter, &series(fixture::SATISFIED, whole), &[&month]), Origin::Asked);
    let costs = burden(&[&month, &again, &quarter], JUNE.last, &catalogue, &calendars);
    let costs: Vec<_> = costs.iter().map(|burden| (burden.typed, burden.filled, burden.narratives)).collect();
    assert_eq!(costs, [(2, 0, 1), (0, 2, 1), (1, 2, 1)]);
    // The same cell, whoever asks.
    let one: Vec<CellKey> = month.cells(UnitId::new(2), JUNE).collect();
    assert_eq!(one, again.cells(UnitId::new(2), JUNE).collect::<Vec<_>>());
}
