//! A figure is asked once, and what a form costs is known.

use super::form::{Form, Row};
use crate::ids::FormId;
use crate::indicators::{Catalogue, OverTime};
use crate::periods::{Calendars, Period};
use crate::roll_up::Series;

/// From where the figure of a form comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is asked by this form.
    Asked,
    /// Another form asks for the very same cell.
    Same(FormId),
    /// It follows from cells that another form asks for parts of the period.
    Parts(FormId, Vec<Period>),
}

/// From where a figure of `form` comes, where `others` are the forms that the unit fills in too, those that go before it first.
#[must_use]
pub fn origin(
    form: &Form,
    series: &Series,
    others: &[&Form],
    catalogue: &Catalogue,
    calendars: &Calendars,
) -> Origin {
    let asks = |other: &Form| {
        let same = |row: &Row| matches!(row, Row::Figure { indicator, slice, .. } if *indicator == series.indicator && *slice == series.slice);
        other.id != form.id && other.rows().any(same)
    };
    let version = catalogue.get(series.indicator).and_then(|indicator| indicator.version(series.period));
    let adds_up = version.is_some_and(|version| matches!(version.over_time, OverTime::Sum | OverTime::Last));
    let by = |other: &Form| calendars.get(&other.calendar).cloned();
    let asking = || others.iter().filter(|other| asks(other));
    if let Some(same) = asking().find(|other| by(other).is_some_and(|calendar| calendar.has(series.period))) {
        return Origin::Same(same.id);
    }
    let parts = |other: &&&Form| Some((other.id, by(other)?.parts(series.period)?));
    match asking().filter(|_| adds_up).find_map(|other| parts(&other)) {
        Some((form, parts)) => Origin::Parts(form, parts),
        None => Origin::Asked,
    }
}

/// What a form costs a unit that fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burden {
    /// Which form.
    pub form: FormId,
    /// Figures that must be typed for the period.
    pub typed: u32,
    /// Figures that are filled in from other forms.
    pub filled: u32,
    /// Headings under which something is written.
    pub narratives: u32,
}

/// What each form costs for the period in which `day` lies; each takes what those before it ask already. A form whose calendar has no
/// such period costs nothing.
#[must_use]
pub fn burden(
    forms: &[&Form],
    day: jiff::civil::Date,
    catalogue: &Catalogue,
    calendars: &Calendars,
) -> Vec<Burden> {
    let mut all = Vec::with_capacity(forms.len());
    for (place, form) in forms.iter().enumerate() {
        let mut found = Burden { form: form.id, typed: 0, filled: 0, narratives: 0 };
        let period = calendars.get(&form.calendar).and_then(|calendar| calendar.period(day));
        if let Some(period) = period {
            for (series, _) in form.figures(period) {
                match origin(form, &series, &forms[..place], catalogue, calendars) {
                    Origin::Asked => found.typed += 1,
                    Origin::Same(_) | Origin::Parts(..) => found.filled += 1,
                }
            }
            let narratives = form.rows().filter(|row| matches!(row, Row::Narrative { .. })).count();
            found.narratives = u32::try_from(narratives).unwrap_or(u32::MAX);
        }
        all.push(found);
    }
    all
}
