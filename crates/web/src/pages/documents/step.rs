//! Steps in the life of a document: their forms, and what comes of them. Who saw an older state sees what has become of it.

use super::document::{Open, number};
use super::life::{handling_word, stage_word, told};
use crate::pages::failure::{at_fields, problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form, Tone};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::documents::Step;
use app::rights::{DocumentsIssue, DocumentsRead, DocumentsRegister};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::DocumentId;
use domain::documents::{HandlingStep, Number, Routing, StageStep};
use domain::log::Actor;
use maud::{Markup, html};

type Pairs = axum::Form<Vec<(String, String)>>;

/// One of the two lives' steps.
#[derive(Clone, Copy)]
enum Ask {
    Stage(StageStep),
    Handling(HandlingStep),
}

impl Ask {
    fn stage(code: &str) -> Result<Self, Problem> {
        let step = StageStep::ALL.into_iter().find(|step| step.code() == code);
        step.map(Self::Stage).ok_or_else(Problem::not_found)
    }

    fn handling(code: &str) -> Result<Self, Problem> {
        let step = HandlingStep::ALL.into_iter().find(|step| step.code() == code);
        step.map(Self::Handling).ok_or_else(Problem::not_found)
    }

    fn word(self, frame: &Frame) -> String {
        match self {
            Self::Stage(step) => stage_word(frame, step),
            Self::Handling(step) => handling_word(frame, step),
        }
    }
}

pub(super) async fn show(
    frame: Frame,
    who: Who,
    Path((id, step)): Path<(String, String)>,
) -> Result<Page, Problem> {
    form_page(&frame, &who, number(&id)?, Ask::stage(&step)?, Form::default(), None).await
}

pub(super) async fn show_handling(
    frame: Frame,
    who: Who,
    Path((id, step)): Path<(String, String)>,
) -> Result<Page, Problem> {
    form_page(&frame, &who, number(&id)?, Ask::handling(&step)?, Form::default(), None).await
}

/// The form of a step; `seen`: the revision from which somebody else has changed it.
async fn form_page(
    frame: &Frame,
    who: &Who,
    id: DocumentId,
    ask: Ask,
    mut form: Form,
    seen: Option<i64>,
) -> Result<Page, Problem> {
    let page = Open::new(frame, who, id).await?;
    let today = page.person.today;
    if matches!(ask, Ask::Stage(StageStep::Issue)) && form.typed("day").is_empty() {
        form.set("day", ui::print_date(today));
    }
    let fields = match ask {
        Ask::Stage(StageStep::Issue) => issue_fields(&page, who, &form).await?,
        Ask::Stage(StageStep::Replace) => html! {
            (form.field(Field::text("by", frame.word("step-by")).required().hint(frame.word("step-by-hint"))))
        },
        Ask::Stage(step) if step.needs_reason() => html! {
            (form.field(Field::lines("reason", frame.word("step-reason"), 3).required().limit(1000)))
        },
        Ask::Handling(HandlingStep::Route) => route_fields(&page, who, &form).await?,
        Ask::Stage(_) | Ask::Handling(_) => html! {},
    };
    let danger = matches!(ask, Ask::Stage(StageStep::Abandon));
    let word = ask.word(frame);
    let button = if danger { Button::danger(&word) } else { Button::primary(&word) };
    let body = html! {
        @if let Some(seen) = seen { (meanwhile(&page, seen)) }
        (form.summary(frame))
        form method="post" action=(frame.path()) data-keep {
            input type="hidden" name="revision" value=(page.opened.document.revision);
            (fields)
            p.actions { (button) (ui::link(frame.word("preview-back"), page.path())) }
        }
    };
    let status = if seen.is_some() { StatusCode::CONFLICT } else { form.status() };
    let lead = page.opened.document.fields.subject.clone();
    Ok(page.below(word).lead(lead).narrow().status(status).body(body))
}

/// What others have done with the document since somebody saw it at the revision `seen`.
fn meanwhile(page: &Open<'_>, seen: i64) -> Markup {
    let frame = page.frame;
    let since = usize::try_from(page.opened.document.revision - seen).unwrap_or_default();
    let changes = ["documents.correct", "documents.handle", "documents.step"];
    let deeds = page.opened.deeds.iter().filter(|row| changes.contains(&row.entry.verb.as_str()));
    ui::notice(
        frame,
        Tone::Warning,
        html! {
            (frame.word("document-changed"))
            ul {
                @for row in deeds.take(since.min(5)) {
                    li {
                        (told(frame, &row.entry).0) " – "
                        @if let Actor::Account(account) = row.entry.actor { (page.opened.names.get(&account).cloned().unwrap_or_default()) ", " }
                        (ui::moment(row.entry.at))
                    }
                }
            }
        },
    )
}

/// Day and number, and the symbol that this would give.
async fn issue_fields(page: &Open<'_>, who: &Who, form: &Form) -> Result<Markup, Problem> {
    let frame = page.frame;
    let day = ui::parse_date(form.typed("day")).unwrap_or(page.person.today);
    let symbol = who.permit::<DocumentsIssue>()?.next_symbol(page.opened.document.id, day).await;
    let preview = match symbol {
        Ok(symbol) => {
            html! { div.preview { p { (frame.word("step-issue-preview")) " " strong { (symbol) } } p.quiet { (frame.word("step-issue-preview-help")) } } }
        }
        Err(AppError::Refused { faults }) => {
            let why: Vec<String> = faults.iter().map(|fault| sentence(frame, fault)).collect();
            ui::notice(frame, Tone::Warning, why.join(" "))
        }
        Err(error) => return Err(problem(error)),
    };
    Ok(html! {
        (preview)
        (form.field(Field::date("day", frame.word("step-day")).required()))
        (form.field(Field::number("number", frame.word("step-number")).hint(frame.word("step-number-hint"))))
    })
}

