//! Tasks beside a report: what is due in its period, under the headings that speak of it, and what became of what the report before
//! announced.

use super::{OUTLINES, found};
use crate::AppError;
use crate::permit::Permit;
use crate::permit::rights::{ReportsRead, TasksRead};
use domain::documents::Stage;
use domain::periods::Calendars;
use domain::units::UnitSet;
use domain::{DocumentId, ReportId};
use store::{TaskFilter, TaskRow};

/// Most tasks that are shown.
const MOST: u32 = 500;

/// Tasks beside a report.
#[derive(Debug, Default)]
pub struct Followed {
    /// Those that are due in the period, each with the heading that speaks of it.
    pub due: Vec<(usize, TaskRow)>,
    /// How many are due, also those that are not shown.
    pub total: u64,
    /// Those that the report before gave, with the document as which it was issued.
    pub announced: Option<(DocumentId, Vec<TaskRow>)>,
}

impl Permit<'_, ReportsRead> {
    /// Tasks beside a report, as far as the person may read tasks.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn followed(&self, id: ReportId) -> Result<Followed, AppError> {
        let person = self.person;
        let mut read = person.app.database().read().await?;
        let (row, _) = found(&mut read, self, id).await?;
        let Ok(tasks) = person.permit::<TasksRead>() else { return Ok(Followed::default()) };
        let calendars = Calendars::built_in().map_err(|e| AppError::Bug(e.to_string()))?;
        let before = calendars.of(row.period).and_then(|calendar| calendar.shift(row.period, -1));
        let before = read.reports().await?.into_iter().find(|one| {
            (one.unit, one.kind, Some(one.period)) == (row.unit, row.kind, before)
                && one.state == Stage::Issued
        });
        drop(read);
        let due = TaskFilter {
            leads: Some(UnitSet::below(row.unit, person.today)),
            due_from: Some(row.period.from),
            due_to: Some(row.period.last),
            ..TaskFilter::all(person.today)
        };
        let due = tasks.list(&due, 0, MOST).await?;
        let announced = match before.and_then(|before| before.document) {
            Some(document) => {
                let given = TaskFilter { document: Some(document), ..TaskFilter::all(person.today) };
                Some((document, tasks.list(&given, 0, MOST).await?.rows))
            }
            None => None,
        };
        let placed =
            |task: TaskRow| (OUTLINES.place(row.kind, &[task.action.as_str()]).unwrap_or_default(), task);
        Ok(Followed { due: due.rows.into_iter().map(placed).collect(), total: due.total, announced })
    }
}
