//! What a unit says: figures entered, words written, all of it handed up.

use super::sheet::Checked;
use super::turn::Place;
use crate::permit::Permit;
use crate::permit::rights::FiguresEnter;
use crate::{AppError, Fault};
use domain::collection::{Refused, Row, State};
use domain::indicators::{Amount, AmountError, Reading};
use domain::roll_up::{CellKey, Series};
use domain::{CampaignId, PostId, UnitId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use store::{NewEntry, Read, TextKind, Write};

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

/// What changed when something was entered.
struct Put {
    cells: usize,
    texts: usize,
    /// The number of the last entry.
    entry: u64,
}

impl Put {
    const fn count(&self) -> usize {
        self.cells + self.texts
    }

    fn said(&self, unit: UnitId) -> Value {
        json!({ "unit": unit, "cells": self.cells, "texts": self.texts, "entry": self.entry })
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
        let (mut write, place, post) = self.open(id, unit).await?;
        let put = self.put(&mut write, &place, seen, (typed, written)).await?;
        if put.count() > 0 {
            self.say_of_round(write, post, "figures.enter", id, put.said(unit)).await?;
        }
        Ok(put.count())
    }

    /// Enters what was typed and hands all of it up, in one turn. What stands in the way of that comes back beside how much changed;
    /// what was typed is kept then all the same.
    ///
    /// # Errors
    /// As [`Permit::enter`].
    pub async fn enter_and_submit(
        &self,
        (id, unit): (CampaignId, UnitId),
        seen: u64,
        typed: &[Typed],
        written: &[Written],
    ) -> Result<(usize, Result<(), AppError>), EnterError> {
        let person = self.person;
        let (mut write, place, post) = self.open(id, unit).await?;
        let put = self.put(&mut write, &place, seen, (typed, written)).await?;
        let checked = Checked::read(person, &mut write, &place).await?;
        let known = checked.submitting(person.organisation.history(), &mut write, &place).await?;
        let mut said = Vec::new();
        if put.count() > 0 {
            said.push(self.said_of_round(post, "figures.enter", id, put.said(unit))?);
        }
        let submitted = place.submission.submit(person.today, &known).map_err(|e| refused(&e));
        let submitted = match submitted {
            Ok(submission) => {
                write.set_submission(id, unit, &submission).await?;
                let after =
                    json!({ "unit": unit, "state": State::Submitted, "entry": checked.entered(&place)? });
                said.push(self.said_of_round(post, "figures.submit", id, after)?);
                Ok(())
            }
            Err(refusal) => Err(refusal),
        };
        if let Some((first, others)) = said.split_first() {
            let mut logged = write.log(first).await?;
            for entry in others {
                logged.log(entry).await?;
            }
            logged.commit().await?;
        }
        Ok((put.count(), submitted))
    }

    /// Hands up what a unit says, with everything that stands there.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what stands in the way, [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn submit(&self, id: CampaignId, unit: UnitId) -> Result<(), AppError> {
        match self.enter_and_submit((id, unit), u64::MAX, &[], &[]).await {
            Ok((_, submitted)) => submitted,
            Err(EnterError::App(error)) => Err(error),
            Err(error @ EnterError::Cells(_)) => Err(AppError::Bug(error.to_string())),
        }
    }

    /// The turn to write in a sheet that is open, and the post by which the person does.
    async fn open(&self, id: CampaignId, unit: UnitId) -> Result<(Write, Place, PostId), AppError> {
        let mut write = self.person.app.database().write().await?;
        let place = Place::find(self.person, &mut write, id, unit).await?;
        let post = self.covers(unit, &self.person.forest())?.post;
        if place.submission.is_open() {
            Ok((write, place, post))
        } else {
            Err(refused(&Refused::NotNow(place.submission.state)))
        }
    }

    /// Puts what was typed where it belongs, and says nothing of it yet.
    async fn put(
        &self,
        write: &mut Write,
        place: &Place,
        seen: u64,
        (typed, written): (&[Typed], &[Written]),
    ) -> Result<Put, EnterError> {
        let person = self.person;
        let (id, unit) = (place.campaign.id, place.unit);
        let entries = if typed.is_empty() { Vec::new() } else { entries(write, place, seen, typed).await? };
        let known = if written.is_empty() { BTreeMap::new() } else { write.campaign_texts(id, unit).await? };
        let form = place.form()?;
        let mut texts = 0;
        for Written { kind, code, body } in written {
            let body = body.trim();
            let limit = if *kind == TextKind::Narrative { NARRATIVE } else { REMARK };
            if body.chars().count() > limit {
                return Err(too_long(limit));
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
        if entries.is_empty() {
            return Ok(Put { cells: 0, texts, entry: write.last_cell_entry().await? });
        }
        let history = person.organisation.history();
        let entry = write.enter_cells(history, &entries, (person.now, person.account.id)).await?;
        Ok(Put { cells: entries.len(), texts, entry })
    }
}

/// What of it is new.
async fn entries(
    read: &mut Read,
    place: &Place,
    seen: u64,
    typed: &[Typed],
) -> Result<Vec<NewEntry>, EnterError> {
    let (unit, period) = (place.unit, place.campaign.period);
    let cells = read.cells_of_unit(unit, period).await?;
    let remarks: BTreeMap<Series, String> = read.remarks(unit, period).await?.into_iter().collect();
    let asked: BTreeSet<Series> = place.form()?.figures(period).map(|(series, _)| series).collect();
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for Typed { series, text, remark } in typed {
        let indicator = place.definitions.catalogue.get(series.indicator).filter(|_| asked.contains(series));
        let indicator = indicator.ok_or_else(|| {
            let key = CellKey { unit, series: series.clone() };
            AppError::from(Fault::whole(Refused::NotAsked(key).key()))
        })?;
        let remark = remark.trim();
        if remark.chars().count() > REMARK {
            return Err(too_long(REMARK));
        }
        match said(text, indicator.decimals) {
            Err(error) => faults.push((series.clone(), error)),
            Ok(reading) => {
                let stands = cells.series(series).next().map(|(_, cell)| cell);
                let (had, entered) =
                    stands.map_or((Reading::Missing, 0), |cell| (cell.reading, cell.entered));
                if reading == had && remark == remarks.get(series).map_or("", String::as_str) {
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
    if faults.is_empty() { Ok(entries) } else { Err(EnterError::Cells(faults)) }
}

fn too_long(limit: usize) -> EnterError {
    AppError::from(Fault::whole("indicators-remark-long").with("limit", limit)).into()
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
