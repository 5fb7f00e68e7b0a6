//! Tasks as a board: a column for each stage, what is due first on top.

use super::chosen::{Chosen, rows};
use super::list::Row;
use super::views::{self, View};
use super::words;
use crate::pages::visit::Who;
use crate::ui::{self, FilterValue, Query};
use crate::{Frame, Problem};
use axum::response::{IntoResponse, Response};
use domain::tasks::Stage;
use jiff::civil::Date;
use maud::{Markup, html};
use store::TaskFilter;

/// Most cards of a column; the rest stands in the table.
const CARDS: u32 = 20;

/// A column: its cards, and how many there are.
struct Column {
    stage: Stage,
    cards: Vec<Row>,
    total: u64,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let today = who.person()?.today;
    let chosen = Chosen::of(&frame, who.person()?).await?;
    if let Some(file) = chosen.file(&who).await? {
        return Ok(file);
    }
    let mut columns = Vec::new();
    for stage in shown(&chosen.filter) {
        let filter = TaskFilter { stages: vec![stage], ..chosen.filter.clone() };
        let (cards, total) = rows(&who, &filter, 0, CARDS).await?;
        // A stage at which nothing stands keeps no room, unless everything passes through it.
        if total > 0 || matches!(stage, Stage::Given | Stage::Doing | Stage::Submitted) {
            columns.push(Column { stage, cards, total });
        }
    }
    let drawing = html! {
        div #tasks {
            (views::controls(&frame, &chosen))
            div.task-board role="region" aria-label=(frame.word("tasks-view-board")) tabindex="0" {
                @for column in &columns { (show(&frame, &chosen, column, today)) }
            }
        }
    };
    Ok(views::page(&frame, &who, &chosen, View::Board, &drawing).into_response())
}

/// The stages that have a column: those asked for, else all but what is no longer to be done.
fn shown(filter: &TaskFilter) -> Vec<Stage> {
    let asked = |stage: &Stage| match filter.stages.as_slice() {
        [] => *stage != Stage::Cancelled,
        stages => stages.contains(stage),
    };
    Stage::ALL.into_iter().filter(asked).collect()
}

fn show(frame: &Frame, chosen: &Chosen, column: &Column, today: Date) -> Markup {
    let all = all_of(chosen, column.stage);
    let rest = column.total.saturating_sub(column.cards.len() as u64);
    html! {
        section {
            h2 { (words::stage(frame, column.stage)) " " a.count href=(all) { (column.total) } }
            ul.plain data-rows {
                @for row in &column.cards {
                    li.card-of-board {
                        (ui::link(&row.task.action, format!("/tasks/{}", row.task.id)))
                        p.quiet { (row.lead) @if let Some(due) = row.task.due { " · " (ui::date(due)) } }
                        p { (words::status(row.task.stage, row.task.due, row.task.submitted_on, today).show(frame)) }
                    }
                }
            }
            @if rest > 0 { p { (ui::link(frame.text("tasks-more", [("count", rest.into())]), all)) } }
        }
    }
}

/// The table with the tasks of one stage, chosen by all else as here.
fn all_of(chosen: &Chosen, stage: Stage) -> String {
    let mut query = Query { page: 1, ..chosen.query.clone() };
    query.filters.insert("stage", FilterValue::Choice(vec![stage.code().to_owned()]));
    format!("/tasks?{}", chosen.table.print(&query))
}
