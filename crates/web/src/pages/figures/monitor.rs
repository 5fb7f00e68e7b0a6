//! A round: who has come how far, who is late.

use super::{scope, unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Filter, Table};
use crate::{Frame, Problem};
use app::figures::{Monitor, Standing};
use app::rights::FiguresRead;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::CampaignId;
use domain::collection::{Punctuality, State};
use maud::{Markup, html};
use vitext::Decimal;

/// A unit with the words that stand elsewhere.
struct Row {
    standing: Standing,
    name: String,
    path: String,
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: CampaignId = id.parse().map_err(|_| Problem::not_found())?;
    let monitor = who.permit::<FiguresRead>()?.monitor(id).await.map_err(problem)?;
    let today = who.person()?.today;
    let table = table(&frame, today);
    let query = table.query(frame.query());
    let states = query.choices("state").to_vec();
    let row = |standing: &Standing| Row {
        standing: *standing,
        name: unit_name(&who, standing.row.unit),
        path: format!("/indicators/rounds/{id}/{}", standing.row.unit),
    };
    let asked = |standing: &&Standing| {
        states.is_empty() || states.iter().any(|state| state == standing.row.state.code())
    };
    let mut rows: Vec<Row> = monitor.units.iter().filter(asked).map(row).collect();
    // Who is late, and who has most to do, first.
    rows.sort_by_key(|row| rank(&row.standing));
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let total = rows.len() as u64;
    let first = usize::try_from(query.offset()).unwrap_or(usize::MAX).min(rows.len());
    let last = first.saturating_add(query.rows as usize).min(rows.len());
    let form =
        monitor.form().map(|form| words::of(&frame, &form.vi, &form.en).to_owned()).unwrap_or_default();
    let calendars = who.person()?.app().calendars();
    let period = calendars.name(monitor.row.period, words::language(&frame));
    let body = html! {
        (numbers(&frame, &monitor))
        (table.show(&frame, &query, rows.get(first..last).unwrap_or_default(), total))
        p { (ui::link(frame.word("indicators-results"), format!("/indicators?period={}", scope::print(monitor.row.period)))) }
    };
    let page = frame.page(form).crumb(frame.word("area-indicators"), "/indicators");
    let page = page.crumb(frame.word("indicators-rounds"), "/indicators/rounds").lead(period);
    let page = page.help("figures").body(body);
    let waiting = super::approve::waiting(&who, &monitor).len();
    Ok(if waiting > 0 {
        let text = frame.text("indicators-approve-waiting", [("count", waiting.into())]);
        page.action(Button::primary(text).href(format!("/indicators/rounds/{id}/approve"))).into_response()
    } else {
        page.into_response()
    })
}

/// Returned and overdue first, then what waits for a decision, then what is under way, then what is done.
fn rank(standing: &Standing) -> (u8, i32) {
    match (standing.row.state, standing.punctuality) {
        (State::Draft, Punctuality::Overdue(days)) => (0, -days),
        (State::Submitted, _) => (1, 0),
        (State::Returned, _) => (2, 0),
        (State::Draft, Punctuality::Open(days)) => (3, days),
        (State::Draft, _) => (4, 0),
        (State::Approved, _) => (5, 0),
    }
}

/// How many in each state, each leading to them; how complete and how timely all of it is.
fn numbers(frame: &Frame, monitor: &Monitor) -> Markup {
    let units = &monitor.units;
    let count = |state: State| units.iter().filter(|unit| unit.row.state == state).count();
    let share = |part: usize, whole: usize| (part * 100).checked_div(whole).unwrap_or_default();
    let there: u32 = units.iter().map(|u| u.completeness.values + u.completeness.not_applicable).sum();
    let asked: u32 = units.iter().map(|u| u.completeness.asked).sum();
    let handed = units.iter().filter(|unit| unit.row.first_submitted.is_some()).count();
    let timely = units.iter().filter(|unit| unit.punctuality == Punctuality::OnTime).count();
    html! {
        ul.numbers {
            @for state in State::ALL {
                li { a href={ "/indicators/rounds/" (monitor.row.id) "?state=" (state.code()) } { strong { (count(state)) } " " (words::state(frame, state)) } }
            }
        }
        p.quiet {
            (frame.text("indicators-complete", [
                ("there", there.into()), ("asked", asked.into()),
                ("percent", share(there as usize, asked as usize).into()),
            ])) " · "
            (frame.text("indicators-handed", [("handed", handed.into()), ("units", units.len().into()), ("timely", timely.into())]))
        }
    }
}

fn table(frame: &Frame, today: jiff::civil::Date) -> Table<Row> {
    let states = State::ALL.map(|state| (state.code().to_owned(), words::state(frame, state)));
    let (first, second, third, fourth) = (frame.clone(), frame.clone(), frame.clone(), frame.clone());
    Table::new("figure-monitor", frame.word("indicators-monitor"))
        .filter(Filter::choice("state", frame.word("indicators-state"), states))
        .column(
            Column::text("unit", frame.word("indicators-unit"), |row: &Row| row.name.clone())
                .cell(|row: &Row| ui::link(&row.name, &row.path))
                .wide(),
        )
        .column(
            Column::text("state", frame.word("indicators-state"), move |row: &Row| {
                words::state(&first, row.standing.row.state)
            })
            .cell(move |row: &Row| {
                let status = words::status(row.standing.row.state, row.standing.punctuality);
                let class = match row.standing.row.state {
                    State::Approved => "status good",
                    State::Returned => "status soon",
                    State::Submitted => "status going",
                    State::Draft if matches!(row.standing.punctuality, Punctuality::Overdue(_)) => "status bad",
                    State::Draft => "status still",
                };
                html! { span class=(class) { span.sign aria-hidden="true" { (status.sign()) } " " (words::state(&second, row.standing.row.state)) } }
            }),
        )
        .column(
            Column::number("filled", frame.word("indicators-filled"), |row: &Row| {
                let there = row.standing.completeness.values + row.standing.completeness.not_applicable;
                Some(Decimal::from(there))
            })
            .cell(|row: &Row| {
                let done = row.standing.completeness;
                html! { (done.values + done.not_applicable) "/" (done.asked) }
            }),
        )
        .column(Column::number("lacking", frame.word("indicators-lacking"), |row: &Row| {
            Some(Decimal::from(row.standing.completeness.lacking))
        }))
        .column(
            Column::date("due", frame.word("indicators-due"), |row: &Row| Some(row.standing.row.due))
                .cell(move |row: &Row| ui::day(&fourth, row.standing.row.due, today)),
        )
        .column(Column::text("time", frame.word("indicators-timely"), move |row: &Row| {
            words::punctuality(&third, row.standing.punctuality)
        }))
        .empty(frame.word("indicators-rounds-none"), frame.word("indicators-rounds-none-help"))
}
