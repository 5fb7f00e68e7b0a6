//! What was changed of a definition, when and by whom.

use crate::Frame;
use crate::ui::{Column, Table};
use domain::log::Actor;
use domain::span::local;
use maud::{Markup, html};
use store::LogRow;

/// The changes, the last first; nothing where there are none.
pub(super) fn changes(frame: &Frame, rows: &[LogRow]) -> Markup {
    let words = frame.clone();
    let table = Table::new("definition-changes", frame.word("definitions-changes"))
        .column(Column::text("when", frame.word("definitions-when"), |row: &LogRow| {
            local(row.entry.at).strftime("%d/%m/%Y %H:%M").to_string()
        }))
        .column(Column::text("who", frame.word("definitions-who"), move |row: &LogRow| {
            match row.entry.actor {
                Actor::System => words.word("log-system"),
                Actor::Account(id) => words.text("log-account", [("number", id.to_string().into())]),
            }
        }))
        .column(Column::text("before", frame.word("definitions-before"), |row: &LogRow| difference(row).0))
        .column(
            Column::text("after", frame.word("definitions-after"), |row: &LogRow| difference(row).1).wide(),
        );
    html! {
        @if !rows.is_empty() {
            h2 { (frame.word("definitions-changes")) }
            (table.still(frame, rows))
        }
    }
}

/// What is another before and after: name and value of each member that differs.
fn difference(row: &LogRow) -> (String, String) {
    let read = |json: Option<&domain::log::Json>| -> serde_json::Map<String, serde_json::Value> {
        json.and_then(|json| serde_json::from_str(json.as_str()).ok()).unwrap_or_default()
    };
    let (before, after) = (read(row.entry.before.as_ref()), read(row.entry.after.as_ref()));
    let said = |of: &serde_json::Map<String, serde_json::Value>, other: &serde_json::Map<_, _>| {
        let differs = of.iter().filter(|(name, value)| *name != "id" && other.get(*name) != Some(value));
        differs.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")
    };
    if before.is_empty() {
        return (String::new(), "✓".to_owned());
    }
    (said(&before, &after), said(&after, &before))
}
