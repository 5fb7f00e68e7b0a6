//! Reports: what units wrote, what is written from it, what was issued.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text, instant, micros};
use domain::documents::Stage;
use domain::log::{Hash, NotAHash};
use domain::periods::Period;
use domain::report::{Kind, Report, Statement};
use domain::{AccountId, DocumentId, NarrativeId, ReportId, UnitId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

macro_rules! columns {
    () => {
        "id, unit, kind, from_on, last_on, state, document, changed_at, changed_by, revision"
    };
}

const ONE: &str = concat!("SELECT ", columns!(), " FROM report WHERE id = $1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM report ORDER BY last_on DESC, id DESC");
const BODY: &str = "SELECT body FROM report WHERE id = $1";
const ADD: &str =
    "INSERT INTO report (unit, kind, from_on, last_on, state, body, changed_at, changed_by, revision)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) RETURNING id";
const CHANGE: &str = "UPDATE report SET state = $3, body = $4, document = $5, changed_at = $6, changed_by = $7, revision = revision + 1
    WHERE id = $1 AND revision = $2";
const ADD_VERSION: &str =
    "INSERT INTO report_version (report, revision, state, body, at, account) VALUES ($1, $2, $3, $4, $5, $6)";
const VERSIONS: &str =
    "SELECT revision, state, at, account FROM report_version WHERE report = $1 ORDER BY revision DESC";
const VERSION: &str = "SELECT body FROM report_version WHERE report = $1 AND revision = $2";
const FREEZE: &str = "INSERT INTO report_figure (report, figure, shown, entered)";
const FROZEN: &str = "SELECT figure, shown, entered FROM report_figure WHERE report = $1 ORDER BY figure";
const SET_NARRATIVE: &str =
    "INSERT INTO narrative (unit, from_on, last_on, file, name, statements, added_at, added_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (last_on, from_on, unit) DO UPDATE SET file = excluded.file, name = excluded.name,
        statements = excluded.statements, added_at = excluded.added_at, added_by = excluded.added_by
    RETURNING id";
const NARRATIVES: &str = "SELECT id, unit, file, name, statements, added_at, added_by FROM narrative
    WHERE last_on = $1 AND from_on = $2 ORDER BY unit";

/// A report without its text: what lists show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id.
    pub id: ReportId,
    /// Who reports.
    pub unit: UnitId,
    /// Of what kind of period.
    pub kind: Kind,
    /// Of when.
    pub period: Period,
    /// How far it has come.
    pub state: Stage,
    /// The document that it was issued as.
    pub document: Option<DocumentId>,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// By whom.
    pub changed_by: AccountId,
    /// How often it was changed, from 1.
    pub revision: i64,
}

/// A text that a report had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportVersionRow {
    /// The revision.
    pub revision: i64,
    /// How far it had come.
    pub state: Stage,
    /// Since when it stood.
    pub at: Timestamp,
    /// By whom.
    pub account: AccountId,
}

/// What a bound figure said when its report was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenFigure {
    /// Its id.
    pub figure: String,
    /// What it said.
    pub shown: String,
    /// The last entry of any cell at that moment.
    pub entered: u64,
}

/// What a unit brings.
#[derive(Debug)]
pub struct NewNarrative<'a> {
    /// Who.
    pub unit: UnitId,
    /// Of when.
    pub period: Period,
    /// The content of its file, which a row names.
    pub file: Hash,
    /// The name of its file.
    pub name: &'a str,
    /// What was read in it.
    pub statements: &'a [Statement],
}

/// What a unit wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrativeRow {
    /// Its id.
    pub id: NarrativeId,
    /// Who.
    pub unit: UnitId,
    /// The content of its file.
    pub file: Hash,
    /// The name of its file.
    pub name: String,
    /// What was read in it.
    pub statements: Vec<Statement>,
    /// When it came.
    pub added_at: Timestamp,
    /// From whom.
    pub added_by: AccountId,
}

