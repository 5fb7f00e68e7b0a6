//! What of the tasks stands on the page of the day: what waits for me in the order in which I should do it, and my unit in four numbers.

use super::statistics::numbers;
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui;
use crate::{Frame, Problem};
use app::Person;
use app::rights::TasksRead;
use app::tasks::Heap;
use maud::{Markup, html};

/// Most tasks of a heap.
const FIRST: u32 = 5;

/// The blocks of the page, and whether anything waits.
pub(in crate::pages) async fn show(frame: &Frame, who: &Who) -> Result<Option<(Markup, bool)>, Problem> {
    let Ok(permit) = who.permit::<TasksRead>() else { return Ok(None) };
    let today = permit.today(FIRST).await.map_err(problem)?;
    let person = who.person()?;
    let day = person.today;
    let waits = !today.heaps.is_empty();
    let shown = html! {
        @for (heap, list) in &today.heaps {
            section.heap {
                h2 { (ui::link(word(frame, *heap), address(*heap, person))) " " span.quiet { "(" (list.total) ")" } }
                ul.rows data-rows {
                    @for row in &list.rows {
                        li {
                            (ui::link(&row.action, format!("/tasks/{}", row.id))) br;
                            (words::status(row.stage, row.due, row.submitted_on, day).show(frame)) " "
                            span.quiet {
                                (unit_name(who, row.lead))
                                @if let Some(due) = row.due { " · " (ui::day(frame, due, day)) }
                            }
                        }
                    }
                }
                @if list.total > u64::from(FIRST) { p { (ui::link(frame.text("today-all", [("count", list.total.into())]), address(*heap, person))) } }
            }
        }
        @if let Some((unit, counts)) = &today.unit {
            h2 { (frame.text("today-unit", [("unit", unit_name(who, *unit).into())])) }
            (numbers(frame, counts, |code| format!("/tasks?unit={unit}&bucket={code}")))
        }
    };
    Ok(Some((shown, waits)))
}

fn word(frame: &Frame, heap: Heap) -> String {
    frame.word(match heap {
        Heap::Late => "today-late",
        Heap::Soon => "today-soon",
        Heap::SentBack => "today-sent-back",
        Heap::Receive => "today-receive",
        Heap::Accept => "today-accept",
        Heap::Extension => "today-extension",
        Heap::Returned => "today-returned",
    })
}

/// The list in which exactly these stand.
fn address(heap: Heap, person: &Person) -> String {
    let Some(filter) = heap.filter(person) else { return "/tasks".to_owned() };
    let mut query = form_urlencoded::Serializer::new(String::new());
    let roles = [("lead", &filter.leads), ("accept", &filter.acceptors), ("give", &filter.givers)];
    let forest = person.forest();
    for (role, units) in roles.into_iter().filter_map(|(role, units)| Some((role, units.as_ref()?))) {
        let own = person.posts().map(|post| post.unit).find(|unit| units.contains(*unit, &forest));
        if let Some(unit) = own.or_else(|| units.first()) {
            query.append_pair("unit", &unit.to_string()).append_pair("role", role);
            if units.whole().is_empty() && units.single().len() == 1 {
                query.append_pair("below", "no");
            }
        }
    }
    for bucket in &filter.buckets {
        query.append_pair("bucket", bucket.code());
    }
    for stage in &filter.stages {
        query.append_pair("stage", stage.code());
    }
    if let Some(day) = filter.due_to {
        query.append_pair("due-to", &ui::print_date(day));
    }
    if filter.extension_asked {
        query.append_pair("extension", "yes");
    }
    format!("/tasks?{}", query.finish())
}
