//! The leader's page of tasks, for a phone first: where we stand, who is behind, what is due, what is unclear, what waits for a decision.
//! Each answer is a few lines and the way to the rest.

use super::asked::Asked;
use super::grouped::{Grouping, Links};
use super::statistics::{count, numbers};
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui;
use crate::{Frame, Page, Problem};
use app::rights::TasksRead;
use app::tasks::{Counted, TaskList};
use domain::UnitId;
use domain::tasks::{Basis, Stage, Timeliness};
use domain::units::UnitSet;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use store::TaskFilter;

/// Lines of an answer.
const FIRST: usize = 5;
/// So many days ahead.
const SOON: i32 = 7;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    let permit = who.permit::<TasksRead>()?;
    let person = who.person()?;
    let today = person.today;
    let asked = Asked::of(&frame);
    let forest = person.forest();
    let own = person.posts().map(|post| post.unit).find(|unit| permit.covers(*unit, &forest).is_ok());
    let page =
        frame.page(frame.word("overview-title")).crumb(frame.word("area-tasks"), "/tasks").help("tasks");
    let Some(unit) = asked.parsed::<UnitId>("unit").or(own) else {
        return Ok(page.body(ui::empty(frame.word("tasks-none"), frame.word("tasks-none-help"))));
    };
    permit.covers(unit, &forest).map_err(problem)?;
    let all = TaskFilter { leads: Some(UnitSet::below(unit, today)), ..TaskFilter::all(today) };
    let statistics = permit.statistics(&all).await.map_err(problem)?;
    let soon = TaskFilter {
        buckets: vec![Timeliness::OpenInTime],
        stages: vec![Stage::Given, Stage::Received, Stage::Doing, Stage::SentBack],
        due_from: Some(today),
        due_to: Some(today.saturating_add(SOON.days())),
        ..all.clone()
    };
    let late = TaskFilter { buckets: vec![Timeliness::OpenLate], ..all.clone() };
    let unclear = TaskFilter {
        unclear: true,
        buckets: vec![Timeliness::OpenInTime, Timeliness::OpenLate],
        ..all.clone()
    };
    let decide = TaskFilter {
        acceptors: Some(UnitSet::alone([unit], today)),
        stages: vec![Stage::Submitted],
        ..TaskFilter::all(today)
    };
    let asks = TaskFilter {
        givers: Some(UnitSet::alone([unit], today)),
        extension_asked: true,
        ..TaskFilter::all(today)
    };
    let limit = u32::try_from(FIRST).unwrap_or(u32::MAX);
    let mut lists = Vec::new();
    for (title, filter, query) in [
        ("overview-late", &late, "&bucket=open_late".to_owned()),
        ("overview-soon", &soon, soon_query(today)),
        ("overview-unclear", &unclear, "&unclear=yes&bucket=open_in_time&bucket=open_late".to_owned()),
        ("overview-accept", &decide, "&role=accept&below=no&stage=submitted".to_owned()),
        ("overview-extension", &asks, "&role=give&below=no&extension=yes".to_owned()),
    ] {
        let list = permit.list(filter, 0, limit).await.map_err(problem)?;
        lists.push((title, list, format!("/tasks?unit={unit}{query}")));
    }
    let mut behind = Vec::new();
    for grouping in [Grouping::Unit, Grouping::Leader, Grouping::Field, Grouping::Document] {
        behind.push((grouping, permit.counted(&all, grouping.group()).await.map_err(problem)?));
    }
    let body = html! {
        (numbers(&frame, &statistics.total(), |code| format!("/tasks?unit={unit}&bucket={code}")))
        p.quiet { (ui::link(frame.word("tasks-statistics"), format!("/tasks/statistics?unit={unit}"))) " · " (ui::link(frame.word("moved-title"), format!("/tasks/moved?unit={unit}"))) }
        div.overview {
            @for (title, list, href) in &lists { (heap(&frame, &who, title_word(&frame, title), list, href, today)) }
            @for (grouping, counted) in &behind { (who_is_behind(&frame, &who, *grouping, counted, unit)) }
        }
    };
    Ok(page.lead(unit_name(&who, unit)).body(body))
}

fn soon_query(today: Date) -> String {
    let last = today.saturating_add(SOON.days());
    let stages = ["given", "received", "doing", "sent_back"].map(|stage| format!("&stage={stage}")).concat();
    format!("&bucket=open_in_time{stages}&due-from={}&due-to={}", ui::print_date(today), ui::print_date(last))
}

fn title_word(frame: &Frame, title: &str) -> String {
    frame.word(match title {
        "overview-late" => "overview-late",
        "overview-soon" => "overview-soon",
        "overview-unclear" => "overview-unclear",
        "overview-accept" => "overview-accept",
        _ => "overview-extension",
    })
}

/// The first of a list, and the way to all of them.
fn heap(frame: &Frame, who: &Who, title: String, list: &TaskList, href: &str, today: Date) -> Markup {
    html! {
        section {
            h2 { (ui::link(title, href)) " " span.quiet { "(" (count(frame.language(), list.total)) ")" } }
            @if list.rows.is_empty() { p.quiet { (frame.word("overview-nothing")) } }
            ul.rows data-rows {
                @for row in &list.rows {
                    li {
                        (ui::link(&row.action, format!("/tasks/{}", row.id))) br;
                        (words::status(row.stage, row.due, row.submitted_on, today).show(frame)) " "
                        span.quiet {
                            (unit_name(who, row.lead))
                            @if let Some(due) = row.due { " · " (ui::day(frame, due, today)) }
                            @if !row.clears.is_whole() { " · " (words::missing(frame, row.clears)) }
                        }
                    }
                }
            }
        }
    }
}

/// Groups with what is late, those with most of it first.
fn who_is_behind(frame: &Frame, who: &Who, grouping: Grouping, counted: &Counted, unit: UnitId) -> Markup {
    let lines = super::grouped::lines(frame, who, counted, grouping, None);
    let late: Vec<_> = lines.iter().filter(|line| line.counts().of(Timeliness::OpenLate) > 0).collect();
    let links = Links { unit, basis: Basis::InForce, document: None };
    html! {
        section {
            h2 { (ui::link(grouping.late(frame), format!("/tasks/statistics?unit={unit}&by={}", grouping.code()))) }
            @if late.is_empty() { p.quiet { (frame.word("overview-nothing")) } }
            ol.plain {
                @for line in late.iter().take(FIRST) {
                    @let shown = frame.text("overview-late-of", [("late", line.counts().of(Timeliness::OpenLate).into()), ("all", line.counts().all().into())]);
                    li {
                        (line.name()) ": "
                        (ui::link(shown, line.href(&links, "&bucket=open_late")))
                    }
                }
            }
        }
    }
}
