//! Making a site from a copy.

use super::{BackupError, FORMAT, MANIFEST, Manifest, PRODUCT, TableEntry, file_path, table_path};
use crate::bulk::Values;
use crate::catalogue::{Kind, Table, quoted};
use crate::database::sqlite_path;
use crate::files::Files;
use crate::transaction::{Connection, Work, on};
use crate::{Database, LogCheck, Options, migrations};
use domain::log::Hash;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, query, query_as, query_scalar};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};
use zip::ZipArchive;
use zip::read::ZipFile;

/// The most bytes of the manifest, and of one row.
const LINE_LIMIT: u64 = 64 << 20;
/// Rows that are kept in memory until they are inserted together, in bytes.
const BATCH: usize = 1 << 20;
/// How many times its length a copy may unpack to; rows of ours pack to a tenth to a fiftieth.
const RATIO: u64 = 250;
/// What any copy may unpack to.
const SMALL: u64 = 64 << 20;

type Archive = ZipArchive<BufReader<File>>;

/// Only what tells whose file it is, and of which form.
#[derive(Deserialize)]
struct Head {
    product: String,
    format: u32,
    #[serde(default)]
    schema: i64,
    #[serde(default)]
    version: String,
}

/// Makes a site at `url` from the copy at `from`, and checks it: hashes and numbers of rows, references between tables, the log. All of it, or nothing.
///
/// # Errors
/// [`BackupError::NotEmpty`] when the database has any table; what is wrong with the copy; what database and files answer.
pub async fn restore(
    url: &str,
    options: &Options,
    files: &Files,
    from: &Path,
) -> Result<Manifest, BackupError> {
    let mut archive = open(from)?;
    let manifest = manifest(&mut archive, std::fs::metadata(from)?.len())?;
    // A file that this has made goes away again when nothing comes of it.
    let made = sqlite_path(url).map(PathBuf::from).filter(|path| !path.exists());
    let restored = fill(url, options, files, &mut archive, &manifest).await;
    if let (Err(_), Some(path)) = (&restored, made) {
        for end in ["", "-wal", "-shm"] {
            let mut name = path.clone().into_os_string();
            name.push(end);
            match std::fs::remove_file(name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
    }
    restored.map(|()| manifest)
}

fn open(from: &Path) -> Result<Archive, BackupError> {
    let mut file = BufReader::new(File::open(from)?);
    let mut first = [0; 4];
    let zip = file.read_exact(&mut first).is_ok() && first == *b"PK\x03\x04";
    if !zip {
        return Err(BackupError::Foreign);
    }
    Ok(ZipArchive::new(file)?)
}

/// The manifest, when this program can read what it describes.
fn manifest(archive: &mut Archive, length: u64) -> Result<Manifest, BackupError> {
    let mut text = Vec::new();
    match archive.by_name(MANIFEST) {
        Ok(part) => part.take(LINE_LIMIT).read_to_end(&mut text)?,
        Err(zip::result::ZipError::FileNotFound) => return Err(BackupError::Foreign),
        Err(error) => return Err(error.into()),
    };
    let head: Head = serde_json::from_slice(&text).map_err(|_| BackupError::Foreign)?;
    if head.product != PRODUCT {
        return Err(BackupError::Foreign);
    }
    let Head { version, format, schema, .. } = head;
    if format > FORMAT || schema > migrations::newest() {
        return Err(BackupError::Newer { version, format, schema });
    }
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|e| damaged(MANIFEST, &e))?;
    let sizes = manifest.tables.iter().map(|table| table.bytes).chain([manifest.files_bytes]);
    let bytes = sizes.fold(0_u64, u64::saturating_add);
    if bytes > SMALL.saturating_add(length.saturating_mul(RATIO)) {
        return Err(BackupError::Bomb { bytes });
    }
    Ok(manifest)
}

fn damaged(part: &str, why: &dyn std::fmt::Display) -> BackupError {
    BackupError::Damaged(format!("{part}: {why}"))
}

async fn fill(
    url: &str,
    options: &Options,
    files: &Files,
    archive: &mut Archive,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let database = Database::open(url, options).await?;
    let filled = fill_database(&database, files, archive, manifest).await;
    database.close().await;
    filled
}

async fn fill_database(
    database: &Database,
    files: &Files,
    archive: &mut Archive,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let mut work = database.work().await?;
    if work.schema_version().await?.is_some() || !work.tables().await?.is_empty() {
        return Err(BackupError::NotEmpty);
    }
    migrations::within(&mut work, manifest.schema).await?;
    let references = loosen(&mut work).await?;
    let tables = work.tables().await?;
    let there: BTreeSet<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let carried: BTreeSet<&str> = manifest.tables.iter().map(|table| table.name.as_str()).collect();
    if there != carried || carried.len() != manifest.tables.len() {
        return Err(damaged(MANIFEST, &"the tables are not those of its schema"));
    }
    for table in &tables {
        // What the steps of the schema put there comes from the copy.
        let clear = format!("DELETE FROM {}", quoted(&table.name));
        on!(work, c => query(AssertSqlSafe(clear)).execute(c).await.map(drop)?);
    }
    for (table, entry) in tables.iter().zip(sorted(&manifest.tables)) {
        take_table(&mut work, archive, table, entry).await?;
    }
    tighten(&mut work, &references).await?;
    match work.check_log().await? {
        LogCheck::Whole(head) if head == manifest.log => {}
        _ => return Err(damaged("log", &"the chain does not end where the manifest says")),
    }
    take_files(&mut work, files, archive, manifest).await?;
    migrations::within(&mut work, migrations::newest()).await?;
    work.rebuild_search().await?;
    work.commit().await?;
    Ok(())
}

fn sorted(entries: &[TableEntry]) -> Vec<&TableEntry> {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

/// Lets rows come in any order; gives what [`tighten`] needs.
async fn loosen(work: &mut Work) -> Result<Vec<(String, String, String)>, BackupError> {
    match &mut work.connection {
        Connection::Sqlite(transaction) => {
            query("PRAGMA defer_foreign_keys = ON").execute(&mut **transaction).await?;
            Ok(Vec::new())
        }
        Connection::PostgreSql(transaction) => {
            let all = "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
                WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2";
            let references: Vec<(String, String, String)> =
                query_as(all).fetch_all(&mut **transaction).await?;
            for (table, name, _) in &references {
                let statement = format!("ALTER TABLE {table} DROP CONSTRAINT {name}");
                query(AssertSqlSafe(statement)).execute(&mut **transaction).await?;
            }
            Ok(references)
        }
    }
}

/// Holds the references between tables again, and finds a row that has none of them.
async fn tighten(work: &mut Work, references: &[(String, String, String)]) -> Result<(), BackupError> {
    match &mut work.connection {
        Connection::Sqlite(transaction) => {
            let broken: Vec<String> =
                query_scalar(r#"SELECT DISTINCT "table" FROM pragma_foreign_key_check"#)
                    .fetch_all(&mut **transaction)
                    .await?;
            if let Some(table) = broken.first() {
                return Err(damaged(table, &"a row names one that is not there"));
            }
        }
        Connection::PostgreSql(transaction) => {
            for (table, name, definition) in references {
                let statement = format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}");
                let added = query(AssertSqlSafe(statement)).execute(&mut **transaction).await;
                if let Err(sqlx::Error::Database(error)) = &added
                    && error.is_foreign_key_violation()
                {
                    return Err(damaged(table, &"a row names one that is not there"));
                }
                added?;
            }
        }
    }
    Ok(())
}

async fn take_table(
    work: &mut Work,
    archive: &mut Archive,
    table: &Table,
    entry: &TableEntry,
) -> Result<(), BackupError> {
    let path = table_path(&table.name);
    let wrong = |why: &dyn std::fmt::Display| damaged(&path, why);
    if !table.columns.iter().map(|column| &column.name).eq(&entry.columns) {
        return Err(wrong(&"the columns are not those of its schema"));
    }
    let insert = format!("INSERT INTO {} ({})", quoted(&table.name), table.column_list());
    let mut lines = Lines::new(part(archive, &path)?, entry.bytes);
    let (mut rows, mut bytes, mut count) = (Vec::new(), 0, 0_u64);
    loop {
        let line = lines.next().map_err(|e| wrong(&e))?;
        let end = line.is_none();
        if let Some(line) = line {
            bytes += line.len();
            count += 1;
            rows.push(row(table, &line).ok_or_else(|| wrong(&format!("row {count}")))?);
        }
        if end || bytes > BATCH {
            let put = |row: &Vec<Value>, values: &mut Values| put(table, row, values);
            work.bulk(&insert, table.columns.len(), &rows, put).await.map_err(|error| match error {
                crate::StoreError::Taken(_) => wrong(&"a row stands there twice"),
                error => error.into(),
            })?;
            rows.clear();
            bytes = 0;
        }
        if end {
            break;
        }
    }
    let (read, hash) = lines.finish();
    if read != entry.bytes || hash != entry.sha256 {
        return Err(wrong(&"the hash differs"));
    }
    let kept = work.count(&table.name).await?;
    if count != entry.rows || u64::try_from(kept) != Ok(count) {
        return Err(wrong(&"the number of rows differs"));
    }
    if let Some(last) = entry.last_id {
        work.set_last_id(&table.name, last).await?;
    }
    Ok(())
}

fn part<'a>(archive: &'a mut Archive, path: &str) -> Result<ZipFile<'a, BufReader<File>>, BackupError> {
    archive.by_name(path).map_err(|error| match error {
        zip::result::ZipError::FileNotFound => damaged(path, &"is not there"),
        error => error.into(),
    })
}

