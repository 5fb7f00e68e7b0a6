//! A document of the register.

use super::{Direction, Handling, Identity, Number, Stage};
use crate::ids::{AccountId, DocumentId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest text of a field, in characters.
pub const FIELD_LIMIT: usize = 2_000;
/// Most recipients of a document.
pub const RECIPIENTS_LIMIT: usize = 500;

/// What the form of a document says. What its text does not say is absent, never guessed (`domain.md §5`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// Name of its kind in `data/kinds.toml`: `nghị quyết`.
    pub kind: Option<String>,
    /// Its symbol as written: `07-NQ/TU`.
    pub symbol: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Who issued it: `Thành ủy Hải Minh`.
    pub issuer: Option<String>,
    /// What it is about (trích yếu).
    pub subject: String,
    /// Who signed it.
    pub signer: Option<String>,
    /// On whose behalf: `T/M BAN THƯỜNG VỤ`.
    pub authority: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// How urgent it is marked: `Khẩn`.
    pub urgency: Option<String>,
    /// To whom it goes (nơi nhận).
    pub recipients: Vec<String>,
}

/// A mistake in a field: its name and the key of its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldFault {
    /// Name of the field.
    pub field: &'static str,
    /// Key of the message.
    pub key: &'static str,
}

impl Fields {
    /// What makes the document that document.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity { symbol: self.symbol.clone(), date: self.date, issuer: self.issuer.clone() }
    }

    /// The same with spaces at the ends off, and empty fields absent.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let text =
            |field: Option<String>| field.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Self {
            kind: text(self.kind),
            symbol: text(self.symbol),
            date: self.date,
            issuer: text(self.issuer),
            subject: self.subject.trim().to_owned(),
            signer: text(self.signer),
            authority: text(self.authority),
            place: text(self.place),
            urgency: text(self.urgency),
            recipients: self.recipients.into_iter().filter_map(|recipient| text(Some(recipient))).collect(),
        }
    }

    /// What is wrong with them for a document that goes `direction` and is entered on the day `today`.
    #[must_use]
    pub fn faults(&self, direction: Direction, today: Date) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut fault = |wrong: bool, field, key| {
            if wrong {
                faults.push(FieldFault { field, key });
            }
        };
        fault(self.subject.trim().is_empty(), "subject", "field-needed");
        let kind_known = self.kind.as_deref().is_none_or(|kind| vitext::kind::named(kind).is_some());
        fault(!kind_known, "kind", "document-kind-unknown");
        fault(direction.is_own() && self.kind.is_none(), "kind", "field-needed");
        fault(direction == Direction::Incoming && self.issuer.is_none(), "issuer", "field-needed");
        fault(self.date.is_some_and(|date| date > today), "date", "document-date-to-come");
        let symbol_read =
            self.symbol.as_deref().is_none_or(|symbol| super::identity::symbol_key(symbol).is_some());
        fault(!symbol_read, "symbol", "document-symbol-unknown");
        let texts = [
            ("symbol", self.symbol.as_deref()),
            ("issuer", self.issuer.as_deref()),
            ("subject", Some(self.subject.as_str())),
            ("signer", self.signer.as_deref()),
            ("authority", self.authority.as_deref()),
            ("place", self.place.as_deref()),
            ("urgency", self.urgency.as_deref()),
        ];
        for (field, text) in texts {
            fault(text.is_some_and(|text| text.chars().count() > FIELD_LIMIT), field, "field-too-long");
        }
        let long = |recipient: &String| recipient.chars().count() > FIELD_LIMIT;
        let too_many = self.recipients.len() > RECIPIENTS_LIMIT || self.recipients.iter().any(long);
        fault(too_many, "recipients", "field-too-long");
        faults
    }
}

/// How far a document has come: one life for what is issued here, another for what comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Of an outgoing or internal document.
    Own(Stage),
    /// Of an incoming document.
    Incoming(Handling),
}

impl State {
    /// Its code: `draft`, `arrived`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own(stage) => stage.code(),
            Self::Incoming(handling) => handling.code(),
        }
    }

    /// The state with this code in a life of that direction.
    #[must_use]
    pub fn parse(direction: Direction, code: &str) -> Option<Self> {
        if direction.is_own() {
            Stage::ALL.into_iter().find(|stage| stage.code() == code).map(Self::Own)
        } else {
            Handling::ALL.into_iter().find(|handling| handling.code() == code).map(Self::Incoming)
        }
    }
}

/// When a document came, and as which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Its arrival number (số đến).
    pub number: Number,
    /// Its day of arrival.
    pub on: Date,
}

/// Who handles an incoming document, and until when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routing {
    /// The unit.
    pub unit: Option<UnitId>,
    /// The person.
    pub account: Option<AccountId>,
    /// The last day.
    pub due: Option<Date>,
}

