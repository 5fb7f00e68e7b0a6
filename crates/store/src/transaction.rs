//! What is read at one moment; what is written as one.

use crate::StoreError;
use sqlx::{Postgres, Sqlite, Transaction};
use std::ops::{Deref, DerefMut};

/// A transaction of one of the engines.
#[derive(Debug)]
pub(crate) enum Connection {
    Sqlite(Transaction<'static, Sqlite>),
    PostgreSql(Transaction<'static, Postgres>),
}

/// Runs an expression with the connection `$c` of whichever engine: one text, compiled against both drivers.
macro_rules! on {
    ($transaction:expr, $c:ident => $body:expr) => {
        match &mut $transaction.connection {
            $crate::transaction::Connection::Sqlite(transaction) => {
                let $c = &mut **transaction;
                $body
            }
            $crate::transaction::Connection::PostgreSql(transaction) => {
                let $c = &mut **transaction;
                $body
            }
        }
    };
}
pub(crate) use on;

/// A moment of the database, to read from.
#[derive(Debug)]
pub struct Read {
    pub(crate) connection: Connection,
}

impl Read {
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection }
    }
}

/// Housekeeping: changes that nobody made and no log records. Dropped without [`Work::commit`], nothing has happened.
#[derive(Debug)]
pub struct Work(Read);

impl Work {
    pub(crate) fn new(connection: Connection) -> Self {
        Self(Read::new(connection))
    }

    /// Keeps what was changed.
    ///
    /// # Errors
    /// When the engine cannot keep it; then nothing is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.0.connection {
            Connection::Sqlite(transaction) => transaction.commit().await?,
            Connection::PostgreSql(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}

impl Deref for Work {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.0
    }
}

impl DerefMut for Work {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.0
    }
}
