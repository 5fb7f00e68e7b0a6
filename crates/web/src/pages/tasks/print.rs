//! The tasks that an address asks for as an official list, and the notice that urges: .docx and .pdf.

use super::act::number;
use super::chosen::{Chosen, rows};
use super::{unit_name, words};
use crate::download::{DOCX, Download, PDF};
use crate::pages::documents;
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{Flash, Form};
use crate::{Frame, Problem};
use app::AppError;
use app::documents::Setting;
use app::rights::{TasksAssign, TasksRead};
use app::tasks::{IssuedLetter, LetterPaper, ListPaper, OpenTask};
use axum::extract::Path;
use axum::response::Response;
use domain::{TaskId, UnitId};
use store::TaskFilter;

/// Most rows of a printed list: more is no list that anybody reads.
pub(super) const MOST: u32 = 1_000;

pub(super) fn download(name: &str, setting: Setting, bytes: Vec<u8>) -> Download {
    let media_type = match setting {
        Setting::Docx => DOCX,
        Setting::Pdf => PDF,
    };
    Download::new(format!("{name}.{}", setting.code()), media_type, bytes)
}

pub(super) fn setting(format: &str) -> Result<Setting, Problem> {
    Setting::from_code(format).ok_or_else(Problem::not_found)
}

pub(super) async fn list(frame: Frame, who: Who, Path(format): Path<String>) -> Result<Download, Problem> {
    let setting = setting(&format)?;
    let chosen = Chosen::of(&frame, who.person()?).await?;
    paper(&frame, &who, (&chosen.filter, chosen.unit), setting).await
}

/// The tasks of a filter as an official list of the unit, or of who asks.
pub(crate) async fn paper(
    frame: &Frame,
    who: &Who,
    (filter, unit): (&TaskFilter, Option<UnitId>),
    setting: Setting,
) -> Result<Download, Problem> {
    let permit = who.permit::<TasksRead>()?;
    let person = who.person()?;
    let (rows, total) = rows(who, filter, 0, MOST).await?;
    let header = [
        frame.word("print-number"),
        frame.word("task-action"),
        frame.word("task-lead"),
        frame.word("task-due"),
        frame.word("task-status"),
    ];
    let line = |(place, row): (usize, &super::list::Row)| {
        let task = &row.task;
        let status = words::status(task.stage, task.due, task.submitted_on, person.today);
        [
            place.to_string(),
            task.action.clone(),
            row.lead.clone(),
            task.due.map(crate::ui::print_date).unwrap_or_default(),
            format!("{}, {} %", status.words(frame), task.percent),
        ]
    };
    let lines = (1..).zip(&rows).map(line).collect();
    let beyond = total > u64::from(MOST);
    let note = beyond.then(|| frame.text("plan-first", [("count", MOST.into()), ("total", total.into())]));
    let subject = match unit {
        Some(unit) => frame.text("print-of-unit", [("unit", unit_name(who, unit).into())]),
        None => frame.word("print-all"),
    };
    let unit = unit.or_else(|| person.posts().next().map(|post| post.unit));
    let list = ListPaper { unit, subject, header, rows: lines, note };
    let bytes = permit.list_paper(list, setting).await.map_err(problem)?;
    Ok(download("danh-muc-nhiem-vu", setting, bytes))
}

/// The notice that urges the lead of a task, ready to be numbered and signed.
pub(super) async fn notice(
    frame: Frame,
    who: Who,
    Path((id, format)): Path<(String, String)>,
) -> Result<Download, Problem> {
    letter_file(&frame, &who, number(&id)?, setting(&format)?).await
}

/// The notice that urges about a task, as a file.
pub(crate) async fn letter_file(
    frame: &Frame,
    who: &Who,
    id: TaskId,
    setting: Setting,
) -> Result<Download, Problem> {
    let permit = who.permit::<TasksAssign>()?;
    let open = who.permit::<TasksRead>()?.open(id).await.map_err(problem)?;
    if !open.possible.has("urge") {
        return Err(Problem::forbidden());
    }
    let bytes = permit.letter_paper(letter(frame, who, &open), setting).await.map_err(problem)?;
    Ok(download(&format!("don-doc-nhiem-vu-{id}"), setting, bytes))
}

