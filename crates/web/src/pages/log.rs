//! The log, for the inspector.

use super::failure::problem;
use super::visit::Who;
use crate::ui::{Column, Direction, Filter, FilterValue, Table};
use crate::{Access, Frame, Problem, Routes, areas};
use app::App;
use app::rights::LogRead;
use axum::response::{IntoResponse, Response};
use domain::log::Actor;
use domain::rights::Right;
use domain::span::local;
use maud::html;
use store::{LogFilter, LogRow};

/// So many entries are looked through; older ones are found by days.
const LOOKED_AT: i64 = 5_000;

pub(super) fn routes() -> Routes<App> {
    let right = Access::Right(Right::LogRead.code());
    Routes::new().get("/log", right, page).place_below(
        areas::ADMINISTRATION,
        "log-about",
        "log-title",
        "/log",
        right,
    )
}

struct Row {
    row: LogRow,
    day: jiff::civil::Date,
    time: String,
    who: String,
}

async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let permit = who.permit::<LogRead>()?;
    let table = table(&frame).views(frame.views("log").await?);
    let query = table.query(frame.query());
    let mut filter = LogFilter::default();
    if let Some(FilterValue::Text(verb)) = query.filters.get("verb") {
        filter.verb = Some(verb.clone());
    }
    let rows = permit.search(&filter, LOOKED_AT).await.map_err(problem)?;
    let rows = rows.into_iter().map(|row| {
        let local = local(row.entry.at);
        let who = match row.entry.actor {
            Actor::System => frame.word("log-system"),
            Actor::Account(id) => frame.text("log-account", [("number", id.to_string().into())]),
        };
        Row { day: local.date(), time: local.strftime("%H:%M:%S").to_string(), who, row }
    });
    let rows: Vec<Row> = rows.collect();
    let chosen = table.choose(&query, rows, |row, key, value| match (key, value) {
        ("day", FilterValue::Days { from, to }) => {
            from.is_none_or(|from| from <= row.day) && to.is_none_or(|to| row.day <= to)
        }
        _ => true,
    });
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let body = html! { (table.show(&frame, &query, &chosen.rows, chosen.total)) };
    Ok(frame
        .page(frame.word("log-title"))
        .lead(frame.word("log-lead"))
        .help("log")
        .body(body)
        .into_response())
}

fn table(frame: &Frame) -> Table<Row> {
    Table::new("log", frame.word("log-title"))
        .searchable()
        .filter(Filter::text("verb", frame.word("log-verb")))
        .filter(Filter::days("day", frame.word("log-day")))
        .column(
            Column::number("number", frame.word("log-number"), |row: &Row| {
                Some(vitext::Decimal::new(row.row.id.get(), 0))
            })
            .narrow()
            .sortable(),
        )
        .column(Column::date("day", frame.word("log-day"), |row: &Row| Some(row.day)).narrow())
        .column(Column::text("time", frame.word("log-time"), |row: &Row| row.time.clone()).narrow())
        .column(Column::text("who", frame.word("log-who"), |row: &Row| row.who.clone()))
        .column(Column::text("verb", frame.word("log-verb"), |row: &Row| row.row.entry.verb.clone()))
        .column(Column::text("object", frame.word("log-object"), |row: &Row| {
            let object = &row.row.entry.object;
            object.id.map_or_else(|| object.kind.clone(), |id| format!("{} {id}", object.kind))
        }))
        .column(
            Column::text("before", frame.word("log-before"), |row: &Row| text(row.row.entry.before.as_ref()))
                .hidden(),
        )
        .column(
            Column::text("after", frame.word("log-after"), |row: &Row| text(row.row.entry.after.as_ref()))
                .wide(),
        )
        .column(
            Column::text("post", frame.word("log-post"), |row: &Row| {
                row.row.entry.post.map(|post| post.to_string()).unwrap_or_default()
            })
            .hidden(),
        )
        .column(
            Column::text("from", frame.word("log-from"), |row: &Row| {
                row.row.entry.from.clone().unwrap_or_default()
            })
            .hidden(),
        )
        .sorted("number", Direction::Down)
        .empty(frame.word("log-nothing"), frame.word("log-nothing-help"))
}

fn text(json: Option<&domain::log::Json>) -> String {
    json.map(|json| json.as_str().to_owned()).unwrap_or_default()
}
