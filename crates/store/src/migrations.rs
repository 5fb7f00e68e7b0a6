//! The schema, brought forward.

use crate::transaction::{Connection, Work};
use crate::{Engine, StoreError};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::borrow::Cow;

/// The statements of a step.
enum Statements {
    /// One text for both engines.
    Both(&'static str),
    /// What only one engine can, in its own words.
    Each { sqlite: &'static str, postgresql: &'static str },
}

/// Number, name and statements of each step; forward only, never edited once landed.
const STEPS: &[(i64, &str, Statements)] = &[
    (1, "ground", Statements::Both(include_str!("../migrations/0001_ground.sql"))),
    (2, "documents", Statements::Both(include_str!("../migrations/0002_documents.sql"))),
    (
        3,
        "search",
        Statements::Each {
            sqlite: include_str!("../migrations/0003_search.sqlite.sql"),
            postgresql: include_str!("../migrations/0003_search.postgresql.sql"),
        },
    ),
    (4, "tasks", Statements::Both(include_str!("../migrations/0004_tasks.sql"))),
    (5, "figures", Statements::Both(include_str!("../migrations/0005_figures.sql"))),
    (6, "reports", Statements::Both(include_str!("../migrations/0006_reports.sql"))),
];

/// The steps in the words of `engine`.
pub(crate) fn migrator(engine: Engine) -> Migrator {
    let steps = STEPS.iter().map(|(number, name, statements)| {
        let text = match statements {
            Statements::Both(text) => dialect(engine, text),
            Statements::Each { sqlite, postgresql } => sqlx::SqlStr::from_static(match engine {
                Engine::Sqlite => sqlite,
                Engine::PostgreSql => postgresql,
            }),
        };
        Migration::new(*number, Cow::Borrowed(*name), MigrationType::Simple, text, false)
    });
    Migrator::with_migrations(steps.collect())
}

/// Takes the steps up to the one numbered `to` in a transaction that is under way.
pub(crate) async fn within(work: &mut Work, to: i64) -> Result<(), StoreError> {
    match &mut work.connection {
        Connection::Sqlite(transaction) => {
            migrator(Engine::Sqlite).run_direct(Some(to), &mut **transaction, false).await
        }
        Connection::PostgreSql(transaction) => {
            migrator(Engine::PostgreSql).run_direct(Some(to), &mut **transaction, false).await
        }
    }
    .map_err(explain)
}

/// The number of the last step that this program knows.
pub(crate) fn newest() -> i64 {
    STEPS.last().map_or(0, |(number, ..)| *number)
}

fn dialect(engine: Engine, text: &'static str) -> sqlx::SqlStr {
    match engine {
        Engine::PostgreSql => sqlx::SqlStr::from_static(text),
        Engine::Sqlite => {
            let text = text.replace("BIGSERIAL PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT");
            sqlx::SqlSafeStr::into_sql_str(sqlx::AssertSqlSafe(text))
        }
    }
}

/// Refuses a schema that this program does not know how to use.
pub(crate) fn explain(error: sqlx::migrate::MigrateError) -> StoreError {
    match error {
        sqlx::migrate::MigrateError::Execute(error) => error.into(),
        sqlx::migrate::MigrateError::ExecuteMigration(error, _) => error.into(),
        other => StoreError::Schema(other.to_string()),
    }
}
