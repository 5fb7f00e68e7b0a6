//! Where a figure of a report comes from: cells, version, formula, tree and day, and what each unit says.

use super::words::{aspect, source};
use super::{number, title, unit_name};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Table};
use crate::{Frame, Problem};
use app::reports::{Source, SourceUnit};
use app::rights::ReportsRead;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::indicators::Amount;
use domain::report::Aspect;
use maud::{Markup, html};
use vitext::Decimal;

/// A unit with its words.
struct Line {
    name: String,
    href: String,
    says: SourceUnit,
}

pub(super) async fn page(
    frame: Frame,
    who: Who,
    Path((id, figure)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let source = who.permit::<ReportsRead>()?.source(number(&id)?, &figure).await.map_err(problem)?;
    let lines = source.units.iter().flatten().map(|says| Line {
        name: unit_name(&who, says.unit),
        href: indicator(&source, says.unit),
        says: says.clone(),
    });
    let lines: Vec<Line> = lines.collect();
    let table = table(&frame, &source);
    let query = table.query(frame.query());
    let chosen = table.choose(&query, lines, |_, _, _| true);
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let path = format!("/reports/{}", source.row.id);
    let body = html! {
        section.figure {
            p.big { strong { (source.shown) } }
            (changed(&frame, &source))
            (ui::facts(facts(&frame, &who, &source)))
        }
        h2 { (frame.word("report-source-places")) }
        ul.rows {
            @for (place, text) in &source.places {
                li { (ui::link(text, format!("{path}?section={}", place.section))) }
            }
        }
        h2 { (frame.word("report-source-units")) }
        @if source.units.is_some() { (table.show(&frame, &query, &chosen.rows, chosen.total)) }
        @else { p.quiet { (frame.word("report-source-hidden")) } }
    };
    let page = frame.page(self::source(&frame, &source.catalogue, &source.figure));
    let page = page.crumb(frame.word("area-reports"), "/reports").crumb(title(&frame, &source.row), path);
    Ok(page.help("reports").body(body).into_response())
}

/// Whether the data still says what the report does.
fn changed(frame: &Frame, source: &Source) -> Markup {
    if source.now.as_deref() == Some(source.shown.as_str()) {
        return html! { p.quiet { (frame.word("report-source-same")) } };
    }
    let now = source.now.clone().unwrap_or_else(|| frame.word("report-nothing"));
    html! { p.status.soon { (frame.text("report-source-moved", [("now", now.into())])) } }
}

fn facts(frame: &Frame, who: &Who, source: &Source) -> Vec<(String, Markup)> {
    let (figure, day) = (&source.figure, ui::print_date(source.figure.period.last));
    let mut facts = vec![
        (frame.word("report-unit"), html! { (unit_name(who, figure.unit)) }),
        (
            frame.word("report-source-period"),
            html! { (ui::date(figure.period.from)) " – " (ui::date(figure.period.last)) },
        ),
    ];
    if let Some(how) = how(source) {
        facts.push((frame.word("report-source-how"), html! { (how) }));
    }
    let version = source.indicator().and_then(|indicator| indicator.version(figure.period));
    if let Some(formula) = version.and_then(|version| version.formula.as_ref()) {
        facts.push((frame.word("indicators-formula"), html! { code { (formula.text) } }));
    }
    let tree = frame.text("report-source-tree", [("day", day.into())]);
    facts.push((frame.word("report-source-on"), html! { (tree) }));
    let entry =
        ui::number(frame.language(), Decimal::new(i64::try_from(source.entry).unwrap_or(i64::MAX), 0));
    let entry = match &source.issued {
        Some((symbol, day)) => frame.text(
            "report-source-frozen",
            [
                ("entry", entry.into()),
                ("symbol", symbol.clone().into()),
                ("day", ui::print_date(*day).into()),
            ],
        ),
        None => frame.text("report-source-open", [("entry", entry.into())]),
    };
    facts.push((frame.word("report-source-version"), html! { (entry) }));
    facts.push((
        frame.word("report-source-indicator"),
        ui::link(frame.word("report-source-indicator-page"), indicator(source, figure.unit)),
    ));
    facts.push((frame.word("report-source-code"), html! { code { (figure) } }));
    facts
}

/// How it is computed from what it is made of, in figures.
fn how(source: &Source) -> Option<String> {
    let shown = |place: usize| source.whole.get(place).cloned().flatten();
    let both = || Some((shown(0)?, shown(1)?));
    let result = &source.shown;
    match source.figure.aspect {
        Aspect::Change | Aspect::ChangeBefore => {
            both().map(|(now, then)| format!("{now} − {then} = {result}"))
        }
        Aspect::Rate | Aspect::RateBefore => {
            both().map(|(now, then)| format!("({now} − {then}) : {then} × 100 = {result}%"))
        }
        Aspect::Share => both().map(|(now, goal)| format!("{now} : {goal} × 100 = {result}%")),
        _ => None,
    }
}

/// The page of the indicator for a unit, in the period of the figure.
fn indicator(source: &Source, unit: UnitId) -> String {
    let period = source.figure.period;
    format!("/indicators/{}?unit={unit}&period={}..{}", source.figure.indicator, period.from, period.last)
}

fn decimal(amount: Amount) -> Decimal {
    Decimal::new(amount.scaled(), u32::from(amount.decimals().get()))
}

fn table(frame: &Frame, source: &Source) -> Table<Line> {
    let mut table = Table::new("report-source", frame.word("report-source-units")).searchable().column(
        Column::text("unit", frame.word("indicators-unit"), |line: &Line| line.name.clone())
            .cell(|line: &Line| ui::link(&line.name, &line.href))
            .sortable()
            .wide(),
    );
    for (place, column) in source.columns.iter().enumerate() {
        let key = ["first", "second"].get(place).copied().unwrap_or("more");
        let total = source.whole.get(place).cloned().flatten().unwrap_or_default();
        table = table.column(
            Column::number(key, aspect(frame, *column), move |line: &Line| {
                line.says.values.get(place).copied().flatten().map(decimal)
            })
            .unit(frame.text("report-source-total", [("total", total.into())]))
            .sortable(),
        );
    }
    table.column(Column::number("entry", frame.word("report-source-entry"), |line: &Line| {
        let entry = i64::try_from(line.says.entry?).ok()?;
        Some(Decimal::new(entry, 0))
    }))
}
