//! What should fit together.

use crate::ids::UnitId;
use crate::indicators::formula::{Comparison, EvaluationError, FormulaError, Relation, Strategy};
use crate::indicators::{Amount, Catalogue, Decimals, Exact, Indicator, IndicatorCode, NotACode, Reading};
use crate::people::Language;
use crate::periods::{CalendarCode, Calendars};
use crate::roll_up::{RollUp, Time, Tree};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Code of a rule: `women_among_members`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleCode(IndicatorCode);

impl std::str::FromStr for RuleCode {
    type Err = NotACode;
    fn from_str(text: &str) -> Result<Self, NotACode> {
        text.parse().map(Self)
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How bad it is when a rule is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It cannot be so: nothing is handed up while it is.
    Hard,
    /// It may be so, with a reason that is printed beside it.
    Explain,
    /// It is shown.
    Soft,
}

/// What should fit together: `members[women] <= members`, `own(members) = below(members)`,
/// `year_to_date(revenue) >= earlier(year_to_date(revenue))`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its code.
    pub code: RuleCode,
    /// What should be.
    pub check: Comparison,
    /// How bad it is otherwise.
    pub severity: Severity,
    /// What to do about what is missing: where a side has no value then, the rule keeps silent.
    pub missing: Strategy,
    /// For units with so many above them, from and to, both with it; for all where there is none.
    pub levels: Option<(u8, u8)>,
    /// For periods of these calendars; of all where there is none.
    pub calendars: Vec<CalendarCode>,
    /// What is wrong, in Vietnamese; `{left}`, `{right}` and `{difference}` stand for the numbers.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation<'a> {
    /// Which.
    pub rule: &'a Rule,
    /// By whom.
    pub unit: UnitId,
    /// When.
    pub time: Time,
    /// What the left side comes to.
    pub left: Exact,
    /// What the right side comes to.
    pub right: Exact,
}

impl Violation<'_> {
    /// The sentence with its numbers, rounded to so many decimals.
    #[must_use]
    pub fn message(&self, language: Language, decimals: Decimals) -> String {
        let written = |number: &Exact| match (Amount::rounded(number, decimals), language) {
            (Ok(amount), Language::Vi) => amount.written_vi(),
            (Ok(amount), Language::En) => amount.to_string(),
            (Err(_), _) => number.to_string(),
        };
        let pattern = match language {
            Language::Vi => &self.rule.vi,
            Language::En => &self.rule.en,
        };
        let difference = (self.left.clone() - self.right.clone()).size();
        pattern
            .replace("{left}", &written(&self.left))
            .replace("{right}", &written(&self.right))
            .replace("{difference}", &written(&difference))
    }
}

/// Every rule that a unit breaks, the bad ones first, as many as there are.
///
/// # Errors
/// [`EvaluationError`] where a rule takes too much.
pub fn violations<'a>(
    rules: &'a [Rule],
    roll_up: &mut RollUp<'_>,
    calendars: &Calendars,
    (unit, depth): (UnitId, usize),
    time: Time,
) -> Result<Vec<Violation<'a>>, EvaluationError> {
    let of = |rule: &Rule| {
        let level =
            rule.levels.is_none_or(|(from, to)| (usize::from(from)..=usize::from(to)).contains(&depth));
        let has = |code: &CalendarCode| calendars.get(code).is_some_and(|calendar| calendar.has(time.period));
        level && (rule.calendars.is_empty() || rule.calendars.iter().any(has))
    };
    let mut found = Vec::new();
    for rule in rules.iter().filter(|rule| of(rule)) {
        let sides = roll_up.compared(&rule.check, rule.missing, (unit, time, Tree::AsItWas))?;
        if let (Reading::Value(left), Reading::Value(right)) = sides
            && !rule.check.relation.holds(&left, &right)
        {
            found.push(Violation { rule, unit, time, left, right });
        }
    }
    found.sort_by_key(|violation| violation.rule.severity);
    Ok(found)
}

/// The rules that follow from breakdowns: the parts of a closed one make up the whole, a part of an open one is not more than it.
///
/// # Errors
/// Never for indicators of the catalogue.
pub fn of_breakdowns(indicator: &Indicator, catalogue: &Catalogue) -> Result<Vec<Rule>, FormulaError> {
    let mut rules = Vec::new();
    let Some(version) = indicator.versions.last().filter(|version| version.formula.is_none()) else {
        return Ok(rules);
    };
    let rule = |suffix: &str, text: &str, relation: (&str, &str)| -> Result<Option<Rule>, FormulaError> {
        // A code that would become too long is none, and its rule is left out.
        let Ok(code) = format!("{}_{suffix}", indicator.code).parse() else { return Ok(None) };
        Ok(Some(Rule {
            code,
            check: Comparison::parse(text, catalogue)?,
            severity: Severity::Hard,
            missing: Strategy::Whole,
            levels: None,
            calendars: Vec::new(),
            vi: relation.0.to_owned(),
            en: relation.1.to_owned(),
        }))
    };
    for breakdown in version.breakdowns.iter().filter_map(|code| catalogue.breakdown(code)) {
        let parts: Vec<String> =
            breakdown.items.iter().map(|item| format!("{}[{}]", indicator.code, item.code)).collect();
        if breakdown.closed {
            let vi = format!(
                "{}: các phần theo {} cộng lại là {{left}}, tổng số là {{right}}, lệch {{difference}}.",
                version.vi, breakdown.vi
            );
            let en = format!(
                "{}: the parts by {} come to {{left}}, the total is {{right}}: {{difference}} apart.",
                version.en, breakdown.en
            );
            let text = format!("{} = {}", parts.join(" + "), indicator.code);
            rules.extend(rule(breakdown.code.as_str(), &text, (&vi, &en))?);
        } else {
            for (part, item) in parts.iter().zip(&breakdown.items) {
                let vi = format!("{}: {} là {{left}}, lớn hơn tổng số {{right}}.", version.vi, item.vi);
                let en = format!("{}: {} is {{left}}, more than the total {{right}}.", version.en, item.en);
                let text = format!("{part} <= {}", indicator.code);
                rules.extend(rule(item.code.as_str(), &text, (&vi, &en))?);
            }
        }
    }
    Ok(rules)
}

impl Relation {
    /// The sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Different => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::More => ">",
            Self::AtLeast => "≥",
        }
    }
}
