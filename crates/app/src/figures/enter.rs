//! What a unit says: figures entered, words written, all of it handed up.

use super::sheet::Checked;
use super::turn::Place;
use crate::permit::Permit;
use crate::permit::rights::FiguresEnter;
use crate::{AppError, Fault};
use domain::collection::{Refused, Row, State};
use domain::indicators::{Amount, AmountError, Reading};
use domain::roll_up::{CellKey, Series};
use domain::{CampaignId, UnitId};
use serde_json::json;
use std::collections::BTreeSet;
use store::{NewEntry, TextKind};

/// Longest remark or explanation, in letters.
const REMARK: usize = 500;
/// Longest text under a heading.
const NARRATIVE: usize = 20_000;

/// A figure as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Of what.
    pub series: Series,
    /// What: an amount the Vietnamese way, `x` for what does not apply, nothing for what is missing.
    pub text: String,
    /// What is said about it.
    pub remark: String,
}

/// Words as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Under a heading, or about a rule.
    pub kind: TextKind,
    /// Which.
    pub code: String,
    /// The words.
    pub body: String,
}

/// Why nothing was entered.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// These are no amounts.
    #[error("{} cells hold no amount", .0.len())]
    Cells(Vec<(Series, AmountError)>),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<store::StoreError> for EnterError {
    fn from(error: store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What a typed text says. Besides an amount: nothing, or that it does not apply.
fn said(text: &str, decimals: domain::indicators::Decimals) -> Result<Reading<Amount>, AmountError> {
    match text.trim() {
        "" => Ok(Reading::Missing),
        "x" | "X" | "-" | "–" => Ok(Reading::NotApplicable),
        text => Amount::parse_vi(text, decimals).map(Reading::Value),
    }
}

impl Permit<'_, FiguresEnter> {
    /// Enters what was typed, all of it or nothing; what stands there already is not entered again. `seen` is the number of the last
    /// entry that the person saw. Gives how many cells and texts changed.
    ///
    /// # Errors
    /// [`EnterError::Cells`] with what is no amount; [`AppError::Changed`] where somebody else has changed one of the cells since,
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Refused`] where it cannot be changed now.
    pub async fn enter(
        &self,
        (id, unit): (CampaignId, UnitId),
        seen: u64,
        typed: &[Typed],
        written: &[Written],
    ) -> Result<usize, EnterError> {
        let person = self.person;
        let mut write = person.app.database().write().await?;
        let place = Place::find(person, &mut write, id, unit).await?;
        let post = self.covers(unit, &person.forest())?.post;
        if !place.submission.is_open() {
            return Err(refused(&Refused::NotNow(place.submission.state)).into());
        }
        let checked = Checked::read(person, &mut write, &place).await?;
        let remarks = write.remarks(unit, place.campaign.period).await?;
        let form = place.form()?;
        let asked: BTreeSet<Series> = form.figures(place.campaign.period).map(|(series, _)| series).collect();
        let (mut entries, mut faults) = (Vec::new(), Vec::new());
        for Typed { series, text, remark } in typed {
            let indicator =
                place.definitions.catalogue.get(series.indicator).filter(|_| asked.contains(series));
            let indicator = indicator.ok_or_else(|| {
                let key = CellKey { unit, series: series.clone() };
                AppError::from(Fault::whole(Refused::NotAsked(key).key()))
            })?;
            let remark = remark.trim();
            if remark.chars().count() > REMARK {
                return Err(
                    AppError::from(Fault::whole("indicators-remark-long").with("limit", REMARK)).into()
                );
            }
            match said(text, indicator.decimals) {
                Err(error) => faults.push((series.clone(), error)),
                Ok(reading) => {
                    let (stands, entered) = checked.reading(unit, series);
                    let had = remarks.iter().find(|(of, _)| of == series).map_or("", |(_, had)| had.as_str());
                    if reading == stands && remark == had {
                        continue;
                    }
                    if entered > seen {
                        return Err(AppError::Changed.into());
                    }
                    let comment = Some(remark.to_owned()).filter(|remark| !remark.is_empty());
                    let key = CellKey { unit, series: series.clone() };
                    entries.push(NewEntry { key, reading, comment });
                }
            }
        }
        if !faults.is_empty() {
            return Err(EnterError::Cells(faults));
        }
        let known = write.campaign_texts(id, unit).await?;
        let mut texts = 0;
        for Written { kind, code, body } in written {
            let body = body.trim();
            let limit = if *kind == TextKind::Narrative { NARRATIVE } else { REMARK };
            if body.chars().count() > limit {
                return Err(
                    AppError::from(Fault::whole("indicators-remark-long").with("limit", limit)).into()
                );
            }
            let is_asked = match kind {
                TextKind::Narrative => form.rows().any(
                    |row| matches!(row, Row::Narrative { code: heading, .. } if heading.as_str() == code),
                ),
                TextKind::Explanation => {
                    place.definitions.rules.iter().any(|rule| rule.code.to_string() == *code)
                }
            };
            let had = known.get(&(*kind, code.clone())).map_or("", String::as_str);
            if is_asked && had != body {
                let by = (person.now, person.account.id);
                write.set_campaign_text((id, unit), (*kind, code), body, by).await?;
                texts += 1;
            }
        }
        if entries.is_empty() && texts == 0 {
            return Ok(0);
        }
        let history = person.organisation.history();
        let last = write.enter_cells(history, &entries, (person.now, person.account.id)).await?;
        let after = json!({ "unit": unit, "cells": entries.len(), "texts": texts, "entry": last });
        self.say_of_round(write, post, "figures.enter", id, after).await?;
        Ok(entries.len() + texts)
    }

    /// Hands up what a unit says, with everything that stands there.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what stands in the way, [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn submit(&self, id: CampaignId, unit: UnitId) -> Result<(), AppError> {
        let person = self.person;
        let mut write = person.app.database().write().await?;
        let place = Place::find(person, &mut write, id, unit).await?;
        let post = self.covers(unit, &person.forest())?.post;
        let checked = Checked::read(person, &mut write, &place).await?;
        let known = checked.submitting(person.organisation.history(), &mut write, &place).await?;
        let submission = place.submission.submit(person.today, &known).map_err(|e| refused(&e))?;
        write.set_submission(id, unit, &submission).await?;
        let after = json!({ "unit": unit, "state": State::Submitted, "entry": checked.entered(&place)? });
        self.say_of_round(write, post, "figures.submit", id, after).await
    }
}

/// Why something may not happen, as a person is told.
pub(super) fn refused(refusal: &Refused) -> AppError {
    let count = match refusal {
        Refused::Lacking(cells) | Refused::Unanswered(cells) => cells.len(),
        Refused::Broken(rules) | Refused::Unexplained(rules) => rules.len(),
        Refused::NotNow(_) | Refused::NoReason | Refused::NotAsked(_) => 0,
    };
    Fault::whole(refusal.key()).with("count", count).into()
}
