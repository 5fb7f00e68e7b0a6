//! Where a figure of a report comes from: the cells of units as they stand, or, once it was issued, as it was reported on.

use super::ground::counts;
use super::{found, too_much};
use crate::figures::{Definitions, with_weights};
use crate::permit::Permit;
use crate::permit::rights::{FiguresRead, ReportsRead};
use crate::{AppError, Thing};
use domain::indicators::{Amount, Catalogue, Indicator, Slice};
use domain::periods::{Calendars, Period};
use domain::report::{Aspect, Evidence, FigureRef, Place};
use domain::roll_up::{Cells, RollUp, Series};
use domain::units::Forest;
use domain::{ReportId, UnitId};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::ReportRow;

/// A unit in the source of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceUnit {
    /// Who.
    pub unit: UnitId,
    /// What it says, column by column; none where it says nothing.
    pub values: Vec<Option<Amount>>,
    /// The number of the last entry that it rests on; none where there is no cell.
    pub entry: Option<u64>,
}

/// What a figure of a report rests on.
#[derive(Debug)]
pub struct Source {
    /// The report.
    pub row: ReportRow,
    /// Which figure.
    pub figure: FigureRef,
    /// What the report says; a gap as it is printed.
    pub shown: String,
    /// Where it stands, each place once, with its text.
    pub places: Vec<(Place, String)>,
    /// Symbol and day of the report, where it was issued.
    pub issued: Option<(String, Date)>,
    /// The last entry of any cell when the report was issued; of now, where it was not.
    pub entry: u64,
    /// What the data says now; none where something is missing.
    pub now: Option<String>,
    /// What the figure is made of.
    pub columns: Vec<Aspect>,
    /// What the whole says, column by column.
    pub whole: Vec<Option<String>>,
    /// The units right below, with what each says itself where who reports does; none where the person may not read figures.
    pub units: Option<Vec<SourceUnit>>,
    /// What figures mean.
    pub catalogue: Catalogue,
}

impl Source {
    /// What is counted.
    #[must_use]
    pub fn indicator(&self) -> Option<&Indicator> {
        self.catalogue.get(self.figure.indicator)
    }
}

/// What a figure is made of, in columns.
fn columns(aspect: Aspect) -> Vec<Aspect> {
    match aspect {
        Aspect::Value | Aspect::ToDate | Aspect::LastYear | Aspect::Before | Aspect::Goal => vec![aspect],
        Aspect::Share => vec![Aspect::ToDate, Aspect::Goal],
        Aspect::Change | Aspect::Rate => vec![Aspect::Value, Aspect::LastYear],
        Aspect::ChangeBefore | Aspect::RateBefore => vec![Aspect::Value, Aspect::Before],
    }
}

impl Permit<'_, ReportsRead> {
    /// What a figure of a report rests on. A figure that does not stand in the report is not found.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn source(&self, id: ReportId, figure: &str) -> Result<Source, AppError> {
        let (person, none) = (self.person, || AppError::NotFound { thing: Thing::Report });
        let app = &person.app;
        let mut read = app.database().read().await?;
        let (row, report) = found(&mut read, self, id).await?;
        let figure: FigureRef = figure.parse().map_err(|_| none())?;
        let mut places: Vec<(Place, String)> = Vec::new();
        let mut shown = None;
        for (place, piece) in report.pieces().filter(|(_, piece)| piece.figure().as_ref() == Some(&figure)) {
            shown.get_or_insert_with(|| piece.shown());
            if places.last().is_none_or(|(last, _)| *last != place) {
                places.push((place, report.text_at(place)));
            }
        }
        let shown = shown.ok_or_else(none)?;
        let issued = super::check::issued(&mut read, &row).await?;
        let frozen = read.report_figures(id).await?;
        let frozen = frozen.into_iter().find(|one| one.figure == figure.to_string());
        let definitions = app.definitions(&mut read).await?;
        let ground = person.ground(&mut read, (row.unit, row.period), counts(&report)).await?;
        let series = series(&definitions, &figure);
        let cells = read.cells(&series, frozen.as_ref().map(|frozen| frozen.entered)).await?;
        drop(read);
        let forest = person.organisation.on(figure.period.last);
        let columns = columns(figure.aspect);
        let roll_up = RollUp::new(
            person.organisation.history(),
            &definitions.calendars,
            &definitions.catalogue,
            &cells,
        );
        let mut then = Evidence::new(roll_up, &definitions.calendars, &definitions.catalogue, ground.goals());
        let mut whole = Vec::with_capacity(columns.len());
        for aspect in &columns {
            let of = FigureRef { aspect: *aspect, ..figure.clone() };
            whole.push(then.told(&of).map_err(too_much)?.map(|told| told.shown));
        }
        let may = person
            .permit::<FiguresRead>()
            .is_ok_and(|permit| permit.covers(figure.unit, &person.forest()).is_ok());
        let units = if may { Some(units(&mut then, &forest, &figure, &columns, &cells)?) } else { None };
        drop(then);
        let now = ground.evidence().told(&figure).map_err(too_much)?.map(|told| told.shown);
        let entry = frozen.map_or(ground.entered, |frozen| frozen.entered);
        let catalogue = ground.catalogue;
        Ok(Source { row, figure, shown, places, issued, entry, now, columns, whole, units, catalogue })
    }
}

