//! Cells: all that was ever entered, and what stands.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Read, Work, on};
use crate::values::{day_text, micros};
use domain::indicators::{Amount, Decimals, Reading, Slice};
use domain::periods::Period;
use domain::roll_up::{Cell, CellKey, Cells, Series};
use domain::units::History;
use domain::{AccountId, IndicatorId, UnitId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query_as, query_scalar};
use std::collections::{BTreeMap, BTreeSet, HashMap};

const SERIES: &str =
    "SELECT id FROM series WHERE indicator = $1 AND part = $2 AND last_on = $3 AND from_on = $4";
const OF_PERIOD: &str = "SELECT id, indicator, part FROM series WHERE last_on = $1 AND from_on = $2";
const NEW_SERIES: &str =
    "INSERT INTO series (indicator, part, last_on, from_on) VALUES ($1, $2, $3, $4) RETURNING id";
const LAST_ENTRY: &str = "SELECT COALESCE(MAX(id), 0) FROM cell_entry";
const NEW_ENTRY: &str =
    "INSERT INTO cell_entry (id, series, unit, state, scaled, decimals, comment, at, account)";
const SET_CELL: &str = "INSERT INTO cell (series, unit, state, scaled, decimals, entry)";
const OR_CELL: &str =
    " ON CONFLICT (series, unit) DO UPDATE SET state = excluded.state, scaled = excluded.scaled,
    decimals = excluded.decimals, entry = excluded.entry";
const OF_SERIES: &str =
    "SELECT unit, state, scaled, decimals, entry FROM cell WHERE series = $1 ORDER BY unit";
const STOOD: &str = "SELECT unit, state, scaled, decimals, id AS entry FROM cell_entry e WHERE series = $1 AND id <= $2
    AND NOT EXISTS (SELECT 1 FROM cell_entry l WHERE l.series = e.series AND l.unit = e.unit AND l.id > e.id AND l.id <= $2)
    ORDER BY unit";
const ENTRIES: &str = "SELECT unit, state, scaled, decimals, id AS entry FROM cell_entry WHERE series = $1 AND unit = $2 ORDER BY id";

/// Places in one statement: long lists are slow to read.
pub(crate) const MANY: usize = 500;

/// Something that is entered in a cell.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// In which.
    pub key: CellKey,
    /// What: missing takes out what stood there.
    pub reading: Reading<Amount>,
    /// What is said about it.
    pub comment: Option<String>,
}

row! {
    #[derive(Debug)]
    pub(crate) struct CellRow {
        pub(crate) unit: i64,
        pub(crate) state: String,
        pub(crate) scaled: Option<i64>,
        pub(crate) decimals: Option<i64>,
        pub(crate) entry: i64,
    }
}

/// Series, state, amount of the smallest part, decimals, entry.
type StandingRow = (i64, String, Option<i64>, Option<i64>, i64);

