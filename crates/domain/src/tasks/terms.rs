//! What a task says: who does what, with whom, and who accepts it.

use super::clear::{Clear, Clears};
use super::due::Due;
use super::session::Session;
use crate::ids::{AccountId, DocumentId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest text of a field of a task, in characters.
pub const TEXT_LIMIT: usize = 4_000;
/// Most coordinating units of a task.
pub const PARTS_LIMIT: usize = 200;
/// Longest name of a field or of a session, in characters.
pub const NAME_LIMIT: usize = 200;

/// A clause of a document that gives work; the link goes both ways (`domain.md §7`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clause {
    /// The document.
    pub document: DocumentId,
    /// Address of the clause: `II.2.point-3`.
    pub address: String,
    /// Its words.
    pub quote: String,
}

/// A coordinating unit (đơn vị phối hợp) with its own part.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    /// Which unit.
    pub unit: UnitId,
    /// Its part, where it is said.
    pub part: Option<String>,
    /// Until when.
    pub due: Option<Date>,
    /// Since when its part is done.
    pub done_on: Option<Date>,
}

/// What is said of a task. There is exactly one lead: no value of this type has none or two.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Terms {
    /// Who hands it out.
    pub unit: UnitId,
    /// What is to be done.
    pub action: String,
    /// The lead unit (đơn vị chủ trì).
    pub lead: UnitId,
    /// Who in the lead unit is responsible.
    pub responsible: Option<AccountId>,
    /// Who follows it up, and urges.
    pub follower: Option<AccountId>,
    /// What the lead answers for.
    pub answerable: Option<String>,
    /// The output that is named.
    pub product: Option<String>,
    /// The unit that accepts it.
    pub acceptor: Option<UnitId>,
    /// Coordinating units, each once, the lead not among them.
    pub parts: Vec<Part>,
    /// The field that it belongs to (lĩnh vực): `kinh tế biển`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The leader above who directs it (lãnh đạo chỉ đạo).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<AccountId>,
    /// The session that takes it up: it is an item of a work programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
}

impl Terms {
    /// Terms in which nothing is said but what is to be done, who hands it out and who leads.
    #[must_use]
    pub const fn bare(unit: UnitId, lead: UnitId, action: String) -> Self {
        Self {
            unit,
            action,
            lead,
            responsible: None,
            follower: None,
            answerable: None,
            product: None,
            acceptor: None,
            parts: Vec::new(),
            field: None,
            leader: None,
            session: None,
        }
    }

    /// Which of the six are clear, with this deadline.
    #[must_use]
    pub fn clears(&self, due: &Due) -> Clears {
        let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        Clear::ALL
            .into_iter()
            .filter(|clear| match clear {
                Clear::Who => self.responsible.is_some(),
                Clear::What => !self.action.trim().is_empty(),
                Clear::When => due.is_said(),
                Clear::Answerable => said(&self.answerable) && self.parts.iter().all(|part| said(&part.part)),
                Clear::Product => said(&self.product),
                Clear::Authority => self.acceptor.is_some(),
            })
            .collect()
    }

    /// The coordinating unit's part.
    #[must_use]
    pub fn part(&self, unit: UnitId) -> Option<&Part> {
        self.parts.iter().find(|part| part.unit == unit)
    }

    /// Whose results it is to accept: the unit named, else the one that handed it out.
    #[must_use]
    pub fn accepting(&self) -> UnitId {
        self.acceptor.unwrap_or(self.unit)
    }

    /// What is wrong with them: name of the field and key of the message.
    #[must_use]
    pub fn faults(&self, due: &Due) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        let long = |text: &str| text.chars().count() > TEXT_LIMIT;
        let name = |text: &str| text.chars().count() > NAME_LIMIT;
        let optional = |text: &Option<String>| text.as_deref().is_some_and(long);
        if self.action.trim().is_empty() {
            faults.push(("action", "field-needed"));
        }
        for (field, is) in [
            ("action", long(&self.action)),
            ("product", optional(&self.product)),
            ("answerable", optional(&self.answerable)),
            ("parts", self.parts.len() > PARTS_LIMIT || self.parts.iter().any(|part| optional(&part.part))),
            ("field", self.field.as_deref().is_some_and(name)),
            ("session", self.session.as_ref().is_some_and(|session| name(&session.name))),
        ] {
            if is {
                faults.push((field, "field-too-long"));
            }
        }
        let twice = |(place, part): (usize, &Part)| {
            part.unit == self.lead || self.parts[..place].iter().any(|other| other.unit == part.unit)
        };
        if self.parts.iter().enumerate().any(twice) {
            faults.push(("parts", "task-part-twice"));
        }
        let last = due.last_day();
        let late = |part: &Part| part.due.zip(last).is_some_and(|(part, last)| part > last);
        if self.parts.iter().any(late) {
            faults.push(("parts", "task-part-late"));
        }
        faults
    }

    /// The same with spaces at the ends off, empty texts absent.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let text =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let parts = self.parts.into_iter().map(|part| Part { part: text(part.part), ..part }).collect();
        Self {
            action: self.action.trim().to_owned(),
            answerable: text(self.answerable),
            product: text(self.product),
            field: text(self.field),
            session: self
                .session
                .map(|session| Session { name: session.name.trim().to_owned(), ..session })
                .filter(Session::is_said),
            parts,
            ..self
        }
    }
}
