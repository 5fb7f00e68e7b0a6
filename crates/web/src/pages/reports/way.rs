//! The way of a report from the draft to the issue: who took each step, and when.

use crate::Frame;
use crate::ui;
use app::reports::{Step, Way};
use domain::documents::Stage;
use maud::{Markup, html};

/// The steps, those to come too.
pub(super) fn show(frame: &Frame, way: &Way) -> Markup {
    let next = way.steps.iter().position(|step| step.at.is_none() && step.state != Stage::Draft);
    html! {
        ol.way aria-label=(frame.word("report-way")) {
            @for (place, step) in way.steps.iter().enumerate() {
                li aria-current=[(Some(place) == next).then_some("step")] { (one(frame, step)) }
            }
        }
        @for (at, who) in &way.returned {
            p.quiet {
                (frame.text("report-way-returned", [("who", who.clone().into()), ("at", ui::print_moment(*at).into())]))
            }
        }
    }
}

fn one(frame: &Frame, step: &Step) -> Markup {
    let word = frame.word(match step.state {
        Stage::Draft => "report-way-draft",
        Stage::Checked => "report-way-checked",
        Stage::Signed => "report-way-signed",
        _ => "report-way-issued",
    });
    html! {
        @if step.at.is_some() && step.state != Stage::Draft { "✓ " }
        strong { (word) } br;
        @if let Some(at) = step.at { (step.who.join(", ")) br; span.quiet { (ui::moment(at)) } }
        @else { span.quiet { (frame.word("report-way-to-come")) } }
    }
}
