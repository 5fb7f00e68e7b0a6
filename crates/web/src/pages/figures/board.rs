//! One screen for a leader, on a phone too: where we stand against what was to be reached, and who has not reported.

use super::scope::Scope;
use super::{indicator, list, unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui;
use crate::{Frame, Page, Problem};
use app::rights::FiguresRead;
use domain::indicators::{Exact, Reading};
use maud::{Markup, html};

/// So many indicators without a goal stand on it.
const OTHERS: usize = 12;
/// What is less may double by chance.
const MUCH: i64 = 20;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    let scope = Scope::read(&frame, &who)?;
    let permit = who.permit::<FiguresRead>()?;
    let overview = permit.overview(scope.unit, &[], scope.period, scope.tree).await.map_err(problem)?;
    let rounds = permit.rounds().await.map_err(problem)?;
    let (mut aimed, others): (Vec<list::Row>, Vec<list::Row>) =
        list::rows(&frame, &scope, &overview.definitions, overview.figures)
            .into_iter()
            .partition(|row| row.figure.target.is_some());
    // What goes badly first.
    aimed.sort_by_key(|row| row.figure.target.as_ref().is_some_and(indicator::is_well));
    // What has moved most against last year.
    let mut others: Vec<list::Row> = others.into_iter().filter(|row| moved(row) > 0).collect();
    others.sort_by_key(|row| std::cmp::Reverse(moved(row)));
    others.truncate(OTHERS);
    let round = rounds.iter().find(|round| round.row.period == scope.period).or_else(|| rounds.first());
    let body = html! {
        (list::elsewhere(&frame, "/indicators/board"))
        @if let Some(round) = round {
            @let of = |state: &str| round.states.get(state).copied().unwrap_or_default();
            p.board-round {
                a href={ "/indicators/rounds/" (round.row.id) } { (words::of(&frame, &round.form.0, &round.form.1)) ", " (scope.calendars.name(round.row.period, words::language(&frame))) }
                ": " (frame.text("indicators-board-round", [
                    ("handed", (of("submitted") + of("approved")).into()), ("units", round.units.into()), ("overdue", round.overdue.into()),
                ]))
            }
        }
        @if aimed.is_empty() && others.is_empty() { (ui::empty(frame.word("indicators-none"), frame.word("indicators-none-help"))) }
        @if !aimed.is_empty() {
            h2 { (frame.word("indicators-board-goals")) }
            ul.board { @for row in &aimed { (card(&frame, &scope, row)) } }
        }
        @if !others.is_empty() {
            h2 { (frame.word("indicators-board-others")) }
            ul.board { @for row in &others { (card(&frame, &scope, row)) } }
        }
    };
    let lead = format!("{} · {}", unit_name(&who, scope.unit), scope.period_name(&frame));
    let page = frame.page(frame.word("indicators-board")).crumb(frame.word("area-indicators"), "/indicators");
    Ok(page.scope(scope.choice(&frame)).lead(lead).help("figures").body(body))
}

/// By how much it differs from last year, in thousandths; nothing where that is not known or is of little.
fn moved(row: &list::Row) -> i64 {
    let figure = &row.figure;
    let is_much =
        |reading: &Reading<Exact>| matches!(reading, Reading::Value(value) if *value >= Exact::from(MUCH));
    if !is_much(&figure.now) || !is_much(&figure.last_year) {
        return 0;
    }
    words::change(row.nature, &figure.now, &figure.last_year).map_or(0, |change| change.size().thousandths())
}

fn card(frame: &Frame, scope: &Scope, row: &list::Row) -> Markup {
    let figure = &row.figure;
    let good = figure.target.as_ref().map(indicator::is_well);
    html! {
        li .bad[good == Some(false)] .good[good == Some(true)] {
            a href=(row.href) { (row.name) }
            p.value { strong { (words::reading(frame, &figure.now, row.decimals)) } " " span.unit { (row.measure) } }
            @if let Some(change) = words::change(row.nature, &figure.now, &figure.last_year) {
                p.quiet { (words::signed_percent(frame, &change)) " " (frame.word("indicators-to-last-year")) }
            }
            @if let Some(reached) = &figure.target { (indicator::target(frame, scope, reached, row.decimals)) }
        }
    }
}
