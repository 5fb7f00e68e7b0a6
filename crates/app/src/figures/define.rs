//! What is counted, and what is to be reached.

use crate::app::{Deed, NOTHING};
use crate::permit::Permit;
use crate::permit::rights::FiguresDefine;
use crate::{AppError, Fault, Thing};
use domain::collection::{Form, Row};
use domain::indicators::{Breakdown, Goal, Measure, Revision, Slice, Target};
use domain::periods::Period;
use domain::ready::Set;
use domain::roll_up::Series;
use domain::units::Order;
use domain::{IndicatorId, PostId, UnitId};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

impl Permit<'_, FiguresDefine> {
    /// Takes in what of the ready set for a city committee is not there yet; what is there stays as it is. Gives how many indicators
    /// and forms came.
    ///
    /// # Errors
    /// [`AppError::Denied`] for whoever has the right for a part of the house only.
    pub async fn take_ready_set(&self) -> Result<(usize, usize), AppError> {
        let person = self.person;
        let post = self.whole_house()?;
        let set = Set::built_in(&person.app.calendars()).map_err(|e| AppError::Bug(e.to_string()))?;
        let mut write = person.app.database().write().await?;
        let known = person.app.definitions(&mut write).await?;
        let (measures, breakdowns) = vocabulary(&set);
        let (had_measures, had_breakdowns) = write.measures().await?;
        for measure in measures.iter().filter(|one| had_measures.iter().all(|had| had.code != one.code)) {
            write.set_measure(measure).await?;
        }
        for breakdown in breakdowns.iter().filter(|one| had_breakdowns.iter().all(|had| had.code != one.code))
        {
            write.set_breakdown(breakdown).await?;
        }
        let (mut ids, mut indicators) = (BTreeMap::new(), 0);
        for indicator in set.catalogue.iter() {
            let id = match known.catalogue.find(indicator.code.as_str()) {
                Some(had) => had.id,
                None => {
                    indicators += 1;
                    write.set_indicator(indicator).await?
                }
            };
            ids.insert(indicator.id, id);
        }
        let mut forms = 0;
        for form in set.forms.iter().filter(|one| known.forms.iter().all(|had| had.code != one.code)) {
            write.set_form(&with_ids(form, &ids)).await?;
            forms += 1;
        }
        let mut rules = 0;
        for rule in &set.rule_texts {
            if known.rule_texts.iter().all(|(_, had)| had.code != rule.code) {
                write.set_rule(rule).await?;
                rules += 1;
            }
        }
        if indicators + forms + rules == 0 {
            return Ok((0, 0));
        }
        let after = Some(json!({ "indicators": indicators, "forms": forms, "rules": rules }));
        let deed =
            Deed { verb: "figures.take_ready_set", kind: "definitions", id: None, before: NOTHING, after };
        write.log(&person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok((indicators, forms))
    }

    /// Sets what a unit is to reach of an indicator in a period, from a day on; what was set before stays in the past.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`], [`AppError::Refused`] with what is wrong with the goal.
    pub async fn set_goal(
        &self,
        (indicator, unit): (IndicatorId, UnitId),
        period: Period,
        goal: Goal,
        ordered_by: Order,
    ) -> Result<(), AppError> {
        let person = self.person;
        let post = self.covers(unit, &person.forest())?.post;
        let mut write = person.app.database().write().await?;
        let definitions = person.app.definitions(&mut write).await?;
        if definitions.catalogue.get(indicator).is_none() {
            return Err(AppError::NotFound { thing: Thing::Indicator });
        }
        let series = Series { indicator, slice: Slice::Whole, period };
        let revision = Revision { on: ordered_by.date, goal, ordered_by };
        let before = write.target(unit, &series).await?;
        let fault = |e: domain::indicators::TargetError| Fault::at("goal", e.key());
        match before.clone() {
            Some(mut target) => target.revise(revision.clone()).map_err(fault)?,
            None => {
                Target::new((indicator, Slice::Whole), unit, period, revision.clone()).map_err(fault)?;
            }
        }
        write.add_goal(unit, &series, &revision, (person.now, person.account.id)).await?;
        let last = before.as_ref().and_then(|target| target.revisions().last());
        let said = |revision: &Revision| json!({ "unit": unit, "from": period.from, "last": period.last, "on": revision.on, "goal": revision.goal });
        let deed = Deed {
            verb: "figures.set_goal",
            kind: "indicator",
            id: Some(indicator.get()),
            before: last.map(said),
            after: Some(said(&revision)),
        };
        Ok(write.log(&person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    /// The post by which the person defines for the whole house: for a unit that stands under no other.
    pub(super) fn whole_house(&self) -> Result<PostId, AppError> {
        let forest = self.person.forest();
        let denied = || AppError::Denied { right: domain::rights::Right::FiguresDefine };
        let root = forest.roots().next().map(|node| node.unit.id).ok_or_else(denied)?;
        Ok(self.covers(root, &forest)?.post)
    }
}

/// The measures and breakdowns that the indicators of a set name.
fn vocabulary(set: &Set) -> (Vec<Measure>, Vec<Breakdown>) {
    let measures: BTreeSet<_> = set.catalogue.iter().map(|indicator| &indicator.measure).collect();
    let versions = set.catalogue.iter().flat_map(|indicator| &indicator.versions);
    let breakdowns: BTreeSet<_> = versions.flat_map(|version| &version.breakdowns).collect();
    (
        measures.into_iter().filter_map(|code| set.catalogue.measure(code)).cloned().collect(),
        breakdowns.into_iter().filter_map(|code| set.catalogue.breakdown(code)).cloned().collect(),
    )
}

/// The form with the ids that the store gave.
pub(super) fn with_ids(form: &Form, ids: &BTreeMap<IndicatorId, IndicatorId>) -> Form {
    let mut form = form.clone();
    for row in form.sections.iter_mut().flat_map(|section| &mut section.rows) {
        if let Row::Figure { indicator, .. } = row
            && let Some(id) = ids.get(indicator)
        {
            *indicator = *id;
        }
    }
    form
}
