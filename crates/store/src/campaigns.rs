//! Rounds: who fills in which form for which period, how far each has come, and what was approved.

use crate::StoreError;
use crate::cells::series;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text, micros};
use domain::collection::{Approval, Campaign, Fingerprint, State, Submission};
use domain::periods::Period;
use domain::roll_up::CellKey;
use domain::{AccountId, CampaignId, FormId, UnitId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};
use std::collections::BTreeMap;

const ADD: &str = "INSERT INTO campaign (form, from_on, last_on) VALUES ($1, $2, $3) RETURNING id";
const ADD_UNIT: &str = "INSERT INTO campaign_unit (campaign, unit, due_on, state)";
const ONE: &str = "SELECT form, from_on, last_on FROM campaign WHERE id = $1";
const OF_PERIOD: &str = "SELECT id FROM campaign WHERE last_on = $1 AND from_on = $2 ORDER BY id";
const UNITS: &str = "SELECT unit, due_on FROM campaign_unit WHERE campaign = $1 ORDER BY unit";
const UNIT: &str = "SELECT unit, due_on FROM campaign_unit WHERE campaign = $1 AND unit = $2";
const SUBMISSION: &str =
    "SELECT state, first_submitted_on FROM campaign_unit WHERE campaign = $1 AND unit = $2";
const REASONS: &str = "SELECT s.indicator, s.part, s.from_on, s.last_on, r.reason
    FROM returned_cell r JOIN series s ON s.id = r.series WHERE r.campaign = $1 AND r.unit = $2";
const SET: &str =
    "UPDATE campaign_unit SET state = $3, first_submitted_on = $4 WHERE campaign = $1 AND unit = $2";
const CLEAR_REASONS: &str = "DELETE FROM returned_cell WHERE campaign = $1 AND unit = $2";
const ADD_REASON: &str =
    "INSERT INTO returned_cell (campaign, unit, series, reason, entered) VALUES ($1, $2, $3, $4, $5)";
const APPROVE: &str = "INSERT INTO approval (campaign, unit, entered, fingerprint, at, account)
    VALUES ($1, $2, $3, $4, $5, $6)";
const APPROVALS: &str = "SELECT unit, entered, fingerprint FROM approval a WHERE campaign = $1
    AND NOT EXISTS (SELECT 1 FROM approval l WHERE l.campaign = a.campaign AND l.unit = a.unit AND l.id > a.id) ORDER BY unit";

impl Read {
    /// A round.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn campaign(&mut self, id: CampaignId) -> Result<Option<Campaign>, StoreError> {
        let Some((form, period)) = self.round(id).await? else { return Ok(None) };
        let rows: Vec<(i64, String)> = on!(self, c => query_as(UNITS).bind(id.get()).fetch_all(c).await?);
        let units = rows.into_iter().map(taking_part).collect::<Result<_, StoreError>>()?;
        Ok(Some(Campaign { id, form, period, units }))
    }

    /// A round as one unit has it: with this unit alone, or with none where it takes no part.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn campaign_of(
        &mut self,
        id: CampaignId,
        unit: UnitId,
    ) -> Result<Option<Campaign>, StoreError> {
        let Some((form, period)) = self.round(id).await? else { return Ok(None) };
        let row: Option<(i64, String)> =
            on!(self, c => query_as(UNIT).bind(id.get()).bind(unit.get()).fetch_optional(c).await?);
        let units = row.into_iter().map(taking_part).collect::<Result<_, StoreError>>()?;
        Ok(Some(Campaign { id, form, period, units }))
    }

    async fn round(&mut self, id: CampaignId) -> Result<Option<(FormId, Period)>, StoreError> {
        let row: Option<(i64, String, String)> =
            on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        let Some((form, from, last)) = row else { return Ok(None) };
        let (from, last) = (day("campaign.from_on", &from)?, day("campaign.last_on", &last)?);
        let period = Period::new(from, last)
            .ok_or_else(|| StoreError::damaged("campaign.last_on", last.to_string()))?;
        Ok(Some((FormId::new(form), period)))
    }

    /// The rounds of a period.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn campaigns(&mut self, period: Period) -> Result<Vec<CampaignId>, StoreError> {
        let (last, from) = (day_text(period.last), day_text(period.from));
        let ids: Vec<i64> =
            on!(self, c => query_scalar(OF_PERIOD).bind(&last).bind(&from).fetch_all(c).await?);
        Ok(ids.into_iter().map(CampaignId::new).collect())
    }

    /// How far a unit has come in a round; none where it takes no part.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn submission(
        &mut self,
        id: CampaignId,
        unit: UnitId,
    ) -> Result<Option<Submission>, StoreError> {
        let row: Option<(String, Option<String>)> =
            on!(self, c => query_as(SUBMISSION).bind(id.get()).bind(unit.get()).fetch_optional(c).await?);
        let Some((state, first)) = row else { return Ok(None) };
        let state =
            State::parse(&state).ok_or_else(|| StoreError::damaged("campaign_unit.state", state.clone()))?;
        let first = first.map(|first| day("campaign_unit.first_submitted_on", &first)).transpose()?;
        let rows: Vec<(i64, String, String, String, String)> =
            on!(self, c => query_as(REASONS).bind(id.get()).bind(unit.get()).fetch_all(c).await?);
        let mut reasons = BTreeMap::new();
        for (indicator, part, from, last, reason) in rows {
            let series = series((indicator, &part, &from, &last))?;
            reasons.insert(CellKey { unit, series }, reason);
        }
        Ok(Some(Submission { state, first_submitted: first, reasons }))
    }

    /// The last approval of each unit in a round, by unit.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn approvals(&mut self, id: CampaignId) -> Result<Vec<Approval>, StoreError> {
        let rows: Vec<(i64, i64, String)> =
            on!(self, c => query_as(APPROVALS).bind(id.get()).fetch_all(c).await?);
        let approval = |(unit, entered, fingerprint): (i64, i64, String)| {
            let entered = u64::try_from(entered).map_err(|e| StoreError::damaged("approval.entered", e))?;
            let fingerprint = Fingerprint::parse(&fingerprint)
                .ok_or_else(|| StoreError::damaged("approval.fingerprint", fingerprint.clone()))?;
            Ok(Approval { unit: UnitId::new(unit), entered, fingerprint })
        };
        rows.into_iter().map(approval).collect()
    }
}

