//! A ready set of indicators, forms and rules: data, `data/indicators`, `data/forms`, `data/rules.toml`.
//!
//! It ends here as values; ids are given in the order of the tables, a store gives its own.

mod bundle;
mod rows;

pub use bundle::{Bundle, Change, Kind, NotABundle};

use crate::collection::{Form, FormCode, FormFault, Row, Rule, RuleCode, RuleText, of_breakdowns};
use crate::indicators::{Catalogue, CatalogueFault, FormulaError, Slice};
use crate::periods::Calendars;

/// Indicators with their forms and rules.
#[derive(Debug, Clone)]
pub struct Set {
    /// The indicators.
    pub catalogue: Catalogue,
    /// The forms.
    pub forms: Vec<Form>,
    /// The rules as they are written.
    pub rule_texts: Vec<RuleText>,
    /// The rules of the table, then those that follow from breakdowns.
    pub rules: Vec<Rule>,
}

/// The tables of a set, each with the name by which faults in it are told.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// Measures and breakdowns.
    pub measures: (&'a str, &'a str),
    /// Indicators.
    pub indicators: &'a [(&'a str, &'a str)],
    /// Forms, one each.
    pub forms: &'a [(&'a str, &'a str)],
    /// Rules.
    pub rules: (&'a str, &'a str),
}

/// Why tables are no set.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SetError {
    /// A table is not what it should be.
    #[error("{0}: {1}")]
    Syntax(String, toml::de::Error),
    /// The indicators do not go together.
    #[error("indicators: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Catalogue(Vec<CatalogueFault>),
    /// A form names a figure that is not there.
    #[error("form {0}: there is no figure {1}")]
    Figure(FormCode, String),
    /// A form makes no sense.
    #[error("form {}: {}", .0, .1.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Form(FormCode, Vec<FormFault>),
    /// A rule makes no sense.
    #[error("rule {0}: {1}")]
    Rule(RuleCode, FormulaError),
    /// One rule or form twice.
    #[error("{0} stands there twice")]
    Twice(String),
}

macro_rules! table {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../data/", $path)))
    };
}

impl Set {
    /// The set for a city committee that comes with the program.
    ///
    /// # Errors
    /// Never, as a test shows; see [`Set::parse`].
    pub fn built_in(calendars: &Calendars) -> Result<Self, SetError> {
        let tables = Tables {
            measures: table!("indicators/measures.toml"),
            indicators: &[
                table!("indicators/organisation.toml"),
                table!("indicators/inspection.toml"),
                table!("indicators/office.toml"),
                table!("indicators/economy.toml"),
                table!("indicators/society.toml"),
            ],
            forms: &[
                table!("forms/month.toml"),
                table!("forms/quarter.toml"),
                table!("forms/year.toml"),
                table!("forms/city.toml"),
            ],
            rules: table!("rules.toml"),
        };
        Self::parse(&tables, calendars)
    }

    /// A set from tables in the form of those of `data`.
    ///
    /// # Errors
    /// [`SetError`] says what is wrong with them.
    pub fn parse(tables: &Tables<'_>, calendars: &Calendars) -> Result<Self, SetError> {
        let (measures, breakdowns) = rows::measures(tables.measures)?;
        let indicators = rows::indicators(tables.indicators)?;
        let catalogue =
            Catalogue::new(calendars, measures, breakdowns, indicators).map_err(SetError::Catalogue)?;
        let forms = rows::forms(tables.forms, &catalogue)?;
        for (place, form) in forms.iter().enumerate() {
            let faults = form.faults(&catalogue, calendars);
            if !faults.is_empty() {
                return Err(SetError::Form(form.code.clone(), faults));
            }
            if forms[..place].iter().any(|other| other.code == form.code) {
                return Err(SetError::Twice(form.code.to_string()));
            }
        }
        let rule_texts = rows::rules(tables.rules)?;
        let rule =
            |text: &RuleText| text.rule(&catalogue).map_err(|fault| SetError::Rule(text.code.clone(), fault));
        let mut rules = rule_texts.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
        rules.extend(implied(&catalogue)?);
        let twice = rules
            .iter()
            .enumerate()
            .find(|(place, rule)| rules[..*place].iter().any(|r| r.code == rule.code));
        match twice {
            Some((_, rule)) => Err(SetError::Twice(rule.code.to_string())),
            None => Ok(Self { catalogue, forms, rule_texts, rules }),
        }
    }

    /// The rules that these texts are for a catalogue, as far as it has their indicators, and those that follow from its breakdowns.
    ///
    /// # Errors
    /// Never for a catalogue, see [`Set::parse`].
    pub fn rules_of(texts: &[RuleText], catalogue: &Catalogue) -> Result<Vec<Rule>, SetError> {
        let mut rules: Vec<Rule> = texts.iter().filter_map(|text| text.rule(catalogue).ok()).collect();
        rules.extend(implied(catalogue)?);
        Ok(rules)
    }
}

/// A row of a form as it is written: `members[women]?`; a question mark at the end: it may stay empty. None where there is no such
/// figure.
#[must_use]
pub fn figure(written: &str, catalogue: &Catalogue) -> Option<Row> {
    rows::figure(written, catalogue)
}

/// How a row of a form is written; nothing for a heading.
#[must_use]
pub fn written(row: &Row, catalogue: &Catalogue) -> Option<String> {
    let Row::Figure { indicator, slice, required } = row else { return None };
    let code = &catalogue.get(*indicator)?.code;
    let part = match slice {
        Slice::Whole => String::new(),
        Slice::Part(item) => format!("[{item}]"),
    };
    Some(format!("{code}{part}{}", if *required { "" } else { "?" }))
}

/// The rules that follow from breakdowns.
fn implied(catalogue: &Catalogue) -> Result<Vec<Rule>, SetError> {
    let mut rules = Vec::new();
    for indicator in catalogue.iter() {
        rules.extend(of_breakdowns(indicator, catalogue).map_err(|fault| {
            SetError::Catalogue(vec![CatalogueFault::Formula(indicator.code.clone(), fault)])
        })?);
    }
    Ok(rules)
}

#[cfg(test)]
mod tests;
