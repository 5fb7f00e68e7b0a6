//! Saved views of tables: a query under a name, each of one account.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use domain::AccountId;
use sqlx::{query, query_as, query_scalar};

const LIST: &str =
    "SELECT id, page, name, query FROM saved_view WHERE account = $1 AND page = $2 ORDER BY id";
const ONE: &str = "SELECT id, page, name, query FROM saved_view WHERE account = $1 AND id = $2";
const SAVE: &str = "INSERT INTO saved_view (account, page, name, query) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account, page, name) DO UPDATE SET query = excluded.query RETURNING id";
const RENAME: &str = "UPDATE saved_view SET name = $3 WHERE account = $1 AND id = $2";
const REMOVE: &str = "DELETE FROM saved_view WHERE account = $1 AND id = $2";

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRow {
    /// Its number.
    pub id: i64,
    /// The table that it is of.
    pub page: String,
    /// Its name, once for an account and table.
    pub name: String,
    /// What stands behind `?` in its address.
    pub query: String,
}

type Row = (i64, String, String, String);

impl Read {
    /// The account's views of a table, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn views(&mut self, account: AccountId, page: &str) -> Result<Vec<ViewRow>, StoreError> {
        let rows: Vec<Row> =
            on!(self, c => query_as(LIST).bind(account.get()).bind(page).fetch_all(c).await?);
        Ok(rows.into_iter().map(view).collect())
    }

    /// A view of the account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn view(&mut self, account: AccountId, id: i64) -> Result<Option<ViewRow>, StoreError> {
        let row: Option<Row> =
            on!(self, c => query_as(ONE).bind(account.get()).bind(id).fetch_optional(c).await?);
        Ok(row.map(view))
    }
}

impl Work {
    /// Saves a query under a name, in place of the one that stood there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_view(
        &mut self,
        account: AccountId,
        page: &str,
        name: &str,
        query: &str,
    ) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(SAVE)
            .bind(account.get())
            .bind(page)
            .bind(name)
            .bind(query)
            .fetch_one(c)
            .await?))
    }

    /// Gives a view of the account another name; `false` if it has none such.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another view of the table has the name.
    pub async fn rename_view(&mut self, account: AccountId, id: i64, name: &str) -> Result<bool, StoreError> {
        Ok(
            on!(self, c => query(RENAME).bind(account.get()).bind(id).bind(name).execute(c).await?.rows_affected())
                == 1,
        )
    }

    /// Removes a view of the account; `false` if it has none such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_view(&mut self, account: AccountId, id: i64) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(REMOVE).bind(account.get()).bind(id).execute(c).await?.rows_affected()) == 1)
    }
}

fn view((id, page, name, query): Row) -> ViewRow {
    ViewRow { id, page, name, query }
}
