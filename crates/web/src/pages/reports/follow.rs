//! Tasks beside the text: due in the period, under the heading at hand, and announced by the report before.

use super::desk::Open;
use super::unit_name;
use crate::pages::tasks::words::status;
use crate::ui;
use app::reports::Followed;
use maud::{Markup, html};
use store::TaskRow;

impl Open<'_> {
    /// Tasks with their state.
    pub(super) fn tasks(&self, followed: &Followed) -> Markup {
        let (frame, row) = (self.frame, &self.desk.row);
        let here: Vec<&TaskRow> = followed
            .due
            .iter()
            .filter(|(section, _)| *section == self.section)
            .map(|(_, task)| task)
            .collect();
        let all = format!("/tasks?unit={}&due-from={}&due-to={}", row.unit, row.period.from, row.period.last);
        html! {
            @if followed.total > 0 {
                details open[!here.is_empty()] {
                    summary { (frame.text("report-tasks-due", [("count", here.len().into())])) }
                    @if here.is_empty() { p.quiet { (frame.word("report-tasks-none-here")) } }
                    (self.list(&here))
                    p { (ui::link(frame.text("report-tasks-all", [("count", followed.total.into())]), all)) }
                }
            }
            @if let Some((document, tasks)) = &followed.announced {
                details {
                    summary { (frame.text("report-tasks-announced", [("count", tasks.len().into())])) }
                    (self.list(&tasks.iter().collect::<Vec<_>>()))
                    p { (ui::link(frame.word("report-tasks-announced-where"), format!("/documents/{document}/tasks"))) }
                }
            }
        }
    }

    fn list(&self, tasks: &[&TaskRow]) -> Markup {
        let Ok(person) = self.who.person() else { return html! {} };
        html! {
            ul.rows {
                @for task in tasks {
                    li {
                        (ui::link(&task.action, format!("/tasks/{}", task.id))) br;
                        (status(task.stage, task.due, task.submitted_on, person.today).show(self.frame))
                        " " span.quiet { (unit_name(self.who, task.lead)) @if let Some(due) = task.due { " · " (ui::date(due)) } }
                    }
                }
            }
        }
    }
}
