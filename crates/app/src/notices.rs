//! What people are told: on their page of notices, and by letter.

use crate::app::{Deed, NOTHING};
use crate::permit::Person;
use crate::tasks::{TaskDigest, TaskNews};
use crate::{App, AppError, Thing};
use domain::people::{Account, AccountState};
use domain::rights::{Grants, Right};
use domain::{AccountId, CampaignId, NoticeId, TaskId, UnitId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;
use store::{NoticeRow, Work};

/// Something that a person is told. Kept as it is, put into words when it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Somebody has made an account for this person.
    AccountMade {
        /// What to type to sign in.
        sign_in: String,
    },
    /// The person's password was changed with the old one.
    PasswordChanged,
    /// An administrator has given a new password.
    PasswordReset,
    /// Somebody has signed in from where the person never did.
    NewAddress {
        /// The address.
        address: String,
        /// What the browser calls itself.
        agent: String,
    },
    /// A token for programs was made.
    TokenMade {
        /// What the person called it.
        name: String,
    },
    /// The person was given a post.
    PostGiven {
        /// What the post is called.
        title: String,
        /// Name of its unit.
        unit: String,
        /// Its first day, `31/12/2025`.
        from: String,
    },
    /// A post of the person ends.
    PostEnded {
        /// What the post is called.
        title: String,
        /// Name of its unit.
        unit: String,
        /// Its last day, `31/12/2025`.
        last: String,
    },
    /// A job was given up.
    JobFailed {
        /// Code of its kind.
        kind: String,
    },
    /// An older register that the person brought was taken in.
    RegisterImported {
        /// How many documents were entered.
        entered: u32,
        /// How many rows were not.
        refused: u32,
    },
    /// Something was done with a task that concerns the person.
    Task {
        /// Which task.
        task: TaskId,
        /// What was done.
        news: TaskNews,
        /// What is to be done, in its first words.
        action: String,
    },
    /// What waits for the person on this day: a letter, no notice.
    TaskDigest(TaskDigest),
    /// Figures of a unit are asked and were not handed up.
    Figures {
        /// In which round.
        round: CampaignId,
        /// Of whom.
        unit: UnitId,
        /// Name of the unit.
        name: String,
        /// Name of the form.
        form: String,
        /// The last day in time, `31/12/2025`.
        due: String,
        /// How many days are left; below nought how many it is late.
        left: i32,
    },
    /// The check of the log has found that it is not whole.
    LogNotWhole,
    /// Nothing: somebody tries whether letters arrive.
    Test,
}

impl Event {
    /// Key and arguments of its sentence.
    #[must_use]
    pub fn sentence(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            Self::AccountMade { sign_in } => ("notice-account-made", vec![("name", sign_in.clone())]),
            Self::PasswordChanged => ("notice-password-changed", Vec::new()),
            Self::PasswordReset => ("notice-password-reset", Vec::new()),
            Self::NewAddress { address, agent } => {
                ("notice-new-address", vec![("address", address.clone()), ("agent", agent.clone())])
            }
            Self::TokenMade { name } => ("notice-token-made", vec![("name", name.clone())]),
            Self::PostGiven { title, unit, from } => (
                "notice-post-given",
                vec![("title", title.clone()), ("unit", unit.clone()), ("day", from.clone())],
            ),
            Self::PostEnded { title, unit, last } => (
                "notice-post-ended",
                vec![("title", title.clone()), ("unit", unit.clone()), ("day", last.clone())],
            ),
            Self::JobFailed { kind } => ("notice-job-failed", vec![("kind", kind.clone())]),
            Self::RegisterImported { entered, refused } => (
                "notice-register-imported",
                vec![("entered", entered.to_string()), ("refused", refused.to_string())],
            ),
            Self::Figures { name, form, due, left, .. } => {
                let key = match left {
                    ..0 => "notice-figures-late",
                    0 => "notice-figures-today",
                    1.. => "notice-figures-soon",
                };
                let days = left.unsigned_abs().to_string();
                let facts = vec![
                    ("unit", name.clone()),
                    ("form", form.clone()),
                    ("day", due.clone()),
                    ("days", days),
                ];
                (key, facts)
            }
            Self::Task { news, action, .. } => (news.sentence(), vec![("action", action.clone())]),
            Self::TaskDigest(digest) => ("notice-task-digest", digest.arguments()),
            Self::LogNotWhole => ("notice-log-not-whole", Vec::new()),
            Self::Test => ("notice-test", Vec::new()),
        }
    }

    /// Key of the subject of its letter.
    #[must_use]
    pub fn subject(&self) -> &'static str {
        match self {
            Self::AccountMade { .. } => "letter-account-made",
            Self::PasswordChanged | Self::PasswordReset => "letter-password",
            Self::NewAddress { .. } => "letter-new-address",
            Self::TokenMade { .. } => "letter-token-made",
            Self::PostGiven { .. } => "letter-post-given",
            Self::PostEnded { .. } => "letter-post-ended",
            Self::JobFailed { .. } => "letter-job-failed",
            Self::RegisterImported { .. } => "letter-register-imported",
            Self::Figures { .. } => "letter-figures",
            Self::Task { news, .. } => news.subject(),
            Self::TaskDigest(_) => "letter-task-digest",
            Self::LogNotWhole => "letter-log-not-whole",
            Self::Test => "letter-test",
        }
    }

    /// Key of what to do, where there is something to do.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::PasswordChanged | Self::NewAddress { .. } | Self::TokenMade { .. } => {
                Some("notice-not-you")
            }
            Self::AccountMade { .. } | Self::PasswordReset => Some("notice-password-by-hand"),
            Self::JobFailed { .. } => Some("notice-look-at-jobs"),
            Self::LogNotWhole => Some("notice-keep-machine"),
            Self::PostGiven { .. }
            | Self::PostEnded { .. }
            | Self::RegisterImported { .. }
            | Self::Task { .. }
            | Self::TaskDigest(_)
            | Self::Figures { .. }
            | Self::Test => None,
        }
    }

    /// The path of the site where one sees more.
    #[must_use]
    pub fn link(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Task { task, .. } => return Cow::Owned(format!("/tasks/{task}")),
            Self::Figures { round, unit, .. } => {
                return Cow::Owned(format!("/indicators/rounds/{round}/{unit}"));
            }
            Self::PasswordChanged
            | Self::PasswordReset
            | Self::NewAddress { .. }
            | Self::TokenMade { .. } => "/account",
            Self::JobFailed { .. } => "/jobs?state=failed",
            Self::LogNotWhole => "/log",
            Self::RegisterImported { .. } => "/documents/import",
            Self::AccountMade { .. }
            | Self::PostGiven { .. }
            | Self::PostEnded { .. }
            | Self::TaskDigest(_)
            | Self::Test => "/",
        })
    }

    /// Is a letter written too? Not about a job: the one that failed may be the letter; nor about what the person waits for; of tasks
    /// only about what cannot wait.
    fn is_written(&self) -> bool {
        match self {
            Self::JobFailed { .. } | Self::RegisterImported { .. } => false,
            Self::Task { news, .. } => news.is_written(),
            _ => true,
        }
    }

    /// The event that a row tells; none where a newer program has written it.
    #[must_use]
    pub fn of(row: &NoticeRow) -> Option<Self> {
        serde_json::from_str(&row.message).ok()
    }
}

