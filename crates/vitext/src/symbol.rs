//! Numbers and symbols of documents: `07-NQ/TU`, `178/2024/NĐ-CP`.

/// A document's number and symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// As written.
    pub written: String,
    /// Normal form, for comparing: `07-NQ/TU`.
    pub normalized: String,
    /// Number as written, without padding changed: `07`.
    pub number: String,
}