impl Read {
    /// The number of the last entry; nought before the first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_cell_entry(&mut self) -> Result<u64, StoreError> {
        let last: i64 = on!(self, c => query_scalar(LAST_ENTRY).fetch_one(c).await?);
        u64::try_from(last).map_err(|e| StoreError::damaged("cell_entry.id", e))
    }

    /// What stands in the cells of these series; with the number of an entry what stood there after it ("as reported on").
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cells(
        &mut self,
        series: &BTreeSet<Series>,
        after: Option<u64>,
    ) -> Result<Cells, StoreError> {
        let mut cells = Cells::default();
        for series in series {
            let Some(id) = self.series_id(series).await? else { continue };
            let rows: Vec<CellRow> = match after.map(i64::try_from) {
                None => on!(self, c => query_as(OF_SERIES).bind(id).fetch_all(c).await?),
                Some(Ok(after)) => on!(self, c => query_as(STOOD).bind(id).bind(after).fetch_all(c).await?),
                // No entry has such a number yet.
                Some(Err(_)) => on!(self, c => query_as(OF_SERIES).bind(id).fetch_all(c).await?),
            };
            for row in rows {
                let (unit, cell) = cell(row)?;
                cells.set(CellKey { unit, series: series.clone() }, cell);
            }
        }
        Ok(cells)
    }

    /// All that was ever entered in a cell, the first first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cell_entries(&mut self, key: &CellKey) -> Result<Vec<Cell>, StoreError> {
        let Some(id) = self.series_id(&key.series).await? else { return Ok(Vec::new()) };
        let rows: Vec<CellRow> =
            on!(self, c => query_as(ENTRIES).bind(id).bind(key.unit.get()).fetch_all(c).await?);
        rows.into_iter().map(|row| cell(row).map(|(_, cell)| cell)).collect()
    }

    /// The id of a series; none where nothing was ever entered.
    pub(crate) async fn series_id(&mut self, series: &Series) -> Result<Option<i64>, StoreError> {
        let (part, last, from) = series_columns(series);
        Ok(on!(self, c => query_scalar(SERIES)
            .bind(series.indicator.get())
            .bind(part)
            .bind(&last)
            .bind(&from)
            .fetch_optional(c)
            .await?))
    }

    async fn standing(&mut self, unit: i64, series: &[i64]) -> Result<Vec<(i64, CellRow)>, StoreError> {
        let mut found = Vec::new();
        for chunk in series.chunks(MANY) {
            let places = (0..chunk.len()).map(|n| format!("${}", n + 2)).collect::<Vec<_>>().join(", ");
            let statement = format!(
                "SELECT series, state, scaled, decimals, entry FROM cell WHERE unit = $1 AND series IN ({places})"
            );
            let rows: Vec<StandingRow> = on!(self, c => {
                let mut query = query_as(AssertSqlSafe(statement)).bind(unit);
                for series in chunk {
                    query = query.bind(*series);
                }
                query.fetch_all(c).await?
            });
            found.extend(rows.into_iter().map(|(series, state, scaled, decimals, entry)| {
                (series, CellRow { unit, state, scaled, decimals, entry })
            }));
        }
        Ok(found)
    }
}

impl Work {
    /// Enters figures, in their order, and moves the totals of all units above in the same transaction. Gives the number of the last.
    ///
    /// Entries are numbered without gap: whoever writes has the only turn to.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn enter_cells(
        &mut self,
        history: &History,
        entries: &[NewEntry],
        (at, by): (Timestamp, AccountId),
    ) -> Result<u64, StoreError> {
        let ids = self.series_of(entries.iter().map(|entry| &entry.key.series).collect()).await?;
        let mut touched: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for entry in entries {
            touched.entry(entry.key.unit.get()).or_default().insert(ids[&entry.key.series]);
        }
        let mut before: HashMap<(i64, i64), Reading<Amount>> = HashMap::new();
        for (unit, series) in touched {
            let series: Vec<i64> = series.into_iter().collect();
            for (series, row) in self.standing(unit, &series).await? {
                before.insert((series, unit), cell(row)?.1.reading);
            }
        }
        let first = self.last_cell_entry().await?;
        let first = i64::try_from(first).map_err(|e| StoreError::damaged("cell_entry.id", e))?;
        let numbered: Vec<(i64, i64, &NewEntry)> =
            (first + 1..).zip(entries).map(|(id, entry)| (id, ids[&entry.key.series], entry)).collect();
        self.bulk(NEW_ENTRY, 9, &numbered, |(id, series, entry), values| {
            values.integer(*id);
            values.integer(*series);
            values.integer(entry.key.unit.get());
            put(entry.reading, values);
            values.optional_text(entry.comment.as_deref());
            values.integer(micros(at));
            values.integer(by.get());
        })
        .await?;
        // The last entry of a cell stands.
        let last: BTreeMap<(i64, i64), (i64, &NewEntry)> = numbered
            .iter()
            .map(|(id, series, entry)| ((*series, entry.key.unit.get()), (*id, *entry)))
            .collect();
        let standing: Vec<_> = last.iter().collect();
        self.bulk_or(SET_CELL, OR_CELL, 6, &standing, |((series, unit), (id, entry)), values| {
            values.integer(*series);
            values.integer(*unit);
            put(entry.reading, values);
            values.integer(*id);
        })
        .await?;
        let changes: Vec<_> = standing
            .into_iter()
            .map(|(place, (_, entry))| {
                let before = before.get(place).copied().unwrap_or(Reading::Missing);
                (place.0, &entry.key, before, entry.reading)
            })
            .collect();
        self.move_totals(history, &changes).await?;
        let last = numbered.last().map_or(first, |(id, ..)| *id);
        u64::try_from(last).map_err(|e| StoreError::damaged("cell_entry.id", e))
    }

    /// The ids of series, new ones for those that have none yet. Those of one period are looked up at once.
    async fn series_of<'a>(
        &mut self,
        wanted: BTreeSet<&'a Series>,
    ) -> Result<HashMap<&'a Series, i64>, StoreError> {
        let mut known: HashMap<Series, i64> = HashMap::new();
        for period in wanted.iter().map(|series| series.period).collect::<BTreeSet<_>>() {
            let (last, from) = (day_text(period.last), day_text(period.from));
            let rows: Vec<(i64, i64, String)> =
                on!(self, c => query_as(OF_PERIOD).bind(&last).bind(&from).fetch_all(c).await?);
            for (id, indicator, part) in rows {
                known.insert(self::series((indicator, &part, &from, &last))?, id);
            }
        }
        let mut ids = HashMap::with_capacity(wanted.len());
        for series in wanted {
            let id = match known.get(series) {
                Some(id) => *id,
                None => self.series(series).await?,
            };
            ids.insert(series, id);
        }
        Ok(ids)
    }

    /// The id of a series, a new one where it has none yet.
    pub(crate) async fn series(&mut self, series: &Series) -> Result<i64, StoreError> {
        if let Some(id) = self.series_id(series).await? {
            return Ok(id);
        }
        let (part, last, from) = series_columns(series);
        Ok(on!(self, c => query_scalar(NEW_SERIES)
            .bind(series.indicator.get())
            .bind(part)
            .bind(&last)
            .bind(&from)
            .fetch_one(c)
            .await?))
    }
}

