//! What stands beside the paragraphs: findings with their arithmetic, citations with where they lead, work and targets as proposals.

use super::document::Open;
use super::sheet::Beside;
use super::words as names;
use crate::ui::{self, Button, Tone};
use app::documents::reading::{Reading, kept};
use auditor::Finding;
use domain::documents::{Document, Verdict};
use maud::{Markup, html};
use reader::{Citation, Place, Target, Task};
use reading::locate::Locator;
use reading::paper::{Mark, Marks};
use reading::{sentence, severity, words};
use std::collections::HashMap;
use store::{CitationRow, FindingRow, TaskRow};

/// Words of the text that are marked, and what stands beside them.
#[derive(Default)]
pub(super) struct Margin {
    pub(super) marks: Marks,
    pub(super) beside: Beside,
    /// Findings that stand beside the text.
    pub(super) shown: Vec<i64>,
}

impl Margin {
    fn mark(&mut self, paragraph: usize, mark: Mark) {
        self.marks.entry(paragraph).or_default().push(mark);
    }

    fn put(&mut self, paragraph: usize, card: Markup) {
        self.beside.entry(paragraph).or_default().push(card);
    }
}

/// Everything that there is to say of the text.
pub(super) fn margin(page: &Open<'_>, reading: &Reading) -> Margin {
    let mut margin = Margin::default();
    findings(page, reading, &mut margin);
    for (number, task) in reading.document.tasks.iter().enumerate() {
        let id = format!("k{number}");
        margin.mark(task.span.paragraph.0, words_of(&task.span, "task", 0, &id));
        let address = &reading.document.paragraph(task.span.paragraph).address;
        margin.put(task.span.paragraph.0, proposed_task(page, &id, task, address));
    }
    citations(page, reading, &mut margin);
    targets(page, &reading.document.targets, &mut margin);
    margin
}

fn words_of(span: &reader::Span, class: &'static str, rank: u8, card: &str) -> Mark {
    let (id, leads_to) = (format!("{card}-text"), format!("#{card}"));
    Mark { range: span.range.clone(), class, rank, id, leads_to, card: None }
}

fn findings(page: &Open<'_>, reading: &Reading, margin: &mut Margin) {
    let mut locator = Locator::new(&reading.document);
    for (number, finding) in reading.audit.findings.iter().enumerate() {
        let same = kept(finding);
        let row = page.opened.findings.iter().find(|row| row.stands && row.finding == same);
        // Two places may say the same: they are one finding with one answer.
        let row = row.filter(|row| !margin.shown.contains(&row.id));
        margin.shown.extend(row.map(|row| row.id));
        let Some((paragraph, range)) = locator.locate(&finding.place) else { continue };
        let card = row.map_or_else(|| format!("f{number}-again"), |row| format!("f{}", row.id));
        let settled = row.is_some_and(|row| row.settled.is_some());
        let mut others = Vec::new();
        for (which, other) in finding.others.iter().enumerate() {
            let Some((paragraph, range)) = locator.locate(other) else { continue };
            let id = format!("{card}-other-{which}");
            others.push((id.clone(), other.clone()));
            let mark = Mark { range, class: "other", rank: 0, id, leads_to: format!("#{card}"), card: None };
            margin.mark(paragraph, mark);
        }
        let (class, rank) = if settled { ("settled", 1) } else { (severity::word(finding.severity), 4) };
        let (id, leads_to) = (format!("{card}-text"), format!("#{card}"));
        margin.mark(paragraph, Mark { range, class, rank, id, leads_to, card: None });
        margin.put(paragraph, found(page, &card, finding, row, &others));
    }
}

fn found(
    page: &Open<'_>,
    id: &str,
    finding: &Finding,
    row: Option<&FindingRow>,
    others: &[(String, Place)],
) -> Markup {
    let messages = page.facts;
    let word = |key: &str| page.fact(key, []);
    let message = sentence(messages, &finding.message);
    let rule = page.fact(&format!("rule-{}-title", finding.rule.to_string().to_lowercase()), []);
    let said = html! {
        p { (message) }
        @if !finding.computed.is_empty() && !message.contains(&finding.computed) {
            p { (word("finding-stated")) ": " strong { (finding.stated) } " · " (word("finding-computed")) ": " strong { (finding.computed) } }
        }
        @if !others.is_empty() {
            p.quiet { (word("finding-other")) ": " @for (id, place) in others { a href={ "#" (id) } { (position(page, place)) } " " } }
        }
        @if let Some(why) = &finding.may_be_right { p.quiet { (sentence(messages, why)) } }
    };
    let head = html! {
        a href={ "#" (id) "-text" } title=(word("page-to-text")) {
            span.sign aria-hidden="true" { (severity::sign(finding.severity)) } " " (severity::label(finding.severity, messages))
        }
        " " span.quiet { (rule) " · " (finding.rule) }
    };
    html! {
        section #(id) class={ "card " (severity::word(finding.severity)) } data-walk {
            @match row.and_then(|row| Some((row, row.settled.as_ref()?))) {
                Some((row, settled)) => {
                    details {
                        summary { (verdict_line(page, settled.0)) " · " (severity::label(finding.severity, messages)) }
                        p.label { (head) }
                        (said)
                        (settlement(page, row))
                    }
                }
                None => {
                    p.label { (head) }
                    (said)
                    @if let Some(row) = row { (ask(page, row)) }
                }
            }
        }
    }
}

