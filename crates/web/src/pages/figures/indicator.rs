//! One indicator: the value, the goal and the pace, over time, and by the units below, who is late first.

use super::scope::Scope;
use super::{chart, unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Table};
use crate::{Frame, Problem};
use app::figures::{Branch, IndicatorView, Reached};
use app::rights::{FiguresDefine, FiguresRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::IndicatorId;
use domain::collection::{Punctuality, State};
use domain::indicators::{Decimals, Exact, Indicator, Nature, Reading, Slice};
use maud::{Markup, html};

/// A unit below with the words that stand elsewhere.
struct Row {
    branch: Branch,
    name: String,
    href: String,
    late: Option<Punctuality>,
    share: Option<Exact>,
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: IndicatorId = id.parse().map_err(|_| Problem::not_found())?;
    let scope = Scope::read(&frame, &who)?;
    let permit = who.permit::<FiguresRead>()?;
    let view = permit.indicator(id, scope.unit, scope.period, scope.tree).await.map_err(problem)?;
    let indicator = view.indicator().ok_or_else(Problem::not_found)?;
    let (decimals, catalogue) = (indicator.decimals, &view.definitions.catalogue);
    let name = words::name(&frame, catalogue, indicator, &Slice::Whole, scope.period);
    let measure = words::measure(&frame, catalogue, indicator);
    let rows = rows(&who, &scope, &view);
    let league = league(&frame, (decimals, indicator.nature), &measure);
    let query = league.query(frame.query());
    if let Some(format) = query.export {
        return league.export(&query, &rows, format);
    }
    let body = html! {
        (facts(&frame, &scope, &view, indicator))
        @if !view.parts.is_empty() { (parts(&frame, &scope, &view, indicator)) }
        @if !rows.is_empty() {
            h2 { (frame.word("indicators-by-unit")) }
            (league.show(&frame, &query, &rows, rows.len() as u64))
        }
        h2 { (frame.word("indicators-over-time")) }
        (chart::bars(&frame, &name, &scope.calendars, &view.points, decimals))
        details {
            summary { (frame.word("indicators-as-table")) }
            (points(&frame, &scope, &view, decimals))
        }
    };
    let page = frame.page(name).crumb(frame.word("area-indicators"), format!("/indicators?{}", scope.here()));
    let lead = format!("{} · {} · {measure}", unit_name(&who, scope.unit), scope.period_name(&frame));
    let page = page.scope(scope.choice(&frame)).lead(lead).help("figures").body(body);
    let person = who.person()?;
    let may = person
        .permit::<FiguresDefine>()
        .is_ok_and(|permit| permit.covers(scope.unit, &person.forest()).is_ok());
    Ok(if may {
        let href = format!("/indicators/{id}/goal?{}", scope.here());
        page.action(Button::plain(frame.word("indicators-set-goal")).href(href)).into_response()
    } else {
        page.into_response()
    })
}

/// The value, and what stands beside it.
fn facts(frame: &Frame, scope: &Scope, view: &IndicatorView, indicator: &Indicator) -> Markup {
    let (figure, decimals) = (&view.figure, indicator.decimals);
    let version = indicator.version(scope.period);
    let beside = |reading: &Reading<Exact>| {
        html! {
            (words::reading(frame, reading, decimals))
            @if let Some(change) = words::change(indicator.nature, &figure.now, reading) { " " span.quiet { "(" (words::signed_percent(frame, &change)) ")" } }
        }
    };
    let mut facts = vec![
        (frame.word("indicators-before"), beside(&figure.before)),
        (frame.word("indicators-last-year"), beside(&figure.last_year)),
    ];
    if let Some(like) = &view.like {
        let change = words::change(
            indicator.nature,
            &Reading::Value(like.now.clone()),
            &Reading::Value(like.last_year.clone()),
        );
        let said = html! {
            (frame.text("indicators-like", [("missing", like.missing.into()), ("units", like.units.into())])) " "
            (words::reading(frame, &Reading::Value(like.now.clone()), decimals)) " / "
            (words::reading(frame, &Reading::Value(like.last_year.clone()), decimals))
            @if let Some(change) = change { " " span.quiet { "(" (words::signed_percent(frame, &change)) ")" } }
        };
        facts.push((frame.word("indicators-like-title"), said));
    }
    if !figure.to_date.is_missing() {
        let to_date = html! {
            (words::reading(frame, &figure.to_date, decimals))
            @if let Some(change) = words::change(indicator.nature, &figure.to_date, &figure.last_to_date) { " " span.quiet { "(" (words::signed_percent(frame, &change)) " " (frame.word("indicators-to-last-year")) ")" } }
        };
        facts.push((frame.word("indicators-to-date"), to_date));
    }
    if let Some(units) = figure.units {
        facts.push((frame.word("indicators-from-units"), html! { (units) }));
    }
    if let Some(formula) = version.and_then(|version| version.formula.as_ref()) {
        facts.push((frame.word("indicators-formula"), html! { code { (formula.text) } }));
    }
    html! {
        section.figure {
            p.big { strong { (words::reading(frame, &figure.now, decimals)) } }
            @if let Some(reached) = &figure.target { (target(frame, scope, reached, decimals)) }
            @else { p.quiet { (frame.word("indicators-no-goal")) } }
            (ui::facts(facts))
            @if let Some(note) = version.map(|version| &version.note).filter(|note| !note.is_empty()) { p.quiet { (note) } }
        }
    }
}

/// The goal, how far it is, and whether that is fast enough.
pub(super) fn target(frame: &Frame, scope: &Scope, reached: &Reached, decimals: Decimals) -> Markup {
    let progress = &reached.progress;
    let shown = |number: &Exact| {
        words::decimal(number, decimals).map(|n| ui::number(frame.language(), n)).unwrap_or_default()
    };
    let period = scope.calendars.name(reached.period, words::language(frame));
    let goal = frame.text(
        "indicators-goal-of",
        [("goal", words::goal(frame, &reached.goal).into()), ("period", period.into())],
    );
    let expected = reached.pace.as_ref().and_then(|pace| pace.expected.percent_of(&progress.goal));
    html! {
        div.goal {
            p { (goal) ": " @if let Some(percent) = &progress.percent { strong { (words::percent(frame, percent)) } } }
            @if let Some(percent) = &progress.percent {
                (chart::progress(&words::percent(frame, percent), percent, expected.as_ref(), is_well(reached)))
            }
            p.quiet {
                @if let Some(pace) = &reached.pace {
                    (frame.text("indicators-pace", [("expected", shown(&pace.expected).into())]))
                    @if let Some(percent) = &pace.percent { " (" (words::percent(frame, percent)) ")" }
                }
                @if let Some(forecast) = &reached.forecast {
                    @if reached.pace.is_some() { " · " }
                    (frame.text("indicators-forecast", [("value", shown(forecast.value()).into())]))
                }
                " · " (reached.ordered_by.symbol)
            }
        }
    }
}

/// Is it reached, or does it go fast enough to be?
pub(super) fn is_well(reached: &Reached) -> bool {
    let fast = reached.pace.as_ref().and_then(|pace| pace.percent.as_ref());
    reached.progress.reached || fast.is_some_and(|percent| *percent >= Exact::from(95))
}

fn parts(frame: &Frame, scope: &Scope, view: &IndicatorView, indicator: &Indicator) -> Markup {
    let catalogue = &view.definitions.catalogue;
    let part = |(code, reading): &(domain::indicators::ItemCode, Reading<Exact>)| {
        let name = words::name(frame, catalogue, indicator, &Slice::Part(code.clone()), scope.period);
        (name, words::reading(frame, reading, indicator.decimals))
    };
    html! {
        h2 { (frame.word("indicators-parts")) }
        (ui::facts(view.parts.iter().map(part)))
    }
}

/// The units below: who owes a figure first, then by value.
fn rows(who: &Who, scope: &Scope, view: &IndicatorView) -> Vec<Row> {
    let whole = view.figure.now.as_ref().value();
    let row = |branch: &Branch| {
        let late = branch.standing.map(|row| Punctuality::of(row.due, row.first_submitted, scope.today));
        Row {
            name: unit_name(who, branch.unit),
            href: format!("/indicators/{}?{}", view.figure.indicator, scope.query(branch.unit, scope.period)),
            late: late.filter(|late| matches!(late, Punctuality::Overdue(_))),
            share: whole.and_then(|whole| branch.figure.now.as_ref().value()?.percent_of(whole)),
            branch: branch.clone(),
        }
    };
    let mut rows: Vec<Row> = view.branches.iter().map(row).collect();
    rows.sort_by(|one, other| {
        let value = |row: &Row| row.branch.figure.now.as_ref().value().cloned();
        let key = |row: &Row| (row.late.is_none(), std::cmp::Reverse(value(row)));
        key(one).cmp(&key(other)).then_with(|| one.name.cmp(&other.name))
    });
    rows
}

fn league(frame: &Frame, (decimals, nature): (Decimals, Nature), measure: &str) -> Table<Row> {
    let tenth = |number: &Exact| Decimals::new(1).ok().and_then(|one| words::decimal(number, one));
    let (first, second, third, fourth) = (frame.clone(), frame.clone(), frame.clone(), frame.clone());
    Table::new("indicator-units", frame.word("indicators-by-unit"))
        .column(
            Column::text("unit", frame.word("indicators-unit"), |row: &Row| row.name.clone())
                .cell(|row: &Row| ui::link(&row.name, &row.href))
                .wide(),
        )
        .column(
            Column::number("now", frame.word("indicators-now"), move |row: &Row| {
                words::value(&row.branch.figure.now, decimals)
            })
            .cell(move |row: &Row| words::reading(&first, &row.branch.figure.now, decimals))
            .unit(measure),
        )
        .column(
            Column::number("share", frame.word("indicators-share"), move |row: &Row| {
                row.share.as_ref().and_then(tenth)
            })
            .unit("%"),
        )
        .column(
            Column::number("last-year", frame.word("indicators-last-year"), move |row: &Row| {
                words::value(&row.branch.figure.last_year, decimals)
            })
            .cell(move |row: &Row| words::reading(&second, &row.branch.figure.last_year, decimals)),
        )
        .column(
            Column::number("change", frame.word("indicators-change"), move |row: &Row| {
                let figure = &row.branch.figure;
                words::change(nature, &figure.now, &figure.last_year).as_ref().and_then(tenth)
            })
            .unit("%"),
        )
        .column(Column::text("state", frame.word("indicators-state"), move |row: &Row| state(&third, row)).cell(
            move |row: &Row| match row.late {
                Some(_) => html! { span.status.bad { span.sign aria-hidden="true" { "▲" } " " (state(&fourth, row)) } },
                None => html! { (state(&fourth, row)) },
            },
        ))
        .empty(frame.word("indicators-none"), frame.word("indicators-none-help"))
}

fn state(frame: &Frame, row: &Row) -> String {
    match (row.late, row.branch.standing) {
        (Some(late), _) => words::punctuality(frame, late),
        (None, Some(standing)) if standing.state != State::Draft || row.branch.figure.now.is_missing() => {
            words::state(frame, standing.state)
        }
        _ => String::new(),
    }
}

/// The table behind the picture, the latest first.
fn points(frame: &Frame, scope: &Scope, view: &IndicatorView, decimals: Decimals) -> Markup {
    let language = words::language(frame);
    let rows: Vec<(String, Reading<Exact>)> = view
        .points
        .iter()
        .rev()
        .map(|(period, reading)| (scope.calendars.name(*period, language), reading.clone()))
        .collect();
    let shown = frame.clone();
    let table = Table::new("indicator-points", frame.word("indicators-over-time"))
        .column(Column::text("period", frame.word("indicators-period"), |row: &(String, Reading<Exact>)| {
            row.0.clone()
        }))
        .column(
            Column::number("value", frame.word("indicators-now"), move |row: &(String, Reading<Exact>)| {
                words::value(&row.1, decimals)
            })
            .cell(move |row: &(String, Reading<Exact>)| words::reading(&shown, &row.1, decimals)),
        );
    table.still(frame, &rows)
}
