//! How a content is kept: it comes whole, gets its hash, and goes to its place.

use super::{Content, Files, FilesError, path};
use domain::log::Hash;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload, WriteMultipart};
use sha2::{Digest, Sha256};
use std::io::{Read as _, Seek, Write as _};
use tempfile::SpooledTempFile;
use tokio::io::{AsyncRead, AsyncReadExt};

/// Bytes of a part that is handed on at once; smaller contents stay in memory. S3 wants at least 5 MiB.
const PART: usize = 8 << 20;

impl Files {
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
        if size <= PART as u64 {
            let whole = part(&mut from)?;
            self.store.put(to, PutPayload::from(whole)).await.map_err(FilesError::Place)?;
            return Ok(());
        }
        let upload = self.store.put_multipart(to).await.map_err(FilesError::Place)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PART);
        if let Err(error) = send(&mut upload, from).await {
            // What has come is taken back; that it could not be is less of a matter than why.
            let _ = upload.abort().await;
            return Err(error);
        }
        upload.finish().await.map_err(FilesError::Place)?;
        Ok(())
    }
}

async fn send(upload: &mut WriteMultipart, mut from: SpooledTempFile) -> Result<(), FilesError> {
    loop {
        let part = part(&mut from)?;
        if part.is_empty() {
            return Ok(());
        }
        upload.wait_for_capacity(2).await.map_err(FilesError::Place)?;
        upload.write(&part);
    }
}

fn part(from: &mut SpooledTempFile) -> Result<Vec<u8>, FilesError> {
    let mut part = Vec::new();
    from.take(PART as u64).read_to_end(&mut part).map_err(FilesError::Source)?;
    Ok(part)
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
        let Self { files, kept, content } = self;
        let files = files.clone();
        // Written again also where it stands already: the orphan of yesterday must not be swept under the row of today.
        // To its end also when nobody waits any more: nothing else takes back the parts that have come to S3.
        let write = async move { files.write(&path(content.hash), kept, content.size).await };
        tokio::spawn(write).await.map_err(|e| FilesError::Source(std::io::Error::other(e)))?
    }
}
