//! R14: a deadline that lies before the document, tasks without a lead or a date.
//!
//! The document is not older than its date of issue, nor than the documents that it is based on (`Căn cứ …`, `Thực hiện …`). Guards:
//! recurring tasks; a deadline inherited from a heading is the period of the heading itself. Tasks without a lead or a date are
//! told once per document: real documents are unclear, and showing it is the point (`domain.md §2`).

use super::Rule;
use crate::study::{Fault, Report, Study};
use crate::{RuleId, Sentence, Severity, Verdict};
use reader::{ParagraphRole, Task};
use vitext::Date;
use vitext::date::{Written, WrittenDate};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(14),
    name: "deadline",
    severity: Severity::Verify,
    fires: &[
        "Căn cứ Kế hoạch số 18-KH/TU, ngày 12/10/2025 của Thành ủy.\nI. NHIỆM VỤ\n1. Giao Ban Tổ chức Thành ủy xây dựng kế hoạch, hoàn thành trong tháng 9/2025.",
        "Thực hiện Chương trình hành động số 04-CTr/TU, ngày 05/11/2025 của Thành ủy.\nI. NHIỆM VỤ\n1. Giao Ban Tổ chức Thành ủy xây dựng kế hoạch, hoàn thành trong tháng 9/2025.",
    ],
    silent: &[
        "Căn cứ Kế hoạch số 18-KH/TU, ngày 12/10/2025 của Thành ủy.\nI. NHIỆM VỤ\n1. Giao Ban Tổ chức Thành ủy xây dựng kế hoạch, hoàn thành trong tháng 11/2025.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let tasks = &study.document.tasks;
    let issued = earliest(study);
    for task in tasks.iter().filter(|t| !t.inherited && t.recurrence.is_none()) {
        if let Some(earliest) = issued.max(heading(study, task)) {
            before(study, task, earliest, report);
        }
    }
    let undated = tasks.iter().filter(|t| t.deadline.is_none() && t.recurrence.is_none()).count();
    let leaderless = tasks.iter().filter(|t| t.lead.is_empty()).count();
    if let Some(task) =
        tasks.iter().find(|t| t.lead.is_empty() || t.deadline.is_none() && t.recurrence.is_none())
    {
        report.fault(Fault {
            rule: 14,
            severity: Severity::Note,
            at: (task.span.paragraph, task.span.range.clone()),
            others: Vec::new(),
            stated: tasks.len().to_string(),
            computed: String::new(),
            message: Sentence::new(
                "tasks-unclear",
                [
                    ("tasks", tasks.len().to_string()),
                    ("leaderless", leaderless.to_string()),
                    ("undated", undated.to_string()),
                ],
            ),
            may_be_right: None,
        });
    }
}

/// How many days and periods of a heading are looked at for each task below it.
const MOST: usize = 32;

/// The first day of the period that a heading above sets: "nhiệm vụ trọng tâm tháng 5/2026".
fn heading(study: &Study<'_>, task: &Task) -> Option<Date> {
    let document = study.document;
    let mut section = document.paragraph(task.span.paragraph).section;
    while let Some(id) = section {
        let above = &document.sections[id.0];
        let text = &study.texts[above.heading.0];
        let year = study.year.and_then(|y| u32::try_from(y).ok());
        let period = text
            .times
            .iter()
            .take_while(|t| t.range.end <= above.label.len() + above.title.len() + 8)
            .take(MOST)
            .find_map(|t| match t.written {
                Written::Month(..) | Written::Quarter(..) => t.written.period(year),
                _ => None,
            });
        if let Some(period) = period.filter(|_| above.heading != task.span.paragraph) {
            return period.first_day();
        }
        section = above.parent;
    }
    None
}

/// The document is not older than this day.
fn earliest(study: &Study<'_>) -> Option<Date> {
    let bases = study.document.citations.iter().filter_map(|c| {
        let text = study.texts.get(c.span.paragraph.0)?;
        let words = text.lower.trim_start_matches(['-', ' ']);
        let basis = ["căn cứ", "thực hiện", "triển khai thực hiện"].iter().any(|w| words.starts_with(w))
            && text.paragraph.section.is_none()
            && text.paragraph.role != ParagraphRole::Head;
        basis.then(|| c.date.as_ref().and_then(WrittenDate::date)).flatten()
    });
    study.document.metadata.date.or_else(|| bases.max())
}

fn before(study: &Study<'_>, task: &Task, earliest: Date, report: &mut Report<'_, '_>) {
    let (Some(deadline), Some(text)) = (task.deadline, study.texts.get(task.span.paragraph.0)) else {
        return;
    };
    // what lies years before is an event that the task remembers, not its deadline
    let Some(due) = deadline.last_day().filter(|d| d.year() + 1 >= earliest.year()) else {
        return;
    };
    let year = study.year.and_then(|y| u32::try_from(y).ok());
    let time = text.times_in(&task.span.range).iter().find(|t| t.written.period(year) == Some(deadline));
    let at = (task.span.paragraph, time.map_or(task.span.range.clone(), |t| t.phrase.clone()));
    let holds = due >= earliest;
    report.checked(14, at.0, at.1.clone(), if holds { Verdict::Holds } else { Verdict::Broken });
    if !holds {
        let written = |d: Date| format!("{:02}/{:02}/{}", d.day(), d.month(), d.year());
        report.fault(Fault {
            rule: 14,
            severity: Severity::Verify,
            at,
            others: Vec::new(),
            stated: written(due),
            computed: written(earliest),
            message: Sentence::new("deadline-past", [("due", written(due)), ("earliest", written(earliest))]),
            may_be_right: Some(Sentence::new("deadline-past-why", [])),
        });
    }
}
