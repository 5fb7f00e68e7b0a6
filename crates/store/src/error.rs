//! What can go wrong in the store.

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address of the database is none.
    #[error("not the address of a database: it begins neither with sqlite: nor with postgres:")]
    Address,
    /// The schema is newer than this program, or its history differs.
    #[error("the schema does not fit this program: {0}")]
    Schema(String),
    /// A row with this identity stands already.
    #[error("already there: {0}")]
    Taken(String),
    /// The database is busy or out of reach: trying again later may help.
    #[error("the database is out of reach")]
    Unreachable(#[source] sqlx::Error),
    /// The disk is full.
    #[error("the disk of the database is full")]
    Full(#[source] sqlx::Error),
    /// What is stored cannot be understood.
    #[error("{what} in the database cannot be understood")]
    Damaged {
        /// Table and column.
        what: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The engine refused a statement: our bug.
    #[error("the database refused a statement")]
    Statement(#[source] sqlx::Error),
    /// The request took so long over its key that another one has it now; nothing of it is kept.
    #[error("another request with the same key has taken over")]
    Overtaken,
    /// A file of the database could not be read or written.
    #[error("a file of the store could not be read or written")]
    File(#[from] std::io::Error),
}

impl StoreError {
    /// An error that says what in the database cannot be understood.
    pub fn damaged(what: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Damaged { what, source: source.into() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error;
        match &error {
            Error::Database(database) => {
                // SQLite: primary code 13 SQLITE_FULL, 5 SQLITE_BUSY, 6 SQLITE_LOCKED, 8 SQLITE_READONLY, 10 SQLITE_IOERR,
                // 14 SQLITE_CANTOPEN. PostgreSQL: 53100 disk_full, class 08 connection, 57P0x shut down.
                let code = database.code().unwrap_or_default().into_owned();
                // SQLite adds details above the lowest eight bits; codes of PostgreSQL have five figures or letters.
                let code = match code.parse::<u32>() {
                    Ok(number) if code.len() < 5 => (number & 0xff).to_string(),
                    _ => code,
                };
                if database.is_unique_violation() {
                    return Self::Taken(database.constraint().unwrap_or(database.message()).to_owned());
                }
                match code.as_str() {
                    "13" | "53100" => Self::Full(error),
                    "5" | "6" | "8" | "10" | "14" | "53300" | "57P01" | "57P02" | "57P03" => {
                        Self::Unreachable(error)
                    }
                    _ if code.starts_with("08") => Self::Unreachable(error),
                    _ => Self::Statement(error),
                }
            }
            Error::Io(_) | Error::Tls(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed => {
                Self::Unreachable(error)
            }
            _ => Self::Statement(error),
        }
    }
}
