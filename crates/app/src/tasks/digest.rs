//! The letter of the day: what waits for a person, at the hour that the person chose, on working days.

use super::today::Heap;
use crate::app::{Deed, NOTHING};
use crate::jobs::JobError;
use crate::notices::Event;
use crate::permit::Person;
use crate::permit::rights::TasksRead;
use crate::{App, AppError, Fault, Origin};
use domain::people::AccountState;
use domain::span::local;
use domain::{AccountId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Tasks of a heap that stand in the letter by name.
const NAMED: u32 = 5;
/// So many letters of what is to be done.
const WORDS: usize = 120;

/// How many tasks wait, and the first of them by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TaskDigest {
    /// Late.
    pub late: u64,
    /// Due within a week.
    pub soon: u64,
    /// Sent back.
    pub sent_back: u64,
    /// To be received.
    pub receive: u64,
    /// Results that wait for acceptance.
    pub accept: u64,
    /// More time is asked for.
    pub extension: u64,
    /// Given back by the lead.
    pub returned: u64,
    /// What is to be done, in its first words, what is late first.
    pub tasks: Vec<String>,
}

impl TaskDigest {
    fn count(&mut self, heap: Heap) -> &mut u64 {
        match heap {
            Heap::Late => &mut self.late,
            Heap::Soon => &mut self.soon,
            Heap::SentBack => &mut self.sent_back,
            Heap::Receive => &mut self.receive,
            Heap::Accept => &mut self.accept,
            Heap::Extension => &mut self.extension,
            Heap::Returned => &mut self.returned,
        }
    }

    /// The arguments of its sentence.
    pub(crate) fn arguments(&self) -> Vec<(&'static str, String)> {
        let tasks: String = self.tasks.iter().map(|task| format!("\n– {task}")).collect();
        vec![
            ("late", self.late.to_string()),
            ("soon", self.soon.to_string()),
            ("sentback", self.sent_back.to_string()),
            ("receive", self.receive.to_string()),
            ("accept", self.accept.to_string()),
            ("extension", self.extension.to_string()),
            ("returned", self.returned.to_string()),
            ("tasks", tasks),
        ]
    }

    /// What waits for a person; none where nothing does.
    async fn of(person: &Person) -> Result<Option<Self>, AppError> {
        let Ok(permit) = person.permit::<TasksRead>() else { return Ok(None) };
        let mut digest = Self::default();
        let heaps = permit.heaps(NAMED).await?;
        if heaps.is_empty() {
            return Ok(None);
        }
        for (heap, list) in &heaps {
            *digest.count(*heap) = list.total;
            let words = list.rows.iter().map(|row| row.action.chars().take(WORDS).collect());
            digest.tasks.extend(words);
        }
        Ok(Some(digest))
    }
}

impl Person {
    /// The hour at which the person wants the letter of the day; none for none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn digest_hour(&self) -> Result<Option<u8>, AppError> {
        Ok(self.app.database().read().await?.digest_hour(self.account.id).await?)
    }

    /// Chooses that hour, 0 to 23 in Việt Nam. Where it has passed today, the first letter comes tomorrow.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `hour`.
    pub async fn set_digest_hour(&self, hour: Option<u8>) -> Result<(), AppError> {
        if hour.is_some_and(|hour| hour > 23) {
            return Err(Fault::at("hour", "digest-hour-wrong").into());
        }
        let id = self.account.id;
        let has_passed =
            hour.is_some_and(|hour| i8::try_from(hour).is_ok_and(|hour| hour <= local(self.now).hour()));
        let mut write = self.app.database().write().await?;
        write.set_digest(id, hour, has_passed.then_some(self.today)).await?;
        let after = Some(json!({ "hour": hour }));
        let deed =
            Deed { verb: "people.set_digest", kind: "account", id: Some(id.get()), before: NOTHING, after };
        Ok(write.log(&self.entry(None, &deed)?).await?.commit().await?)
    }
}

/// Writes to those whose hour has come. Done a second time, it finds nobody.
pub(crate) async fn run(app: &App) -> Result<(), JobError> {
    let (now, today) = (app.now(), app.today());
    let hour = u8::try_from(local(now).hour()).unwrap_or_default();
    let mut read = app.database().read().await?;
    let works = app.working_days(&mut read).await?.works(today);
    let due = if works { read.digests_due(hour, today).await? } else { Vec::new() };
    drop(read);
    for account in due {
        write_to(app, account).await?;
    }
    Ok(())
}

async fn write_to(app: &App, account: AccountId) -> Result<(), AppError> {
    let mut read = app.database().read().await?;
    let known = read.account(account).await?.filter(|account| account.state == AccountState::Active);
    let digest = match known.clone() {
        Some(account) => {
            let nobody = (SessionId::new(0), None);
            let person = app.person(&mut read, account, nobody, app.now(), Origin::command_line()).await?;
            drop(read);
            TaskDigest::of(&person).await?
        }
        None => None,
    };
    let mut work = app.database().work().await?;
    if !work.digest_sent(account, app.today()).await? {
        return Ok(());
    }
    if let Some((account, digest)) = known.zip(digest) {
        app.write_to(&mut work, &account, &Event::TaskDigest(digest), app.now()).await?;
    }
    Ok(work.commit().await?)
}