/// `I.2, dòng 7`.
fn position(page: &Open<'_>, place: &Place) -> String {
    let line = page.fact("finding-line", [("line", place.line.into())]);
    if place.address.is_empty() { line } else { format!("{}, {line}", place.address) }
}

/// `✓ Đã xử lý: sai thật`.
fn verdict_line(page: &Open<'_>, verdict: Verdict) -> Markup {
    html! { span.sign aria-hidden="true" { "✓" } " " (verdict_word(page, verdict)) }
}

fn verdict_word(page: &Open<'_>, verdict: Verdict) -> String {
    page.frame.word(match verdict {
        Verdict::Right => "finding-verdict-right",
        Verdict::Wrong => "finding-verdict-wrong",
        Verdict::Corrected => "finding-verdict-corrected",
    })
}

/// How a finding was settled, by whom and why, and the way back.
pub(super) fn settlement(page: &Open<'_>, row: &FindingRow) -> Markup {
    let Some((verdict, reason, by, at)) = &row.settled else { return html! {} };
    let frame = page.frame;
    let name = page.opened.names.get(by).cloned().unwrap_or_default();
    html! {
        p { strong { (verdict_word(page, *verdict)) } ": " (reason) }
        p.quiet { (name) ", " (ui::moment(*at)) }
        @if page.may_register {
            form method="post" action=(settle_path(page, row)) { (Button::plain(frame.word("finding-undo"))) }
        }
    }
}

fn settle_path(page: &Open<'_>, row: &FindingRow) -> String {
    format!("/documents/{}/findings/{}", page.opened.document.id, row.id)
}

/// The form that settles a finding.
fn ask(page: &Open<'_>, row: &FindingRow) -> Markup {
    if !page.may_register {
        return html! {};
    }
    let frame = page.frame;
    html! {
        details.settle {
            summary data-key="x" { (frame.word("finding-settle")) " " kbd aria-hidden="true" { "x" } }
            form method="post" action=(settle_path(page, row)) {
                fieldset {
                    legend { (frame.word("finding-verdict")) }
                    @for verdict in Verdict::ALL {
                        label.choice {
                            input type="radio" name="verdict" value=(verdict.code()) required checked[*verdict == Verdict::Right];
                            " " (verdict_word(page, *verdict))
                        }
                    }
                }
                label { span { (frame.word("finding-reason")) } textarea name="reason" rows="2" required maxlength="1000" {} }
                (Button::plain(frame.word("finding-settle-save")))
            }
        }
    }
}

fn proposed_task(page: &Open<'_>, id: &str, task: &Task, address: &str) -> Markup {
    let messages = page.facts;
    let same =
        page.clauses.iter().filter(|(clause, _)| clause.address == address && clause.quote == task.action);
    let given: Vec<&TaskRow> = same.filter_map(|(_, task)| task.as_ref()).collect();
    let facts = [
        ("column-lead", Some(words::units(&task.lead, messages))),
        ("column-coordinate", (!task.coordinate.is_empty()).then(|| task.coordinate.join(", "))),
        ("column-deadline", Some(words::due(task, messages))),
        ("column-product", task.product.clone()),
    ];
    html! {
        section.card.task #(id) data-walk {
            p.label { a href={ "#" (id) "-text" } { span.sign aria-hidden="true" { "○" } " " (page.frame.word("proposal-task")) } }
            p { (task.action) }
            dl {
                @for (key, value) in facts {
                    @if let Some(value) = value { div { dt { (page.fact(key, [])) } dd { (value) } } }
                }
            }
            @for row in given {
                p {
                    (ui::link(page.frame.text("confirm-task", [("number", row.id.get().to_string().into())]), format!("/tasks/{}", row.id)))
                    " – " (crate::pages::tasks::standing(page.frame, row, page.person.today))
                }
            }
        }
    }
}

/// Targets of a paragraph, folded: a report has many.
fn targets(page: &Open<'_>, targets: &[Target], margin: &mut Margin) {
    let mut here: Vec<(usize, Vec<&Target>)> = Vec::new();
    for target in targets {
        let paragraph = target.span.paragraph.0;
        match here.last_mut() {
            Some((known, all)) if *known == paragraph => all.push(target),
            _ => here.push((paragraph, vec![target])),
        }
    }
    for (paragraph, all) in here {
        let title = page.frame.text("proposal-targets", [("count", all.len().into())]);
        let card = html! {
            details.card.target data-walk {
                summary { span.sign aria-hidden="true" { "◎" } " " (title) }
                ul {
                    @for target in all {
                        li {
                            (target.indicator)
                            @if let Some(period) = &target.period { " (" (words::period(period)) ")" }
                            ": " (words::range(target.min, target.max)) " " (target.unit.as_deref().unwrap_or_default())
                            @if let Some(actual) = target.actual { "; " (page.fact("column-actual", [])) " " (words::decimal(actual)) }
                        }
                    }
                }
            }
        };
        margin.put(paragraph, card);
    }
}

