//! What indicators come to: a unit's numbers, one indicator in full, many beside each other.

use super::Definitions;
use super::like::Like;
use super::numbers::{Numbers, View};
use crate::permit::Permit;
use crate::permit::rights::FiguresRead;
use crate::{AppError, Thing};
use domain::indicators::{
    AcrossUnits, Exact, Forecast, Goal, Indicator, ItemCode, Nature, Pace, Progress, Reading, Slice,
};
use domain::periods::Period;
use domain::roll_up::{Series, Tree};
use domain::units::Order;
use domain::{IndicatorId, UnitId};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Read, StandingRow};

/// So many periods stand beside each other over time.
const POINTS: i32 = 24;
/// Most cells of a table of many.
const MOST: usize = 200_000;

/// How far a goal is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// What is to be reached.
    pub goal: Goal,
    /// In which time.
    pub period: Period,
    /// Which document says so.
    pub ordered_by: Order,
    /// How far it is.
    pub progress: Progress,
    /// Whether it goes as fast as it should.
    pub pace: Option<Pace>,
    /// What it will come to.
    pub forecast: Option<Forecast>,
}

/// What an indicator comes to for a unit, with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// In the period.
    pub now: Reading<Exact>,
    /// In the period before.
    pub before: Reading<Exact>,
    /// In the same period of the year before.
    pub last_year: Reading<Exact>,
    /// In the year up to and with the period; missing where that says nothing more.
    pub to_date: Reading<Exact>,
    /// The same in the year before.
    pub last_to_date: Reading<Exact>,
    /// From how many units it comes, where that is known.
    pub units: Option<u32>,
    /// What is to be reached.
    pub target: Option<Reached>,
}

/// All indicators of a unit.
#[derive(Debug)]
pub struct Overview {
    /// What they mean.
    pub definitions: Arc<Definitions>,
    /// Each that says something, in the order of the catalogue.
    pub figures: Vec<Figure>,
}

/// A unit right below, in a table of those.
#[derive(Debug, Clone)]
pub struct Branch {
    /// Who.
    pub unit: UnitId,
    /// What it comes to there.
    pub figure: Figure,
    /// How far it has come with what was asked; none where nothing was.
    pub standing: Option<StandingRow>,
}

/// One indicator in full.
#[derive(Debug)]
pub struct IndicatorView {
    /// What figures mean.
    pub definitions: Arc<Definitions>,
    /// What it comes to.
    pub figure: Figure,
    /// What its parts come to.
    pub parts: Vec<(ItemCode, Reading<Exact>)>,
    /// Over time, the period asked for last.
    pub points: Vec<(Period, Reading<Exact>)>,
    /// The units right below that have a figure or owe one.
    pub branches: Vec<Branch>,
    /// Those that reported beside themselves a year ago, where others are still missing.
    pub like: Option<Like>,
}

impl IndicatorView {
    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> Option<&Indicator> {
        self.definitions.catalogue.get(self.figure.indicator)
    }
}

