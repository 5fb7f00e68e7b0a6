//! The indicators of a unit in a period, in one table.

use super::scope::Scope;
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Table};
use crate::{Frame, Problem};
use app::figures::{Definitions, Figure};
use app::rights::{FiguresDefine, FiguresRead};
use axum::response::{IntoResponse, Response};
use domain::indicators::{Decimals, Exact, Nature, Reading, Slice};
use maud::{Markup, html};
use std::sync::Arc;
use vitext::Decimal;

/// A line of the table.
pub(super) struct Row {
    pub(super) figure: Figure,
    pub(super) name: String,
    pub(super) measure: String,
    pub(super) decimals: Decimals,
    pub(super) nature: Nature,
    pub(super) href: String,
}

/// The lines of figures, with their words.
pub(super) fn rows(
    frame: &Frame,
    scope: &Scope,
    definitions: &Arc<Definitions>,
    figures: Vec<Figure>,
) -> Vec<Row> {
    let catalogue = &definitions.catalogue;
    let row = |figure: Figure| {
        let indicator = catalogue.get(figure.indicator)?;
        Some(Row {
            name: words::name(frame, catalogue, indicator, &Slice::Whole, scope.period),
            measure: words::measure(frame, catalogue, indicator),
            decimals: indicator.decimals,
            nature: indicator.nature,
            href: format!("/indicators/{}?{}", indicator.id, scope.here()),
            figure,
        })
    };
    figures.into_iter().filter_map(row).collect()
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let scope = Scope::read(&frame, &who)?;
    let permit = who.permit::<FiguresRead>()?;
    let overview = permit.overview(scope.unit, &[], scope.period, scope.tree).await.map_err(problem)?;
    let table = table(&frame);
    let query = table.query(frame.query());
    let wanted = vitext::fold::fold_text(&query.text);
    let rows: Vec<Row> = rows(&frame, &scope, &overview.definitions, overview.figures)
        .into_iter()
        .filter(|row| vitext::fold::fold_text(&row.name).contains(&wanted))
        .collect();
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let first = usize::try_from(query.offset()).unwrap_or(usize::MAX).min(rows.len());
    let last = first.saturating_add(query.rows as usize).min(rows.len());
    let body = html! {
        (elsewhere(&frame, "/indicators"))
        (table.show(&frame, &query, rows.get(first..last).unwrap_or_default(), rows.len() as u64))
    };
    let page = frame.page(frame.word("area-indicators")).scope(scope.choice(&frame)).help("figures");
    let lead = format!("{} · {}", unit_name(&who, scope.unit), scope.period_name(&frame));
    let page = page.lead(lead).body(body);
    Ok(if who.permit::<FiguresDefine>().is_ok() {
        page.action(Button::plain(frame.word("definitions")).href("/indicators/definitions")).into_response()
    } else {
        page.into_response()
    })
}

/// The other pages of the area.
pub(super) fn elsewhere(frame: &Frame, here: &str) -> Markup {
    let pages = [
        (frame.word("indicators-all"), "/indicators"),
        (frame.word("indicators-board"), "/indicators/board"),
        (frame.word("indicators-pivot"), "/indicators/pivot"),
        (frame.word("indicators-rounds"), "/indicators/rounds"),
        (frame.word("burden"), "/indicators/burden"),
    ];
    let tabs: Vec<ui::Tab> = pages
        .into_iter()
        .map(|(title, href)| ui::Tab { title, href: href.to_owned(), current: href == here, count: None })
        .collect();
    ui::tabs(frame.word("indicators-pages"), &tabs)
}

fn table(frame: &Frame) -> Table<Row> {
    let number = |key: &'static str, title: String, of: fn(&Figure) -> &Reading<Exact>| {
        let frame = frame.clone();
        Column::number(key, title, move |row: &Row| words::value(of(&row.figure), row.decimals))
            .cell(move |row: &Row| words::reading(&frame, of(&row.figure), row.decimals))
    };
    let tenth = |number: &Exact| Decimals::new(1).ok().and_then(|one| words::decimal(number, one));
    let (first, second, third) = (frame.clone(), frame.clone(), frame.clone());
    let of_goal = |row: &Row| row.figure.target.as_ref().and_then(|target| target.progress.percent.clone());
    Table::new("indicators", frame.word("area-indicators"))
        .searchable()
        .column(
            Column::text("name", frame.word("indicators-indicator"), |row: &Row| row.name.clone())
                .cell(|row: &Row| html! { a href=(row.href) { (row.name) } " " span.unit { "(" (row.measure) ")" } })
                .wide(),
        )
        .column(Column::text("measure", frame.word("indicators-measure"), |row: &Row| row.measure.clone()).hidden())
        .column(number("now", frame.word("indicators-now"), |figure| &figure.now))
        .column(number("before", frame.word("indicators-before"), |figure| &figure.before))
        .column(number("last-year", frame.word("indicators-last-year"), |figure| &figure.last_year))
        .column(
            Column::number("change", frame.word("indicators-change"), move |row: &Row| {
                words::change(row.nature, &row.figure.now, &row.figure.last_year).as_ref().and_then(tenth)
            })
            .cell(move |row: &Row| match words::change(row.nature, &row.figure.now, &row.figure.last_year) {
                Some(change) => html! { (words::signed_percent(&first, &change)) },
                None => html! {},
            })
            .unit("%"),
        )
        .column(number("to-date", frame.word("indicators-to-date"), |figure| &figure.to_date))
        .column(Column::text("goal", frame.word("indicators-goal"), move |row: &Row| {
            row.figure.target.as_ref().map(|target| words::goal(&second, &target.goal)).unwrap_or_default()
        }))
        .column(
            Column::number("percent", frame.word("indicators-percent"), move |row: &Row| {
                of_goal(row).as_ref().and_then(tenth)
            })
            .cell(move |row: &Row| match of_goal(row) {
                Some(percent) => html! { (words::percent(&third, &percent)) },
                None => html! {},
            })
            .unit("%"),
        )
        .column(
            Column::number("units", frame.word("indicators-units"), |row: &Row| {
                row.figure.units.map(Decimal::from)
            })
            .hidden(),
        )
        .empty(frame.word("indicators-none"), frame.word("indicators-none-help"))
}
