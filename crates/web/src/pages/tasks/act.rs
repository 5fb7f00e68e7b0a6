//! The form of a deed, and the deed. Who saw an older state is told so.

use super::fields::{self, Which};
use super::{unit_name, words};
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::rights::{TasksAccept, TasksAssign, TasksRead, TasksReport};
use app::tasks::{Choices, NewTask, OpenTask, UnitNames};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::TaskId;
use domain::tasks::{Deed, Side, Told};
use maud::{Markup, html};

type Pairs = axum::Form<Vec<(String, String)>>;

/// Longest text of a reason.
const TEXT: u32 = 4_000;

pub(super) fn number(text: &str) -> Result<TaskId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

pub(super) async fn show(
    frame: Frame,
    who: Who,
    Path((id, deed)): Path<(String, String)>,
) -> Result<Page, Problem> {
    form_page(&frame, &who, number(&id)?, &deed, Form::default(), false).await
}

pub(super) async fn form_page(
    frame: &Frame,
    who: &Who,
    id: TaskId,
    deed: &str,
    mut form: Form,
    changed: bool,
) -> Result<Page, Problem> {
    let open = who.permit::<TasksRead>()?.open(id).await.map_err(problem)?;
    if !open.possible.has(deed) {
        // Not now, or not this person.
        return Err(Problem::forbidden());
    }
    let choices = match deed {
        "clarify" => who.permit::<TasksAssign>()?.choices(open.task.terms.unit).await.map_err(problem)?,
        _ => Choices::default(),
    };
    let fields = deed_fields(frame, who, &open, deed, &mut form, &choices)?;
    let title = words::deed(frame, deed);
    let danger = matches!(deed, "cancel" | "return" | "send_back" | "refuse_extension");
    let button = if danger { Button::danger(&title) } else { Button::primary(&title) };
    let (action, files) = match deed {
        "submit" => (format!("/tasks/{id}/result"), Some("multipart/form-data")),
        _ => (format!("/tasks/{id}/do/{deed}"), None),
    };
    let body = html! {
        @if changed { (ui::notice(frame, ui::Tone::Warning, frame.word("form-changed"))) }
        (form.summary(frame))
        form method="post" action=(action) enctype=[files] {
            input type="hidden" name="revision" value=(open.task.revision);
            (fields)
            p.actions { (button) (ui::link(frame.word("preview-back"), format!("/tasks/{id}"))) }
        }
    };
    let status = if changed { StatusCode::CONFLICT } else { form.status() };
    let page = frame.page(title).crumb(frame.word("area-tasks"), "/tasks");
    let page = page
        .crumb(frame.text("confirm-task", [("number", id.get().to_string().into())]), format!("/tasks/{id}"));
    Ok(page.lead(open.task.terms.action.clone()).narrow().status(status).help("tasks").body(body))
}

fn deed_fields(
    frame: &Frame,
    who: &Who,
    open: &OpenTask,
    deed: &str,
    form: &mut Form,
    choices: &Choices,
) -> Result<Markup, Problem> {
    let reason = || Field::lines("reason", frame.word("task-reason"), 3).required().limit(TEXT);
    let note = || Field::lines("note", frame.word("task-note"), 4).limit(TEXT);
    let due = || Field::text("due", frame.word("clear-when")).required().hint(frame.word("task-due-hint"));
    let task = &open.task;
    Ok(match deed {
        "receive" => {
            let people = open.people.iter().map(|(account, name)| (account.to_string(), name.clone()));
            let none = (String::new(), frame.word("task-nobody"));
            let choice = std::iter::once(none).chain(people);
            html! { (form.field(Field::select("responsible", frame.word("task-responsible"), choice))) }
        }
        "progress" => html! {
            (form.field(Field::number("percent", frame.word("task-percent-field")).required().value(task.percent.to_string())))
            (form.field(note()))
            (form.field(Field::lines("difficulties", frame.word("task-difficulties"), 2).limit(TEXT)))
            (form.field(Field::lines("proposals", frame.word("task-proposals"), 2).limit(TEXT)))
        },
        "submit" => html! {
            (form.field(note().required()))
            (form.field(Field::text("documents", frame.word("task-evidence-documents")).hint(frame.word("task-evidence-documents-hint"))))
            div.field {
                label for="file" { (frame.word("task-evidence-files")) }
                p.hint #file-hint { (frame.word("task-evidence-files-hint")) }
                input #file type="file" name="file" multiple aria-describedby="file-hint";
            }
        },
        "finish_part" => {
            let parts = open.possible.parts.iter().map(|unit| (unit.to_string(), unit_name(who, *unit)));
            html! {
                (form.field(Field::select("unit", frame.word("tasks-role-coordinate"), parts)))
                (form.field(note()))
            }
        }
        "accept" => html! { (form.field(note())) },
        "ask_extension" => html! { (form.field(due())) (form.field(reason())) },
        "grant_extension" => {
            let asked = task.asked.as_ref();
            let wish = asked.map(|asked| fields::print_due(frame, &asked.due)).unwrap_or_default();
            html! {
                @if let Some(asked) = asked { blockquote { (asked.reason) } }
                (form.field(due().value(wish)))
            }
        }
        "set_due" => html! {
            (form.field(due().value(fields::print_due(frame, task.due()))))
            (form.field(reason()))
        },
        "hand_over" => html! {
            (fields::units(who.person()?))
            (form.field(fields::unit_field("to", frame.word("task-to")).required()))
            (form.field(reason()))
        },
        "urge" => {
            let told = Told::ALL.map(|told| (told.code().to_owned(), words::told(frame, told)));
            let reached = open.rung.map_or(Told::Responsible, |rung| rung.told);
            html! {
                (form.field(Field::radio("told", frame.word("task-told"), told).value(reached.code())))
                (form.field(Field::lines("text", frame.word("task-urge-text"), 3).limit(TEXT)))
            }
        }
        "answer_urge" => {
            html! { (form.field(Field::lines("text", frame.word("task-answer"), 3).required().limit(TEXT))) }
        }
        "clarify" => {
            if form.typed("action").is_empty() {
                let draft = NewTask {
                    terms: task.terms.clone(),
                    due: task.due().clone(),
                    clauses: Vec::new(),
                    parent: None,
                    rhythm: None,
                };
                fields::fill(frame, who.person()?, form, &draft);
            }
            html! { (fields::units(who.person()?)) (fields::fields(choices)) (fields::show(frame, form, Which::Clarify, choices, |_| None)) }
        }
        "resume" => html! { p { (frame.word("task-resume-help")) } },
        _ => html! { (form.field(reason())) },
    })
}

