//! Rows as structs. The derive macro of the drivers does the same, but builds both drivers a second time for the compiler to run.

/// A struct whose fields are columns of the same names, read from a row of either engine.
macro_rules! row {
    ($(#[$attribute:meta])* $visibility:vis struct $name:ident { $($seen:vis $field:ident: $type:ty,)* }) => {
        $(#[$attribute])*
        $visibility struct $name {
            $($seen $field: $type,)*
        }
        $crate::rows::from_row!($name, sqlx::sqlite::SqliteRow, $($field)*);
        $crate::rows::from_row!($name, sqlx::postgres::PgRow, $($field)*);
    };
}
pub(crate) use row;

macro_rules! from_row {
    ($name:ident, $row:ty, $($field:ident)*) => {
        impl sqlx::FromRow<'_, $row> for $name {
            fn from_row(row: &$row) -> sqlx::Result<Self> {
                Ok(Self { $($field: sqlx::Row::try_get(row, stringify!($field))?,)* })
            }
        }
    };
}
pub(crate) use from_row;
