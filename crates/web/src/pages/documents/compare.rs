//! Two versions of a document side by side in one text: what is gone is struck out, what is new is underlined.

use super::diff::{self, Line, Piece};
use super::document::{Open, number};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Tone};
use crate::{Frame, Page, Problem};
use app::rights::DocumentsRead;
use axum::extract::{Path, Query};
use maud::{Markup, html};
use serde::Deserialize;

/// So many paragraphs that are the same are shown before and after a change.
const AROUND: usize = 1;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

pub(super) async fn page(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, Problem> {
    let id = number(&id)?;
    let file = |text: &str| text.parse::<i64>().map_err(|_| Problem::not_found());
    let (from, to) = (file(&asked.from)?, file(&asked.to)?);
    let page = Open::new(&frame, &who, id).await?;
    let permit = who.permit::<DocumentsRead>()?;
    let (older, old) = permit.version(id, from).await.map_err(problem)?;
    let (newer, new) = permit.version(id, to).await.map_err(problem)?;
    let name = |file: &domain::documents::FileVersion| {
        format!("{} ({})", file.name, frame.text("file-version", [("version", file.version.into())]))
    };
    let lead = frame.text("compare-lead", [("from", name(&older).into()), ("to", name(&newer).into())]);
    let body = match (old, new) {
        (Some(old), Some(new)) => {
            let lines = tokio::task::spawn_blocking(move || diff::of(&old.document, &new.document));
            shown(&frame, &lines.await.map_err(Problem::bug)?)
        }
        _ => ui::notice(&frame, Tone::Warning, frame.word("compare-no-text")),
    };
    Ok(page.below(frame.word("compare")).lead(lead).body(body))
}

fn shown(frame: &Frame, lines: &[Line]) -> Markup {
    let is_same = |line: &Line| matches!(line, Line::Same(_));
    let changes = lines.iter().filter(|line| !is_same(line)).count();
    if changes == 0 {
        return ui::empty(frame.word("compare-same"), frame.word("compare-same-help"));
    }
    let near = |index: usize| {
        let from = index.saturating_sub(AROUND);
        lines[from..(index + AROUND + 1).min(lines.len())].iter().any(|line| !is_same(line))
    };
    let mut blocks: Vec<Markup> = Vec::new();
    let mut passed: Vec<&Line> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if is_same(line) && !near(index) {
            passed.push(line);
            continue;
        }
        blocks.extend(folded(frame, &std::mem::take(&mut passed)));
        blocks.push(one(frame, line));
    }
    blocks.extend(folded(frame, &passed));
    html! {
        p { (frame.text("compare-count", [("count", changes.into())])) }
        p.quiet { (frame.word("compare-signs")) }
        article.diff lang="vi" { @for block in blocks { (block) } }
    }
}

fn folded(frame: &Frame, passed: &[&Line]) -> Option<Markup> {
    (!passed.is_empty()).then(|| {
        html! {
            details {
                summary { (frame.text("compare-passed", [("count", passed.len().into())])) }
                @for line in passed { (one(frame, line)) }
            }
        }
    })
}

fn one(frame: &Frame, line: &Line) -> Markup {
    let gone = |text: &str| html! { del { span.hidden { "[" (frame.word("compare-gone")) ": " } (text) span.hidden { "]" } } };
    let new = |text: &str| html! { ins { span.hidden { "[" (frame.word("compare-new")) ": " } (text) span.hidden { "]" } } };
    match line {
        Line::Same(text) => html! { p { (text) } },
        Line::Gone(text) => html! { p.gone data-sign="−" { (gone(text)) } },
        Line::New(text) => html! { p.new data-sign="+" { (new(text)) } },
        Line::Changed(pieces) => html! {
            p.changed data-sign="±" {
                @for piece in pieces {
                    @match piece {
                        Piece::Same(text) => (text),
                        Piece::Gone(text) => (gone(text)),
                        Piece::New(text) => (new(text)),
                    }
                }
            }
        },
    }
}
