//! Writing a report: nothing comes into it silently, every text that it had is kept.

use super::ground::{Ground, counts};
use super::{OUTLINES, found, open, report_deed};
use crate::permit::rights::ReportsWrite;
use crate::permit::{Permit, Person};
use crate::{AppError, Fault};
use domain::documents::{Stage, StageStep};
use domain::periods::{Calendars, Period};
use domain::report::{
    Head, Kind, Origin, Passage, Piece, Report, Statement, begun, groups, hole, read_typed,
};
use domain::{ReportId, UnitId};
use jiff::civil::Date;
use serde_json::json;
use store::ReportRow;

/// Longest text of a passage, in characters.
const PASSAGE_LIMIT: usize = 8_000;

/// A change of the text.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Takes what units say: the statement in the heap, with all that say the same.
    Take {
        /// Where.
        section: usize,
        /// Which.
        statement: usize,
    },
    /// Writes a passage of one's own.
    Add {
        /// Where.
        section: usize,
        /// As typed, see `domain::report::typed`.
        text: String,
    },
    /// Changes a passage; empty, it goes.
    Set {
        /// Where.
        section: usize,
        /// Which.
        passage: usize,
        /// As typed.
        text: String,
    },
    /// Puts a passage one place up.
    Up {
        /// Where.
        section: usize,
        /// Which.
        passage: usize,
    },
    /// What stands around the text.
    Head(Head),
    /// Puts in what the figures say now.
    Refresh,
}

impl Edit {
    /// Is a count typed in it?
    fn counts(&self) -> bool {
        matches!(self, Self::Add { text, .. } | Self::Set { text, .. } if text.contains("[[#"))
    }
}