/// Notices of a person.
#[derive(Debug)]
pub struct Notices {
    /// Those of the page, the newest first.
    pub rows: Vec<NoticeRow>,
    /// How many there are in all.
    pub total: u64,
    /// How many are not read.
    pub unread: u64,
}

impl App {
    /// Tells a person something, when the transaction is kept.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(crate) async fn tell(
        &self,
        work: &mut Work,
        account: &Account,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let message = serde_json::to_string(event).map_err(|e| AppError::Bug(e.to_string()))?;
        work.add_notice(account.id, &message, &event.link(), now).await?;
        if event.is_written() {
            self.write_to(work, account, event, now).await?;
        }
        Ok(())
    }

    /// The same, to the account with this id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(crate) async fn tell_account(
        &self,
        work: &mut Work,
        account: AccountId,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), AppError> {
        match work.account(account).await? {
            Some(account) => self.tell(work, &account, event, now).await,
            None => Ok(()),
        }
    }

    /// Tells all who look after jobs. Who has not read the same yet is not told again.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(crate) async fn tell_administrators(&self, work: &mut Work, event: &Event) -> Result<(), AppError> {
        let (accounts, posts) = (work.accounts().await?, work.posts().await?);
        let message = serde_json::to_string(event).map_err(|e| AppError::Bug(e.to_string()))?;
        for account in accounts.iter().filter(|account| account.state == AccountState::Active) {
            let grants = Grants::resolve(account.id, &posts, self.roles(), self.today());
            let is_meant = grants.of(Right::JobsManage).next().is_some();
            if is_meant && !work.has_unread_notice(account.id, &message).await? {
                self.tell(work, account, event, self.now()).await?;
            }
        }
        Ok(())
    }
}

impl Person {
    /// The person's notices: `limit` of them after the newest `offset`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn notices(&self, limit: u32, offset: u64) -> Result<Notices, AppError> {
        let mut read = self.app.database().read().await?;
        let account = self.account.id;
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        let number = |count: i64| u64::try_from(count).unwrap_or(0);
        Ok(Notices {
            rows: read.notices(account, limit.into(), offset).await?,
            total: number(read.count_notices(account).await?),
            unread: number(read.unread_notices(account).await?),
        })
    }

    /// Marks one of the person's notices as read; gives it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the person has none such.
    pub async fn read_notice(&self, id: NoticeId) -> Result<NoticeRow, AppError> {
        let account = self.account.id;
        let mut write = self.app.database().write().await?;
        let row = write.notice(account, id).await?.ok_or(AppError::NotFound { thing: Thing::Notice })?;
        if write.read_notice(account, id, self.now).await? {
            let deed = Deed {
                verb: "notices.read",
                kind: "notice",
                id: Some(id.get()),
                before: NOTHING,
                after: NOTHING,
            };
            write.log(&self.entry(None, &deed)?).await?.commit().await?;
        }
        Ok(row)
    }

    /// Marks all of the person's notices as read.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn read_all_notices(&self) -> Result<(), AppError> {
        let mut write = self.app.database().write().await?;
        let read = write.read_all_notices(self.account.id, self.now).await?;
        if read > 0 {
            let after = Some(json!({ "read": read }));
            let deed = Deed { verb: "notices.read_all", kind: "notice", id: None, before: NOTHING, after };
            write.log(&self.entry(None, &deed)?).await?.commit().await?;
        }
        Ok(())
    }
}
