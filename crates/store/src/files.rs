//! Contents of files, each under its SHA-256 hash: in a folder, or in memory.
//!
//! A content is durable before the row that names it is written: a crash in between leaves an orphan, never a row without its content. Orphans are
//! swept when they are a day old.

use crate::{Database, StoreError};
use domain::log::Hash;
use futures_util::{Stream, StreamExt, TryStreamExt};
use jiff::Timestamp;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use sha2::{Digest, Sha256};
use std::io::{Read as _, Seek, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::SpooledTempFile;
use tokio::io::{AsyncRead, AsyncReadExt};

/// Bytes of a part that is handed on at once; smaller contents stay in memory.
const PART: usize = 8 << 20;
/// How old an orphan is when it is swept, in seconds: a person may take that long from the upload to the form that names it.
const ORPHAN_AGE: i64 = 24 * 60 * 60;

/// Why a content was not kept, or not handed out.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The address is neither a folder nor an S3 address.
    #[error("not a place for files: {0}")]
    Address(String),
    /// It has more bytes than allowed.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// How many are allowed.
        limit: u64,
    },
    /// There is no such content.
    #[error("no content {0}")]
    NotFound(Hash),
    /// What is stored is not what was put there.
    #[error("the content {0} was changed")]
    Changed(Hash),
    /// What was to be put could not be read.
    #[error("the content could not be read")]
    Source(#[source] std::io::Error),
    /// The place does not answer, or has no room.
    #[error("the place of the files does not do it")]
    Place(#[source] object_store::Error),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FilesError {
    fn place(hash: Hash) -> impl Fn(object_store::Error) -> Self {
        move |error| match error {
            object_store::Error::NotFound { .. } => Self::NotFound(hash),
            error => Self::Place(error),
        }
    }
}

/// A content that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// Its hash, by which it is found.
    pub hash: Hash,
    /// Its bytes.
    pub size: u64,
}

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

/// The place of the contents. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    folder: Option<PathBuf>,
    limit: u64,
}

impl Files {
    /// The most bytes of a content, where nobody says otherwise: 256 MiB.
    pub const LIMIT: u64 = 256 << 20;

    /// The folder at `place`, made if there is none.
    ///
    /// # Errors
    /// [`FilesError::Address`], [`FilesError::Place`].
    pub fn open(place: &str) -> Result<Self, FilesError> {
        if place.is_empty() || place.contains("://") {
            return Err(FilesError::Address(place.to_owned()));
        }
        let folder = PathBuf::from(place);
        let cannot = |error: std::io::Error| FilesError::Address(format!("{place}: {error}"));
        std::fs::create_dir_all(&folder).map_err(cannot)?;
        let store = LocalFileSystem::new_with_prefix(&folder).map_err(FilesError::Place)?.with_fsync(true);
        Ok(Self { folder: Some(folder), ..Self::over(Arc::new(store)) })
    }

