//! What the unit above decides: back with a reason for each cell, taken for good, opened again.

use super::enter::refused;
use super::sheet::{Checked, ledger};
use super::turn::Place;
use crate::AppError;
use crate::permit::Permit;
use crate::permit::rights::FiguresApprove;
use domain::collection::{Approval, State};
use domain::roll_up::{CellKey, Series};
use domain::{CampaignId, UnitId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use store::Write;

impl Permit<'_, FiguresApprove> {
    /// Hands a unit's sheet back, with a reason for each cell in question; what was approved already is opened again for these.
    ///
    /// # Errors
    /// [`AppError::Refused`] where that cannot be done now or a reason is missing, [`AppError::NotFound`], [`AppError::Denied`] for
    /// whoever stands in no unit above.
    pub async fn give_back(
        &self,
        id: CampaignId,
        unit: UnitId,
        reasons: &[(Series, String)],
    ) -> Result<(), AppError> {
        let mut write = self.person.app.database().write().await?;
        let place = Place::find(self.person, &mut write, id, unit).await?;
        let post = self.post_above(unit)?;
        let asked: BTreeSet<CellKey> = place.form()?.cells(unit, place.campaign.period).collect();
        let reasons: BTreeMap<CellKey, String> = reasons
            .iter()
            .map(|(series, reason)| (CellKey { unit, series: series.clone() }, reason.trim().to_owned()))
            .collect();
        let count = reasons.len();
        let submission = match place.submission.state {
            State::Approved => place.submission.reopen(reasons, &asked),
            _ => place.submission.give_back(reasons, &asked),
        };
        let submission = submission.map_err(|e| refused(&e))?;
        write.set_submission(id, unit, &submission).await?;
        let after = json!({ "unit": unit, "state": State::Returned, "cells": count });
        self.say_of_round(write, post, "figures.give_back", id, after).await
    }

    /// Takes a unit's sheet for good: the approval stands for its figures, byte for byte, as they are now.
    ///
    /// # Errors
    /// As [`Permit::give_back`].
    pub async fn approve(&self, id: CampaignId, unit: UnitId) -> Result<(), AppError> {
        let person = self.person;
        let mut write = person.app.database().write().await?;
        let place = Place::find(person, &mut write, id, unit).await?;
        let post = self.post_above(unit)?;
        let after = self.take(&mut write, &place).await?;
        self.say_of_round(write, post, "figures.approve", id, after).await
    }

    /// Does the person decide about what a unit hands up?
    #[must_use]
    pub fn decides(&self, unit: UnitId) -> bool {
        self.post_above(unit).is_ok()
    }

    /// Takes the sheets of several units for good, all of them or none; those that do not wait for it any more are left as they are.
    /// Gives how many it took.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`] for whoever does not stand above all of them.
    pub async fn approve_all(&self, id: CampaignId, units: &BTreeSet<UnitId>) -> Result<usize, AppError> {
        let mut write = self.person.app.database().write().await?;
        let mut said = Vec::new();
        for unit in units {
            let place = Place::find(self.person, &mut write, id, *unit).await?;
            let post = self.post_above(*unit)?;
            if place.submission.state == State::Submitted {
                let after = self.take(&mut write, &place).await?;
                said.push(self.said_of_round(post, "figures.approve", id, after)?);
            }
        }
        let Some((first, others)) = said.split_first() else { return Ok(0) };
        let mut logged = write.log(first).await?;
        for entry in others {
            logged.log(entry).await?;
        }
        logged.commit().await?;
        Ok(said.len())
    }

    /// Takes a sheet for good, and says what the log is to say of it.
    async fn take(&self, write: &mut Write, place: &Place) -> Result<Value, AppError> {
        let submission = place.submission.approve().map_err(|e| refused(&e))?;
        let person = self.person;
        let (id, unit) = (place.campaign.id, place.unit);
        let checked = Checked::read(person, write, place).await?;
        let keys: BTreeSet<CellKey> = place.form()?.cells(unit, place.campaign.period).collect();
        let now = write.last_cell_entry().await?;
        let ledger = ledger(write, &keys, checked.cells(), now).await?;
        let approval = Approval { entered: now, ..Approval::of(unit, &keys, &ledger) };
        write.set_submission(id, unit, &submission).await?;
        write.add_approval(id, &approval, (person.now, person.account.id)).await?;
        Ok(json!({
            "unit": unit, "state": State::Approved, "entry": now, "fingerprint": approval.fingerprint.to_string(),
        }))
    }
}
