//! The form of a document: its fields, where each was read, and what was typed.

use super::words;
use crate::Frame;
use crate::ui::{self, Field, Form};
use app::documents::reading::{FieldPlace, Reading, Sure};
use domain::documents::{Direction, Fields, FileRole};
use jiff::civil::Date;
use maud::{Markup, html};

/// What a form is about.
pub(super) struct About<'a> {
    /// Which way the document goes.
    pub(super) direction: Direction,
    /// What was read in its file.
    pub(super) reading: Option<&'a Reading>,
    /// Has it a file at all?
    pub(super) has_file: bool,
    /// It was issued under its number: kind, symbol and date stay.
    pub(super) is_fixed: bool,
}

/// Puts what is known into a form that nobody has typed into yet.
pub(super) fn fill(form: &mut Form, fields: &Fields) {
    let Fields { kind, symbol, date, issuer, subject, signer, authority, place, urgency, recipients } =
        fields;
    let texts = [
        ("kind", kind.as_deref()),
        ("symbol", symbol.as_deref()),
        ("issuer", issuer.as_deref()),
        ("subject", Some(subject.as_str())),
        ("signer", signer.as_deref()),
        ("authority", authority.as_deref()),
        ("place", place.as_deref()),
        ("urgency", urgency.as_deref()),
    ];
    for (name, text) in texts {
        form.set(name, text.unwrap_or_default());
    }
    form.set("date", date.map(ui::print_date).unwrap_or_default());
    form.set("recipients", recipients.join("\n"));
}

/// What was typed; none, and what is wrong in the form, where a day cannot be read.
pub(super) fn read(frame: &Frame, form: &mut Form) -> Option<Fields> {
    let date = optional_day(frame, form, "date")?;
    let text = |name: &str| Some(form.typed(name).to_owned()).filter(|text| !text.is_empty());
    Some(Fields {
        kind: text("kind"),
        symbol: text("symbol"),
        date,
        issuer: text("issuer"),
        // Lines of a box are no lines of the subject.
        subject: form.typed("subject").split_whitespace().collect::<Vec<_>>().join(" "),
        signer: text("signer"),
        authority: text("authority"),
        place: text("place"),
        urgency: text("urgency"),
        recipients: form.typed("recipients").lines().map(str::to_owned).collect(),
    })
}

/// A day that may be absent. None, with the mistake in the form, where it is no day.
pub(super) fn optional_day(frame: &Frame, form: &mut Form, name: &'static str) -> Option<Option<Date>> {
    let typed = form.typed(name);
    if typed.is_empty() {
        return Some(None);
    }
    let day = ui::parse_date(typed);
    if day.is_none() {
        form.wrong(name, frame.word("field-day"));
    }
    day.map(Some)
}

/// The fields, each with where it was read.
pub(super) fn fields(frame: &Frame, form: &Form, about: &About<'_>) -> Markup {
    let places = about.reading.map(Reading::places).unwrap_or_default();
    let told = |field: Field, name: &str| match about.has_file {
        true => field.hint(origin(frame, about.reading, places.iter().find(|place| place.field == name))),
        false => field,
    };
    let needed = |field: Field, is: bool| if is { field.required() } else { field };
    let kinds = vitext::kind::all().iter().map(|kind| (kind.name.clone(), kind.name.clone()));
    let kinds = std::iter::once((String::new(), frame.word("document-kind-none"))).chain(kinds);
    let is_own = about.direction.is_own();
    html! {
        @if !about.is_fixed {
            div.pair {
                (form.field(told(Field::text("symbol", frame.word("document-symbol")), "symbol")))
                (form.field(told(Field::date("date", frame.word("document-date")), "date")))
            }
            (form.field(told(needed(Field::select("kind", frame.word("document-kind"), kinds), is_own), "kind")))
        }
        (form.field(told(needed(Field::text("issuer", frame.word("document-issuer")), !is_own), "issuer")))
        (form.field(told(Field::lines("subject", frame.word("document-subject"), 3).required(), "subject")))
        div.pair {
            (form.field(told(Field::text("signer", frame.word("document-signer")), "signer")))
            (form.field(told(Field::text("authority", frame.word("document-authority")), "authority")))
        }
        details open[rarely_filled(form)] {
            summary { (frame.word("document-more")) }
            div.pair {
                (form.field(told(Field::text("place", frame.word("document-place")), "place")))
                (form.field(told(Field::text("urgency", frame.word("document-urgency")), "urgency")))
            }
            (form.field(told(Field::lines("recipients", frame.word("document-recipients-lines"), 4), "recipients")))
        }
    }
}

fn rarely_filled(form: &Form) -> bool {
    ["place", "urgency", "recipients"].iter().any(|name| form.error(name).is_some())
}

/// Where a field was read, and how sure that is.
fn origin(frame: &Frame, reading: Option<&Reading>, place: Option<&FieldPlace>) -> String {
    let Some(place) = place else {
        return frame.word(if reading.is_some() { "read-absent" } else { "read-by-hand" });
    };
    let key = match place.sure {
        Sure::Verbatim => "read-verbatim",
        Sure::Like => "read-like",
        Sure::Concluded => "read-concluded",
    };
    let line = place.place.as_ref().map(|place| place.line).unwrap_or_default();
    frame.text(key, [("line", line.to_string().into())])
}

/// Which way the document goes.
pub(super) fn direction(frame: &Frame) -> Field {
    let options =
        Direction::ALL.map(|direction| (direction.code().to_owned(), words::direction(frame, direction)));
    Field::radio("direction", frame.word("document-direction"), options)
}

/// What the file is.
pub(super) fn role(frame: &Frame) -> Field {
    let options = FileRole::ALL.iter().map(|role| (role.code().to_owned(), words::role(frame, *role)));
    Field::radio("role", frame.word("file-role"), options)
}

/// In whose register, where the person keeps several.
pub(super) fn unit(frame: &Frame, units: &[(String, String)]) -> Field {
    Field::select("unit", frame.word("document-in-register"), units.to_vec())
}
