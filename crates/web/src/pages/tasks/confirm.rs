//! From clauses to tasks: the paper with the clause in question lit, beside it the card with the six filled in from the text. Each
//! clause is a form of its own; `Enter` accepts and the next one comes.

use super::fields::{self, Source, Which};
use crate::pages::documents::{self, Beside};
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Flash, Form, Tone};
use crate::{Frame, Page, Problem};
use app::rights::{TasksAssign, TasksRead};
use app::tasks::{Choices, Proposal, Proposals, Settled};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::tasks::{Clause, Due};
use domain::{DocumentId, ProgrammeId};
use maud::{Markup, html};
use reading::paper::{Mark, Marks};

type Pairs = axum::Form<Vec<(String, String)>>;
/// Most clauses that are merged with one.
const MERGED: usize = 50;

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let id = documents::number(&id)?;
    let asked: Option<usize> = super::asked::Asked::of(&frame).parsed("clause");
    show(&frame, &who, id, asked, None).await
}

async fn show(
    frame: &Frame,
    who: &Who,
    id: DocumentId,
    asked: Option<usize>,
    typed: Option<Form>,
) -> Result<Page, Problem> {
    let person = who.person()?;
    let proposals = who.permit::<TasksRead>()?.proposals(id).await.map_err(problem)?;
    // Whoever may not hand out for this unit has no business here.
    let permit = who.permit::<TasksAssign>()?;
    permit.covers(proposals.document.unit, &person.forest()).map_err(problem)?;
    let current = asked.and_then(|number| proposals.all.get(number)).or_else(|| proposals.next_open(&[]));
    let status = typed.as_ref().map_or(axum::http::StatusCode::OK, Form::status);
    let choices = permit.choices(proposals.document.unit).await.map_err(problem)?;
    let programme = who.permit::<TasksRead>()?.programme_of(id).await.map_err(problem)?;
    let (mut marks, mut beside) = (Marks::new(), Beside::new());
    if let Some(reading) = &proposals.reading {
        for (proposal, task) in proposals.all.iter().zip(&reading.document.tasks) {
            let is_current = current.is_some_and(|current| current.number == proposal.number);
            let class = if is_current { "lit-clause" } else { "task" };
            let card_id = format!("k{}", proposal.number);
            marks.entry(proposal.paragraph).or_default().push(Mark {
                range: task.span.range.clone(),
                class,
                rank: u8::from(is_current),
                id: format!("{card_id}-text"),
                leads_to: format!("#{card_id}"),
                card: None,
            });
            let card = if is_current {
                card(frame, who, &proposals, proposal, typed.as_ref(), &choices)?
            } else {
                other(frame, &proposals, proposal)
            };
            beside.entry(proposal.paragraph).or_default().push(card);
        }
    }
    let body = html! {
        (bar(frame, &proposals))
        (offer(frame, &proposals, programme))
        (fields::units(person))
        (fields::fields(&choices))
        @match &proposals.reading {
            Some(reading) if !proposals.all.is_empty() => {
                div.reader.confirming {
                    (documents::outline(frame, &reading.document))
                    (documents::paper(frame, &reading.document, &marks, &beside))
                }
            }
            _ => (ui::empty(frame.word("confirm-none"), frame.word("confirm-none-help")))
        }
    };
    let document = &proposals.document;
    Ok(frame
        .page(frame.word("confirm-title"))
        .crumb(frame.word("area-documents"), "/documents")
        .crumb(documents::name(document), format!("/documents/{id}"))
        .lead(document.fields.subject.clone())
        .status(status)
        .help("tasks")
        .keys([
            ('a', frame.word("confirm-accept")),
            ('e', frame.word("confirm-change")),
            ('s', frame.word("confirm-skip")),
            ('m', frame.word("confirm-merge")),
            ('t', frame.word("confirm-split")),
        ])
        .body(body))
}

/// How many of how many are decided.
fn bar(frame: &Frame, proposals: &Proposals) -> Markup {
    let (decided, all) = (proposals.decided(), proposals.all.len());
    let add = format!("/tasks/new?document={}", proposals.document.id);
    html! {
        div.confirm-bar {
            @if all > 0 {
                label for="decided" { (frame.text("confirm-decided", [("done", decided.into()), ("all", all.into())])) }
                progress #decided value=(decided) max=(all) {}
            }
            @if decided == all && all > 0 { (ui::notice(frame, Tone::Done, frame.word("confirm-all-done"))) }
            p {
                (ui::link(frame.word("confirm-add"), add)) " · "
                (ui::link(frame.word("confirm-tasks"), format!("/tasks?document={}", proposals.document.id)))
            }
        }
    }
}

/// A document of such a kind is offered as a programme; one that is a programme leads there.
fn offer(frame: &Frame, proposals: &Proposals, programme: Option<ProgrammeId>) -> Markup {
    let offered = || app::tasks::is_offered(&proposals.document, proposals.reading.as_deref());
    match programme {
        Some(id) => html! { p { (ui::link(frame.word("programme-follow"), super::programme::path(id))) } },
        None if offered() => html! {
            form method="post" action={ "/documents/" (proposals.document.id) "/programme" } {
                p { (Button::plain(frame.word("programme-make"))) " " span.quiet { (frame.word("programme-make-help")) } }
            }
        },
        None => html! {},
    }
}

