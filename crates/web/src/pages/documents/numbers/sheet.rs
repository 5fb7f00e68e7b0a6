//! A sequence, number by number: who has it, since when, and why it is missing.

use super::{Which, cycle_name, href, series_name};
use crate::pages::documents::{head, unit_name};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Direction, Filter, FilterValue, Table};
use crate::{Frame, Problem};
use app::documents::Sheet;
use app::rights::DocumentsIssue;
use axum::response::{IntoResponse, Response};
use domain::documents::{Document, Number, Slot};
use maud::{Markup, html};
use vitext::Decimal;

/// Codes of what a number can have come to, each with the key of its word and its sign.
const STATES: [(&str, &str, &str); 5] = [
    ("given", "numbers-given", "✓"),
    ("reserved", "numbers-reserved", "●"),
    ("released", "numbers-released", "↩"),
    ("skipped", "numbers-skipped", "?"),
    ("void", "numbers-void", "–"),
];

struct Row {
    number: Number,
    /// The last of a run that is shown as one; else the number.
    last: Number,
    slot: Slot,
    document: Option<Document>,
    who: String,
    said: String,
}

impl Row {
    fn is_run(&self) -> bool {
        self.last != self.number
    }

    /// Is this the next of numbers that all wait since one moment?
    fn waits_with(&self, number: Number, slot: &Slot) -> bool {
        let waits = matches!((&self.slot, slot), (Slot::Skipped { .. }, Slot::Skipped { .. }));
        waits && self.slot == *slot && self.last.get() + 1 == number.get()
    }
}

pub(super) async fn page(frame: &Frame, who: &Who, which: &Which) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsIssue>()?;
    let overview = permit.overview(which.unit).await.map_err(problem)?.ok_or_else(Problem::not_found)?;
    let sheet = permit.sheet(which).await.map_err(problem)?;
    let table = table(frame, which);
    let query = table.query(frame.query());
    let each =
        query.export.is_some() || query.rest.iter().any(|(name, value)| name == "each" && value == "yes");
    let mut rows: Vec<Row> = Vec::new();
    for (number, slot) in sheet.sequence.slots() {
        match rows.last_mut() {
            Some(row) if !each && row.waits_with(number, slot) => {
                row.last = number;
                row.said = frame.word("numbers-skipped-run-why");
            }
            _ => rows.push(Row {
                number,
                last: number,
                slot: slot.clone(),
                document: None,
                who: slot.said().and_then(|(id, _)| sheet.names.get(&id).cloned()).unwrap_or_default(),
                said: match slot {
                    Slot::Void { reason, .. } => reason.clone(),
                    Slot::Skipped { .. } => frame.word("numbers-skipped-why"),
                    Slot::Released { .. } => frame.word("numbers-released-why"),
                    Slot::Given { .. } | Slot::Reserved { .. } => String::new(),
                },
            }),
        }
    }
    let mut chosen = table.choose(&query, rows, |row, key, value| match (key, value) {
        ("state", FilterValue::Choice(states)) => states.iter().any(|state| state == code(&row.slot)),
        _ => true,
    });
    let given = chosen.rows.iter().filter_map(|row| match row.slot {
        Slot::Given { document } => Some(document),
        _ => None,
    });
    let mut bearers = permit.bearers(which.unit, given).await.map_err(problem)?;
    for row in &mut chosen.rows {
        if let Slot::Given { document } = row.slot {
            row.document = bearers.remove(&document);
        }
    }
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let begun = sheet.sequence.last() > 0;
    let body = html! {
        (above(frame, which, &sheet))
        @if begun && chosen.total == 0 && query.filters.is_empty() {
            (ui::empty(frame.word("numbers-only-before"), frame.word("numbers-not-begun-help")))
        } @else if begun { (table.show(frame, &query, &chosen.rows, chosen.total)) }
        @else { (ui::empty(frame.word("numbers-not-begun"), frame.word("numbers-not-begun-help"))) }
    };
    let title = frame.text(
        "numbers-of",
        [
            ("series", series_name(frame, &which.series).into()),
            ("cycle", cycle_name(frame, &overview.terms, which.cycle).into()),
        ],
    );
    let page = head(frame, title);
    let page = page.crumb(frame.word("numbers-title"), format!("/documents/numbers?unit={}", which.unit));
    let page = page.help("registers").lead(unit_name(who, which.unit)?);
    let reserve = sheet.sequence.next().map(|next| {
        html! {
            form method="post" action=(href("/reserve", which, Some(next))) {
                (Button::primary(frame.text("numbers-reserve", [("number", next.to_string().into())])))
            }
        }
    });
    Ok(match reserve {
        Some(reserve) => page.action(reserve).body(body).into_response(),
        None => page.body(body).into_response(),
    })
}

