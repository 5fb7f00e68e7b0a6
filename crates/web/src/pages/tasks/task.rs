//! A task: what it says, what may be done with it now, its deadlines, parts, results, urgings, and its life.

use super::act::number;
use super::{unit_name, words};
use crate::pages::documents;
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Tone};
use crate::{Frame, Page, Problem};
use app::rights::{TasksAssign, TasksRead};
use app::tasks::OpenTask;
use axum::extract::Path;
use domain::log::Hash;
use domain::span::local_day;
use domain::tasks::{Clear, Deed, Evidence, Task, TaskEvent};
use domain::{AccountId, DocumentId};
use maud::{Markup, html};
use store::TaskRow;

/// What one may do, the one that matters most first; the first that is possible is the primary one.
const DEEDS: [&str; 17] = [
    "receive",
    "accept",
    "grant_extension",
    "submit",
    "progress",
    "finish_part",
    "send_back",
    "refuse_extension",
    "ask_extension",
    "answer_urge",
    "urge",
    "resume",
    "clarify",
    "set_due",
    "return",
    "hand_over",
    "suspend",
];

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let open = who.permit::<TasksRead>()?.open(number(&id)?).await.map_err(problem)?;
    let today = who.person()?.today;
    let task = &open.task;
    let due = task.due().last_day();
    let status = words::standing(&frame, task.stage, due, task.submitted_on(), today);
    let body = html! {
        section.about {
            (about(&frame, &who, &open, &status))
            (deeds(&frame, &open))
        }
        @if let Some(asked) = &task.asked {
            (ui::notice(&frame, Tone::Warning, html! {
                (frame.text("task-asked", [("due", words::due(&frame, &asked.due).into())])) " – " (asked.reason)
            }))
        }
        @if let Some(rung) = open.rung.filter(|_| open.possible.has("urge")) {
            (ui::notice(&frame, Tone::Warning, html! {
                (frame.text("task-time-to-urge", [("whom", words::told(&frame, rung.told).into())])) " "
                (ui::link(words::deed(&frame, "urge"), format!("/tasks/{}/do/urge", open.id)))
            }))
        }
        @if open.possible.has("urge") {
            p.quiet { (frame.word("urging-notice")) ": "
                a href={ "/tasks/" (open.id) "/notice/docx" } download { ".docx" } " · "
                a href={ "/tasks/" (open.id) "/notice/pdf" } download { ".pdf" }
            }
            @if who.permit::<TasksAssign>().is_ok_and(|permit| permit.issues(task.terms.unit)) {
                form method="post" action={ "/tasks/" (open.id) "/notice" } {
                    input type="hidden" name="revision" value=(task.revision);
                    p { (Button::plain(frame.word("urging-issue"))) " " span.quiet { (frame.word("urging-issue-help")) } }
                }
            }
        }
        (dues(&frame, &open))
        (parts(&frame, &who, &open))
        (results(&frame, &open))
        (urgings(&frame, &open))
        (tree(&frame, &who, &open))
        h2 { (frame.word("task-life")) }
        (life(&frame, &who, &open))
    };
    let page = frame.page(frame.text("confirm-task", [("number", open.id.get().to_string().into())]));
    let page = page
        .crumb(frame.word("area-tasks"), "/tasks")
        .lead(task.terms.action.clone())
        .help("tasks")
        .body(body);
    Ok(match primary(&open) {
        Some(code) => {
            page.action(Button::primary(words::deed(&frame, code)).href(path(&open, code)).key('e'))
        }
        None => page,
    })
}

fn primary(open: &OpenTask) -> Option<&'static str> {
    DEEDS.into_iter().find(|code| open.possible.has(code))
}

fn path(open: &OpenTask, code: &str) -> String {
    format!("/tasks/{}/do/{code}", open.id)
}