/// Issues it: a number and an entry in the register, an urging of the task.
pub(super) async fn issue(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let id = number(&id)?;
    let revision = Form::new(pairs).typed("revision").parse().unwrap_or_default();
    let back = format!("/tasks/{id}");
    match issue_letter(&frame, &who, id, revision).await? {
        Ok(issued) => {
            let text = frame.text("urging-issued", [("symbol", issued.symbol.into())]);
            Ok(frame.done(format!("/documents/{}", issued.document), &Flash::done(text)))
        }
        Err(AppError::Changed) => Ok(frame.done(back, &Flash::failed(frame.word("form-changed")))),
        Err(AppError::Refused { faults }) => {
            let why: Vec<String> = faults.iter().map(|fault| sentence(&frame, fault)).collect();
            Ok(frame.done(back, &Flash::failed(why.join(" "))))
        }
        Err(error) => Err(problem(error)),
    }
}

/// Issues the notice that urges about a task; within it why it was refused, for the form or the program.
pub(crate) async fn issue_letter(
    frame: &Frame,
    who: &Who,
    id: TaskId,
    revision: u32,
) -> Result<Result<IssuedLetter, AppError>, Problem> {
    let permit = who.permit::<TasksAssign>()?;
    let open = who.permit::<TasksRead>()?.open(id).await.map_err(problem)?;
    if !open.possible.has("urge") {
        return Err(Problem::forbidden());
    }
    Ok(permit.issue_letter(id, revision, letter(frame, who, &open)).await)
}

fn letter(frame: &Frame, who: &Who, open: &OpenTask) -> LetterPaper {
    let terms = &open.task.terms;
    LetterPaper {
        unit: terms.unit,
        subject: frame.word("urging-subject"),
        to: full_name(who, terms.lead),
        paragraphs: paragraphs(frame, who, open),
    }
}

fn full_name(who: &Who, unit: UnitId) -> String {
    let Ok(person) = who.person() else { return String::new() };
    person.organisation.history().last_known(unit).map(|unit| unit.name.clone()).unwrap_or_default()
}

/// What was given, how it stands, what is asked for now.
fn paragraphs(frame: &Frame, who: &Who, open: &OpenTask) -> Vec<String> {
    let task = &open.task;
    let terms = &task.terms;
    let (unit, lead) = (full_name(who, terms.unit), full_name(who, terms.lead));
    let source = task.origin.clauses.first().and_then(|clause| open.documents.get(&clause.document));
    let due = words::due(frame, task.due());
    let mut all = vec![match source {
        Some(document) => {
            let source = documents::name(document);
            frame.text(
                "urging-given-by",
                [
                    ("unit", unit.clone().into()),
                    ("lead", lead.clone().into()),
                    ("action", terms.action.clone().into()),
                    ("due", due.into()),
                    ("source", source.into()),
                ],
            )
        }
        None => frame.text(
            "urging-given",
            [
                ("unit", unit.clone().into()),
                ("lead", lead.clone().into()),
                ("action", terms.action.clone().into()),
                ("due", due.into()),
            ],
        ),
    }];
    let percent = u32::from(task.percent);
    all.push(match open.days_left {
        Some(left) if left < 0 => {
            frame.text("urging-late", [("percent", percent.into()), ("days", (-left).into())])
        }
        Some(left) => frame.text("urging-soon", [("percent", percent.into()), ("days", left.into())]),
        None => frame.text("urging-undated", [("percent", percent.into())]),
    });
    if let Some(last) = task.urgings.last() {
        let count = task.urgings.len();
        let day = crate::ui::print_date(domain::span::local_day(last.at));
        all.push(frame.text("urging-before", [("count", count.into()), ("day", day.into())]));
    }
    let product = terms.product.clone().unwrap_or_else(|| frame.word("urging-result"));
    all.push(
        frame
            .text("urging-wish", [("unit", unit.into()), ("lead", lead.into()), ("product", product.into())]),
    );
    all
}
