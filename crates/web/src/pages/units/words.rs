//! Events of the organisation in words.

use crate::{Frame, ui};
use app::{App, Organisation};
use domain::UnitId;
use domain::units::{Change, KindCode, Order, Part, Portion, Successor, UnitEvent};
use maud::{Markup, html};
use messages::Language;

/// Name of a kind of units.
pub(super) fn kind(frame: &Frame, app: &App, code: &KindCode) -> String {
    let kind = app.kinds().get(code.as_str());
    let name = kind.map(|kind| if frame.language() == Language::Vi { &kind.vi } else { &kind.en });
    name.cloned().unwrap_or_else(|| code.to_string())
}

/// A unit by its last name, with a link to its life.
pub(super) fn unit(organisation: &Organisation, id: UnitId) -> Markup {
    let name = organisation.history().last_known(id).map_or_else(|| id.to_string(), |unit| unit.name.clone());
    ui::link(name, format!("/units/{id}"))
}

/// A unit with its share, where that is not the whole.
pub(super) fn portion(organisation: &Organisation, portion: &Portion) -> Markup {
    html! {
        (unit(organisation, portion.unit))
        @if !portion.share.is_whole() { " (" (per_cent(portion.share.basis_points())) ")" }
    }
}

fn per_cent(basis_points: u64) -> String {
    match (basis_points / 100, basis_points % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole},{rest:02}%"),
    }
}

fn list(items: impl IntoIterator<Item = Markup>) -> Markup {
    html! { @for (index, item) in items.into_iter().enumerate() { @if index > 0 { ", " } (item) } }
}

fn successor(organisation: &Organisation, to: &Successor) -> Markup {
    unit(organisation, to.unit())
}

/// What happened, in a line.
pub(super) fn event(frame: &Frame, app: &App, organisation: &Organisation, event: &UnitEvent) -> Markup {
    let id = |unit_id: &UnitId| unit(organisation, *unit_id);
    match &event.change {
        Change::Create(new) => html! { (frame.word("units-created")) " " (id(&new.unit)) },
        Change::Dissolve { unit, to, .. } => html! {
            (frame.word("units-dissolved")) " " (id(unit)) " → " (list(to.iter().map(|p| portion(organisation, p))))
        },
        Change::Rename { unit, name, .. } => {
            html! { (frame.word("units-renamed")) " " (id(unit)) ": " (name) }
        }
        Change::Move { unit, parent, .. } => html! {
            (frame.word("units-moved")) " " (id(unit)) @if let Some(parent) = parent { " → " (id(parent)) }
        },
        Change::Merge { from, into } => html! {
            (frame.word("units-merged")) " " (list(from.iter().map(|p| portion(organisation, p)))) " → "
            (successor(organisation, into))
        },
        Change::Split { from, into, .. } => html! {
            (frame.word("units-split")) " " (id(from)) " → "
            (list(into.iter().map(|Part { to, share }| html! {
                (successor(organisation, to)) " (" (per_cent(share.basis_points())) ")"
            })))
        },
        Change::ChangeKind { unit, kind: code } => html! {
            (frame.word("units-kind-changed")) " " (id(unit)) ": " (kind(frame, app, code))
        },
    }
}

/// The document that ordered an event.
pub(super) fn order(frame: &Frame, order: &Order) -> Option<Markup> {
    if order.symbol.is_empty() {
        return None;
    }
    let text = frame.text(
        "units-ordered-by",
        [
            ("symbol", order.symbol.as_str().into()),
            ("date", ui::print_date(order.date).into()),
            ("issuer", order.issuer.as_str().into()),
        ],
    );
    Some(html! { (text) @if let Some(subject) = &order.subject { ": " (subject) } })
}
