//! What a post gives, in words.

use crate::Frame;
use app::Organisation;
use domain::people::{Post, PostKind};
use domain::rights::{Right, Scope};
use maud::{Markup, html};
use messages::Messages;

/// What a right lets a person do.
fn right(frame: &Frame, right: Right) -> String {
    frame.word(match right {
        Right::UnitsRead => "right-units-read",
        Right::UnitsChange => "right-units-change",
        Right::PeopleRead => "right-people-read",
        Right::PeopleChange => "right-people-change",
        Right::PostsDelegate => "right-posts-delegate",
        Right::LogRead => "right-log-read",
        Right::JobsManage => "right-jobs-manage",
        Right::SettingsChange => "right-settings-change",
        Right::ApiTokensOwn => "right-api-tokens-own",
        Right::DocumentsRead => "right-documents-read",
        Right::DocumentsRegister => "right-documents-register",
        Right::DocumentsIssue => "right-documents-issue",
        Right::TasksRead => "right-tasks-read",
        Right::TasksAssign => "right-tasks-assign",
        Right::TasksReport => "right-tasks-report",
        Right::TasksAccept => "right-tasks-accept",
        Right::FiguresRead => "right-figures-read",
        Right::FiguresEnter => "right-figures-enter",
        Right::FiguresApprove => "right-figures-approve",
        Right::FiguresDefine => "right-figures-define",
        Right::ReportsRead => "right-reports-read",
        Right::ReportsWrite => "right-reports-write",
        Right::ReportsIssue => "right-reports-issue",
    })
}

/// Rights with their reach, those that change something first.
pub(super) fn list(frame: &Frame, rights: &[(Right, Scope)]) -> Markup {
    // What touches the own account alone is no affair of others.
    let own = |right: Right| right.is_apart_from_units() && !right.changes();
    let of =
        |changes: bool| rights.iter().filter(move |(right, _)| right.changes() == changes && !own(*right));
    let reach = |scope: Scope| {
        frame.word(match scope {
            Scope::OwnUnit => "reach-own-unit",
            Scope::Subtree => "reach-subtree",
            Scope::All => "reach-all",
        })
    };
    let lines = |changes: bool| {
        html! {
            ul {
                @for (one, scope) in of(changes) {
                    li {
                        (right(frame, *one))
                        @if !one.is_apart_from_units() { " " span.quiet { (reach(*scope)) } }
                    }
                }
            }
        }
    };
    html! {
        @if of(true).next().is_some() { h3 { (frame.word("rights-do")) } (lines(true)) }
        @if of(false).next().is_some() { h3 { (frame.word("rights-see")) } (lines(false)) }
    }
}

/// A post in a line: `Bí thư Đảng ủy, An Đức (được ủy quyền)`.
pub(super) fn post(frame: &Frame, organisation: &Organisation, post: &Post) -> String {
    label(frame.messages(), organisation, post)
}

/// The same, with the messages of a language.
pub(super) fn label(messages: &Messages, organisation: &Organisation, post: &Post) -> String {
    let unit = organisation.history().last_known(post.unit).map(|unit| unit.label().to_owned());
    let label = [Some(post.title.clone()), unit].into_iter().flatten().collect::<Vec<_>>().join(", ");
    match kind_key(post.kind) {
        Some(key) => format!("{label} ({})", messages.text(key, [])),
        None => label,
    }
}

/// How the person came to the post, where it is not the person's own.
pub(super) fn kind(frame: &Frame, kind: PostKind) -> Option<String> {
    kind_key(kind).map(|key| frame.word(key))
}

const fn kind_key(kind: PostKind) -> Option<&'static str> {
    match kind {
        PostKind::Held => None,
        PostKind::Acting { .. } => Some("people-acting"),
        PostKind::Delegated { .. } => Some("people-delegated"),
    }
}
