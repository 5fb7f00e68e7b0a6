//! People as a list: who has a post where, found by words, a page at a time.

use crate::StoreError;
use crate::people::{AccountRow, PostRow, account, post, post_columns};
use crate::transaction::{Read, on};
use crate::values::{among, day_text};
use domain::people::{Account, AccountState, Posts};
use domain::units::UnitSet;
use domain::{AccountId, UnitId};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query_as, query_scalar};
use std::fmt::Write as _;

/// The posts of one person, those that they come from and those that come from them.
const POSTS_AROUND: &str = concat!(
    "SELECT ",
    post_columns!(),
    " FROM post WHERE account = $1
        OR id IN (SELECT other_post FROM post WHERE account = $1)
        OR other_post IN (SELECT id FROM post WHERE account = $1) ORDER BY id"
);

/// In which order people are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PeopleOrder {
    /// By name, as in a dictionary.
    #[default]
    Name,
    /// The same, backwards.
    NameBackwards,
    /// By what they type to sign in.
    SignIn,
    /// The same, backwards.
    SignInBackwards,
    /// By id.
    Id,
}

/// Which people are meant.
#[derive(Debug, Clone)]
pub struct PeopleFilter {
    /// Who has, had or will have a post in one of these; none: everybody.
    pub reach: Option<UnitSet>,
    /// Texts that must all stand in the name, in what is typed to sign in, in the address of mail, or in the title or the unit of a
    /// post of today; compared without marks.
    pub words: Vec<String>,
    /// A text that stands in the name; empty: all.
    pub name: String,
    /// A text that stands in the name of a unit in which they have a post today; empty: all.
    pub unit_name: String,
    /// The unit in which they have a post today.
    pub unit: Option<UnitId>,
    /// Whether they may sign in; none: all.
    pub states: Vec<AccountState>,
    /// The day on which posts and names of units are seen.
    pub today: Date,
    /// Only those whose id comes after this one.
    pub after: Option<AccountId>,
    /// In which order.
    pub order: PeopleOrder,
}

impl PeopleFilter {
    /// Everybody, by name.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            reach: None,
            words: Vec::new(),
            name: String::new(),
            unit_name: String::new(),
            unit: None,
            states: Vec::new(),
            today,
            after: None,
            order: PeopleOrder::Name,
        }
    }
}

impl PeopleOrder {
    const fn sql(self) -> &'static str {
        match self {
            Self::Name => "name_key, id",
            Self::NameBackwards => "name_key DESC, id DESC",
            Self::SignIn => "sign_in_name",
            Self::SignInBackwards => "sign_in_name DESC",
            Self::Id => "id",
        }
    }
}

/// A condition with its values: `$1` is the day, texts and numbers follow in the order in which they are asked for.
struct Condition {
    sql: String,
    texts: Vec<String>,
    numbers: Vec<i64>,
}

impl Condition {
    /// Texts stand before numbers, so all of them are named first.
    fn of(filter: &PeopleFilter) -> Self {
        let mut condition = Self {
            sql: " FROM account WHERE 1 = 1".to_owned(),
            texts: vec![day_text(filter.today)],
            numbers: Vec::new(),
        };
        for word in &filter.words {
            let place = condition.pattern(word);
            condition.add(&format!(
                "(folded LIKE ${place} OR sign_in_name LIKE ${place} OR email LIKE ${place} OR {})",
                today(&format!("(post.folded LIKE ${place} OR version.folded LIKE ${place})"))
            ));
        }
        if !filter.name.is_empty() {
            let place = condition.pattern(&filter.name);
            condition.add(&format!("folded LIKE ${place}"));
        }
        if !filter.unit_name.is_empty() {
            let place = condition.pattern(&filter.unit_name);
            condition.add(&today(&format!("version.folded LIKE ${place}")));
        }
        if !filter.states.is_empty() {
            let places: Vec<String> =
                filter.states.iter().map(|state| condition.text(state.code().to_owned())).collect();
            condition.add(&format!("state IN ({})", places.join(", ")));
        }
        if let Some(unit) = filter.unit {
            let place = condition.number(unit.get());
            condition.add(&today(&format!("post.unit = {place}")));
        }
        if let Some(after) = filter.after {
            let place = condition.number(after.get());
            condition.add(&format!("id > {place}"));
        }
        if let Some(units) = &filter.reach {
            condition.add(&format!("id IN (SELECT account FROM post WHERE {})", among("unit", units)));
        }
        condition
    }