row! {
    struct Row {
        id: i64,
        unit: i64,
        kind: String,
        from_on: String,
        last_on: String,
        state: String,
        document: Option<i64>,
        changed_at: i64,
        changed_by: i64,
        revision: i64,
    }
}

impl Read {
    /// The report with this id.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn report(&mut self, id: ReportId) -> Result<Option<ReportRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(report).transpose()
    }

    /// All reports, the latest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn reports(&mut self) -> Result<Vec<ReportRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(ALL).fetch_all(c).await?);
        rows.into_iter().map(report).collect()
    }

    /// The text of a report as it stands.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn report_text(&mut self, id: ReportId) -> Result<Option<Report>, StoreError> {
        let body: Option<String> = on!(self, c => query_scalar(BODY).bind(id.get()).fetch_optional(c).await?);
        body.map(|body| text("report.body", &body)).transpose()
    }

    /// All that a report was, the last first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn report_versions(&mut self, id: ReportId) -> Result<Vec<ReportVersionRow>, StoreError> {
        let rows: Vec<(i64, String, i64, i64)> =
            on!(self, c => query_as(VERSIONS).bind(id.get()).fetch_all(c).await?);
        let version = |(revision, state, at, account): (i64, String, i64, i64)| {
            Ok(ReportVersionRow {
                revision,
                state: stage("report_version.state", &state)?,
                at: instant("report_version.at", at)?,
                account: AccountId::new(account),
            })
        };
        rows.into_iter().map(version).collect()
    }

    /// The text that a report had at a revision.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn report_version(
        &mut self,
        id: ReportId,
        revision: i64,
    ) -> Result<Option<Report>, StoreError> {
        let body: Option<String> =
            on!(self, c => query_scalar(VERSION).bind(id.get()).bind(revision).fetch_optional(c).await?);
        body.map(|body| text("report_version.body", &body)).transpose()
    }

    /// What the figures of a report said when it was issued.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn report_figures(&mut self, id: ReportId) -> Result<Vec<FrozenFigure>, StoreError> {
        let rows: Vec<(String, String, i64)> =
            on!(self, c => query_as(FROZEN).bind(id.get()).fetch_all(c).await?);
        let figure = |(figure, shown, entered): (String, String, i64)| {
            let entered =
                u64::try_from(entered).map_err(|e| StoreError::damaged("report_figure.entered", e))?;
            Ok(FrozenFigure { figure, shown, entered })
        };
        rows.into_iter().map(figure).collect()
    }

    /// What units wrote of a period, by unit.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn narratives(&mut self, period: Period) -> Result<Vec<NarrativeRow>, StoreError> {
        type Row = (i64, i64, String, String, String, i64, i64);
        let rows: Vec<Row> = on!(self, c => query_as(NARRATIVES)
            .bind(day_text(period.last))
            .bind(day_text(period.from))
            .fetch_all(c)
            .await?);
        let narrative = |(id, unit, file, name, statements, at, by): Row| {
            Ok(NarrativeRow {
                id: NarrativeId::new(id),
                unit: UnitId::new(unit),
                file: file.parse().map_err(|e: NotAHash| StoreError::damaged("narrative.file", e))?,
                name,
                statements: text("narrative.statements", &statements)?,
                added_at: instant("narrative.added_at", at)?,
                added_by: AccountId::new(by),
            })
        };
        rows.into_iter().map(narrative).collect()
    }
}

