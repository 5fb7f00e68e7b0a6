//! The paper itself: the files of a document, and what stands in the one that was read.

use super::reading::{self, Reading};
use super::{Opened, found};
use crate::permit::Permit;
use crate::permit::rights::DocumentsRead;
use crate::{App, AppError, Thing};
use domain::DocumentId;
use domain::documents::{Document, FileVersion};
use domain::log::Hash;
use reader::Refusal;
use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// So many readings are kept: whoever turns a page asks for the same one again.
const KEPT: usize = 16;

/// Reads and sets files, no more at once than there are cores, and keeps what was read last. A content reads the same for ever.
pub(crate) struct Desk {
    places: Semaphore,
    kept: Mutex<VecDeque<(Hash, Arc<Reading>)>>,
}

impl Default for Desk {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self { places: Semaphore::new(cores), kept: Mutex::default() }
    }
}

impl Desk {
    /// Reads and audits a file away from the threads that answer requests.
    pub(crate) async fn read(
        &self,
        name: String,
        bytes: Arc<Vec<u8>>,
    ) -> Result<Result<Reading, Refusal>, AppError> {
        self.work(move || reading::read(&name, &bytes)).await
    }

    /// Does what takes a while away from the threads that answer requests.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        what: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let place = self.places.acquire().await.map_err(|e| AppError::Bug(e.to_string()))?;
        let done = tokio::task::spawn_blocking(what).await.map_err(|e| AppError::Bug(e.to_string()));
        drop(place);
        done
    }

    fn known(&self, hash: Hash) -> Option<Arc<Reading>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(of, _)| *of == hash)?;
        let one = kept.remove(place)?;
        let reading = one.1.clone();
        kept.push_front(one);
        Some(reading)
    }

    pub(super) fn keep(&self, hash: Hash, reading: Arc<Reading>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((hash, reading));
        kept.truncate(KEPT);
    }
}

impl App {
    /// Reads a content that is kept; a refusal where it is not for reading, as a scan.
    pub(crate) async fn read_kept(
        &self,
        hash: Hash,
        name: &str,
    ) -> Result<Result<Arc<Reading>, Refusal>, AppError> {
        if let Some(known) = self.desk().known(hash) {
            return Ok(Ok(known));
        }
        let bytes = self.files().get_whole(hash).await?;
        let reading = match self.desk().read(name.to_owned(), Arc::new(bytes)).await? {
            Ok(reading) => Arc::new(reading),
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.desk().keep(hash, reading.clone());
        Ok(Ok(reading))
    }
}

impl Permit<'_, DocumentsRead> {
    /// What stands in the file that the text of an opened document was read from; none where no file could be read.
    ///
    /// # Errors
    /// When the file has gone.
    pub async fn paper(&self, opened: &Opened) -> Result<Option<Arc<Reading>>, AppError> {
        let read_from = opened.files.iter().find(|file| Some(file.id) == opened.read_from);
        let Some(file) = read_from else { return Ok(None) };
        Ok(self.person.app.read_kept(file.hash, &file.name).await?.ok())
    }

    /// A file of a document.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn file(&self, id: DocumentId, file: i64) -> Result<FileVersion, AppError> {
        let mut read = self.person.app.database().read().await?;
        found(&mut read, self, id).await?;
        let files = read.document_files(id).await?;
        files.into_iter().find(|one| one.id == file).ok_or(AppError::NotFound { thing: Thing::Document })
    }

    /// A file of a document with its media type and what is in it.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; when the content has gone.
    pub async fn content(
        &self,
        id: DocumentId,
        file: i64,
    ) -> Result<(FileVersion, String, Vec<u8>), AppError> {
        let file = self.file(id, file).await?;
        let app = &self.person.app;
        let media_type = app.database().read().await?.media_type(file.hash).await?.unwrap_or_default();
        let bytes = app.files().get_whole(file.hash).await?;
        Ok((file, media_type, bytes))
    }

    /// A document and the text that was read in it; empty where there is none.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn text(&self, id: DocumentId) -> Result<(Document, String), AppError> {
        let mut read = self.person.app.database().read().await?;
        let document = found(&mut read, self, id).await?;
        let text = read.document_text(id).await?.unwrap_or_default();
        Ok((document, text))
    }

    /// What stands in a file of a document, to compare it with another; none where it cannot be read.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn version(
        &self,
        id: DocumentId,
        file: i64,
    ) -> Result<(FileVersion, Option<Arc<Reading>>), AppError> {
        let file = self.file(id, file).await?;
        let reading = self.person.app.read_kept(file.hash, &file.name).await?.ok();
        Ok((file, reading))
    }
}