/// The values of a row, of the types of the columns.
fn row(table: &Table, line: &[u8]) -> Option<Vec<Value>> {
    let values: Vec<Value> = serde_json::from_slice(line).ok()?;
    let fit = values.len() == table.columns.len()
        && values.iter().zip(&table.columns).all(|(value, column)| {
            value.is_null()
                || match column.kind {
                    Kind::Integer => value.is_i64(),
                    Kind::Text => value.is_string(),
                    Kind::Boolean => value.is_boolean(),
                }
        });
    fit.then_some(values)
}

fn put(table: &Table, row: &[Value], values: &mut Values) {
    for (value, column) in row.iter().zip(&table.columns) {
        match column.kind {
            Kind::Integer => values.optional_integer(value.as_i64()),
            Kind::Text => values.optional_text(value.as_str()),
            Kind::Boolean => values.optional_boolean(value.as_bool()),
        }
    }
}

/// The lines of a part, no more bytes than it says, hashed on the way.
struct Lines<R> {
    from: std::io::Take<BufReader<R>>,
    hasher: Sha256,
    read: u64,
}

impl<R: std::io::Read> Lines<R> {
    fn new(from: R, bytes: u64) -> Self {
        Self { from: BufReader::new(from).take(bytes.saturating_add(1)), hasher: Sha256::new(), read: 0 }
    }

