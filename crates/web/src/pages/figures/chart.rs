//! Figures over time as a picture: bars of periods, the same periods of the year before behind them. The table stands below it.

use super::words;
use crate::Frame;
use domain::indicators::{Decimals, Exact, Reading};
use domain::periods::{Calendars, Period};
use maud::{Markup, html};

/// Size of the picture, in its own units.
const WIDTH: i64 = 960;
const HEIGHT: i64 = 260;
const LEFT: i64 = 8;
const BOTTOM: i64 = 40;
const TOP: i64 = 24;

/// A line from the highest value: the axis of nought, and one bar for each period.
pub(super) fn bars(
    frame: &Frame,
    title: &str,
    calendars: &Calendars,
    points: &[(Period, Reading<Exact>)],
    decimals: Decimals,
) -> Markup {
    let values: Vec<Option<&Exact>> = points.iter().map(|(_, reading)| reading.as_ref().value()).collect();
    let most = values.iter().flatten().map(|value| (*value).clone()).max().unwrap_or_else(Exact::zero);
    if points.len() < 2 || most.is_zero() || most.is_negative() {
        return html! {};
    }
    let count = i64::try_from(points.len()).unwrap_or(1);
    let step = (WIDTH - 2 * LEFT) / count;
    let room = HEIGHT - TOP - BOTTOM;
    let high = |value: &Exact| {
        let share = value.over(&most).map_or(0, |share| share.thousandths());
        (share * room / 1000).clamp(0, room)
    };
    let year = |period: &Period| period.last.year();
    let language = words::language(frame);
    html! {
        figure.chart {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(title) {
                title { (title) }
                line.axis x1=(LEFT) y1=(HEIGHT - BOTTOM) x2=(WIDTH - LEFT) y2=(HEIGHT - BOTTOM) {}
                @for ((place, (period, _)), value) in (0_i64..).zip(points).zip(&values) {
                    @let x = LEFT + place * step;
                    @let is_last = place == count - 1;
                    @if let Some(value) = value {
                        @let tall = high(value);
                        rect .bar .last[is_last] x=(x + 2) y=(HEIGHT - BOTTOM - tall) width=(step - 4) height=(tall.max(1)) {
                            title { (calendars.name(*period, language)) ": " (shown(frame, value, decimals)) }
                        }
                        @if is_last || **value == most {
                            text.value x=(x + step / 2) y=(HEIGHT - BOTTOM - tall - 6) text-anchor="middle" { (shown(frame, value, decimals)) }
                        }
                    }
                    @if count <= 13 || place % 2 == (count - 1) % 2 {
                        text.tick x=(x + step / 2) y=(HEIGHT - BOTTOM + 16) text-anchor="middle" { (short(*period)) }
                    }
                    @if place == 0 || points.get(usize::try_from(place - 1).unwrap_or(0)).is_some_and(|(before, _)| year(before) != year(period)) {
                        text.year x=(x + 2) y=(HEIGHT - BOTTOM + 34) { (year(period)) }
                    }
                }
            }
        }
    }
}

fn shown(frame: &Frame, value: &Exact, decimals: Decimals) -> String {
    words::decimal(value, decimals)
        .map(|value| crate::ui::number(frame.language(), value))
        .unwrap_or_default()
}

/// Month of the last day; the quarter's by its last month too.
fn short(period: Period) -> String {
    format!("T{}", period.last.month())
}

/// A bar of so many thousandths, at most all of it, with its mark where it should be.
pub(super) fn progress(label: &str, percent: &Exact, expected: Option<&Exact>, is_good: bool) -> Markup {
    let part = |number: &Exact| (number.thousandths() / 100).clamp(0, 1000);
    html! {
        svg.progress-bar viewBox="0 0 1000 40" preserveAspectRatio="none" role="img" aria-label=(label) {
            title { (label) }
            rect.ground x="0" y="8" width="1000" height="24" {}
            rect .done .good[is_good] x="0" y="8" width=(part(percent)) height="24" {}
            @if let Some(expected) = expected { rect.mark x=(part(expected).min(994)) y="0" width="6" height="40" {} }
        }
    }
}
