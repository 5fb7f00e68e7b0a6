//! Figures of earlier times taken over, from an older system or from paper.

use crate::app::{Deed, NOTHING};
use crate::permit::Permit;
use crate::permit::rights::FiguresDefine;
use crate::{AppError, Fault, Thing};
use domain::UnitId;
use domain::indicators::{Amount, Reading};
use domain::roll_up::{CellKey, Series};
use serde_json::json;
use std::collections::BTreeMap;
use store::NewEntry;

/// Most figures in one step.
const MOST: usize = 500_000;

impl Permit<'_, FiguresDefine> {
    /// Enters figures of units, those that have ended too, as they are; nobody is asked to approve them. What a round collects is
    /// entered there. Gives the number of the last entry.
    ///
    /// # Errors
    /// [`AppError::Denied`] for units that stood under none for which the person has the right, [`AppError::NotFound`] for an
    /// indicator that is not there, [`AppError::Refused`] for too many at once.
    pub async fn take_over(&self, figures: Vec<(UnitId, Series, Reading<Amount>)>) -> Result<u64, AppError> {
        let person = self.person;
        if figures.len() > MOST {
            return Err(Fault::whole("indicators-too-much").into());
        }
        let forest = person.forest();
        let history = person.organisation.history();
        let mut write = person.app.database().write().await?;
        let definitions = person.app.definitions(&mut write).await?;
        let denied = || AppError::Denied { right: domain::rights::Right::FiguresDefine };
        let mut posts = BTreeMap::new();
        for (unit, series, _) in &figures {
            if definitions.catalogue.get(series.indicator).is_none() {
                return Err(AppError::NotFound { thing: Thing::Indicator });
            }
            if posts.contains_key(unit) {
                continue;
            }
            let (placed, day) = history.placed(*unit, series.period).ok_or_else(denied)?;
            let mut above = history.way_up(placed, day);
            let post = above.find_map(|above| self.covers(above, &forest).ok()).ok_or_else(denied)?.post;
            posts.insert(*unit, post);
        }
        let Some(post) = posts.values().next().copied() else { return Ok(0) };
        let count = figures.len();
        let entry =
            |(unit, series, reading)| NewEntry { key: CellKey { unit, series }, reading, comment: None };
        let entries: Vec<NewEntry> = figures.into_iter().map(entry).collect();
        let last = write.enter_cells(history, &entries, (person.now, person.account.id)).await?;
        let after = Some(json!({ "cells": count, "units": posts.len(), "entry": last }));
        let deed = Deed { verb: "figures.take_over", kind: "cell", id: None, before: NOTHING, after };
        write.log(&person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(last)
    }
}
