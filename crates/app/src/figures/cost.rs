//! What figures cost those who report them: cells to type, cells asked twice, cells that nothing reads.

use super::Definitions;
use crate::AppError;
use crate::permit::Permit;
use crate::permit::rights::FiguresRead;
use domain::collection::{Form, Origin, Row, burden, origin};
use domain::indicators::Slice;
use domain::periods::Period;
use domain::report::Outlines;
use domain::roll_up::Series;
use domain::{FormId, IndicatorId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a form costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Which.
    pub form: FormId,
    /// Its period in which today lies.
    pub period: Period,
    /// Figures that are typed.
    pub typed: u32,
    /// Figures that other forms ask already.
    pub filled: u32,
    /// Headings under which something is written.
    pub narratives: u32,
    /// How many of its periods a year has.
    pub times: u32,
    /// How many units filled it in in the last round; nought where there was none.
    pub units: u32,
}

impl Cost {
    /// Figures that one unit types in a month on average, in tenths.
    #[must_use]
    pub const fn tenths_a_month(&self) -> u32 {
        self.typed.saturating_mul(self.times).saturating_mul(10) / 12
    }
}

/// What all forms cost.
#[derive(Debug)]
pub struct Costs {
    /// What figures mean.
    pub definitions: Arc<Definitions>,
    /// Each form.
    pub forms: Vec<Cost>,
    /// Figures that are asked twice: by which form, and which asks them already.
    pub twice: Vec<(FormId, Series, FormId)>,
    /// Indicators that are asked and that no report tells and no formula needs.
    pub unread: Vec<IndicatorId>,
}

impl Permit<'_, FiguresRead> {
    /// What the forms cost those who fill them in.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn costs(&self) -> Result<Costs, AppError> {
        let person = self.person;
        let mut read = person.app.database().read().await?;
        let definitions = person.app.definitions(&mut read).await?;
        let (catalogue, calendars) = (&definitions.catalogue, &definitions.calendars);
        let mut units: BTreeMap<FormId, u32> = BTreeMap::new();
        for row in read.campaign_rows(u32::from(u8::MAX)).await? {
            if let std::collections::btree_map::Entry::Vacant(first) = units.entry(row.form) {
                let taking = read.standings(row.id).await?.len();
                first.insert(u32::try_from(taking).unwrap_or(u32::MAX));
            }
        }
        // Those with short periods first: of their figures those of longer ones are made.
        let mut forms: Vec<&Form> = definitions.forms.iter().collect();
        let times = |form: &Form| -> u32 {
            let calendar = calendars.get(&form.calendar);
            let period = calendar.and_then(|calendar| calendar.period(person.today));
            let year =
                calendar.zip(period).and_then(|(calendar, period)| calendars.year_of(calendar, period));
            let within = calendar.zip(year).map_or(0, |(calendar, year)| calendar.within(year).len());
            u32::try_from(within).unwrap_or(u32::MAX)
        };
        forms.sort_by_key(|form| std::cmp::Reverse(times(form)));
        let (mut costs, mut twice) = (Vec::new(), Vec::new());
        for (form, cost) in forms.iter().zip(burden(&forms, person.today, catalogue, calendars)) {
            let period = calendars.get(&form.calendar).and_then(|calendar| calendar.period(person.today));
            let Some(period) = period else { continue };
            let before: Vec<&Form> = forms.iter().take_while(|other| other.id != form.id).copied().collect();
            for (series, _) in form.figures(period) {
                match origin(form, &series, &before, catalogue, calendars) {
                    Origin::Same(other) | Origin::Parts(other, _) => twice.push((form.id, series, other)),
                    Origin::Asked => {}
                }
            }
            costs.push(Cost {
                form: form.id,
                period,
                typed: cost.typed,
                filled: cost.filled,
                narratives: cost.narratives,
                times: times(form),
                units: units.get(&form.id).copied().unwrap_or_default(),
            });
        }
        let unread = unread(&definitions)?;
        Ok(Costs { forms: costs, twice, unread, definitions })
    }
}

/// Indicators that are asked and that no report tells and no formula needs.
fn unread(definitions: &Definitions) -> Result<Vec<IndicatorId>, AppError> {
    let outlines = Outlines::built_in().map_err(|e| AppError::Bug(e.to_string()))?;
    let catalogue = &definitions.catalogue;
    let mut read: BTreeSet<IndicatorId> =
        outlines.codes().into_iter().filter_map(|code| Some(catalogue.find(code)?.id)).collect();
    for indicator in catalogue.iter() {
        for version in &indicator.versions {
            let day = version.from.max(jiff::civil::Date::MIN);
            let Some(period) = Period::new(day, day) else { continue };
            if let Some((formula, _)) = catalogue.formula(indicator.id, period) {
                read.extend(formula.operands().into_iter().map(|operand| operand.indicator));
            }
        }
    }
    let mut asked = BTreeSet::new();
    for row in definitions.forms.iter().flat_map(Form::rows) {
        if let Row::Figure { indicator, slice: Slice::Whole, .. } = row
            && !read.contains(indicator)
        {
            asked.insert(*indicator);
        }
    }
    Ok(asked.into_iter().collect())
}
