//! Is the installation well? Looks at everything, and leaves it as it was.

use crate::{AppError, LogCheck, with_causes};
use domain::log::{Hash, Head};
use domain::units::History;
use jiff::Timestamp;
use std::path::Path;
use store::{Database, Defect, Files, FilesError, StoreError, free_bytes};

/// The free bytes without which a site should not go on.
const ROOM: u64 = 512 << 20;
/// How far in the future the last entry of the log may be, in seconds: clocks of two machines differ a little.
const CLOCK_SLACK: i64 = 5;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The steps of the schema.
    Schema,
    /// The engine's own check, and the references between tables.
    Engine,
    /// The chain of the log.
    Log,
    /// The rows that follow from the events of the units.
    Units,
    /// The room on the disk.
    Room,
    /// The clock of the machine.
    Clock,
    /// The contents of files.
    Files,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The schema is that of this program, at this step.
    Schema(i64),
    /// It is at another step, or there is none.
    OtherSchema {
        /// Where it is.
        at: Option<i64>,
        /// Where it should be.
        newest: i64,
    },
    /// The engine finds nothing wrong.
    Engine,
    /// It does.
    Defects(Vec<Defect>),
    /// The log is whole, up to this end.
    Log(Head),
    /// It is not.
    LogWrong(LogCheck),
    /// The derived rows are those that the events give.
    Units,
    /// So many are not.
    UnitsDiffer(usize),
    /// The bytes of the database, and those that are free beside it.
    Room {
        /// Of the database.
        size: u64,
        /// Free; none where the disk is that of another machine.
        free: Option<u64>,
    },
    /// Too few are free.
    NoRoom {
        /// Free.
        free: u64,
        /// Should be free.
        wanted: u64,
    },
    /// The clock is not behind the log.
    Clock,
    /// It is: it was set back, or was wrong when the last entry was written.
    ClockBack {
        /// When the last entry was written.
        last: Timestamp,
        /// What the clock says.
        now: Timestamp,
    },
    /// Every content that a row names is there.
    Files {
        /// How many are named.
        named: u64,
        /// How many are there that nobody names.
        orphans: usize,
    },
    /// These are not.
    FilesMissing(Vec<Hash>),
    /// Their place does not take a content, give it back and let go of it; why.
    FilesShut(String),
    /// It could not be looked at; why.
    Unseen(Part, String),
}

impl Finding {
    /// Is it as it should be?
    #[must_use]
    pub fn is_well(&self) -> bool {
        matches!(
            self,
            Self::Schema(_)
                | Self::Engine
                | Self::Log(_)
                | Self::Units
                | Self::Room { .. }
                | Self::Clock
                | Self::Files { .. }
        )
    }
}

/// Looks at every part, in the order of [`Part`]. Without the schema of this program, at nothing else.
pub async fn examine(database: &Database, files: &Files, now: Timestamp) -> Vec<Finding> {
    let first = or_unseen(Part::Schema, schema(database).await);
    if !matches!(first, Finding::Schema(_)) {
        return vec![first];
    }
    vec![
        first,
        or_unseen(Part::Engine, engine(database).await),
        or_unseen(Part::Log, log(database).await),
        or_unseen(Part::Units, units(database).await),
        or_unseen(Part::Room, room(database, files).await),
        or_unseen(Part::Clock, clock(database, now).await),
        or_unseen(Part::Files, contents(database, files, now).await),
    ]
}

fn or_unseen<E: std::error::Error + 'static>(part: Part, found: Result<Finding, E>) -> Finding {
    found.unwrap_or_else(|error| Finding::Unseen(part, with_causes(&error)))
}

async fn schema(database: &Database) -> Result<Finding, StoreError> {
    let at = database.read().await?.schema_version().await?;
    let newest = database.newest_migration();
    Ok(match at {
        Some(at) if at == newest => Finding::Schema(at),
        at => Finding::OtherSchema { at, newest },
    })
}

async fn engine(database: &Database) -> Result<Finding, StoreError> {
    let defects = database.read().await?.defects().await?;
    Ok(if defects.is_empty() { Finding::Engine } else { Finding::Defects(defects) })
}

async fn log(database: &Database) -> Result<Finding, StoreError> {
    Ok(match database.read().await?.check_log().await? {
        LogCheck::Whole(head) => Finding::Log(head),
        wrong => Finding::LogWrong(wrong),
    })
}

async fn units(database: &Database) -> Result<Finding, AppError> {
    let mut read = database.read().await?;
    let history = History::replay(read.unit_events().await?)
        .map_err(|e| AppError::Bug(format!("the units as kept: {e}")))?;
    Ok(match read.derived_units_differ(&history).await? {
        0 => Finding::Units,
        rows => Finding::UnitsDiffer(rows),
    })
}

async fn room(database: &Database, files: &Files) -> Result<Finding, StoreError> {
    let size = database.read().await?.size().await?;
    let folders = [database.folder(), files.folder().map(Path::to_owned)];
    let mut free = None;
    for folder in folders.into_iter().flatten() {
        let here = free_bytes(&folder)?;
        free = Some(free.map_or(here, |free: u64| free.min(here)));
    }
    // A check of a large database, or taking a step of its schema, writes much of it once more.
    let wanted = size.max(ROOM);
    Ok(match free {
        Some(free) if free < wanted => Finding::NoRoom { free, wanted },
        free => Finding::Room { size, free },
    })
}

async fn clock(database: &Database, now: Timestamp) -> Result<Finding, StoreError> {
    let last = database.read().await?.log_last_at().await?;
    Ok(match last {
        Some(last) if last.as_second() > now.as_second() + CLOCK_SLACK => Finding::ClockBack { last, now },
        _ => Finding::Clock,
    })
}

async fn contents(database: &Database, files: &Files, now: Timestamp) -> Result<Finding, FilesError> {
    if let Err(error) = files.try_out(format!("sauro doctor {now}").as_bytes()).await {
        return Ok(Finding::FilesShut(with_causes(&error)));
    }
    let check = files.check(database, now).await?;
    Ok(if check.missing.is_empty() {
        Finding::Files { named: check.named, orphans: check.orphans.len() }
    } else {
        Finding::FilesMissing(check.missing)
    })
}