pub(super) async fn take(
    frame: Frame,
    who: Who,
    Path((id, code)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id = number(&id)?;
    let mut form = Form::new(pairs);
    let open = who.permit::<TasksRead>()?.open(id).await.map_err(problem)?;
    let revision: u32 = form.typed("revision").parse().unwrap_or_default();
    let Some(deed) = read(&frame, &who, &open, &code, &mut form)? else {
        return Ok(form_page(&frame, &who, id, &code, form, false).await?.into_response());
    };
    let done = match deed.side() {
        Side::Assigner => who.permit::<TasksAssign>()?.direct(id, revision, deed).await,
        Side::Lead | Side::Coordinator => who.permit::<TasksReport>()?.report(id, revision, deed).await,
        Side::Acceptor => who.permit::<TasksAccept>()?.judge(id, revision, deed).await,
    };
    match done {
        Ok(_) => {
            let text = frame.text("task-done", [("deed", words::deed(&frame, &code).into())]);
            Ok(frame.done(format!("/tasks/{id}"), &Flash::done(text)))
        }
        Err(AppError::Changed) if open.possible.has(&code) => {
            Ok(form_page(&frame, &who, id, &code, form, true).await?.into_response())
        }
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            if !open.possible.has(&code) {
                let text = form.error("").unwrap_or_default().to_owned();
                return Ok(frame.done(format!("/tasks/{id}"), &Flash::failed(text)));
            }
            Ok(form_page(&frame, &who, id, &code, form, false).await?.into_response())
        }
    }
}

/// The deed that was typed; none where something cannot be read, which is said at its field.
fn read(
    frame: &Frame,
    who: &Who,
    open: &OpenTask,
    code: &str,
    form: &mut Form,
) -> Result<Option<Deed>, Problem> {
    let text = |form: &Form, name: &str| form.typed(name).to_owned();
    let reason = text(form, "reason");
    let note = text(form, "note");
    let mut due = || {
        let due = fields::read_due(form.typed("due"));
        if due.is_none() {
            form.wrong("due", frame.word("task-due-wrong"));
        }
        due
    };
    Ok(match code {
        "receive" => Some(Deed::Receive { responsible: form.typed("responsible").parse().ok() }),
        "return" => Some(Deed::Return { reason }),
        "progress" => match form.typed("percent").parse() {
            Ok(percent) => Some(Deed::Progress {
                percent,
                note,
                difficulties: text(form, "difficulties"),
                proposals: text(form, "proposals"),
            }),
            Err(_) => {
                form.wrong("percent", frame.word("task-refused-percent"));
                None
            }
        },
        "finish_part" => form.typed("unit").parse().ok().map(|unit| Deed::FinishPart { unit, note }),
        "accept" => Some(Deed::Accept { note }),
        "send_back" => Some(Deed::SendBack { reason }),
        "ask_extension" => due().map(|due| Deed::AskExtension { due, reason }),
        "grant_extension" => due().map(|due| Deed::GrantExtension { due }),
        "refuse_extension" => Some(Deed::RefuseExtension { reason }),
        "set_due" => due().map(|due| Deed::SetDue { due, reason }),
        "suspend" => Some(Deed::Suspend { reason }),
        "resume" => Some(Deed::Resume),
        "hand_over" => {
            let names = UnitNames::new(&who.person()?.forest());
            fields::unit(frame, form, &names, "to").map(|to| Deed::HandOver { to, reason })
        }
        "cancel" => Some(Deed::Cancel { reason }),
        "urge" => {
            let told = Told::ALL.into_iter().find(|told| told.code() == form.typed("told"));
            Some(Deed::Urge { told: told.unwrap_or(Told::Responsible), text: text(form, "text") })
        }
        "answer_urge" => Some(Deed::AnswerUrge { text: text(form, "text") }),
        "clarify" => fields::read_terms(frame, who.person()?, form, &open.task.terms)
            .map(|terms| Deed::Clarify { terms }),
        _ => return Err(Problem::not_found()),
    })
}
