//! Definitions changed one by one: indicators with their versions, forms, rules; each change with what was before it in the log.

use super::Definitions;
use crate::app::Deed;
use crate::permit::Permit;
use crate::permit::rights::FiguresDefine;
use crate::{AppError, Fault, Thing};
use domain::collection::{Form, FormFault, RuleCode, RuleText};
use domain::indicators::{Breakdown, Catalogue, CatalogueFault, FormulaError, Indicator, Measure};
use domain::log::Entry;
use domain::ready::{Bundle, Change, Kind};
use domain::{FormId, IndicatorId};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{LogRow, Read};

/// So many changes of one thing are shown.
const CHANGES: i64 = 100;

/// Why a definition was not taken.
#[derive(Debug, thiserror::Error)]
pub enum DefineError {
    /// The indicators would not go together.
    #[error("{0:?}")]
    Catalogue(Vec<CatalogueFault>),
    /// A form would make no sense.
    #[error("form {0}: {1:?}")]
    Form(String, Vec<FormFault>),
    /// A rule would make no sense.
    #[error("rule {0}: {1}")]
    Rule(String, FormulaError),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<store::StoreError> for DefineError {
    fn from(error: store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What would be, once all of it goes together.
struct Next {
    measures: Vec<Measure>,
    breakdowns: Vec<Breakdown>,
    indicators: Vec<Indicator>,
    forms: Vec<Form>,
    rules: Vec<RuleText>,
}

impl Next {
    async fn read(read: &mut Read) -> Result<Self, AppError> {
        let (measures, breakdowns) = read.measures().await?;
        let rules = read.rules().await?.into_iter().map(|(_, rule)| rule).collect();
        let (indicators, forms) = (read.indicators().await?, read.forms().await?);
        Ok(Self { measures, breakdowns, indicators, forms, rules })
    }

    fn bundle(self) -> Bundle {
        let Self { measures, breakdowns, indicators, forms, rules } = self;
        Bundle { measures, breakdowns, indicators, forms, rules }
    }

    /// Does all of it go together? Rules of indicators that are not there keep silent, as those of a ready set may.
    fn check(&self, definitions: &Definitions) -> Result<(), DefineError> {
        let calendars = &definitions.calendars;
        let (measures, breakdowns) = (self.measures.clone(), self.breakdowns.clone());
        let catalogue = Catalogue::new(calendars, measures, breakdowns, self.indicators.clone());
        let catalogue = catalogue.map_err(DefineError::Catalogue)?;
        for form in &self.forms {
            let faults = form.faults(&catalogue, calendars);
            if !faults.is_empty() {
                return Err(DefineError::Form(form.code.to_string(), faults));
            }
        }
        for rule in &self.rules {
            let fits = rule.rule(&catalogue);
            // One that said nothing before may go on doing so.
            let silent = || rule.rule(&definitions.catalogue).is_err();
            if let Err(fault) = fits
                && !(silent() && definitions.rule_texts.iter().any(|(_, had)| had == rule))
            {
                return Err(DefineError::Rule(rule.code.to_string(), fault));
            }
        }
        Ok(())
    }
}

/// Puts one in place of that with the same key, or at the end.
fn put<T, K: PartialEq>(all: &mut Vec<T>, one: T, key: impl Fn(&T) -> K) {
    match all.iter_mut().find(|had| key(had) == key(&one)) {
        Some(had) => *had = one,
        None => all.push(one),
    }
}

impl Permit<'_, FiguresDefine> {
    /// Keeps an indicator, a new one or in place of the one with its code. What figures mean never changes under them: measure,
    /// decimals and nature of one that is there stay.
    ///
    /// # Errors
    /// [`DefineError`].
    pub async fn set_indicator(&self, indicator: &Indicator) -> Result<IndicatorId, DefineError> {
        self.whole_house()?;
        let mut write = self.person.app.database().write().await?;
        let definitions = self.person.app.definitions(&mut write).await?;
        let had = definitions.catalogue.find(indicator.code.as_str());
        if let Some(had) = had
            && (&had.measure, had.decimals, had.nature)
                != (&indicator.measure, indicator.decimals, indicator.nature)
        {
            return Err(AppError::from(Fault::at("measure", "indicators-fixed")).into());
        }
        let mut next = Next::read(&mut write).await?;
        let id = had.map_or_else(|| IndicatorId::new(0), |had| had.id);
        let indicator = Indicator { id, ..indicator.clone() };
        put(&mut next.indicators, indicator.clone(), |one| one.code.clone());
        next.check(&definitions)?;
        let id = write.set_indicator(&indicator).await?;
        let entry =
            self.defined("figures.define_indicator", "indicator", Some(id.get()), had, Some(&indicator))?;
        write.log(&entry).await?.commit().await?;
        Ok(id)
    }

    /// Keeps a form, a new one or in place of the one with its code. Rounds that are open ask what it asks from now on.
    ///
    /// # Errors
    /// [`DefineError`].
    pub async fn set_form(&self, form: &Form) -> Result<FormId, DefineError> {
        self.whole_house()?;
        let mut write = self.person.app.database().write().await?;
        let definitions = self.person.app.definitions(&mut write).await?;
        let had = definitions.forms.iter().find(|had| had.code == form.code);
        let faults = form.faults(&definitions.catalogue, &definitions.calendars);
        if !faults.is_empty() {
            return Err(DefineError::Form(form.code.to_string(), faults));
        }
        let id = write.set_form(form).await?;
        let entry = self.defined("figures.define_form", "form", Some(id.get()), had, Some(form))?;
        write.log(&entry).await?.commit().await?;
        Ok(id)
    }

    /// Keeps a rule, a new one or in place of the one with its code.
    ///
    /// # Errors
    /// [`DefineError`].
    pub async fn set_rule(&self, rule: &RuleText) -> Result<(), DefineError> {
        self.whole_house()?;
        let mut write = self.person.app.database().write().await?;
        let definitions = self.person.app.definitions(&mut write).await?;
        rule.rule(&definitions.catalogue).map_err(|fault| DefineError::Rule(rule.code.to_string(), fault))?;
        let had = definitions.rule_texts.iter().map(|(_, had)| had).find(|had| had.code == rule.code);
        let id = write.set_rule(rule).await?;
        let entry = self.defined("figures.define_rule", "figure_rule", Some(id), had, Some(rule))?;
        Ok(write.log(&entry).await?.commit().await?)
    }

    /// Takes a rule away.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn remove_rule(&self, code: &RuleCode) -> Result<(), AppError> {
        self.whole_house()?;
        let mut write = self.person.app.database().write().await?;
        let definitions = self.person.app.definitions(&mut write).await?;
        let had = definitions.rule_texts.iter().map(|(_, had)| had).find(|had| had.code == *code);
        let id = write.remove_rule(code).await?.ok_or(AppError::NotFound { thing: Thing::Indicator })?;
        let entry = self.defined::<RuleText>("figures.remove_rule", "figure_rule", Some(id), had, None)?;
        Ok(write.log(&entry).await?.commit().await?)
    }

    /// What was changed of a definition, the last first: of an `indicator`, a `form`, a `figure_rule`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn definition_changes(&self, kind: &str, id: i64) -> Result<Vec<LogRow>, AppError> {
        self.whole_house()?;
        let mut read = self.person.app.database().read().await?;
        let rows = read.log_of(kind, id, CHANGES).await?;
        Ok(rows.into_iter().filter(|row| row.entry.verb.starts_with("figures.define")).collect())
    }