/// A document of the register of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// In whose register it stands.
    pub unit: UnitId,
    /// Which way it goes.
    pub direction: Direction,
    /// How far it has come.
    pub state: State,
    /// What its form says.
    pub fields: Fields,
    /// When it came; none for what is issued here.
    pub arrival: Option<Arrival>,
    /// Who handles it.
    pub routing: Routing,
    /// When it was handled.
    pub done_on: Option<Date>,
    /// What stands in its place.
    pub replaced_by: Option<DocumentId>,
    /// When it was entered.
    pub registered_at: Timestamp,
    /// By whom.
    pub registered_by: AccountId,
    /// Grows with every change: who saw an older one has to look again before changing.
    pub revision: i64,
}

impl Document {
    /// The day under which the register counts it: of arrival, of issue, else of entry.
    #[must_use]
    pub fn counted_on(&self) -> Date {
        let counted = match self.state {
            State::Incoming(_) => self.arrival.map(|arrival| arrival.on),
            State::Own(stage) => self.fields.date.filter(|_| stage.was_issued()),
        };
        counted.unwrap_or_else(|| crate::span::local_day(self.registered_at))
    }

    /// The day by which a search puts it in order: its own, or that under which it counts.
    #[must_use]
    pub fn day(&self) -> Date {
        self.fields.date.unwrap_or_else(|| self.counted_on())
    }

    /// What a search takes for its title. The number of the symbol is there with and without the zero before it.
    #[must_use]
    pub fn title(&self) -> String {
        let Fields { kind, symbol, subject, issuer, .. } = &self.fields;
        let plain = symbol.as_deref().map(|symbol| symbol.trim_start_matches('0'));
        let parts = [Some(subject.as_str()), kind.as_deref(), symbol.as_deref(), plain, issuer.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fields() -> Fields {
        Fields {
            kind: Some("nghị quyết".to_owned()),
            symbol: Some("07-NQ/TU".to_owned()),
            date: Some(date(2026, 3, 2)),
            issuer: Some("Thành ủy Hải Minh".to_owned()),
            subject: "phát triển kinh tế biển".to_owned(),
            ..Fields::default()
        }
    }

    fn faults(direction: Direction, change: impl FnOnce(&mut Fields)) -> Vec<(&'static str, &'static str)> {
        let mut fields = fields();
        change(&mut fields);
        fields.faults(direction, date(2026, 3, 2)).into_iter().map(|fault| (fault.field, fault.key)).collect()
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        assert_eq!(faults(Direction::Incoming, |_| ()), []);
        assert_eq!(faults(Direction::Outgoing, |f| f.issuer = None), []);
        assert_eq!(faults(Direction::Incoming, |f| f.issuer = None), [("issuer", "field-needed")]);
        assert_eq!(faults(Direction::Outgoing, |f| f.kind = None), [("kind", "field-needed")]);
        assert_eq!(
            faults(Direction::Incoming, |f| f.subject = " ".to_owned()),
            [("subject", "field-needed")]
        );
        let unknown = |f: &mut Fields| f.kind = Some("bài thơ".to_owned());
        assert_eq!(faults(Direction::Incoming, unknown), [("kind", "document-kind-unknown")]);
        let tomorrow = |f: &mut Fields| f.date = Some(date(2026, 3, 3));
        assert_eq!(faults(Direction::Incoming, tomorrow), [("date", "document-date-to-come")]);
        let symbol = |f: &mut Fields| f.symbol = Some("số bảy".to_owned());
        assert_eq!(faults(Direction::Incoming, symbol), [("symbol", "document-symbol-unknown")]);
        let long = |f: &mut Fields| f.signer = Some("ơ".repeat(FIELD_LIMIT + 1));
        assert_eq!(faults(Direction::Incoming, long), [("signer", "field-too-long")]);
    }

    #[test]
    fn empty_fields_are_absent() {
        let trimmed = Fields {
            symbol: Some("  ".to_owned()),
            recipients: vec![" Như trên, ".to_owned(), String::new()],
            subject: " a ".to_owned(),
            ..Fields::default()
        }
        .trimmed();
        assert_eq!((trimmed.symbol, trimmed.subject.as_str()), (None, "a"));
        assert_eq!(trimmed.recipients, ["Như trên,"]);
    }

    #[test]
    fn a_state_reads_back() {
        for direction in Direction::ALL {
            for state in Stage::ALL.map(State::Own).into_iter().chain(Handling::ALL.map(State::Incoming)) {
                let fits = matches!(state, State::Own(_)) == direction.is_own();
                assert_eq!(State::parse(direction, state.code()), fits.then_some(state));
            }
        }
    }
}
