//! The period that a page is about: read from the address, named, and chosen.

use crate::Frame;
use crate::ui::{self, Button, Field, Form, Tab};
use domain::documents::{Calendar, Period};
use jiff::civil::Date;
use maud::{Markup, html};

/// The days between `from` and `to` as they stand in an address; the year of `today` where they do not.
pub(super) fn read(from: &str, to: &str, today: Date) -> Period {
    let days = ui::parse_date(from).zip(ui::parse_date(to));
    let typed = days.and_then(|(from, last)| Period::new(from, last));
    typed.unwrap_or_else(|| Period::of(Calendar::Year, today))
}

/// What people call it: `tháng 11/2026`, `quý IV/2026`.
pub(super) fn name(frame: &Frame, period: Period) -> String {
    let Period { from, last } = period;
    let year = || from.year().to_string().into();
    match period.calendar() {
        Some(Calendar::Month) => {
            frame.text("period-month", [("month", from.month().to_string().into()), ("year", year())])
        }
        Some(Calendar::ReportingMonth) => frame.text(
            "period-reporting-month",
            [("month", last.month().to_string().into()), ("year", last.year().to_string().into())],
        ),
        Some(Calendar::Quarter) => {
            let quarter = ["I", "II", "III", "IV"][usize::from((from.month().unsigned_abs() - 1) / 3 % 4)];
            frame.text("period-quarter", [("quarter", quarter.into()), ("year", year())])
        }
        Some(Calendar::Year) => frame.text("period-year", [("year", year())]),
        None => days(frame, period),
    }
}

/// Its first and last day.
pub(super) fn days(frame: &Frame, Period { from, last }: Period) -> String {
    let day = |day| ui::print_date(day).into();
    frame.text("period-days", [("from", day(from)), ("to", day(last))])
}

/// Choosing another one. `address` makes the address of the page for a period; `fields` stand in the form beside the days.
pub(super) fn choose(
    frame: &Frame,
    period: Period,
    today: Date,
    address: impl Fn(Period) -> String,
    fields: Markup,
) -> Markup {
    let anchor = if period.span().contains(today) { today } else { period.last };
    let calendars = Calendar::ALL.map(|calendar| Tab {
        title: frame.word(match calendar {
            Calendar::Month => "period-by-month",
            Calendar::ReportingMonth => "period-by-reporting-month",
            Calendar::Quarter => "period-by-quarter",
            Calendar::Year => "period-by-year",
        }),
        href: address(Period::of(calendar, anchor)),
        current: period.calendar() == Some(calendar),
        count: None,
    });
    let mut form = Form::default();
    form.set("from", ui::print_date(period.from));
    form.set("to", ui::print_date(period.last));
    html! {
        form.inline method="get" action=(frame.path()) {
            (fields)
            (form.field(Field::date("from", frame.word("period-from"))))
            (form.field(Field::date("to", frame.word("period-to"))))
            (Button::plain(frame.word("period-see")))
        }
        (ui::tabs(frame.word("period-calendars"), &calendars))
        p {
            (ui::link(format!("‹ {}", name(frame, period.before())), address(period.before())))
            " · " strong { (name(frame, period)) } " · "
            (ui::link(format!("{} ›", name(frame, period.after())), address(period.after())))
        }
    }
}
