//! A document entered by hand, and its form afterwards.

use super::form::{self, About};
use super::{intake, receive, words};
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form, Tab};
use crate::{Access, Frame, Page, Problem, Routes};
use app::App;
use app::documents::{Alike, Entered, Entry};
use app::rights::DocumentsRegister;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::documents::{Direction, Document, Fields, FileRole, Likeness, Routing, State};
use domain::rights::Right;
use domain::{DocumentId, UnitId};
use maud::{Markup, html};

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    let register = Access::Right(Right::DocumentsRegister.code());
    Routes::new()
        .get("/documents/new", register, new)
        .post("/documents/new", register, enter)
        .get("/documents/{id}/edit", register, edit)
        .post("/documents/{id}/edit", register, correct)
        .place("document-new", "/documents/new", register)
}

/// A document by what it is known by, as a link.
pub(super) fn link(document: &Document) -> Markup {
    let Fields { kind, symbol, date, subject, .. } = &document.fields;
    let name = symbol.as_deref().or(kind.as_deref()).unwrap_or(subject);
    html! {
        a href={ "/documents/" (document.id) } {
            (name) @if let Some(date) = date { " (" (ui::print_date(*date)) ")" }
        }
    }
}

/// Does it bear number and day already?
pub(super) fn looks_issued(fields: &Fields, direction: Direction) -> bool {
    direction.is_own() && fields.symbol.is_some() && fields.date.is_some()
}

/// What only one of the directions asks for.
pub(super) fn own_fields(frame: &Frame, form: &Form, direction: Direction) -> Markup {
    html! {
        @if direction.is_own() {
            (form.field(Field::checkbox("issued", frame.word("document-is-issued")).hint(frame.word("document-is-issued-hint"))))
        } @else {
            (form.field(Field::date("arrived_on", frame.word("document-arrived-on")).required()))
        }
    }
}

/// What was typed, as an entry; none, and what is wrong in the form.
pub(super) fn read(frame: &Frame, form: &mut Form, unit: UnitId, direction: Direction) -> Option<Entry> {
    let fields = form::read(frame, form);
    let arrived_on = match direction {
        Direction::Incoming => form::optional_day(frame, form, "arrived_on"),
        _ => Some(None),
    };
    Some(Entry {
        unit,
        direction,
        fields: fields?,
        arrived_on: arrived_on?,
        routing: Routing::default(),
        role: form.typed("role").parse().unwrap_or(FileRole::Editable),
        issued: direction.is_own() && form.typed("issued") == "yes",
        although_alike: form.typed("although_alike") == "yes",
    })
}

/// The sentence after an entry.
pub(super) fn entered(frame: &Frame, entered: &Entered) -> String {
    match entered.arrival {
        Some(arrival) => {
            let day = ui::print_date(arrival.on);
            frame.text(
                "document-entered-arrival",
                [("number", arrival.number.get().into()), ("day", day.into())],
            )
        }
        None => frame.word("document-entered"),
    }
}

/// As the address asks for it: `/documents/new?direction=outgoing&symbol=…`.
async fn new(frame: Frame, who: Who) -> Result<Page, Problem> {
    let mut form =
        Form::new(serde_urlencoded::from_str::<Vec<(String, String)>>(frame.query()).unwrap_or_default());
    if form.typed("direction").parse::<Direction>().is_err() {
        form.set("direction", "outgoing");
    }
    if form.typed("arrived_on").is_empty() {
        form.set("arrived_on", ui::print_date(who.person()?.today));
    }
    page(&frame, &who, &form, &[])
}

