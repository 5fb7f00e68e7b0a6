//! How a unit numbers and signs what it issues.

use super::{Fields, Number, Restart};
use jiff::civil::Date;
use vitext::symbol::System;

/// The register of a unit: whose rules it follows, and what stands in its symbols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Whose rules.
    pub system: System,
    /// Its code in symbols: `TU`, `ĐU`, `UBND`.
    pub code: String,
    /// Its name in documents: `Thành ủy Hải Minh`.
    pub issuer: String,
    /// Where it issues: `Hải Minh`.
    pub place: String,
    /// Code of the unit that drafts: `VP`. Official letters of the State bear it in place of their kind.
    pub office: String,
}

/// No abbreviation is prescribed for the kind on that day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no abbreviation is known for {kind} on {day}")]
pub struct NoAbbreviation {
    /// The kind.
    pub kind: String,
    /// The day.
    pub day: Date,
}

impl Register {
    /// When the numbers of what it issues begin again (`domain.md §4`).
    #[must_use]
    pub fn restart(&self) -> Restart {
        match self.system {
            System::Party => Restart::Term,
            System::State => Restart::Year,
        }
    }

    /// The symbol of a document of that kind with that number: `07-NQ/TU`, `15/QĐ-UBND`; official letters of the State bear
    /// who drafted them: `15/UBND-VP`.
    ///
    /// # Errors
    /// [`NoAbbreviation`] for a kind that this system does not know on that day.
    pub fn symbol(&self, kind: &str, number: Number, day: Date) -> Result<String, NoAbbreviation> {
        let unknown = || NoAbbreviation { kind: kind.to_owned(), day };
        let code = &self.code;
        if self.system == System::State && kind == "công văn" {
            return Ok(format!("{number}/{code}-{}", self.office));
        }
        let kind = vitext::kind::named(kind).and_then(|kind| kind.abbreviation(self.system, Some(day)));
        let kind = kind.ok_or_else(unknown)?;
        Ok(match self.system {
            System::Party => format!("{number}-{kind}/{code}"),
            System::State => format!("{number}/{kind}-{code}"),
        })
    }

    /// The fields with what the register itself says: number, symbol, day, issuer, place.
    ///
    /// # Errors
    /// [`NoAbbreviation`].
    pub fn issued(&self, fields: &Fields, number: Number, day: Date) -> Result<Fields, NoAbbreviation> {
        let kind = fields.kind.clone().unwrap_or_default();
        Ok(Fields {
            symbol: Some(self.symbol(&kind, number, day)?),
            date: Some(day),
            issuer: Some(self.issuer.clone()),
            place: Some(self.place.clone()),
            ..fields.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_symbol_is_written_as_its_system_prescribes_and_read_back() {
        let register = |system, code: &str| Register {
            system,
            code: code.to_owned(),
            issuer: "Hải Minh".to_owned(),
            place: "Hải Minh".to_owned(),
            office: "VP".to_owned(),
        };
        let number = Number::new(7).unwrap();
        let day = date(2026, 7, 1);
        let party = register(System::Party, "TU");
        assert_eq!(party.symbol("nghị quyết", number, day).unwrap(), "07-NQ/TU");
        let state = register(System::State, "UBND");
        assert_eq!(state.symbol("quyết định", number, day).unwrap(), "07/QĐ-UBND");
        assert_eq!(state.symbol("công văn", number, day).unwrap(), "07/UBND-VP");
        assert_eq!(party.symbol("bài thơ", number, day).unwrap_err().kind, "bài thơ");
        for (register, system) in [(&party, System::Party), (&state, System::State)] {
            // Laws bear the National Assembly's own symbols: 226/2025/QH15.
            for kind in vitext::kind::all().iter().filter(|kind| kind.name != "luật") {
                let Ok(symbol) = register.symbol(&kind.name, number, day) else { continue };
                let found = vitext::symbol::find(&symbol);
                assert_eq!(found.len(), 1, "{symbol}");
                assert_eq!((&found[0].symbol.normalized, found[0].symbol.system), (&symbol, system));
            }
        }
    }
}
