//! Tasks as lists, and added up.

use crate::StoreError;
use crate::tasks::{Row, TaskRow, columns, task_row};
use crate::transaction::{Read, on};
use crate::values::{END, day_text, numbers};
use domain::tasks::{Basis, Clears, Stage, Timeliness};
use domain::units::UnitSet;
use domain::{AccountId, DocumentId, TaskId};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query_as, query_scalar};
use std::fmt::Write as _;

/// In which bucket a task stands on the day `$2`, as [`Stage::timeliness`] says it; empty for what was cancelled.
macro_rules! bucket {
    ($due:literal) => {
        concat!(
            "CASE WHEN task.stage = 'cancelled' THEN ''
            WHEN task.stage = 'done' AND task.submitted_on > ",
            $due,
            " THEN 'done_late'
            WHEN task.stage = 'done' THEN 'done_in_time'
            WHEN task.stage <> 'suspended' AND COALESCE(task.submitted_on, $2) > ",
            $due,
            " THEN 'open_late'
            ELSE 'open_in_time' END"
        )
    };
}
const IN_FORCE: &str = bucket!("task.due_on");
const FIRST: &str = bucket!("task.first_due_on");
/// `$1` is a pattern for what is to be done; `$2` is the day; `$3` is the field. Where one is not asked for, the statement names its column
/// nowhere, so that an index can answer it alone.
const PATTERN: [&str; 2] = [" WHERE $1 = $1", " WHERE task.folded LIKE $1"];
const DAY: &str = " AND $2 = $2";
const FIELD: [&str; 2] = [" AND $3 = $3", " AND task.field = $3"];

/// Most fields that are offered.
const FIELDS: usize = 200;

/// Which tasks are meant. An empty list chooses all.
#[derive(Debug, Clone)]
pub struct TaskFilter {
    /// The units that may be looked into: a task is there where one of these hands it out, leads it, accepts it, reviews it or has a part in it;
    /// none: all units.
    pub within: Option<UnitSet>,
    /// Lead units; none: no matter.
    pub leads: Option<UnitSet>,
    /// Units that coordinate; none: no matter.
    pub coordinators: Option<UnitSet>,
    /// Units that handed it out; none: no matter.
    pub givers: Option<UnitSet>,
    /// Units that accept it; none: no matter.
    pub acceptors: Option<UnitSet>,
    /// How far it has come.
    pub stages: Vec<Stage>,
    /// In which bucket, by `basis`.
    pub buckets: Vec<Timeliness>,
    /// By which deadline the bucket is told.
    pub basis: Basis,
    /// Only what lacks one of the six.
    pub unclear: bool,
    /// Only where more time is asked for.
    pub extension_asked: bool,
    /// Only what was accepted without evidence.
    pub without_evidence: bool,
    /// Only clauses of this document.
    pub document: Option<DocumentId>,
    /// Only what no document gives.
    pub without_document: bool,
    /// Only those of this person.
    pub responsible: Option<AccountId>,
    /// Only what nobody is responsible for.
    pub unassigned: bool,
    /// Only those of this field; empty: no matter.
    pub field: String,
    /// Only those of no field.
    pub without_field: bool,
    /// Only those that this leader directs.
    pub leader: Option<AccountId>,
    /// Only what no leader directs.
    pub undirected: bool,
    /// Only items of work programmes whose session is on one of these days, both of them included, or on a day that nobody has said.
    pub sessions: Option<(Date, Date)>,
    /// Units that review what is put before the session; none: no matter.
    pub reviewers: Option<UnitSet>,
    /// Only what was put off.
    pub put_off: bool,
    /// Only what got more time.
    pub extended: bool,
    /// Only what somebody was urged about.
    pub urged: bool,
    /// Only what has no day on which it is due, by `basis`.
    pub undated: bool,
    /// The first day on which it is due, by `basis`.
    pub due_from: Option<Date>,
    /// The last day on which it is due, by `basis`.
    pub due_to: Option<Date>,
    /// Words of what is to be done, folded; empty: no matter.
    pub text: String,
    /// The day from which lateness is seen.
    pub today: Date,
    /// In which order.
    pub order: TaskOrder,
}

impl TaskFilter {
    /// All tasks, seen from this day.
    #[must_use]
    pub fn all(today: Date) -> Self {
        Self {
            within: None,
            leads: None,
            coordinators: None,
            givers: None,
            acceptors: None,
            stages: Vec::new(),
            buckets: Vec::new(),
            basis: Basis::InForce,
            unclear: false,
            extension_asked: false,
            without_evidence: false,
            document: None,
            without_document: false,
            responsible: None,
            unassigned: false,
            field: String::new(),
            without_field: false,
            leader: None,
            undirected: false,
            sessions: None,
            reviewers: None,
            put_off: false,
            extended: false,
            urged: false,
            undated: false,
            due_from: None,
            due_to: None,
            text: String::new(),
            today,
            order: TaskOrder::DueFirst,
        }
    }
}

