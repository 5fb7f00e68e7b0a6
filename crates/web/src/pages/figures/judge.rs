//! The unit above decides: back with reasons, or approved.

use super::sheet::{place, say, show};
use super::sheet_table::{Tries, reason};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{Flash, Form};
use crate::{Frame, Problem};
use app::rights::{FiguresApprove, FiguresRead};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::roll_up::Series;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) async fn decide(
    frame: Frame,
    who: Who,
    Path((id, unit)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, unit) = place(&id, &unit)?;
    let permit = who.permit::<FiguresApprove>()?;
    let mut form = Form::new(pairs);
    let sheet = who.permit::<FiguresRead>()?.sheet(id, unit).await.map_err(problem)?;
    let approves = form.typed("step") == "approve";
    let reasons: Vec<(Series, String)> = sheet
        .rows
        .iter()
        .map(|row| (row.series.clone(), form.typed(&reason(&row.series)).to_owned()))
        .filter(|(_, reason)| !reason.is_empty())
        .collect();
    let done =
        if approves { permit.approve(id, unit).await } else { permit.give_back(id, unit, &reasons).await };
    match done {
        Ok(()) => {
            let text = if approves {
                frame.word("indicators-approved")
            } else {
                frame.text("indicators-given-back", [("count", reasons.len().into())])
            };
            Ok(frame.done(format!("/indicators/rounds/{id}"), &Flash::done(text)))
        }
        Err(error) => {
            say(&frame, &mut form, error)?;
            let page = show(&frame, &who, &sheet, &form, &Tries::default());
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
