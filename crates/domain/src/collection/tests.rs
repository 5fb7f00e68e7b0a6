//! Forms and rounds, life of a submission, approvals, rules, odd figures.

mod approvals;
mod forms;
mod odd;
mod rules;
mod submissions;

use super::*;
use crate::ids::{FormId, IndicatorId};
use crate::indicators::{Catalogue, Slice};
use crate::periods::{CalendarCode, Calendars, Period};
use crate::roll_up::fixture;
use jiff::civil::date;

pub(super) const JUNE: Period = Period { from: date(2025, 6, 1), last: date(2025, 6, 30) };

pub(super) fn known() -> (Calendars, Catalogue) {
    let calendars = Calendars::built_in().unwrap();
    let catalogue = fixture::catalogue(&calendars);
    (calendars, catalogue)
}

pub(super) fn figure(indicator: IndicatorId, required: bool) -> Row {
    Row::Figure { indicator, slice: Slice::Whole, required }
}

/// Revenue, members and a word about it, on the day after for wards and two days later for the city.
pub(super) fn form() -> Form {
    let narrative = Row::Narrative {
        code: "causes".parse().unwrap(),
        vi: "Nguyên nhân".into(),
        en: "Causes".into(),
        required: false,
    };
    Form {
        id: FormId::new(1),
        code: "month_ward".parse().unwrap(),
        vi: "Báo cáo tháng".into(),
        en: "Monthly report".into(),
        calendar: CalendarCode::new("month"),
        sections: vec![Section {
            vi: "Kinh tế".into(),
            en: "Economy".into(),
            rows: vec![figure(fixture::REVENUE, true), figure(fixture::MEMBERS, false), narrative],
        }],
        due: vec![Due { level: 0, days: 3 }, Due { level: 1, days: 1 }],
    }
}
