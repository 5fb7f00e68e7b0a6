//! A file as it came, to be kept by the browser and never shown by it.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue,
};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What people bring and nobody has confirmed yet is never taken for what it says it is.
pub(super) fn answer(name: &str, bytes: Vec<u8>) -> Response {
    sent(name, "application/octet-stream", bytes)
}

/// The answer with these bytes of that media type. It opens in nothing: no page of ours, no script of its own.
pub(super) fn sent(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let kind =
        HeaderValue::try_from(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_TYPE, kind);
    if let Ok(value) = HeaderValue::try_from(disposition(name)) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// The name twice: in plain letters for old programs, as it is for the others (RFC 6266 §4.3).
fn disposition(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if matches!(c, '/' | '\\') || c.is_control() { '-' } else { c }).collect();
    let plain = vitext::fold::fold_text(&name);
    let plain: String = plain
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        utf8_percent_encode(&name, NON_ALPHANUMERIC)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Báo cáo.pdf"),
            "attachment; filename=\"bao cao.pdf\"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%2Epdf"
        );
        for name in ["a\"; x=\"b", "../../etc\r\nSet-Cookie: a", "07-NQ/TU", "\u{202e}gpj.exe"] {
            let value = disposition(name);
            assert!(HeaderValue::try_from(&value).is_ok(), "{value}");
            assert_eq!(value.matches('"').count(), 2, "{value}");
            assert!(!value.contains('/') && !value.contains('\n'), "{value}");
        }
    }
}
