//! A letter goes out.

use super::{Job, JobError, enqueue};
use crate::mail::Written;
use crate::notices::Event;
use crate::{App, AppError};
use domain::AccountId;
use domain::people::{Account, AccountState, Email, Language};
use domain::span::local;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{JobRow, Work};

/// A letter before it is written: its words are found when it goes out, in the language that the account has then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// To whom.
    pub to: To,
    /// What it tells.
    pub event: Event,
}

/// To whom a letter goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// The person with this account.
    Account(AccountId),
    /// This address: an administrator tries whether letters arrive.
    Address(Email),
}

impl Letter {
    pub(super) async fn run(&self, app: &App, row: &JobRow) -> Result<(), JobError> {
        let Some((to, name, language)) = self.reader(app).await? else { return Ok(()) };
        // The number of the job is that of the letter: sent a second time, it is the same one.
        let written = Written {
            number: format!("{}-{}", row.id, row.created.as_microsecond()),
            at: row.created,
            to,
            name,
            language,
            event: &self.event,
        };
        app.mail().send(&written, local(row.created)).await
    }

    /// Address, name and language. None where nobody is to be written to any more.
    async fn reader(&self, app: &App) -> Result<Option<(Email, String, Language)>, AppError> {
        match &self.to {
            To::Address(email) => Ok(Some((email.clone(), String::new(), Language::Vi))),
            To::Account(id) => {
                let account = app.database().read().await?.account(*id).await?;
                let account = account.filter(|account| account.state == AccountState::Active);
                Ok(account.and_then(|account| Some((account.email?, account.display_name, account.language))))
            }
        }
    }
}

impl App {
    /// Writes to a person, where letters go out and the person has an address.
    pub(crate) async fn write_to(
        &self,
        work: &mut Work,
        account: &Account,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), AppError> {
        if account.email.is_none() || !self.mail().is_on() {
            return Ok(());
        }
        let letter = Letter { to: To::Account(account.id), event: event.clone() };
        enqueue(work, &Job::Letter(letter), now).await
    }
}
