//! A file as it came, to be kept by the browser and never shown by it.

use crate::Problem;
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The answer with these bytes.
pub(super) fn answer(name: &str, bytes: Vec<u8>) -> Result<Response, Problem> {
    // RFC 6266, RFC 8187: names have letters that a header has not.
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let disposition =
        HeaderValue::try_from(format!("attachment; filename*=UTF-8''{name}")).map_err(Problem::bug)?;
    let headers = [
        // What people bring is never taken for what it says it is.
        (CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}