/// To whom, and until when.
async fn route_fields(page: &Open<'_>, who: &Who, form: &Form) -> Result<Markup, Problem> {
    let frame = page.frame;
    let document = &page.opened.document;
    let handlers = who.permit::<DocumentsRegister>()?.handlers(document.unit).await.map_err(problem)?;
    let none = || (String::new(), frame.word("step-nobody"));
    let people = handlers.people.into_iter().map(|(account, name)| (account.to_string(), name));
    let units = handlers.units.iter().map(|unit| (unit.id.to_string(), unit.label().to_owned()));
    let routing = document.routing;
    let now = |id: Option<String>| id.unwrap_or_default();
    let person = Field::select("handler", frame.word("step-person"), std::iter::once(none()).chain(people));
    let unit = Field::select("unit", frame.word("documents-unit"), std::iter::once(none()).chain(units));
    let due = Field::date("due", frame.word("document-due"));
    Ok(html! {
        (form.field(person.value(now(routing.account.map(|account| account.to_string())))))
        (form.field(unit.value(now(routing.unit.map(|unit| unit.to_string())))))
        (form.field(due.value(now(routing.due.map(ui::print_date)))))
    })
}

/// The revision that the person saw: of the form, or of the address of an undo.
fn revision(form: &Form, query: Option<&str>) -> i64 {
    let of_query = || {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        pairs.into_iter().find(|(name, _)| name == "revision").and_then(|(_, value)| value.parse().ok())
    };
    form.typed("revision").parse().ok().or_else(of_query).unwrap_or_default()
}

pub(super) async fn take(
    frame: Frame,
    who: Who,
    Path((id, code)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, ask) = (number(&id)?, Ask::stage(&code)?);
    let Ask::Stage(step) = ask else { return Err(Problem::not_found()) };
    let permit = who.permit::<DocumentsIssue>()?;
    let mut form = Form::new(pairs);
    let seen = revision(&form, None);
    let mut asked = Step { revision: seen, reason: form.typed("reason").to_owned(), ..Step::default() };
    if step == StageStep::Issue {
        asked.day = ui::parse_date(form.typed("day"));
        if asked.day.is_none() {
            form.wrong("day", frame.word("field-day"));
        }
        if !form.typed("number").is_empty() {
            asked.number = form.typed("number").parse().ok().and_then(Number::new);
            if asked.number.is_none() {
                form.wrong("number", frame.word("step-number-wrong"));
            }
        }
    }
    if step == StageStep::Replace && !form.typed("by").is_empty() {
        let others = who.permit::<DocumentsRead>()?.with_symbol(form.typed("by")).await.map_err(problem)?;
        asked.by = others.into_iter().find(|other| other.id != id).map(|other| other.id);
        if asked.by.is_none() {
            form.wrong("by", frame.word("step-by-none"));
        }
    }
    if !form.is_right() {
        return Ok(form_page(&frame, &who, id, ask, form, None).await?.into_response());
    }
    match permit.step(id, step, &asked).await {
        Ok(document) => {
            let text = match (step, &document.fields.symbol) {
                (StageStep::Issue, Some(symbol)) => {
                    frame.text("step-issued", [("symbol", symbol.as_str().into())])
                }
                _ => frame.text("step-done", [("step", stage_word(&frame, step).into())]),
            };
            Ok(frame.done(format!("/documents/{id}"), &Flash::done(text)))
        }
        Err(error) => again(&frame, &who, id, ask, form, seen, error).await,
    }
}

pub(super) async fn handle(
    frame: Frame,
    who: Who,
    Path((id, code)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, ask) = (number(&id)?, Ask::handling(&code)?);
    let Ask::Handling(step) = ask else { return Err(Problem::not_found()) };
    let permit = who.permit::<DocumentsRegister>()?;
    let mut form = Form::new(pairs);
    let seen = revision(&form, query.as_deref());
    let mut routing = Routing::default();
    if step == HandlingStep::Route {
        routing.account = form.typed("handler").parse().ok();
        routing.unit = form.typed("unit").parse().ok();
        routing.due = ui::parse_date(form.typed("due"));
        if routing.due.is_none() && !form.typed("due").is_empty() {
            form.wrong("due", frame.word("field-day"));
            return Ok(form_page(&frame, &who, id, ask, form, None).await?.into_response());
        }
    }
    match permit.handle(id, seen, step, routing).await {
        Ok(()) => {
            let flash = Flash::done(frame.text("step-done", [("step", handling_word(&frame, step).into())]));
            let flash = match step {
                HandlingStep::Finish => {
                    flash.undo(format!("/documents/{id}/handle/reopen?revision={}", seen + 1))
                }
                HandlingStep::Reopen => {
                    flash.undo(format!("/documents/{id}/handle/finish?revision={}", seen + 1))
                }
                HandlingStep::Route => flash,
            };
            Ok(frame.done(format!("/documents/{id}"), &flash))
        }
        Err(error) => again(&frame, &who, id, ask, form, seen, error).await,
    }
}

/// The form again: with what is wrong, or with what another has changed meanwhile.
async fn again(
    frame: &Frame,
    who: &Who,
    id: DocumentId,
    ask: Ask,
    mut form: Form,
    seen: i64,
    error: AppError,
) -> Result<Response, Problem> {
    let seen = match error {
        AppError::Changed => Some(seen),
        error => {
            at_fields(frame, &mut form, error)?;
            None
        }
    };
    Ok(form_page(frame, who, id, ask, form, seen).await?.into_response())
}
