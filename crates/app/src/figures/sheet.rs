//! A unit's sheet in a round: what is asked, what stands there, what stood there before, and what does not fit together.

use super::Definitions;
use super::filled::Filled;
use super::turn::Place;
use crate::permit::rights::{FiguresApprove, FiguresEnter, FiguresRead};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault};
use domain::collection::outlier::{Observed, Oddness, oddness};
use domain::collection::{
    Approval, Campaign, Completeness, Form, Ledger, Rule, Severity, Submission, Submitting, violations,
};
use domain::indicators::{Amount, Exact, Indicator, Reading};
use domain::periods::Period;
use domain::roll_up::{Cell, CellKey, Cells, RollUp, Series, Time};
use domain::units::History;
use domain::{CampaignId, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Read, TextKind};

/// Odd figures that are shown at once.
const ODD: usize = 8;

/// A figure that is asked.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// Of what.
    pub series: Series,
    /// Must something stand there?
    pub required: bool,
    /// What stands there.
    pub reading: Reading<Amount>,
    /// What the unit said of the period before.
    pub before: Reading<Amount>,
    /// What it said of the same period of the year before.
    pub last_year: Reading<Amount>,
    /// What it says about it.
    pub remark: Option<String>,
    /// Why it was handed back.
    pub reason: Option<String>,
    /// How odd it looks beside what the unit said before.
    pub odd: Option<Oddness>,
    /// It is no longer what was approved.
    pub is_changed: bool,
    /// Another form asks it already.
    pub filled: Option<Filled>,
}

/// A rule that is broken.
#[derive(Debug, Clone)]
pub struct Broken {
    /// Its code.
    pub code: String,
    /// How bad that is.
    pub severity: Severity,
    /// What is wrong, in Vietnamese and English.
    pub message: (String, String),
    /// Figures of the form that it is about.
    pub about: Vec<Series>,
    /// Why it is so nevertheless.
    pub explanation: Option<String>,
}

/// A unit's sheet.
#[derive(Debug)]
pub struct Sheet {
    /// What figures mean.
    pub definitions: Arc<Definitions>,
    /// The round.
    pub campaign: Campaign,
    /// Whose it is.
    pub unit: UnitId,
    /// How far it has come.
    pub submission: Submission,
    /// The figures in the order of the form.
    pub rows: Vec<SheetRow>,
    /// What is written beside them.
    pub texts: BTreeMap<(TextKind, String), String>,
    /// What does not fit together, the bad ones first.
    pub broken: Vec<Broken>,
    /// How much is there.
    pub completeness: Completeness,
    /// The last approval that stands for it, of the unit or of one above.
    pub approval: Option<Approval>,
    /// The number of the last entry in it; nought before the first.
    pub entered: u64,
    /// May this person enter figures now?
    pub may_enter: bool,
    /// May this person hand it back, or approve it?
    pub may_judge: bool,
}

impl Sheet {
    /// Its form.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        self.definitions.form(self.campaign.form)
    }

    /// The indicator of a row.
    #[must_use]
    pub fn indicator(&self, row: &SheetRow) -> Option<&Indicator> {
        self.definitions.catalogue.get(row.series.indicator)
    }
}

/// What was read of a unit and those below it, to check its figures.
pub(super) struct Checked {
    cells: Cells,
    texts: BTreeMap<(TextKind, String), String>,
}

impl Checked {
    pub(super) async fn read(person: &Person, read: &mut Read, place: &Place) -> Result<Self, AppError> {
        let period = place.campaign.period;
        let forest = person.organisation.on(period.last);
        let mut units: Vec<UnitId> = forest.subtree(place.unit).iter().map(|node| node.unit.id).collect();
        if units.is_empty() {
            units.push(place.unit);
        }
        let cells = read.cells_of_units(&units, super::numbers::days(period)).await?;
        let texts = read.campaign_texts(place.campaign.id, place.unit).await?;
        Ok(Self { cells, texts })
    }

