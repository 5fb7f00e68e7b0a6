//! Tasks in numbers by unit: now, each number leading to what it counts; of a period, and as they were reported.

use super::asked::Asked;
use super::{unit_name, words};
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Flash, Table};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::rights::{TasksAccept, TasksRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::documents::{Calendar, Period};
use domain::tasks::{Basis, Counts, Statistics, Timeliness};
use domain::units::UnitSet;
use domain::{TaskReportId, UnitId};
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
    let leads = Some(UnitSet::below(unit, person.today));
    let filter = TaskFilter { leads, basis, ..TaskFilter::all(person.today) };
    let statistics = permit.statistics(&filter).await.map_err(problem)?;
    let table = table(&frame, basis, true);
    let query = table.query(frame.query());
    let rows = lines(&frame, &who, &statistics);
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
            (ui::link(basis_word(&frame, other), format!("/tasks/statistics?unit={unit}&basis={}", other.code())))
        }
        (numbers(&frame, &statistics.total(), |code| format!("/tasks?unit={unit}&bucket={code}&basis={}", basis.code())))
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

fn count(language: Language, number: u64) -> String {
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

/// A line: a unit, or all together.
struct Line {
    unit: Option<UnitId>,
    name: String,
    counts: Counts,
}

/// By lead unit, who has most that is late first; all together last.
fn lines(frame: &Frame, who: &Who, statistics: &Statistics) -> Vec<Line> {
    let units = statistics.units.iter();
    let mut lines: Vec<Line> = units
        .map(|(unit, counts)| Line { unit: Some(*unit), name: unit_name(who, *unit), counts: *counts })
        .collect();
    lines.sort_by_cached_key(|line| {
        (std::cmp::Reverse(line.counts.of(Timeliness::OpenLate)), vitext::sort::key(&line.name))
    });
    if lines.len() > 1 {
        lines.push(Line { unit: None, name: frame.word("statistics-total"), counts: statistics.total() });
    }
    lines
}

/// What of the numbers a column shows.
type Of = fn(&Counts) -> u64;

/// The table; with links where the numbers are those of now.
fn table(frame: &Frame, basis: Basis, links: bool) -> Table<Line> {
    let language = frame.language();
    let number = |key: &'static str, title: String, query: String, of: Of| {
        let column =
            Column::number(key, title, move |line: &Line| Some(vitext::Decimal::from(of(&line.counts))));
        column.cell(move |line| {
            let shown = count(language, of(&line.counts));
            match line.unit.filter(|_| links && of(&line.counts) > 0) {
                Some(unit) => {
                    let basis = basis.code();
                    ui::link(shown, format!("/tasks?unit={unit}&below=no&basis={basis}{query}"))
                }
                None => html! { (shown) },
            }
        })
    };
    let plain = |key: &'static str, title: String, of: Of| {
        Column::number(key, title, move |line: &Line| Some(vitext::Decimal::from(of(&line.counts))))
    };
    let mut table = Table::new("task-statistics", frame.word("tasks-statistics"))
        .scrolls()
        .column(Column::text("unit", frame.word("task-lead"), |line: &Line| line.name.clone()))
        .column(number("all", frame.word("statistics-all"), String::new(), Counts::all));
    for bucket in Timeliness::ALL {
        let of: Of = match bucket {
            Timeliness::DoneInTime => |counts| counts.of(Timeliness::DoneInTime),
            Timeliness::DoneLate => |counts| counts.of(Timeliness::DoneLate),
            Timeliness::OpenInTime => |counts| counts.of(Timeliness::OpenInTime),
            Timeliness::OpenLate => |counts| counts.of(Timeliness::OpenLate),
        };
        let code = bucket.code();
        table = table.column(number(code, words::bucket(frame, bucket), format!("&bucket={code}"), of));
    }
    table
        .column(Column::number("delay", frame.word("statistics-delay"), |line: &Line| delay(&line.counts)))
        .column(plain("extensions", frame.word("task-extensions"), |counts| counts.extensions))
        .column(plain("urgings", frame.word("task-urgings"), |counts| counts.urgings))
        .column(number("unclear", frame.word("tasks-unclear"), "&unclear=yes".to_owned(), |counts| {
            counts.unclear
        }))
        .column(number("bare", frame.word("tasks-bare"), "&bare=yes".to_owned(), |counts| {
            counts.without_evidence
        }))
        .empty(frame.word("tasks-none"), frame.word("tasks-none-help"))
}

/// Working days of delay on average, with one decimal; nothing where none was late.
fn delay(counts: &Counts) -> Option<vitext::Decimal> {
    let tenths = i64::try_from(counts.mean_delay_tenths()?).ok()?;
    Some(vitext::Decimal::new(tenths, 1))
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
        (table(&frame, report.statistics.basis, false).still(&frame, &lines(&frame, &who, &report.statistics)))
    };
    let page = frame.page(words::period(&frame, report.period)).crumb(frame.word("area-tasks"), "/tasks");
    let page = page.crumb(frame.word("tasks-statistics"), format!("/tasks/statistics?unit={}", report.unit));
    Ok(page.lead(unit_name(&who, report.unit)).help("tasks").body(body))
}
