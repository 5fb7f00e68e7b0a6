//! The document that orders a change, as a form asks for it.

use crate::Frame;
use crate::ui::{self, Field, Form};
use domain::units::{NAME_LIMIT, Order};
use maud::{Markup, html};

/// The fields.
pub(super) fn fields(frame: &Frame, form: &Form) -> Markup {
    html! {
        fieldset {
            legend { (frame.word("units-order")) }
            (form.field(Field::text("order_symbol", frame.word("units-order-symbol")).required().hint(frame.word("units-order-hint"))))
            (form.field(Field::date("order_date", frame.word("units-order-date")).required()))
            (form.field(Field::text("order_issuer", frame.word("units-order-issuer")).required()))
            (form.field(Field::text("order_subject", frame.word("units-order-subject"))))
        }
    }
}

/// What was typed into them; none, and what is wrong in the form, where it cannot be read.
pub(super) fn read(frame: &Frame, form: &mut Form) -> Option<Order> {
    let date = day(frame, form, "order_date");
    let symbol = needed(frame, form, "order_symbol");
    let issuer = needed(frame, form, "order_issuer");
    let subject = Some(form.typed("order_subject").to_owned()).filter(|subject| !subject.is_empty());
    Some(Order { symbol: symbol?, date: date?, issuer: issuer?, subject })
}

/// A day that must be there.
pub(super) fn day(frame: &Frame, form: &mut Form, name: &'static str) -> Option<jiff::civil::Date> {
    let day = ui::parse_date(form.typed(name));
    if day.is_none() {
        form.wrong(name, frame.word("field-day"));
    }
    day
}

/// A text that must be there.
pub(super) fn needed(frame: &Frame, form: &mut Form, name: &'static str) -> Option<String> {
    let text = form.typed(name).to_owned();
    if text.is_empty() {
        form.wrong(name, frame.word("field-needed"));
        return None;
    }
    if text.chars().count() > NAME_LIMIT {
        form.wrong(name, frame.text("field-too-long", [("limit", NAME_LIMIT.into())]));
        return None;
    }
    Some(text)
}
