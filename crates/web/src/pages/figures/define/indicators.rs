//! All indicators as they are defined.

use super::elsewhere;
use crate::pages::failure::problem;
use crate::pages::figures::words;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Table};
use crate::{Frame, Problem};
use app::rights::{FiguresDefine, FiguresRead};
use axum::response::{IntoResponse, Response};
use domain::indicators::{Nature, Slice};
use maud::html;
use vitext::Decimal;

struct Row {
    id: i64,
    code: String,
    name: String,
    measure: String,
    nature: String,
    formula: String,
    versions: usize,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    who.permit::<FiguresDefine>()?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let today = domain::periods::Period::new(who.person()?.today, who.person()?.today);
    let today = today.ok_or_else(Problem::not_found)?;
    let table = table(&frame);
    let query = table.query(frame.query());
    let wanted = vitext::fold::fold_text(&query.text);
    let row = |indicator: &domain::indicators::Indicator| Row {
        id: indicator.id.get(),
        code: indicator.code.to_string(),
        name: words::name(&frame, &definitions.catalogue, indicator, &Slice::Whole, today),
        measure: words::measure(&frame, &definitions.catalogue, indicator),
        nature: nature(&frame, indicator.nature),
        formula: indicator
            .version(today)
            .and_then(|version| version.formula.as_ref())
            .map(|formula| formula.text.clone())
            .unwrap_or_default(),
        versions: indicator.versions.len(),
    };
    let rows: Vec<Row> = definitions
        .catalogue
        .iter()
        .map(row)
        .filter(|row| vitext::fold::fold_text(&format!("{} {}", row.name, row.code)).contains(&wanted))
        .collect();
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let first = usize::try_from(query.offset()).unwrap_or(usize::MAX).min(rows.len());
    let last = first.saturating_add(query.rows as usize).min(rows.len());
    let body = html! {
        (elsewhere(&frame, super::INDICATORS))
        (table.show(&frame, &query, rows.get(first..last).unwrap_or_default(), rows.len() as u64))
    };
    let page =
        frame.page(frame.word("definitions-title")).crumb(frame.word("area-indicators"), "/indicators");
    let new = Button::primary(frame.word("definitions-new")).href("/indicators/definitions/new").key('n');
    Ok(page.lead(frame.word("definitions-lead")).help("figures").action(new).body(body).into_response())
}

pub(super) fn nature(frame: &Frame, nature: Nature) -> String {
    frame.word(match nature {
        Nature::Flow => "definitions-flow",
        Nature::Stock => "definitions-stock",
        Nature::Ratio => "definitions-ratio",
    })
}

fn table(frame: &Frame) -> Table<Row> {
    Table::new("definitions", frame.word("definitions-indicators"))
        .searchable()
        .column(
            Column::text("name", frame.word("indicators-indicator"), |row: &Row| row.name.clone())
                .cell(|row: &Row| ui::link(&row.name, format!("/indicators/definitions/{}", row.id)))
                .wide(),
        )
        .column(
            Column::text("code", frame.word("definitions-code"), |row: &Row| row.code.clone())
                .cell(|row: &Row| html! { code { (row.code) } }),
        )
        .column(Column::text("measure", frame.word("indicators-measure"), |row: &Row| row.measure.clone()))
        .column(Column::text("nature", frame.word("definitions-nature"), |row: &Row| row.nature.clone()))
        .column(
            Column::text("formula", frame.word("indicators-formula"), |row: &Row| row.formula.clone())
                .cell(|row: &Row| html! { @if !row.formula.is_empty() { code { (row.formula) } } }),
        )
        .column(Column::number("versions", frame.word("definitions-versions"), |row: &Row| {
            Some(Decimal::from(u32::try_from(row.versions).unwrap_or(u32::MAX)))
        }))
        .empty(frame.word("definitions-none"), frame.word("definitions-none-help"))
}
