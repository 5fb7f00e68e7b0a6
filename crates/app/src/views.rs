//! Saved views of tables: the filters of a list under a name, for the person alone.

use crate::app::{Deed, NOTHING};
use crate::permit::Person;
use crate::{AppError, Fault, Thing};
use serde_json::json;
use store::{StoreError, ViewRow};

/// How many views of one table a person has at most.
const VIEWS: usize = 50;
/// Longest name, in letters.
const NAME: usize = 80;
/// Longest name of a table, and longest query, in bytes.
const PAGE: usize = 64;
const QUERY: usize = 4_000;

impl Person {
    /// The person's views of a table, the oldest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn views(&self, page: &str) -> Result<Vec<ViewRow>, AppError> {
        Ok(self.app.database().read().await?.views(self.account.id, page).await?)
    }

    /// Saves a query under a name, in place of the view that had the name; gives the number of the view.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `name`, or as a whole when there are too many.
    pub async fn save_view(&self, page: &str, name: &str, query: &str) -> Result<i64, AppError> {
        let name = checked(name)?;
        if page.is_empty() || page.len() > PAGE || query.len() > QUERY {
            return Err(Fault::whole("views-query-wrong").into());
        }
        let account = self.account.id;
        let mut write = self.app.database().write().await?;
        let views = write.views(account, page).await?;
        if views.len() >= VIEWS && views.iter().all(|view| view.name != name) {
            return Err(Fault::whole("views-too-many").with("limit", VIEWS).into());
        }
        let id = write.save_view(account, page, &name, query).await?;
        self.say_about_view(write, "views.save", id, Some(page)).await?;
        Ok(id)
    }

    /// Gives a view another name.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Refused`] at `name`.
    pub async fn rename_view(&self, id: i64, name: &str) -> Result<(), AppError> {
        let name = checked(name)?;
        let mut write = self.app.database().write().await?;
        match write.rename_view(self.account.id, id, &name).await {
            Ok(true) => self.say_about_view(write, "views.rename", id, None).await,
            Ok(false) => Err(AppError::NotFound { thing: Thing::View }),
            Err(StoreError::Taken(_)) => Err(Fault::at("name", "views-name-taken").into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a view.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn remove_view(&self, id: i64) -> Result<(), AppError> {
        let mut write = self.app.database().write().await?;
        if !write.remove_view(self.account.id, id).await? {
            return Err(AppError::NotFound { thing: Thing::View });
        }
        self.say_about_view(write, "views.remove", id, None).await
    }

    /// The log knows which view, not what the person called it.
    async fn say_about_view(
        &self,
        write: store::Write,
        verb: &str,
        id: i64,
        page: Option<&str>,
    ) -> Result<(), AppError> {
        let after = page.map(|page| json!({ "page": page }));
        let deed = Deed { verb, kind: "view", id: Some(id), before: NOTHING, after };
        write.log(&self.entry(None, &deed)?).await?.commit().await?;
        Ok(())
    }
}

fn checked(typed: &str) -> Result<String, Fault> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(Fault::at("name", "views-name-wrong")) }
}
