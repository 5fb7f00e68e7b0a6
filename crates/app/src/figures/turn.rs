//! What every deed about a unit's sheet begins with and ends with.

use crate::app::{Deed, NOTHING};
use crate::permit::{Permission, Permit, Person};
use crate::{AppError, Thing};
use domain::collection::{Campaign, Submission};
use domain::log::Entry;
use domain::rights::Right;
use domain::{CampaignId, PostId, UnitId};
use serde_json::Value;
use std::sync::Arc;
use store::{Read, Write};

use super::Definitions;

/// A unit's sheet in a round, as one moment has it.
pub(super) struct Place {
    pub(super) definitions: Arc<Definitions>,
    /// The round, with this unit alone.
    pub(super) campaign: Campaign,
    pub(super) unit: UnitId,
    pub(super) submission: Submission,
}

impl Place {
    /// # Errors
    /// [`AppError::NotFound`] where the unit takes no part, or the person may not read its figures.
    pub(super) async fn find(
        person: &Person,
        read: &mut Read,
        id: CampaignId,
        unit: UnitId,
    ) -> Result<Self, AppError> {
        let none = || AppError::NotFound { thing: Thing::Campaign };
        if person.grants.covers(Right::FiguresRead, unit, &person.forest()).is_none() {
            return Err(none());
        }
        let campaign = read.campaign_of(id, unit).await?.ok_or_else(none)?;
        let submission = read.submission(id, unit).await?.ok_or_else(none)?;
        let definitions = person.app.definitions(read).await?;
        Ok(Self { definitions, campaign, unit, submission })
    }

    pub(super) fn form(&self) -> Result<&domain::collection::Form, AppError> {
        let form = self.definitions.form(self.campaign.form);
        form.ok_or_else(|| AppError::Bug(format!("there is no form {}", self.campaign.form)))
    }
}

impl<R: Permission> Permit<'_, R> {
    /// The post by which the person decides about what a unit hands up: one of a unit above it, or of the unit itself where nothing
    /// stands above.
    pub(super) fn post_above(&self, unit: UnitId) -> Result<PostId, AppError> {
        let forest = self.person.forest();
        let is_root = forest.ancestors(unit).next().is_none();
        let mut grants = self.person.grants.of(R::RIGHT);
        let grant = grants.find(|grant| grant.covers(unit, &forest) && (is_root || grant.unit != unit));
        grant.map(|grant| grant.post).ok_or(AppError::Denied { right: R::RIGHT })
    }

    /// Keeps what was written, with what the log says of it.
    pub(super) async fn say_of_round(
        &self,
        write: Write,
        post: PostId,
        verb: &str,
        id: CampaignId,
        after: Value,
    ) -> Result<(), AppError> {
        Ok(write.log(&self.said_of_round(post, verb, id, after)?).await?.commit().await?)
    }

    /// What the log says of a deed about a round.
    pub(super) fn said_of_round(
        &self,
        post: PostId,
        verb: &str,
        id: CampaignId,
        after: Value,
    ) -> Result<Entry, AppError> {
        let deed = Deed { verb, kind: "campaign", id: Some(id.get()), before: NOTHING, after: Some(after) };
        self.person.entry(Some(post), &deed)
    }
}
