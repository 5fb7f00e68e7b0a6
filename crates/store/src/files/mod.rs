//! Contents of files, each under its SHA-256 hash: in a folder, in a bucket of S3, or in memory.
//!
//! A content is durable before the row that names it is written: a crash in between leaves an orphan, never a row without its content. Orphans are
//! swept when they are a day old.

mod put;
mod s3;
mod sweep;

pub use s3::S3Access;
pub use sweep::FilesCheck;

use crate::StoreError;
use domain::log::Hash;
use futures_util::{Stream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::Arc;

/// Why a content was not kept, or not handed out.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The address is neither a folder nor an S3 address.
    #[error("not a place for files: {0}")]
    Address(String),
    /// A variable of the environment that S3 needs is missing or cannot be used; its value is not told, it may be a secret.
    #[error("the variable {0} is missing or cannot be used")]
    Variable(&'static str),
    /// The endpoint of S3 is plain http, and nothing says that it may be.
    #[error("AWS_ENDPOINT_URL is plain http, and AWS_ALLOW_HTTP is not true")]
    PlainHttp,
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

    /// The place at `s3://BUCKET/PREFIX`; the prefix may be absent. Nothing is asked yet.
    ///
    /// # Errors
    /// [`FilesError::Address`], [`FilesError::Variable`], [`FilesError::Place`].
    pub fn in_s3(place: &str, access: &S3Access) -> Result<Self, FilesError> {
        s3::open(place, access).map(Self::over)
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

    /// Tries whether the place takes a content, gives it back and lets go of it. `bytes` are such as nobody else brings.
    ///
    /// # Errors
    /// [`FilesError::Source`] for a folder, [`FilesError::Place`], [`FilesError::Changed`].
    pub async fn try_out(&self, bytes: &[u8]) -> Result<(), FilesError> {
        if let Some(folder) = &self.folder {
            // Without a name: a folder made here would belong to whoever asks, which may be another user than the server's.
            return tempfile::tempfile_in(folder).map(drop).map_err(FilesError::Source);
        }
        let hash = self.put(bytes).await?.hash;
        self.get_whole(hash).await?;
        self.store.delete(&path(hash)).await.map_err(FilesError::place(hash))
    }

    /// The bytes of the content with this hash, as the place has it.
    ///
    /// # Errors
    /// [`FilesError::NotFound`], [`FilesError::Place`].
    pub async fn size(&self, hash: Hash) -> Result<u64, FilesError> {
        Ok(self.store.head(&path(hash)).await.map_err(FilesError::place(hash))?.size)
    }
}

/// Two figures of the hash make a folder: no folder has too many entries.
fn path(hash: Hash) -> Path {
    let hash = hash.to_string();
    Path::from(format!("{}/{hash}", &hash[..2]))
}