/// The cells of which the columns of a figure are made, for all units.
fn series(definitions: &Definitions, figure: &FigureRef) -> BTreeSet<Series> {
    let (calendars, catalogue) = (&*definitions.calendars, &definitions.catalogue);
    let of = definitions.ingredients(figure.indicator, figure.period);
    let is_computed = of.len() > 1;
    let spans = spans(calendars, figure);
    let mut all = BTreeSet::new();
    for period in Evidence::periods(calendars, catalogue, figure.period) {
        // A formula may ask for times of its own.
        if !is_computed && !spans.iter().any(|span| span.covers(period)) {
            continue;
        }
        for id in with_weights(definitions, of.clone(), figure.period) {
            let slices = slices(catalogue, id, figure.period);
            all.extend(slices.into_iter().map(|slice| Series { indicator: id, slice, period }));
        }
    }
    all
}

/// The whole and every part.
fn slices(catalogue: &Catalogue, id: domain::IndicatorId, period: Period) -> Vec<Slice> {
    let version = catalogue.get(id).and_then(|indicator| indicator.version(period));
    let breakdowns = version.into_iter().flat_map(|version| &version.breakdowns);
    let items = breakdowns.filter_map(|code| catalogue.breakdown(code)).flat_map(|one| &one.items);
    std::iter::once(Slice::Whole).chain(items.map(|item| Slice::Part(item.code.clone()))).collect()
}

/// The days of the columns of a figure.
fn spans(calendars: &Calendars, figure: &FigureRef) -> Vec<Period> {
    let period = figure.period;
    let calendar = calendars.of(period);
    let mut all = Vec::new();
    for column in columns(figure.aspect) {
        match column {
            Aspect::ToDate | Aspect::Goal => {
                all.extend(
                    calendar
                        .and_then(|calendar| calendars.year_to_date(calendar, period))
                        .unwrap_or_default(),
                );
            }
            Aspect::LastYear => {
                all.extend(calendar.and_then(|calendar| calendars.last_year(calendar, period)));
            }
            Aspect::Before => all.extend(calendar.and_then(|calendar| calendar.shift(period, -1))),
            _ => all.push(period),
        }
    }
    all
}

/// What the units right below say, in the order of the tree; first who reports, where it has cells of its own.
fn units(
    evidence: &mut Evidence<'_>,
    forest: &Forest,
    figure: &FigureRef,
    columns: &[Aspect],
    cells: &Cells,
) -> Result<Vec<SourceUnit>, AppError> {
    let indicator = evidence.catalogue().get(figure.indicator);
    let decimals = indicator.map(|indicator| indicator.decimals);
    let mut under: BTreeMap<UnitId, UnitId> = BTreeMap::new();
    let children: Vec<UnitId> = forest.children(figure.unit).map(|node| node.unit.id).collect();
    for child in &children {
        under.extend(forest.subtree(*child).iter().map(|node| (node.unit.id, *child)));
    }
    let (mut entries, mut own) = (BTreeMap::<UnitId, u64>::new(), None);
    for (key, cell) in cells.iter() {
        if key.series.indicator == figure.indicator && key.unit == figure.unit {
            own = own.max(Some(cell.entered));
        }
        if let Some(child) = under.get(&key.unit) {
            let last = entries.entry(*child).or_default();
            *last = cell.entered.max(*last);
        }
    }
    let mut all = Vec::with_capacity(children.len() + 1);
    if own.is_some() {
        let value = |aspect: &Aspect| match aspect {
            Aspect::Value => {
                let series = Series {
                    indicator: figure.indicator,
                    slice: figure.slice.clone(),
                    period: figure.period,
                };
                cells.get(&domain::roll_up::CellKey { unit: figure.unit, series }).value()
            }
            _ => None,
        };
        all.push(SourceUnit { unit: figure.unit, values: columns.iter().map(value).collect(), entry: own });
    }
    for unit in children {
        let mut values = Vec::with_capacity(columns.len());
        for aspect in columns {
            let of = FigureRef { unit, aspect: *aspect, ..figure.clone() };
            let exact = evidence.exact(&of).map_err(too_much)?;
            values.push(
                exact.zip(decimals).and_then(|(exact, decimals)| Amount::rounded(&exact, decimals).ok()),
            );
        }
        all.push(SourceUnit { unit, values, entry: entries.get(&unit).copied() });
    }
    Ok(all)
}