/// The card of the clause in question.
fn card(
    frame: &Frame,
    who: &Who,
    proposals: &Proposals,
    proposal: &Proposal,
    typed: Option<&Form>,
    choices: &Choices,
) -> Result<Markup, Problem> {
    let person = who.person()?;
    let id = format!("k{}", proposal.number);
    if proposal.settled != Settled::Open && typed.is_none() {
        return Ok(html! { section.card.task #(id) data-walk { (settled(frame, proposals, proposal)) } });
    }
    let mut form = typed.cloned().unwrap_or_default();
    if typed.is_none() {
        fields::fill(frame, person, &mut form, &proposal.draft);
        form.set("rhythm", proposal.rhythm.map_or("", |rhythm| rhythm.code()));
        let (Some(_), Due::Day(_) | Due::Period { .. }) = (proposal.rhythm, &proposal.draft.due) else {
            // What comes back without a first day cannot be counted out: the clerk says when.
            form.set("rhythm", "");
            return Ok(open_card(frame, proposals, proposal, &form, choices));
        };
    }
    Ok(open_card(frame, proposals, proposal, &form, choices))
}

fn open_card(
    frame: &Frame,
    proposals: &Proposals,
    proposal: &Proposal,
    form: &Form,
    choices: &Choices,
) -> Markup {
    let id = format!("k{}", proposal.number);
    let note = |name: &str| {
        let unknown = || frame.text("confirm-unknown", [("names", proposal.unknown.join(", ").into())]);
        match name {
            "lead" if proposal.inferred.contains("lead") && !proposal.unknown.is_empty() => Some(unknown()),
            "parts" if !proposal.inferred.contains("lead") && !proposal.unknown.is_empty() => Some(unknown()),
            name if proposal.inferred.contains(name) => Some(frame.word("confirm-inferred")),
            _ => None,
        }
    };
    let others = proposals
        .all
        .iter()
        .filter(|other| other.number != proposal.number && other.settled == Settled::Open)
        .take(MERGED);
    html! {
        section.card.task.lit #(id) data-walk {
            p.label {
                (frame.text("confirm-clause", [("number", (proposal.number + 1).into()), ("address", proposal.clause.address.as_str().into())]))
            }
            p {
                progress value=(proposals.decided()) max=(proposals.all.len()) aria-hidden="true" {}
                " " span.quiet { (proposals.decided()) "/" (proposals.all.len()) }
            }
            (form.summary(frame))
            form method="post" {
                input type="hidden" name="clause" value=(proposal.number);
                p.actions {
                    button.button.primary name="step" value="accept" autofocus data-key="a" { (frame.word("confirm-accept")) " " kbd aria-hidden="true" { "a" } }
                    button.button name="step" value="skip" data-key="s" formnovalidate { (frame.word("confirm-skip")) " " kbd aria-hidden="true" { "s" } }
                }
                details open[!form.is_right()] {
                    summary data-key="e" { (frame.word("confirm-change")) " " kbd aria-hidden="true" { "e" } }
                    (fields::show(frame, form, Which::New, choices, note))
                }
                dl.read { @for (name, value, inferred) in summary(frame, proposal, form) {
                    div { dt { (name) } dd { (value) @if inferred { " " em.quiet { "(" (frame.word("confirm-inferred-short")) ")" } } } }
                } }
                details {
                    summary data-key="m" { (frame.word("confirm-merge")) " " kbd aria-hidden="true" { "m" } }
                    @for other in others {
                        label.choice {
                            input type="checkbox" name={ "with-" (other.number) } value="yes";
                            " " (other.number + 1) ". " (shortened(&other.clause.quote))
                        }
                    }
                    (Button::plain(frame.word("confirm-merge-do")).name("step", "accept"))
                }
                details {
                    summary data-key="t" { (frame.word("confirm-split")) " " kbd aria-hidden="true" { "t" } }
                    (form.field(ui::Field::lines("pieces", frame.word("confirm-pieces"), 3).hint(frame.word("confirm-pieces-hint"))))
                    (Button::plain(frame.word("confirm-split-do")).name("step", "split"))
                }
            }
        }
    }
}

/// The six in short, and which were concluded.
fn summary(frame: &Frame, proposal: &Proposal, form: &Form) -> Vec<(String, String, bool)> {
    let mut rows = Vec::new();
    for (field, name) in [
        ("lead", "task-lead"),
        ("parts", "task-parts"),
        ("due", "clear-when"),
        ("answerable", "clear-answerable"),
        ("product", "clear-product"),
        ("acceptor", "task-acceptor"),
    ] {
        let typed = form.typed(field);
        let value = if typed.is_empty() {
            format!("? {}", frame.word("status-unclear"))
        } else {
            typed.replace('\n', "; ")
        };
        if !(field == "parts" && typed.is_empty()) {
            rows.push((frame.word(name), value, proposal.inferred.contains(field)));
        }
    }
    rows
}

/// The card of another clause: where it stands, and the way to it.
fn other(frame: &Frame, proposals: &Proposals, proposal: &Proposal) -> Markup {
    let id = format!("k{}", proposal.number);
    html! {
        section.card.task #(id) data-walk {
            @match proposal.settled {
                Settled::Open => {
                    p { (ui::link(frame.text("confirm-open", [("number", (proposal.number + 1).into())]), at(proposals.document.id, Some(proposal.number)))) }
                }
                _ => (settled(frame, proposals, proposal))
            }
        }
    }
}

