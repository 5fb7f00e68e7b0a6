//! Units of a day, and the whole life of one.

use super::call::{Call, Nothing, Reply, revision_tag};
use super::operation::Api;
use super::paging::{Asked, Listed};
use super::text::within;
use crate::{Access, Problem};
use app::rights::UnitsRead;
use domain::UnitId;
use domain::rights::Right;
use domain::units::{Chapter, Portion, Unit, UnitEvent};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::UnitsRead.code());
    api.list("/api/v1/units", read, "units-list", list)
        .get("/api/v1/units/{unit}", read, "units-show", show)
        .get("/api/v1/units/{unit}/life", read, "units-life", life)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    on: Option<Date>,
    #[param(max_length = 100)]
    #[serde(default, deserialize_with = "within::<_, 100>")]
    kind: Option<String>,
    #[param(minimum = 1)]
    under: Option<UnitId>,
    #[param(max_length = 300)]
    #[serde(default, deserialize_with = "within::<_, 300>")]
    name: Option<String>,
}

/// A unit as it is on a day.
#[derive(Serialize, ToSchema)]
struct UnitOnDay {
    #[serde(flatten)]
    unit: Unit,
    /// From the top: 0 for a root.
    depth: usize,
    /// How many units stand directly under it.
    children: usize,
}

async fn list(call: Call, asked: Asked, filter: Filter) -> Result<Listed<UnitOnDay>, Problem> {
    let person = call.person()?;
    let on = filter.on.unwrap_or(person.today);
    let forest = call.permit::<UnitsRead>()?.forest(on);
    let name = filter.name.as_deref().map(vitext::fold::fold_text);
    let fits = |unit: &Unit| {
        filter.kind.as_deref().is_none_or(|kind| unit.kind.as_str() == kind)
            && filter.under.is_none_or(|under| unit.id != under && forest.is_within(unit.id, under))
            && name.as_deref().is_none_or(|name| vitext::fold::fold_text(&unit.name).contains(name))
    };
    let mut nodes: Vec<_> = forest.nodes().iter().filter(|node| fits(&node.unit)).collect();
    nodes.sort_by_key(|node| node.unit.id);
    let page = Listed::cut(
        nodes,
        asked,
        |node| node.unit.id.get(),
        |node| UnitOnDay {
            unit: (*node.unit).clone(),
            depth: node.depth,
            children: forest.children(node.unit.id).count(),
        },
    );
    Ok(page.tagged(revision_tag(person.organisation.revision(), on)))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OnDay {
    on: Option<Date>,
}

async fn show(call: Call, query: OnDay) -> Result<Reply<UnitOnDay>, Problem> {
    let id: UnitId = call.id("unit")?;
    let person = call.person()?;
    let on = query.on.unwrap_or(person.today);
    let forest = call.permit::<UnitsRead>()?.forest(on);
    let unit = forest.unit(id).ok_or_else(Problem::not_found)?;
    let shown = UnitOnDay {
        unit: (**unit).clone(),
        depth: forest.ancestors(id).count(),
        children: forest.children(id).count(),
    };
    Ok(Reply::tagged(shown, revision_tag(person.organisation.revision(), on)))
}

/// The whole life of a unit.
#[derive(Serialize, ToSchema)]
struct Life {
    chapters: Vec<LifeChapter>,
}

/// An event in the life of a unit.
#[derive(Serialize, ToSchema)]
struct LifeChapter {
    event: UnitEvent,
    /// The unit before it; null when it begins.
    before: Option<Unit>,
    /// The unit after it; null when it ends.
    after: Option<Unit>,
    /// Whose share it takes.
    received: Vec<Portion>,
    /// To whom it gives what share.
    given: Vec<Portion>,
}

async fn life(call: Call, _: Nothing) -> Result<Reply<Life>, Problem> {
    let id: UnitId = call.id("unit")?;
    let chapters = call.permit::<UnitsRead>()?.life(id).map_err(|e| call.problem(e))?;
    let chapter = |chapter: Chapter| LifeChapter {
        event: (*chapter.event).clone(),
        before: chapter.before.map(|unit| (*unit).clone()),
        after: chapter.after.map(|unit| (*unit).clone()),
        received: chapter.received,
        given: chapter.given,
    };
    let life = Life { chapters: chapters.into_iter().map(chapter).collect() };
    let revision = call.person()?.organisation.revision();
    Ok(Reply::tagged(life, revision_tag(revision, "life")))
}
