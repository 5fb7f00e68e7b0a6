//! Contents and the rows that name them: do they fit, and what goes.

use super::{Content, Files, FilesError, path};
use crate::Database;
use domain::log::Hash;
use futures_util::StreamExt;
use jiff::Timestamp;
use object_store::{Error, ObjectMeta, ObjectStore, ObjectStoreExt};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::DirEntry;
use std::path::Path;

/// How old an orphan is when it is swept, in seconds: a person may take that long from the upload to the form that names it.
const ORPHAN_AGE: i64 = 24 * 60 * 60;

/// How contents and the rows that name them fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilesCheck {
    /// Contents that rows name.
    pub named: u64,
    /// Named, and not there or not of the size that the row says.
    pub missing: Vec<Hash>,
    /// There, a day old, and named by no row.
    pub orphans: Vec<Hash>,
}

impl Files {
    /// Compares the contents with the rows that name them; reads no content.
    ///
    /// # Errors
    /// [`FilesError::Place`], [`FilesError::Store`].
    pub async fn check(&self, database: &Database, now: Timestamp) -> Result<FilesCheck, FilesError> {
        let there = self.there().await?;
        let rows = database.read().await?.files().await?;
        let mut missing = Vec::new();
        for row in &rows {
            let listed = there.get(&row.hash).is_some_and(|found| found.size == row.size);
            // What came since the listing is no loss.
            if !listed && !self.holds(*row).await? {
                missing.push(row.hash);
            }
        }
        Ok(FilesCheck { named: rows.len() as u64, missing, orphans: orphans(&there, &rows, now) })
    }

    /// Removes contents that are a day old and that no row names, and parts of uploads that were given up in a folder; says how
    /// many contents. Parts that were given up in S3 are the matter of a rule of the bucket.
    ///
    /// # Errors
    /// [`FilesError::Place`], [`FilesError::Store`].
    pub async fn sweep(&self, database: &Database, now: Timestamp) -> Result<u64, FilesError> {
        let there = self.there().await?;
        let rows = database.read().await?.files().await?;
        let mut swept = 0;
        for hash in orphans(&there, &rows, now) {
            // In its turn to write, as whoever names one: it may have been put again, or named, since.
            let mut turn = database.write().await?;
            let found = match self.store.head(&path(hash)).await {
                // Another process sweeps too.
                Err(Error::NotFound { .. }) => continue,
                found => found.map_err(FilesError::Place)?,
            };
            if turn.file(hash).await?.is_none() && old(&found, now) {
                self.store.delete(&path(hash)).await.map_err(FilesError::place(hash))?;
                swept += 1;
            }
        }
        if let Some(folder) = self.folder.clone() {
            let sweep = move || sweep_parts(&folder, now);
            let swept = tokio::task::spawn_blocking(sweep).await.map_err(std::io::Error::other);
            swept.flatten().map_err(FilesError::Source)?;
        }
        Ok(swept)
    }

    /// All contents that are there.
    async fn there(&self) -> Result<BTreeMap<Hash, ObjectMeta>, FilesError> {
        let mut there = BTreeMap::new();
        let mut all = self.store.list(None);
        while let Some(found) = all.next().await {
            let found = found.map_err(FilesError::Place)?;
            let hash = found.location.filename().and_then(|name| name.parse::<Hash>().ok());
            // Only at its place: what else lies below the address is not ours.
            if let Some(hash) = hash.filter(|hash| found.location == path(*hash)) {
                there.insert(hash, found);
            }
        }
        Ok(there)
    }

    async fn holds(&self, content: Content) -> Result<bool, FilesError> {
        match self.store.head(&path(content.hash)).await {
            Ok(found) => Ok(found.size == content.size),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(FilesError::Place(error)),
        }
    }
}

fn orphans(there: &BTreeMap<Hash, ObjectMeta>, rows: &[Content], now: Timestamp) -> Vec<Hash> {
    let named: BTreeSet<Hash> = rows.iter().map(|row| row.hash).collect();
    let orphan =
        |(hash, found): (&Hash, &ObjectMeta)| (old(found, now) && !named.contains(hash)).then_some(*hash);
    there.iter().filter_map(orphan).collect()
}

fn old(found: &ObjectMeta, now: Timestamp) -> bool {
    now.as_second() - found.last_modified.timestamp() > ORPHAN_AGE
}

/// A process that is killed in an upload leaves a part beside the contents, `HASH#1`, which the listing does not show.
fn sweep_parts(folder: &Path, now: Timestamp) -> std::io::Result<()> {
    for below in std::fs::read_dir(folder)? {
        let below = below?.path();
        if !below.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(below)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().contains('#') {
                match sweep_part(&entry, now) {
                    // It has become whole, or another process sweeps too.
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                    swept => swept?,
                }
            }
        }
    }
    Ok(())
}

fn sweep_part(part: &DirEntry, now: Timestamp) -> std::io::Result<()> {
    let written = Timestamp::try_from(part.metadata()?.modified()?).map_err(std::io::Error::other)?;
    if now.as_second() - written.as_second() > ORPHAN_AGE {
        std::fs::remove_file(part.path())
    } else {
        Ok(())
    }
}
