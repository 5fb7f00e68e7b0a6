//! Rounds as lists: which there are, how far their units have come, and what is written beside the figures.

use crate::StoreError;
use crate::cell_sheets::numbers;
use crate::cells::series;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text, micros};
use domain::collection::State;
use domain::periods::Period;
use domain::roll_up::{CellKey, Series};
use domain::{AccountId, CampaignId, FormId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query, query_as};
use std::collections::{BTreeMap, BTreeSet};

const ALL: &str =
    "SELECT id, form, from_on, last_on FROM campaign ORDER BY last_on DESC, from_on DESC, id DESC LIMIT $1";
const STANDINGS: &str =
    "SELECT unit, due_on, state, first_submitted_on FROM campaign_unit WHERE campaign = $1 ORDER BY unit";
const SERIES: &str =
    "SELECT id, indicator, part, from_on, last_on FROM series WHERE last_on = $1 AND from_on = $2";
const ANSWERED: &str = "SELECT s.indicator, s.part, s.from_on, s.last_on
    FROM returned_cell r JOIN series s ON s.id = r.series JOIN cell c ON c.series = r.series AND c.unit = r.unit
    WHERE r.campaign = $1 AND r.unit = $2 AND c.entry > r.entered";
const TEXTS: &str =
    "SELECT kind, code, body FROM campaign_text WHERE campaign = $1 AND unit = $2 ORDER BY kind, code";
const SET_TEXT: &str = "INSERT INTO campaign_text (campaign, unit, kind, code, body, at, account)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (campaign, unit, kind, code) DO UPDATE SET body = excluded.body, at = excluded.at, account = excluded.account";

/// A round, without its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CampaignRow {
    /// Its id.
    pub id: CampaignId,
    /// Which form.
    pub form: FormId,
    /// For which period.
    pub period: Period,
}

/// How far a unit has come in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandingRow {
    /// Who.
    pub unit: UnitId,
    /// The last day in time.
    pub due: Date,
    /// How far.
    pub state: State,
    /// When it was first handed up.
    pub first_submitted: Option<Date>,
}

/// How many of the cells that are asked say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filled {
    /// With a value.
    pub values: u32,
    /// Said not to apply.
    pub not_applicable: u32,
    /// Of both, those in which something must stand.
    pub required: u32,
}

/// What is written beside the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextKind {
    /// Under a heading of the form.
    Narrative,
    /// Why a rule is broken.
    Explanation,
}

impl TextKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Narrative => "narrative",
            Self::Explanation => "explanation",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Narrative, Self::Explanation].into_iter().find(|kind| kind.code() == code)
    }
}

