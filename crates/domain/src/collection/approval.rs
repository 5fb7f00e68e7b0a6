//! What an approval stands for.

use super::ledger::Ledger;
use crate::ids::UnitId;
use crate::indicators::{Reading, Slice};
use crate::roll_up::CellKey;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt;

/// SHA-256 over the values of cells; as text 64 small hexadecimal figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of cells as they stood after an entry. Each cell is one line, in the order of the cells: unit, indicator, part, first and last
    /// day, and what stands there; what is missing has its line too.
    #[must_use]
    pub fn of(cells: &BTreeSet<CellKey>, ledger: &Ledger, entered: u64) -> Self {
        let mut hash = Sha256::new();
        for key in cells {
            let part = match &key.series.slice {
                Slice::Whole => "",
                Slice::Part(item) => item.as_str(),
            };
            let (from, last) = (key.series.period.from, key.series.period.last);
            let value = match ledger.at(key, entered) {
                Reading::Missing => "missing".to_owned(),
                Reading::NotApplicable => "n/a".to_owned(),
                Reading::Value(amount) => amount.to_string(),
            };
            hash.update(format!("{} {} {part} {from} {last} {value}\n", key.unit, key.series.indicator));
        }
        Self(hash.finalize().into())
    }

    /// The fingerprint with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The fingerprint with this text; none for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes)).filter(|found| found.to_string() == text)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A unit has approved the figures of all below it as they stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who.
    pub unit: UnitId,
    /// The last entry before it.
    pub entered: u64,
    /// What stood in the cells then.
    pub fingerprint: Fingerprint,
}

impl Approval {
    /// Approves `cells` as they stand now.
    #[must_use]
    pub fn of(unit: UnitId, cells: &BTreeSet<CellKey>, ledger: &Ledger) -> Self {
        let entered = ledger.last();
        Self { unit, entered, fingerprint: Fingerprint::of(cells, ledger, entered) }
    }

    /// Does it still stand for all of these cells, byte for byte?
    #[must_use]
    pub fn holds(&self, cells: &BTreeSet<CellKey>, ledger: &Ledger) -> bool {
        Fingerprint::of(cells, ledger, ledger.last()) == self.fingerprint
    }

    /// The cells that are no longer what was approved: these are open again, and no others. A value that came back to what it was is
    /// what was approved.
    #[must_use]
    pub fn reopened(&self, cells: &BTreeSet<CellKey>, ledger: &Ledger) -> Vec<CellKey> {
        let changed = |key: &&CellKey| ledger.at(key, self.entered) != ledger.at(key, ledger.last());
        cells.iter().filter(changed).cloned().collect()
    }
}
