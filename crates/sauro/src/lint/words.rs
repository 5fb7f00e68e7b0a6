//! What a deviation says.

use crate::messages::Messages;
use composer::layout::Element;
use composer::{Deviation, LayoutRule};

/// The sentence of a deviation.
pub(super) fn sentence(deviation: &Deviation, messages: &Messages) -> String {
    let part = deviation.element.map(|element| messages.text(part(element), [])).unwrap_or_default();
    let (found, wanted) = match deviation.rule {
        LayoutRule::Alignment => (aligned(&deviation.found, messages), aligned(&deviation.wanted, messages)),
        _ => (deviation.found.clone(), deviation.wanted.clone()),
    };
    let words = if wanted.is_empty() { "no" } else { "yes" };
    let facts =
        [("part", part.into()), ("found", found.into()), ("wanted", wanted.into()), ("words", words.into())];
    messages.text(rule(deviation.rule), facts)
}

fn aligned(value: &str, messages: &Messages) -> String {
    let key = match value {
        "center" => "lint-align-centre",
        "both" | "distribute" => "lint-align-justified",
        "right" | "end" => "lint-align-right",
        _ => "lint-align-left",
    };
    messages.text(key, [])
}

fn rule(rule: LayoutRule) -> &'static str {
    match rule {
        LayoutRule::Paper => "lint-paper",
        LayoutRule::MarginTop => "lint-margin-top",
        LayoutRule::MarginBottom => "lint-margin-bottom",
        LayoutRule::MarginLeft => "lint-margin-left",
        LayoutRule::MarginRight => "lint-margin-right",
        LayoutRule::PageNumber => "lint-page-number",
        LayoutRule::PageNumberBelow => "lint-page-number-below",
        LayoutRule::PageNumberFirst => "lint-page-number-first",
        LayoutRule::Font => "lint-font",
        LayoutRule::Size => "lint-size",
        LayoutRule::Bold => "lint-bold",
        LayoutRule::NotBold => "lint-not-bold",
        LayoutRule::Italic => "lint-italic",
        LayoutRule::NotItalic => "lint-not-italic",
        LayoutRule::Capitals => "lint-capitals",
        LayoutRule::Alignment => "lint-alignment",
        LayoutRule::Leading => "lint-leading",
        LayoutRule::Spacing => "lint-spacing",
        LayoutRule::Indent => "lint-indent",
        LayoutRule::Missing => "lint-missing",
        LayoutRule::SymbolForm => "lint-symbol-form",
        LayoutRule::DateForm => "lint-date-form",
        LayoutRule::AuthorityForm => "lint-authority-form",
        LayoutRule::RecipientsForm => "lint-recipients-form",
        LayoutRule::End => "lint-end",
    }
}

/// The name of a part.
pub(super) fn part(element: Element) -> &'static str {
    match element {
        Element::Motto => "part-motto",
        Element::Creed => "part-creed",
        Element::Superior => "part-superior",
        Element::Issuer => "part-issuer",
        Element::Star => "part-star",
        Element::Symbol => "part-symbol",
        Element::LetterSubject => "part-letter-subject",
        Element::PlaceDate => "part-place-date",
        Element::Urgency => "part-urgency",
        Element::Kind => "part-kind",
        Element::Subject => "part-subject",
        Element::Hyphens => "part-hyphens",
        Element::Addressees => "part-addressees",
        Element::Body => "part-body",
        Element::Basis => "part-basis",
        Element::Formula => "part-formula",
        Element::Division => "part-division",
        Element::Heading => "part-heading",
        Element::Table => "part-table",
        Element::Note => "part-note",
        Element::Authority => "part-authority",
        Element::Office => "part-office",
        Element::Signer => "part-signer",
        Element::RecipientsTitle => "part-recipients-title",
        Element::Recipients => "part-recipients",
        Element::PageNumber => "part-page-number",
    }
}