    fn next(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.from).take(LINE_LIMIT).read_until(b'\n', &mut line)?;
        self.read += read as u64;
        self.hasher.update(&line);
        Ok(line.ends_with(b"\n").then_some(line))
    }

    /// How many bytes there were, and their hash.
    fn finish(self) -> (u64, Hash) {
        (self.read, Hash::new(self.hasher.finalize().into()))
    }
}

/// Puts the contents that rows name; each shows by its hash that it is whole.
async fn take_files(
    work: &mut Work,
    files: &Files,
    archive: &mut Archive,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let lost: BTreeSet<Hash> = manifest.files_missing.iter().copied().collect();
    for named in work.files().await? {
        if lost.contains(&named.hash) {
            continue;
        }
        let path = file_path(named.hash);
        let files = files.clone().limit(named.size);
        let mut from = part(archive, &path)?;
        let mut incoming = files.incoming();
        let mut piece = vec![0; 64 << 10];
        loop {
            let read = from.read(&mut piece).map_err(|e| damaged(&path, &e))?;
            if read == 0 {
                break;
            }
            incoming.add(&piece[..read])?;
        }
        let (content, incoming) = incoming.end();
        if content != named {
            return Err(damaged(&path, &"the hash differs"));
        }
        incoming.keep().await?;
    }
    Ok(())
}