/// State, amount and decimals as they stand in three columns.
fn put(reading: Reading<Amount>, values: &mut crate::bulk::Values) {
    let state = match reading {
        Reading::Missing => "missing",
        Reading::NotApplicable => "not_applicable",
        Reading::Value(_) => "value",
    };
    let amount = reading.value();
    values.text(state);
    values.optional_integer(amount.map(Amount::scaled));
    values.optional_integer(amount.map(|amount| i64::from(amount.decimals().get())));
}

fn series_columns(series: &Series) -> (&str, String, String) {
    let part = match &series.slice {
        Slice::Whole => "",
        Slice::Part(item) => item.as_str(),
    };
    (part, day_text(series.period.last), day_text(series.period.from))
}

/// A series from its columns.
pub(crate) fn series((indicator, part, from, last): (i64, &str, &str, &str)) -> Result<Series, StoreError> {
    let slice = match part {
        "" => Slice::Whole,
        part => Slice::Part(part.parse().map_err(|e| StoreError::damaged("series.part", e))?),
    };
    let from = crate::values::day("series.from_on", from)?;
    let last = crate::values::day("series.last_on", last)?;
    let period =
        Period::new(from, last).ok_or_else(|| StoreError::damaged("series.last_on", last.to_string()))?;
    Ok(Series { indicator: IndicatorId::new(indicator), slice, period })
}

pub(crate) fn cell(row: CellRow) -> Result<(UnitId, Cell), StoreError> {
    let damaged = |what| StoreError::damaged(what, format!("entry {}", row.entry));
    let reading = match (row.state.as_str(), row.scaled, row.decimals) {
        ("missing", ..) => Reading::Missing,
        ("not_applicable", ..) => Reading::NotApplicable,
        ("value", Some(scaled), Some(decimals)) => {
            let decimals = u8::try_from(decimals).ok().and_then(|decimals| Decimals::new(decimals).ok());
            Reading::Value(Amount::new(scaled, decimals.ok_or_else(|| damaged("cell.decimals"))?))
        }
        _ => return Err(damaged("cell.state")),
    };
    let entered = u64::try_from(row.entry).map_err(|_| damaged("cell.entry"))?;
    Ok((UnitId::new(row.unit), Cell { reading, entered }))
}
