//! What a form of a task offers: leaders who may direct it, fields that were used before.

use super::news::holders;
use crate::AppError;
use crate::documents::names;
use crate::permit::Permit;
use crate::permit::rights::TasksAssign;
use domain::rights::Right;
use domain::{AccountId, UnitId};

/// What a form offers.
#[derive(Debug, Default)]
pub struct Choices {
    /// Who accepts results in the unit that hands out: its leaders, by name.
    pub leaders: Vec<(AccountId, String)>,
    /// Fields that tasks belong to, in the order of the dictionary.
    pub fields: Vec<String>,
}

impl Permit<'_, TasksAssign> {
    /// What a form of a task that a unit hands out offers.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn choices(&self, unit: UnitId) -> Result<Choices, AppError> {
        self.covers(unit, &self.person.forest())?;
        let mut read = self.person.app.database().read().await?;
        let leaders = holders(&self.person.app, &mut read, unit, Right::TasksAccept).await?;
        let mut leaders: Vec<_> = names(&mut read, leaders.into_iter()).await?.into_iter().collect();
        leaders.sort_by_cached_key(|(_, name)| vitext::sort::key(name));
        let mut fields = read.task_fields().await?;
        fields.sort_by_cached_key(|field| vitext::sort::key(field));
        Ok(Choices { leaders, fields })
    }
}
