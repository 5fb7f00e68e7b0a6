//! Cookies: read from a request, written for a response.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A cookie of the site: for all paths, sent by the site's own pages only.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cookie {
    /// Its name.
    pub(crate) name: &'static str,
    /// How long a browser keeps it, in seconds; 0 deletes it.
    pub(crate) seconds: u32,
}

impl Cookie {
    /// The value that the request carries. First one of several; nothing where it is not text.
    pub(crate) fn read(self, headers: &HeaderMap) -> Option<String> {
        let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut values = pairs.flat_map(|line| line.split(';')).filter_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == self.name).then_some(value)
        });
        percent_decode_str(values.next()?).decode_utf8().ok().map(Into::into)
    }

    /// The value of a `Set-Cookie` header. `secure`: only over https.
    pub(crate) fn write(self, value: &str, secure: bool) -> HeaderValue {
        let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
        let secure = if secure { "; Secure" } else { "" };
        let line = format!(
            "{}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
            self.name, self.seconds
        );
        HeaderValue::try_from(line).unwrap_or(HeaderValue::from_static(""))
    }
}