impl Work {
    /// Keeps a new report as a draft.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_report(
        &mut self,
        new: &Report,
        (at, by): (Timestamp, AccountId),
    ) -> Result<ReportId, StoreError> {
        let body = json("report.body", new)?;
        let state = Stage::Draft.code();
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(new.unit.get())
            .bind(new.kind.code())
            .bind(day_text(new.period.from))
            .bind(day_text(new.period.last))
            .bind(state)
            .bind(&body)
            .bind(micros(at))
            .bind(by.get())
            .fetch_one(c)
            .await?);
        self.add_report_version((id, 1), state, &body, (at, by)).await?;
        Ok(ReportId::new(id))
    }

    /// Keeps what a report has become. False when it is no longer at the revision of `row`: then nothing is changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn change_report(
        &mut self,
        row: &ReportRow,
        new: &Report,
        (at, by): (Timestamp, AccountId),
    ) -> Result<bool, StoreError> {
        let body = json("report.body", new)?;
        let changed = on!(self, c => query(CHANGE)
            .bind(row.id.get())
            .bind(row.revision)
            .bind(row.state.code())
            .bind(&body)
            .bind(row.document.map(DocumentId::get))
            .bind(micros(at))
            .bind(by.get())
            .execute(c)
            .await
            .map(|done| done.rows_affected())?);
        if changed == 1 {
            let revision = (row.id.get(), row.revision + 1);
            self.add_report_version(revision, row.state.code(), &body, (at, by)).await?;
        }
        Ok(changed == 1)
    }

    async fn add_report_version(
        &mut self,
        (id, revision): (i64, i64),
        state: &str,
        body: &str,
        (at, by): (Timestamp, AccountId),
    ) -> Result<(), StoreError> {
        on!(self, c => query(ADD_VERSION)
            .bind(id)
            .bind(revision)
            .bind(state)
            .bind(body)
            .bind(micros(at))
            .bind(by.get())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Keeps what the figures of a report say at its issue.
    ///
    /// # Errors
    /// When the database does not answer; [`StoreError::Taken`] when they were kept before.
    pub async fn freeze_report(&mut self, id: ReportId, figures: &[FrozenFigure]) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(figures.len());
        for figure in figures {
            let entered =
                i64::try_from(figure.entered).map_err(|e| StoreError::damaged("report_figure.entered", e))?;
            rows.push((figure, entered));
        }
        self.bulk(FREEZE, 4, &rows, |(figure, entered), values| {
            values.integer(id.get());
            values.text(&figure.figure);
            values.text(&figure.shown);
            values.integer(*entered);
        })
        .await
    }

    /// Keeps what a unit wrote of a period, in place of what it wrote before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_narrative(
        &mut self,
        new: &NewNarrative<'_>,
        (at, by): (Timestamp, AccountId),
    ) -> Result<NarrativeId, StoreError> {
        let statements = json("narrative.statements", &new.statements)?;
        let id: i64 = on!(self, c => query_scalar(SET_NARRATIVE)
            .bind(new.unit.get())
            .bind(day_text(new.period.from))
            .bind(day_text(new.period.last))
            .bind(new.file.to_string())
            .bind(new.name)
            .bind(&statements)
            .bind(micros(at))
            .bind(by.get())
            .fetch_one(c)
            .await?);
        Ok(NarrativeId::new(id))
    }
}

fn json(what: &'static str, value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::damaged(what, e))
}

fn text<T: serde::de::DeserializeOwned>(what: &'static str, body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|e| StoreError::damaged(what, e))
}

fn stage(what: &'static str, code: &str) -> Result<Stage, StoreError> {
    Stage::ALL
        .into_iter()
        .find(|stage| stage.code() == code)
        .ok_or_else(|| StoreError::damaged(what, code.to_owned()))
}

fn report(row: Row) -> Result<ReportRow, StoreError> {
    let period = Period::new(day("report.from_on", &row.from_on)?, day("report.last_on", &row.last_on)?);
    Ok(ReportRow {
        id: ReportId::new(row.id),
        unit: UnitId::new(row.unit),
        kind: row.kind.parse().map_err(|e| StoreError::damaged("report.kind", e))?,
        period: period.ok_or_else(|| StoreError::damaged("report.last_on", row.last_on))?,
        state: stage("report.state", &row.state)?,
        document: row.document.map(DocumentId::new),
        changed_at: instant("report.changed_at", row.changed_at)?,
        changed_by: AccountId::new(row.changed_by),
        revision: row.revision,
    })
}
