//! Files that a program sends: the body itself, or the parts of a form.

use super::call::Call;
use super::run::all;
use crate::Problem;
use crate::multipart::{broken, unreadable};
use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;

/// The most files of one request.
const MOST: usize = 20;

/// A file that was sent.
pub(super) struct Upload {
    /// Its name as sent; a number where it has none.
    pub(super) name: String,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// The files of a request: every part `file` of a form, or the whole body.
pub(super) async fn files(call: &Call, parts: Parts, body: Body) -> Result<Vec<Upload>, Problem> {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.to_lowercase().starts_with("multipart/form-data") {
        let name = name_in(&parts).unwrap_or_else(|| "1".to_owned());
        let bytes = all(body).await?.to_vec();
        if bytes.is_empty() {
            return Err(call.wrong("file", "field-needed", []));
        }
        return Ok(vec![Upload { name, bytes }]);
    }
    let request = Request::from_parts(parts, body);
    let mut form = Multipart::from_request(request, &()).await.map_err(|e| broken(e.status()))?;
    let mut files = Vec::new();
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if files.len() == MOST {
            return Err(call.wrong("file", "api-many-files", [("most", MOST.into())]));
        }
        if part.name() != Some("file") {
            let name: String = part.name().unwrap_or_default().chars().take(200).collect();
            return Err(call.wrong(
                &name,
                "api-wrong-value",
                [("cause", "unknown part, expected `file`".into())],
            ));
        }
        let name = part.file_name().map_or_else(|| (files.len() + 1).to_string(), str::to_owned);
        let bytes = part.bytes().await.map_err(unreadable)?.to_vec();
        files.push(Upload { name, bytes });
    }
    if files.is_empty() { Err(call.wrong("file", "field-needed", [])) } else { Ok(files) }
}

/// The one file of a request.
pub(super) async fn one(call: &Call, parts: Parts, body: Body) -> Result<Upload, Problem> {
    let mut files = files(call, parts, body).await?;
    match (files.pop(), files.pop()) {
        (Some(file), None) => Ok(file),
        _ => Err(call.wrong("file", "api-many-files", [("most", 1.into())])),
    }
}

/// `?name=bao-cao.docx`: what the file of a bare body is called.
fn name_in(parts: &Parts) -> Option<String> {
    let query = parts.uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == "name").map(|(_, value)| value.chars().take(200).collect())
}