impl Permit<'_, FiguresRead> {
    /// What the indicators come to for a unit; those that say nothing are left out. All where none is named.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn overview(
        &self,
        unit: UnitId,
        indicators: &[IndicatorId],
        period: Period,
        tree: Tree,
    ) -> Result<Overview, AppError> {
        self.covers(unit, &self.person.forest())?;
        let mut read = self.person.app.database().read().await?;
        let definitions = self.person.app.definitions(&mut read).await?;
        let all: Vec<IndicatorId> = match indicators {
            [] => definitions.catalogue.iter().map(|indicator| indicator.id).collect(),
            named => named.to_vec(),
        };
        let numbers = self.numbers(&mut read, &definitions, &[unit], &all, (period, tree)).await?;
        let targets = self.targets(&mut read, &definitions, unit, &all, period).await?;
        let mut view = numbers.of(unit);
        let mut figures = Vec::new();
        for indicator in all.iter().filter_map(|id| definitions.catalogue.get(*id)) {
            let target = targets.get(&indicator.id);
            let figure = figure(&definitions, &mut view, indicator, period, target)?;
            let says = [&figure.now, &figure.last_year, &figure.before];
            if target.is_some() || says.iter().any(|reading| !reading.is_missing()) {
                figures.push(figure);
            }
        }
        Ok(Overview { definitions, figures })
    }

    /// One indicator for a unit in full.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`] for a unit beyond the right.
    pub async fn indicator(
        &self,
        id: IndicatorId,
        unit: UnitId,
        period: Period,
        tree: Tree,
    ) -> Result<IndicatorView, AppError> {
        let person = self.person;
        self.covers(unit, &person.forest())?;
        let mut read = person.app.database().read().await?;
        let definitions = person.app.definitions(&mut read).await?;
        let none = || AppError::NotFound { thing: Thing::Indicator };
        let indicator = definitions.catalogue.get(id).ok_or_else(none)?;
        let day = match tree {
            Tree::On(day) => day.max(period.last),
            Tree::AsItWas => period.last,
        };
        let below: Vec<UnitId> =
            person.organisation.on(day).children(unit).map(|node| node.unit.id).collect();
        let mut units = below.clone();
        units.push(unit);
        let numbers = self.numbers(&mut read, &definitions, &units, &[id], (period, tree)).await?;
        let targets = self.targets(&mut read, &definitions, unit, &[id], period).await?;
        let standings = standings(&mut read, &definitions, id, period).await?;
        let mut view = numbers.of(unit);
        let figure = figure(&definitions, &mut view, indicator, period, targets.get(&id))?;
        let mut parts = Vec::new();
        let version = indicator.version(period);
        let breakdowns = version.iter().flat_map(|version| &version.breakdowns);
        for item in breakdowns.filter_map(|code| definitions.catalogue.breakdown(code)).flat_map(|b| &b.items)
        {
            let slice = Slice::Part(item.code.clone());
            parts.push((item.code.clone(), view.value((id, &slice), period, false)?));
        }
        let mut points = Vec::new();
        if let Some(calendar) = definitions.calendars.of(period) {
            for steps in (0..POINTS).rev() {
                let Some(point) = calendar.shift(period, -steps) else { continue };
                // What was before is not read.
                if point.from >= super::numbers::days(period).0 {
                    points.push((point, view.value((id, &Slice::Whole), point, false)?));
                }
            }
        }
        let mut branches = Vec::new();
        for unit in below {
            let figure = self::figure(&definitions, &mut numbers.of(unit), indicator, period, None)?;
            let standing = standings.get(&unit).copied();
            if standing.is_some() || !figure.now.is_missing() || !figure.last_year.is_missing() {
                branches.push(Branch { unit, figure, standing });
            }
        }
        let adds_up = version.is_some_and(|version| version.across_units == AcrossUnits::Sum);
        let like = if adds_up { Like::of(&branches) } else { None };
        Ok(IndicatorView { definitions, figure, parts, points, branches, like })
    }

    /// Many figures beside each other: for each unit what each column comes to.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right, [`AppError::Refused`] for too many at once.
    pub async fn pivot(
        &self,
        top: UnitId,
        units: &[UnitId],
        columns: &[(IndicatorId, Period)],
        tree: Tree,
    ) -> Result<Vec<(UnitId, Vec<Reading<Exact>>)>, AppError> {
        let person = self.person;
        let forest = person.forest();
        self.covers(top, &forest)?;
        if units.len().saturating_mul(columns.len()) > MOST {
            return Err(crate::Fault::whole("indicators-too-much").into());
        }
        let mut read = person.app.database().read().await?;
        let definitions = person.app.definitions(&mut read).await?;
        let indicators: Vec<IndicatorId> = columns.iter().map(|column| column.0).collect();
        let Some(last) = columns.iter().map(|column| column.1).max_by_key(|period| period.last) else {
            return Ok(Vec::new());
        };
        // The last one's stretch of time holds two years before it.
        let numbers = self.numbers(&mut read, &definitions, units, &indicators, (last, tree)).await?;
        let mut rows = Vec::with_capacity(units.len());
        for unit in units {
            let mut values = Vec::with_capacity(columns.len());
            let mut view = numbers.of(*unit);
            for (indicator, period) in columns {
                values.push(view.value((*indicator, &Slice::Whole), *period, false)?);
            }
            rows.push((*unit, values));
        }
        Ok(rows)
    }

    async fn numbers(
        &self,
        read: &mut Read,
        definitions: &Arc<Definitions>,
        units: &[UnitId],
        indicators: &[IndicatorId],
        when: (Period, Tree),
    ) -> Result<Numbers, AppError> {
        let known = (definitions.clone(), self.person.organisation.clone());
        Numbers::read(read, known, units, indicators, when).await
    }

    /// What is to be reached in the year of a period, as it holds today.
    async fn targets(
        &self,
        read: &mut Read,
        definitions: &Definitions,
        unit: UnitId,
        indicators: &[IndicatorId],
        period: Period,
    ) -> Result<BTreeMap<IndicatorId, (Period, domain::indicators::Revision)>, AppError> {
        let mut found = BTreeMap::new();
        let year = year(definitions, period);
        for indicator in indicators {
            let series = Series { indicator: *indicator, slice: Slice::Whole, period: year };
            let target = read.target(unit, &series).await?;
            let revision = target.as_ref().and_then(|target| target.on(self.person.today));
            if let Some(revision) = revision {
                found.insert(*indicator, (year, revision.clone()));
            }
        }
        Ok(found)
    }
}

