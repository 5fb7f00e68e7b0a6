//! Changes of the text, each a form of its own.

use super::number;
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{Flash, Form};
use crate::{Frame, Problem};
use app::AppError;
use app::reports::Edit;
use app::rights::ReportsWrite;
use axum::extract::Path;
use axum::response::Response;
use domain::report::Head;

pub(super) async fn edit(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (id, form) = (number(&id)?, Form::new(pairs));
    let permit = who.permit::<ReportsWrite>()?;
    let section: usize = form.typed("section").parse().unwrap_or_default();
    let at = |name: &str| form.typed(name).parse::<usize>().unwrap_or(usize::MAX);
    let text = || form.typed("text").to_owned();
    let (edit, done) = match form.typed("do") {
        "take" => (Edit::Take { section, statement: at("statement") }, "report-was-taken"),
        "add" => (Edit::Add { section, text: text() }, "report-was-saved"),
        // An empty text takes a passage away; that has a button of its own.
        "set" if form.typed("text").trim().is_empty() => {
            return Err(Problem::bad_request(frame.word("field-needed")));
        }
        "set" => (Edit::Set { section, passage: at("passage"), text: text() }, "report-was-saved"),
        "drop" => (Edit::Set { section, passage: at("passage"), text: String::new() }, "report-was-dropped"),
        "up" => (Edit::Up { section, passage: at("passage") }, "report-was-saved"),
        "refresh" => (Edit::Refresh, "report-was-refreshed"),
        "head" => (Edit::Head(head(&form)), "report-was-saved"),
        _ => return Err(Problem::not_found()),
    };
    let revision = form.typed("revision").parse().unwrap_or_default();
    let back = format!("/reports/{id}?section={section}");
    match permit.edit(id, revision, &edit).await {
        Ok(_) => Ok(frame.done(back, &Flash::done(frame.word(done)))),
        Err(error) => refused(&frame, &back, error),
    }
}

/// Back to the page, with what stands in the way.
pub(super) fn refused(frame: &Frame, back: &str, error: AppError) -> Result<Response, Problem> {
    match error {
        AppError::Refused { faults } => {
            let told: Vec<String> = faults.iter().map(|fault| sentence(frame, fault)).collect();
            Ok(frame.done(back, &Flash::failed(told.join(" "))))
        }
        AppError::Changed => Ok(frame.done(back, &Flash::failed(frame.word("report-changed-meanwhile")))),
        error => Err(problem(error)),
    }
}

fn head(form: &Form) -> Head {
    let text = |name: &str| form.typed(name).trim().to_owned();
    let lines = |name: &str| -> Vec<String> {
        form.typed(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    Head {
        addressees: lines("addressees"),
        superior: text("superior"),
        subject: text("subject"),
        authority: text("authority"),
        office: text("office"),
        signer: text("signer"),
        recipients: lines("recipients"),
    }
}
