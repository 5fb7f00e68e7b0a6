//! A document: what is known of it, the paper with what there is to say beside it, how it stands to others, its files and its life.

use super::cards::{self, Margin};
use super::{files, life, relations, sheet, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Tone};
use crate::{Frame, Page, Problem};
use app::Person;
use app::documents::Opened;
use app::rights::{DocumentsIssue, DocumentsRead, DocumentsRegister, TasksAssign, TasksRead};
use axum::extract::Path;
use domain::DocumentId;
use domain::tasks::Clause;
use maud::{Markup, html};
use messages::{FluentValue, Messages};
use store::TaskRow;

/// A document that is looked at, and what who looks may do with it.
pub(super) struct Open<'a> {
    pub(super) frame: &'a Frame,
    pub(super) person: &'a Person,
    pub(super) opened: Opened,
    /// Words about documents: findings, relations, deadlines.
    pub(super) facts: &'static Messages,
    pub(super) may_register: bool,
    pub(super) may_issue: bool,
    /// The person may make tasks of its clauses.
    pub(super) may_assign: bool,
    /// What became of its clauses, as far as the person may see the tasks.
    pub(super) clauses: Vec<(Clause, Option<TaskRow>)>,
}

impl<'a> Open<'a> {
    pub(super) async fn new(frame: &'a Frame, who: &'a Who, id: DocumentId) -> Result<Self, Problem> {
        let person = who.person()?;
        let opened = who.permit::<DocumentsRead>()?.open(id).await.map_err(problem)?;
        let forest = person.forest();
        let unit = opened.document.unit;
        let may_register =
            person.permit::<DocumentsRegister>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok());
        let may_issue =
            person.permit::<DocumentsIssue>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok());
        let may_assign =
            person.permit::<TasksAssign>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok());
        let clauses = match person.permit::<TasksRead>() {
            Ok(permit) => permit.of_document(id).await.map_err(problem)?,
            Err(_) => Vec::new(),
        };
        let facts = reading::messages(frame.language());
        Ok(Self { frame, person, opened, facts, may_register, may_issue, may_assign, clauses })
    }

    /// A sentence about documents.
    pub(super) fn fact<const N: usize>(
        &self,
        key: &str,
        arguments: [(&'static str, FluentValue<'_>); N],
    ) -> String {
        self.facts.text(key, arguments)
    }

    /// Name of a unit, also of one that has ended.
    pub(super) fn unit(&self, unit: domain::UnitId) -> String {
        let known = self.person.organisation.history().last_known(unit);
        known.map(|unit| unit.label().to_owned()).unwrap_or_default()
    }

    /// Its address.
    pub(super) fn path(&self) -> String {
        format!("/documents/{}", self.opened.document.id)
    }

    /// A page about it, below its own.
    pub(super) fn below(&self, title: impl Into<String>) -> Page {
        let page = super::head(self.frame, title);
        page.crumb(words::name(&self.opened.document), self.path()).help("documents")
    }
}

/// The number of a document in an address.
pub(in crate::pages) fn number(text: &str) -> Result<DocumentId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let page = Open::new(&frame, &who, number(&id)?).await?;
    let reading = who.permit::<DocumentsRead>()?.paper(&page.opened).await.map_err(problem)?;
    let margin = reading.as_ref().map_or_else(Margin::default, |reading| cards::margin(&page, reading));
    let document = &page.opened.document;
    let (deeds, primary) = life::actions(&page);
    let body = html! {
        section.about {
            (about(&page))
            (deeds)
        }
        nav.parts aria-label=(frame.word("document-parts")) {
            ul {
                @if reading.is_some() { li { a href="#text" { (frame.word("document-text")) } } }
                li { a href="#relations" { (frame.word("document-relations")) } }
                li { a href="#files" { (frame.word("document-files")) } }
                li { a href="#life" { (frame.word("document-life")) } }
            }
        }
        @match &reading {
            Some(reading) => {
                section #text {
                    h2.hidden { (frame.word("document-text")) }
                    (counts(&page, reading, &margin))
                    div.reader {
                        (sheet::outline(&frame, &reading.document))
                        (sheet::paper(&frame, &reading.document, &margin.marks, &margin.beside))
                    }
                }
            }
            None => (ui::notice(&frame, Tone::Note, no_text(&page)))
        }
        (cards::fallen(&page, &margin.shown))
        section #relations { h2 { (frame.word("document-relations")) } (relations::show(&page)) }
        section #files { h2 { (frame.word("document-files")) } (files::list(&page)) }
        section #life { h2 { (frame.word("document-life")) } (life::timeline(&page)) }
    };
    let shown = frame.page(words::name(document)).crumb(frame.word("area-documents"), "/documents");
    let shown = shown.lead(document.fields.subject.clone()).help("documents").body(body);
    Ok(match primary {
        Some(primary) => shown.action(primary),
        None => shown,
    })
}