    /// All definitions, for a file.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn bundle(&self) -> Result<Bundle, AppError> {
        self.whole_house()?;
        let mut read = self.person.app.database().read().await?;
        Ok(Next::read(&mut read).await?.bundle())
    }

    /// What a file of definitions would change. What it does not have stays; nothing is written.
    ///
    /// # Errors
    /// [`DefineError`] where it would not go together with what is there.
    pub async fn check_bundle(&self, file: &Bundle) -> Result<Vec<Change>, DefineError> {
        self.whole_house()?;
        let mut read = self.person.app.database().read().await?;
        let definitions = self.person.app.definitions(&mut read).await?;
        let (_, changes) = compared(&mut read, &definitions, file).await?;
        Ok(changes)
    }

    /// Takes in what a file of definitions would change. Gives how much that was.
    ///
    /// # Errors
    /// As [`Permit::check_bundle`].
    pub async fn take_bundle(&self, file: &Bundle) -> Result<usize, DefineError> {
        self.whole_house()?;
        let mut write = self.person.app.database().write().await?;
        let definitions = self.person.app.definitions(&mut write).await?;
        let (file, changes) = compared(&mut write, &definitions, file).await?;
        let of = |kind: Kind, code: &str| changes.iter().any(|one| one.kind == kind && one.code == code);
        for measure in file.measures.iter().filter(|one| of(Kind::Measure, one.code.as_str())) {
            write.set_measure(measure).await?;
        }
        for breakdown in file.breakdowns.iter().filter(|one| of(Kind::Breakdown, one.code.as_str())) {
            write.set_breakdown(breakdown).await?;
        }
        let (mut ids, mut entries) = (BTreeMap::new(), Vec::new());
        for indicator in &file.indicators {
            let code = indicator.code.as_str();
            let had = definitions.catalogue.find(code);
            if of(Kind::Indicator, code) {
                let id = write.set_indicator(indicator).await?;
                ids.insert(indicator.id, id);
                let verb = "figures.define_indicator";
                entries.push(self.defined(verb, "indicator", Some(id.get()), had, Some(indicator))?);
            }
        }
        for form in file.forms.iter().filter(|one| of(Kind::Form, &one.code.to_string())) {
            let form = super::define::with_ids(form, &ids);
            let had = definitions.forms.iter().find(|had| had.code == form.code);
            let id = write.set_form(&form).await?;
            entries.push(self.defined("figures.define_form", "form", Some(id.get()), had, Some(&form))?);
        }
        for rule in file.rules.iter().filter(|one| of(Kind::Rule, &one.code.to_string())) {
            let had = definitions.rule_texts.iter().map(|(_, had)| had).find(|had| had.code == rule.code);
            let id = write.set_rule(rule).await?;
            entries.push(self.defined("figures.define_rule", "figure_rule", Some(id), had, Some(rule))?);
        }
        if changes.is_empty() {
            return Ok(0);
        }
        let count = Some(serde_json::json!({ "changes": changes.len() }));
        let whole = self.defined("figures.take_definitions", "definitions", None, None, count.as_ref())?;
        let mut logged = write.log(&whole).await?;
        for entry in &entries {
            logged.log(entry).await?;
        }
        logged.commit().await?;
        Ok(changes.len())
    }

    fn defined<T: Serialize>(
        &self,
        verb: &str,
        kind: &str,
        id: Option<i64>,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Result<Entry, AppError> {
        let deed = Deed { verb, kind, id, before, after };
        self.person.entry(Some(self.whole_house()?), &deed)
    }
}