/// What else one may do.
fn deeds(frame: &Frame, open: &OpenTask) -> Markup {
    let first = primary(open);
    let rest = DEEDS.into_iter().filter(|code| Some(*code) != first && open.possible.has(code));
    html! {
        nav.steps aria-label=(frame.word("task-deeds")) {
            @for code in rest { (Button::plain(words::deed(frame, code)).href(path(open, code))) " " }
            @if open.possible.hand_down { (Button::plain(frame.word("task-hand-down")).href(format!("/tasks/new?parent={}", open.id))) " " }
            @if open.possible.has("cancel") { (Button::danger(words::deed(frame, "cancel")).href(path(open, "cancel"))) }
        }
    }
}

/// The six, each with its name; what is missing says so.
fn about(frame: &Frame, who: &Who, open: &OpenTask, status: &Markup) -> Markup {
    let task = &open.task;
    let terms = &task.terms;
    let clears = task.clears();
    let person = |account: Option<AccountId>| account.and_then(|account| open.names.get(&account)).cloned();
    let unclear = |clear: Clear| {
        html! { span.status.still { span.sign aria-hidden="true" { "?" } " " (frame.text("clear-missing", [("names", words::clear(frame, clear).to_lowercase().into())])) } }
    };
    let said = |clear: Clear, text: Option<String>| match text {
        Some(text) if clears.has(clear) => html! { (text) },
        Some(text) => html! { (text) " " (unclear(clear)) },
        None => unclear(clear),
    };
    let responsible = person(terms.responsible);
    let who_is = match &responsible {
        Some(name) => format!("{}, {name}", unit_name(who, terms.lead)),
        None => unit_name(who, terms.lead),
    };
    let left = open.days_left.filter(|_| !task.stage.is_over() && task.submitted_on().is_none());
    let mut rows = vec![
        (frame.word("task-status"), html! { (status) " " (words::dots(frame, clears)) }),
        (words::clear(frame, Clear::Who), said(Clear::Who, Some(who_is))),
        (
            words::clear(frame, Clear::When),
            html! {
                (said(Clear::When, Some(words::due(frame, task.due())).filter(|_| clears.has(Clear::When))))
                @if let Some(left) = left {
                    " " span.quiet {
                        @if left >= 0 { (frame.text("task-days-left", [("days", left.into())])) }
                        @else { (frame.text("task-days-over", [("days", (-left).into())])) }
                    }
                }
            },
        ),
        (words::clear(frame, Clear::Answerable), said(Clear::Answerable, terms.answerable.clone())),
        (words::clear(frame, Clear::Product), said(Clear::Product, terms.product.clone())),
        (
            words::clear(frame, Clear::Authority),
            said(Clear::Authority, terms.acceptor.map(|unit| unit_name(who, unit))),
        ),
        (
            frame.word("task-giver"),
            html! { (unit_name(who, terms.unit)) ", " (ui::date(local_day(task.given_at))) },
        ),
        (
            frame.word("task-percent"),
            html! { progress value=(task.percent) max="100" aria-label=(frame.word("task-percent")) {} " " (task.percent) " %" },
        ),
    ];
    if let Some(leader) = person(terms.leader) {
        rows.push((frame.word("task-leader"), html! { (leader) }));
    }
    if let Some(field) = &terms.field {
        let query: String = form_urlencoded::byte_serialize(field.as_bytes()).collect();
        rows.push((frame.word("task-field"), html! { (ui::link(field, format!("/tasks?field={query}"))) }));
    }
    rows.extend(session(frame, who, task).map(|session| (frame.word("agenda-session"), session)));
    if let Some(follower) = person(terms.follower) {
        rows.push((frame.word("told-follower"), html! { (follower) }));
    }
    let clauses = &task.origin.clauses;
    if !clauses.is_empty() {
        let origin = html! {
            ul.plain {
                @for clause in clauses {
                    li { (document(open, clause.document, &clause.address)) ": “" (clause.quote) "”" }
                }
            }
        };
        rows.push((frame.word("task-origin"), origin));
    }
    ui::facts(rows)
}

