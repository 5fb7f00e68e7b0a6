//! Files taken in: each is read first and only then kept, and waits until somebody has confirmed what its form says.

use super::reading::{FILE_LIMIT, Reading};
use super::{Alike, document_deed};
use crate::app::{Deed, NOTHING};
use crate::permit::rights::DocumentsRegister;
use crate::permit::{Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::documents::{Direction, Document, FileRole};
use domain::{DocumentId, UnitId, WaitingId};
use reader::Refusal;
use serde_json::json;
use std::sync::Arc;
use store::{NewWaiting, Read, WaitingRow, Write};

/// Longest name of a file, in characters.
const NAME_LIMIT: usize = 200;

/// A file that somebody brings.
#[derive(Debug)]
pub struct Brought {
    /// Its name.
    pub name: String,
    /// Its bytes. They are in memory until it is known that nothing in them is secret.
    pub bytes: Vec<u8>,
}

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// It cannot be a file of the register; a document that is marked secret is refused, and nothing of it is kept (`domain.md §4`).
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// Something else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<store::StoreError> for ReceiveError {
    fn from(error: store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// A file that was taken in.
#[derive(Debug)]
pub struct Received {
    /// It waits under this id.
    pub id: WaitingId,
    /// It waited already: the same bytes came before.
    pub again: bool,
}

/// A file that waits, with what was read in it.
#[derive(Debug)]
pub struct Waiting {
    /// The file.
    pub file: WaitingRow,
    /// What was read; none for a scan without text.
    pub reading: Option<Arc<Reading>>,
    /// Documents of the register that are this one, or may be.
    pub alike: Vec<Alike>,
    /// Documents of the register that have this very file.
    pub same_file: Vec<Document>,
}

impl Permit<'_, DocumentsRegister> {
    /// Takes a file in. It is read before anything of it is written anywhere.
    ///
    /// # Errors
    /// [`ReceiveError::Refusal`] with what is wrong with the file, [`AppError::Denied`].
    pub async fn receive(
        &self,
        unit: UnitId,
        direction: Direction,
        brought: Brought,
    ) -> Result<Received, ReceiveError> {
        let Person { app, now, account, .. } = self.person;
        let post = self.covers(unit, &self.person.forest())?.post;
        let Brought { name, bytes } = brought;
        let name = plain_name(&name);
        let media_type = media_type(&bytes);
        let bytes = Arc::new(bytes);
        let (reading, refusal) = match app.desk().read(name.clone(), bytes.clone()).await? {
            Ok(reading) => (Some(reading), None),
            // The clerk reads it instead.
            Err(Refusal::NoTextLayer { .. }) => (None, Some("no_text_layer")),
            Err(_) if media_type.starts_with("image/") => (None, Some("picture")),
            Err(refusal) => return Err(refusal.into()),
        };
        let fields = reading.as_ref().map(Reading::fields).unwrap_or_default();
        let kept = app.keep(bytes.as_slice(), FILE_LIMIT, media_type).await?;
        let mut write = app.database().write().await?;
        let hash = kept.content.hash;
        if let Some(id) = write.waiting_with(unit, hash).await? {
            return Ok(Received { id, again: true });
        }
        app.name(&mut write, &kept, *now).await?;
        let new = NewWaiting {
            unit,
            direction,
            hash,
            name: &name,
            fields: &fields,
            refusal,
            at: *now,
            by: account.id,
        };
        let id = write.add_waiting(&new).await?;
        let after = json!({ "unit": unit, "direction": direction, "file": hash.to_string() });
        let deed = Deed {
            verb: "documents.receive",
            kind: "waiting",
            id: Some(id.get()),
            before: NOTHING,
            after: Some(after),
        };
        let logged = write.log(&self.person.entry(Some(post), &deed)?).await?;
        logged.commit().await?;
        if let Some(reading) = reading {
            app.desk().keep(hash, Arc::new(reading));
        }
        Ok(Received { id, again: false })
    }

    /// The files that wait for the registers that the person keeps, the oldest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn waiting(&self) -> Result<Vec<WaitingRow>, AppError> {
        let mut read = self.person.app.database().read().await?;
        let mut all = Vec::new();
        for unit in self.units() {
            all.extend(read.waiting_files(unit).await?);
        }
        Ok(all)
    }

    /// A file that waits, with what was read in it and what it is like.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn waiting_file(&self, id: WaitingId) -> Result<Waiting, AppError> {
        let mut read = self.person.app.database().read().await?;
        let file = self.found_waiting(&mut read, id).await?;
        let alike = super::entry::alike(&mut read, file.unit, &file.fields, None).await?;
        let mut same_file = Vec::new();
        for id in read.documents_with_content(file.hash).await? {
            same_file.extend(read.document(id).await?.filter(|document| document.unit == file.unit));
        }
        drop(read);
        let reading = self.person.app.read_kept(file.hash, &file.name).await?.ok();
        Ok(Waiting { file, reading, alike, same_file })
    }

    /// A document, to change what its form says; for whoever keeps its register.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn document(&self, id: DocumentId) -> Result<Document, AppError> {
        let mut read = self.person.app.database().read().await?;
        super::found(&mut read, self, id).await
    }

    /// The bytes of a file that waits, under its name.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn waiting_bytes(&self, id: WaitingId) -> Result<(String, Vec<u8>), AppError> {
        let app = &self.person.app;
        let mut read = app.database().read().await?;
        let file = self.found_waiting(&mut read, id).await?;
        drop(read);
        Ok((file.name, app.files().get_whole(file.hash).await?))
    }

    /// Lets go of a file that waits. Nothing of it stays where no document has it.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn discard(&self, id: WaitingId) -> Result<(), AppError> {
        let mut write = self.person.app.database().write().await?;
        let file = self.found_waiting(&mut write, id).await?;
        let post = self.covers(file.unit, &self.person.forest())?.post;
        write.remove_waiting(id).await?;
        write.forget_file(file.hash).await?;
        let before = json!({ "unit": file.unit, "direction": file.direction, "file": file.hash.to_string() });
        let deed = Deed {
            verb: "documents.discard",
            kind: "waiting",
            id: Some(id.get()),
            before: Some(before),
            after: NOTHING,
        };
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    /// Adds a file that waits to a document, as a new version of its role, and reads it again.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Refused`] when it waits for another register.
    pub async fn add_file(&self, id: DocumentId, role: FileRole, waiting: WaitingId) -> Result<(), AppError> {
        let app = &self.person.app;
        let file = {
            let mut read = app.database().read().await?;
            self.found_waiting(&mut read, waiting).await?
        };
        let reading = app.read_kept(file.hash, &file.name).await?.ok();
        let mut write = app.database().write().await?;
        let document = super::found(&mut write, self, id).await?;
        if document.unit != file.unit {
            return Err(Fault::at("file", "document-file-elsewhere").into());
        }
        let post = self.covers(document.unit, &self.person.forest())?.post;
        self.take_in(&mut write, &document, role, &file, reading.as_deref()).await?;
        let after = json!({ "role": role.code(), "file": file.hash.to_string() });
        let deed = document_deed("documents.add_file", &document, NOTHING, Some(&after));
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    pub(super) async fn found_waiting(&self, read: &mut Read, id: WaitingId) -> Result<WaitingRow, AppError> {
        let file = read.waiting_file(id).await?;
        let covered = file.filter(|file| self.covers(file.unit, &self.person.forest()).is_ok());
        covered.ok_or(AppError::NotFound { thing: Thing::Waiting })
    }

    /// Makes a waiting file one of the document: what was read in it, and the words that a search looks for.
    pub(super) async fn take_in(
        &self,
        write: &mut Write,
        document: &Document,
        role: FileRole,
        file: &WaitingRow,
        reading: Option<&Reading>,
    ) -> Result<(), AppError> {
        let Person { now, account, .. } = self.person;
        if !write.remove_waiting(file.id).await? {
            return Err(AppError::NotFound { thing: Thing::Waiting });
        }
        let version =
            write.add_document_file(document.id, role, file.hash, &file.name, *now, account.id).await?;
        // An attachment is not the document, and a scan without text leaves what was read of the editable text.
        let Some(reading) = reading.filter(|_| role != FileRole::Attachment) else {
            return Ok(());
        };
        write.set_citations(document.id, &reading.citations(document.id)).await?;
        write.set_findings(document.id, &reading.findings()).await?;
        Ok(write.index_document(document, &reading.text(), Some(version)).await?)
    }
}

/// A name without folders and without what ends a line, of a length that can be shown.
pub(crate) fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(NAME_LIMIT).collect();
    let plain = plain.trim();
    if plain.is_empty() { "file".to_owned() } else { plain.to_owned() }
}

/// What it is by its first bytes: nobody is believed about that.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [b'P', b'K', 3, 4, ..] => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "image/tiff",
        _ => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name() {
        for (name, plain) in [
            ("C:\\Tai lieu\\bao cao.docx", "bao cao.docx"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
            ("  ", "file"),
            ("", "file"),
        ] {
            assert_eq!(plain_name(name), plain, "{name:?}");
        }
        assert_eq!(plain_name(&"ế".repeat(999)).chars().count(), NAME_LIMIT);
    }

    #[test]
    fn a_picture_is_told_by_its_bytes() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n"), "image/png");
        assert_eq!(media_type(b"%PDF-1.7"), "application/pdf");
        assert_eq!(media_type("Số 07".as_bytes()), "text/plain");
        assert_eq!(media_type(b""), "text/plain");
    }
}
