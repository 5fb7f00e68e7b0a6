//! What cells come to for every unit, moved with each entry: `domain::roll_up::Live`, in rows.
//!
//! Adding up at the time of the question was measured against keeping: all indicators of a period at the root, over 3,000 units × 333
//! indicators, took most of a minute on SQLite and most of a second on PostgreSQL when added up, and milliseconds when kept; a unit's
//! 200 cells cost about 600 rows more to enter.

use crate::StoreError;
use crate::cell_sheets::numbers;
use crate::cells::{CellRow, MANY, cell, series};
use crate::transaction::{Read, Work, on};
use domain::indicators::{Amount, Reading};
use domain::roll_up::{Cell, CellKey, Running, Series};
use domain::units::History;
use domain::{IndicatorId, UnitId};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query, query_as};
use std::collections::BTreeMap;

const ONE: &str = "SELECT billions, ones, cells, idle FROM cell_total WHERE series = $1 AND unit = $2";
const OF_UNIT: &str = "SELECT s.indicator, s.part, s.from_on, s.last_on, t.billions, t.ones, t.cells, t.idle
    FROM cell_total t JOIN series s ON s.id = t.series
    WHERE t.unit = $1 AND s.last_on = $2 AND s.from_on = $3 ORDER BY s.indicator, s.part";
const OF_UNITS: &str =
    "SELECT t.unit, s.indicator, s.part, s.from_on, s.last_on, t.billions, t.ones, t.cells, t.idle
    FROM series s JOIN cell_total t ON s.id = t.series WHERE s.last_on >= $1 AND s.last_on <= $2";
const OF_SERIES: &str =
    "SELECT unit, billions, ones, cells, idle FROM cell_total WHERE series = $1 ORDER BY unit";
const ADD: &str = "INSERT INTO cell_total (series, unit, billions, ones, cells, idle)";
const OR_ADD: &str = " ON CONFLICT (series, unit) DO UPDATE SET billions = cell_total.billions + excluded.billions,
    ones = cell_total.ones + excluded.ones, cells = cell_total.cells + excluded.cells, idle = cell_total.idle + excluded.idle";
const ALL_SERIES: &str = "SELECT id, indicator, part, from_on, last_on FROM series ORDER BY id";
const CELLS: &str = "SELECT unit, state, scaled, decimals, entry FROM cell WHERE series = $1 ORDER BY unit";
const CLEAR: &str = "DELETE FROM cell_total WHERE series = $1";

const BILLION: i64 = 1_000_000_000;

/// What is added to a row: the parts stay far from the ends of `i64` for any number of cells that a disk can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Change {
    billions: i64,
    ones: i64,
    cells: i64,
    idle: i64,
}

impl Change {
    fn add(&mut self, reading: Reading<Amount>, sign: i64) {
        match reading {
            Reading::Missing => {}
            Reading::NotApplicable => self.idle += sign,
            Reading::Value(amount) => {
                self.cells += sign;
                self.billions += amount.scaled() / BILLION * sign;
                self.ones += amount.scaled() % BILLION * sign;
            }
        }
    }

    fn running(self) -> Result<Running, StoreError> {
        let count = |count: i64| u32::try_from(count).map_err(|e| StoreError::damaged("cell_total.cells", e));
        let sum = i128::from(self.billions) * i128::from(BILLION) + i128::from(self.ones);
        Ok(Running { sum, values: count(self.cells)?, not_applicable: count(self.idle)? })
    }
}

type Changes = BTreeMap<(i64, i64), Change>;

fn spread(
    history: &History,
    changes: &mut Changes,
    id: i64,
    key: &CellKey,
    reading: Reading<Amount>,
    sign: i64,
) {
    let Some((placed, day)) = history.placed(key.unit, key.series.period) else { return };
    for unit in history.way_up(placed, day) {
        changes.entry((id, unit.get())).or_default().add(reading, sign);
    }
}

