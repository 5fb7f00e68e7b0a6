//! How far several tasks are, in one form.

use super::words;
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Frame, Page, Problem};
use app::rights::{TasksRead, TasksReport};
use axum::response::{IntoResponse, Response};
use domain::tasks::{Deed, Stage};
use maud::html;
use store::{TaskFilter, TaskRow};

type Pairs = axum::Form<Vec<(String, String)>>;

/// Most tasks of the form.
const ROWS: u32 = 50;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    show(&frame, &who, &Form::default()).await
}

/// The tasks on which the person may report now, what is due first first.
async fn rows(who: &Who) -> Result<Vec<TaskRow>, Problem> {
    let person = who.person()?;
    let leads = who.permit::<TasksReport>()?.within();
    let stages = vec![Stage::Received, Stage::Doing, Stage::SentBack];
    let filter = TaskFilter { leads, stages, ..TaskFilter::all(person.today) };
    Ok(who.permit::<TasksRead>()?.list(&filter, 0, ROWS).await.map_err(problem)?.rows)
}

async fn show(frame: &Frame, who: &Who, form: &Form) -> Result<Page, Problem> {
    let today = who.person()?.today;
    let rows = rows(who).await?;
    let body = html! {
        (form.summary(frame))
        @if rows.is_empty() { (ui::empty(frame.word("progress-none"), frame.word("progress-none-help"))) }
        @else {
            form method="post" data-keep="task-progress" {
                ul.progress-rows data-rows {
                    @for row in &rows {
                        @let id = row.id;
                        li {
                            p {
                                (ui::link(&row.action, format!("/tasks/{id}"))) br;
                                (words::standing(frame, row.stage, row.due, row.submitted_on, today))
                            }
                            input type="hidden" name={ "revision-" (id) } value=(row.revision);
                            (form.field(Field::number(format!("percent-{id}"), frame.word("task-percent-field"))))
                            (form.field(Field::text(format!("note-{id}"), frame.word("task-note")).limit(4_000)))
                        }
                    }
                }
                p.quiet { (frame.word("progress-help")) }
                p.actions { (Button::primary(frame.word("progress-save"))) }
            }
        }
    };
    let page = frame.page(frame.word("tasks-progress")).crumb(frame.word("area-tasks"), "/tasks");
    Ok(page.status(form.status()).help("tasks").body(body))
}

pub(super) async fn save(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let mut form = Form::new(pairs);
    let permit = who.permit::<TasksReport>()?;
    let mut deeds = Vec::new();
    for row in rows(&who).await? {
        let id = row.id;
        let percent = form.typed(&format!("percent-{id}")).to_owned();
        let note = form.typed(&format!("note-{id}")).to_owned();
        if percent.is_empty() && note.is_empty() {
            continue;
        }
        let revision = form.typed(&format!("revision-{id}")).parse().unwrap_or_default();
        let percent = if percent.is_empty() { Ok(row.percent) } else { percent.parse() };
        let Some(percent) = percent.ok().filter(|percent| *percent <= 100) else {
            form.wrong(format!("percent-{id}"), frame.word("task-refused-percent"));
            continue;
        };
        let deed = Deed::Progress { percent, note, difficulties: String::new(), proposals: String::new() };
        deeds.push((id, revision, deed));
    }
    let count = deeds.len();
    if form.is_right() {
        match permit.report_all(deeds).await {
            Ok(()) => {
                let text = frame.text("progress-saved", [("count", count.into())]);
                return Ok(frame.done("/tasks/progress", &Flash::done(text)));
            }
            Err(error) => at_fields(&frame, &mut form, error)?,
        }
    }
    Ok(show(&frame, &who, &form).await?.into_response())
}