/// In which order tasks are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TaskOrder {
    /// What is due first, first; what has no day stands last.
    #[default]
    DueFirst,
    /// What is due last, first.
    DueLast,
    /// What was handed out last, first.
    Latest,
    /// In the order of the sessions that take it up.
    Session,
}

/// The last task of a page: the next one begins after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskEnd {
    /// When it is due.
    pub due: Option<Date>,
    /// Its id.
    pub id: TaskId,
}

impl TaskOrder {
    pub(crate) const fn sql(self) -> &'static str {
        match self {
            Self::DueFirst => " ORDER BY task.due_on, task.id",
            Self::DueLast => " ORDER BY task.due_on DESC, task.id DESC",
            Self::Latest => " ORDER BY task.id DESC",
            Self::Session => " ORDER BY COALESCE(task.session_on, '9999-12-31'), task.session, task.id",
        }
    }
}

impl TaskFilter {
    /// The conditions. Only numbers, days and codes of ours are written into the text; what a person typed is bound.
    pub(crate) fn sql(&self) -> String {
        let mut sql = PATTERN[usize::from(!self.pattern().is_empty())].to_owned();
        sql.push_str(DAY);
        sql.push_str(FIELD[usize::from(!self.field.is_empty())]);
        if let Some(within) = &self.within {
            let _ = write!(
                sql,
                " AND ({} OR {} OR {} OR {} OR EXISTS (SELECT 1 FROM task_part WHERE task_part.task = task.id AND {}))",
                reached("+task.lead_unit", within),
                reached("+task.unit", within),
                reached("+task.accepting_unit", within),
                reached("+task.reviewing_unit", within),
                reached("task_part.unit", within),
            );
        }
        for (column, units) in [
            ("task.lead_unit", &self.leads),
            ("task.unit", &self.givers),
            ("task.accepting_unit", &self.acceptors),
            ("task.reviewing_unit", &self.reviewers),
        ] {
            if let Some(units) = units {
                let _ = write!(sql, " AND {}", reached(column, units));
            }
        }
        if let Some(units) = &self.coordinators {
            let _ = write!(
                sql,
                " AND EXISTS (SELECT 1 FROM task_part WHERE task_part.task = task.id AND {})",
                reached("task_part.unit", units)
            );
        }
        if !self.stages.is_empty() {
            let _ =
                write!(sql, " AND task.stage IN ({})", codes(self.stages.iter().map(|stage| stage.code())));
        }
        if !self.buckets.is_empty() {
            let buckets = codes(self.buckets.iter().map(|bucket| bucket.code()));
            let _ = write!(sql, " AND {} IN ({buckets})", timeliness(self.basis));
            sql.push_str(&self.bounds());
        }
        for (is, condition) in [
            (self.unclear, format!(" AND task.clears <> {}", Clears::ALL.bits())),
            (self.extension_asked, " AND task.extension_asked".to_owned()),
            (self.without_evidence, " AND task.stage = 'done' AND NOT task.has_evidence".to_owned()),
        ] {
            if is {
                sql.push_str(&condition);
            }
        }
        if let Some(document) = self.document {
            let _ = write!(
                sql,
                " AND EXISTS (SELECT 1 FROM task_clause WHERE task_clause.task = task.id AND task_clause.document = {document})"
            );
        }
        if self.without_document {
            sql.push_str(" AND NOT EXISTS (SELECT 1 FROM task_clause WHERE task_clause.task = task.id)");
        }
        for (is, condition) in [
            (self.unassigned, " AND task.responsible IS NULL"),
            (self.without_field, " AND task.field IS NULL"),
            (self.undirected, " AND task.leader IS NULL"),
            (self.put_off, " AND task.put_off > 0"),
            (self.extended, " AND task.extensions > 0"),
            (self.urged, " AND task.urgings > 0"),
        ] {
            if is {
                sql.push_str(condition);
            }
        }
        if let Some(leader) = self.leader {
            let _ = write!(sql, " AND task.leader = {leader}");
        }
        if let Some((first, last)) = self.sessions {
            let _ = write!(
                sql,
                " AND task.session IS NOT NULL AND (task.session_on IS NULL OR task.session_on BETWEEN '{first}' AND '{last}')"
            );
        }
        if let Some(account) = self.responsible {
            let _ = write!(sql, " AND task.responsible = {account}");
        }
        let due = self.due();
        if let Some(day) = self.due_from {
            let _ = write!(sql, " AND {due} >= '{day}' AND {due} < '{END}'");
        }
        if let Some(day) = self.due_to {
            let _ = write!(sql, " AND {due} <= '{day}'");
        }
        if self.undated {
            let _ = write!(sql, " AND {due} = '{END}'");
        }
        sql
    }

    /// What follows from the buckets and can be looked up: nobody who wants what is late goes through all that is done.
    fn bounds(&self) -> String {
        let mut bounds = String::new();
        if self.buckets.iter().all(|bucket| !bucket.is_done()) {
            let open = Stage::ALL.into_iter().filter(|stage| !stage.is_over());
            let _ = write!(bounds, " AND task.stage IN ({})", codes(open.map(Stage::code)));
        } else if self.buckets.iter().all(|bucket| bucket.is_done()) {
            let _ = write!(bounds, " AND task.stage = '{}'", Stage::Done.code());
        }
        bounds
    }

