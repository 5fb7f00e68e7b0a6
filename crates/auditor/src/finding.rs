//! What an audit says.

use reader::Place;
use serde::Serialize;

/// A rule of the catalogue, `R1` to `R14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u8);

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "R{}", self.0)
    }
}

impl Serialize for RuleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Style; nothing is wrong with the figures.
    Note,
    /// A contradiction that context could explain.
    Verify,
    /// Arithmetic or form is broken, and no reading saves it.
    Certain,
}

/// Something that cannot be right, or that a person should look at.
///
/// The sentences are data, not text: [`Finding::message`] names a sentence of the locale files and its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// Short name of the rule: `sum`.
    pub name: &'static str,
    /// How sure it is.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Further places that belong to it: the total, the other mention.
    pub others: Vec<Place>,
    /// Places in other documents that were given together with this one.
    pub elsewhere: Vec<Elsewhere>,
    /// The words in question, as cleaned.
    pub quote: String,
    /// What stands there.
    pub stated: String,
    /// What was computed, or what would be right; empty where nothing can be computed.
    pub computed: String,
    /// The sentence that says what is wrong.
    pub message: Sentence,
    /// The sentence that says why it might still be right; `None` for certain findings.
    pub may_be_right: Option<Sentence>,
}

/// A place in another document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Elsewhere {
    /// Which document, counted from 0 in the order in which they were given.
    pub document: usize,
    /// Where in it.
    pub place: Place,
}

/// A sentence for a person, in any language: the key of a message in `locales/*/audit.ftl` and its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Key of the message.
    pub key: &'static str,
    /// Arguments by name, already formatted the Vietnamese way where they are numbers.
    pub arguments: Vec<(&'static str, String)>,
}

impl Sentence {
    /// The message `key` with `arguments`.
    #[must_use]
    pub fn new<const N: usize>(key: &'static str, arguments: [(&'static str, String); N]) -> Self {
        Self { key, arguments: arguments.into() }
    }
}

/// How a relation that was checked came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds exactly, or by ordinary rounding.
    Holds,
    /// It holds only by cutting off decimals.
    HoldsRounded,
    /// It does not hold.
    Broken,
    /// It was understood, but a value is missing.
    Open,
}

/// A relation between figures that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// The rule that checked it.
    pub rule: RuleId,
    /// Where.
    pub place: Place,
    /// How it came out.
    pub verdict: Verdict,
}

/// How much of a document the audit understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Numbers in the text.
    pub numbers: usize,
    /// Numbers whose meaning was told: count, money, date, symbol, label …
    pub typed: usize,
    /// Relations that were checked.
    pub relations: usize,
}

/// The audit of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// Findings in the order of the text.
    pub findings: Vec<Finding>,
    /// Relations that were checked, in the order of the text.
    pub relations: Vec<Relation>,
    /// How much was understood.
    pub coverage: Coverage,
}
