//! What became of a finding of the audit, and why.

use super::document::number;
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{Flash, Form};
use crate::{Frame, Problem};
use app::AppError;
use app::rights::DocumentsRegister;
use axum::extract::Path;
use axum::response::Response;
use domain::documents::Verdict;

/// Settles a finding; without a verdict, takes it back.
pub(super) async fn settle(
    frame: Frame,
    who: Who,
    Path((id, finding)): Path<(String, String)>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (id, finding): (_, i64) = (number(&id)?, finding.parse().map_err(|_| Problem::not_found())?);
    let form = Form::new(pairs);
    let verdict: Option<Verdict> = match form.typed("verdict") {
        "" => None,
        code => Some(code.parse().map_err(|_| Problem::bad_request(frame.word("field-choose")))?),
    };
    let settled = verdict.map(|verdict| (verdict, form.typed("reason")));
    match who.permit::<DocumentsRegister>()?.settle(id, finding, settled).await {
        Ok(()) => {}
        // There is one field, and it says itself that it is needed: whoever comes here comes without a browser's help.
        Err(AppError::Refused { faults }) => {
            let sentences: Vec<String> = faults.iter().map(|fault| sentence(&frame, fault)).collect();
            return Err(Problem::bad_request(sentences.join(" ")));
        }
        Err(error) => return Err(problem(error)),
    }
    let back = format!("/documents/{id}#f{finding}");
    Ok(if verdict.is_some() {
        let flash = Flash::done(frame.word("finding-settled"));
        frame.done(back, &flash.undo(format!("/documents/{id}/findings/{finding}")))
    } else {
        frame.done(back, &Flash::done(frame.word("finding-undone")))
    })
}
