//! A whole table of units taken in at once, and taken back.

use super::{check_order, refused};
use crate::permit::rights::UnitsChange;
use crate::permit::{Permit, Person};
use crate::{AppError, Thing};
use domain::units::import::{Column, Imported as Planned, Problem, Row, RowError, found, import};
use domain::units::{Change, History, Order, Refusal, UnitEvent};
use domain::{EventId, UnitId};
use jiff::civil::Date;
use std::collections::HashSet;
use store::{NewEvent, Read};

/// Why a table was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Rows are wrong: all of them, by row and column.
    #[error("{} cells of the table are wrong", .0.len())]
    Rows(Vec<RowError>),
    /// Something else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<store::StoreError> for ImportError {
    fn from(error: store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// How many units.
    pub count: usize,
    /// The event that began the first; the others follow it without a gap.
    pub first: EventId,
    /// The event that began the last.
    pub last: EventId,
}

/// Units that were founded one after another by one document: a table that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// How many.
    pub count: usize,
    /// The event that began the first.
    pub first: EventId,
    /// The event that began the last.
    pub last: EventId,
    /// The first day on which they live.
    pub date: Date,
    /// The document.
    pub ordered_by: Order,
}

impl Permit<'_, UnitsChange> {
    /// Tables that were taken in, the newest first.
    #[must_use]
    pub fn imports(&self) -> Vec<Run> {
        let mut events: Vec<_> = self.person.organisation.history().events().iter().collect();
        events.sort_by_key(|event| event.id);
        let mut runs: Vec<Run> = Vec::new();
        for event in events.into_iter().filter(|event| matches!(event.change, Change::Create(_))) {
            let goes_on = |run: &&mut Run| {
                run.last.get() + 1 == event.id.get()
                    && (run.date, &run.ordered_by) == (event.date, &event.ordered_by)
            };
            match runs.last_mut().filter(goes_on) {
                Some(run) => (run.last, run.count) = (event.id, run.count + 1),
                None => runs.push(Run {
                    count: 1,
                    first: event.id,
                    last: event.id,
                    date: event.date,
                    ordered_by: event.ordered_by.clone(),
                }),
            }
        }
        runs.retain(|run| run.count > 1);
        runs.reverse();
        runs
    }

    /// The units that a table would found, parents first. Nothing is written.
    ///
    /// # Errors
    /// [`ImportError::Rows`] with everything that is wrong with any row.
    pub async fn check_import(&self, rows: &[Row]) -> Result<Vec<Planned>, ImportError> {
        let mut read = self.person.app.database().read().await?;
        self.plan(&mut read, rows).await
    }

    async fn plan(&self, read: &mut Read, rows: &[Row]) -> Result<Vec<Planned>, ImportError> {
        let taken: HashSet<String> = read.unit_codes().await?.into_iter().collect();
        let planned = import(rows, self.person.app.kinds());
        let code = |row: &Row| row.code.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut errors: Vec<RowError> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| taken.contains(&code(row)))
            .map(|(row, _)| RowError { row, column: Column::Code, problem: Problem::Taken })
            .collect();
        match planned {
            Ok(planned) if errors.is_empty() => Ok(planned),
            Ok(_) => Err(ImportError::Rows(errors)),
            Err(wrong) => {
                errors.extend(wrong);
                errors.sort();
                Err(ImportError::Rows(errors))
            }
        }
    }

    /// Founds all units of a table under one unit, or none of them where a row is wrong.
    ///
    /// # Errors
    /// [`ImportError::Rows`] with everything that is wrong with any row.
    pub async fn import(
        &self,
        rows: &[Row],
        under: UnitId,
        date: Date,
        ordered_by: &Order,
    ) -> Result<Imported, ImportError> {
        let Person { app, now, organisation, .. } = self.person;
        self.covers(under, &organisation.on(date))?;
        check_order(ordered_by)?;
        let mut write = app.database().write().await?;
        let planned = self.plan(&mut write, rows).await?;
        let organisation = app.organisation(&mut write).await?;
        let mut ids = Vec::with_capacity(planned.len());
        for unit in &planned {
            ids.push(write.new_unit(Some(&unit.code)).await?);
        }
        let mut history = organisation.history().clone();
        let mut events = Vec::with_capacity(planned.len());
        for new in found(&planned, &ids, Some(under)) {
            let change = Change::Create(new);
            let new = NewEvent { date, change: &change, ordered_by, entered_at: *now };
            let id = write.add_unit_event(&new).await?;
            events.push(UnitEvent { id, date, change, ordered_by: ordered_by.clone() });
        }
        if date >= history.events().last().map_or(Date::MIN, |last| last.date) {
            for event in &events {
                history.append(event.clone()).map_err(|refusal| refused(&refusal))?;
            }
        } else {
            // Dated before others: one replay for all of them.
            let all = history.events().iter().map(|event| (**event).clone()).chain(events.iter().cloned());
            history = History::replay(all)
                .map_err(|broken| refused(&Refusal { rule: broken.rule, at: Some(broken.event) }))?;
        }
        write.derive_units(&history, date).await?;
        self.keep(write, "units.import", &events).await?;
        let ends = events.first().zip(events.last());
        let (first, last) = ends.ok_or_else(|| AppError::Bug("an import of nothing".to_owned()))?;
        Ok(Imported { count: events.len(), first: first.id, last: last.id })
    }

    /// Takes an import back, all of it, while nothing depends on any unit of it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when these are not, or no longer, the foundings of one import; [`AppError::Refused`] with what
    /// depends on one of them.
    pub async fn revert_import(&self, first: EventId, last: EventId) -> Result<(), AppError> {
        let not_there = || AppError::NotFound { thing: Thing::UnitEvent };
        let organisation = self.person.app.organisation_now().await?;
        let begun = organisation.history().event(first).ok_or_else(not_there)?.clone();
        let of_it = |event: &UnitEvent| {
            matches!(event.change, Change::Create(_))
                && (event.date, &event.ordered_by) == (begun.date, &begun.ordered_by)
        };
        let within =
            organisation.history().events().iter().filter(|event| (first..=last).contains(&event.id));
        let (wanted, events) =
            (last.get().saturating_sub(first.get()).saturating_add(1), within.clone().count());
        if usize::try_from(wanted) != Ok(events) || !within.clone().all(|event| of_it(event)) {
            return Err(not_there());
        }
        self.revert_all(within.map(|event| event.id).collect()).await
    }
}