/// The session that takes it up, how often that was put off, and who reviews it.
fn session(frame: &Frame, who: &Who, task: &Task) -> Option<Markup> {
    let session = task.terms.session.as_ref()?;
    let put_off = task.session_days.put_off();
    let first = task.session_days.first().map(ui::print_date).unwrap_or_default();
    Some(html! {
        (session.name)
        @if let Some(on) = session.on {
            " " (ui::link(ui::print_date(on), format!("/tasks/agenda?unit={}&day={}", task.terms.unit, ui::print_date(on))))
        }
        @if put_off > 0 { " " span.quiet { (frame.text("agenda-slipped", [("times", put_off.into()), ("day", first.into())])) } }
        @if let Some(unit) = session.reviewer { br; span.quiet { (frame.word("agenda-reviewer")) ": " (unit_name(who, unit)) } }
    })
}

/// A document by its name, with the way to the very clause; only that there is one for who may not read it.
fn document(open: &OpenTask, id: DocumentId, address: &str) -> Markup {
    let Some(document) = open.documents.get(&id) else { return html! { "–" } };
    let href =
        if address.is_empty() { format!("/documents/{id}") } else { format!("/documents/{id}#{address}") };
    html! { (ui::link(documents::name(document), href)) @if !address.is_empty() { ", " (address) } }
}

/// The versions of the deadline, where there is more than one.
fn dues(frame: &Frame, open: &OpenTask) -> Markup {
    let dues = open.task.dues();
    if dues.len() < 2 {
        return html! {};
    }
    html! {
        h2 { (frame.word("task-dues")) }
        ol.plain {
            @for (place, version) in dues.iter().enumerate() {
                li {
                    @if place + 1 == dues.len() { strong { (words::due(frame, &version.due)) } }
                    @else { s { (words::due(frame, &version.due)) } }
                    " " span.quiet {
                        (ui::moment(version.at))
                        @if version.asked { " · " (frame.word("task-due-granted")) }
                        @if let Some(reason) = &version.reason { " · " (reason) }
                    }
                }
            }
        }
    }
}

/// Coordinating units with their parts.
fn parts(frame: &Frame, who: &Who, open: &OpenTask) -> Markup {
    let parts = &open.task.terms.parts;
    if parts.is_empty() {
        return html! {};
    }
    html! {
        h2 { (frame.word("task-parts")) }
        ul.plain {
            @for part in parts {
                li {
                    strong { (unit_name(who, part.unit)) } ": "
                    @match &part.part { Some(said) => { (said) } None => { span.status.still { "? " (frame.word("task-part-unclear")) } } }
                    @if let Some(due) = part.due { " · " (ui::date(due)) }
                    @if let Some(done) = part.done_on { " · ✓ " (frame.word("task-part-done")) " " (ui::date(done)) }
                }
            }
        }
    }
}

/// Results that were submitted, the last one first, with what shows them.
fn results(frame: &Frame, open: &OpenTask) -> Markup {
    let submissions = &open.task.submissions;
    if submissions.is_empty() {
        return html! {};
    }
    let file = |hash: Hash| open.files.iter().find(|file| file.hash == hash);
    html! {
        h2 { (frame.word("task-results")) }
        ul.plain {
            @for submission in submissions.iter().rev() {
                li {
                    (submission.note) " " span.quiet { (ui::moment(submission.at)) }
                    ul {
                        @for evidence in &submission.evidence {
                            li {
                                @match evidence {
                                    Evidence::Document(id) => (document(open, *id, "")),
                                    Evidence::File { hash, name } => {
                                        @match file(*hash) {
                                            Some(row) => (ui::link(name, format!("/tasks/{}/files/{}", open.id, row.id))),
                                            None => (name)
                                        }
                                    }
                                }
                            }
                        }
                        @if submission.evidence.is_empty() { li { span.status.still { "? " (frame.word("task-no-evidence")) } } }
                    }
                }
            }
        }
    }
}

