//! How values of the rules stand in columns.

use crate::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;

/// The end of what has not ended.
pub(crate) const END: &str = "9999-12-31";

/// Where a name stands in a dictionary, as figures that every database compares alike.
pub(crate) fn sort_text(name: &str) -> String {
    data_encoding::HEXLOWER.encode(&vitext::sort::key(name))
}

/// A day as it stands in a column.
pub(crate) fn day_text(date: Date) -> String {
    date.to_string()
}

/// A day from a column.
pub(crate) fn day(what: &'static str, text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|e: jiff::Error| StoreError::damaged(what, e))
}

/// The day after the last from a column; none while no end is known.
pub(crate) fn end(what: &'static str, text: &str) -> Result<Option<Date>, StoreError> {
    if text == END { Ok(None) } else { day(what, text).map(Some) }
}

/// An instant as it stands in a column.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// An instant from a column.
pub(crate) fn instant(what: &'static str, micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|e| StoreError::damaged(what, e))
}
