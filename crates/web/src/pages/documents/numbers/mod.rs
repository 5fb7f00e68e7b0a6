//! The numbers of a register: all sequences of a unit, one of them number by number, and what can be done with a number.

mod deeds;
mod overview;
mod sheet;

use super::unit_name;
use crate::pages::visit::Who;
use crate::ui;
use crate::{Access, Frame, Problem, Routes};
use app::App;
use app::documents::Which;
use app::rights::DocumentsIssue;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::documents::{Cycle, Number, Series, Terms};
use domain::rights::Right;
use domain::{Span, UnitId};
use serde::Deserialize;

pub(super) fn routes() -> Routes<App> {
    let issue = Access::Right(Right::DocumentsIssue.code());
    Routes::new()
        .get("/documents/numbers", issue, page)
        .post("/documents/numbers/reserve", issue, deeds::reserve)
        .post("/documents/numbers/keep", issue, deeds::keep)
        .post("/documents/numbers/release", issue, deeds::release)
        .get("/documents/numbers/void", issue, deeds::ask_void)
        .post("/documents/numbers/void", issue, deeds::void)
        .place("numbers-title", "/documents/numbers", issue)
}

/// What stands in the address: a unit, a sequence of it, a number of that.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    cycle: String,
    #[serde(default)]
    number: String,
}

impl Asked {
    fn unit(&self) -> Result<UnitId, Problem> {
        self.unit.parse().map_err(|_| Problem::not_found())
    }

    fn which(&self) -> Result<Which, Problem> {
        if self.kind.is_empty() {
            return Err(Problem::not_found());
        }
        let cycle = self.cycle.parse().map_err(|_| Problem::not_found())?;
        Ok(Which { unit: self.unit()?, series: Series::named(&self.kind), cycle })
    }

    fn number(&self) -> Result<Number, Problem> {
        self.number.parse().ok().and_then(Number::new).ok_or_else(Problem::not_found)
    }
}

async fn page(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    if asked.kind.is_empty() {
        Ok(overview::page(&frame, &who, &asked.unit).await?.into_response())
    } else {
        let which = asked.which()?;
        sheet::page(&frame, &who, &which).await
    }
}

/// Address of a page or a deed about a sequence, and about a number of it.
fn href(path: &str, which: &Which, number: Option<Number>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("unit", &which.unit.to_string());
    query.append_pair("kind", which.series.name());
    query.append_pair("cycle", &which.cycle.to_string());
    if let Some(number) = number {
        query.append_pair("number", &number.get().to_string());
    }
    format!("/documents/numbers{path}?{}", query.finish())
}

/// What people call a series: a kind of documents, or what comes in.
pub(super) fn series_name(frame: &Frame, series: &Series) -> String {
    match series {
        Series::Arrival => frame.word("numbers-arrival"),
        Series::Kind(kind) => kind.clone(),
    }
}

/// What people call a cycle: a year, or a term.
pub(super) fn cycle_name(frame: &Frame, terms: &Terms, cycle: Cycle) -> String {
    match cycle {
        Cycle::Year(year) => frame.text("numbers-year", [("year", year.to_string().into())]),
        Cycle::Term(from) => {
            let name = |span: &Span| span.from == from;
            match terms.iter().find(|term| name(&term.span)) {
                Some(term) => frame.text("numbers-term", [("term", term.name.as_str().into())]),
                None => frame.text("numbers-since", [("day", ui::print_date(from).into())]),
            }
        }
    }
}

/// The units whose numbers the person sees to, and the one that is asked for: the first of them that keeps a register, if none is.
async fn chosen_unit(who: &Who, asked: &str) -> Result<(Option<UnitId>, Vec<(String, String)>), Problem> {
    let permit = who.permit::<DocumentsIssue>()?;
    let units = permit.own_registers().await.map_err(crate::pages::failure::problem)?;
    let unit = match asked.trim() {
        "" => {
            let posts: Vec<UnitId> = who.person()?.posts().map(|post| post.unit).collect();
            let keeps = |(unit, register): &&(UnitId, _)| {
                let register: &Option<_> = register;
                register.is_some() && posts.contains(unit)
            };
            let first =
                units.iter().find(keeps).or_else(|| units.iter().find(|(_, register)| register.is_some()));
            first.or_else(|| units.first()).map(|(unit, _)| *unit)
        }
        unit => Some(unit.parse().map_err(|_| Problem::not_found())?),
    };
    let kept = units.into_iter().filter(|(id, register)| register.is_some() || Some(*id) == unit);
    let mut options = Vec::new();
    for (id, _) in kept {
        options.push((id.to_string(), unit_name(who, id)?));
    }
    Ok((unit, options))
}
