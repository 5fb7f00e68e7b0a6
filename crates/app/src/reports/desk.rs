//! The synthesis desk: for each heading what all units wrote, the same things folded, what is new on top.

use super::ground::counts;
use super::{OUTLINES, found};
use crate::AppError;
use crate::permit::Permit;
use crate::permit::rights::ReportsRead;
use domain::documents::Stage;
use domain::periods::{Calendars, Period};
use domain::report::{
    Contradiction, Group, Moved, Place, Report, Statement, Tally, contradictions, groups, said, tallies,
};
use domain::roll_up::{Cells, Series};
use domain::{ReportId, UnitId};
use std::collections::BTreeSet;
use store::{Read, ReportRow};

/// A report in a list.
pub type Listed = ReportRow;

/// What several units say, or one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The statements, by their places in the heap.
    pub group: Group,
    /// Does the report have it already?
    pub is_taken: bool,
}

/// A report on the desk.
pub struct Desk {
    /// How far it has come.
    pub row: ReportRow,
    /// What is written.
    pub report: Report,
    /// All that units wrote, by unit.
    pub heap: Vec<Statement>,
    /// For each section what units say there.
    pub voices: Vec<Vec<Voice>>,
    /// Units under who reports, one level down, that wrote nothing.
    pub silent: Vec<UnitId>,
    /// Words that do not agree with cells.
    pub contradictions: Vec<Contradiction>,
    /// What words come to.
    pub tallies: Vec<Tally>,
    /// What is missing.
    pub gaps: Vec<(Place, String)>,
    /// Figures that no longer say what is written.
    pub moved: Vec<Moved>,
    /// What the indicators of `contradictions` and `tallies` and `moved` are called.
    pub catalogue: domain::indicators::Catalogue,
}

impl Permit<'_, ReportsRead> {
    /// The reports that the person may read, the latest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn reports(&self) -> Result<Vec<Listed>, AppError> {
        let forest = self.person.forest();
        let all = self.person.app.database().read().await?.reports().await?;
        Ok(all.into_iter().filter(|row| self.covers(row.unit, &forest).is_ok()).collect())
    }

    /// A report as it stands.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn report(&self, id: ReportId) -> Result<(ReportRow, Report), AppError> {
        found(&mut self.person.app.database().read().await?, self, id).await
    }

    /// A report with all that units wrote for it.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn desk(&self, id: ReportId) -> Result<Desk, AppError> {
        let mut read = self.person.app.database().read().await?;
        let (row, report) = found(&mut read, self, id).await?;
        let ground = self.person.ground(&mut read, (row.unit, row.period), counts(&report)).await?;
        let organisation = self.person.organisation.clone();
        let heap = heap(&mut read, &organisation, &row).await?;
        let before = said_before(&mut read, &row).await?;
        let said = said(&heap, &OUTLINES, &ground.catalogue);
        let cells = cells(&mut read, row.period, &said).await?;
        drop(read);
        let name = |unit: UnitId| organisation.history().last_known(unit).map_or("", |unit| unit.label());
        let taken: BTreeSet<(usize, &str)> = taken(&report);
        let voices = (0..report.sections.len())
            .map(|section| {
                let places: Vec<usize> = (0..heap.len()).filter(|at| heap[*at].heading == section).collect();
                let here: Vec<Statement> = places.iter().map(|at| heap[*at].clone()).collect();
                let voice = |mut group: Group| {
                    group.said.iter_mut().for_each(|at| *at = places[*at]);
                    let is_taken =
                        group.said.iter().any(|at| taken.contains(&(section, heap[*at].text.as_str())));
                    Voice { group, is_taken }
                };
                groups(&here, name, &before).into_iter().map(voice).collect()
            })
            .collect();
        let forest = organisation.on(row.period.last);
        let spoke: BTreeSet<UnitId> = heap.iter().map(|one| one.unit).collect();
        let children = forest.children(row.unit).map(|node| node.unit.id);
        let silent = children.filter(|unit| row.kind.tells_period() && !spoke.contains(unit)).collect();
        let moved = match row.state {
            Stage::Draft | Stage::Checked | Stage::Signed => {
                report.moved(&mut ground.evidence()).map_err(super::too_much)?
            }
            _ => Vec::new(),
        };
        let contradictions = contradictions(&said, &cells, row.period);
        let tallies = tallies(&said, &cells, row.period);
        let gaps = report.gaps();
        let catalogue = ground.catalogue;
        Ok(Desk { row, report, heap, voices, silent, contradictions, tallies, gaps, moved, catalogue })
    }
}

/// What units under who reports wrote of the period, by unit.
pub(super) async fn heap(
    read: &mut Read,
    organisation: &crate::Organisation,
    row: &ReportRow,
) -> Result<Vec<Statement>, AppError> {
    // Statistics, letters and plans are not told by units.
    if !row.kind.tells_period() {
        return Ok(Vec::new());
    }
    let forest = organisation.on(row.period.last);
    let narratives = read.narratives(row.period).await?.into_iter();
    let under = narratives.filter(|narrative| forest.is_within(narrative.unit, row.unit));
    Ok(under.flat_map(|narrative| narrative.statements).collect())
}

/// The cells of the figures that words say.
async fn cells(read: &mut Read, period: Period, said: &[domain::report::Said]) -> Result<Cells, AppError> {
    let series =
        |one: &domain::report::Said| Series { indicator: one.indicator, slice: one.slice.clone(), period };
    let series: BTreeSet<Series> = said.iter().map(series).collect();
    Ok(read.cells(&series, None).await?)
}

/// What was said of the period before, by units and in the report that was issued.
async fn said_before(read: &mut Read, row: &ReportRow) -> Result<Vec<String>, AppError> {
    let calendars = Calendars::built_in().map_err(|e| AppError::Bug(e.to_string()))?;
    let before = calendars.of(row.period).and_then(|calendar| calendar.shift(row.period, -1));
    let Some(before) = before else { return Ok(Vec::new()) };
    let narratives = read.narratives(before).await?.into_iter();
    Ok(narratives.flat_map(|narrative| narrative.statements).map(|statement| statement.text).collect())
}

fn taken(report: &Report) -> BTreeSet<(usize, &str)> {
    let mut all = BTreeSet::new();
    for (section, text) in report.sections.iter().enumerate() {
        for passage in &text.passages {
            for piece in &passage.pieces {
                if let domain::report::Piece::Words(words) = piece {
                    all.insert((section, words.as_str()));
                }
            }
        }
    }
    all
}
