//! One database, on one of two engines.

use crate::log::Write;
use crate::transaction::{Connection, Read, Work};
use crate::{StoreError, migrations};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, PgPool, SqlitePool};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Which engine keeps the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, inside the program.
    Sqlite,
    /// PostgreSQL or what speaks its protocol.
    PostgreSql,
}

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections for reading.
    pub readers: u32,
    /// How long to wait for a connection, or for the turn to write.
    pub patience: Duration,
    /// Makes the file of SQLite where there is none.
    pub create: bool,
    /// The schema in PostgreSQL; `public` if none.
    pub schema: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 8, patience: Duration::from_secs(30), create: true, schema: None }
    }
}

/// A database that is open. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Database {
    pools: Pools,
    patience: Duration,
    path: Option<Arc<Path>>,
}

#[derive(Debug, Clone)]
enum Pools {
    Sqlite {
        read: SqlitePool,
        /// One connection: SQLite has one writer, and waiting in a queue is better than trying again.
        write: SqlitePool,
    },
    PostgreSql {
        pool: PgPool,
        /// Those of this process wait for their turn to write without a connection: with one each, they would take those of readers.
        turn: Arc<Semaphore>,
    },
}

impl Database {
    /// Opens the database at `url`, `sqlite:PATH` or `postgres://…`; makes the file of SQLite if there is none and the options say so.
    ///
    /// Changes nothing in it: see [`Database::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Address`], or what the engine answers.
    pub async fn open(url: &str, options: &Options) -> Result<Self, StoreError> {
        if let Some(path) = sqlite_path(url) {
            Self::open_sqlite(path, options).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_postgresql(url, options).await
        } else {
            Err(StoreError::Address)
        }
    }

    async fn open_sqlite(path: &str, options: &Options) -> Result<Self, StoreError> {
        let connect = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(options.create)
            .journal_mode(SqliteJournalMode::Wal)
            // What was answered with "done" outlives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(options.patience)
            .pragma("cache_size", "-16000")
            .optimize_on_close(true, None);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            // A full disk ends a transaction of SQLite by itself: sqlx then goes on believing in it, and would never begin another.
            .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
            .acquire_timeout(options.patience);
        let write = connected(write, &connect, options.patience).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(options.readers)
            .acquire_timeout(options.patience)
            .connect_lazy_with(connect);
        let path = Some(Path::new(path).into());
        Ok(Self { pools: Pools::Sqlite { read, write }, patience: options.patience, path })
    }

    async fn open_postgresql(url: &str, options: &Options) -> Result<Self, StoreError> {
        let mut connect = PgConnectOptions::from_str(url)?;
        if let Some(schema) = &options.schema {
            connect = connect.options([("search_path", schema)]);
        }
        let pool = PgPoolOptions::new()
            .max_connections(options.readers + 2)
            .acquire_timeout(options.patience)
            .connect_with(connect)
            .await?;
        let turn = Arc::new(Semaphore::new(1));
        Ok(Self { pools: Pools::PostgreSql { pool, turn }, patience: options.patience, path: None })
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        match &self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::PostgreSql { .. } => Engine::PostgreSql,
        }
    }

    /// Brings the schema to what this program needs. Two processes may do it at once.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when the schema is newer than the program, or its history differs.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.pools {
            // sqlx locks PostgreSQL while it brings the schema, and nothing in SQLite: there, the turn to write is the lock.
            Pools::Sqlite { .. } => {
                let mut work = self.work().await?;
                migrations::within(&mut work, migrations::newest()).await?;
                work.commit().await
            }
            Pools::PostgreSql { pool, .. } => {
                migrations::migrator(Engine::PostgreSql).run(pool).await.map_err(migrations::explain)
            }
        }
    }

    /// The file of SQLite.
    pub(crate) fn sqlite_path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Number of the newest step of the schema that this program knows.
    pub fn newest_migration(&self) -> i64 {
        migrations::newest()
    }

    /// Begins to read: everything read through it is of one moment.
    ///
    /// # Errors
    /// When no connection is to be had in time.
    pub async fn read(&self) -> Result<Read, StoreError> {
        Ok(Read::new(match &self.pools {
            Pools::Sqlite { read, .. } => Connection::Sqlite(read.begin_with("BEGIN DEFERRED").await?),
            Pools::PostgreSql { pool, .. } => Connection::PostgreSql(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?,
            ),
        }))
    }

    /// Begins to write, when it is its turn: one writer at a time, over all processes.
    ///
    /// # Errors
    /// When the turn does not come in time.
    pub async fn write(&self) -> Result<Write, StoreError> {
        let turn = match &self.pools {
            Pools::Sqlite { .. } => None,
            Pools::PostgreSql { turn, .. } => {
                let turn = tokio::time::timeout(self.patience, turn.clone().acquire_owned()).await;
                let turn = turn.map_err(|_| sqlx::Error::PoolTimedOut)?;
                Some(turn.map_err(|_| sqlx::Error::PoolClosed)?)
            }
        };
        Write::begin(self.work().await?, turn).await
    }

    /// Begins housekeeping: writing that no person did and no log records.
    ///
    /// # Errors
    /// When no connection is to be had in time.
    pub async fn work(&self) -> Result<Work, StoreError> {
        Ok(Work::new(match &self.pools {
            Pools::Sqlite { write, .. } => Connection::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::PostgreSql { pool, .. } => Connection::PostgreSql(pool.begin().await?),
        }))
    }

    /// Closes all connections; what is under way ends first.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::PostgreSql { pool, .. } => pool.close().await,
        }
    }
}

/// Connects, as soon as no other process turns the same new file to its write-ahead log: SQLite answers "busy" to that at once, whatever its time for waiting.
async fn connected(
    pool: SqlitePoolOptions,
    connect: &SqliteConnectOptions,
    patience: Duration,
) -> Result<SqlitePool, sqlx::Error> {
    let begin = Instant::now();
    loop {
        match pool.clone().connect_with(connect.clone()).await {
            Err(error) if is_busy(&error) && begin.elapsed() < patience => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            answer => return answer,
        }
    }
}

/// SQLite says that somebody else holds the file: `SQLITE_BUSY`, with or without details above its lowest eight bits.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
}

/// The path in an address of SQLite.
pub(crate) fn sqlite_path(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite:")?;
    Some(path.strip_prefix("//").unwrap_or(path))
}