/// Urgings with their answers.
fn urgings(frame: &Frame, open: &OpenTask) -> Markup {
    let urgings = &open.task.urgings;
    if urgings.is_empty() {
        return html! {};
    }
    let deeds = open.events.iter().filter(|event| matches!(event.deed, Deed::Urge { .. }));
    // What no person did in a post, the program did.
    let by_program = deeds.map(|event| event.post.is_none());
    html! {
        h2 { (frame.word("task-urgings-title")) }
        ol.plain {
            @for (urging, by_program) in urgings.iter().zip(by_program) {
                li {
                    (words::told(frame, urging.told)) ": "
                    @if by_program { (frame.word("urging-automatic")) } @else { (urging.text) }
                    " " span.quiet { (ui::moment(urging.at)) }
                    @match &urging.answer {
                        Some((answer, at)) => { br; "↳ " (answer) " " span.quiet { (ui::moment(*at)) } }
                        None => { br; span.quiet { "↳ " (frame.word("task-no-answer")) } }
                    }
                }
            }
        }
    }
}

/// The task above, and what was handed down.
fn tree(frame: &Frame, who: &Who, open: &OpenTask) -> Markup {
    let line = |row: &TaskRow| {
        html! {
            (ui::link(&row.action, format!("/tasks/{}", row.id))) " – " (unit_name(who, row.lead)) " · " (words::stage(frame, row.stage))
            @if let Some(due) = row.due { " · " (ui::date(due)) }
        }
    };
    html! {
        @if let Some(parent) = &open.parent { h2 { (frame.word("task-parent")) } p { (line(parent)) } }
        @if !open.children.is_empty() {
            h2 { (frame.word("task-children")) }
            ul.plain { @for child in &open.children { li { (line(child)) } } }
        }
    }
}

/// What was done with it, the latest first, with who, when and why.
fn life(frame: &Frame, who: &Who, open: &OpenTask) -> Markup {
    let told = |event: &TaskEvent| {
        let name = open.names.get(&event.by).cloned().unwrap_or_default();
        ui::Event {
            date: local_day(event.at),
            title: html! { strong { (words::deed(frame, event.deed.code())) } " – " (name) ", " (ui::moment(event.at)) },
            detail: detail(frame, who, open, &event.deed),
        }
    };
    let events: Vec<ui::Event> = open.events.iter().rev().map(told).collect();
    ui::timeline(&events)
}

fn detail(frame: &Frame, who: &Who, open: &OpenTask, deed: &Deed) -> Option<Markup> {
    let due = |due| words::due(frame, due);
    let text = match deed {
        Deed::Give { terms, due: until, .. } => format!("{} · {}", unit_name(who, terms.lead), due(until)),
        Deed::Receive { responsible } => {
            responsible.and_then(|by| open.names.get(&by).cloned()).unwrap_or_default()
        }
        Deed::Progress { percent, note, difficulties, proposals } => {
            let mut said = vec![format!("{percent} %")];
            said.extend(Some(note.clone()).filter(|note| !note.is_empty()));
            for (name, value) in [("task-difficulties", difficulties), ("task-proposals", proposals)] {
                if !value.is_empty() {
                    said.push(format!("{}: {value}", frame.word(name)));
                }
            }
            said.join(" · ")
        }
        Deed::FinishPart { unit, note } => format!("{} {note}", unit_name(who, *unit)),
        Deed::AskExtension { due: until, reason } | Deed::SetDue { due: until, reason } => {
            format!("{} · {reason}", due(until))
        }
        Deed::GrantExtension { due: until } => due(until),
        Deed::HandOver { to, reason } => format!("{} · {reason}", unit_name(who, *to)),
        Deed::Return { reason }
        | Deed::SendBack { reason }
        | Deed::RefuseExtension { reason }
        | Deed::Suspend { reason }
        | Deed::Cancel { reason } => reason.clone(),
        Deed::Submit { note, .. } | Deed::Accept { note } => note.clone(),
        Deed::Urge { told, text } => format!("{} {text}", words::told(frame, *told)),
        Deed::AnswerUrge { text } => text.clone(),
        Deed::Clarify { .. } | Deed::Resume => String::new(),
    };
    (!text.trim().is_empty()).then(|| html! { (text) })
}