/// What became of a clause.
fn settled(frame: &Frame, proposals: &Proposals, proposal: &Proposal) -> Markup {
    match &proposal.settled {
        Settled::Given(tasks) => html! {
            p {
                span.sign aria-hidden="true" { "✓" } " " (frame.word("confirm-given")) ": "
                @for (index, task) in tasks.iter().enumerate() {
                    @if index > 0 { ", " }
                    (ui::link(frame.text("confirm-task", [("number", task.get().to_string().into())]), format!("/tasks/{task}")))
                }
            }
        },
        _ => html! {
            p { span.sign aria-hidden="true" { "–" } " " (frame.word("confirm-skipped")) }
            form method="post" action=(at(proposals.document.id, None)) {
                input type="hidden" name="clause" value=(proposal.number);
                (Button::plain(frame.word("undo")).name("step", "reopen"))
            }
        },
    }
}

fn shortened(quote: &str) -> String {
    let short: String = quote.chars().take(90).collect();
    if short.len() < quote.len() { format!("{short}…") } else { short }
}

/// The page with this clause in question.
fn at(document: DocumentId, clause: Option<usize>) -> String {
    match clause {
        // No fragment: with one, a browser gives the focus to no button, and Enter would accept nothing.
        Some(clause) => format!("/documents/{document}/tasks?clause={clause}"),
        None => format!("/documents/{document}/tasks"),
    }
}

pub(super) async fn decide(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id = documents::number(&id)?;
    let permit = who.permit::<TasksAssign>()?;
    let person = who.person()?;
    let proposals = who.permit::<TasksRead>()?.proposals(id).await.map_err(problem)?;
    permit.covers(proposals.document.unit, &person.forest()).map_err(problem)?;
    let mut form = Form::new(pairs.clone());
    let number: Option<usize> = form.typed("clause").parse().ok();
    let proposal = number.and_then(|number| proposals.all.get(number)).ok_or_else(Problem::not_found)?;
    let clause = &proposal.clause;
    let with = |other: &&Proposal| {
        let name = format!("with-{}", other.number);
        other.settled == Settled::Open && pairs.iter().any(|pair| pair.0 == name && pair.1 == "yes")
    };
    let merged: Vec<&Proposal> =
        proposals.all.iter().filter(with).filter(|other| other.number != proposal.number).collect();
    let decided: Vec<usize> =
        std::iter::once(proposal.number).chain(merged.iter().map(|other| other.number)).collect();
    let next = at(id, proposals.next_open(&decided).map(|next| next.number));
    match form.typed("step") {
        "skip" if proposal.settled == Settled::Open => {
            permit.pass_over(clause).await.map_err(problem)?;
            return Ok(crate::see_other(next));
        }
        "reopen" if proposal.settled == Settled::PassedOver => {
            permit.take_up(clause).await.map_err(problem)?;
            return Ok(crate::see_other(at(id, Some(proposal.number))));
        }
        "accept" | "split" if proposal.settled == Settled::Open => {}
        // Somebody else has decided meanwhile, or the button was pressed twice.
        _ => {
            return Ok(frame
                .done(at(id, Some(proposal.number)), &Flash::failed(frame.word("confirm-decided-already"))));
        }
    }
    let clauses: Vec<Clause> =
        std::iter::once(clause.clone()).chain(merged.iter().map(|other| other.clause.clone())).collect();
    let source = Source { unit: proposals.document.unit, clauses, parent: None };
    let Some(task) = fields::read(&frame, person, &mut form, source) else {
        return Ok(show(&frame, &who, id, number, Some(form)).await?.into_response());
    };
    let pieces: Vec<String> = form
        .typed("pieces")
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let tasks = if form.typed("step") == "split" {
        if pieces.len() < 2 {
            form.wrong("pieces", frame.word("confirm-pieces-needed"));
            return Ok(show(&frame, &who, id, number, Some(form)).await?.into_response());
        }
        pieces
            .into_iter()
            .map(|action| {
                let mut piece = task.clone();
                piece.terms.action = action;
                piece
            })
            .collect()
    } else {
        vec![task]
    };
    match permit.give(&tasks).await {
        Ok(_) => Ok(crate::see_other(next)),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(show(&frame, &who, id, number, Some(form)).await?.into_response())
        }
    }
}
