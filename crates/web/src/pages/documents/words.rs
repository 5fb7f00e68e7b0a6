//! What documents are called: ways, states, steps.

use crate::Frame;
use crate::ui::Status;
use domain::documents::{Direction, Document, FileRole, Handling, Stage, State};
use jiff::civil::Date;

/// `Văn bản đến`.
pub(super) fn direction(frame: &Frame, direction: Direction) -> String {
    frame.word(match direction {
        Direction::Incoming => "document-incoming",
        Direction::Outgoing => "document-outgoing",
        Direction::Internal => "document-internal",
    })
}

/// What a file is to its document.
pub(super) fn role(frame: &Frame, role: FileRole) -> String {
    frame.word(match role {
        FileRole::Scan => "file-scan",
        FileRole::Editable => "file-editable",
        FileRole::Attachment => "file-attachment",
    })
}

/// `đã ban hành`.
pub(super) fn state(frame: &Frame, state: State) -> String {
    frame.word(match state {
        State::Own(Stage::Draft) => "document-draft",
        State::Own(Stage::Checked) => "document-checked",
        State::Own(Stage::Signed) => "document-signed",
        State::Own(Stage::Issued) => "document-issued",
        State::Own(Stage::Replaced) => "document-replaced",
        State::Own(Stage::Expired) => "document-expired",
        State::Own(Stage::Abandoned) => "document-abandoned",
        State::Incoming(Handling::Arrived) => "document-arrived",
        State::Incoming(Handling::Routed) => "document-routed",
        State::Incoming(Handling::Done) => "document-done",
    })
}

/// How handling stands against its due day, where there is one to say something about.
pub(super) fn handling(document: &Document, today: Date) -> Option<Status> {
    let State::Incoming(state) = document.state else { return None };
    let due = document.routing.due;
    let days = |from: Date, to: Date| {
        u32::try_from(from.until(to).map_or(0, |span| span.get_days())).unwrap_or_default()
    };
    Some(match (state, due) {
        (Handling::Done, Some(due)) if document.done_on.is_some_and(|done| due < done) => Status::DoneLate,
        (Handling::Done, _) => Status::Done,
        (_, Some(due)) if due < today => Status::Late(days(due, today)),
        (_, Some(due)) if days(today, due) <= SOON => Status::Due(days(today, due)),
        (Handling::Routed, _) => Status::Doing,
        (Handling::Arrived, _) => return None,
    })
}

/// So many days before, a due day comes near.
const SOON: u32 = 3;

/// `nghị quyết 07-NQ/TU`, or what it is about.
pub(in crate::pages) fn name(document: &Document) -> String {
    let fields = &document.fields;
    match (&fields.kind, &fields.symbol) {
        (Some(kind), Some(symbol)) => format!("{} {symbol}", capital(kind)),
        (None, Some(symbol)) => symbol.clone(),
        (Some(kind), None) => format!("{} {}", capital(kind), fields.subject),
        (None, None) => fields.subject.clone(),
    }
}

/// With a large letter at the beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_begins_with_a_large_letter() {
        assert_eq!(capital("đề án"), "Đề án");
        assert_eq!(capital(""), "");
    }
}
