//! Units and what they entered: a committee with so many units right below, each with the cells of thirteen months.

use super::files::{mixed, name};
use crate::bench::broken;
use crate::failure::Failure;
use domain::indicators::{Amount, Catalogue, Decimals, Goal, Reading, Slice};
use domain::periods::{Calendars, Period};
use domain::ready::Set;
use domain::report::{Evidence, Goals, Kind, Outlines};
use domain::roll_up::{Cell, CellKey, Cells, RollUp, Series};
use domain::units::{Change, History, KindCode, NewUnit, Order, UnitEvent};
use domain::{EventId, UnitId};
use jiff::civil::{Date, date};

/// Who reports.
pub(super) const ROOT: UnitId = UnitId::new(1);
/// Since when there are units.
const SINCE: Date = date(2025, 7, 1);
/// A day of the month that is told.
const DAY: Date = date(2026, 11, 14);
/// What is to be reached in the year by each unit.
const GOAL: i64 = 44;

/// All that a report of the month needs besides words.
pub(super) struct Ground {
    pub(super) calendars: Calendars,
    pub(super) catalogue: Catalogue,
    pub(super) outlines: Outlines,
    pub(super) history: History,
    pub(super) cells: Cells,
    pub(super) goals: Goals,
    pub(super) period: Period,
    pub(super) units: usize,
}

impl Ground {
    pub(super) fn of(units: usize) -> Result<Self, Failure> {
        let calendars = Calendars::built_in().map_err(broken)?;
        let catalogue = Set::built_in(&calendars).map_err(broken)?.catalogue;
        let outlines = Outlines::built_in().map_err(broken)?;
        let ids = 0..=i64::try_from(units).map_err(broken)?;
        let history = History::replay(ids.map(created)).map_err(broken)?;
        let calendar = calendars.get(&Kind::Month.calendar());
        let calendar = calendar.ok_or_else(|| broken("no reporting months"))?;
        let period = calendar.period(DAY).ok_or_else(|| broken("no month"))?;
        let months: Vec<Period> = (0..13).filter_map(|back| calendar.shift(period, -back)).collect();
        let mut ground = Self {
            catalogue,
            outlines,
            history,
            cells: Cells::default(),
            goals: Goals::new(),
            period,
            units,
            calendars,
        };
        ground.enter(&months);
        if let Some(admitted) = ground.catalogue.find("members_admitted") {
            let goal = Amount::new(GOAL * i64::try_from(units).unwrap_or(0), Decimals::NONE);
            ground.goals.insert((ROOT, admitted.id, Slice::Whole), Goal::Value(goal));
        }
        Ok(ground)
    }

    fn enter(&mut self, months: &[Period]) {
        let codes = self.outlines.codes();
        let asked = codes.iter().filter_map(|code| self.catalogue.find(code));
        let mut entered = 0;
        for indicator in asked {
            for month in months.iter().filter(|month| self.catalogue.formula(indicator.id, **month).is_none())
            {
                for unit in 1..=self.units {
                    entered += 1;
                    let amount = Amount::new(said(unit, indicator.code.as_str(), *month), indicator.decimals);
                    let series = Series { indicator: indicator.id, slice: Slice::Whole, period: *month };
                    let cell = Cell { reading: Reading::Value(amount), entered };
                    self.cells.set(CellKey { unit: id(unit), series }, cell);
                }
            }
        }
    }

    /// What figures say.
    pub(super) fn evidence(&self) -> Evidence<'_> {
        let roll_up = RollUp::new(&self.history, &self.calendars, &self.catalogue, &self.cells);
        Evidence::new(roll_up, &self.calendars, &self.catalogue, &self.goals)
    }
}

/// What a unit says of an indicator in a month.
pub(super) fn said(unit: usize, code: &str, month: Period) -> i64 {
    let salt = code.bytes().fold(7_u64, |salt, byte| salt.wrapping_mul(31) ^ u64::from(byte));
    let number = u64::try_from(unit).unwrap_or(0) * 40 + u64::from(month.last.month().unsigned_abs());
    // Of all letters a part is one's own, and of these a part settled.
    let most = match code {
        "letters_received" | "documents_received" | "tasks_assigned" => 30,
        _ => 9,
    };
    1 + i64::try_from(mixed(number, salt) % most).unwrap_or(0)
}

/// The id of a unit.
pub(super) fn id(unit: usize) -> UnitId {
    UnitId::new(i64::try_from(unit).unwrap_or(0) + ROOT.get())
}

fn created(place: i64) -> UnitEvent {
    let unit = usize::try_from(place).unwrap_or(0);
    let is_root = place == 0;
    UnitEvent {
        id: EventId::new(place + 1),
        date: SINCE,
        change: Change::Create(NewUnit {
            unit: id(unit),
            kind: KindCode::new(if is_root { "city_committee" } else { "ward_committee" }),
            name: if is_root { "Thành ủy Hải Minh".to_owned() } else { name(unit) },
            short_name: None,
            parent: (!is_root).then_some(ROOT),
            position: None,
        }),
        ordered_by: Order {
            symbol: "01-QĐ/TU".to_owned(),
            date: SINCE,
            issuer: "Thành ủy Hải Minh".to_owned(),
            subject: None,
        },
    }
}