impl Read {
    /// What the cells of a unit and all below it come to, as the tree was.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cell_total(&mut self, unit: UnitId, series: &Series) -> Result<Running, StoreError> {
        let Some(id) = self.series_id(series).await? else { return Ok(Running::default()) };
        let row: Option<(i64, i64, i64, i64)> =
            on!(self, c => query_as(ONE).bind(id).bind(unit.get()).fetch_optional(c).await?);
        row.map_or(Ok(Running::default()), |(billions, ones, cells, idle)| {
            Change { billions, ones, cells, idle }.running()
        })
    }

    /// What all indicators of a period come to for a unit.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cell_totals(
        &mut self,
        unit: UnitId,
        period: domain::periods::Period,
    ) -> Result<Vec<(Series, Running)>, StoreError> {
        type Row = (i64, String, String, String, i64, i64, i64, i64);
        let (last, from) = (period.last.to_string(), period.from.to_string());
        let rows: Vec<Row> =
            on!(self, c => query_as(OF_UNIT).bind(unit.get()).bind(&last).bind(&from).fetch_all(c).await?);
        let total = |(indicator, part, from, last, billions, ones, cells, idle): Row| {
            let change = Change { billions, ones, cells, idle };
            Ok((series((indicator, &part, &from, &last))?, change.running()?))
        };
        rows.into_iter().map(total).collect()
    }

    /// What cells come to for some units, in all periods that end between two days, both with them; of all indicators where none is
    /// named.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn totals_of_units(
        &mut self,
        units: &[UnitId],
        indicators: &[IndicatorId],
        (from, last): (Date, Date),
    ) -> Result<Vec<(UnitId, Series, Running)>, StoreError> {
        type Row = (i64, i64, String, String, String, i64, i64, i64, i64);
        let mut found = Vec::new();
        let of = match indicators {
            [] => String::new(),
            indicators => format!(" AND s.indicator IN ({})", numbers(indicators.iter().map(|id| id.get()))),
        };
        for chunk in units.chunks(MANY) {
            let statement =
                format!("{OF_UNITS}{of} AND t.unit IN ({})", numbers(chunk.iter().map(|id| id.get())));
            let rows: Vec<Row> = on!(self, c => query_as(AssertSqlSafe(statement))
                .bind(from.to_string())
                .bind(last.to_string())
                .fetch_all(c)
                .await?);
            for (unit, indicator, part, from, last, billions, ones, cells, idle) in rows {
                let change = Change { billions, ones, cells, idle };
                found.push((UnitId::new(unit), series((indicator, &part, &from, &last))?, change.running()?));
            }
        }
        Ok(found)
    }

    /// How many totals are not what the cells come to when they are added up anew: none, always.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cell_totals_differ(&mut self, history: &History) -> Result<usize, StoreError> {
        let mut differ = 0;
        for (id, series) in self.all_series().await? {
            let mut should = added_up(history, id, &series, self.standing_in(id).await?);
            let rows: Vec<(i64, i64, i64, i64, i64)> =
                on!(self, c => query_as(OF_SERIES).bind(id).fetch_all(c).await?);
            for (unit, billions, ones, cells, idle) in rows {
                let should = should.remove(&(id, unit)).unwrap_or_default();
                differ += usize::from(Change { billions, ones, cells, idle } != should);
            }
            differ += should.values().filter(|should| **should != Change::default()).count();
        }
        Ok(differ)
    }

    async fn all_series(&mut self) -> Result<Vec<(i64, Series)>, StoreError> {
        let rows: Vec<(i64, i64, String, String, String)> =
            on!(self, c => query_as(ALL_SERIES).fetch_all(c).await?);
        let read = |(id, indicator, part, from, last): (i64, i64, String, String, String)| {
            Ok((id, series((indicator, &part, &from, &last))?))
        };
        rows.into_iter().map(read).collect()
    }

    async fn standing_in(&mut self, id: i64) -> Result<Vec<(UnitId, Cell)>, StoreError> {
        let rows: Vec<CellRow> = on!(self, c => query_as(CELLS).bind(id).fetch_all(c).await?);
        rows.into_iter().map(cell).collect()
    }
}

fn added_up(history: &History, id: i64, series: &Series, cells: Vec<(UnitId, Cell)>) -> Changes {
    let mut changes = Changes::new();
    for (unit, cell) in cells {
        let key = CellKey { unit, series: series.clone() };
        spread(history, &mut changes, id, &key, cell.reading, 1);
    }
    changes
}

impl Work {
    /// Computes the totals anew after something happened to units on `day` or later, or was taken back.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub(crate) async fn derive_cell_totals(
        &mut self,
        history: &History,
        day: jiff::civil::Date,
    ) -> Result<(), StoreError> {
        for (id, series) in self.all_series().await? {
            let cells = self.standing_in(id).await?;
            // Before that day nothing has moved, but for units that had not begun yet and are placed by their first day.
            let early = |unit: UnitId| history.day_of(unit, series.period).is_some_and(|placed| placed < day);
            if series.period.last < day && cells.iter().all(|(unit, _)| early(*unit)) {
                continue;
            }
            on!(self, c => query(CLEAR).bind(id).execute(c).await.map(drop)?);
            self.add_totals(added_up(history, id, &series, cells)).await?;
        }
        Ok(())
    }

    /// Moves the totals of all units above some cells: the id of the series, the cell, what it held, what it holds.
    pub(crate) async fn move_totals(
        &mut self,
        history: &History,
        cells: &[(i64, &CellKey, Reading<Amount>, Reading<Amount>)],
    ) -> Result<(), StoreError> {
        let mut changes = Changes::new();
        for (id, key, before, after) in cells {
            spread(history, &mut changes, *id, key, *before, -1);
            spread(history, &mut changes, *id, key, *after, 1);
        }
        self.add_totals(changes).await
    }

    async fn add_totals(&mut self, changes: Changes) -> Result<(), StoreError> {
        let changes: Vec<_> =
            changes.into_iter().filter(|(_, change)| *change != Change::default()).collect();
        self.bulk_or(ADD, OR_ADD, 6, &changes, |((series, unit), change), values| {
            for value in [*series, *unit, change.billions, change.ones, change.cells, change.idle] {
                values.integer(value);
            }
        })
        .await
    }
}
