//! All that waits for a decision in a round, approved at once: first what it is, then the deed.

use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Flash, Preview, Table};
use crate::{Frame, Problem};
use app::figures::{Monitor, Standing};
use app::rights::{FiguresApprove, FiguresRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::collection::State;
use domain::{CampaignId, UnitId};
use maud::html;
use std::collections::BTreeSet;
use vitext::Decimal;

type Pairs = axum::Form<Vec<(String, String)>>;

/// The units that wait and about which the person decides.
pub(super) fn waiting<'a>(who: &Who, monitor: &'a Monitor) -> Vec<&'a Standing> {
    let Ok(permit) = who.permit::<FiguresApprove>() else { return Vec::new() };
    let waits = |one: &&Standing| one.row.state == State::Submitted && permit.decides(one.row.unit);
    monitor.units.iter().filter(waits).collect()
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Response, Problem> {
    who.permit::<FiguresApprove>()?;
    let id: CampaignId = id.parse().map_err(|_| Problem::not_found())?;
    let monitor = who.permit::<FiguresRead>()?.monitor(id).await.map_err(problem)?;
    let rows = waiting(&who, &monitor);
    let path = format!("/indicators/rounds/{id}");
    let (names, links) = (who.clone(), path.clone());
    let table = Table::new("figure-approve", frame.word("indicators-approve-all"))
        .column(
            Column::text("unit", frame.word("indicators-unit"), move |row: &&Standing| {
                unit_name(&names, row.row.unit)
            })
            .cell({
                let names = who.clone();
                move |row: &&Standing| {
                    ui::link(unit_name(&names, row.row.unit), format!("{links}/{}", row.row.unit))
                }
            })
            .wide(),
        )
        .column(Column::number("filled", frame.word("indicators-filled"), |row: &&Standing| {
            Some(Decimal::from(row.completeness.values + row.completeness.not_applicable))
        }))
        .column(Column::number("lacking", frame.word("indicators-lacking"), |row: &&Standing| {
            Some(Decimal::from(row.completeness.lacking))
        }))
        .empty(frame.word("indicators-approve-none"), frame.word("indicators-approve-none-help"));
    let shown = table.still(&frame, &rows);
    let body = if rows.is_empty() {
        shown
    } else {
        let text = frame.text("indicators-approve-count", [("count", rows.len().into())]);
        let confirm = frame.word("indicators-approve-all");
        let mut preview = Preview::new(format!("{path}/approve"), confirm, path.clone());
        for row in &rows {
            preview = preview.hidden("unit", row.row.unit.to_string());
        }
        preview.show(&frame, html! { p { (text) } (shown) })
    };
    let form =
        monitor.form().map(|form| words::of(&frame, &form.vi, &form.en).to_owned()).unwrap_or_default();
    let page =
        frame.page(frame.word("indicators-approve-all")).crumb(frame.word("area-indicators"), "/indicators");
    let page = page.crumb(frame.word("indicators-rounds"), "/indicators/rounds").crumb(form, path);
    Ok(page.help("figures").body(body).into_response())
}

pub(super) async fn decide(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let permit = who.permit::<FiguresApprove>()?;
    let id: CampaignId = id.parse().map_err(|_| Problem::not_found())?;
    let units: BTreeSet<UnitId> =
        pairs.iter().filter(|(name, _)| name == "unit").filter_map(|(_, unit)| unit.parse().ok()).collect();
    let count = permit.approve_all(id, &units).await.map_err(problem)?;
    let text = frame.text("indicators-approved-all", [("count", count.into())]);
    Ok(frame.done(format!("/indicators/rounds/{id}"), &Flash::done(text)))
}