fn page(frame: &Frame, who: &Who, form: &Form, alike: &[Alike]) -> Result<Page, Problem> {
    let direction: Direction = form.typed("direction").parse().unwrap_or(Direction::Outgoing);
    let about = About { direction, reading: None, has_file: false, is_fixed: false };
    let units = receive::units(who)?;
    let tabs = Direction::ALL.map(|one| Tab {
        title: words::direction(frame, one),
        href: format!("/documents/new?direction={}", one.code()),
        current: one == direction,
        count: None,
    });
    let body = html! {
        (ui::tabs(frame.word("document-direction"), &tabs))
        (form.summary(frame))
        (intake::alikes(frame, alike))
        form.entry method="post" action="/documents/new" data-keep={ "document-new-" (direction.code()) } {
            input type="hidden" name="direction" value=(direction.code());
            @if units.len() > 1 { (form.field(form::unit(frame, &units))) }
            (form::fields(frame, form, &about))
            (own_fields(frame, form, direction))
            @if alike.iter().any(|one| one.likeness == Likeness::Same) {
                (form.field(Field::checkbox("although_alike", frame.word("document-although-alike"))))
            }
            p.actions {
                (Button::primary(frame.word("document-enter")))
                (ui::link(frame.word("document-enter-file"), "/documents/intake"))
            }
        }
    };
    let page = frame.page(frame.word("document-new")).crumb(frame.word("area-documents"), "/documents");
    Ok(page.help("documents").body(body).status(form.status()))
}

async fn enter(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let mut form = Form::new(pairs);
    let permit = who.permit::<DocumentsRegister>()?;
    let unit = receive::unit(&permit, form.typed("unit")).ok_or_else(Problem::not_found)?;
    let direction: Direction =
        form.typed("direction").parse().map_err(|_| Problem::bad_request("direction"))?;
    let Some(wish) = read(&frame, &mut form, unit, direction) else {
        return Ok(page(&frame, &who, &form, &[])?.into_response());
    };
    match permit.enter(&wish, None).await {
        Ok(done) => Ok(frame.done(format!("/documents/{}", done.id), &Flash::done(entered(&frame, &done)))),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            let alike = permit.alike(unit, &wish.fields).await.map_err(problem)?;
            Ok(page(&frame, &who, &form, &alike)?.into_response())
        }
    }
}

fn id(text: &str) -> Result<DocumentId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

async fn edit(frame: Frame, who: Who, Path(document): Path<String>) -> Result<Page, Problem> {
    let document = who.permit::<DocumentsRegister>()?.document(id(&document)?).await.map_err(problem)?;
    let mut form = Form::default();
    form::fill(&mut form, &document.fields);
    form.set("revision", document.revision.to_string());
    Ok(edit_page(&frame, &document, &form))
}

fn edit_page(frame: &Frame, document: &Document, form: &Form) -> Page {
    let is_fixed = matches!(document.state, State::Own(stage) if stage.was_issued());
    let about = About { direction: document.direction, reading: None, has_file: false, is_fixed };
    let here = format!("/documents/{}", document.id);
    let body = html! {
        (form.summary(frame))
        @if is_fixed { p.quiet { (frame.word("document-edit-fixed")) } }
        form.entry method="post" action={ (here) "/edit" } data-keep={ "document-" (document.id) } {
            input type="hidden" name="revision" value=(form.typed("revision"));
            (form::fields(frame, form, &about))
            p.actions { (Button::primary(frame.word("document-save"))) (ui::link(frame.word("document-edit-back"), &here)) }
        }
    };
    let title = document.fields.symbol.clone().unwrap_or_else(|| document.fields.subject.clone());
    let page = frame.page(frame.word("document-edit")).crumb(frame.word("area-documents"), "/documents");
    page.crumb(title, here).help("documents").body(body).status(form.status())
}

async fn correct(
    frame: Frame,
    who: Who,
    Path(document): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id = id(&document)?;
    let mut form = Form::new(pairs);
    let permit = who.permit::<DocumentsRegister>()?;
    let document = permit.document(id).await.map_err(problem)?;
    let revision: i64 = form.typed("revision").parse().map_err(|_| Problem::bad_request("revision"))?;
    let Some(fields) = form::read(&frame, &mut form) else {
        return Ok(edit_page(&frame, &document, &form).into_response());
    };
    match permit.correct(id, revision, &fields).await {
        Ok(()) => Ok(frame.done(format!("/documents/{id}"), &Flash::done(frame.word("document-saved")))),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(edit_page(&frame, &document, &form).into_response())
        }
    }
}
