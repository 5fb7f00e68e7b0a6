//! Tasks as a table: the filters stand in the address, the same filter gives the file.

use super::chosen::{Chosen, rows};
use super::views::{self, View};
use super::words;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Filter, Table};
use crate::{Frame, Problem};
use axum::response::{IntoResponse, Response};
use domain::tasks::{Stage, Timeliness};
use jiff::civil::Date;
use maud::html;
use store::TaskRow;

/// A row: the task with the words that stand elsewhere.
pub(super) struct Row {
    pub(super) task: TaskRow,
    pub(super) lead: String,
    pub(super) responsible: String,
    pub(super) leader: String,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let chosen = Chosen::of(&frame, who.person()?).await?;
    if let Some(file) = chosen.file(&who).await? {
        return Ok(file);
    }
    let Chosen { table, query, filter, .. } = &chosen;
    let (rows, total) = rows(&who, filter, query.offset(), query.rows).await?;
    let drawing = table.show(&frame, query, &rows, total);
    Ok(views::page(&frame, &who, &chosen, View::Table, &drawing).into_response())
}

/// The table, for this page and for a part of others.
pub(super) fn table(frame: &Frame, today: Date) -> Table<Row> {
    let stages = Stage::ALL.map(|stage| (stage.code().to_owned(), words::stage(frame, stage)));
    let buckets = Timeliness::ALL.map(|bucket| (bucket.code().to_owned(), words::bucket(frame, bucket)));
    let (first, second, third) = (frame.clone(), frame.clone(), frame.clone());
    let (fourth, fifth) = (frame.clone(), frame.clone());
    let path = |row: &Row| format!("/tasks/{}", row.task.id);
    let status = move |row: &Row| {
        let task = &row.task;
        let status = words::status(task.stage, task.due, task.submitted_on, today).words(&first);
        format!("{status} – {}", words::stage(&first, task.stage))
    };
    let show_status = move |row: &Row| {
        let task = &row.task;
        words::standing(&second, task.stage, task.due, task.submitted_on, today)
    };
    Table::new("tasks", frame.word("area-tasks"))
        .searchable()
        .filter(Filter::choice("bucket", frame.word("tasks-bucket"), buckets))
        .filter(Filter::choice("stage", frame.word("task-stage"), stages))
        .filter(Filter::days("due", frame.word("task-due")))
        .filter(Filter::yes("unclear", frame.word("tasks-unclear")))
        .filter(Filter::yes("extension", frame.word("tasks-extension")))
        .filter(Filter::yes("bare", frame.word("tasks-bare")))
        .column(
            Column::text("action", frame.word("task-action"), |row: &Row| row.task.action.clone())
                .cell(move |row| ui::link(&row.task.action, path(row)))
                .wide(),
        )
        .column(Column::text("lead", frame.word("task-lead"), |row: &Row| row.lead.clone()))
        .column(
            Column::text("responsible", frame.word("task-responsible"), |row: &Row| row.responsible.clone())
                .hidden(),
        )
        .column(
            Column::text("field", frame.word("task-field"), |row: &Row| {
                row.task.field.clone().unwrap_or_default()
            })
            .hidden(),
        )
        .column(Column::text("leader", frame.word("task-leader"), |row: &Row| row.leader.clone()).hidden())
        .column(
            Column::date("due", frame.word("task-due"), |row: &Row| row.task.due)
                .cell(move |row| match row.task.due {
                    Some(due) => ui::day(&fifth, due, today),
                    None => html! { "–" },
                })
                .sortable(),
        )
        .column(Column::text("status", frame.word("task-status"), status).cell(show_status))
        .column(
            Column::number("percent", frame.word("task-percent"), |row: &Row| {
                Some(vitext::Decimal::from(row.task.percent))
            })
            .unit("%")
            .narrow(),
        )
        .column(
            Column::text("clears", frame.word("tasks-clears"), move |row: &Row| {
                words::missing(&third, row.task.clears)
            })
            .cell(move |row| words::dots(&fourth, row.task.clears)),
        )
        .column(
            Column::date("given", frame.word("task-given-on"), |row: &Row| Some(row.task.given_on))
                .sortable()
                .hidden(),
        )
        .column(
            Column::number("urgings", frame.word("task-urgings"), |row: &Row| {
                Some(vitext::Decimal::from(row.task.urgings))
            })
            .hidden(),
        )
        .column(
            Column::number("extensions", frame.word("task-extensions"), |row: &Row| {
                Some(vitext::Decimal::from(row.task.extensions))
            })
            .hidden(),
        )
        .sorted("due", ui::Direction::Up)
        .empty(frame.word("tasks-none"), frame.word("tasks-none-help"))
}
