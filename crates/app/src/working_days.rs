//! Working days as an administrator sets them: holidays, and weekends that are worked instead (`domain.md §7`).

use crate::app::Deed;
use crate::permit::Permit;
use crate::permit::rights::SettingsChange;
use crate::{AppError, Fault};
use domain::tasks::WorkingDays;
use jiff::civil::Date;
use serde_json::json;

/// Longest reason, in characters.
const REASON: usize = 200;

impl Permit<'_, SettingsChange> {
    /// The days that were set, with why, in their order.
    ///
    /// # Errors
    /// [`AppError::Denied`] for who may not for the whole house; when the store does not answer.
    pub async fn set_days(&self) -> Result<Vec<(Date, bool, String)>, AppError> {
        self.everywhere()?;
        Ok(self.person.app.database().read().await?.working_days().await?)
    }

    /// The table that comes with the program, without what was set.
    #[must_use]
    pub fn usual_days(&self) -> &WorkingDays {
        self.person.app.usual_days()
    }

    /// Sets a day: worked or not.
    ///
    /// # Errors
    /// [`AppError::Refused`] where there is no reason or nothing to set, [`AppError::Denied`].
    pub async fn set_day(&self, on: Date, works: bool, reason: &str) -> Result<(), AppError> {
        let post = self.everywhere()?.post;
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        match reason.chars().count() {
            0 => return Err(Fault::at("reason", "field-needed").into()),
            1..=REASON => {}
            _ => return Err(Fault::at("reason", "field-too-long").with("limit", REASON).into()),
        }
        let mut write = self.person.app.database().write().await?;
        let before = self.person.app.working_days(&mut write).await?.works(on);
        if before == works {
            return Err(Fault::at("day", "working-already").into());
        }
        write.set_working_day(on, works, &reason).await?;
        let (before, after) = (json!({ "works": before }), json!({ "day": on, "works": works }));
        let deed = Deed {
            verb: "working_days.set",
            kind: "working_day",
            id: None,
            before: Some(before),
            after: Some(after),
        };
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    /// A day is again what the table says.
    ///
    /// # Errors
    /// [`AppError::Changed`] where it is not set any more, [`AppError::Denied`].
    pub async fn unset_day(&self, on: Date) -> Result<(), AppError> {
        let post = self.everywhere()?.post;
        let mut write = self.person.app.database().write().await?;
        if !write.unset_working_day(on).await? {
            return Err(AppError::Changed);
        }
        let deed = Deed {
            verb: "working_days.unset",
            kind: "working_day",
            id: None,
            before: Some(json!({ "day": on })),
            after: crate::app::NOTHING,
        };
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }
}
