//! Handing in, signing, sending back, issuing.

use super::edit::refused;
use super::{desk, number, title};
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form, Tone};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::rights::{ReportsIssue, ReportsRead, ReportsWrite};
use axum::extract::Path;
use axum::response::Response;
use domain::ReportId;
use domain::documents::{Stage, StageStep};
use maud::{Markup, html};
use store::ReportRow;

type Pairs = axum::Form<Vec<(String, String)>>;

/// The steps that who asks can take from here, as forms.
pub(super) fn steps(frame: &Frame, who: &Who, row: &ReportRow, writes: bool) -> Markup {
    let path = format!("/reports/{}", row.id);
    let form = |action: &str, step: &str, inner: Markup| {
        html! {
            form.inline method="post" action={ (path) "/" (action) } {
                input type="hidden" name="revision" value=(row.revision);
                input type="hidden" name="step" value=(step);
                (inner)
            }
        }
    };
    let signs = desk::may_issue(frame, who, row.unit);
    html! {
        div.actions {
            @if row.state == Stage::Draft && writes {
                (form("hand-in", "check", html! { (Button::primary(frame.word("report-hand-in"))) }))
            }
            @if row.state == Stage::Checked && signs {
                (form("decide", "sign", html! { (Button::primary(frame.word("report-sign"))) }))
            }
            @if row.state == Stage::Signed && signs {
                (Button::primary(frame.word("report-issue")).href(format!("{path}/issue")))
            }
            @if matches!(row.state, Stage::Checked | Stage::Signed) && signs {
                details {
                    summary { (frame.word("report-send-back")) }
                    (form("decide", "send_back", html! {
                        (Field::lines("reason", frame.word("step-reason"), 3).required().limit(1000))
                        (Button::plain(frame.word("report-send-back")))
                    }))
                }
            }
        }
    }
}

/// A step as it was asked for.
struct Asked {
    id: ReportId,
    form: Form,
    /// As which the report was seen.
    revision: i64,
}

impl Asked {
    fn read(id: &str, pairs: Vec<(String, String)>) -> Result<Self, Problem> {
        let form = Form::new(pairs);
        let revision = form.typed("revision").parse().unwrap_or_default();
        Ok(Self { id: number(id)?, form, revision })
    }

    /// Back to a page of the report, with what was done or what stands in the way.
    fn answer(&self, frame: &Frame, page: &str, done: Result<String, AppError>) -> Result<Response, Problem> {
        let back = format!("/reports/{}{page}", self.id);
        match done {
            Ok(told) => Ok(frame.done(back, &Flash::done(told))),
            Err(error) => refused(frame, &back, error),
        }
    }
}

pub(super) async fn hand_in(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let asked = Asked::read(&id, pairs)?;
    let done = who.permit::<ReportsWrite>()?.hand_in(asked.id, asked.revision).await;
    asked.answer(&frame, "/checks", done.map(|()| frame.word("report-handed-in")))
}

pub(super) async fn decide(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let asked = Asked::read(&id, pairs)?;
    let permit = who.permit::<ReportsIssue>()?;
    let step = StageStep::ALL.into_iter().find(|step| step.code() == asked.form.typed("step"));
    let step = step.ok_or_else(Problem::not_found)?;
    let done = permit.decide(asked.id, asked.revision, step, asked.form.typed("reason")).await;
    asked.answer(&frame, "/checks", done.map(|()| frame.word("report-decided")))
}

/// What issuing would do, before it does.
pub(super) async fn preview(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let id = number(&id)?;
    let permit = who.permit::<ReportsIssue>()?;
    let today = who.person()?.today;
    let symbol = permit.symbol(id, today).await;
    let checks = who.permit::<ReportsRead>()?.checks(id).await.map_err(problem)?;
    let path = format!("/reports/{id}");
    let hindrances = checks.hindrances();
    let symbol = match symbol {
        Ok(symbol) => html! { p { (frame.word("step-issue-preview")) " " strong { (symbol) } } },
        Err(AppError::Refused { faults }) => {
            let told: Vec<String> = faults.iter().map(|fault| sentence(&frame, fault)).collect();
            ui::notice(&frame, Tone::Warning, told.join(" "))
        }
        Err(error) => return Err(problem(error)),
    };
    let body = html! {
        div.preview {
            (symbol)
            p { (frame.word("report-issue-does")) }
        }
        @for fault in &hindrances { (ui::notice(&frame, Tone::Warning, sentence(&frame, fault))) }
        @if hindrances.is_empty() && checks.row.state == Stage::Signed {
            form method="post" action={ (path) "/issue" } {
                input type="hidden" name="revision" value=(checks.row.revision);
                (Field::date("day", frame.word("step-day")).required().value(ui::print_date(today)))
                p.actions { (Button::primary(frame.word("report-issue"))) (ui::link(frame.word("preview-back"), format!("{path}/checks"))) }
            }
        } @else {
            p.actions { (ui::link(frame.word("preview-back"), format!("{path}/checks"))) }
        }
    };
    let page = frame.page(frame.word("report-issue")).crumb(frame.word("area-reports"), "/reports");
    Ok(page.crumb(title(&frame, &checks.row), path).help("reports").narrow().body(body))
}

pub(super) async fn issue(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let asked = Asked::read(&id, pairs)?;
    let permit = who.permit::<ReportsIssue>()?;
    let Some(day) = ui::parse_date(asked.form.typed("day")) else {
        let back = format!("/reports/{}/issue", asked.id);
        return Ok(frame.done(back, &Flash::failed(frame.word("field-day"))));
    };
    match permit.issue(asked.id, asked.revision, day).await {
        Ok(issued) => {
            let told = frame.text("step-issued", [("symbol", issued.symbol.into())]);
            asked.answer(&frame, "", Ok(told))
        }
        Err(error) => asked.answer(&frame, "/issue", Err(error)),
    }
}
