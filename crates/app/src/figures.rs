//! Figures: what is counted, asked of units, handed up, approved, and what it comes to (`domain.md §8`).
//!
//! Who may read figures for a unit sees what it reports and what it comes to for it; to everybody else a unit's sheet is not found.
//! A figure that is entered is in the totals of all units above in the same transaction.

mod campaigns;
mod cost;
mod define;
mod edit;
mod enter;
mod file;
mod filled;
mod judge;
mod like;
mod look;
mod numbers;
mod outline;
mod remind;
mod sheet;
mod takeover;
mod turn;

pub use campaigns::{Monitor, Round, Standing};
pub use cost::{Cost, Costs};
pub use edit::DefineError;
pub use enter::{EnterError, Typed, Written};
pub use file::{FileRow, NoSheet, headings as sheet_headings, read as read_sheet};
pub use filled::Filled;
pub use like::Like;
pub use look::{Branch, Figure, IndicatorView, Overview, Reached};
pub(crate) use numbers::with_weights;
pub use outline::Outline;
pub(crate) use remind::run as remind;
pub use sheet::{Broken, Sheet, SheetRow};

use crate::{App, AppError};
use domain::collection::{Form, Rule, RuleText};
use domain::indicators::Catalogue;
use domain::periods::{Calendars, CalendarsError};
use domain::ready::Set;
use domain::{FormId, IndicatorId};
use std::sync::{Arc, Mutex, PoisonError};
use store::Read;

/// What figures mean, at one moment.
#[derive(Debug)]
pub struct Definitions {
    revision: i64,
    /// The calendars.
    pub calendars: Arc<Calendars>,
    /// The indicators.
    pub catalogue: Catalogue,
    /// The forms, by id.
    pub forms: Vec<Form>,
    /// The rules as they are written, each with its number.
    pub rule_texts: Vec<(i64, RuleText)>,
    /// What should fit together: the rules that were written, and those that follow from breakdowns.
    pub rules: Vec<Rule>,
}

impl Definitions {
    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: FormId) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// An indicator and all that its formulas are made of, themselves formulas or not.
    #[must_use]
    pub fn ingredients(&self, id: IndicatorId, period: domain::periods::Period) -> Vec<IndicatorId> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(&one) = found.get(next) {
            next += 1;
            let Some((formula, _)) = self.catalogue.formula(one, period) else { continue };
            for operand in formula.operands() {
                if !found.contains(&operand.indicator) {
                    found.push(operand.indicator);
                }
            }
        }
        found
    }
}

/// The definitions as they were last read.
#[derive(Debug)]
pub(crate) struct Known {
    calendars: Arc<Calendars>,
    kept: Mutex<Option<Arc<Definitions>>>,
}

impl Known {
    pub(crate) fn built_in() -> Result<Self, CalendarsError> {
        Ok(Self { calendars: Arc::new(Calendars::built_in()?), kept: Mutex::default() })
    }
}

impl App {
    /// The calendars by which figures are counted.
    #[must_use]
    pub fn calendars(&self) -> Arc<Calendars> {
        self.0.figures.calendars.clone()
    }

    /// What figures mean at the moment of `read`; read again only when it has changed.
    pub(crate) async fn definitions(&self, read: &mut Read) -> Result<Arc<Definitions>, AppError> {
        let known = &self.0.figures;
        let revision = read.definitions_revision().await?;
        let kept = known.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|kept| kept.revision == revision) {
            return Ok(kept);
        }
        let (measures, breakdowns) = read.measures().await?;
        let indicators = read.indicators().await?;
        let calendars = known.calendars.clone();
        let catalogue = Catalogue::new(&calendars, measures, breakdowns, indicators)
            .map_err(|faults| AppError::Bug(format!("the indicators as kept: {faults:?}")))?;
        let forms = read.forms().await?;
        let rule_texts = read.rules().await?;
        let texts: Vec<RuleText> = rule_texts.iter().map(|(_, text)| text.clone()).collect();
        let rules = Set::rules_of(&texts, &catalogue).map_err(|e| AppError::Bug(e.to_string()))?;
        let definitions = Definitions { revision, calendars, catalogue, forms, rule_texts, rules };
        let definitions = Arc::new(definitions);
        *known.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(definitions.clone());
        Ok(definitions)
    }
}
