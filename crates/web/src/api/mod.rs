//! The programming interface.

/// Whether an address is one of the programming interface.
pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}
