//! Files that people bring: the content is kept first, the row that names it comes with the deed.

use crate::{App, AppError, Fault};
use jiff::Timestamp;
use store::{Content, Files, FilesError, Write};
use tokio::io::AsyncRead;

/// A content that is durable and that no row names yet. Named within a day, or gone.
#[derive(Debug)]
#[must_use = "without a row it is swept"]
pub struct Kept {
    /// What it is.
    pub content: Content,
    media_type: String,
}

impl App {
    /// The place of the contents.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// Keeps up to `limit` bytes that somebody brings, as of the media type `media_type`.
    ///
    /// # Errors
    /// [`AppError::Refused`] when there are more bytes, or when that is no media type.
    pub async fn keep(
        &self,
        from: impl AsyncRead + Unpin,
        limit: u64,
        media_type: &str,
    ) -> Result<Kept, AppError> {
        if !is_media_type(media_type) {
            return Err(Fault::at("file", "file-type-wrong").into());
        }
        let files = self.files().clone();
        let limit = limit.min(Files::LIMIT);
        let content = files.limit(limit).put(from).await.map_err(|error| match error {
            FilesError::TooLarge { limit } => {
                AppError::from(Fault::at("file", "file-too-large").with("limit", limit >> 20))
            }
            error => error.into(),
        })?;
        Ok(Kept { content, media_type: media_type.to_owned() })
    }

    /// Lets a row name what was kept, in the transaction of the deed.
    ///
    /// # Errors
    /// [`AppError::Refused`] when it has gone in the meantime: it lay there for a day and was swept.
    pub async fn name(&self, write: &mut Write, kept: &Kept, now: Timestamp) -> Result<(), AppError> {
        match write.name_file(self.files(), kept.content, &kept.media_type, now).await {
            Err(FilesError::NotFound(_)) => Err(Fault::at("file", "file-gone").into()),
            other => Ok(other?),
        }
    }
}

/// `type/subtype` of RFC 6838 and no parameters: it comes back in a header.
fn is_media_type(text: &str) -> bool {
    let word = |word: &str| {
        (1..=127).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
            && word.as_bytes()[0].is_ascii_alphanumeric()
    };
    text.split_once('/').is_some_and(|(kind, detail)| word(kind) && word(detail))
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[test]
    fn a_media_type_is_no_header() {
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assert!(is_media_type("text/plain") && is_media_type(word) && is_media_type("image/svg+xml"));
        for text in
            ["", "text", "text/", "/plain", "text/plain; charset=utf-8", "a/b\r\nX: 1", "a/b/c", "vă/bản"]
        {
            assert!(!is_media_type(text), "{text:?}");
        }
    }
}
