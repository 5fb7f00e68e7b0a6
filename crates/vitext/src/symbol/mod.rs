//! Numbers and symbols of documents: `07-NQ/TU`, `178/2024/NĐ-CP`.
//!
//! Party: number - kind / issuer. State: number / [year /] kind - issuer, number / year / `QH` term, and for official letters
//! number / issuer - unit (`domain.md §4`, `HD 05-HD/VPTW`, `NĐ 30/2020/NĐ-CP`). What deviates is read, brought to normal form
//! and flagged. Identity is not the symbol alone: numbers restart with each term or year.

mod candidate;
mod find;
#[cfg(test)]
mod tests;

pub use crate::kind::System;
pub use find::{SymbolMatch, find};

/// A document's number and symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// As written.
    pub written: String,
    /// Normal form, for comparing: `07-NQ/TU`.
    pub normalized: String,
    /// Number as written, without padding changed: `07`.
    pub number: String,
    /// Year in the symbol: 2024 of `178/2024/NĐ-CP`.
    pub year: Option<u16>,
    /// Abbreviation of the kind in its right spelling: `NQ`; `None` in official letters of the State and in `226/2025/QH15`.
    pub kind: Option<String>,
    /// Code of the issuer in its right spelling, several joined by hyphens: `TU`, `QH15`, `BCA-BQP`.
    pub issuer: String,
    /// Code of the unit that drafted: `VP` of `05/BNV-VP`.
    pub unit: Option<String>,
    /// Whose rules it follows.
    pub system: System,
    /// How it deviates from them.
    pub flaws: Vec<Flaw>,
}

/// How a written symbol deviates from the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// A hyphen where a slash belongs: `15-KH-TU`.
    HyphenForSlash,
    /// A slash where a hyphen belongs: `15/KH/TU`.
    SlashForHyphen,
    /// A dash longer than a hyphen: `204–QĐ/TW`.
    LongDash,
    /// A dash before the number: `số - 66-CV/TU`.
    StrayDash,
    /// A space inside: `148 - KL/TW`.
    Space,
    /// Wrong upper or lower case: `21-Kl/TW`.
    Case,
    /// A number below 10 without its zero: `7-NQ/TU`.
    Unpadded,
    /// A kind that is in no table.
    UnknownKind,
    /// An issuer that is in no table.
    UnknownIssuer,
}