    fn add(&mut self, sql: &str) {
        let _ = write!(self.sql, " AND {sql}");
    }

    fn text(&mut self, text: String) -> String {
        self.texts.push(text);
        format!("${}", self.texts.len())
    }

    /// The number of a pattern that finds `text` anywhere.
    fn pattern(&mut self, text: &str) -> usize {
        let text = vitext::fold::fold_text(text).replace(['%', '_', '\\'], "");
        self.texts.push(format!("%{text}%"));
        self.texts.len()
    }

    fn number(&mut self, number: i64) -> String {
        self.numbers.push(number);
        format!("${}", self.texts.len() + self.numbers.len())
    }
}

/// Has a post today for which `what` holds.
fn today(what: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM post JOIN unit_version AS version ON version.unit = post.unit
            AND version.valid_from <= $1 AND version.valid_to > $1
        WHERE post.account = account.id AND post.valid_from <= $1 AND post.valid_to > $1 AND {what})"
    )
}

/// Binds the values of a condition.
macro_rules! bound {
    ($query:expr, $condition:expr) => {{
        let mut query = $query;
        for text in &$condition.texts {
            query = query.bind(text);
        }
        for number in &$condition.numbers {
            query = query.bind(*number);
        }
        query
    }};
}

impl Read {
    /// At most `limit` people after the first `offset`.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn people_page(
        &mut self,
        filter: &PeopleFilter,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError> {
        let mut condition = Condition::of(filter);
        let (limit, offset) =
            (condition.number(i64::from(limit)), condition.number(i64::try_from(offset).unwrap_or(i64::MAX)));
        let sql = format!(
            "SELECT id, sign_in_name, display_name, email, language, state{} ORDER BY {} LIMIT {limit} OFFSET {offset}",
            condition.sql,
            filter.order.sql()
        );
        let rows: Vec<AccountRow> =
            on!(self, c => bound!(query_as(AssertSqlSafe(sql)), condition).fetch_all(c).await?);
        rows.into_iter().map(account).collect()
    }

    /// How many people there are over all pages.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people_count(&mut self, filter: &PeopleFilter) -> Result<u64, StoreError> {
        let condition = Condition::of(filter);
        let sql = format!("SELECT COUNT(*){} AND $1 = $1", condition.sql);
        let count: i64 =
            on!(self, c => bound!(query_scalar(AssertSqlSafe(sql)), condition).fetch_one(c).await?);
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// The accounts with these ids.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn accounts_with(&mut self, ids: &[AccountId]) -> Result<Vec<Account>, StoreError> {
        let sql = format!(
            "SELECT id, sign_in_name, display_name, email, language, state FROM account WHERE id IN ({})",
            places(ids.len())
        );
        let rows: Vec<AccountRow> = on!(self, c => {
            let mut query = query_as(AssertSqlSafe(sql));
            for id in ids {
                query = query.bind(id.get());
            }
            query.fetch_all(c).await?
        });
        rows.into_iter().map(account).collect()
    }

    /// The posts of these people.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn posts_of_all(&mut self, accounts: &[AccountId]) -> Result<Posts, StoreError> {
        let sql = format!(
            concat!("SELECT ", post_columns!(), " FROM post WHERE account IN ({}) ORDER BY id"),
            places(accounts.len())
        );
        let rows: Vec<PostRow> = on!(self, c => {
            let mut query = query_as(AssertSqlSafe(sql));
            for id in accounts {
                query = query.bind(id.get());
            }
            query.fetch_all(c).await?
        });
        rows.into_iter().map(post).collect()
    }

    /// The posts of one person, those that they come from and those that come from them.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn posts_around(&mut self, account: AccountId) -> Result<Posts, StoreError> {
        let rows: Vec<PostRow> =
            on!(self, c => query_as(POSTS_AROUND).bind(account.get()).fetch_all(c).await?);
        rows.into_iter().map(post).collect()
    }
}

/// `$1, $2, …`; nobody has the id 0.
fn places(count: usize) -> String {
    if count == 0 {
        return "0".to_owned();
    }
    (1..=count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