/// How far the units have come that were asked for an indicator in a period.
async fn standings(
    read: &mut Read,
    definitions: &Definitions,
    indicator: IndicatorId,
    period: Period,
) -> Result<BTreeMap<UnitId, StandingRow>, AppError> {
    let mut found = BTreeMap::new();
    let series = Series { indicator, slice: Slice::Whole, period };
    for id in read.campaigns(period).await? {
        let Some(campaign) = read.campaign(id).await? else { continue };
        let form = definitions.form(campaign.form);
        if form.is_some_and(|form| form.figures(period).any(|(asked, _)| asked == series)) {
            found.extend(read.standings(id).await?.into_iter().map(|row| (row.unit, row)));
        }
    }
    Ok(found)
}

/// The year of a period; the period itself where it belongs to none.
fn year(definitions: &Definitions, period: Period) -> Period {
    let calendars = &definitions.calendars;
    calendars.of(period).and_then(|calendar| calendars.year_of(calendar, period)).unwrap_or(period)
}

fn figure(
    definitions: &Definitions,
    view: &mut View<'_>,
    indicator: &Indicator,
    period: Period,
    target: Option<&(Period, domain::indicators::Revision)>,
) -> Result<Figure, AppError> {
    let calendars = &definitions.calendars;
    let calendar = calendars.of(period);
    let last_year = calendar.and_then(|calendar| calendars.last_year(calendar, period));
    let before = calendar.and_then(|calendar| calendar.shift(period, -1));
    let year = year(definitions, period);
    let adds_up = indicator.nature == Nature::Flow && year != period;
    let mut at = |when: Option<Period>, to_date: bool| match when {
        Some(when) => view.value((indicator.id, &Slice::Whole), when, to_date),
        None => Ok(Reading::Missing),
    };
    let now = at(Some(period), false)?;
    let mut figure = Figure {
        indicator: indicator.id,
        before: at(before, false)?,
        last_year: at(last_year, false)?,
        to_date: if adds_up { at(Some(period), true)? } else { Reading::Missing },
        last_to_date: if adds_up { at(last_year, true)? } else { Reading::Missing },
        units: None,
        now,
        target: None,
    };
    if let Some((of, revision)) = target {
        let actual = if adds_up { figure.to_date.clone() } else { figure.now.clone() };
        if let Some(actual) = actual.value() {
            let last = last_year.map(|last| self::year(definitions, last));
            let whole = at(last, false)?.value();
            let part = if adds_up { figure.last_to_date.clone() } else { figure.last_year.clone() }.value();
            let when = (*of, period.last);
            let season = part.as_ref().zip(whole.as_ref());
            figure.target = Some(Reached {
                progress: Progress::of(&revision.goal, &actual),
                pace: Pace::of(&revision.goal, indicator.nature, when, None, &actual),
                forecast: Forecast::of(indicator.nature, when, None, &actual, season),
                goal: revision.goal.clone(),
                period: *of,
                ordered_by: revision.ordered_by.clone(),
            });
        }
    }
    figure.units = view.units(indicator.id, period);
    Ok(figure)
}
