//! Việc hôm nay: what waits for me, then my units.

use super::visit::Who;
use crate::{Frame, Page, Problem, ui};
use maud::html;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    let person = who.person()?;
    let forest = person.forest();
    let rows = person.posts().map(|post| {
        let unit = forest.unit(post.unit);
        let path =
            forest.path(post.unit).iter().map(|node| node.unit.label()).collect::<Vec<_>>().join(" ▸ ");
        let below = forest.subtree(post.unit).len().saturating_sub(1);
        let value = html! {
            @if let Some(unit) = unit { (ui::link(&unit.name, format!("/units/{}", unit.id))) }
            @if below > 0 { " " span.quiet { (frame.text("units-count", [("count", below.into())])) } }
            @if unit.is_some_and(|unit| unit.parent.is_some()) { br; span.quiet { (path) } }
        };
        (post.title.clone(), value)
    });
    let body = html! {
        (ui::empty(frame.word("home-nothing"), frame.word("home-next")))
        h2 { (frame.word("home-posts")) }
        (ui::facts(rows))
    };
    Ok(frame.page(frame.word("area-today")).body(body))
}
