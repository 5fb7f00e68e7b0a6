//! Cells as sheets: those of some units, or of some indicators, over a stretch of time.

use crate::StoreError;
use crate::cells::{CellRow, MANY, cell, series};
use crate::transaction::{Read, on};
use crate::values::day_text;
use domain::periods::Period;
use domain::roll_up::{CellKey, Cells, Series};
use domain::{IndicatorId, UnitId};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query_as};

const CELLS: &str =
    "SELECT c.unit, c.state, c.scaled, c.decimals, c.entry, s.indicator, s.part, s.from_on, s.last_on
    FROM cell c JOIN series s ON s.id = c.series WHERE s.last_on >= $1 AND s.last_on <= $2";
const OF_UNIT: &str =
    "SELECT c.unit, c.state, c.scaled, c.decimals, c.entry, s.indicator, s.part, s.from_on, s.last_on
    FROM series s JOIN cell c ON c.series = s.id AND c.unit = $3 WHERE s.last_on = $1 AND s.from_on = $2";
const REMARKS: &str = "SELECT s.indicator, s.part, s.from_on, s.last_on, e.comment
    FROM cell c JOIN series s ON s.id = c.series JOIN cell_entry e ON e.id = c.entry
    WHERE c.unit = $1 AND s.last_on = $2 AND s.from_on = $3 AND e.comment IS NOT NULL";

/// Unit, state, amount of the smallest part, decimals, entry; indicator, part and days of the series.
type SheetRow = (i64, String, Option<i64>, Option<i64>, i64, i64, String, String, String);

/// Numbers as a list of SQL.
pub(crate) fn numbers(numbers: impl Iterator<Item = i64>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
}

impl Read {
    /// What stands in the cells of some units, in all periods that end between two days, both with them.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cells_of_units(
        &mut self,
        units: &[UnitId],
        days: (Date, Date),
    ) -> Result<Cells, StoreError> {
        let mut cells = Cells::default();
        for chunk in units.chunks(MANY) {
            let list = numbers(chunk.iter().map(|unit| unit.get()));
            self.sheet(&format!("{CELLS} AND c.unit IN ({list})"), days, &mut cells).await?;
        }
        Ok(cells)
    }

    /// What stands in the cells of one unit for one period.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cells_of_unit(&mut self, unit: UnitId, period: Period) -> Result<Cells, StoreError> {
        let rows: Vec<SheetRow> = on!(self, c => query_as(OF_UNIT)
            .bind(day_text(period.last))
            .bind(day_text(period.from))
            .bind(unit.get())
            .fetch_all(c)
            .await?);
        let mut cells = Cells::default();
        put(rows, &mut cells)?;
        Ok(cells)
    }

    /// What stands in the cells of some indicators, of all units, in all periods that end between two days, both with them.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cells_of_indicators(
        &mut self,
        indicators: &[IndicatorId],
        days: (Date, Date),
    ) -> Result<Cells, StoreError> {
        let mut cells = Cells::default();
        for chunk in indicators.chunks(MANY) {
            let list = numbers(chunk.iter().map(|indicator| indicator.get()));
            self.sheet(&format!("{CELLS} AND s.indicator IN ({list})"), days, &mut cells).await?;
        }
        Ok(cells)
    }

    /// What a unit said about its figures of a period, where the last entry of a cell says something.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn remarks(
        &mut self,
        unit: UnitId,
        period: Period,
    ) -> Result<Vec<(Series, String)>, StoreError> {
        let (last, from) = (day_text(period.last), day_text(period.from));
        let rows: Vec<(i64, String, String, String, String)> =
            on!(self, c => query_as(REMARKS).bind(unit.get()).bind(&last).bind(&from).fetch_all(c).await?);
        let remark = |(indicator, part, from, last, comment): (i64, String, String, String, String)| {
            Ok((series((indicator, &part, &from, &last))?, comment))
        };
        rows.into_iter().map(remark).collect()
    }

    async fn sheet(
        &mut self,
        statement: &str,
        (from, last): (Date, Date),
        cells: &mut Cells,
    ) -> Result<(), StoreError> {
        let statement = statement.to_owned();
        let rows: Vec<SheetRow> = on!(self, c => query_as(AssertSqlSafe(statement))
            .bind(day_text(from))
            .bind(day_text(last))
            .fetch_all(c)
            .await?);
        put(rows, cells)
    }
}

fn put(rows: Vec<SheetRow>, cells: &mut Cells) -> Result<(), StoreError> {
    for (unit, state, scaled, decimals, entry, indicator, part, from, last) in rows {
        let series = series((indicator, &part, &from, &last))?;
        let (unit, cell) = cell(CellRow { unit, state, scaled, decimals, entry })?;
        cells.set(CellKey { unit, series }, cell);
    }
    Ok(())
}
