//! What was to be reached, with every goal that ever held.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text, micros};
use domain::indicators::{Revision, Target};
use domain::roll_up::Series;
use domain::units::Order;
use domain::{AccountId, UnitId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const REVISIONS: &str = "SELECT r.since_on, r.goal, r.order_symbol, r.order_date, r.order_issuer, r.order_subject
    FROM target t JOIN target_revision r ON r.target = t.id WHERE t.series = $1 AND t.unit = $2 ORDER BY r.since_on";
const TARGET: &str = "SELECT id FROM target WHERE series = $1 AND unit = $2";
const ADD: &str = "INSERT INTO target (series, unit) VALUES ($1, $2) RETURNING id";
const ADD_REVISION: &str = "INSERT INTO target_revision (target, since_on, goal, order_symbol, order_date, order_issuer, order_subject,
    at, account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

impl Read {
    /// What a unit is to reach of an indicator in a period; none where nothing was said.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn target(&mut self, unit: UnitId, series: &Series) -> Result<Option<Target>, StoreError> {
        type Row = (String, String, String, String, String, Option<String>);
        let Some(id) = self.series_id(series).await? else { return Ok(None) };
        let rows: Vec<Row> =
            on!(self, c => query_as(REVISIONS).bind(id).bind(unit.get()).fetch_all(c).await?);
        let mut target: Option<Target> = None;
        for (since, goal, symbol, date, issuer, subject) in rows {
            let revision = Revision {
                on: day("target_revision.since_on", &since)?,
                goal: serde_json::from_str(&goal)
                    .map_err(|e| StoreError::damaged("target_revision.goal", e))?,
                ordered_by: Order {
                    symbol,
                    date: day("target_revision.order_date", &date)?,
                    issuer,
                    subject,
                },
            };
            let damaged = |e| StoreError::damaged("target_revision.goal", e);
            match &mut target {
                Some(target) => target.revise(revision).map_err(damaged)?,
                None => {
                    let what = (series.indicator, series.slice.clone());
                    target = Some(Target::new(what, unit, series.period, revision).map_err(damaged)?);
                }
            }
        }
        Ok(target)
    }
}

impl Work {
    /// Adds a goal. That it follows those before it, `Target::revise` says.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is a goal since that day.
    pub async fn add_goal(
        &mut self,
        unit: UnitId,
        series: &Series,
        revision: &Revision,
        (at, by): (Timestamp, AccountId),
    ) -> Result<(), StoreError> {
        let goal = serde_json::to_string(&revision.goal)
            .map_err(|e| StoreError::damaged("target_revision.goal", e))?;
        let series = self.series(series).await?;
        let known: Option<i64> =
            on!(self, c => query_scalar(TARGET).bind(series).bind(unit.get()).fetch_optional(c).await?);
        let target = match known {
            Some(target) => target,
            None => on!(self, c => query_scalar(ADD).bind(series).bind(unit.get()).fetch_one(c).await?),
        };
        let order = &revision.ordered_by;
        on!(self, c => query(ADD_REVISION)
            .bind(target)
            .bind(day_text(revision.on))
            .bind(&goal)
            .bind(&order.symbol)
            .bind(day_text(order.date))
            .bind(&order.issuer)
            .bind(&order.subject)
            .bind(micros(at))
            .bind(by.get())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }
}
