//! The tree as of a day.

use super::words;
use crate::pages::visit::Who;
use crate::ui::{self, Below, Button, Field, Node};
use crate::{Frame, Page, Problem};
use app::rights::UnitsRead;
use axum::extract::Query;
use domain::UnitId;
use domain::rights::Right;
use domain::units::Forest;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
    #[serde(default)]
    unit: String,
}

/// So many units below one are shown at once; more are fetched when the node is opened.
const AT_ONCE: usize = 200;

pub(super) async fn page(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Page, Problem> {
    let permit = who.permit::<UnitsRead>()?;
    let person = who.person()?;
    let on = day(&asked.on, person.today);
    let forest = permit.forest(on);
    let roots: Vec<UnitId> = forest.roots().map(|node| node.unit.id).collect();
    let nodes: Vec<Node> = roots.iter().map(|root| node(&frame, &forest, *root, on, true)).collect();
    let mut form = ui::Form::default();
    form.set("on", ui::print_date(on));
    let body = html! {
        form.inline method="get" action="/units" {
            (form.field(Field::date("on", frame.word("units-on"))))
            (Button::plain(frame.word("units-see")))
        }
        p.quiet {
            (frame.text("units-count", [("count", forest.len().into())]))
            @if on != person.today { " · " (ui::link(frame.word("units-today"), "/units")) }
            " · " (ui::link(frame.word("units-events"), "/units/events"))
            @if person.has(Right::UnitsChange) { " · " (ui::link(frame.word("units-import"), "/units/import")) }
        }
        @if nodes.is_empty() { (ui::empty(frame.word("units-none"), frame.word("units-none-help"))) }
        (ui::tree(&frame, &nodes))
    };
    let page = frame.page(frame.word("area-units")).body(body).help("units");
    Ok(match roots.first() {
        Some(root) if person.has(Right::UnitsChange) => page
            .action(Button::primary(frame.word("units-create")).href(format!("/units/{root}/change/create"))),
        _ => page,
    })
}

/// What is below a unit: a list for the tree to take in.
pub(super) async fn below(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Markup, Problem> {
    let permit = who.permit::<UnitsRead>()?;
    let on = day(&asked.on, who.person()?.today);
    let unit: UnitId = asked.unit.parse().map_err(|_| Problem::not_found())?;
    let forest = permit.forest(on);
    Ok(ui::tree(&frame, &children(&frame, &forest, unit, on, false)))
}

pub(super) fn children(frame: &Frame, forest: &Forest, unit: UnitId, on: Date, open: bool) -> Vec<Node> {
    forest.children(unit).map(|child| node(frame, forest, child.unit.id, on, open)).collect()
}

fn node(frame: &Frame, forest: &Forest, unit: UnitId, on: Date, open: bool) -> Node {
    let below = forest.subtree(unit).len().saturating_sub(1);
    let children = forest.children(unit).count();
    Node {
        label: forest.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default(),
        href: format!("/units/{unit}"),
        note: (below > 0).then(|| frame.text("units-count", [("count", below.into())])),
        below: match children {
            0 => Below::Nothing,
            1..=AT_ONCE if open => {
                Below::Nodes { nodes: self::children(frame, forest, unit, on, false), open }
            }
            _ => Below::At(format!("/units/below?unit={unit}&on={}", ui::print_date(on))),
        },
    }
}

pub(super) fn day(typed: &str, today: Date) -> Date {
    ui::parse_date(typed).unwrap_or(today)
}

/// Names of the units above, as breadcrumbs.
pub(super) fn crumbs(page: Page, forest: &Forest, unit: UnitId) -> Page {
    // The organisation itself stands at the head of the breadcrumbs already.
    let organisation = page.frame.shell().organisation.clone();
    let above = forest.ancestors(unit).filter(|above| Some(&above.unit.name) != organisation.as_ref());
    above.fold(page, |page, above| {
        page.crumb(above.unit.label().to_owned(), format!("/units/{}", above.unit.id))
    })
}

/// Kind and name of a unit, for a list.
pub(super) fn kind_of(frame: &Frame, app: &app::App, unit: &domain::units::Unit) -> String {
    words::kind(frame, app, &unit.kind)
}
