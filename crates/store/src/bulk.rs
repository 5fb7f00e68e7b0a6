//! Many rows at once.

use crate::StoreError;
use crate::transaction::{Connection, Work};
use sqlx::{AssertSqlSafe, query_with};

/// Bound values in one statement: SQLite takes 32,766, PostgreSQL 65,535; smaller statements are as fast.
const VALUES: usize = 2_000;

/// The values of a row, put in the order of the columns.
pub(crate) struct Values(Vec<Value>);

enum Value {
    Integer(Option<i64>),
    Text(Option<String>),
    Boolean(Option<bool>),
}

impl Values {
    pub(crate) fn integer(&mut self, value: i64) {
        self.0.push(Value::Integer(Some(value)));
    }

    pub(crate) fn optional_integer(&mut self, value: Option<i64>) {
        self.0.push(Value::Integer(value));
    }

    pub(crate) fn optional_boolean(&mut self, value: Option<bool>) {
        self.0.push(Value::Boolean(value));
    }

    pub(crate) fn text(&mut self, value: impl Into<String>) {
        self.0.push(Value::Text(Some(value.into())));
    }

    pub(crate) fn optional_text(&mut self, value: Option<&str>) {
        self.0.push(Value::Text(value.map(str::to_owned)));
    }
}

impl Work {
    /// Inserts `rows`: `insert` is the statement up to its columns, of which there are `columns`, put by `put`.
    pub(crate) async fn bulk<T>(
        &mut self,
        insert: &str,
        columns: usize,
        rows: &[T],
        put: impl FnMut(&T, &mut Values),
    ) -> Result<(), StoreError> {
        self.bulk_or(insert, "", columns, rows, put).await
    }

    /// As [`Work::bulk`]; `otherwise` says what to do where a row stands already, each of which may be named once.
    pub(crate) async fn bulk_or<T>(
        &mut self,
        insert: &str,
        otherwise: &str,
        columns: usize,
        rows: &[T],
        mut put: impl FnMut(&T, &mut Values),
    ) -> Result<(), StoreError> {
        for rows in rows.chunks((VALUES / columns).max(1)) {
            let mut values = Values(Vec::with_capacity(rows.len() * columns));
            for row in rows {
                put(row, &mut values);
            }
            debug_assert_eq!(values.0.len(), rows.len() * columns, "{insert}");
            match &mut self.connection {
                // Named places are looked up one by one in SQLite: bare ones are not.
                Connection::Sqlite(transaction) => {
                    let statement = statement(insert, columns, rows.len(), |_| "?".to_owned()) + otherwise;
                    let arguments = arguments::<sqlx::Sqlite>(values)?;
                    query_with(AssertSqlSafe(statement), arguments).execute(&mut **transaction).await?;
                }
                Connection::PostgreSql(transaction) => {
                    let statement = statement(insert, columns, rows.len(), |n| format!("${n}")) + otherwise;
                    let arguments = arguments::<sqlx::Postgres>(values)?;
                    query_with(AssertSqlSafe(statement), arguments).execute(&mut **transaction).await?;
                }
            }
        }
        Ok(())
    }
}

fn statement(insert: &str, columns: usize, rows: usize, place: impl Fn(usize) -> String) -> String {
    let mut text = format!("{insert} VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                text.push_str(", ");
            }
            text.push_str(&place(row * columns + column + 1));
        }
        text.push(')');
    }
    text
}

fn arguments<D>(values: Values) -> Result<D::Arguments, StoreError>
where
    D: sqlx::Database,
    Option<i64>: for<'q> sqlx::Encode<'q, D> + sqlx::Type<D>,
    Option<String>: for<'q> sqlx::Encode<'q, D> + sqlx::Type<D>,
    Option<bool>: for<'q> sqlx::Encode<'q, D> + sqlx::Type<D>,
{
    use sqlx::Arguments;
    let mut arguments = D::Arguments::default();
    for value in values.0 {
        match value {
            Value::Integer(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::Boolean(value) => arguments.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}
