//! The first start: one unit, one administrator.

use crate::app::{Deed, NOTHING};
use crate::sign_in::blocking;
use crate::{App, AppError, Origin};
use domain::log::Actor;
use domain::people::{Language, Post, PostKind, RoleCode, SignInName};
use domain::units::{Change, History, KindCode, NewUnit, Order};
use domain::{PostId, Span};
use identity::Os;
use identity::password::OneTimePassword;
use store::{NewAccount, NewEvent};

/// The unit at the top.
#[derive(Debug, Clone, Copy)]
pub struct Root<'a> {
    /// Its name.
    pub name: &'a str,
    /// Code of its kind.
    pub kind: &'a str,
    /// Its first day.
    pub since: jiff::civil::Date,
}

/// Whom the first start has made.
#[derive(Debug)]
pub struct FirstStart {
    /// Name to sign in with.
    pub sign_in: SignInName,
    /// The password, printed once and nowhere kept.
    pub password: OneTimePassword,
}

impl App {
    /// Makes the root unit `root`, which began on the day `since`, and one administrator, if there is no account yet.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn first_start(&self, root: &Root<'_>) -> Result<Option<FirstStart>, AppError> {
        let (now, today) = (self.now(), self.today());
        let password = OneTimePassword::generate(&mut Os);
        let (hasher, shown) = (self.0.hasher.clone(), password.clone());
        if self.0.database.read().await?.count_accounts().await? > 0 {
            return Ok(None);
        }
        let hash = blocking(move || hasher.hash_one_time(&shown, &mut Os)).await?;
        let mut write = self.0.database.write().await?;
        // Asked again in its turn: another process may have been faster.
        if write.count_accounts().await? > 0 {
            return Ok(None);
        }
        let unit = write.new_unit(None).await?;
        let change = Change::Create(NewUnit {
            unit,
            kind: KindCode::new(root.kind),
            name: root.name.to_owned(),
            short_name: None,
            parent: None,
            position: None,
        });
        let ordered_by =
            Order { symbol: String::new(), date: root.since, issuer: root.name.to_owned(), subject: None };
        write
            .add_unit_event(&NewEvent {
                date: root.since,
                change: &change,
                ordered_by: &ordered_by,
                entered_at: now,
            })
            .await?;
        let history =
            History::replay(write.unit_events().await?).map_err(|e| AppError::Bug(e.to_string()))?;
        write.derive_units(&history, jiff::civil::Date::MIN).await?;
        let sign_in: SignInName =
            "quantri".parse().map_err(|e: domain::people::NotASignInName| AppError::Bug(e.to_string()))?;
        let new = NewAccount {
            sign_in: sign_in.clone(),
            display_name: "Quản trị hệ thống".to_owned(),
            email: None,
            language: Language::Vi,
        };
        let account = write.add_account(&new, now).await?;
        write.set_password(account, hash.as_str(), true, now).await?;
        write
            .add_post(&Post {
                id: PostId::new(0),
                account,
                unit,
                role: RoleCode::new("administrator"),
                title: "Quản trị hệ thống".to_owned(),
                span: Span::since(today),
                kind: PostKind::Held,
            })
            .await?;
        let deed = Deed {
            verb: "people.first_start",
            kind: "account",
            id: Some(account.get()),
            before: NOTHING,
            after: Some(serde_json::json!({ "unit": unit, "role": "administrator" })),
        };
        let entry = deed.entry(now, Actor::System, None, &Origin::command_line())?;
        write.log(&entry).await?.commit().await?;
        Ok(Some(FirstStart { sign_in, password }))
    }
}
