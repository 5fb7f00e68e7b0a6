//! Units by periods, or units by indicators, as a table that can be taken along.

use super::scope::Scope;
use super::{list, unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Table};
use crate::{Frame, Problem};
use app::figures::Definitions;
use app::rights::FiguresRead;
use axum::response::{IntoResponse, Response};
use domain::indicators::{Decimals, Exact, Reading, Slice};
use domain::periods::Period;
use domain::roll_up::Tree;
use domain::{IndicatorId, UnitId};
use maud::{Markup, html};

/// So many periods, or indicators, stand beside each other.
const COLUMNS: usize = 12;
/// Names of the columns for addresses and files.
const KEYS: [&str; COLUMNS] = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12"];

/// A line: a unit, and what each column comes to.
struct Row {
    name: String,
    href: String,
    values: Vec<Reading<Exact>>,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let scope = Scope::read(&frame, &who)?;
    let permit = who.permit::<FiguresRead>()?;
    let definitions = permit.definitions().await.map_err(problem)?;
    let chosen: Option<IndicatorId> = scope.given("indicator").parse().ok();
    let chosen = chosen.and_then(|id| definitions.catalogue.get(id)).map(|indicator| indicator.id);
    let columns = columns(&scope, &definitions, chosen);
    let day = if scope.tree == Tree::AsItWas { scope.period.last } else { scope.today };
    let forest = who.person()?.organisation.on(day);
    let mut units = vec![scope.unit];
    units.extend(forest.children(scope.unit).map(|node| node.unit.id));
    let found = permit.pivot(scope.unit, &units, &columns, scope.tree).await.map_err(problem)?;
    let row = |(unit, values): (UnitId, Vec<Reading<Exact>>)| Row {
        name: unit_name(&who, unit),
        href: format!("/indicators?{}", scope.query(unit, scope.period)),
        values,
    };
    let rows: Vec<Row> = found
        .into_iter()
        .filter(|(unit, values)| *unit == scope.unit || values.iter().any(|value| !value.is_missing()))
        .map(row)
        .collect();
    let table = table(&frame, &scope, &definitions, &columns, chosen.is_some());
    let query = table.query(frame.query());
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let first = usize::try_from(query.offset()).unwrap_or(usize::MAX).min(rows.len());
    let last = first.saturating_add(query.rows as usize).min(rows.len());
    let body = html! {
        (list::elsewhere(&frame, "/indicators/pivot"))
        (choice(&frame, &scope, &definitions, chosen))
        (table.show(&frame, &query, rows.get(first..last).unwrap_or_default(), rows.len() as u64))
    };
    let page = frame.page(frame.word("indicators-pivot")).crumb(frame.word("area-indicators"), "/indicators");
    let lead = format!("{} · {}", unit_name(&who, scope.unit), scope.period_name(&frame));
    Ok(page.scope(scope.choice(&frame)).lead(lead).help("figures").body(body).into_response())
}

/// Of one indicator the periods up to the chosen one; else the first indicators that are asked of units.
fn columns(
    scope: &Scope,
    definitions: &Definitions,
    chosen: Option<IndicatorId>,
) -> Vec<(IndicatorId, Period)> {
    match chosen {
        Some(id) => {
            let calendar = scope.calendars.of(scope.period);
            let steps = i32::try_from(COLUMNS).unwrap_or(1);
            let periods =
                (0..steps).rev().filter_map(|back| calendar.and_then(|c| c.shift(scope.period, -back)));
            periods.map(|period| (id, period)).collect()
        }
        None => {
            let all = definitions.catalogue.iter().filter(|one| !one.calendars.is_empty());
            all.take(COLUMNS).map(|indicator| (indicator.id, scope.period)).collect()
        }
    }
}

fn choice(frame: &Frame, scope: &Scope, definitions: &Definitions, chosen: Option<IndicatorId>) -> Markup {
    let catalogue = &definitions.catalogue;
    html! {
        form.inline method="get" action=(frame.path()) {
            input type="hidden" name="unit" value=(scope.unit);
            input type="hidden" name="period" value=(super::scope::print(scope.period));
            @if scope.tree != Tree::AsItWas { input type="hidden" name="tree" value="today"; }
            label {
                span { (frame.word("indicators-pivot-of")) } " "
                select name="indicator" {
                    option value="" { (frame.word("indicators-pivot-many")) }
                    @for indicator in catalogue.iter() {
                        option value=(indicator.id) selected[chosen == Some(indicator.id)] {
                            (words::name(frame, catalogue, indicator, &Slice::Whole, scope.period))
                        }
                    }
                }
            }
            " " (Button::plain(frame.word("indicators-see")))
        }
    }
}

fn table(
    frame: &Frame,
    scope: &Scope,
    definitions: &Definitions,
    columns: &[(IndicatorId, Period)],
    of_one: bool,
) -> Table<Row> {
    let catalogue = &definitions.catalogue;
    let mut table = Table::new("indicators-pivot", frame.word("indicators-pivot")).scrolls().column(
        Column::text("unit", frame.word("indicators-unit"), |row: &Row| row.name.clone())
            .cell(|row: &Row| ui::link(&row.name, &row.href))
            .wide(),
    );
    for (place, (key, (id, period))) in KEYS.into_iter().zip(columns).enumerate() {
        let Some(indicator) = catalogue.get(*id) else { continue };
        let decimals: Decimals = indicator.decimals;
        let title = if of_one {
            scope.calendars.name(*period, words::language(frame))
        } else {
            words::name(frame, catalogue, indicator, &Slice::Whole, *period)
        };
        let shown = frame.clone();
        let column = Column::number(key, title, move |row: &Row| {
            row.values.get(place).and_then(|value| words::value(value, decimals))
        });
        table = table.column(
            column
                .cell(move |row: &Row| match row.values.get(place) {
                    Some(value) => words::reading(&shown, value, decimals),
                    None => html! {},
                })
                .unit(words::measure(frame, catalogue, indicator)),
        );
    }
    table.empty(frame.word("indicators-none"), frame.word("indicators-none-help"))
}
