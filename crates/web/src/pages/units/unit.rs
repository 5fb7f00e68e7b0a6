//! A unit: what it is, what is below it, its whole life.

use super::{change, tree, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui;
use crate::{Frame, Page, Problem};
use app::rights::{UnitsChange, UnitsRead};
use axum::extract::Path;
use domain::UnitId;
use domain::units::Chapter;
use maud::html;

pub(super) async fn page(frame: Frame, who: Who, Path(unit): Path<String>) -> Result<Page, Problem> {
    let unit: UnitId = unit.parse().map_err(|_| Problem::not_found())?;
    let permit = who.permit::<UnitsRead>()?;
    let person = who.person()?;
    let (app, organisation) = (person.app(), &person.organisation);
    let life = permit.life(unit).map_err(problem)?;
    let forest = permit.forest(person.today);
    let known = organisation.history().last_known(unit).cloned().ok_or_else(Problem::not_found)?;
    let living = forest.contains(unit);
    let may_change = person.permit::<UnitsChange>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok());
    let mut facts = vec![(frame.word("units-kind"), html! { (tree::kind_of(&frame, app, &known)) })];
    if let Some(short) = &known.short_name {
        facts.push((frame.word("units-short-name"), html! { (short) }));
    }
    if let Some(parent) = known.parent {
        facts.push((frame.word("units-parent"), words::unit(organisation, parent)));
    }
    let ended = life.last().filter(|last| last.after.is_none()).map(|last| last.event.date);
    if let Some(ended) = ended {
        facts.push((frame.word("units-ended"), ui::date(ended)));
    }
    let below = tree::children(&frame, &forest, unit, person.today, false);
    let events: Vec<ui::Event> = life
        .iter()
        .map(|chapter| ui::Event {
            date: chapter.event.date,
            title: words::event(&frame, app, organisation, &chapter.event),
            detail: detail(&frame, &who, chapter),
        })
        .collect();
    let body = html! {
        @if ended.is_some() { (ui::notice(&frame, ui::Tone::Note, frame.word("units-gone"))) }
        (ui::facts(facts))
        @if !below.is_empty() {
            h2 { (frame.word("units-below")) }
            (ui::tree(&frame, &below))
        }
        h2 { (frame.word("units-life")) }
        (ui::timeline(&events))
    };
    let changes = html! {
        details.drop.changes {
            summary { (frame.word("units-change")) }
            div.panel {
                ul {
                    @for kind in change::KINDS {
                        li { (ui::link(frame.word(kind.title), format!("/units/{unit}/change/{}", kind.name))) }
                    }
                }
            }
        }
    };
    let page =
        frame.page(known.name.clone()).crumb(frame.word("area-units"), "/units").body(body).help("units");
    let page = if may_change && living { page.action(changes) } else { page };
    Ok(tree::crumbs(page, &forest, unit))
}

fn detail(frame: &Frame, who: &Who, chapter: &Chapter) -> Option<maud::Markup> {
    let organisation = &who.person().ok()?.organisation;
    let order = words::order(frame, &chapter.event.ordered_by);
    let others = |portions: &[domain::units::Portion]| {
        let shown = portions.iter().map(|portion| words::portion(organisation, portion)).collect::<Vec<_>>();
        (!shown.is_empty())
            .then(|| html! { @for (i, one) in shown.iter().enumerate() { @if i > 0 { ", " } (one) } })
    };
    let (received, given) = (others(&chapter.received), others(&chapter.given));
    Some(html! {
        @if let Some(order) = order { (order) }
        @if let Some(received) = received { br; (frame.word("units-received")) " " (received) }
        @if let Some(given) = given { br; (frame.word("units-given")) " " (given) }
    })
}
