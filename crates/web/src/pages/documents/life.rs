//! The life of a document: what was done with it, and what can be done now.

use super::document::Open;
use crate::Frame;
use crate::ui::{self, Button, Event};
use app::documents::numbers::steps;
use domain::documents::{Handling, HandlingStep, StageStep, State};
use domain::log::{Actor, Entry};
use maud::{Markup, html};
use store::LogRow;

/// What can be done now: the buttons, and the one that comes next.
pub(super) fn actions(page: &Open<'_>) -> (Markup, Option<Markup>) {
    let document = &page.opened.document;
    let mut next = None;
    let mut others = Vec::new();
    match document.state {
        State::Own(_) if page.may_issue => {
            for step in steps(document) {
                let button = own(page, step);
                let forward = matches!(step, StageStep::Check | StageStep::Sign | StageStep::Issue);
                if forward { next = Some(button) } else { others.push(button) }
            }
        }
        State::Incoming(handling) if page.may_register => {
            for step in handling.steps() {
                let button = incoming(page, step);
                let forward = (handling, step) == (Handling::Arrived, HandlingStep::Route)
                    || (handling, step) == (Handling::Routed, HandlingStep::Finish);
                if forward { next = Some(button) } else { others.push(button) }
            }
        }
        State::Own(_) | State::Incoming(_) => {}
    }
    if page.may_register {
        let edit = Button::plain(page.frame.word("document-edit")).href(format!("{}/edit", page.path()));
        others.push(html! { (edit) });
    }
    let shown = html! { @if !others.is_empty() { div.actions { @for one in &others { (one) } } } };
    (shown, next)
}

pub(super) fn stage_word(frame: &Frame, step: StageStep) -> String {
    frame.word(match step {
        StageStep::Check => "step-check",
        StageStep::SendBack => "step-send-back",
        StageStep::Sign => "step-sign",
        StageStep::Issue => "step-issue",
        StageStep::Replace => "step-replace",
        StageStep::Expire => "step-expire",
        StageStep::Abandon => "step-abandon",
    })
}

pub(super) fn handling_word(frame: &Frame, step: HandlingStep) -> String {
    frame.word(match step {
        HandlingStep::Route => "step-route",
        HandlingStep::Finish => "step-finish",
        HandlingStep::Reopen => "step-reopen",
    })
}

/// A step that asks for nothing is done at once; another one has its page.
fn own(page: &Open<'_>, step: StageStep) -> Markup {
    let (word, path) = (stage_word(page.frame, step), format!("{}/step/{}", page.path(), step.code()));
    match step {
        StageStep::Check | StageStep::Sign => at_once(page, &path, Button::primary(word)),
        StageStep::Issue => html! { (Button::primary(word).href(path)) },
        StageStep::Abandon => html! { (Button::danger(word).href(path)) },
        StageStep::SendBack | StageStep::Replace | StageStep::Expire => {
            html! { (Button::plain(word).href(path)) }
        }
    }
}

fn incoming(page: &Open<'_>, step: HandlingStep) -> Markup {
    let word = handling_word(page.frame, step);
    let path = format!("{}/handle/{}", page.path(), step.code());
    let arrived = page.opened.document.state == State::Incoming(Handling::Arrived);
    match step {
        HandlingStep::Route if arrived => html! { (Button::primary(word).href(path)) },
        HandlingStep::Route => html! { (Button::plain(word).href(path)) },
        HandlingStep::Finish if arrived => at_once(page, &path, Button::plain(word)),
        HandlingStep::Finish => at_once(page, &path, Button::primary(word)),
        HandlingStep::Reopen => at_once(page, &path, Button::plain(word)),
    }
}

fn at_once(page: &Open<'_>, path: &str, button: Button) -> Markup {
    html! {
        form method="post" action=(path) {
            input type="hidden" name="revision" value=(page.opened.document.revision);
            (button)
        }
    }
}

/// What was done, the latest first.
pub(super) fn timeline(page: &Open<'_>) -> Markup {
    let events: Vec<Event> = page.opened.deeds.iter().map(|row| event(page, row)).collect();
    ui::timeline(&events)
}

fn event(page: &Open<'_>, row: &LogRow) -> Event {
    let entry = &row.entry;
    let day = domain::span::local_day(entry.at);
    let who = match entry.actor {
        Actor::Account(account) => page.opened.names.get(&account).cloned().unwrap_or_default(),
        Actor::System => page.frame.word("log-system"),
    };
    let (title, reason) = told(page.frame, entry);
    Event {
        date: day,
        title: html! { (title) },
        detail: Some(html! { (who) ", " (ui::moment(entry.at)) @if !reason.is_empty() { " – " (reason) } }),
    }
}

/// A deed in words, and its reason.
pub(super) fn told(frame: &Frame, entry: &Entry) -> (String, String) {
    let after = entry.after.as_ref().and_then(|json| serde_json::from_str(json.as_str()).ok());
    let after: serde_json::Value = after.unwrap_or_default();
    let text = |name: &str| after.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let title = match entry.verb.as_str() {
        "documents.enter" => frame.word("deed-enter"),
        "documents.correct" => {
            let fields = after.get("changed").and_then(|value| value.as_array()).into_iter().flatten();
            let names = fields.filter_map(|name| field_word(frame, name.as_str()?));
            let names: Vec<String> = names.collect();
            frame.text("deed-correct", [("fields", names.join(", ").into())])
        }
        "documents.add_file" => frame.word("deed-add-file"),
        "documents.settle" if after.get("verdict").is_none_or(serde_json::Value::is_null) => {
            frame.word("finding-undone")
        }
        "documents.settle" => frame.word("finding-settled"),
        "documents.handle" => match text("state").as_str() {
            "done" => handling_word(frame, HandlingStep::Finish),
            _ if after.get("done_on").is_some_and(|_| was_done(entry)) => {
                handling_word(frame, HandlingStep::Reopen)
            }
            _ => handling_word(frame, HandlingStep::Route),
        },
        "documents.step" => {
            let step = StageStep::ALL.into_iter().find(|step| step.code() == text("step"));
            let symbol = text("symbol");
            match step {
                Some(StageStep::Issue) => format!("{}: {symbol}", stage_word(frame, StageStep::Issue)),
                Some(step) => stage_word(frame, step),
                None => entry.verb.clone(),
            }
        }
        other => other.to_owned(),
    };
    (title, text("reason"))
}

/// Was it done before this deed?
fn was_done(entry: &Entry) -> bool {
    let before = entry.before.as_ref().and_then(|json| serde_json::from_str(json.as_str()).ok());
    let before: serde_json::Value = before.unwrap_or_default();
    before.get("state").and_then(|state| state.as_str()) == Some("done")
}

fn field_word(frame: &Frame, name: &str) -> Option<String> {
    Some(frame.word(match name {
        "kind" => "document-kind",
        "symbol" => "document-symbol",
        "date" => "document-date",
        "issuer" => "document-issuer",
        "subject" => "document-subject",
        "signer" => "document-signer",
        "authority" => "document-authority",
        "place" => "document-place",
        "urgency" => "document-urgency",
        "recipients" => "document-recipients",
        _ => return None,
    }))
}