    /// Rules that are broken, among those that have to do with the form.
    pub(super) fn broken(&self, history: &History, place: &Place) -> Result<Vec<Broken>, AppError> {
        let Definitions { calendars, catalogue, rules, .. } = &*place.definitions;
        let form = place.form()?;
        let asked: BTreeSet<Series> = form.figures(place.campaign.period).map(|(series, _)| series).collect();
        let about = |rule: &Rule| -> Vec<Series> {
            let operands = rule.check.left.operands().into_iter().chain(rule.check.right.operands());
            let series = operands.map(|operand| Series {
                indicator: operand.indicator,
                slice: operand.slice.clone(),
                period: place.campaign.period,
            });
            series.filter(|series| asked.contains(series)).collect()
        };
        let concerned: Vec<Rule> = rules.iter().filter(|rule| !about(rule).is_empty()).cloned().collect();
        let mut roll_up = RollUp::new(history, calendars, catalogue, &self.cells);
        let depth = history.on(place.campaign.period.last).node(place.unit).map_or(1, |node| node.depth);
        let time = Time::of(place.campaign.period);
        let found = violations(&concerned, &mut roll_up, calendars, (place.unit, depth), time)
            .map_err(|_| AppError::from(Fault::whole("indicators-too-much")))?;
        let broken = found.into_iter().map(|violation| {
            let about = about(violation.rule);
            let decimals = about.iter().filter_map(|s| catalogue.get(s.indicator)).map(|i| i.decimals).max();
            let decimals = decimals.unwrap_or_default();
            let say = |language| violation.message(language, decimals);
            let code = violation.rule.code.to_string();
            let explanation = self.texts.get(&(TextKind::Explanation, code.clone())).cloned();
            Broken {
                severity: violation.rule.severity,
                message: (say(domain::people::Language::Vi), say(domain::people::Language::En)),
                about,
                explanation: explanation.filter(|text| !text.trim().is_empty()),
                code,
            }
        });
        Ok(broken.collect())
    }

    /// What is known when the form is handed up.
    pub(super) async fn submitting(
        &self,
        history: &History,
        read: &mut Read,
        place: &Place,
    ) -> Result<Submitting, AppError> {
        let period = place.campaign.period;
        let missing = |series: &Series| {
            self.cells.get(&CellKey { unit: place.unit, series: series.clone() }).is_missing()
        };
        let form = place.form()?;
        let lacking = form.figures(period).filter(|(series, required)| *required && missing(series));
        let lacking = lacking.map(|(series, _)| CellKey { unit: place.unit, series }).collect();
        let broken = self.broken(history, place)?;
        let codes = |severity: Severity, explained: bool| {
            let those = broken.iter().filter(|one| one.severity == severity);
            those.filter(|one| explained || one.explanation.is_none()).map(|one| one.code.clone()).collect()
        };
        Ok(Submitting {
            lacking,
            broken: codes(Severity::Hard, true),
            unexplained: codes(Severity::Explain, false),
            answered: read.answered(place.campaign.id, place.unit).await?,
        })
    }

    pub(super) const fn cells(&self) -> &Cells {
        &self.cells
    }

    fn own(&self, unit: UnitId, series: Series) -> Option<Cell> {
        self.cells.series(&series).find(|(of, _)| *of == unit).map(|(_, cell)| cell)
    }

    /// The number of the last entry in the cells of the form.
    pub(super) fn entered(&self, place: &Place) -> Result<u64, AppError> {
        let series = place.form()?.figures(place.campaign.period).map(|(series, _)| series);
        Ok(series
            .filter_map(|series| self.own(place.unit, series))
            .map(|cell| cell.entered)
            .max()
            .unwrap_or(0))
    }

    pub(super) fn reading(&self, unit: UnitId, series: &Series) -> (Reading<Amount>, u64) {
        self.own(unit, series.clone()).map_or((Reading::Missing, 0), |cell| (cell.reading, cell.entered))
    }

    /// The same figure of other periods, as it is compared for being odd.
    fn odd(&self, place: &Place, indicator: &Indicator, series: &Series) -> Option<Oddness> {
        let calendars = &place.definitions.calendars;
        let calendar = calendars.of(series.period)?;
        let season = |period| calendars.number(calendar, period);
        let Reading::Value(value) = self.reading(place.unit, series).0 else { return None };
        let mut before = Vec::new();
        let mut period = series.period;
        for _ in 0..24 {
            let Some(earlier) = calendar.shift(period, -1) else { break };
            period = earlier;
            let of = Series { period, ..series.clone() };
            if let Reading::Value(amount) = self.reading(place.unit, &of).0 {
                before.push(Observed { season: season(period), scaled: amount.scaled() });
            }
        }
        let figure = Observed { season: season(series.period), scaled: value.scaled() };
        oddness(figure, &before, indicator.decimals)
    }
}

