//! All events of the organisation, and taking one back.

use super::words;
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Column, Direction, Filter, FilterValue, Table};
use crate::{Frame, Problem};
use app::rights::{UnitsChange, UnitsRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::EventId;
use domain::rights::Right;
use domain::units::UnitEvent;
use maud::{Markup, html};
use std::sync::Arc;

struct Row {
    event: Arc<UnitEvent>,
    what: Markup,
    order: Markup,
    undo: Option<Markup>,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let permit = who.permit::<UnitsRead>()?;
    let person = who.person()?;
    let may_revert = person.has(Right::UnitsChange);
    let rows: Vec<Row> = permit
        .history()
        .events()
        .iter()
        .map(|event| Row {
            event: event.clone(),
            what: words::event(&frame, person.app(), &person.organisation, event),
            order: words::order(&frame, &event.ordered_by).unwrap_or_default(),
            undo: may_revert.then(|| {
                html! {
                    form method="post" action={ "/units/events/" (event.id) "/revert" } {
                        (ui::Button::plain(frame.word("units-revert")))
                    }
                }
            }),
        })
        .collect();
    let table = table(&frame);
    let query = table.query(frame.query());
    let chosen = table.choose(&query, rows, |row, key, value| match (key, value) {
        ("day", FilterValue::Days { from, to }) => {
            from.is_none_or(|from| from <= row.event.date) && to.is_none_or(|to| row.event.date <= to)
        }
        _ => true,
    });
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let body = table.show(&frame, &query, &chosen.rows, chosen.total);
    let page = frame.page(frame.word("units-events")).crumb(frame.word("area-units"), "/units");
    Ok(page.lead(frame.word("units-events-lead")).body(body).into_response())
}

fn table(frame: &Frame) -> Table<Row> {
    Table::new("events", frame.word("units-events"))
        .searchable()
        .filter(Filter::days("day", frame.word("log-day")))
        .column(Column::date("day", frame.word("log-day"), |row: &Row| Some(row.event.date)).sortable())
        .column(
            Column::text("what", frame.word("units-what"), |row: &Row| plain(&row.what))
                .cell(|row| row.what.clone())
                .wide(),
        )
        .column(Column::text("order", frame.word("units-order"), |row: &Row| plain(&row.order)).wide())
        .column(
            Column::text("undo", frame.word("undo"), |_: &Row| String::new())
                .cell(|row| row.undo.clone().unwrap_or_default())
                .narrow(),
        )
        .sorted("day", Direction::Down)
        .empty(frame.word("units-none"), frame.word("units-none-help"))
}

/// The words of a cell without its links: for the file.
fn plain(markup: &Markup) -> String {
    let mut text = String::with_capacity(markup.0.len());
    let mut inside = false;
    for c in markup.0.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

pub(super) async fn revert(frame: Frame, who: Who, Path(event): Path<String>) -> Result<Response, Problem> {
    let event: EventId = event.parse().map_err(|_| Problem::not_found())?;
    let permit = who.permit::<UnitsChange>()?;
    match permit.revert(event).await {
        Ok(()) => Ok(frame.done("/units/events", &ui::Flash::done(frame.word("units-reverted")))),
        Err(error @ app::AppError::Refused { .. }) => {
            let mut form = ui::Form::default();
            at_fields(&frame, &mut form, error)?;
            let sentence = form.error("").unwrap_or_default().to_owned();
            Ok(frame.done("/units/events", &ui::Flash::failed(sentence)))
        }
        Err(error) => Err(problem(error)),
    }
}
