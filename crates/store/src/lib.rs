//! The store: the only crate with SQL. One text for SQLite and PostgreSQL.
//!
//! [`Database::open`] picks the engine by URL. What is read goes through a [`Read`]: a snapshot, so that one page never shows two moments. What is
//! written goes through a [`Write`]: the turn to write is one for the whole installation, over all its processes, and [`Write::log`] takes the entry
//! that says what was done; there is no other way to keep a change. Housekeeping that nobody did (a session seen again, a job claimed) goes
//! through a [`Work`], which has no entry.
//!
//! Each module is an area and holds its statements, the rows that come back, and nothing of the rules.

pub mod backup;
mod bulk;
mod campaign_lists;
mod campaigns;
mod catalogue;
mod cell_sheets;
mod cell_totals;
mod cells;
mod chain;
mod credentials;
mod database;
mod definitions;
mod digests;
mod directory;
mod documents;
mod error;
mod figures;
mod file_rows;
mod files;
mod idempotency;
mod identities;
mod integrity;
mod jobs;
mod log;
mod migrations;
mod notices;
mod numbers;
mod passkeys;
mod people;
mod programmes;
mod readings;
mod register_imports;
mod registers;
mod reports;
mod rows;
mod search;
mod sessions;
mod settings;
mod shelf;
mod sweep;
mod targets;
mod task_clauses;
mod task_counts;
mod task_lists;
mod task_moves;
mod task_reports;
mod tasks;
mod tokens;
mod transaction;
mod units;
mod values;
mod views;
mod waiting;
mod working_days;

pub use campaign_lists::{CampaignRow, Filled, StandingRow, TextKind};
pub use catalogue::{Column, Kind, Table};
pub use cells::NewEntry;
pub use chain::LogCheck;
pub use credentials::Credentials;
pub use database::{Database, Engine, Options};
pub use directory::{PeopleFilter, PeopleOrder};
pub use documents::NewDocument;
pub use error::StoreError;
pub use files::{Content, Files, FilesCheck, FilesError, S3Access};
pub use idempotency::{Claim, KeptAnswer, Keyed};
pub use identities::ExternalIdentity;
pub use integrity::{Defect, free_bytes};
pub use jobs::{JobCounts, JobRow, NewJob};
pub use log::{LogFilter, LogRow, Logged, Write};
pub use notices::NoticeRow;
pub use numbers::{SequenceId, SequenceRow, SlotCounts};
pub use passkeys::{NewPasskey, PasskeyRow};
pub use people::NewAccount;
pub use programmes::ProgrammeRow;
pub use readings::{CitationRow, FindingRow, NewFinding};
pub use register_imports::{NewRegisterImport, RegisterImportRow};
pub use reports::{FrozenFigure, NarrativeRow, NewNarrative, ReportRow, ReportVersionRow};
pub use search::{Hit, NotAnEnd, SearchEnd, SearchFilter};
pub use sessions::{NewSession, SessionRow, TriesRow};
pub use shelf::{RegisterFilter, RegisterOrder};
pub use task_clauses::ClauseRow;
pub use task_counts::{TaskGroup, TaskKey};
pub use task_lists::{TaskEnd, TaskFilter, TaskOrder};
pub use task_moves::Moment;
pub use task_reports::{NewTaskReport, TaskReportRow};
pub use tasks::{TaskFileRow, TaskRow};
pub use tokens::{NewToken, TokenRow};
pub use transaction::{Read, Work};
pub use units::NewEvent;
pub use views::ViewRow;
pub use waiting::{NewWaiting, WaitingRow};