/// Why there is no text.
fn no_text(page: &Open<'_>) -> Markup {
    let why = match page.opened.files.is_empty() {
        true => page.frame.word("document-no-file"),
        false => page.frame.word("document-no-text"),
    };
    html! {
        (why)
        @if page.may_register { " " (ui::link(page.frame.word("document-edit"), format!("{}/edit", page.path()))) }
    }
}

/// How much there is to see in the margin, the worst first.
fn counts(page: &Open<'_>, reading: &app::documents::reading::Reading, margin: &Margin) -> Markup {
    let open = |severity: auditor::Severity| {
        let code = reading::severity::word(severity);
        let rows = page.opened.findings.iter().filter(|row| margin.shown.contains(&row.id));
        rows.filter(|row| row.settled.is_none() && row.finding.severity == code).count()
    };
    let settled =
        page.opened.findings.iter().filter(|row| margin.shown.contains(&row.id) && row.settled.is_some());
    let settled = settled.count();
    let shown = reading::severity::SEVERITIES.map(|severity| (severity, open(severity)));
    html! {
        ul.counts {
            @if reading.audit.findings.is_empty() { li { "✓ " (page.fact("page-no-findings", [])) } }
            @for (severity, count) in shown.into_iter().filter(|(_, count)| *count > 0) {
                li class=(reading::severity::word(severity)) {
                    span.sign aria-hidden="true" { (reading::severity::sign(severity)) } " "
                    (page.fact(&format!("summary-{}", reading::severity::word(severity)), [("count", count.into())]))
                }
            }
            @if settled > 0 { li { "✓ " (page.frame.text("findings-settled", [("count", settled.into())])) } }
            @if !reading.document.tasks.is_empty() {
                li {
                    "○ " (page.frame.text("proposal-tasks", [("count", reading.document.tasks.len().into())]))
                    @if page.may_assign { " – " (ui::link(page.frame.word("confirm-begin"), format!("{}/tasks", page.path()))) }
                }
            }
        }
    }
}

/// What the form says.
fn about(page: &Open<'_>) -> Markup {
    let (frame, document) = (page.frame, &page.opened.document);
    let fields = &document.fields;
    let mut rows: Vec<(String, Markup)> = Vec::new();
    let mut add = |name: String, value: Option<Markup>| rows.extend(value.map(|value| (name, value)));
    let text = |value: &Option<String>| value.as_ref().map(|value| html! { (value) });
    let status = match words::handling(document, page.person.today) {
        Some(status) => status.show(frame),
        None => html! { (words::state(frame, document.state)) },
    };
    add(
        frame.word("document-state"),
        Some(html! { (words::direction(frame, document.direction)) " · " (status) }),
    );
    add(frame.word("document-symbol"), text(&fields.symbol));
    add(frame.word("document-kind"), fields.kind.as_deref().map(|kind| html! { (words::capital(kind)) }));
    add(frame.word("document-date"), fields.date.map(ui::date));
    add(frame.word("document-issuer"), text(&fields.issuer));
    add(
        frame.word("document-signer"),
        match (&fields.signer, &fields.authority) {
            (Some(signer), Some(authority)) => Some(html! { (signer) " (" (authority) ")" }),
            (signer, authority) => text(signer).or_else(|| text(authority)),
        },
    );
    add(frame.word("document-urgency"), text(&fields.urgency));
    add(
        frame.word("document-recipients"),
        (!fields.recipients.is_empty()).then(|| html! { (fields.recipients.join("; ")) }),
    );
    add(frame.word("document-register"), Some(html! { (page.unit(document.unit)) }));
    if let Some(arrival) = document.arrival {
        let said = html! { (arrival.number) ", " (ui::date(arrival.on)) };
        add(frame.word("document-arrival"), Some(said));
    }
    let person = document.routing.account.and_then(|account| page.opened.names.get(&account).cloned());
    let unit = document.routing.unit.map(|unit| page.unit(unit));
    let handler: Vec<String> = [person, unit].into_iter().flatten().collect();
    add(frame.word("document-handler"), (!handler.is_empty()).then(|| html! { (handler.join(", ")) }));
    let today = page.person.today;
    add(frame.word("document-due"), document.routing.due.map(|due| ui::day(frame, due, today)));
    add(frame.word("document-done-on"), document.done_on.map(ui::date));
    if let Some(by) = document.replaced_by {
        add(
            frame.word("document-replaced-by"),
            Some(ui::link(frame.word("document-replacement"), format!("/documents/{by}"))),
        );
    }
    ui::facts(rows)
}
