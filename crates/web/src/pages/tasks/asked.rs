//! What an address asks for.

use crate::Frame;

/// The names and values behind `?`.
pub(super) struct Asked(Vec<(String, String)>);

impl Asked {
    pub(super) fn of(frame: &Frame) -> Self {
        Self(form_urlencoded::parse(frame.query().as_bytes()).into_owned().take(200).collect())
    }

    /// The value of a name, without spaces around; empty where there is none.
    pub(super) fn value(&self, name: &str) -> &str {
        self.0.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.trim())
    }

    /// The same as something else.
    pub(super) fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.value(name).parse().ok()
    }
}
