//! A unit's sheet: filled in, handed up; or looked at, handed back and approved.

use super::sheet_table::{self, Mode, Tries};
use super::{unit_name, words};
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Flash, Form, Tone};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::figures::{Broken, EnterError, Outline, Sheet, Typed, Written};
use app::rights::{FiguresEnter, FiguresRead};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::collection::{Punctuality, Row, Severity, State};
use domain::{CampaignId, UnitId};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::TextKind;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) async fn page(
    frame: Frame,
    who: Who,
    Path((id, unit)): Path<(String, String)>,
) -> Result<Page, Problem> {
    let (id, unit) = place(&id, &unit)?;
    let sheet = who.permit::<FiguresRead>()?.sheet(id, unit).await.map_err(problem)?;
    Ok(show(&frame, &who, &sheet, &Form::default(), &Tries::default()))
}

pub(super) fn place(id: &str, unit: &str) -> Result<(CampaignId, UnitId), Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    Ok((id, unit.parse().map_err(|_| Problem::not_found())?))
}

/// The page of a sheet, with what was typed and what is wrong with it.
pub(super) fn show(frame: &Frame, who: &Who, sheet: &Sheet, form: &Form, tries: &Tries) -> Page {
    let is_judged = sheet.may_judge && matches!(sheet.submission.state, State::Submitted | State::Approved);
    let mode = if sheet.may_enter {
        Mode::Enter
    } else if is_judged {
        Mode::Judge
    } else {
        Mode::Read
    };
    let path = format!("/indicators/rounds/{}/{}", sheet.campaign.id, sheet.unit);
    let keep = format!("indicators-{}-{}", sheet.campaign.id, sheet.unit);
    let body = html! {
        (form.summary(frame))
        (about(frame, who, sheet))
        (broken(frame, sheet, mode))
        @match mode {
            Mode::Enter => {
                form.cells-form method="post" action=(path) data-keep=(keep) data-cells=(frame.word("indicators-not-a-number")) {
                    input type="hidden" name="seen" value=(sheet.entered);
                    (explanations(frame, sheet, form))
                    (sheet_table::table(frame, sheet, mode, tries))
                    p.cells-says role="status" aria-live="polite" {}
                    (narratives(frame, sheet, mode, form))
                    p.actions {
                        (Button::primary(frame.word("indicators-save")).name("step", "save").key('s'))
                        " " (Button::plain(frame.word("indicators-submit")).name("step", "submit"))
                        " " (ui::link(frame.word("indicators-template"), format!("{path}/template")))
                    }
                }
                details.upload-sheet {
                    summary { (frame.word("indicators-upload")) }
                    (ui::Upload::new(format!("{path}/upload"), frame.word("indicators-upload-file")).accept(".xlsx,.csv").hint(frame.word("indicators-upload-hint")).show(frame))
                }
            }
            Mode::Judge => {
                form.cells-form method="post" action={ (path) "/judge" } data-keep={ (keep) "-judge" } {
                    (sheet_table::table(frame, sheet, mode, tries))
                    (narratives(frame, sheet, mode, form))
                    p.actions {
                        @if sheet.submission.state == State::Submitted {
                            (Button::primary(frame.word("indicators-approve")).name("step", "approve")) " "
                        }
                        (Button::plain(frame.word("indicators-give-back")).name("step", "give-back"))
                        span.quiet { (frame.word("indicators-give-back-how")) }
                    }
                }
            }
            Mode::Read => { (sheet_table::table(frame, sheet, mode, tries)) (narratives(frame, sheet, mode, form)) }
        }
    };
    let name = sheet.form().map(|form| words::of(frame, &form.vi, &form.en).to_owned()).unwrap_or_default();
    let period = sheet.definitions.calendars.name(sheet.campaign.period, words::language(frame));
    let page = frame.page(unit_name(who, sheet.unit)).crumb(frame.word("area-indicators"), "/indicators");
    let page = page
        .crumb(frame.word("indicators-rounds"), "/indicators/rounds")
        .crumb(format!("{name}, {period}"), format!("/indicators/rounds/{}", sheet.campaign.id));
    page.lead(format!("{name}, {period}")).help("figures").body(body)
}