impl Read {
    /// At most `limit` rounds, the latest period first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn campaign_rows(&mut self, limit: u32) -> Result<Vec<CampaignRow>, StoreError> {
        let rows: Vec<(i64, i64, String, String)> =
            on!(self, c => query_as(ALL).bind(i64::from(limit)).fetch_all(c).await?);
        let row = |(id, form, from, last): (i64, i64, String, String)| {
            let (from, last) = (day("campaign.from_on", &from)?, day("campaign.last_on", &last)?);
            let period = Period::new(from, last);
            let period = period.ok_or_else(|| StoreError::damaged("campaign.last_on", last.to_string()))?;
            Ok(CampaignRow { id: CampaignId::new(id), form: FormId::new(form), period })
        };
        rows.into_iter().map(row).collect()
    }

    /// How far the units of a round have come, by unit.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn standings(&mut self, id: CampaignId) -> Result<Vec<StandingRow>, StoreError> {
        let rows: Vec<(i64, String, String, Option<String>)> =
            on!(self, c => query_as(STANDINGS).bind(id.get()).fetch_all(c).await?);
        let row = |(unit, due, state, first): (i64, String, String, Option<String>)| {
            let known = State::parse(&state);
            Ok(StandingRow {
                unit: UnitId::new(unit),
                due: day("campaign_unit.due_on", &due)?,
                state: known.ok_or_else(|| StoreError::damaged("campaign_unit.state", state))?,
                first_submitted: first
                    .map(|first| day("campaign_unit.first_submitted_on", &first))
                    .transpose()?,
            })
        };
        rows.into_iter().map(row).collect()
    }

    /// How many cells of a period say something, by unit; `asked` are the series in question, each with whether something must stand
    /// there.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn filled(
        &mut self,
        period: Period,
        asked: &BTreeMap<Series, bool>,
    ) -> Result<BTreeMap<UnitId, Filled>, StoreError> {
        let (last, from) = (day_text(period.last), day_text(period.from));
        let rows: Vec<(i64, i64, String, String, String)> =
            on!(self, c => query_as(SERIES).bind(&last).bind(&from).fetch_all(c).await?);
        let (mut optional, mut required) = (Vec::new(), Vec::new());
        for (id, indicator, part, from, last) in rows {
            match asked.get(&series((indicator, &part, &from, &last))?) {
                Some(true) => required.push(id),
                Some(false) => optional.push(id),
                None => {}
            }
        }
        let mut filled: BTreeMap<UnitId, Filled> = BTreeMap::new();
        for (ids, must) in [(optional, false), (required, true)] {
            if ids.is_empty() {
                continue;
            }
            let list = numbers(ids.into_iter());
            let statement = format!(
                "SELECT unit, state, COUNT(*) FROM cell WHERE series IN ({list}) AND state <> 'missing' GROUP BY unit, state"
            );
            let rows: Vec<(i64, String, i64)> =
                on!(self, c => query_as(AssertSqlSafe(statement)).fetch_all(c).await?);
            for (unit, state, count) in rows {
                let count = u32::try_from(count).map_err(|e| StoreError::damaged("cell.state", e))?;
                let filled = filled.entry(UnitId::new(unit)).or_default();
                *(if state == "value" { &mut filled.values } else { &mut filled.not_applicable }) += count;
                filled.required += if must { count } else { 0 };
            }
        }
        Ok(filled)
    }

    /// The cells that were handed back and have an entry since.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn answered(&mut self, id: CampaignId, unit: UnitId) -> Result<BTreeSet<CellKey>, StoreError> {
        let rows: Vec<(i64, String, String, String)> =
            on!(self, c => query_as(ANSWERED).bind(id.get()).bind(unit.get()).fetch_all(c).await?);
        let key = |(indicator, part, from, last): (i64, String, String, String)| {
            Ok(CellKey { unit, series: series((indicator, &part, &from, &last))? })
        };
        rows.into_iter().map(key).collect()
    }

    /// What a unit wrote beside its figures, by kind and code.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn campaign_texts(
        &mut self,
        id: CampaignId,
        unit: UnitId,
    ) -> Result<BTreeMap<(TextKind, String), String>, StoreError> {
        let rows: Vec<(String, String, String)> =
            on!(self, c => query_as(TEXTS).bind(id.get()).bind(unit.get()).fetch_all(c).await?);
        let text = |(kind, code, body): (String, String, String)| {
            let known = TextKind::parse(&kind);
            Ok(((known.ok_or_else(|| StoreError::damaged("campaign_text.kind", kind))?, code), body))
        };
        rows.into_iter().map(text).collect()
    }
}

impl Work {
    /// Keeps what a unit writes beside its figures, in place of what it wrote before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_campaign_text(
        &mut self,
        (id, unit): (CampaignId, UnitId),
        (kind, code): (TextKind, &str),
        body: &str,
        (at, by): (Timestamp, AccountId),
    ) -> Result<(), StoreError> {
        on!(self, c => query(SET_TEXT)
            .bind(id.get())
            .bind(unit.get())
            .bind(kind.code())
            .bind(code)
            .bind(body)
            .bind(micros(at))
            .bind(by.get())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }
}