/// A file with the ids of this installation, and what it would change; it goes together with what is there.
async fn compared(
    read: &mut Read,
    definitions: &Definitions,
    file: &Bundle,
) -> Result<(Bundle, Vec<Change>), DefineError> {
    let file = file.clone().with_ids(|code| definitions.catalogue.find(code).map(|had| had.id));
    let mut next = Next::read(read).await?;
    for new in &file.indicators {
        let had = definitions.catalogue.find(new.code.as_str());
        if had.is_some_and(|had| {
            (&had.measure, had.decimals, had.nature) != (&new.measure, new.decimals, new.nature)
        }) {
            let fault = Fault::whole("indicators-fixed-in").with("code", new.code.as_str());
            return Err(AppError::from(fault).into());
        }
    }
    let here = Next::read(read).await?.bundle();
    let changes = here.changes(&file);
    file.measures.iter().for_each(|one| put(&mut next.measures, one.clone(), |one| one.code.clone()));
    file.breakdowns.iter().for_each(|one| put(&mut next.breakdowns, one.clone(), |one| one.code.clone()));
    file.indicators.iter().for_each(|one| put(&mut next.indicators, one.clone(), |one| one.code.clone()));
    file.forms.iter().for_each(|one| put(&mut next.forms, one.clone(), |one| one.code.clone()));
    file.rules.iter().for_each(|one| put(&mut next.rules, one.clone(), |one| one.code.clone()));
    next.check(definitions)?;
    Ok((file, changes))
}