    const fn due(&self) -> &'static str {
        match self.basis {
            Basis::InForce => "task.due_on",
            Basis::First => "task.first_due_on",
        }
    }

    pub(crate) fn pattern(&self) -> String {
        let text = vitext::fold::fold_text(self.text.trim()).replace(['%', '_'], " ");
        if text.is_empty() { text } else { format!("%{text}%") }
    }
}

pub(crate) const fn timeliness(basis: Basis) -> &'static str {
    match basis {
        Basis::InForce => IN_FORCE,
        Basis::First => FIRST,
    }
}

/// That a column has one of these units, in SQL. Who stands below whom is asked of the closure once for a statement, not once for a task.
/// A `+` before the column keeps its index out: for what nearly every task fulfils.
fn reached(column: &str, units: &UnitSet) -> String {
    let mut ways = Vec::new();
    if !units.single().is_empty() {
        ways.push(format!("{column} IN ({})", numbers(units.single())));
    }
    if !units.whole().is_empty() {
        ways.push(format!(
            "{column} IN (SELECT reach.descendant FROM unit_closure AS reach WHERE reach.ancestor IN ({})
                AND reach.valid_from <= '{on}' AND reach.valid_to > '{on}')",
            numbers(units.whole()),
            on = units.on(),
        ));
    }
    if ways.is_empty() { "1 = 0".to_owned() } else { format!("({})", ways.join(" OR ")) }
}

fn codes<'a>(all: impl Iterator<Item = &'a str>) -> String {
    all.map(|code| format!("'{code}'")).collect::<Vec<_>>().join(", ")
}

impl Read {
    /// At most `limit` tasks after the first `offset`, and how many there are in all.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_page(
        &mut self,
        filter: &TaskFilter,
        offset: u64,
        limit: u32,
    ) -> Result<(Vec<TaskRow>, u64), StoreError> {
        let start = i64::try_from(offset).unwrap_or(i64::MAX);
        let tail = format!("{} LIMIT {limit} OFFSET {start}", filter.order.sql());
        let rows = self.task_list(filter, &tail).await?;
        // The first page with room left has all of them.
        let all = offset == 0 && rows.len() < limit as usize;
        let total = if all { rows.len() as u64 } else { self.count_tasks(filter).await? };
        Ok((rows, total))
    }

    /// At most `limit` tasks in the order of their deadlines, after the last one of the page before: however far one has gone, a page
    /// costs the same.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn tasks_after(
        &mut self,
        filter: &TaskFilter,
        after: Option<TaskEnd>,
        limit: u32,
    ) -> Result<Vec<TaskRow>, StoreError> {
        let after = after.map(|after| {
            let due = after.due.map_or_else(|| END.to_owned(), day_text);
            format!(" AND (task.due_on, task.id) > ('{due}', {})", after.id)
        });
        let tail = format!("{}{} LIMIT {limit}", after.unwrap_or_default(), TaskOrder::DueFirst.sql());
        self.task_list(filter, &tail).await
    }

    /// At most `limit` tasks in the order of their ids, after that one: nobody who writes meanwhile moves a row across pages.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn tasks_by_id(
        &mut self,
        filter: &TaskFilter,
        after: TaskId,
        limit: u32,
    ) -> Result<Vec<TaskRow>, StoreError> {
        self.task_list(filter, &format!(" AND task.id > {after} ORDER BY task.id LIMIT {limit}")).await
    }

    /// How many tasks there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_tasks(&mut self, filter: &TaskFilter) -> Result<u64, StoreError> {
        let count = format!("SELECT COUNT(*) FROM task{}", filter.sql());
        let total: i64 = on!(self, c => query_scalar(AssertSqlSafe(count))
            .bind(filter.pattern())
            .bind(day_text(filter.today))
            .bind(&filter.field)
            .fetch_one(c)
            .await?);
        Ok(u64::try_from(total).unwrap_or_default())
    }

    /// The fields to which tasks belong, each once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn task_fields(&mut self) -> Result<Vec<String>, StoreError> {
        let statement = format!("SELECT DISTINCT field FROM task WHERE field IS NOT NULL LIMIT {FIELDS}");
        Ok(on!(self, c => query_scalar(AssertSqlSafe(statement)).fetch_all(c).await?))
    }

    async fn task_list(&mut self, filter: &TaskFilter, tail: &str) -> Result<Vec<TaskRow>, StoreError> {
        let page = format!(concat!("SELECT ", columns!(), " FROM task{}{}"), filter.sql(), tail);
        let rows: Vec<Row> = on!(self, c => query_as(AssertSqlSafe(page))
            .bind(filter.pattern())
            .bind(day_text(filter.today))
            .bind(&filter.field)
            .fetch_all(c)
            .await?);
        rows.into_iter().map(task_row).collect()
    }
}
