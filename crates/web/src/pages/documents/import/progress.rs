//! How far an import has come, and what has become of its rows.

use crate::pages::documents::{head, unit_name};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button};
use crate::{Frame, Page, Problem};
use app::documents::import::Refused;
use app::rights::DocumentsRegister;
use axum::extract::Path;
use domain::RegisterImportId;
use maud::{Markup, html};

/// What sentences about rows speak of.
const ARGUMENTS: [&str; 6] = ["number", "symbol", "kind", "day", "document", "unit"];

pub(super) async fn page(frame: Frame, who: Who, Path(import): Path<String>) -> Result<Page, Problem> {
    let id: RegisterImportId = import.parse().map_err(|_| Problem::not_found())?;
    let permit = who.permit::<DocumentsRegister>()?;
    let (row, outcome) = permit.register_import(id).await.map_err(problem)?;
    let facts = [
        (frame.word("numbers-unit"), html! { (unit_name(&who, row.unit)?) }),
        (frame.word("import-began"), ui::moment(row.at)),
        (frame.word("import-entered"), html! { strong { (outcome.entered) } }),
        (frame.word("import-there"), html! { (outcome.there) }),
        (frame.word("import-files"), html! { (outcome.files) }),
        (frame.word("import-not-entered"), html! { (outcome.refused.len()) }),
    ];
    let body = html! {
        @match row.ended {
            Some(ended) => { (ui::notice(&frame, ui::Tone::Done, html! { (frame.word("import-ended")) " " (ui::moment(ended)) })) }
            None => {
                p {
                    (frame.text("import-so-far", [("done", row.done_count.into()), ("all", row.line_count.into())])) " "
                    progress max=(row.line_count) value=(row.done_count) aria-label=(frame.word("import-title")) {}
                }
                p.quiet { (frame.word("import-leave")) }
                p.actions { (Button::plain(frame.word("import-look-again")).href(format!("/documents/import/{id}"))) }
            }
        }
        (ui::facts(facts))
        @if !outcome.refused.is_empty() {
            h2 { (frame.word("import-not-entered")) }
            (sentences(&frame, &outcome.refused))
        }
        @if !outcome.unnumbered.is_empty() {
            h2 { (frame.text("import-unnumbered", [("count", outcome.unnumbered.len().into())])) }
            p.quiet { (frame.word("import-unnumbered-help")) }
            (sentences(&frame, &outcome.unnumbered))
        }
        @if !outcome.missing.is_empty() {
            h2 { (frame.text("import-files-missing", [("count", outcome.missing.len().into())])) }
            p.quiet { (frame.word("import-files-missing-help")) }
            ul {
                @for (row, name) in &outcome.missing {
                    li { (frame.text("import-row-and", [("row", (*row).into()), ("what", name.as_str().into())])) }
                }
            }
        }
    };
    let page = head(&frame, frame.text("import-of", [("count", row.line_count.into())]));
    Ok(page.crumb(frame.word("import-title"), "/documents/import").help("registers").narrow().body(body))
}

fn sentences(frame: &Frame, rows: &[Refused]) -> Markup {
    html! {
        ul {
            @for row in rows {
                li { (frame.text("import-row-and", [("row", row.row.into()), ("what", sentence(frame, row).into())])) }
            }
        }
    }
}

/// Why a row was not entered, or not with everything.
pub(crate) fn sentence(frame: &Frame, row: &Refused) -> String {
    // Of the arguments that sentences about rows take, the names are known.
    let known = |name: &str| ARGUMENTS.into_iter().find(|known| *known == name);
    let arguments =
        row.arguments.iter().filter_map(|(name, value)| Some((known(name)?, value.as_str().into())));
    frame.messages().format(&row.key, arguments)
}