    /// A place that is gone with the process.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::over(Arc::new(InMemory::new()))
    }

    fn over(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, folder: None, limit: Self::LIMIT }
    }

    /// The same with another limit.
    #[must_use]
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// The folder, where it is one.
    #[must_use]
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_deref()
    }

    /// Keeps what `from` gives. When this has come back, the content is durable, and a row may name it.
    ///
    /// # Errors
    /// [`FilesError::TooLarge`], [`FilesError::Source`], [`FilesError::Place`].
    pub async fn put(&self, mut from: impl AsyncRead + Unpin) -> Result<Content, FilesError> {
        let mut incoming = self.incoming();
        let mut piece = vec![0; 64 << 10];
        loop {
            let read = from.read(&mut piece).await.map_err(FilesError::Source)?;
            if read == 0 {
                break;
            }
            incoming.add(&piece[..read])?;
        }
        let (content, ended) = incoming.end();
        ended.keep().await?;
        Ok(content)
    }

    /// A content that comes piece by piece.
    pub(crate) fn incoming(&self) -> Incoming<'_> {
        Incoming { files: self, kept: SpooledTempFile::new(PART), hasher: Sha256::new(), size: 0 }
    }

    async fn write(&self, to: &Path, mut from: SpooledTempFile, size: u64) -> Result<(), FilesError> {
        let mut part = |bytes: usize| {
            let mut part = Vec::with_capacity(bytes);
            (&mut from).take(bytes as u64).read_to_end(&mut part).map_err(FilesError::Source)?;
            Ok::<_, FilesError>(part)
        };
        if size <= PART as u64 {
            let whole = part(PART)?;
            self.store.put(to, PutPayload::from(whole)).await.map_err(FilesError::Place)?;
            return Ok(());
        }
        let upload = self.store.put_multipart(to).await.map_err(FilesError::Place)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PART);
        loop {
            let part = part(PART)?;
            if part.is_empty() {
                break;
            }
            upload.wait_for_capacity(2).await.map_err(FilesError::Place)?;
            upload.write(&part);
        }
        upload.finish().await.map_err(FilesError::Place)?;
        Ok(())
    }

    /// The content with this hash, piece by piece. After the last piece comes [`FilesError::Changed`] if it is not what was put there.
    ///
    /// # Errors
    /// [`FilesError::NotFound`], [`FilesError::Place`].
    pub async fn get(
        &self,
        hash: Hash,
    ) -> Result<impl Stream<Item = Result<Vec<u8>, FilesError>> + Send + use<>, FilesError> {
        let found = self.store.get(&path(hash)).await.map_err(FilesError::place(hash))?;
        let pieces = found.into_stream();
        Ok(futures_util::stream::try_unfold(
            (pieces, Some(Sha256::new())),
            move |(mut pieces, mut hasher)| async move {
                match pieces.next().await {
                    Some(piece) => {
                        let piece = piece.map_err(FilesError::Place)?;
                        if let Some(hasher) = &mut hasher {
                            hasher.update(&piece);
                        }
                        Ok(Some((Vec::from(piece), (pieces, hasher))))
                    }
                    None => match hasher.take().map(|hasher| Hash::new(hasher.finalize().into())) {
                        Some(found) if found != hash => Err(FilesError::Changed(hash)),
                        _ => Ok(None),
                    },
                }
            },
        ))
    }

    /// The whole content with this hash.
    ///
    /// # Errors
    /// [`FilesError::NotFound`], [`FilesError::Changed`], [`FilesError::Place`].
    pub async fn get_whole(&self, hash: Hash) -> Result<Vec<u8>, FilesError> {
        let pieces: Vec<Vec<u8>> = self.get(hash).await?.try_collect().await?;
        Ok(pieces.concat())
    }

    /// Compares the contents with the rows that name them; reads no content.
    ///
    /// # Errors
    /// [`FilesError::Place`], [`FilesError::Store`].
    pub async fn check(&self, database: &Database, now: Timestamp) -> Result<FilesCheck, FilesError> {
        let orphans = self.orphans(database, now).await?;
        let rows = database.read().await?.files().await?;
        let mut check = FilesCheck { named: rows.len() as u64, orphans, missing: Vec::new() };
        for row in rows {
            match self.store.head(&path(row.hash)).await {
                Ok(found) if found.size == row.size => {}
                Ok(_) | Err(object_store::Error::NotFound { .. }) => check.missing.push(row.hash),
                Err(error) => return Err(FilesError::Place(error)),
            }
        }
        Ok(check)
    }

    /// The bytes of the content with this hash, as the place has it.
    ///
    /// # Errors
    /// [`FilesError::NotFound`], [`FilesError::Place`].
    pub async fn size(&self, hash: Hash) -> Result<u64, FilesError> {
        Ok(self.store.head(&path(hash)).await.map_err(FilesError::place(hash))?.size)
    }

    /// Removes contents that are a day old and that no row names, and parts of uploads that were given up; says how many contents.
    ///
    /// # Errors
    /// [`FilesError::Place`], [`FilesError::Store`].
    pub async fn sweep(&self, database: &Database, now: Timestamp) -> Result<u64, FilesError> {
        let mut swept = 0;
        for hash in self.orphans(database, now).await? {
            // In its turn to write, as whoever names one: it may have been put again, or named, since.
            let mut turn = database.write().await?;
            let found = match self.store.head(&path(hash)).await {
                // Another process sweeps too.
                Err(object_store::Error::NotFound { .. }) => continue,
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

    async fn orphans(&self, database: &Database, now: Timestamp) -> Result<Vec<Hash>, FilesError> {
        let mut orphans = Vec::new();
        let mut all = self.store.list(None);
        while let Some(found) = all.next().await {
            let found = found.map_err(FilesError::Place)?;
            let Some(hash) = found.location.filename().and_then(|name| name.parse::<Hash>().ok()) else {
                continue;
            };
            if old(&found, now) && database.read().await?.file(hash).await?.is_none() {
                orphans.push(hash);
            }
        }
        orphans.sort();
        Ok(orphans)
    }
}

/// A content on its way; beyond a part, on the disk.
pub(crate) struct Incoming<'a> {
    files: &'a Files,
    kept: SpooledTempFile,
    hasher: Sha256,
    size: u64,
}

/// A content that has come, and is not kept yet.
pub(crate) struct Ended<'a> {
    files: &'a Files,
    kept: SpooledTempFile,
    content: Content,
}

impl<'a> Incoming<'a> {
    pub(crate) fn add(&mut self, piece: &[u8]) -> Result<(), FilesError> {
        self.size += piece.len() as u64;
        if self.size > self.files.limit {
            return Err(FilesError::TooLarge { limit: self.files.limit });
        }
        self.hasher.update(piece);
        self.kept.write_all(piece).map_err(FilesError::Source)
    }

    pub(crate) fn end(self) -> (Content, Ended<'a>) {
        let Self { files, kept, hasher, size } = self;
        let content = Content { hash: Hash::new(hasher.finalize().into()), size };
        (content, Ended { files, kept, content })
    }
}

impl Ended<'_> {
    pub(crate) async fn keep(mut self) -> Result<(), FilesError> {
        self.kept.rewind().map_err(FilesError::Source)?;
        // Written again also where it stands already: the orphan of yesterday must not be swept under the row of today.
        self.files.write(&path(self.content.hash), self.kept, self.content.size).await
    }
}

fn old(found: &object_store::ObjectMeta, now: Timestamp) -> bool {
    now.as_second() - found.last_modified.timestamp() > ORPHAN_AGE
}

/// A process that is killed in an upload leaves a part beside the contents, `HASH#1`, which the listing does not show.
fn sweep_parts(folder: &std::path::Path, now: Timestamp) -> std::io::Result<()> {
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

fn sweep_part(part: &std::fs::DirEntry, now: Timestamp) -> std::io::Result<()> {
    let written = Timestamp::try_from(part.metadata()?.modified()?).map_err(std::io::Error::other)?;
    if now.as_second() - written.as_second() > ORPHAN_AGE {
        std::fs::remove_file(part.path())
    } else {
        Ok(())
    }
}

/// Two figures of the hash make a folder: no folder has too many entries.
fn path(hash: Hash) -> Path {
    let hash = hash.to_string();
    Path::from(format!("{}/{hash}", &hash[..2]))
}