/// How far the sequence has come, and how it began.
fn above(frame: &Frame, which: &Which, sheet: &Sheet) -> Markup {
    let sequence = &sheet.sequence;
    let gaps = sequence.gaps().count();
    let number = |number: u32| html! { (ui::number(frame.language(), Decimal::from(number))) };
    html! {
        (ui::facts([
            (frame.word("numbers-last"), number(sequence.last())),
            (frame.word("numbers-next"), html! { @if let Some(next) = sequence.next() { (next) } }),
            (frame.word("numbers-gaps"), html! { (gaps) }),
            (frame.word("numbers-before"), html! {
                @if sequence.given_before() > 0 { (frame.text("numbers-before-count", [("last", sequence.given_before().to_string().into())])) }
                @else { (frame.word("numbers-before-none")) }
                " · " (ui::link(frame.word("numbers-take-over"), format!("/documents/registers/{}#take-over", which.unit)))
            }),
        ]))
    }
}

fn table(frame: &Frame, which: &Which) -> Table<Row> {
    let states = STATES.map(|(code, word, _)| (code.to_owned(), frame.word(word)));
    let words = STATES.map(|(code, word, sign)| (code, sign, frame.word(word)));
    let plain = words.clone();
    let deeds = deeds(frame, which);
    Table::new("numbers", frame.word("numbers-title"))
        .filter(Filter::choice("state", frame.word("numbers-state"), states))
        .column(
            Column::number("number", frame.word("numbers-number"), |row: &Row| {
                Some(Decimal::from(row.number.get()))
            })
            .cell(|row| html! { (row.number) @if row.is_run() { "–" (row.last) } })
            .sortable(),
        )
        .column(
            Column::text("state", frame.word("numbers-state"), move |row: &Row| {
                let word = plain.iter().find(|(known, ..)| *known == code(&row.slot));
                word.map(|(_, _, word)| word.clone()).unwrap_or_default()
            })
            .cell(move |row| {
                let word = words.iter().find(|(known, ..)| *known == code(&row.slot));
                // One box: on a telephone each child of a cell has a place of its own.
                html! { @if let Some((_, sign, word)) = word { span { span aria-hidden="true" { (sign) } " " (word) } } }
            }),
        )
        .column(
            Column::text("document", frame.word("numbers-document"), |row: &Row| match &row.document {
                Some(document) => title(document),
                None => row.said.clone(),
            })
            .cell(|row| match &row.document {
                Some(document) => ui::link(title(document), format!("/documents/{}", document.id)),
                None => html! { (row.said) },
            })
            .wide(),
        )
        .column(Column::text("who", frame.word("numbers-who"), |row: &Row| row.who.clone()))
        .column(
            Column::text("since", frame.word("numbers-at"), |row: &Row| row.slot.said().map(|(_, at)| ui::print_moment(at)).unwrap_or_default())
                .cell(|row| row.slot.said().map(|(_, at)| ui::moment(at)).unwrap_or_default()),
        )
        .column(Column::text("deeds", frame.word("numbers-deeds"), |_: &Row| String::new()).cell(deeds))
        .sorted("number", Direction::Down)
}

/// What can be done with a number now.
fn deeds(frame: &Frame, which: &Which) -> impl Fn(&Row) -> Markup + Send + Sync + 'static {
    let (keep, release, void) =
        (frame.word("numbers-keep"), frame.word("numbers-release"), frame.word("numbers-make-void"));
    let each = frame.word("numbers-each");
    let which = which.clone();
    move |row| {
        let to = |path| href(path, &which, Some(row.number));
        let post = |path, label: &str| {
            html! { form method="post" action=(to(path)) { (Button::plain(label)) } }
        };
        html! {
            @match row.slot {
                _ if row.is_run() => { (ui::link(&each, format!("{}&each=yes", href("", &which, None)))) }
                Slot::Reserved { .. } => { (post("/release", &release)) " " (ui::link(&void, to("/void"))) }
                Slot::Released { .. } | Slot::Skipped { .. } => { (post("/keep", &keep)) " " (ui::link(&void, to("/void"))) }
                Slot::Given { .. } | Slot::Void { .. } => {}
            }
        }
    }
}

fn title(document: &Document) -> String {
    let symbol = document.fields.symbol.as_deref().unwrap_or("–");
    format!("{symbol} · {}", document.fields.subject)
}

pub(super) fn code(slot: &Slot) -> &'static str {
    match slot {
        Slot::Given { .. } => "given",
        Slot::Reserved { .. } => "reserved",
        Slot::Released { .. } => "released",
        Slot::Skipped { .. } => "skipped",
        Slot::Void { .. } => "void",
    }
}

/// What a number has come to, in a word.
pub(super) fn word(frame: &Frame, slot: &Slot) -> String {
    let word = STATES.iter().find(|(known, ..)| *known == code(slot));
    word.map(|(_, word, _)| frame.word(word)).unwrap_or_default()
}
