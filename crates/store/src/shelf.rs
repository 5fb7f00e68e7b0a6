//! A register as a list: which documents stand in it, a page at a time.

use crate::StoreError;
use crate::documents::{DocumentRow, columns, document};
use crate::transaction::{Read, on};
use crate::values::day_text;
use domain::UnitId;
use domain::documents::identity::issuer_key;
use domain::documents::{Direction, Document, State};
use jiff::civil::Date;
use sqlx::{query_as, query_scalar};

/// `$5` and `$6` are lists as `|a|b|`, empty for all; `$7` is the day on which something is late, `$8` a pattern for
/// the issuer, both empty for all.
macro_rules! chosen {
    () => {
        " FROM document WHERE unit = $1 AND direction = $2 AND counted_on >= $3 AND counted_on < $4
            AND ($5 = '' OR $5 LIKE '%|' || kind || '|%') AND ($6 = '' OR $6 LIKE '%|' || state || '|%')
            AND ($7 = '' OR due_on < $7 AND done_on IS NULL) AND ($8 = '' OR issuer_key LIKE $8)"
    };
}
macro_rules! page {
    ($order:literal) => {
        concat!("SELECT ", columns!(), chosen!(), " ORDER BY ", $order, " LIMIT $9 OFFSET $10")
    };
}

const COUNT: &str = concat!("SELECT COUNT(*)", chosen!());
const LATEST: &str = page!("counted_on DESC, id DESC");
const EARLIEST: &str = page!("counted_on, id");
const DUE_FIRST: &str = page!("CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on, id");
const DUE_LAST: &str = page!("CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on DESC, id DESC");
/// One step in the index for each unit, however many documents it has.
const UNITS: &str = "WITH RECURSIVE shelf (unit) AS (
        SELECT MIN(unit) FROM document
        UNION ALL SELECT (SELECT MIN(unit) FROM document WHERE document.unit > shelf.unit) FROM shelf
            WHERE shelf.unit IS NOT NULL)
    SELECT unit FROM shelf WHERE unit IS NOT NULL";

/// In which order a register is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RegisterOrder {
    /// By the day under which a document counts, the latest first.
    #[default]
    Latest,
    /// The same, the earliest first.
    Earliest,
    /// By the day on which it is due, the earliest first; those without one stand last.
    DueFirst,
    /// The same, the latest first.
    DueLast,
}

/// Which documents of a register are meant.
#[derive(Debug, Clone)]
pub struct RegisterFilter {
    /// Whose register.
    pub unit: UnitId,
    /// Which way they go.
    pub direction: Direction,
    /// The first day for which they count.
    pub from: Option<Date>,
    /// The first day for which they no longer count.
    pub to: Option<Date>,
    /// Names of kinds; none: all.
    pub kinds: Vec<String>,
    /// How far they have come; none: all.
    pub states: Vec<State>,
    /// What stands in the name of the issuer; empty: all.
    pub issuer: String,
    /// Only what is not done and was due before this day.
    pub late_on: Option<Date>,
    /// In which order.
    pub order: RegisterOrder,
}

impl Read {
    /// At most `limit` documents of a register after the first `offset`, and how many there are in all.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn register_page(
        &mut self,
        filter: &RegisterFilter,
        offset: u64,
        limit: u32,
    ) -> Result<(Vec<Document>, u64), StoreError> {
        let statement = match filter.order {
            RegisterOrder::Latest => LATEST,
            RegisterOrder::Earliest => EARLIEST,
            RegisterOrder::DueFirst => DUE_FIRST,
            RegisterOrder::DueLast => DUE_LAST,
        };
        let from = filter.from.map_or_else(String::new, day_text);
        let to = filter.to.map_or_else(|| "9999-12-31".to_owned(), day_text);
        let kinds = listed(filter.kinds.iter().map(String::as_str));
        let states = listed(filter.states.iter().map(|state| state.code()));
        let late = filter.late_on.map_or_else(String::new, day_text);
        let issuer = issuer_key(&filter.issuer).replace(['%', '_'], "");
        let issuer = if issuer.is_empty() { issuer } else { format!("%{issuer}%") };
        let (unit, direction) = (filter.unit.get(), filter.direction.code());
        let rows: Vec<DocumentRow> = on!(self, c => query_as(statement)
            .bind(unit).bind(direction).bind(&from).bind(&to).bind(&kinds).bind(&states).bind(&late).bind(&issuer)
            .bind(i64::from(limit))
            .bind(i64::try_from(offset).unwrap_or(i64::MAX))
            .fetch_all(c)
            .await?);
        let total: i64 = on!(self, c => query_scalar(COUNT)
            .bind(unit).bind(direction).bind(&from).bind(&to).bind(&kinds).bind(&states).bind(&late).bind(&issuer)
            .fetch_one(c)
            .await?);
        let rows = rows.into_iter().map(document).collect::<Result<_, _>>()?;
        Ok((rows, u64::try_from(total).unwrap_or_default()))
    }

    /// The units in whose registers documents stand.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn units_with_documents(&mut self) -> Result<Vec<UnitId>, StoreError> {
        let units: Vec<i64> = on!(self, c => query_scalar(UNITS).fetch_all(c).await?);
        Ok(units.into_iter().map(UnitId::new).collect())
    }
}

/// `|a|b|`; neither kinds nor states have a bar or a sign of LIKE in them.
fn listed<'a>(all: impl Iterator<Item = &'a str>) -> String {
    let mut text = all.fold(String::new(), |text, one| text + "|" + one);
    if !text.is_empty() {
        text.push('|');
    }
    text
}
