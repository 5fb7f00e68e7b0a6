//! Forms that carry a file.

use crate::ui::Form;
use crate::{Kind, Problem};
use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
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

/// What is told where a form cannot be read to its end.
pub(crate) fn unreadable(error: MultipartError) -> Problem {
    broken(error.status())
}

/// The same, by its status.
pub(crate) fn broken(status: StatusCode) -> Problem {
    Problem::new(Kind::of(status).unwrap_or(Kind::BadRequest))
}
