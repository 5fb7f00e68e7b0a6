//! Tasks as a calendar: a month, with what is due on each day.

use super::chosen::{Chosen, rows};
use super::list::Row;
use super::views::{self, View};
use super::words;
use crate::pages::visit::Who;
use crate::ui::{self, FilterValue, Query};
use crate::{Frame, Problem};
use axum::response::{IntoResponse, Response};
use domain::documents::{Calendar, Period};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::TaskFilter;

/// Most tasks of a month that are read; the table has the others.
const MOST: u32 = 2_000;
/// Most tasks that a day shows.
const OF_DAY: usize = 5;
/// Parameter that names the month, by one of its days.
const MONTH: &str = "month";

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let person = who.person()?;
    let today = person.today;
    let mut chosen = Chosen::of(&frame, person).await?;
    if let Some(file) = chosen.file(&who).await? {
        return Ok(file);
    }
    let day: Option<Date> = chosen.asked.parsed(MONTH);
    let month = Period::of(Calendar::Month, day.or(chosen.filter.due_from).unwrap_or(today));
    chosen.query.rest.retain(|(name, _)| name != MONTH);
    let filter = TaskFilter {
        due_from: chosen.filter.due_from.max(Some(month.from)),
        due_to: Some(chosen.filter.due_to.map_or(month.last, |to| to.min(month.last))),
        ..chosen.filter.clone()
    };
    let (rows, total) = rows(&who, &filter, 0, MOST).await?;
    let mut days: BTreeMap<Date, Vec<Row>> = BTreeMap::new();
    for row in rows {
        if let Some(due) = row.task.due {
            days.entry(due).or_default().push(row);
        }
    }
    let works = person.working_days().await.map_err(crate::pages::failure::problem)?;
    let drawing = html! {
        div #tasks {
            (views::controls(&frame, &chosen))
            (heading(&frame, &chosen, month, total))
            table.month {
                thead { tr { @for day in weekdays(&frame) { th scope="col" { (day) } } } }
                tbody {
                    @for week in weeks(month) {
                        tr {
                            @for day in week {
                                @match day {
                                    Some(day) => { (cell(&frame, &chosen, day, today, works.works(day), days.get(&day).map_or(&[], Vec::as_slice))) }
                                    None => { td.beside {} }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(views::page(&frame, &who, &chosen, View::Calendar, &drawing).into_response())
}

/// The month, with the ways to those beside it.
fn heading(frame: &Frame, chosen: &Chosen, month: Period, total: u64) -> Markup {
    let to = |period: Period| {
        let mut query = chosen.query.clone();
        query.rest.push((MONTH.to_owned(), period.from.to_string()));
        format!("/tasks/calendar?{}", chosen.table.print(&query))
    };
    let after = month.last.tomorrow().map_or(month, |day| Period::of(Calendar::Month, day));
    html! {
        nav.month-choice aria-label=(frame.word("tasks-month")) {
            a href=(to(month.before())) rel="prev" { "← " (words::period(frame, month.before())) }
            h2 { (words::period(frame, month)) " " span.quiet { (frame.text("tasks-due-count", [("count", total.into())])) } }
            a href=(to(after)) rel="next" { (words::period(frame, after)) " →" }
        }
    }
}

fn weekdays(frame: &Frame) -> [String; 7] {
    [
        frame.word("weekday-1"),
        frame.word("weekday-2"),
        frame.word("weekday-3"),
        frame.word("weekday-4"),
        frame.word("weekday-5"),
        frame.word("weekday-6"),
        frame.word("weekday-7"),
    ]
}

/// The weeks of a month, from Monday on; days of others are none.
fn weeks(month: Period) -> Vec<[Option<Date>; 7]> {
    let before = month.from.weekday().since(Weekday::Monday);
    let monday = month.from.saturating_sub(i64::from(before).days());
    let mondays = monday.series(1.week()).take_while(|day| *day <= month.last);
    mondays
        .map(|monday| {
            let mut days = monday.series(1.day());
            std::array::from_fn(|_| days.next().filter(|day| (month.from..=month.last).contains(day)))
        })
        .collect()
}

fn cell(frame: &Frame, chosen: &Chosen, day: Date, today: Date, works: bool, rows: &[Row]) -> Markup {
    let class = match (day == today, works) {
        (true, _) => "today",
        (false, true) => "",
        (false, false) => "free",
    };
    html! {
        td class=(class) .bare[rows.is_empty()] {
            p.day-of-month { time datetime=(day) { (day.day()) span.hidden { "/" (day.month()) } } @if day == today { " " span.quiet { (frame.word("tasks-today")) } } }
            @if !rows.is_empty() {
                ul.plain {
                    @for row in rows.iter().take(OF_DAY) {
                        @let status = words::status(row.task.stage, row.task.due, row.task.submitted_on, today);
                        li { span title=(status.words(frame)) { (status.sign()) } " " a href={ "/tasks/" (row.task.id) } title={ (row.task.action) " – " (row.lead) } { (row.task.action) } }
                    }
                }
                @if rows.len() > OF_DAY { p { (ui::link(frame.text("tasks-more", [("count", (rows.len() - OF_DAY).into())]), all_of(chosen, day))) } }
            }
        }
    }
}

/// The table with what is due on one day, chosen by all else as here.
fn all_of(chosen: &Chosen, day: Date) -> String {
    let mut query = Query { page: 1, ..chosen.query.clone() };
    query.filters.insert("due", FilterValue::Days { from: Some(day), to: Some(day) });
    format!("/tasks?{}", chosen.table.print(&query))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_month_is_whole_weeks_and_each_of_its_days_stands_once(year in 1990_i16..2090, month in 1_i8..=12) {
            let month = Period::of(Calendar::Month, Date::new(year, month, 1).unwrap());
            let weeks = weeks(month);
            let days: Vec<Date> = weeks.iter().flatten().flatten().copied().collect();
            let all: Vec<Date> = month.from.series(1.day()).take_while(|day| *day <= month.last).collect();
            prop_assert_eq!(days, all);
            for week in weeks {
                for (place, day) in week.iter().enumerate() {
                    if let Some(day) = day {
                        prop_assert_eq!(usize::try_from(day.weekday().to_monday_zero_offset()).unwrap(), place);
                    }
                }
            }
        }
    }
}
