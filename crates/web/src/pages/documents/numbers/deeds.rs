//! What is done with a number: kept, let go, said to be void. Who comes second sees what has changed.

use super::sheet::word;
use super::{Asked, Which, href, series_name};
use crate::pages::documents::head;
use crate::pages::failure::{at_fields, problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::rights::DocumentsIssue;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::documents::{Number, Slot};
use maud::html;

type Pairs = axum::Form<Vec<(String, String)>>;

/// Keeps the next number; the address says which one the person saw as the next.
pub(super) async fn reserve(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let which = asked.which()?;
    let seen = asked.number()?;
    let got = who.permit::<DocumentsIssue>()?.reserve(&which).await;
    done(&frame, &which, got, |number| {
        let undo = href("/release", &which, Some(number));
        let number_word = || number.to_string().into();
        if number == seen {
            Flash::done(frame.text("numbers-reserved-done", [("number", number_word())])).undo(undo)
        } else {
            let seen = seen.to_string().into();
            let words = [("number", number_word()), ("seen", seen)];
            Flash::done(frame.text("numbers-reserved-other", words)).undo(undo)
        }
    })
}

/// Keeps a number that was let go or whose document is still to come.
pub(super) async fn keep(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let (which, number) = (asked.which()?, asked.number()?);
    let kept = who.permit::<DocumentsIssue>()?.keep(&which, number).await;
    done(&frame, &which, kept, |()| {
        let words = [("number", number.to_string().into())];
        Flash::done(frame.text("numbers-reserved-done", words)).undo(href("/release", &which, Some(number)))
    })
}

/// Lets go of a number that was kept.
pub(super) async fn release(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let (which, number) = (asked.which()?, asked.number()?);
    let released = who.permit::<DocumentsIssue>()?.release(&which, number).await;
    done(&frame, &which, released, |()| {
        let words = [("number", number.to_string().into())];
        Flash::done(frame.text("numbers-released-done", words)).undo(href("/keep", &which, Some(number)))
    })
}

/// Asks why no document will bear a number.
pub(super) async fn ask_void(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Page, Problem> {
    let (which, number) = (asked.which()?, asked.number()?);
    void_page(&frame, &who, &which, number, &Form::default()).await
}

/// Says that no document will bear a number.
pub(super) async fn void(
    frame: Frame,
    who: Who,
    Query(asked): Query<Asked>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (which, number) = (asked.which()?, asked.number()?);
    let mut form = Form::new(pairs);
    let permit = who.permit::<DocumentsIssue>()?;
    match permit.void(&which, number, form.typed("reason")).await {
        Ok(()) => {
            let words = [("number", number.to_string().into())];
            Ok(frame.done(href("", &which, None), &Flash::done(frame.text("numbers-void-done", words))))
        }
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(void_page(&frame, &who, &which, number, &form).await?.into_response())
        }
    }
}

async fn void_page(
    frame: &Frame,
    who: &Who,
    which: &Which,
    number: Number,
    form: &Form,
) -> Result<Page, Problem> {
    let sheet = who.permit::<DocumentsIssue>()?.sheet(which).await.map_err(problem)?;
    let slot = sheet.sequence.slot(number).ok_or_else(Problem::not_found)?;
    let said = slot.said();
    let name = said.and_then(|(id, _)| sheet.names.get(&id).cloned()).unwrap_or_default();
    let facts = [
        (frame.word("numbers-series"), html! { (series_name(frame, &which.series)) }),
        (frame.word("numbers-number"), html! { strong { (number) } }),
        (frame.word("numbers-state"), html! { (word(frame, slot)) }),
        (frame.word("numbers-who"), html! { (name) @if let Some((_, at)) = said { " · " (ui::moment(at)) } }),
    ];
    let back = href("", which, None);
    let may = !matches!(slot, Slot::Given { .. } | Slot::Void { .. });
    let body = html! {
        (form.summary(frame))
        (ui::facts(facts))
        @if may {
            p { (frame.word("numbers-void-what")) }
            form method="post" action=(href("/void", which, Some(number))) {
                (form.field(Field::lines("reason", frame.word("numbers-reason"), 2).hint(frame.word("numbers-reason-hint")).required()))
                p.actions {
                    (Button::danger(frame.text("numbers-void-do", [("number", number.to_string().into())])))
                    (ui::link(frame.word("preview-back"), &back))
                }
            }
        } @else {
            (ui::notice(frame, ui::Tone::Note, frame.word("numbers-void-not")))
            p { (ui::link(frame.word("preview-back"), &back)) }
        }
    };
    let page = head(frame, frame.word("numbers-make-void"));
    let page = page.crumb(frame.word("numbers-title"), format!("/documents/numbers?unit={}", which.unit));
    Ok(page.narrow().help("registers").body(body).status(form.status()))
}

/// Back to the sequence, with what happened or what stood in the way.
fn done<T>(
    frame: &Frame,
    which: &Which,
    outcome: Result<T, AppError>,
    flash: impl FnOnce(T) -> Flash,
) -> Result<Response, Problem> {
    let flash = match outcome {
        Ok(done) => flash(done),
        Err(AppError::Refused { faults }) => {
            let sentences: Vec<String> = faults.iter().map(|fault| sentence(frame, fault)).collect();
            Flash::failed(sentences.join(" "))
        }
        Err(error) => return Err(problem(error)),
    };
    Ok(frame.done(href("", which, None), &flash))
}
