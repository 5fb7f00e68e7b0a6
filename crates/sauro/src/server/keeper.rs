//! What keeps a site: backup, restore, doctor.

use super::{failed, run, run_to, say};
use crate::arguments::{BackupArguments, DoctorArguments, FilesArguments, RestoreArguments, StoreArguments};
use crate::failure::Failure;
use crate::messages::Messages;
use crate::verbs::Outcome;
use app::doctor::{Finding, Part, examine};
use app::{AppError, LogCheck};
use auditor::Sentence;
use std::path::Path;
use store::backup::{self, BackupError};
use store::{Database, Defect, Files, FilesError, Options, S3Access};

/// The last line tells so many names of contents, no more.
const NAMES: usize = 5;

/// Copies the site to a file.
///
/// # Errors
/// The file or the database cannot be used.
pub(crate) fn backup(arguments: &BackupArguments, messages: &Messages) -> Result<Outcome, Failure> {
    run(async {
        let database = existing(&arguments.store.database).await?;
        let files = files(&arguments.files, &arguments.store)?;
        let (to, replace) = (&arguments.out, arguments.replace);
        let now = app::system_clock()();
        let made = backup::write(&database, &files, to, replace, env!("CARGO_PKG_VERSION"), now).await;
        database.close().await;
        let manifest = made.map_err(|error| not_done(error, to))?;
        let bytes = std::fs::metadata(to)?.len();
        let facts = [
            ("path", to.display().to_string().into()),
            ("tables", manifest.tables.len().into()),
            ("rows", manifest.rows().into()),
            ("files", manifest.files.into()),
            ("size", size(bytes).into()),
            ("log", manifest.log.count.into()),
            ("hash", manifest.log.hash.to_string().into()),
        ];
        say(&messages.text("backup-done", facts))?;
        match manifest.files_missing.len() {
            0 => Ok(()),
            missing => say(&messages.text("backup-missing", [("count", missing.into())])),
        }
    })
}

/// Makes a site from such a file.
///
/// # Errors
/// The place is not empty, the file is damaged, or one of them cannot be used.
pub(crate) fn restore(arguments: &RestoreArguments, messages: &Messages) -> Result<Outcome, Failure> {
    run(async {
        let files = files(&arguments.files, &arguments.store)?;
        let (url, from) = (&arguments.store.database, &arguments.from);
        let restored = backup::restore(url, &Options::default(), &files, from).await;
        let manifest = restored.map_err(|error| not_done(error, from))?;
        let facts = [
            ("at", manifest.at.clone().into()),
            ("tables", manifest.tables.len().into()),
            ("rows", manifest.rows().into()),
            ("files", manifest.files.into()),
            ("log", manifest.log.count.into()),
            ("hash", manifest.log.hash.to_string().into()),
        ];
        say(&messages.text("restore-done", facts))
    })
}

/// Looks at the site and says what to do.
///
/// # Errors
/// The database cannot be opened.
pub(crate) fn doctor(arguments: &DoctorArguments, messages: &Messages) -> Result<Outcome, Failure> {
    run_to(async {
        let database = existing(&arguments.store.database).await?;
        let files = files(&arguments.files, &arguments.store)?;
        let findings = examine(&database, &files, app::system_clock()()).await;
        database.close().await;
        for finding in &findings {
            let sign = if finding.is_well() { "✓" } else { "✗" };
            say(&format!("{sign} {}", messages.sentence(&sentence(finding))))?;
        }
        let unwell = findings.iter().filter(|finding| !finding.is_well()).count();
        if unwell == 0 {
            say(&messages.text("doctor-well", []))?;
        } else {
            say(&messages.text("doctor-unwell", [("count", unwell.into())]))?;
        }
        Ok(Outcome::of_check(unwell == 0))
    })
}

/// Opens a database that is there; makes none.
async fn existing(url: &str) -> Result<Database, Failure> {
    let options = Options { create: false, ..Options::default() };
    Database::open(url, &options).await.map_err(|e| failed(&e.into()))
}

/// The place of the contents: the one named, or the usual one beside the database.
pub(super) fn files(files: &FilesArguments, store: &StoreArguments) -> Result<Files, Failure> {
    let place = files.files_place.clone().unwrap_or_else(|| {
        let path = store.database.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path));
        match path.and_then(|path| Path::new(path).parent()) {
            Some(folder) => folder.join("files").display().to_string(),
            None => "sauro-files".to_owned(),
        }
    });
    let opened = if place.starts_with("s3://") {
        S3Access::of(variable).and_then(|access| Files::in_s3(&place, &access))
    } else {
        Files::open(&place)
    };
    opened.map_err(|error| no_files(&error))
}

#[expect(
    clippy::disallowed_methods,
    reason = "keys are no options: everybody on the machine reads the command line"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

pub(super) fn no_files(error: &FilesError) -> Failure {
    match error {
        FilesError::Variable(name) => Failure::mistake("files-variable", [("name", (*name).to_owned())]),
        FilesError::PlainHttp => Failure::mistake("files-plain-http", []),
        error => Failure::System(Sentence::new("files-unreachable", [("cause", app::with_causes(error))])),
    }
}