/// How far it has come, and until when.
fn about(frame: &Frame, who: &Who, sheet: &Sheet) -> Markup {
    let today = who.person().map(|person| person.today).ok();
    let due = sheet.campaign.units.get(&sheet.unit).copied();
    let standing =
        due.zip(today).map(|(due, today)| Punctuality::of(due, sheet.submission.first_submitted, today));
    let done = sheet.completeness;
    let count = |severity| sheet.broken.iter().filter(|one| one.severity == severity).count();
    let unexplained = sheet
        .broken
        .iter()
        .filter(|one| one.severity == Severity::Explain && one.explanation.is_none())
        .count();
    let changed = sheet.rows.iter().filter(|row| row.is_changed).count();
    let facts = [
        (frame.word("indicators-state"), html! { strong { (words::state(frame, sheet.submission.state)) } }),
        (
            frame.word("indicators-due"),
            html! {
                @if let Some((due, today)) = due.zip(today) { (ui::day(frame, due, today)) }
                @if let Some(standing) = standing { " · " (words::punctuality(frame, standing)) }
            },
        ),
        (
            frame.word("indicators-filled"),
            html! {
                span data-cells-progress {
                    (frame.text("indicators-progress", [
                        ("there", (done.values + done.not_applicable).into()), ("asked", done.asked.into()),
                        ("lacking", done.lacking.into()), ("wrong", count(Severity::Hard).into()), ("explain", unexplained.into()),
                    ]))
                }
            },
        ),
    ];
    html! {
        (ui::facts(facts))
        @if sheet.submission.state == State::Returned && !sheet.submission.reasons.is_empty() {
            (ui::notice(frame, Tone::Warning, html! { (frame.text("indicators-returned", [("count", sheet.submission.reasons.len().into())])) }))
        }
        @if changed > 0 && sheet.submission.state == State::Approved {
            (ui::notice(frame, Tone::Warning, html! { (frame.text("indicators-changed-since", [("count", changed.into())])) }))
        }
    }
}

/// What does not fit together, the bad first; each leads to its cells.
fn broken(frame: &Frame, sheet: &Sheet, mode: Mode) -> Markup {
    html! {
        @if !sheet.broken.is_empty() {
            h2 { (frame.word("indicators-rules")) }
            ul.rules {
                @for one in &sheet.broken {
                    li class=(match one.severity { Severity::Hard => "hard", Severity::Explain => "explain", Severity::Soft => "soft" }) {
                        span.severity { (words::severity(frame, one.severity)) } " "
                        (words::of(frame, &one.message.0, &one.message.1)) " "
                        @if let Some(series) = one.about.first() { a href={ "#" (sheet_table::field(series)) } { (frame.word("indicators-to-cell")) } }
                        @if let Some(said) = one.explanation.as_ref().filter(|_| mode != Mode::Enter) { p.quiet { (frame.word("indicators-explanation")) ": " (said) } }
                    }
                }
            }
        }
    }
}

/// Where the unit says why a rule is broken nevertheless.
fn explanations(frame: &Frame, sheet: &Sheet, form: &Form) -> Markup {
    let asked = |one: &&Broken| one.severity == Severity::Explain;
    html! {
        @for one in sheet.broken.iter().filter(asked) {
            @let name = format!("e-{}", one.code);
            (form.field(ui::Field::lines(name, frame.text("indicators-explain", [("rule", words::of(frame, &one.message.0, &one.message.1).into())]), 2)
                .value(one.explanation.clone().unwrap_or_default()).limit(500)))
        }
    }
}

/// What is written under the headings of the form.
fn narratives(frame: &Frame, sheet: &Sheet, mode: Mode, form: &Form) -> Markup {
    let rows: Vec<_> = sheet
        .form()
        .into_iter()
        .flat_map(domain::collection::Form::rows)
        .filter_map(|row| match row {
            Row::Narrative { code, vi, en, .. } => Some((code.as_str(), words::of(frame, vi, en))),
            Row::Figure { .. } => None,
        })
        .collect();
    html! {
        @if !rows.is_empty() { h2 { (frame.word("indicators-words")) } }
        @for (code, heading) in rows {
            @let text = sheet.texts.get(&(TextKind::Narrative, code.to_owned())).cloned().unwrap_or_default();
            @if mode == Mode::Enter {
                (form.field(ui::Field::lines(format!("n-{code}"), heading, 4).value(text)))
            } @else if !text.is_empty() {
                h3 { (heading) }
                @for line in text.lines() { p { (line) } }
            }
        }
    }
}

