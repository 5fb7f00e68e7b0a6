//! Rounds: opened, and how far their units have come.

use super::Definitions;
use crate::permit::Permit;
use crate::permit::rights::{FiguresDefine, FiguresRead};
use crate::{AppError, Fault, Thing};
use domain::collection::{Campaign, Completeness, Form, Punctuality, State};
use domain::roll_up::Series;
use domain::{CampaignId, FormId, UnitId};
use jiff::civil::Date;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{CampaignRow, Filled, StandingRow};

/// Most units of a round.
const MOST_UNITS: usize = 10_000;
/// So many rounds are listed.
const LISTED: u32 = 60;

/// How far one unit has come.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Who, until when, how far.
    pub row: StandingRow,
    /// How much of what is asked is there.
    pub completeness: Completeness,
    /// Was it in time?
    pub punctuality: Punctuality,
}

/// A round with the units that the person may see.
#[derive(Debug)]
pub struct Monitor {
    /// Which.
    pub row: CampaignRow,
    /// What figures mean.
    pub definitions: Arc<Definitions>,
    /// Its units in reading order.
    pub units: Vec<Standing>,
}

/// A round in a list.
#[derive(Debug)]
pub struct Round {
    /// Which.
    pub row: CampaignRow,
    /// Name of its form in both languages.
    pub form: (String, String),
    /// How many of the units that the person may see are in each state.
    pub states: BTreeMap<&'static str, u32>,
    /// How many are late and have not handed anything up.
    pub overdue: u32,
    /// How many units there are.
    pub units: u32,
    /// The one unit of the person that takes part, where there is one alone.
    pub own: Option<UnitId>,
}

impl Monitor {
    /// Its form.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        self.definitions.form(self.row.form)
    }
}

impl Permit<'_, FiguresRead> {
    /// What figures mean.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn definitions(&self) -> Result<Arc<Definitions>, AppError> {
        let mut read = self.person.app.database().read().await?;
        self.person.app.definitions(&mut read).await
    }

    /// The rounds in which a unit takes part that the person may see, the latest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn rounds(&self) -> Result<Vec<Round>, AppError> {
        let person = self.person;
        let forest = person.forest();
        let mut read = person.app.database().read().await?;
        let definitions = person.app.definitions(&mut read).await?;
        let own: BTreeSet<UnitId> = person.posts().map(|post| post.unit).collect();
        let mut rounds = Vec::new();
        for row in read.campaign_rows(LISTED).await? {
            let units = read.standings(row.id).await?;
            let seen: Vec<_> =
                units.iter().filter(|standing| self.covers(standing.unit, &forest).is_ok()).collect();
            let Some(form) = definitions.form(row.form).filter(|_| !seen.is_empty()) else { continue };
            let mut states = BTreeMap::new();
            for standing in &seen {
                *states.entry(standing.state.code()).or_default() += 1;
            }
            let late = |row: &StandingRow| row.first_submitted.is_none() && row.due < person.today;
            let mut mine = seen.iter().map(|row| row.unit).filter(|unit| own.contains(unit));
            let first = mine.next();
            rounds.push(Round {
                row,
                form: (form.vi.clone(), form.en.clone()),
                overdue: count(seen.iter().filter(|row| late(row)).count()),
                units: count(seen.len()),
                own: first.filter(|_| mine.next().is_none()),
                states,
            });
        }
        Ok(rounds)
    }

    /// A round with the units that the person may see.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn monitor(&self, id: CampaignId) -> Result<Monitor, AppError> {
        let person = self.person;
        let none = || AppError::NotFound { thing: Thing::Campaign };
        let mut read = person.app.database().read().await?;
        let campaign = read.campaign(id).await?.ok_or_else(none)?;
        let definitions = person.app.definitions(&mut read).await?;
        let form = definitions.form(campaign.form).ok_or_else(none)?;
        let asked: BTreeMap<Series, bool> = form.figures(campaign.period).collect();
        let required = count(asked.values().filter(|must| **must).count());
        let filled = read.filled(campaign.period, &asked).await?;
        let forest = person.forest();
        let mut units = Vec::new();
        for row in read.standings(id).await? {
            if self.covers(row.unit, &forest).is_err() {
                continue;
            }
            let Filled { values, not_applicable, required: there } =
                filled.get(&row.unit).copied().unwrap_or_default();
            let lacking = required.saturating_sub(there);
            let completeness = Completeness { asked: count(asked.len()), values, not_applicable, lacking };
            let punctuality = Punctuality::of(row.due, row.first_submitted, person.today);
            units.push(Standing { row, completeness, punctuality });
        }
        if units.is_empty() {
            return Err(none());
        }
        let places: BTreeMap<UnitId, usize> =
            forest.nodes().iter().enumerate().map(|(place, node)| (node.unit.id, place)).collect();
        units.sort_by_key(|standing| places.get(&standing.row.unit).copied().unwrap_or(usize::MAX));
        let row = CampaignRow { id, form: campaign.form, period: campaign.period };
        Ok(Monitor { row, definitions, units })
    }
}

impl Permit<'_, FiguresDefine> {
    /// Opens a round: `form` is filled in by `units` for the period of its calendar in which `day` lies.
    ///
    /// # Errors
    /// [`AppError::Denied`] for units beyond the right, [`AppError::NotFound`], [`AppError::Refused`] where there is such a round
    /// already.
    pub async fn open_round(
        &self,
        form: FormId,
        day: Date,
        units: &BTreeSet<UnitId>,
    ) -> Result<CampaignId, AppError> {
        let person = self.person;
        let forest = person.forest();
        if units.is_empty() || units.len() > MOST_UNITS {
            return Err(Fault::at("under", "indicators-round-no-units").into());
        }
        let mut post = None;
        for unit in units {
            post = Some(self.covers(*unit, &forest)?.post);
        }
        let mut write = person.app.database().write().await?;
        let definitions = person.app.definitions(&mut write).await?;
        let form = definitions.form(form).ok_or(AppError::NotFound { thing: Thing::Form })?;
        let period = definitions.calendars.get(&form.calendar).and_then(|calendar| calendar.period(day));
        let period = period.ok_or_else(|| Fault::at("day", "indicators-round-no-period"))?;
        for other in write.campaigns(period).await? {
            if write.campaign(other).await?.is_some_and(|other| other.form == form.id) {
                return Err(Fault::at("form", "indicators-round-there").into());
            }
        }
        let tree = person.organisation.on(period.last);
        let campaign = Campaign::new(CampaignId::new(0), form, period, units, &tree);
        let id = write.add_campaign(&campaign).await?;
        let after = json!({ "form": form.code, "from": period.from, "last": period.last, "units": units.len(), "state": State::Draft });
        let post = post.ok_or(AppError::Denied { right: domain::rights::Right::FiguresDefine })?;
        self.say_of_round(write, post, "figures.open_round", id, after).await?;
        Ok(id)
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
