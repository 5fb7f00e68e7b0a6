//! Documents around one, over time: those that it speaks of above, those that speak of it below, each on its day.

use super::document::Open;
use super::relations::Relative;
use super::words;
use domain::documents::Document;
use jiff::civil::Date;
use maud::{Markup, html};

/// Measures of the picture, in its own units.
const WIDTH: i64 = 960;
const SIDE: i64 = 24;
const LANE: i64 = 26;
/// Room for the words of a document.
const LABEL: i64 = 190;
/// Room for a year, and the steps of years from which the first with room is taken.
const YEAR: i64 = 48;
const STEPS: [i16; 5] = [1, 2, 5, 10, 20];
/// Most documents above and below; the table has all.
const MOST: usize = 14;

/// A document with its place.
struct Spot<'a> {
    document: &'a Document,
    relation: &'static str,
    x: i64,
    y: i64,
    /// Its words stand before it: behind it there is no room.
    before: bool,
}

/// Days to places.
struct Time {
    first: Date,
    days: i64,
}

impl Time {
    fn x(&self, day: Date) -> i64 {
        let after = i64::from(self.first.until(day).map_or(0, |span| span.get_days()));
        SIDE + after * (WIDTH - 2 * SIDE) / self.days
    }
}

/// The picture; nothing where there are no two documents with days.
pub(super) fn show(page: &Open<'_>, all: &[Relative<'_>]) -> Markup {
    let document = &page.opened.document;
    let dated = |one: &&Relative<'_>| one.document.fields.date.is_some();
    let Some(own) = document.fields.date.or(document.arrival.map(|arrival| arrival.on)) else {
        return html! {};
    };
    let above: Vec<&Relative<'_>> = all.iter().filter(|one| one.outwards).filter(dated).take(MOST).collect();
    let below: Vec<&Relative<'_>> = all.iter().filter(|one| !one.outwards).filter(dated).take(MOST).collect();
    let shown = above.iter().chain(&below);
    let days: Vec<Date> = shown.filter_map(|one| one.document.fields.date).chain([own]).collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else {
        return html! {};
    };
    if days.len() < 2 {
        return html! {};
    }
    let left = all.iter().filter(dated).count() + 1 - days.len();
    let time = Time { first, days: i64::from(first.until(last).map_or(0, |span| span.get_days())).max(1) };
    let (above, lanes_above) = lay(&time, &above);
    let (below, lanes_below) = lay(&time, &below);
    let middle = (lanes_above + 1) * LANE;
    let height = middle + (lanes_below + 2) * LANE;
    let axis = height - LANE / 2;
    let own_x = time.x(own);
    let spots = above.into_iter().map(|spot| Spot { y: middle - spot.y, ..spot });
    let spots: Vec<Spot<'_>> =
        spots.chain(below.into_iter().map(|spot| Spot { y: middle + spot.y, ..spot })).collect();
    let span = i64::from(last.year() - first.year()) + 1;
    let step = STEPS.into_iter().find(|step| WIDTH / span * i64::from(*step) >= YEAR).unwrap_or(100);
    let years: Vec<(i64, i16)> = (first.year()..=last.year())
        .filter(|year| year % step == 0)
        .filter_map(|year| Some((time.x(Date::new(year, 1, 1).ok()?), year)))
        .filter(|(x, _)| (SIDE..=WIDTH - SIDE).contains(x))
        .collect();
    let label = page.frame.text("relations-graph", [("name", words::name(document).into())]);
    html! {
        div.graph role="region" tabindex="0" aria-label=(label) {
            svg viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height) role="group" aria-label=(label) {
                line class="axis" x1=(SIDE) y1=(axis - LANE / 2) x2=(WIDTH - SIDE) y2=(axis - LANE / 2) {}
                @for (x, year) in years {
                    line class="tick" x1=(x) y1=(LANE / 2) x2=(x) y2=(axis - LANE / 2) {}
                    text class="year" x=(x) y=(axis) text-anchor="middle" { (year) }
                }
                @for spot in &spots {
                    line class={ "edge " (spot.relation) } x1=(own_x) y1=(middle) x2=(spot.x) y2=(spot.y) {}
                }
                @for spot in &spots { (point(spot)) }
                circle class="own" cx=(own_x) cy=(middle) r="7" {}
                @let (x, anchor) = beside(own_x, own_x + LABEL > WIDTH);
                text class="own" x=(x) y=(middle + 4) text-anchor=(anchor) { (short(document)) }
            }
        }
        @if left > 0 { p.quiet { (page.frame.text("relations-graph-left", [("count", left.into())])) } }
    }
}

/// A lane for each, so that no words lie over each other; how many lanes there are.
fn lay<'a>(time: &Time, all: &[&Relative<'a>]) -> (Vec<Spot<'a>>, i64) {
    let mut lanes: Vec<Vec<(i64, i64)>> = Vec::new();
    let mut spots = Vec::new();
    for one in all {
        let Some(date) = one.document.fields.date else { continue };
        let x = time.x(date);
        let before = x + LABEL > WIDTH;
        let (from, to) = if before { (x - LABEL, x + 8) } else { (x - 8, x + LABEL) };
        let free = |lane: &Vec<(i64, i64)>| lane.iter().all(|(a, b)| to <= *a || *b <= from);
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push((from, to));
        let y = i64::try_from(lane + 1).unwrap_or(1) * LANE;
        let relation = match one.citation.relation.as_str() {
            "implements" => "implements",
            "amends" => "amends",
            "replaces" => "replaces",
            _ => "cites",
        };
        spots.push(Spot { document: one.document, relation, x, y, before });
    }
    (spots, i64::try_from(lanes.len()).unwrap_or_default())
}

fn beside(x: i64, before: bool) -> (i64, &'static str) {
    if before { (x - 10, "end") } else { (x + 10, "start") }
}

fn point(spot: &Spot<'_>) -> Markup {
    let (x, anchor) = beside(spot.x, spot.before);
    html! {
        a href={ "/documents/" (spot.document.id) } {
            title { (words::name(spot.document)) ": " (spot.document.fields.subject) }
            circle class=(spot.relation) cx=(spot.x) cy=(spot.y) r="5" {}
            text x=(x) y=(spot.y + 4) text-anchor=(anchor) { (short(spot.document)) }
        }
    }
}

/// Its symbol, else the beginning of its name.
fn short(document: &Document) -> String {
    let name = document.fields.symbol.clone().unwrap_or_else(|| words::name(document));
    if name.chars().count() <= 24 { name } else { name.chars().take(23).chain(['…']).collect() }
}
