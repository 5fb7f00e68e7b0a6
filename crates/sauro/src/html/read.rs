//! The page of what was read: the outline at the side, citations and tasks marked in the text.

use super::paper::paper;
use super::{contents, page, refused};
use crate::load::{Loaded, Reading};
use crate::messages::Messages;
use maud::{Markup, html};
use reader::{Citation, Document, Target, Task};
use reading::paper::{Mark, Marks};
use reading::words;
use std::io::{self, Write};

/// Writes the page.
///
/// # Errors
/// Those of `out`.
pub(crate) fn read(out: &mut dyn Write, reading: &Reading, messages: &Messages) -> io::Result<()> {
    let paths: Vec<&str> = reading.documents.iter().map(|d| d.path.as_str()).collect();
    let body = html! {
        (refused(&reading.refused, messages))
        (contents(&paths, messages))
        @for (index, loaded) in reading.documents.iter().enumerate() { (document(index, loaded, messages)) }
    };
    out.write_all(page(&messages.text("page-read-title", []), &body, messages).into_string().as_bytes())
}

fn document(index: usize, loaded: &Loaded, messages: &Messages) -> Markup {
    let prefix = format!("d{index}-");
    let document = &loaded.document;
    let facts = words::metadata(document, messages);
    let counts = [
        ("citations", document.citations.len()),
        ("tasks", document.tasks.len()),
        ("targets", document.targets.len()),
        ("notes", document.notes.len()),
    ];
    html! {
        section.document id={ "d" (index) } {
            h2.path { (loaded.path) }
            section.summary {
                @if facts.is_empty() { p { (messages.text("metadata-none", [])) } }
                dl { @for (name, value) in facts { dt { (name) } dd { (value) } } }
                ul.counts {
                    @for (key, count) in counts {
                        @let title = messages.text(key, []);
                        li { (messages.text("count-of", [("title", title.into()), ("count", count.into())])) }
                    }
                }
            }
            div.sheet.with-outline {
                (outline(document, &prefix, messages))
                (paper(document, &marks(document, &prefix, messages), &prefix, messages))
            }
        }
    }
}

fn outline(document: &Document, prefix: &str, messages: &Messages) -> Markup {
    html! {
        nav.outline {
            h3 { (messages.text("outline", [])) }
            @if document.sections.is_empty() { p { (messages.text("outline-none", [])) } }
            @for section in &document.sections {
                a class={ "level-" (section.level.min(6)) } href={ "#" (prefix) "p" (section.heading.0) } {
                    (section.label) " " (section.title)
                }
            }
        }
    }
}

fn marks(document: &Document, prefix: &str, messages: &Messages) -> Marks {
    let mut marks = Marks::new();
    let mut add = |span: &reader::Span, mark: Mark| marks.entry(span.paragraph.0).or_default().push(mark);
    for (number, citation) in document.citations.iter().enumerate() {
        add(
            &citation.span,
            mark(
                &citation.span,
                "citation",
                2,
                format!("{prefix}c{number}"),
                Some(cited(citation, messages)),
            ),
        );
    }
    for (number, target) in document.targets.iter().enumerate() {
        add(
            &target.span,
            mark(&target.span, "target", 1, format!("{prefix}g{number}"), Some(aim(target, messages))),
        );
    }
    for (number, task) in document.tasks.iter().enumerate() {
        add(&task.span, mark(&task.span, "task", 0, format!("{prefix}k{number}"), Some(job(task, messages))));
    }
    marks
}

fn mark(span: &reader::Span, class: &'static str, rank: u8, id: String, card: Option<Markup>) -> Mark {
    Mark { range: span.range.clone(), class, rank, id, leads_to: String::new(), card }
}

fn cited(citation: &Citation, messages: &Messages) -> Markup {
    html! {
        aside.card.citation {
            div.label { "§ " (words::relation(citation.relation, messages)) }
            div { (words::cited(citation)) @if let Some(date) = &citation.date { ", " (words::written_date(date)) } }
            @if let Some(issuer) = &citation.issuer { div { (issuer) } }
        }
    }
}

fn aim(target: &Target, messages: &Messages) -> Markup {
    let word = |key: &str| messages.text(key, []);
    html! {
        aside.card.target {
            div.label { "◎ " (target.indicator) }
            @if let Some(period) = &target.period { div { (word("column-period")) ": " (words::period(period)) } }
            div {
                (word("column-target")) ": " (words::range(target.min, target.max)) " " (target.unit.as_deref().unwrap_or_default())
            }
            @if let Some(actual) = target.actual { div { (word("column-actual")) ": " (words::decimal(actual)) } }
        }
    }
}

fn job(task: &Task, messages: &Messages) -> Markup {
    let facts = [
        ("column-lead", Some(words::units(&task.lead, messages))),
        ("column-coordinate", (!task.coordinate.is_empty()).then(|| task.coordinate.join(", "))),
        ("column-deadline", Some(words::due(task, messages))),
        ("column-product", task.product.clone()),
    ];
    html! {
        aside.card.task {
            div.label { "● " (task.action) }
            @for (key, value) in facts {
                @if let Some(value) = value { div { (messages.text(key, [])) ": " (value) } }
            }
        }
    }
}
