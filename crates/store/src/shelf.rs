//! A register as a list: which documents stand in it, a page at a time.

use crate::StoreError;
use crate::documents::{DocumentRow, columns, document};
use crate::figures::timeliness;
use crate::transaction::{Read, on};
use crate::values::{END, among, day_text};
use domain::documents::identity::issuer_key;
use domain::documents::{Direction, Document, State, Timeliness};
use domain::units::UnitSet;
use domain::{DocumentId, UnitId};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query_as, query_scalar};

/// `$4`, `$5` and `$8` are lists as `|a|b|`, empty for all; `$6` is a pattern for the issuer, empty for all; `$7` is the day on which
/// something is late.
const CHOSEN: &str = concat!(
    " FROM document WHERE direction = $1 AND counted_on >= $2 AND counted_on < $3
        AND ($4 = '' OR $4 LIKE '%|' || COALESCE(kind, '-') || '|%')
        AND ($5 = '' OR $5 LIKE '%|' || state || '|%') AND ($6 = '' OR issuer_key LIKE $6)
        AND ($8 = '' OR $8 LIKE '%|' || ",
    timeliness!("$7"),
    " || '|%')"
);
const COLUMNS: &str = concat!("SELECT ", columns!());
/// How many values a filter has.
const VALUES: usize = 8;
/// One step in the index for each unit, however many documents it has.
const UNITS: &str = "WITH RECURSIVE shelf (unit) AS (
        SELECT MIN(unit) FROM document
        UNION ALL SELECT (SELECT MIN(unit) FROM document WHERE document.unit > shelf.unit) FROM shelf
            WHERE shelf.unit IS NOT NULL)
    SELECT unit FROM shelf WHERE unit IS NOT NULL";

/// A statement about documents that a filter chooses, with the values of the filter.
macro_rules! bound {
    ($query:expr, $filter:expr) => {{
        let mut query = $query;
        for text in $filter.texts() {
            query = query.bind(text);
        }
        query
    }};
}

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
    /// Whose registers; none: all.
    pub units: Option<UnitSet>,
    /// Which way they go.
    pub direction: Direction,
    /// The first day for which they count.
    pub from: Option<Date>,
    /// The first day for which they no longer count.
    pub to: Option<Date>,
    /// Names of kinds, `-` for documents of which it is not known; none: all.
    pub kinds: Vec<String>,
    /// How far they have come; none: all.
    pub states: Vec<State>,
    /// What stands in the name of the issuer; empty: all.
    pub issuer: String,
    /// How incoming ones are, or were, handled; none: all.
    pub handled: Vec<Timeliness>,
    /// The day from which lateness is seen.
    pub today: Date,
    /// In which order.
    pub order: RegisterOrder,
}

impl RegisterOrder {
    const fn sql(self) -> &'static str {
        match self {
            Self::Latest => "counted_on DESC, id DESC",
            Self::Earliest => "counted_on, id",
            Self::DueFirst => "CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on, id",
            Self::DueLast => "CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on DESC, id DESC",
        }
    }
}

impl RegisterFilter {
    /// Everything behind the columns that are asked for.
    fn sql(&self) -> String {
        match &self.units {
            Some(units) => format!("{CHOSEN} AND {}", among("document.unit", units)),
            None => CHOSEN.to_owned(),
        }
    }

    fn texts(&self) -> [String; VALUES] {
        let issuer = issuer_key(&self.issuer).replace(['%', '_'], "");
        [
            self.direction.code().to_owned(),
            self.from.map_or_else(String::new, day_text),
            self.to.map_or_else(|| END.to_owned(), day_text),
            listed(self.kinds.iter().map(String::as_str)),
            listed(self.states.iter().map(|state| state.code())),
            if issuer.is_empty() { issuer } else { format!("%{issuer}%") },
            day_text(self.today),
            listed(self.handled.iter().map(|handled| handled.code())),
        ]
    }
}

impl Read {
    /// At most `limit` documents of registers after the first `offset`, and how many there are in all.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn register_page(
        &mut self,
        filter: &RegisterFilter,
        offset: u64,
        limit: u32,
    ) -> Result<(Vec<Document>, u64), StoreError> {
        let (chosen, next) = (filter.sql(), VALUES + 1);
        let order = filter.order.sql();
        let page = format!("{COLUMNS}{chosen} ORDER BY {order} LIMIT ${next} OFFSET ${}", next + 1);
        let count = format!("SELECT COUNT(*){chosen}");
        let (offset, limit) = (i64::try_from(offset).unwrap_or(i64::MAX), i64::from(limit));
        let rows: Vec<DocumentRow> = on!(self, c => bound!(query_as(AssertSqlSafe(page)), filter)
            .bind(limit).bind(offset).fetch_all(c).await?);
        let total: i64 =
            on!(self, c => bound!(query_scalar(AssertSqlSafe(count)), filter).fetch_one(c).await?);
        let rows = rows.into_iter().map(document).collect::<Result<_, _>>()?;
        Ok((rows, u64::try_from(total).unwrap_or_default()))
    }

    /// At most `limit` documents of registers after the one with this id, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn register_after(
        &mut self,
        filter: &RegisterFilter,
        after: DocumentId,
        limit: u32,
    ) -> Result<Vec<Document>, StoreError> {
        let (chosen, next) = (filter.sql(), VALUES + 1);
        let page = format!("{COLUMNS}{chosen} AND id > ${next} ORDER BY id LIMIT ${}", next + 1);
        let rows: Vec<DocumentRow> = on!(self, c => bound!(query_as(AssertSqlSafe(page)), filter)
            .bind(after.get()).bind(i64::from(limit)).fetch_all(c).await?);
        rows.into_iter().map(document).collect()
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