impl Permit<'_, ReportsWrite> {
    /// Begins a report of the period in which `day` lies, filled from the figures.
    ///
    /// # Errors
    /// [`AppError::Denied`]; [`AppError::Refused`] where there is one already.
    pub async fn begin(&self, unit: UnitId, kind: Kind, day: Date) -> Result<ReportId, AppError> {
        let Person { app, now, account, .. } = self.person;
        let post = self.covers(unit, &self.person.forest())?.post;
        let period = period(kind, day)?;
        let mut write = app.database().write().await?;
        let same = |row: &ReportRow| (row.unit, row.kind, row.period) == (unit, kind, period);
        let open = |row: &ReportRow| row.state != Stage::Abandoned;
        let known = write.reports().await?.into_iter().find(|row| same(row) && open(row));
        if let Some(known) = known.filter(|_| kind.is_single()) {
            return Err(Fault::at("day", "report-there").with("report", known.id).into());
        }
        let issuer = match write.register(unit).await? {
            Some(register) => register.issuer,
            None => self.person.forest().unit(unit).map(|unit| unit.name.clone()).unwrap_or_default(),
        };
        let ground = self.person.ground(&mut write, (unit, period), kind.counts()).await?;
        let report = begun(&OUTLINES, (kind, period), (unit, &issuer), &mut ground.evidence());
        let report = report.map_err(super::too_much)?;
        let id = write.add_report(&report, (*now, account.id)).await?;
        let told = json!({ "unit": unit, "kind": kind, "period": period });
        let entry = self.person.entry(Some(post), &report_deed("reports.begin", id, Some(told)))?;
        write.log(&entry).await?.commit().await?;
        Ok(id)
    }

    /// Changes the text, as it was seen at `revision`.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`].
    pub async fn edit(&self, id: ReportId, revision: i64, edit: &Edit) -> Result<i64, AppError> {
        let Person { app, .. } = self.person;
        let mut write = app.database().write().await?;
        let (row, mut report) = open(&mut write, self, id, revision).await?;
        let counts = counts(&report) || edit.counts();
        let ground = self.person.ground(&mut write, (row.unit, row.period), counts).await?;
        let heap = match edit {
            Edit::Take { .. } => super::desk::heap(&mut write, &self.person.organisation, &row).await?,
            _ => Vec::new(),
        };
        let name = self.apply(&mut report, edit, &heap, &ground)?;
        self.keep_text(write, row, &report, name).await
    }

    /// Puts another text in the place of what stands there.
    pub(super) async fn keep_text(
        &self,
        mut write: store::Write,
        row: ReportRow,
        report: &Report,
        how: &str,
    ) -> Result<i64, AppError> {
        let Person { now, account, .. } = self.person;
        let post = self.covers(row.unit, &self.person.forest())?.post;
        if !write.change_report(&row, report, (*now, account.id)).await? {
            return Err(AppError::Changed);
        }
        let told = json!({ "how": how, "revision": row.revision + 1 });
        let entry = self.person.entry(Some(post), &report_deed("reports.write", row.id, Some(told)))?;
        write.log(&entry).await?.commit().await?;
        Ok(row.revision + 1)
    }

    fn apply(
        &self,
        report: &mut Report,
        edit: &Edit,
        heap: &[Statement],
        ground: &Ground,
    ) -> Result<&'static str, AppError> {
        let none = || AppError::from(Fault::whole("report-passage-gone"));
        match edit {
            Edit::Take { section, statement } => {
                let passage = self.taken(heap, *statement).ok_or_else(none)?;
                let there = report.sections.get_mut(*section).ok_or_else(none)?;
                there.passages.push(passage);
                Ok("take")
            }
            Edit::Add { section, text } => {
                let pieces = pieces(text, &[], report, ground)?;
                let there = report.sections.get_mut(*section).ok_or_else(none)?;
                there.passages.push(Passage { origin: Origin::Own, pieces, units: Vec::new() });
                Ok("add")
            }
            Edit::Set { section, passage, text } if text.trim().is_empty() => {
                let there = &mut report.sections.get_mut(*section).ok_or_else(none)?.passages;
                if *passage >= there.len() {
                    return Err(none());
                }
                there.remove(*passage);
                Ok("drop")
            }
            Edit::Set { section, passage, text } => {
                let there = report.sections.get(*section).and_then(|one| one.passages.get(*passage));
                let before = there.ok_or_else(none)?.clone();
                let pieces = pieces(text, &before.pieces, report, ground)?;
                let changed = pieces != before.pieces;
                // A sentence that a person has changed is no longer filled by itself.
                let origin = match before.origin {
                    Origin::Pattern(_) if changed => Origin::Own,
                    origin => origin,
                };
                report.sections[*section].passages[*passage] =
                    Passage { origin, pieces, units: before.units };
                Ok("set")
            }
            Edit::Up { section, passage } => {
                let there = &mut report.sections.get_mut(*section).ok_or_else(none)?.passages;
                if *passage == 0 || *passage >= there.len() {
                    return Err(none());
                }
                there.swap(*passage, *passage - 1);
                Ok("up")
            }
            Edit::Head(head) => {
                if head.subject.trim().is_empty() {
                    return Err(Fault::at("subject", "field-needed").into());
                }
                report.head = head.clone();
                Ok("head")
            }
            Edit::Refresh => {
                let again = report.clone().refreshed(&OUTLINES, &mut ground.evidence());
                *report = again.map_err(super::too_much)?;
                Ok("refresh")
            }
        }
    }

    /// A statement as a passage, with all units that say the same.
    fn taken(&self, heap: &[Statement], place: usize) -> Option<Passage> {
        let statement = heap.get(place)?;
        let here: Vec<Statement> =
            heap.iter().filter(|one| one.heading == statement.heading).cloned().collect();
        let history = self.person.organisation.history();
        let name = |unit: UnitId| history.last_known(unit).map_or("", |unit| unit.label());
        let group = groups(&here, name, &[])
            .into_iter()
            .find(|group| group.said.iter().any(|at| here[*at] == *statement))?;
        let mut units: Vec<UnitId> = group.said.iter().map(|at| here[*at].unit).collect();
        units.sort_unstable();
        units.dedup();
        Some(Passage { origin: Origin::Taken, pieces: vec![Piece::words(&statement.text)], units })
    }

    /// Says that the text is ready to be signed; with [`StageStep::SendBack`] takes it back to be written on.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`].
    pub async fn hand_in(&self, id: ReportId, revision: i64) -> Result<(), AppError> {
        let mut write = self.person.app.database().write().await?;
        let (row, report) = found(&mut write, self, id).await?;
        super::issue::step(self, write, (row, report), revision, StageStep::Check, "").await
    }
}

/// What was typed, its figures bound.
fn pieces(text: &str, before: &[Piece], report: &Report, ground: &Ground) -> Result<Vec<Piece>, AppError> {
    if text.trim().is_empty() {
        return Err(Fault::at("text", "field-needed").into());
    }
    if text.chars().count() > PASSAGE_LIMIT {
        return Err(Fault::at("text", "field-too-long").with("limit", PASSAGE_LIMIT).into());
    }
    let mut evidence = ground.evidence();
    Ok(read_typed(text, before, |code| hole(code, (report.unit, report.period), &mut evidence)))
}

/// The period of that kind in which a day lies.
fn period(kind: Kind, day: Date) -> Result<Period, AppError> {
    let calendars = Calendars::built_in().map_err(|e| AppError::Bug(e.to_string()))?;
    let calendar = calendars.get(&kind.calendar());
    let period = calendar.and_then(|calendar| calendar.period(day));
    Ok(period.ok_or_else(|| Fault::at("day", "report-no-period"))?)
}
