//! Who is told what of a task.

use crate::notices::Event;
use crate::permit::Person;
use crate::{App, AppError};
use domain::rights::Right;
use domain::tasks::{Deed, Rung, Task};
use domain::{AccountId, TaskId, UnitId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Read, Work};

/// So many letters of what is to be done stand in a notice.
const WORDS: usize = 120;

/// What was done with a task that concerns somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskNews {
    /// It was handed to the person's unit.
    Given,
    /// The lead gave it back.
    Returned,
    /// A result waits for acceptance.
    Submitted,
    /// The result was accepted.
    Accepted,
    /// The result was sent back.
    SentBack,
    /// More time is asked for.
    ExtensionAsked,
    /// More time was granted, or the deadline was set anew.
    DueChanged,
    /// No more time.
    ExtensionRefused,
    /// The person is urged.
    Urged,
    /// Its last day comes near.
    Soon,
    /// It is no longer to be done, for now or for good.
    Stopped,
}

impl TaskNews {
    /// Key of its sentence.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::Given => "notice-task-given",
            Self::Returned => "notice-task-returned",
            Self::Submitted => "notice-task-submitted",
            Self::Accepted => "notice-task-accepted",
            Self::SentBack => "notice-task-sent-back",
            Self::ExtensionAsked => "notice-task-extension-asked",
            Self::DueChanged => "notice-task-due-changed",
            Self::ExtensionRefused => "notice-task-extension-refused",
            Self::Urged => "notice-task-urged",
            Self::Soon => "notice-task-soon",
            Self::Stopped => "notice-task-stopped",
        }
    }

    /// Key of the subject of its letter.
    pub(crate) const fn subject(self) -> &'static str {
        match self {
            Self::Given => "letter-task-given",
            Self::Urged => "letter-task-urged",
            _ => "letter-task",
        }
    }

    /// Does it go by letter at once? Only what was handed out, what comes back, and urging.
    pub(crate) const fn is_written(self) -> bool {
        matches!(self, Self::Given | Self::Returned | Self::SentBack | Self::Urged)
    }

    const fn of(deed: &Deed) -> Option<Self> {
        match deed {
            Deed::Give { .. } | Deed::HandOver { .. } => Some(Self::Given),
            Deed::Return { .. } => Some(Self::Returned),
            Deed::Submit { .. } => Some(Self::Submitted),
            Deed::Accept { .. } => Some(Self::Accepted),
            Deed::SendBack { .. } => Some(Self::SentBack),
            Deed::AskExtension { .. } => Some(Self::ExtensionAsked),
            Deed::GrantExtension { .. } | Deed::SetDue { .. } => Some(Self::DueChanged),
            Deed::RefuseExtension { .. } => Some(Self::ExtensionRefused),
            Deed::Urge { .. } => Some(Self::Urged),
            Deed::Cancel { .. } | Deed::Suspend { .. } => Some(Self::Stopped),
            Deed::Clarify { .. }
            | Deed::Receive { .. }
            | Deed::Progress { .. }
            | Deed::FinishPart { .. }
            | Deed::Resume
            | Deed::AnswerUrge { .. } => None,
        }
    }
}

/// When something was done, by whom where it was a person, and who handed the task out.
pub(super) struct Told {
    pub(super) now: Timestamp,
    pub(super) by: Option<AccountId>,
    pub(super) giver: AccountId,
}

/// Tells whom a deed concerns, but not who did it.
pub(super) async fn tell(
    person: &Person,
    work: &mut Work,
    id: TaskId,
    task: &Task,
    giver: AccountId,
    deed: &Deed,
) -> Result<(), AppError> {
    let Some(news) = TaskNews::of(deed) else { return Ok(()) };
    let app = &person.app;
    let terms = &task.terms;
    let told = match (news, deed) {
        (TaskNews::Returned | TaskNews::ExtensionAsked, _) => [terms.follower.unwrap_or(giver)].into(),
        (TaskNews::Submitted, _) => holders(app, work, terms.accepting(), Right::TasksAccept).await?,
        (TaskNews::Urged, Deed::Urge { told, .. }) => urged(app, work, task, *told, giver).await?,
        _ => at_work(app, work, task).await?,
    };
    let side = Told { now: person.now, by: Some(person.account.id), giver };
    say(app, work, id, task, side, news, told).await
}

/// Tells whoever stands on a rung of the ladder; before the deadline it is no more than a notice.
pub(super) async fn tell_urged(
    app: &App,
    work: &mut Work,
    id: TaskId,
    task: &Task,
    side: Told,
    rung: Rung,
) -> Result<(), AppError> {
    let news = if rung.after < 0 { TaskNews::Soon } else { TaskNews::Urged };
    let told = urged(app, work, task, rung.told, side.giver).await?;
    say(app, work, id, task, side, news, told).await
}

async fn say(
    app: &App,
    work: &mut Work,
    id: TaskId,
    task: &Task,
    side: Told,
    news: TaskNews,
    mut told: BTreeSet<AccountId>,
) -> Result<(), AppError> {
    if let Some(by) = side.by {
        told.remove(&by);
    }
    let action: String = task.terms.action.chars().take(WORDS).collect();
    let event = Event::Task { task: id, news, action };
    for account in told {
        app.tell_account(work, account, &event, side.now).await?;
    }
    Ok(())
}

/// Who is meant by a rung.
async fn urged(
    app: &App,
    work: &mut Work,
    task: &Task,
    rung: domain::tasks::Told,
    giver: AccountId,
) -> Result<BTreeSet<AccountId>, AppError> {
    use domain::tasks::Told::{Follower, Head, Leader, Responsible};
    let terms = &task.terms;
    match (rung, terms.leader) {
        (Responsible, _) => at_work(app, work, task).await,
        (Head, _) => holders(app, work, terms.lead, Right::TasksAccept).await,
        (Follower, _) => Ok([terms.follower.unwrap_or(giver)].into()),
        (Leader, Some(leader)) => Ok([leader].into()),
        (Leader, None) => holders(app, work, terms.unit, Right::TasksAccept).await,
    }
}

/// Who works on it: the person who is responsible, else those who report for the lead.
async fn at_work(app: &App, work: &mut Work, task: &Task) -> Result<BTreeSet<AccountId>, AppError> {
    match task.terms.responsible {
        Some(responsible) => Ok([responsible].into()),
        None => holders(app, work, task.terms.lead, Right::TasksReport).await,
    }
}

/// Who holds a post in that very unit today whose role has the right.
pub(crate) async fn holders(
    app: &App,
    read: &mut Read,
    unit: UnitId,
    right: Right,
) -> Result<BTreeSet<AccountId>, AppError> {
    let today = app.today();
    let posts = read.posts().await?;
    let here = posts.on(today).filter(|post| post.unit == unit);
    let may = here.filter(|post| app.roles().get(&post.role).is_some_and(|role| role.allows(right)));
    Ok(may.map(|post| post.account).collect())
}