/// Takes what was typed; hands it up where that was pressed.
pub(super) async fn save(
    frame: Frame,
    who: Who,
    Path((id, unit)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, unit) = place(&id, &unit)?;
    let permit = who.permit::<FiguresEnter>()?;
    let mut form = Form::new(pairs.clone());
    let read = who.permit::<FiguresRead>()?;
    let outline = read.outline(id, unit).await.map_err(problem)?;
    let (typed, mut tries) = typed(&outline, &pairs);
    let written = written(&pairs);
    // Who does not say what he saw saw what there is.
    let seen = form.typed("seen").parse().unwrap_or(u64::MAX);
    let path = format!("/indicators/rounds/{id}/{unit}");
    let (at, submits) = ((id, unit), form.typed("step") == "submit");
    let done = if submits {
        let done = permit.enter_and_submit(at, seen, &typed, &written).await;
        done.map(|(_, handed_up)| handed_up.map(|()| frame.word("indicators-submitted")))
    } else {
        let done = permit.enter(at, seen, &typed, &written).await;
        done.map(|saved| Ok(frame.text("indicators-saved", [("count", saved.into())])))
    };
    let error = match done {
        Ok(Ok(text)) => return Ok(frame.done(path, &Flash::done(text))),
        Ok(Err(refusal)) => {
            // What was typed is kept already.
            tries = Tries { lacking: true, ..Tries::default() };
            EnterError::App(refusal)
        }
        Err(error) => error,
    };
    let sheet = read.sheet(id, unit).await.map_err(problem)?;
    match error {
        EnterError::Cells(faults) => {
            for (series, error) in faults {
                let name = sheet_table::field(&series);
                let sentence = frame.word(error.key());
                form.wrong(
                    name.clone(),
                    format!("{}: {sentence}", sheet_table::row_name(&frame, &sheet, &series)),
                );
                tries.errors.insert(name, sentence);
            }
        }
        EnterError::App(error) => say(&frame, &mut form, error)?,
    }
    Ok(again(&frame, &who, &sheet, &form, &tries))
}

fn again(frame: &Frame, who: &Who, sheet: &Sheet, form: &Form, tries: &Tries) -> Response {
    show(frame, who, sheet, form, tries).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

/// Says what stands in the way; what is no mistake of the form comes back as a problem.
pub(super) fn say(frame: &Frame, form: &mut Form, error: AppError) -> Result<(), Problem> {
    match error {
        AppError::Refused { faults } => {
            faults.iter().for_each(|fault| form.wrong("", sentence(frame, fault)));
            Ok(())
        }
        AppError::Changed => {
            form.wrong("", frame.word("indicators-changed"));
            Ok(())
        }
        other => Err(problem(other)),
    }
}

/// The cells that were sent, and what was typed into them.
pub(crate) fn typed(outline: &Outline, pairs: &[(String, String)]) -> (Vec<Typed>, Tries) {
    let sent: BTreeMap<&str, &str> =
        pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (mut all, mut tries) = (Vec::new(), Tries::default());
    for series in &outline.rows {
        let name = sheet_table::field(series);
        let Some(text) = sent.get(name.as_str()) else { continue };
        let remark = sheet_table::remark(series);
        let stands = || outline.remarks.get(series).cloned().unwrap_or_default();
        let remark = sent.get(remark.as_str()).map_or_else(stands, |remark| (*remark).to_owned());
        let clean = |text: &str| text.replace('\0', "");
        tries.typed.insert(name, (clean(text), clean(&remark)));
        all.push(Typed { series: series.clone(), text: clean(text), remark: clean(&remark) });
    }
    (all, tries)
}

fn written(pairs: &[(String, String)]) -> Vec<Written> {
    let one = |(name, body): &(String, String)| {
        let (kind, code) = match name.split_once('-')? {
            ("n", code) => (TextKind::Narrative, code),
            ("e", code) => (TextKind::Explanation, code),
            _ => return None,
        };
        Some(Written { kind, code: code.to_owned(), body: body.replace('\0', "") })
    };
    pairs.iter().filter_map(one).collect()
}
