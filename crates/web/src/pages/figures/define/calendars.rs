//! The calendars by which figures are counted, each with the period of today.

use super::{CALENDARS, elsewhere};
use crate::pages::failure::problem;
use crate::pages::figures::words;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Table};
use crate::{Frame, Problem};
use app::rights::{FiguresDefine, FiguresRead};
use axum::response::{IntoResponse, Response};
use maud::html;

struct Row {
    name: String,
    now: String,
    days: String,
    next: String,
    source: String,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    who.permit::<FiguresDefine>()?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let today = who.person()?.today;
    let calendars = &definitions.calendars;
    let language = words::language(&frame);
    let row = |calendar: &domain::periods::Calendar| {
        let now = calendar.period(today);
        let name = |period: Option<domain::periods::Period>| {
            period.map(|period| calendars.name(period, language)).unwrap_or_default()
        };
        let days = now.map(|now| format!("{} – {}", ui::print_date(now.from), ui::print_date(now.last)));
        Row {
            name: words::of(&frame, &calendar.vi, &calendar.en).to_owned(),
            now: name(now),
            days: days.unwrap_or_default(),
            next: name(now.and_then(|now| calendar.shift(now, 1))),
            source: calendar.source.clone(),
        }
    };
    let rows: Vec<Row> = calendars.iter().map(row).collect();
    let table = Table::new("figure-calendars", frame.word("definitions-calendars"))
        .column(Column::text("name", frame.word("definitions-calendar"), |row: &Row| row.name.clone()).wide())
        .column(Column::text("now", frame.word("definitions-period-now"), |row: &Row| row.now.clone()))
        .column(Column::text("days", frame.word("definitions-days"), |row: &Row| row.days.clone()))
        .column(Column::text("next", frame.word("definitions-period-next"), |row: &Row| row.next.clone()))
        .column(Column::text("source", frame.word("definitions-source"), |row: &Row| row.source.clone()))
        .empty(frame.word("definitions-none"), frame.word("definitions-none-help"));
    let query = table.query(frame.query());
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let body = html! {
        (elsewhere(&frame, CALENDARS))
        (table.show(&frame, &query, &rows, rows.len() as u64))
    };
    let page =
        frame.page(frame.word("definitions-calendars")).crumb(frame.word("area-indicators"), "/indicators");
    Ok(page.lead(frame.word("definitions-calendars-lead")).help("figures").body(body).into_response())
}
