//! Which tables and columns there are, asked of the engine itself.

use crate::StoreError;
use crate::transaction::{Connection, Read, on};
use sqlx::{AssertSqlSafe, query_as, query_scalar};

const SQLITE_TABLES: &str = r"SELECT name FROM sqlite_schema WHERE type = 'table'
    AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'search\_index%' ESCAPE '\' AND name <> '_sqlx_migrations' ORDER BY name";
const SQLITE_COLUMNS: &str = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid";
const POSTGRESQL_TABLES: &str = r#"SELECT relname::text COLLATE "C" AS name FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
    AND relname <> '_sqlx_migrations' AND relname NOT LIKE 'search\_index%' ORDER BY 1"#;
const POSTGRESQL_COLUMNS: &str = "SELECT a.attname::text, format_type(a.atttypid, NULL),
        COALESCE(array_position(i.indkey::int2[], a.attnum) + 1, 0)::bigint
    FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
    WHERE a.attrelid = (quote_ident($1))::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
const SQLITE_LAST_ID: &str = "SELECT CAST((SELECT seq FROM sqlite_sequence WHERE name = $1) AS BIGINT)";
const POSTGRESQL_SEQUENCE: &str =
    "SELECT pg_get_serial_sequence(quote_ident($1), a.attname) FROM pg_attribute a
    WHERE a.attrelid = (quote_ident($1))::regclass AND a.attnum > 0 AND NOT a.attisdropped
      AND pg_get_serial_sequence(quote_ident($1), a.attname) IS NOT NULL";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `BIGINT`.
    Integer,
    /// `TEXT`.
    Text,
    /// `BOOLEAN`.
    Boolean,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in their order.
    pub columns: Vec<Column>,
    /// The columns of its primary key in their order.
    pub key: Vec<String>,
}

/// A name between the quotes of SQL.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Table {
    /// The quoted names of the columns, for a statement.
    pub(crate) fn column_list(&self) -> String {
        self.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }
}

impl Read {
    /// All tables, by name, but the one in which the steps of the schema are kept, and the index of the search, which follows from others.
    ///
    /// # Errors
    /// [`StoreError::Schema`] for a column of a type that this program does not use.
    pub async fn tables(&mut self) -> Result<Vec<Table>, StoreError> {
        let (tables, columns) = match self.connection {
            Connection::Sqlite(_) => (SQLITE_TABLES, SQLITE_COLUMNS),
            Connection::PostgreSql(_) => (POSTGRESQL_TABLES, POSTGRESQL_COLUMNS),
        };
        let names: Vec<String> = on!(self, c => query_scalar(tables).fetch_all(c).await?);
        let mut all = Vec::with_capacity(names.len());
        for name in names {
            let rows: Vec<(String, String, i64)> =
                on!(self, c => query_as(columns).bind(&name).fetch_all(c).await?);
            let mut key: Vec<(i64, String)> =
                rows.iter().filter(|row| row.2 > 0).map(|row| (row.2, row.0.clone())).collect();
            key.sort();
            let columns = rows.into_iter().map(|(column, declared, _)| {
                let kind = match declared.as_str() {
                    "BIGINT" | "INTEGER" | "bigint" => Kind::Integer,
                    "TEXT" | "text" => Kind::Text,
                    "BOOLEAN" | "boolean" => Kind::Boolean,
                    other => return Err(StoreError::Schema(format!("{name}.{column} is {other}"))),
                };
                Ok(Column { name: column, kind })
            });
            let columns = columns.collect::<Result<_, _>>()?;
            all.push(Table { key: key.into_iter().map(|(_, name)| name).collect(), columns, name });
        }
        Ok(all)
    }

    /// The number of the last step of the schema that was taken; none where there is no schema.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn schema_version(&mut self) -> Result<Option<i64>, StoreError> {
        let there = match self.connection {
            Connection::Sqlite(_) => "SELECT COUNT(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'",
            Connection::PostgreSql(_) => {
                "SELECT COUNT(*) FROM pg_class WHERE relname = '_sqlx_migrations'
                 AND relnamespace = current_schema()::regnamespace"
            }
        };
        let there: i64 = on!(self, c => query_scalar(there).fetch_one(c).await?);
        if there == 0 {
            return Ok(None);
        }
        let last = "SELECT MAX(version) FROM _sqlx_migrations WHERE success";
        Ok(on!(self, c => query_scalar(last).fetch_one(c).await?))
    }

    /// How many rows a table has.
    pub(crate) async fn count(&mut self, table: &str) -> Result<i64, StoreError> {
        let statement = format!("SELECT COUNT(*) FROM {}", quoted(table));
        Ok(on!(self, c => query_scalar(AssertSqlSafe(statement)).fetch_one(c).await?))
    }

    /// The last number that the table gave to a row, also to one that has gone; none where it gives none.
    pub(crate) async fn last_id(&mut self, table: &str) -> Result<Option<i64>, StoreError> {
        match &mut self.connection {
            Connection::Sqlite(transaction) => {
                Ok(query_scalar(SQLITE_LAST_ID).bind(table).fetch_one(&mut **transaction).await?)
            }
            Connection::PostgreSql(transaction) => {
                let sequence: Option<String> =
                    query_scalar(POSTGRESQL_SEQUENCE).bind(table).fetch_optional(&mut **transaction).await?;
                let Some(sequence) = sequence else { return Ok(None) };
                let last = format!("SELECT CASE WHEN is_called THEN last_value END FROM {sequence}");
                Ok(query_scalar(AssertSqlSafe(last)).fetch_one(&mut **transaction).await?)
            }
        }
    }

    /// Lets the next number of `table` be one after `last`.
    pub(crate) async fn set_last_id(&mut self, table: &str, last: i64) -> Result<(), StoreError> {
        match &mut self.connection {
            Connection::Sqlite(transaction) => {
                for statement in [
                    "UPDATE sqlite_sequence SET seq = max(seq, $2) WHERE name = $1",
                    "INSERT INTO sqlite_sequence (name, seq)
                     SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = $1)",
                ] {
                    sqlx::query(statement).bind(table).bind(last).execute(&mut **transaction).await?;
                }
            }
            Connection::PostgreSql(transaction) => {
                let sequence: Option<String> =
                    query_scalar(POSTGRESQL_SEQUENCE).bind(table).fetch_optional(&mut **transaction).await?;
                if let Some(sequence) = sequence {
                    let set = "SELECT setval($1::regclass, $2)";
                    let _: i64 =
                        query_scalar(set).bind(sequence).bind(last).fetch_one(&mut **transaction).await?;
                }
            }
        }
        Ok(())
    }
}
