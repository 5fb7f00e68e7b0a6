//! Figures of a sheet that another form asks already: nobody types them again.

use super::Definitions;
use super::sheet::Checked;
use domain::collection::{Form, Origin, origin};
use domain::indicators::{Amount, Exact, OverTime, Reading};
use domain::periods::Period;
use domain::roll_up::Series;
use domain::{FormId, UnitId};

/// From where a figure comes that is not typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Which form asks it.
    pub form: FormId,
    /// What it comes to; missing while parts of it are.
    pub reading: Reading<Amount>,
}

/// The forms whose figures those of `form` may be made of: those whose periods are shorter, the shortest first, and of those with the
/// same periods those that were there before.
pub(super) fn before<'a>(definitions: &'a Definitions, form: &Form, period: Period) -> Vec<&'a Form> {
    let length = |form: &Form| {
        let calendar = definitions.calendars.get(&form.calendar);
        calendar.and_then(|calendar| calendar.period(period.last)).map(|one| (one.last - one.from).get_days())
    };
    let own = length(form);
    let mut found: Vec<&Form> = definitions
        .forms
        .iter()
        .filter(|other| match (length(other), own) {
            (Some(other_length), Some(own)) => (other_length, other.id) < (own, form.id),
            _ => false,
        })
        .collect();
    found.sort_by_key(|form| (length(form), form.id));
    found
}

/// What of a figure another form has; none where it is asked here alone.
pub(super) fn filled(
    definitions: &Definitions,
    (form, before): (&Form, &[&Form]),
    (checked, unit): (&Checked, UnitId),
    series: &Series,
) -> Option<Filled> {
    match origin(form, series, before, &definitions.catalogue, &definitions.calendars) {
        Origin::Asked => None,
        // It is one cell: what stands there is what the other form has.
        Origin::Same(form) => Some(Filled { form, reading: checked.reading(unit, series).0 }),
        Origin::Parts(form, parts) => {
            let indicator = definitions.catalogue.get(series.indicator)?;
            let version = indicator.version(series.period)?;
            let said =
                |period: &Period| checked.reading(unit, &Series { period: *period, ..series.clone() }).0;
            let reading = match version.over_time {
                OverTime::Last => parts.last().map_or(Reading::Missing, said),
                OverTime::Sum => {
                    let all: Option<Vec<Exact>> =
                        parts.iter().map(|part| said(part).value().map(Amount::exact)).collect();
                    let sum = all.and_then(|all| all.into_iter().reduce(|sum, next| sum + next));
                    let sum = sum.and_then(|sum| Amount::rounded(&sum, indicator.decimals).ok());
                    sum.map_or(Reading::Missing, Reading::Value)
                }
                OverTime::Mean => return None,
            };
            Some(Filled { form, reading })
        }
    }
}