fn taking_part((unit, due): (i64, String)) -> Result<(UnitId, jiff::civil::Date), StoreError> {
    Ok((UnitId::new(unit), day("campaign_unit.due_on", &due)?))
}

impl Work {
    /// Opens a round and gives its id; the id that it comes with is not looked at.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_campaign(&mut self, campaign: &Campaign) -> Result<CampaignId, StoreError> {
        let (from, last) = (day_text(campaign.period.from), day_text(campaign.period.last));
        let form = campaign.form.get();
        let id: i64 =
            on!(self, c => query_scalar(ADD).bind(form).bind(&from).bind(&last).fetch_one(c).await?);
        let units: Vec<_> = campaign.units.iter().collect();
        self.bulk(ADD_UNIT, 4, &units, |(unit, due), values| {
            values.integer(id);
            values.integer(unit.get());
            values.text(day_text(**due));
            values.text(State::Draft.code());
        })
        .await?;
        Ok(CampaignId::new(id))
    }

    /// Keeps how far a unit has come. False where it takes no part; then nothing is kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_submission(
        &mut self,
        id: CampaignId,
        unit: UnitId,
        submission: &Submission,
    ) -> Result<bool, StoreError> {
        let kept = on!(self, c => query(SET)
            .bind(id.get())
            .bind(unit.get())
            .bind(submission.state.code())
            .bind(submission.first_submitted.map(day_text))
            .execute(c)
            .await
            .map(|done| done.rows_affected())?);
        if kept == 0 {
            return Ok(false);
        }
        on!(self, c => query(CLEAR_REASONS).bind(id.get()).bind(unit.get()).execute(c).await.map(drop)?);
        let entered = self.last_cell_entry().await?;
        let entered = i64::try_from(entered).map_err(|e| StoreError::damaged("cell_entry.id", e))?;
        for (key, reason) in &submission.reasons {
            let series = self.series(&key.series).await?;
            on!(self, c => query(ADD_REASON)
                .bind(id.get())
                .bind(unit.get())
                .bind(series)
                .bind(reason)
                .bind(entered)
                .execute(c)
                .await
                .map(drop)?);
        }
        Ok(true)
    }

    /// Keeps an approval; earlier ones of the unit stay.
    ///
    /// # Errors
    /// When the database does not answer, or there is no such round.
    pub async fn add_approval(
        &mut self,
        id: CampaignId,
        approval: &Approval,
        (at, by): (Timestamp, AccountId),
    ) -> Result<(), StoreError> {
        let entered =
            i64::try_from(approval.entered).map_err(|e| StoreError::damaged("approval.entered", e))?;
        on!(self, c => query(APPROVE)
            .bind(id.get())
            .bind(approval.unit.get())
            .bind(entered)
            .bind(approval.fingerprint.to_string())
            .bind(micros(at))
            .bind(by.get())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }
}
