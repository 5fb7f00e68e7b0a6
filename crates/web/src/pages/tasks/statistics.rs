//! Tasks in numbers by unit: now, each number leading to what it counts; of a period, and as they were reported.

use super::asked::Asked;
use super::grouped::{Grouping, Links, groupings, lines, reported, table};
use super::{unit_name, words};
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Flash};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::rights::{TasksAccept, TasksRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::documents::{Calendar, Period};
use domain::tasks::{Basis, Counts, Timeliness};
use domain::units::UnitSet;
use domain::{DocumentId, TaskReportId, UnitId};
use maud::{Markup, html};
use messages::Language;
use store::{TaskFilter, TaskReportRow};

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let permit = who.permit::<TasksRead>()?;
    let person = who.person()?;
    let asked = Asked::of(&frame);
    let basis = basis(asked.value("basis"));
    let forest = person.forest();
    let own = person.posts().map(|post| post.unit).find(|unit| permit.covers(*unit, &forest).is_ok());
    let unit: Option<UnitId> = asked.parsed("unit").or(own);
    let Some(unit) = unit else {
        let page = frame.page(frame.word("tasks-statistics")).crumb(frame.word("area-tasks"), "/tasks");
        return Ok(page
            .body(ui::empty(frame.word("tasks-none"), frame.word("tasks-none-help")))
            .into_response());
    };
    let grouping = Grouping::of(asked.value("by"));
    let document: Option<DocumentId> = asked.parsed("document");
    let links = Links { unit, basis, document };
    let filter = TaskFilter {
        leads: Some(UnitSet::below(unit, person.today)),
        document,
        basis,
        ..TaskFilter::all(person.today)
    };
    let statistics = permit.statistics(&filter).await.map_err(problem)?;
    let counted = permit.counted(&filter, grouping.group()).await.map_err(problem)?;
    let table = table(&frame, grouping, Some(links));
    let query = table.query(frame.query());
    let rows = lines(&frame, &who, &counted, grouping, Some(&statistics.total()));
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let first = usize::try_from(query.offset()).unwrap_or(usize::MAX).min(rows.len());
    let last = first.saturating_add(query.rows as usize).min(rows.len());
    let shown = rows.get(first..last).unwrap_or_default();
    let reports = permit.reports(unit).await.map_err(problem)?;
    let may_freeze = person.permit::<TasksAccept>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok());
    let other = if basis == Basis::InForce { Basis::First } else { Basis::InForce };
    let body = html! {
        p.quiet {
            (basis_word(&frame, basis)) " · "
            (ui::link(basis_word(&frame, other), links.statistics(grouping, other)))
        }
        (groupings(&frame, &links, grouping))
        (numbers(&frame, &statistics.total(), |code| links.bucket(code)))
        (table.show(&frame, &query, shown, rows.len() as u64))
        h2 { (frame.word("statistics-frozen")) }
        (list(&frame, &reports))
        @if may_freeze { (freezing(&frame, unit, person.today)) }
    };
    let page = frame.page(frame.word("tasks-statistics")).crumb(frame.word("area-tasks"), "/tasks");
    Ok(page.lead(unit_name(&who, unit)).help("tasks").body(body).into_response())
}

fn basis(code: &str) -> Basis {
    Basis::ALL.into_iter().find(|basis| basis.code() == code).unwrap_or_default()
}

fn basis_word(frame: &Frame, basis: Basis) -> String {
    frame.word(match basis {
        Basis::InForce => "basis-in-force",
        Basis::First => "basis-first",
    })
}

pub(super) fn count(language: Language, number: u64) -> String {
    ui::number(language, vitext::Decimal::from(number))
}

/// The four numbers of a unit, each with the way to what it counts.
pub(super) fn numbers(frame: &Frame, counts: &Counts, href: impl Fn(&str) -> String) -> Markup {
    html! {
        ul.numbers {
            @for bucket in Timeliness::ALL {
                li { a href=(href(bucket.code())) { strong { (count(frame.language(), counts.of(bucket))) } " " (words::bucket(frame, bucket)) } }
            }
        }
    }
}

fn list(frame: &Frame, reports: &[TaskReportRow]) -> Markup {
    html! {
        @if reports.is_empty() { p.quiet { (frame.word("statistics-none-frozen")) } }
        ul.plain {
            @for report in reports {
                li {
                    (ui::link(words::period(frame, report.period), format!("/tasks/statistics/{}", report.id)))
                    " · " (basis_word(frame, report.statistics.basis)) " · " span.quiet { (ui::moment(report.at)) }
                }
            }
        }
    }
}

/// The form that freezes a quarter: this one, or the one before.
fn freezing(frame: &Frame, unit: UnitId, today: jiff::civil::Date) -> Markup {
    let this = Period::of(Calendar::Quarter, today);
    html! {
        form.inline method="post" action="/tasks/statistics" {
            input type="hidden" name="unit" value=(unit);
            label {
                span { (frame.word("statistics-quarter")) } " "
                select name="day" {
                    @for period in [this.before(), this] { option value=(period.from.to_string()) { (words::period(frame, period)) } }
                }
            }
            " "
            label {
                span { (frame.word("statistics-basis")) } " "
                select name="basis" { @for basis in Basis::ALL { option value=(basis.code()) { (basis_word(frame, basis)) } } }
            }
            " " (Button::plain(frame.word("statistics-freeze")))
        }
    }
}

pub(super) async fn freeze(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let form = ui::Form::new(pairs);
    let unit: UnitId = form.typed("unit").parse().map_err(|_| Problem::not_found())?;
    let day = ui::parse_date(form.typed("day")).ok_or_else(Problem::not_found)?;
    let period = Period::of(Calendar::Quarter, day);
    match who.permit::<TasksAccept>()?.freeze(unit, period, basis(form.typed("basis"))).await {
        Ok(id) => {
            let text = frame.text("statistics-done", [("period", words::period(&frame, period).into())]);
            Ok(frame.done(format!("/tasks/statistics/{id}"), &Flash::done(text)))
        }
        Err(AppError::Refused { faults }) => {
            let why: Vec<String> = faults.iter().map(|fault| sentence(&frame, fault)).collect();
            Ok(frame.done(format!("/tasks/statistics?unit={unit}"), &Flash::failed(why.join(" "))))
        }
        Err(error) => Err(problem(error)),
    }
}

/// Numbers as they were reported.
pub(super) async fn frozen(frame: Frame, who: Who, Path(report): Path<String>) -> Result<Page, Problem> {
    let id: TaskReportId = report.parse().map_err(|_| Problem::not_found())?;
    let report = who.permit::<TasksRead>()?.frozen(id).await.map_err(problem)?;
    let body = html! {
        p.quiet {
            (frame.text("statistics-as-of", [("day", ui::print_date(report.statistics.on).into())])) " · "
            (basis_word(&frame, report.statistics.basis)) " · " (ui::moment(report.at))
        }
        (table(&frame, Grouping::Unit, None).still(&frame, &reported(&frame, &who, &report.statistics)))
    };
    let page = frame.page(words::period(&frame, report.period)).crumb(frame.word("area-tasks"), "/tasks");
    let page = page.crumb(frame.word("tasks-statistics"), format!("/tasks/statistics?unit={}", report.unit));
    Ok(page.lead(unit_name(&who, report.unit)).help("tasks").body(body))
}
