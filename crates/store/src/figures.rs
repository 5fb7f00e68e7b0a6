//! Figures of registers, added up where the documents are.

use crate::StoreError;
use crate::transaction::{Read, on};
use crate::values::{among, day, day_text};
use domain::UnitId;
use domain::documents::{Figures, Group, Period, Timeliness};
use domain::units::UnitSet;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query_as};

/// How an incoming document is handled on a day, as `Document::timeliness` says it; empty for what is issued here.
macro_rules! timeliness {
    ($today:literal) => {
        concat!(
            "CASE WHEN direction <> 'incoming' THEN ''
            WHEN state = 'done' AND due_on IS NOT NULL AND done_on > due_on THEN 'done_late'
            WHEN state = 'done' THEN 'done_in_time'
            WHEN due_on IS NOT NULL AND COALESCE(done_on, ",
            $today,
            ") > due_on THEN 'open_late'
            ELSE 'open_in_time' END"
        )
    };
}
pub(crate) use timeliness;

/// What is counted, and by what: `domain::documents::figures` says the same of single documents.
const COUNT: &str = concat!(
    "SELECT unit, direction, kind, SUBSTR(counted_on, 1, 7) AS month, ",
    timeliness!("$3"),
    " AS timeliness, COUNT(*)
    FROM document
    WHERE counted_on >= $1 AND counted_on <= $2
        AND (direction = 'incoming' OR state IN ('issued', 'replaced', 'expired'))"
);
const GROUPS: &str = " GROUP BY 1, 2, 3, 4, 5";

type Row = (i64, String, Option<String>, String, String, i64);

impl Read {
    /// The figures of the registers of `units`, of all where there are none, as they stand on the day `today`.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn figures(
        &mut self,
        units: Option<&UnitSet>,
        period: Period,
        today: Date,
    ) -> Result<Figures, StoreError> {
        let mut figures = Figures::new(period, today);
        let units = units.map(|units| format!(" AND {}", among("document.unit", units))).unwrap_or_default();
        let statement = format!("{COUNT}{units}{GROUPS}");
        let rows: Vec<Row> = on!(self, c => query_as(AssertSqlSafe(statement))
            .bind(day_text(period.from))
            .bind(day_text(period.last))
            .bind(day_text(today))
            .fetch_all(c)
            .await?);
        for row in rows {
            let (group, count) = group(row)?;
            figures.add(group, count);
        }
        Ok(figures)
    }
}

fn group((unit, direction, kind, month, timeliness, count): Row) -> Result<(Group, u64), StoreError> {
    let group = Group {
        unit: UnitId::new(unit),
        direction: direction.parse().map_err(|e| StoreError::damaged("document.direction", e))?,
        kind,
        month: day("document.counted_on", &format!("{month}-01"))?,
        timeliness: Timeliness::parse(&timeliness),
    };
    Ok((group, u64::try_from(count).unwrap_or_default()))
}
