//! A task that nobody proposed: a leader's word, a clause that was not seen, a task handed down.

use super::asked::Asked;
use super::fields::{self, Source, Which};
use super::unit_name;
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Frame, Page, Problem};
use app::rights::{DocumentsRead, TasksAssign, TasksRead};
use app::tasks::Choices;
use axum::response::{IntoResponse, Response};
use domain::tasks::{Clause, Due};
use domain::{DocumentId, TaskId, UnitId};
use maud::html;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    let asked = Asked::of(&frame);
    let person = who.person()?;
    let mut form = Form::default();
    for name in ["document", "address", "quote", "parent"] {
        form.set(name, asked.value(name));
    }
    form.set("action", asked.value("quote"));
    if let Some(parent) = asked.parsed::<TaskId>("parent") {
        let open = who.permit::<TasksRead>()?.open(parent).await.map_err(problem)?;
        let terms = open.task.terms.clone();
        form.set("unit", unit_name(&who, terms.lead));
        form.set("action", terms.action);
        form.set("product", terms.product.unwrap_or_default());
        form.set("due", fields::print_due(&frame, open.task.due()));
        let lead = person.organisation.history().last_known(terms.lead);
        form.set("acceptor", lead.map(|unit| unit.name.clone()).unwrap_or_default());
    }
    if asked.value("agenda") == "yes" {
        form.set("session_on", asked.value("day"));
    }
    show(&frame, &who, form).await
}

async fn show(frame: &Frame, who: &Who, form: Form) -> Result<Page, Problem> {
    let person = who.person()?;
    let parent: Option<TaskId> = form.typed("parent").parse().ok();
    let permit = who.permit::<TasksAssign>()?;
    let forest = person.forest();
    // Who hands it out: one's own units; the unit of the document and the lead of the task above say it themselves.
    let own = person.posts().map(|post| post.unit).filter(|unit| permit.covers(*unit, &forest).is_ok());
    let own: Vec<(String, String)> = own.map(|unit| (unit.to_string(), unit_name(who, unit))).collect();
    let first = own.first().and_then(|(unit, _)| unit.parse().ok());
    let choices = match first {
        Some(unit) => permit.choices(unit).await.map_err(problem)?,
        None => Choices::default(),
    };
    let document: Option<DocumentId> = form.typed("document").parse().ok();
    let body = html! {
        (form.summary(frame))
        (fields::units(person))
        (fields::fields(&choices))
        form method="post" action="/tasks/new" data-keep="task-new" {
            @for name in ["document", "parent"] {
                @if !form.typed(name).is_empty() { input type="hidden" name=(name) value=(form.typed(name)); }
            }
            @if document.is_some() {
                (form.field(Field::text("address", frame.word("task-address")).hint(frame.word("task-address-hint"))))
                (form.field(Field::lines("quote", frame.word("task-quote"), 3).required()))
            }
            @if document.is_none() && parent.is_none() && own.len() > 1 {
                (form.field(Field::select("giver", frame.word("task-giver"), own)))
            }
            (fields::show(frame, &form, Which::New, &choices, |_| None))
            p.actions { (Button::primary(frame.word("deed-give"))) (ui::link(frame.word("preview-back"), "/tasks")) }
        }
    };
    let title = if parent.is_some() { frame.word("task-hand-down") } else { frame.word("task-new") };
    let page = frame.page(title).crumb(frame.word("area-tasks"), "/tasks").narrow().help("tasks");
    Ok(page.status(form.status()).body(body))
}

pub(super) async fn make(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let mut form = Form::new(pairs);
    let person = who.person()?;
    let permit = who.permit::<TasksAssign>()?;
    let (mut clauses, mut parent) = (Vec::new(), None);
    let unit: Option<UnitId> = if let Ok(id) = form.typed("document").parse::<DocumentId>() {
        let opened = who.permit::<DocumentsRead>()?.open(id).await.map_err(problem)?;
        let quote = form.typed("quote").to_owned();
        if quote.is_empty() {
            form.wrong("quote", frame.word("field-needed"));
        }
        clauses.push(Clause { document: id, address: form.typed("address").to_owned(), quote });
        Some(opened.document.unit)
    } else if let Ok(id) = form.typed("parent").parse::<TaskId>() {
        let open = who.permit::<TasksRead>()?.open(id).await.map_err(problem)?;
        parent = Some(id);
        Some(open.task.terms.lead)
    } else {
        let forest = person.forest();
        let mut own =
            person.posts().map(|post| post.unit).filter(|unit| permit.covers(*unit, &forest).is_ok());
        let chosen: Option<UnitId> = form.typed("giver").parse().ok();
        match chosen {
            Some(chosen) => own.find(|unit| *unit == chosen),
            None => own.next(),
        }
    };
    let Some(unit) = unit else { return Err(Problem::forbidden()) };
    let Some(task) = fields::read(&frame, person, &mut form, Source { unit, clauses, parent }) else {
        return Ok(show(&frame, &who, form).await?.into_response());
    };
    let comes_back = task.rhythm.is_some() && task.due != Due::None;
    match permit.give(&[task]).await {
        Ok(ids) => {
            let text = match ids.as_slice() {
                [_] => frame.word("task-given"),
                several => frame.text("tasks-given", [("count", several.len().into())]),
            };
            let first = ids.first().filter(|_| !comes_back).map(|id| format!("/tasks/{id}"));
            Ok(frame.done(first.unwrap_or_else(|| "/tasks".to_owned()), &Flash::done(text)))
        }
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(show(&frame, &who, form).await?.into_response())
        }
    }
}
