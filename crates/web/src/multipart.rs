//! Forms that carry a file.

use crate::ui::Form;
use crate::{Kind, Problem};
use app::documents::reading::FILE_LIMIT;
use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;

/// The texts of a form, and its file: the part `holds`.
pub(crate) async fn form(mut parts: Multipart, holds: &str) -> Result<(Form, Option<Bytes>), Problem> {
    let (mut pairs, mut file) = (Vec::new(), None);
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == holds {
            file = Some(part.bytes().await.map_err(unreadable)?);
        } else {
            pairs.push((name, part.text().await.map_err(unreadable)?));
        }
    }
    Ok((Form::new(pairs), file))
}

/// A file that came with a form; without its content where that is larger than files may be.
pub(crate) struct Part {
    /// Its name as it came.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// The texts of a form, and the files of its part `file`, as many as there are; a part in which nothing was chosen is none.
pub(crate) async fn files(mut parts: Multipart) -> Result<(Form, Vec<Part>), Problem> {
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            pairs.push((part.name().unwrap_or_default().to_owned(), part.text().await.map_err(unreadable)?));
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let bytes = whole(part).await.map_err(unreadable)?;
        if bytes.as_ref().is_none_or(|bytes| !bytes.is_empty()) {
            files.push(Part { name, bytes });
        }
    }
    Ok((Form::new(pairs), files))
}

/// The bytes of a part; none when there are too many. Those that are too many are let through and not kept: the files behind them count too.
pub(crate) async fn whole(mut part: Field<'_>) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Vec::new();
    let mut is_too_large = false;
    while let Some(chunk) = part.chunk().await? {
        is_too_large |= (bytes.len() + chunk.len()) as u64 > FILE_LIMIT;
        if is_too_large {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!is_too_large).then_some(bytes))
}

/// What is told where a form cannot be read to its end.
pub(crate) fn unreadable(error: MultipartError) -> Problem {
    broken(error.status())
}

/// The same, by its status.
pub(crate) fn broken(status: StatusCode) -> Problem {
    Problem::new(Kind::of(status).unwrap_or(Kind::BadRequest))
}