impl Permit<'_, FiguresRead> {
    /// A unit's sheet in a round.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn sheet(&self, id: CampaignId, unit: UnitId) -> Result<Sheet, AppError> {
        let person = self.person;
        let mut read = person.app.database().read().await?;
        let place = Place::find(person, &mut read, id, unit).await?;
        let checked = Checked::read(person, &mut read, &place).await?;
        let period = place.campaign.period;
        let remarks: BTreeMap<Series, String> = read.remarks(unit, period).await?.into_iter().collect();
        let approval = approval(person, &mut read, &place).await?;
        let changed = match &approval {
            Some(approval) => reopened(&mut read, &place, &checked, approval).await?,
            None => BTreeSet::new(),
        };
        let broken = checked.broken(person.organisation.history(), &place)?;
        let calendars = &place.definitions.calendars;
        let calendar = calendars.of(period);
        let last_year = calendar.and_then(|calendar| calendars.last_year(calendar, period));
        let before = calendar.and_then(|calendar| calendar.shift(period, -1));
        let at = |series: &Series, when: Option<Period>| match when {
            Some(period) => checked.reading(unit, &Series { period, ..series.clone() }).0,
            None => Reading::Missing,
        };
        let form = place.form()?;
        let mut rows: Vec<SheetRow> = Vec::new();
        let others = super::filled::before(&place.definitions, form, period);
        for (series, required) in form.figures(period) {
            let indicator = place.definitions.catalogue.get(series.indicator);
            rows.push(SheetRow {
                required,
                reading: checked.reading(unit, &series).0,
                before: at(&series, before),
                last_year: at(&series, last_year),
                remark: remarks.get(&series).cloned(),
                reason: place.submission.reasons.get(&CellKey { unit, series: series.clone() }).cloned(),
                odd: indicator.and_then(|indicator| checked.odd(&place, indicator, &series)),
                is_changed: changed.contains(&series),
                filled: super::filled::filled(&place.definitions, (form, &others), (&checked, unit), &series),
                series,
            });
        }
        few(&mut rows);
        let completeness = place.campaign.completeness(form, unit, &checked.cells);
        let entered = checked.entered(&place)?;
        let forest = person.forest();
        let enters = person.permit::<FiguresEnter>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok());
        let may_judge = person.permit::<FiguresApprove>().is_ok_and(|permit| permit.post_above(unit).is_ok());
        Ok(Sheet {
            rows,
            texts: checked.texts,
            broken,
            completeness,
            approval,
            entered,
            may_enter: enters && place.submission.is_open(),
            may_judge,
            definitions: place.definitions,
            campaign: place.campaign,
            unit,
            submission: place.submission,
        })
    }
}

/// Leaves the oddest marked.
fn few(rows: &mut [SheetRow]) {
    let mut scores: Vec<Exact> =
        rows.iter().filter_map(|row| row.odd.as_ref()).map(|odd| odd.score.clone()).collect();
    scores.sort();
    let Some(least) = scores.len().checked_sub(ODD).and_then(|place| scores.get(place).cloned()) else {
        return;
    };
    for row in rows {
        row.odd = row.odd.take().filter(|odd| odd.score >= least);
    }
}

/// The last approval that covers the unit: its own or that of one above.
async fn approval(person: &Person, read: &mut Read, place: &Place) -> Result<Option<Approval>, AppError> {
    let forest = person.organisation.on(place.campaign.period.last);
    let approvals = read.approvals(place.campaign.id).await?;
    let covers =
        |approval: &Approval| approval.unit == place.unit || forest.is_within(place.unit, approval.unit);
    Ok(approvals.into_iter().filter(covers).max_by_key(|approval| approval.entered))
}

/// The figures of the unit that are no longer what was approved.
async fn reopened(
    read: &mut Read,
    place: &Place,
    checked: &Checked,
    approval: &Approval,
) -> Result<BTreeSet<Series>, AppError> {
    let keys: BTreeSet<CellKey> = place.form()?.cells(place.unit, place.campaign.period).collect();
    let ledger = ledger(read, &keys, &checked.cells, approval.entered).await?;
    Ok(approval.reopened(&keys, &ledger).into_iter().map(|key| key.series).collect())
}

/// What stood in cells after an entry and stands there now: cells that changed since have all their entries.
pub(super) async fn ledger(
    read: &mut Read,
    keys: &BTreeSet<CellKey>,
    cells: &Cells,
    since: u64,
) -> Result<Ledger, AppError> {
    let mut entries: Vec<(CellKey, Cell)> = Vec::new();
    for key in keys {
        let standing = cells.series(&key.series).find(|(unit, _)| *unit == key.unit).map(|(_, cell)| cell);
        match standing {
            Some(cell) if cell.entered <= since => entries.push((key.clone(), cell)),
            // What was taken out stands nowhere, but was entered.
            _ => entries.extend(read.cell_entries(key).await?.into_iter().map(|cell| (key.clone(), cell))),
        }
    }
    entries.sort_by_key(|(_, cell)| cell.entered);
    let mut ledger = Ledger::default();
    for (key, cell) in entries {
        ledger.enter(key, cell).map_err(|e| AppError::Bug(e.to_string()))?;
    }
    Ok(ledger)
}
