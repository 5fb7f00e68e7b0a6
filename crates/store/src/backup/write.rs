//! Making the copy.

use super::{BackupError, FORMAT, MANIFEST, Manifest, PRODUCT, TableEntry, file_path, table_path};
use crate::Database;
use crate::catalogue::{Kind, Table, quoted};
use crate::files::{Files, FilesError};
use crate::transaction::{Connection, Read};
use domain::log::Hash;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, Row, Type, query};
use std::io::{BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

type Archive<'a> = ZipWriter<BufWriter<&'a mut std::fs::File>>;

/// Copies the site, as it is at one moment, to the file `to`; people go on working. What has come back is on the disk and whole; before, there is
/// no file at `to`, or still the old one. `by` is the version of the program, `at` the time.
///
/// # Errors
/// [`BackupError::Exists`] unless `replace`, [`BackupError::Schema`], [`BackupError::Io`], or what database and files answer.
pub async fn write(
    database: &Database,
    files: &Files,
    to: &Path,
    replace: bool,
    by: &str,
    at: Timestamp,
) -> Result<Manifest, BackupError> {
    if !replace && to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut part = tempfile::Builder::new().prefix(".sauro-").suffix(".part").tempfile_in(folder)?;
    let manifest = fill(part.as_file_mut(), database, files, by, at).await?;
    part.as_file().sync_all()?;
    persist(part, to, replace)?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(manifest)
}

fn persist(part: NamedTempFile, to: &Path, replace: bool) -> Result<(), BackupError> {
    let persisted = if replace { part.persist(to) } else { part.persist_noclobber(to) };
    persisted.map(drop).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => BackupError::Exists(to.to_owned()),
        _ => BackupError::Io(error.error),
    })
}

async fn fill(
    file: &mut std::fs::File,
    database: &Database,
    files: &Files,
    by: &str,
    at: Timestamp,
) -> Result<Manifest, BackupError> {
    let mut archive = ZipWriter::new(BufWriter::new(file));
    let mut read = database.read().await?;
    let schema = read.schema_version().await?;
    let Some(schema) = schema.filter(|step| *step == database.newest_migration()) else {
        return Err(BackupError::Schema(schema));
    };
    let log = read.log_head().await?;
    let mut tables = Vec::new();
    for table in read.tables().await? {
        tables.push(copy_table(&mut archive, &mut read, &table).await?);
    }
    let named = read.files().await?;
    drop(read);
    let mut manifest = Manifest {
        product: PRODUCT.to_owned(),
        format: FORMAT,
        schema,
        version: by.to_owned(),
        at: at.to_string(),
        log,
        tables,
        files: 0,
        files_bytes: 0,
        files_missing: Vec::new(),
    };
    for content in named {
        if copy_file(&mut archive, files, content.hash).await? {
            manifest.files += 1;
            manifest.files_bytes += content.size;
        } else {
            manifest.files_missing.push(content.hash);
        }
    }
    archive.start_file(MANIFEST, options(CompressionMethod::Deflated))?;
    serde_json::to_writer_pretty(&mut archive, &manifest).map_err(std::io::Error::from)?;
    archive.finish()?.flush()?;
    Ok(manifest)
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method).large_file(true)
}

/// Copies a content; says whether it is there and whole.
async fn copy_file(archive: &mut Archive<'_>, files: &Files, hash: Hash) -> Result<bool, BackupError> {
    let pieces = match files.get(hash).await {
        Ok(pieces) => pieces,
        Err(FilesError::NotFound(_)) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    // Uploads are packed already: Word, PDF, pictures.
    archive.start_file(file_path(hash), options(CompressionMethod::Stored))?;
    let mut pieces = std::pin::pin!(pieces);
    loop {
        match pieces.try_next().await {
            Ok(Some(piece)) => archive.write_all(&piece)?,
            Ok(None) => return Ok(true),
            Err(FilesError::Changed(_)) => {
                archive.abort_file()?;
                return Ok(false);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

async fn copy_table(
    archive: &mut Archive<'_>,
    read: &mut Read,
    table: &Table,
) -> Result<TableEntry, BackupError> {
    archive.start_file(table_path(&table.name), options(CompressionMethod::Deflated))?;
    let last_id = read.last_id(&table.name).await?;
    let order = table.key.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    let order = if order.is_empty() { table.column_list() } else { order };
    let select = format!("SELECT {} FROM {} ORDER BY {order}", table.column_list(), quoted(&table.name));
    let mut counted = Counted { to: archive, hasher: Sha256::new(), bytes: 0 };
    let rows = match &mut read.connection {
        Connection::Sqlite(transaction) => {
            let rows = query(AssertSqlSafe(select)).fetch(&mut **transaction);
            copy_rows::<sqlx::Sqlite>(rows, table, &mut counted).await?
        }
        Connection::PostgreSql(transaction) => {
            let rows = query(AssertSqlSafe(select)).fetch(&mut **transaction);
            copy_rows::<sqlx::Postgres>(rows, table, &mut counted).await?
        }
    };
    Ok(TableEntry {
        name: table.name.clone(),
        columns: table.columns.iter().map(|column| column.name.clone()).collect(),
        rows,
        bytes: counted.bytes,
        sha256: Hash::new(counted.hasher.finalize().into()),
        last_id,
    })
}

async fn copy_rows<D>(
    mut rows: BoxStream<'_, Result<D::Row, sqlx::Error>>,
    table: &Table,
    to: &mut impl Write,
) -> Result<u64, BackupError>
where
    D: sqlx::Database,
    usize: ColumnIndex<D::Row>,
    i64: for<'r> Decode<'r, D> + Type<D>,
    String: for<'r> Decode<'r, D> + Type<D>,
    bool: for<'r> Decode<'r, D> + Type<D>,
{
    let mut count = 0;
    let mut values = Vec::with_capacity(table.columns.len());
    let mut line = Vec::new();
    while let Some(row) = rows.try_next().await? {
        values.clear();
        for (place, column) in table.columns.iter().enumerate() {
            values.push(match column.kind {
                Kind::Integer => Value::from(row.try_get_unchecked::<Option<i64>, _>(place)?),
                Kind::Text => Value::from(row.try_get_unchecked::<Option<String>, _>(place)?),
                Kind::Boolean => Value::from(row.try_get_unchecked::<Option<bool>, _>(place)?),
            });
        }
        line.clear();
        serde_json::to_writer(&mut line, &values).map_err(std::io::Error::from)?;
        line.push(b'\n');
        to.write_all(&line)?;
        count += 1;
    }
    Ok(count)
}

/// Passes bytes on, and remembers how many and which.
struct Counted<W> {
    to: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}