fn not_done(error: BackupError, path: &Path) -> Failure {
    let path = ("path", path.display().to_string());
    let sentence = match error {
        BackupError::Exists(_) => return Failure::mistake("backup-exists", [path]),
        BackupError::NotEmpty => Sentence::new("restore-not-empty", []),
        BackupError::Foreign => Sentence::new("restore-foreign", [path]),
        BackupError::Newer { version, .. } => Sentence::new("restore-newer", [path, ("version", version)]),
        BackupError::Damaged(cause) => Sentence::new("restore-damaged", [path, ("cause", cause)]),
        BackupError::Bomb { bytes } => Sentence::new("restore-bomb", [path, ("size", size(bytes))]),
        BackupError::Io(error) => Sentence::new("backup-io", [path, ("cause", error.to_string())]),
        BackupError::Schema(_) => Sentence::new("backup-schema", []),
        BackupError::Files(error) => return no_files(&error),
        BackupError::Store(error) => return failed(&AppError::from(error)),
    };
    Failure::System(sentence)
}

fn sentence(finding: &Finding) -> Sentence {
    match finding {
        Finding::Schema(step) => Sentence::new("doctor-schema", [("step", step.to_string())]),
        Finding::OtherSchema { at: None, .. } => Sentence::new("doctor-no-schema", []),
        Finding::OtherSchema { at: Some(at), newest } => {
            let facts = [("at", at.to_string()), ("newest", newest.to_string())];
            Sentence::new(if at < newest { "doctor-old-schema" } else { "doctor-new-schema" }, facts)
        }
        Finding::Engine => Sentence::new("doctor-engine", []),
        Finding::Defects(defects) => {
            let told = defects.iter().take(NAMES).map(|defect| match defect {
                Defect::Engine(text) => text.clone(),
                Defect::Reference { table, rows } => format!("{table}: {rows}"),
            });
            Sentence::new("doctor-defects", [("list", told.collect::<Vec<_>>().join("; "))])
        }
        Finding::Log(head) => {
            Sentence::new("doctor-log", [("count", head.count.to_string()), ("hash", head.hash.to_string())])
        }
        Finding::LogWrong(LogCheck::CutOff { entries, written }) => Sentence::new(
            "log-cut-off",
            [("found", entries.count.to_string()), ("written", written.count.to_string())],
        ),
        Finding::LogWrong(LogCheck::Broken { entry }) => {
            Sentence::new("log-broken", [("entry", entry.to_string())])
        }
        Finding::LogWrong(LogCheck::Whole(head)) => {
            Sentence::new("log-broken", [("entry", head.count.to_string())])
        }
        Finding::Units => Sentence::new("doctor-units", []),
        Finding::UnitsDiffer(rows) => Sentence::new("doctor-units-differ", [("rows", rows.to_string())]),
        Finding::Room { size: bytes, free: Some(free) } => {
            Sentence::new("doctor-room", [("size", size(*bytes)), ("free", size(*free))])
        }
        Finding::Room { size: bytes, free: None } => {
            Sentence::new("doctor-room-elsewhere", [("size", size(*bytes))])
        }
        Finding::NoRoom { free, wanted } => {
            Sentence::new("doctor-no-room", [("free", size(*free)), ("wanted", size(*wanted))])
        }
        Finding::Clock => Sentence::new("doctor-clock", []),
        Finding::ClockBack { last, now } => {
            Sentence::new("doctor-clock-back", [("last", last.to_string()), ("now", now.to_string())])
        }
        Finding::Files { named, orphans } => {
            Sentence::new("doctor-files", [("named", named.to_string()), ("orphans", orphans.to_string())])
        }
        Finding::FilesMissing(missing) => {
            let names = missing.iter().take(NAMES).map(ToString::to_string).collect::<Vec<_>>();
            let facts = [("count", missing.len().to_string()), ("list", names.join(", "))];
            Sentence::new("doctor-files-missing", facts)
        }
        Finding::FilesShut(cause) => Sentence::new("doctor-files-shut", [("cause", cause.clone())]),
        Finding::Unseen(part, cause) => {
            let key = match part {
                Part::Schema => "doctor-unseen-schema",
                Part::Engine => "doctor-unseen-engine",
                Part::Log => "doctor-unseen-log",
                Part::Units => "doctor-unseen-units",
                Part::Room => "doctor-unseen-room",
                Part::Clock => "doctor-unseen-clock",
                Part::Files => "doctor-unseen-files",
            };
            Sentence::new(key, [("cause", cause.clone())])
        }
    }
}

/// Bytes for people: `1,5 MiB` would need a language, so whole numbers of the unit that fits.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_240 => format!("{bytes} B"),
        10_240..10_485_760 => format!("{} KiB", bytes >> 10),
        10_485_760..10_737_418_240 => format!("{} MiB", bytes >> 20),
        _ => format!("{} GiB", bytes >> 30),
    }
}
