//! Results with what shows them: documents of the register, or files.

use super::act::Turn;
use crate::documents::reading::FILE_LIMIT;
use crate::documents::{Brought, found, media_type, plain_name};
use crate::permit::Permit;
use crate::permit::rights::{TasksRead, TasksReport};
use crate::{AppError, Fault, Thing};
use domain::tasks::{Deed, Evidence, Side, Task};
use domain::{DocumentId, TaskId};
use reader::Refusal;
use std::sync::Arc;
use store::TaskFileRow;

/// Most pieces of evidence of one result.
const EVIDENCE: usize = 20;

impl Permit<'_, TasksReport> {
    /// Submits the result of a task with its evidence. A file is read before a byte of it is kept: what is marked secret leaves no
    /// trace (`domain.md §4`).
    ///
    /// # Errors
    /// [`AppError::Refused`] with what is wrong, [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Denied`].
    pub async fn submit(
        &self,
        id: TaskId,
        revision: u32,
        note: &str,
        documents: &[DocumentId],
        files: Vec<Brought>,
    ) -> Result<Task, AppError> {
        let person = self.person;
        if documents.len() + files.len() > EVIDENCE {
            return Err(Fault::at("evidence", "task-evidence-many").with("limit", EVIDENCE).into());
        }
        let mut evidence = Vec::new();
        if !documents.is_empty() {
            let read = super::give::reads(person)?;
            let mut moment = person.app.database().read().await?;
            for document in documents {
                evidence.push(Evidence::Document(found(&mut moment, &read, *document).await?.id));
            }
        }
        let mut kept = Vec::new();
        for file in files {
            let name = plain_name(&file.name);
            let bytes = Arc::new(file.bytes);
            if let Err(Refusal::Secret) = person.app.desk().read(name.clone(), bytes.clone()).await? {
                return Err(Fault::at("file", "task-file-secret").into());
            }
            let content = person.app.keep(bytes.as_slice(), FILE_LIMIT, media_type(&bytes)).await?;
            evidence.push(Evidence::File { hash: content.content.hash, name: name.clone() });
            kept.push((content, name));
        }
        let mut turn = Turn::begin(self, &[Side::Lead]).await?;
        for (content, name) in &kept {
            person.app.name(&mut turn.write, content, person.now).await?;
            let hash = content.content.hash;
            turn.write.add_task_file(id, hash, name, person.now, person.account.id).await?;
        }
        let task = turn.take(id, revision, Deed::Submit { note: note.to_owned(), evidence }).await?;
        turn.commit().await?;
        Ok(task)
    }
}

impl Permit<'_, TasksRead> {
    /// A file that shows a result, with its media type and what is in it.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; when the content has gone.
    pub async fn evidence(&self, id: TaskId, file: i64) -> Result<(TaskFileRow, String, Vec<u8>), AppError> {
        let none = || AppError::NotFound { thing: Thing::Task };
        let app = &self.person.app;
        let mut read = app.database().read().await?;
        let task = read.task(id).await?.filter(|task| super::look::sees(self.person, task));
        task.ok_or_else(none)?;
        let files = read.task_files(id).await?;
        let file = files.into_iter().find(|one| one.id == file).ok_or_else(none)?;
        let media_type = read.media_type(file.hash).await?.unwrap_or_default();
        let bytes = app.files().get_whole(file.hash).await?;
        Ok((file, media_type, bytes))
    }
}
