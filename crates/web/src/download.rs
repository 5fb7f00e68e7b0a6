//! A file as it came, to be kept by the browser or the program and never shown.

use app::documents::Setting;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue,
};
use axum::response::{IntoResponse, Response};
use domain::documents::Document;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The media type of what nobody has looked at.
pub(crate) const ANY: &str = "application/octet-stream";
/// The media type of a text that was read.
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";
/// The media type of what can be edited.
pub(crate) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// The media type of what is printed.
pub(crate) const PDF: &str = "application/pdf";

/// The media type of a table.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file that is sent. It opens in nothing: no page of ours, no script of its own.
pub(crate) struct Download {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

impl Download {
    /// These bytes of that media type.
    pub(crate) fn new(name: impl Into<String>, media_type: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), media_type: media_type.into(), bytes }
    }

    /// What people bring and nobody has confirmed yet is never taken for what it says it is.
    pub(crate) fn unconfirmed((name, bytes): (String, Vec<u8>)) -> Self {
        Self::new(name, ANY, bytes)
    }

    /// The text that was read in a document.
    pub(crate) fn text((document, text): (Document, String)) -> Self {
        Self::new(name(document, "txt"), TEXT, text.into_bytes())
    }

    /// A document that was set anew.
    pub(crate) fn set((document, bytes): (Document, Vec<u8>), setting: Setting) -> Self {
        let media_type = match setting {
            Setting::Docx => DOCX,
            Setting::Pdf => PDF,
        };
        Self::new(name(document, setting.code()), media_type, bytes)
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let mut response = self.bytes.into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::try_from(self.media_type).unwrap_or(HeaderValue::from_static(ANY));
        headers.insert(CONTENT_TYPE, kind);
        if let Ok(value) = HeaderValue::try_from(disposition(&self.name)) {
            headers.insert(CONTENT_DISPOSITION, value);
        }
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        response
    }
}

/// `07-NQ/TU.docx`; what may not stand in the name of a file is taken out later.
fn name(document: Document, format: &str) -> String {
    let symbol = document.fields.symbol.unwrap_or_else(|| format!("van-ban-{}", document.id));
    format!("{symbol}.{format}")
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