type Meant<'a> = HashMap<(&'a str, &'a str), &'a (CitationRow, Vec<Document>)>;

/// A link in the text for each mention; a line in the margin for the first of each document.
fn citations(page: &Open<'_>, reading: &Reading, margin: &mut Margin) {
    let document = &reading.document;
    let cites = page.opened.cites.iter();
    let meant: Meant<'_> =
        cites.map(|cite| ((cite.0.address.as_str(), cite.0.quote.as_str()), cite)).collect();
    let mut lines: Vec<(usize, Vec<Markup>)> = Vec::new();
    for (number, citation) in document.citations.iter().enumerate() {
        let paragraph = document.paragraph(citation.span.paragraph);
        let quote = paragraph.text.get(citation.span.range.clone()).unwrap_or_default();
        let Some((row, others)) = meant.get(&(paragraph.address.as_str(), quote)) else { continue };
        let (id, card) = (format!("c{number}-text"), format!("c{number}"));
        let leads_to = match (others.as_slice(), citation.first) {
            ([only], _) => format!("/documents/{}", only.id),
            (_, Some(first)) => format!("#c{first}"),
            (_, None) => format!("#{card}"),
        };
        let at = citation.span.paragraph.0;
        let range = citation.span.range.clone();
        margin.mark(at, Mark { range, class: "citation", rank: 2, id, leads_to, card: None });
        if citation.first.is_some() {
            continue;
        }
        let line = cited(page, &card, citation, row, others);
        match lines.last_mut() {
            Some((known, all)) if *known == at => all.push(line),
            _ => lines.push((at, vec![line])),
        }
    }
    for (at, lines) in lines {
        margin.put(at, html! { ul.card.citations { @for line in lines { (line) } } });
    }
}

fn cited(page: &Open<'_>, id: &str, citation: &Citation, row: &CitationRow, others: &[Document]) -> Markup {
    let frame = page.frame;
    let name = words::cited(citation);
    html! {
        li #(id) data-walk {
            span.quiet { (words::relation(citation.relation, page.facts)) ": " }
            @match others {
                [] => {
                    (name) " – " span.quiet { (frame.word("citation-not-here")) }
                    @if page.may_register { ", " a href=(register_path(citation, row)) { (frame.word("citation-register")) } }
                }
                [only] => { a href={ "/documents/" (only.id) } title=(only.fields.subject) { (name) } }
                several => {
                    (name) ": "
                    @for (index, one) in several.iter().enumerate() {
                        @if index > 0 { ", " }
                        a href={ "/documents/" (one.id) } title=(one.fields.subject) {
                            @match one.fields.date { Some(date) => (ui::print_date(date)), None => (names::name(one)) }
                        }
                    }
                }
            }
        }
    }
}

/// The form that enters a document which is cited and not here yet, filled with what is said of it.
fn register_path(citation: &Citation, row: &CitationRow) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.append_pair("direction", "incoming").append_pair("symbol", &row.symbol);
    if let Some(kind) = citation.kind.as_deref().and_then(vitext::kind::named) {
        out.append_pair("kind", &kind.name);
    }
    if let Some(date) = row.date {
        out.append_pair("date", &ui::print_date(date));
    }
    if let Some(issuer) = &row.issuer {
        out.append_pair("issuer", issuer);
    }
    format!("/documents/new?{}", out.finish())
}

/// Findings of earlier versions, and those that the text has no place for any more.
pub(super) fn fallen(page: &Open<'_>, shown: &[i64]) -> Markup {
    let rest: Vec<&FindingRow> = page.opened.findings.iter().filter(|row| !shown.contains(&row.id)).collect();
    if rest.is_empty() {
        return html! {};
    }
    let frame = page.frame;
    html! {
        details.fallen {
            summary { (frame.text("findings-fallen", [("count", rest.len().into())])) }
            (ui::notice(frame, Tone::Note, frame.word("findings-fallen-help")))
            ul {
                @for row in rest {
                    li {
                        p {
                            strong { (row.finding.rule) } " · " (row.finding.address) " · “" (row.finding.quote) "”"
                            @if !row.finding.computed.is_empty() {
                                " · " (page.fact("finding-stated", [])) ": " (row.finding.stated)
                                " · " (page.fact("finding-computed", [])) ": " (row.finding.computed)
                            }
                        }
                        (settlement(page, row))
                    }
                }
            }
        }
    }
}
